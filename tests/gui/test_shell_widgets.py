"""The small parts of the window's frame: actions, menus, message bar, status bar, empty state."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QIcon,
    QKeySequence,
)
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QMenu,
    QPushButton,
    QTabWidget,
    QTextBrowser,
    QWidget,
)
from pytestqt.qtbot import QtBot

from shoegui import __version__
from shoegui.basics.errors import UserFacingError
from shoegui.basics.paths import AppPaths
from shoegui.basics.progress import Progress
from shoegui.gui import icons
from shoegui.gui.about import AboutBox, works
from shoegui.gui.actions import MENUS, Actions, entries
from shoegui.gui.empty_state import EmptyState, State
from shoegui.gui.error_bar import ErrorBar
from shoegui.gui.indexing import IndexingController
from shoegui.gui.library_chooser import LibraryMenu
from shoegui.gui.main_window import MainWindow
from shoegui.gui.stall_watch import StallWatch
from shoegui.gui.status_bar import StatusBar
from shoegui.gui.versions import versions
from shoegui.library.options import IndexOptions


def test_every_action_has_its_own_name_and_its_own_keys(window: MainWindow) -> None:
    assert not [name for name, n in Counter(one.name for one in entries()).items() if n > 1]
    photo = window.results.actions_for_hits.actions.values()
    actions = [*(window.actions_table[one.name] for one in entries()), *photo]
    keys = [key.toString() for action in actions for key in action.shortcuts()]
    assert not [key for key, n in Counter(keys).items() if n > 1]
    assert all(keys)


def test_every_action_is_in_a_menu(window: MainWindow) -> None:
    def inside(menu: QMenu) -> set[str]:
        names = set()
        for action in menu.actions():
            below = action.menu()
            names |= inside(below) if isinstance(below, QMenu) else {action.objectName()}
        return names

    bar = window.menuBar()
    assert len(bar.actions()) == len(MENUS)
    menus = [action.menu() for action in bar.actions()]
    shown = set().union(*(inside(menu) for menu in menus if isinstance(menu, QMenu)))
    assert {one.name for one in entries()} <= shown


def test_every_icon_of_an_action_is_there(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    actions = Actions(window)
    actions.recolour(window.palette())
    for entry in entries():
        assert actions[entry.name].icon().isNull() == (not entry.icon)


def test_an_icon_is_drawn_in_the_colour_asked_for(qtbot: QtBot) -> None:
    shown = QWidget()
    qtbot.addWidget(shown)
    image = icons.icon("close", QColor("#ff0000")).pixmap(32, 32).toImage()
    inked = [
        image.pixelColor(x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    ]
    assert inked
    assert {colour.name() for colour in inked} == {"#ff0000"}
    pale = icons.icon("close", QColor("#ff0000")).pixmap(32, 32, QIcon.Mode.Disabled).toImage()
    assert pale.pixelColor(16, 16).alpha() < 255


def test_the_program_has_an_icon_in_every_size(qtbot: QtBot) -> None:
    shown = QWidget()
    qtbot.addWidget(shown)
    sizes = {size.width() for size in icons.program_icon().availableSizes()}
    assert {16, 32, 48, 256, 512} <= sizes


def test_the_bar_says_what_which_file_and_what_to_do(qtbot: QtBot) -> None:
    bar = ErrorBar()
    qtbot.addWidget(bar)
    assert bar.text == ""
    error = UserFacingError("cannot be read", path="/far/away/shoe.jpg", advice="Connect the drive")
    bar.show_error(error)
    assert bar.text == "shoe.jpg: cannot be read. Connect the drive."
    bar._copy.click()
    assert QGuiApplication.clipboard().text() == str(error)
    bar._close.click()
    assert bar.text == ""


def test_what_the_bar_offers_can_be_done(qtbot: QtBot) -> None:
    bar = ErrorBar()
    qtbot.addWidget(bar)
    done: list[str] = []
    bar.show_note("The folder came back", "Look again", lambda: done.append("looked"))
    assert not bar._copy.isVisibleTo(bar)
    bar._action.click()
    assert done == ["looked"]
    assert bar.text == ""


@pytest.mark.parametrize("state", [one for one in State if one is not State.RESULTS])
def test_every_state_without_results_says_something(qtbot: QtBot, state: State) -> None:
    empty = EmptyState()
    qtbot.addWidget(empty)
    empty.set_state(state, "because" if state is State.ERROR else "")
    if state is not State.LOADING:
        assert empty.accessibleName()
    buttons = {one.text() for one in empty.findChildren(QPushButton) if one.isVisibleTo(empty)}
    acts = {State.NO_LIBRARY: 3, State.NO_QUERY: 1, State.NOTHING: 1, State.ERROR: 1}
    assert len(buttons) == acts.get(state, 1 if state is State.WORKING else 0)


def test_the_buttons_of_the_empty_state_ask_for_what_they_say(qtbot: QtBot) -> None:
    empty = EmptyState()
    qtbot.addWidget(empty)
    empty.set_state(State.NO_LIBRARY)
    for button, asked in (
        (empty._folders, empty.folders_requested),
        (empty._samples, empty.samples_requested),
        (empty._open, empty.open_requested),
    ):
        with qtbot.waitSignal(asked, timeout=1000):
            button.click()


def test_progress_is_shown_in_numbers(qtbot: QtBot) -> None:
    empty = EmptyState()
    qtbot.addWidget(empty)
    empty.set_state(State.WORKING)
    empty.show_progress("Drawing", Progress("", 120, 432))
    assert "120" in empty.text()
    assert "432" in empty.text()
    assert empty._bar.value() == 120


def test_other_libraries_are_a_click_away(qtbot: QtBot, tmp_path: Path) -> None:
    home, other = AppPaths.under(tmp_path / "home"), AppPaths.under(tmp_path / "a&b")
    parent = QWidget()
    qtbot.addWidget(parent)
    menu = LibraryMenu(home, home, lambda: [other.data, home.data], parent)
    mine, second, samples = [one for one in menu.actions() if one.isCheckable()]
    assert mine.isChecked()
    assert not second.isChecked()
    with qtbot.waitSignal(menu.chosen, timeout=1000) as chosen:
        second.trigger()
    assert chosen.args == [other]
    with qtbot.waitSignal(menu.samples_requested, timeout=1000):
        samples.trigger()


def test_the_status_bar_follows_indexing(
    window: MainWindow, qtbot: QtBot, sample_photos: Path
) -> None:
    bar, indexing = window.status_bar, window.session.indexing
    assert not bar._bar.isVisible()
    (sample_photos / "broken.jpg").write_bytes(b"\xff\xd8\xff nothing more")
    with qtbot.waitSignal(indexing.finished, timeout=20_000):
        indexing.start([sample_photos], IndexOptions(device="cpu", threads=1))
        assert bar._bar.isVisible()
        states: list[str] = []
        indexing.state_changed.connect(lambda: states.append(indexing.state))
        bar._pause.click()
        bar._pause.click()
        assert states == ["paused", "running"]
    assert not bar._bar.isVisible()
    qtbot.waitUntil(bar._skipped.isVisible, timeout=20_000)
    assert "1" in bar._skipped.text()


class Running(QObject):
    """Indexing that never ends."""

    started = Signal()
    progressed = Signal(object, float, float)
    state_changed = Signal()
    finished = Signal(object)
    state = "running"
    background = stopping = False

    def cancel(self) -> None:
        """Never."""


def test_a_message_leaves_the_progress_of_indexing_in_sight(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    indexing = Running()
    bar = StatusBar(cast("IndexingController", indexing), window)
    window.setStatusBar(bar)
    window.resize(900, 80)
    window.show()
    indexing.progressed.emit(Progress("Indexing", 5, 16, "/photos/a.jpg"), 58.0, 120.0)
    assert bar._what.isVisible()

    bar.say("Indexing goes on; what is done can be searched already")
    indexing.progressed.emit(Progress("Indexing", 6, 16, "/photos/b.jpg"), 58.0, 120.0)
    indexing.state_changed.emit()

    for widget in (bar._message, bar._count, bar._bar, bar._pause, bar._cancel):
        assert widget.isVisible()
    assert bar.message.startswith("Indexing goes on")
    assert "6 of 16" in bar._count.text()
    assert not bar._what.isVisible()
    bar._fade.timeout.emit()
    assert bar._what.isVisible()
    assert bar.message == ""
    bar._fade.stop()


def test_a_narrow_status_bar_leaves_out_what_matters_least(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    indexing = Running()
    bar = StatusBar(cast("IndexingController", indexing), window)
    window.setStatusBar(bar)
    bar.show_skipped(12)
    window.show()
    indexing.progressed.emit(Progress("Indexing", 4120, 12408, "/photos/a.jpg"), 58.0, 120.0)
    letter = bar.fontMetrics().averageCharWidth()

    def shown(letters: int) -> list[bool]:
        window.resize(letters * letter, 80)
        QApplication.processEvents()
        assert bar.width() == letters * letter
        count = bar._count.text()
        assert count.startswith(("4,120 of 12,408", "4120 of 12408"))
        assert "58/s" in bar._count.toolTip()
        text = bar._message if bar.message else bar._what
        assert "…" not in text.text(), "it is read whole"
        assert bar._pause.isVisible()
        assert bar._cancel.isVisible()
        assert bar._cancel.geometry().right() < bar.width()
        left = "minute" in count
        parts = (bar._where.isVisible(), "58/s" in count, bar._bar.isVisible(), left)
        return [*parts, bar._skipped.isVisible()]

    seen = [shown(letters) for letters in range(170, 45, -5)]
    assert seen[0] == [True] * 5
    assert seen[-1] == [False] * 5
    assert sorted(seen, key=sum, reverse=True) == seen
    for one in seen:
        assert sorted(one) == one, "never one that matters more than one that is shown"
    assert shown(170) == seen[0]
    bar.say("Indexing goes on; what is done can be searched already")
    assert shown(100)[-1] is False
    bar._fade.stop()


def test_about_names_versions_and_licences(qtbot: QtBot) -> None:
    box = AboutBox(versions(), "a very fast machine")
    qtbot.addWidget(box)
    (tabs,) = box.findChildren(QTabWidget)
    tabs.setCurrentIndex(1)
    texts = sorted((one.toPlainText() for one in box.findChildren(QTextBrowser)), key=len)
    numbers, licences = texts
    for name in ("PySide6", "Qt", "ONNX Runtime", "NumPy", "Pillow", "hnswlib", __version__):
        assert name in numbers
    assert "a very fast machine" in numbers
    assert "not modified" in licences
    for work in works():
        assert work.name in licences
        assert work.licence in licences


def test_the_keys_have_the_names_that_are_on_keyboards(window: MainWindow) -> None:
    window.actions_table["shortcuts"].trigger()
    page = window.dialogs.open_one("shortcuts")
    assert page is not None
    (shown,) = page.findChildren(QTextBrowser)
    words = shown.toPlainText().split()
    assert "Enter" in words
    assert "Return" not in words


def test_the_shortcuts_begin_at_the_top_of_their_page(window: MainWindow) -> None:
    window.actions_table["shortcuts"].trigger()
    page = window.dialogs.open_one("shortcuts")
    assert page is not None
    (shown,) = page.findChildren(QTextBrowser)
    document = shown.document()
    first = document.find("File").block()
    top = document.documentLayout().blockBoundingRect(first).top()
    assert top < document.documentMargin() + 8


def test_the_shortcuts_page_has_every_key(window: MainWindow) -> None:
    window.actions_table["shortcuts"].trigger()
    page = window.dialogs.open_one("shortcuts")
    assert page is not None
    (shown,) = page.findChildren(QTextBrowser)
    text = shown.toPlainText()
    native = QKeySequence.SequenceFormat.NativeText
    for entry in entries():
        for key in entry.keys[:1]:
            assert QKeySequence(key).toString(native) in text


class Sleeper(QObject):
    """Blocks the event loop when its signal comes."""

    wake = Signal()


def test_a_stall_is_seen_with_what_caused_it(qtbot: QtBot) -> None:
    import time

    watch = StallWatch()
    watch.start()
    qtbot.wait(30)

    def block_the_window() -> None:
        time.sleep(0.15)

    sleeper = Sleeper()
    sleeper.wake.connect(block_the_window)
    sleeper.wake.emit()
    qtbot.wait(30)
    worst = watch.stop()
    assert worst.seconds >= 0.1
    assert "block_the_window" in worst.stack
