"""German and the English plurals: complete, true to the source, and fitting into the window."""

from __future__ import annotations

import ast
import importlib.util
import re
import shutil
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QMenu,
    QMenuBar,
    QWidget,
    QWizard,
)
from pytestqt.qtbot import QtBot

from shoegui.basics.bundled import resources_dir
from shoegui.gui.application import translate
from shoegui.gui.library_chooser import Summary, in_words

if TYPE_CHECKING:
    from shoegui.gui.main_window import MainWindow

Kind = TypeVar("Kind", bound=QWidget)
FOLDER = resources_dir() / "translations"
GUI = Path(__file__).parents[2] / "shoegui" / "gui"
LANGUAGES = ("de", "en")
# The places where a translation has to have what the source has.
FIELDS = re.compile(r"\{\w*\}|%L?n|\n|…|(?<!&)&(?!&)")


def messages(language: str) -> list[tuple[str, str, list[str]]]:
    """Context, source and translations, one or a form for each number, of a .ts file."""
    found = []
    for context in ET.parse(FOLDER / f"shoegui_{language}.ts").getroot().findall("context"):
        for message in context.findall("message"):
            translation = message.find("translation")
            assert translation is not None
            forms = translation.findall("numerusform") or [translation]
            source = message.findtext("source", "")
            found.append(
                (context.findtext("name", ""), source, [form.text or "" for form in forms])
            )
    return found


def updater() -> ModuleType:
    """The program behind `make translations`."""
    spec = importlib.util.spec_from_file_location("update", FOLDER / "update.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def speak(qapp: QApplication, language: str) -> Iterator[None]:
    """Let the program speak a language, and forget it afterwards."""
    before = QLocale()
    others = set(map(id, qapp.findChildren(QTranslator)))
    QLocale.setDefault(QLocale(language))
    translate(qapp, QLocale(language))
    yield
    QLocale.setDefault(before)
    for translator in qapp.findChildren(QTranslator):
        if id(translator) not in others:
            qapp.removeTranslator(translator)
            translator.deleteLater()


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    """The program speaks German."""
    yield from speak(qapp, "de_DE")


@pytest.fixture(params=LANGUAGES)
def language(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[str]:
    """The program speaks one language after another."""
    speaking = speak(qapp, request.param)
    next(speaking)
    yield request.param
    next(speaking, None)


@pytest.mark.parametrize("code", LANGUAGES)
def test_make_translations_would_change_nothing(code: str, tmp_path: Path) -> None:
    update = updater()
    if shutil.which("pyside6-lupdate", path=update.TOOLS) is None:
        pytest.skip(f"no pyside6-lupdate in {update.TOOLS}")
    copy = tmp_path / f"shoegui_{code}.ts"
    committed = (FOLDER / copy.name).read_text("utf-8")
    copy.write_text(committed, "utf-8", newline="\n")
    update.update(copy)
    assert copy.read_text("utf-8") == committed, "run `make translations`, and translate"


def test_every_string_that_is_to_be_translated_was_found() -> None:
    known = {(context, source) for context, source, _ in messages("de")}
    sources = {source for _, source in known}
    for file in sorted(GUI.rglob("*.py")):
        for call in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(call, ast.Call):
                continue
            name = ast.unparse(call.func).split(".")[-1]
            text = [one.value for one in call.args if isinstance(one, ast.Constant)]
            where = f"{file.name}:{call.lineno}: put what is not a plain name into a variable"
            if name == "tr":
                assert text[0] in sources, where
            elif name in {"translate", "QT_TRANSLATE_NOOP"} and len(text) > 1:
                assert (text[0], text[1]) in known, where


@pytest.mark.parametrize("code", LANGUAGES)
def test_everything_is_translated(code: str) -> None:
    assert "unfinished" not in (FOLDER / f"shoegui_{code}.ts").read_text("utf-8")
    assert not [source for _, source, forms in messages(code) if not all(forms)]


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_translation_has_the_fields_of_its_source(code: str) -> None:
    for _, source, forms in messages(code):
        for form in forms:
            assert Counter(FIELDS.findall(form)) == Counter(FIELDS.findall(source)), form


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_is_compiled_is_what_is_written(code: str) -> None:
    compiled = QTranslator()
    assert compiled.load(f"shoegui_{code}", str(FOLDER))
    for context, source, forms in messages(code):
        for number, form in enumerate(forms, start=1):
            count = number if len(forms) > 1 else -1
            said = compiled.translate(context, source, None, count)
            assert said == form


def test_one_photo_is_a_photo_and_two_are_photos(qapp: QApplication) -> None:
    speaking = speak(qapp, "en_GB")
    next(speaking)
    assert in_words(Summary(photos=1, folders=1)) == "1 photo in 1 folder"
    assert in_words(Summary(photos=12_408, folders=3)) == "12,408 photos in 3 folders"
    next(speaking, None)


@pytest.mark.usefixtures("german")
def test_german_counts_and_qts_own_buttons_are_german() -> None:
    assert in_words(Summary(photos=1, folders=1)) == "1 Foto in 1 Ordner"
    assert in_words(Summary(photos=12_408, folders=3)) == "12.408 Fotos in 3 Ordnern"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen"


def test_a_language_without_a_translation_gets_english_throughout(qapp: QApplication) -> None:
    speaking = speak(qapp, "fr_FR")
    next(speaking)
    assert in_words(Summary(photos=1, folders=2)) == "1 photo in 2 folders"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"
    next(speaking, None)


@pytest.mark.usefixtures("german")
def test_the_menus_are_german_when_the_program_is(window: MainWindow) -> None:
    titles = [plain(action.text()) for action in window.menuBar().actions()]
    assert titles == ["Datei", "Suchen", "Foto", "Ansicht", "Hilfe"]
    english = {source for _, source, forms in messages("de") if forms[0] != source}
    for menu in menus(window.menuBar()):
        assert not {action.text() for action in menu.actions()} & english


def test_no_two_things_share_an_access_key(
    language: str, window: MainWindow, qtbot: QtBot, sample_photos: Path
) -> None:
    for menu in (window.menuBar(), *menus(window.menuBar())):
        texts = [action.text() for action in menu.actions() if action.isVisible()]
        assert not doubles(texts), f"{language}: {texts}"
    for dialog in dialogs(window, qtbot, sample_photos):
        buttons = [one.text() for one in seen(dialog, QAbstractButton)]
        labels = [one.text() for one in seen(dialog, QLabel) if one.buddy() is not None]
        assert not doubles(buttons + labels), f"{language}: {buttons + labels}"


@pytest.mark.usefixtures("german")
def test_nothing_german_is_clipped(window: MainWindow, qtbot: QtBot, sample_photos: Path) -> None:
    assert not clipped(window)
    window.intake.use_paths([sample_photos / "boot" / "boot-red-01.jpg"])
    qtbot.waitUntil(lambda: window.controller.answer is not None, timeout=20_000)
    window.results.select_next()
    qtbot.waitUntil(window.inspector.isVisible)
    assert not clipped(window)
    for dialog in dialogs(window, qtbot, sample_photos):
        assert not clipped(dialog)


def dialogs(window: MainWindow, qtbot: QtBot, photos: Path) -> Iterator[QWidget]:
    """The library page and the wizard on each page before indexing, on the screen."""
    window.dialogs.show_library()
    library = window.dialogs.open_one("library")
    assert library is not None
    qtbot.waitUntil(library.isVisible)
    yield library
    window.dialogs.close()
    window.dialogs.add_folders([photos])
    wizard = window.dialogs.open_one("wizard")
    assert isinstance(wizard, QWizard)
    qtbot.waitUntil(wizard.isVisible)
    for number in range(3):
        qtbot.waitUntil(lambda: wizard.currentPage().isComplete(), timeout=60_000)
        yield wizard
        if number < 2:
            wizard.next()
    window.dialogs.close()


def menus(bar: QMenuBar | QMenu) -> Iterator[QMenu]:
    """All menus below `bar`."""
    for action in bar.actions():
        menu = action.menu()
        if isinstance(menu, QMenu):
            yield menu
            yield from menus(menu)


def plain(text: str) -> str:
    """A text without the mark of its access key."""
    return text.replace("&", "")


def doubles(texts: list[str]) -> list[str]:
    """Access keys that more than one of `texts` has."""
    keys = Counter(QKeySequence.mnemonic(text).toString() for text in texts)
    return [key for key, times in keys.items() if key and times > 1]


def seen(window: QWidget, kind: type[Kind]) -> list[Kind]:
    """The widgets of a kind that are on the screen with `window`."""
    return [one for one in window.findChildren(kind) if one.isVisible()]


def clipped(window: QWidget) -> list[str]:
    """The texts that have less room than they ask for."""
    texts = [one.text() for one in seen(window, QAbstractButton) if one.text() and small(one)]
    texts += [one.currentText() for one in seen(window, QComboBox) if small(one)]
    for label in seen(window, QLabel):
        if type(label) is not QLabel or not label.text():
            continue
        short = label.wordWrap() and label.height() < label.heightForWidth(label.width())
        if short or (not label.wordWrap() and small(label)):
            texts.append(label.text())
    return texts


def small(widget: QWidget) -> bool:
    """Whether a widget is smaller than it would be."""
    wanted = widget.sizeHint()
    return widget.width() < wanted.width() or widget.height() < wanted.height()
