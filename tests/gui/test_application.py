"""Starting, opening another library, unexpected exceptions, and the end."""

from __future__ import annotations

import gc
import sys
import threading
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from shoegui.basics.paths import AppPaths
from shoegui.gui.application import Application
from shoegui.gui.empty_state import State
from shoegui.gui.main_window import MainWindow
from tests.helpers import python

# A start of its own, as a person makes it.
START = """
import sys
from pathlib import Path
from shoegui.basics.paths import AppPaths
from shoegui.gui.application import run
sys.exit(run(AppPaths.under(Path(sys.argv[1])), Path(sys.argv[2])))
"""


@pytest.fixture
def fresh(qapp: QApplication, tmp_path: Path) -> Iterator[Application]:
    """The program on its first start."""
    palette = QPalette(qapp.palette())
    made = Application(AppPaths.under(tmp_path / "fresh"), qapp)
    yield made
    made.close()
    made.deleteLater()
    qapp.setPalette(palette)


def test_the_first_start_opens_the_wizard_and_the_second_does_not(
    fresh: Application, qtbot: QtBot
) -> None:
    assert fresh.start()
    window = fresh.window
    assert window is not None
    qtbot.waitUntil(lambda: window.complete)
    qtbot.waitUntil(lambda: window.dialogs.open_one("wizard") is not None, timeout=20_000)
    assert window.controller.state is State.NO_LIBRARY
    fresh.close()
    assert fresh.start()
    again = fresh.window
    assert again is not None
    qtbot.waitUntil(lambda: again.complete)
    qtbot.waitUntil(lambda: again.controller.state is State.NO_LIBRARY, timeout=20_000)
    assert again.dialogs.open_one("wizard") is None


def test_a_library_that_somebody_empties_is_not_taken_for_a_first_start(
    application: Application, qtbot: QtBot
) -> None:
    application.state._settings.remove("start/welcomed")
    assert application.start()
    window = application.window
    assert window is not None
    qtbot.waitUntil(lambda: window.complete)
    qtbot.waitUntil(lambda: window.controller.summary.folders == 1, timeout=20_000)
    library = window.session.engine.library
    [folder] = library.catalogue.folders()
    window.session.indexing.alone(
        lambda _job: library.forget(folder.path), done=lambda _folder: None, forgets=folder.path
    )
    qtbot.waitUntil(lambda: window.controller.state is State.NO_LIBRARY, timeout=20_000)
    qtbot.wait(50)
    assert window.dialogs.open_one("wizard") is None


def test_a_picture_given_at_the_start_is_searched_for(
    application: Application, qtbot: QtBot, sample_photos: Path
) -> None:
    picture = sample_photos / "boot" / "boot-red-01.jpg"
    assert application.start(picture)
    window = application.window
    assert window is not None
    qtbot.waitUntil(lambda: window.complete)
    qtbot.waitUntil(lambda: window.controller.answer is not None, timeout=20_000)
    assert window.results.hits()[0].photo.path == picture


def test_a_window_that_was_just_painted_is_complete_for_whoever_acts(
    application: Application, qtbot: QtBot, sample_photos: Path
) -> None:
    painted: list[bool] = []
    assert application.start()
    window = application.window
    assert window is not None
    window._begin.timeout.connect(lambda: painted.append(window.complete))
    qtbot.waitUntil(lambda: bool(painted))
    assert painted == [False]
    handle = window.windowHandle()
    QTest.keyClick(handle, Qt.Key.Key_Shift)
    assert window.complete
    assert window.actions_table["open"].icon().availableSizes()
    picture = sample_photos / "heel" / "heel-blue-01.jpg"
    window.intake.use_paths([picture])
    qtbot.waitUntil(lambda: window.controller.answer is not None, timeout=20_000)
    assert window.results.hits()[0].photo.path == picture


def test_a_window_may_be_closed_before_it_is_complete(application: Application) -> None:
    assert application.start()
    assert application.window is not None
    assert not application.window.complete
    application.window.close()


def test_another_library_takes_the_place_of_this_one(
    window: MainWindow, application: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    application.open_library(AppPaths.under(tmp_path / "other"))
    other = application.window
    assert other is not None
    assert other is not window
    assert other.isVisible()
    assert not window.isVisible()
    qtbot.waitUntil(lambda: other.complete)
    qtbot.waitUntil(lambda: other.controller.state is State.NO_LIBRARY, timeout=20_000)
    assert application.state.recent_libraries[0] == tmp_path / "other"


def test_nothing_is_left_of_the_window_of_another_library(
    fresh: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    fresh.state.first_start()
    fresh.start()
    windows: list[weakref.ref[MainWindow]] = []
    for name in ("one", "other"):
        fresh.open_library(AppPaths.under(tmp_path / name))
        assert fresh.window is not None
        windows.append(weakref.ref(fresh.window))
        with qtbot.waitSignal(fresh.window.ready, timeout=20_000):
            pass

    # What the two had to do with each other takes a turn to come apart.
    qtbot.wait(50)
    gc.collect()

    assert windows[0]() is None
    assert windows[1]() is not None


def test_a_library_that_cannot_be_opened_leaves_this_one(
    window: MainWindow,
    application: Application,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: said.append(box.text()))
    broken = AppPaths.under(tmp_path / "broken")
    broken.data.mkdir()
    broken.database.write_bytes(b"this is no database" * 100)
    application.open_library(broken)
    assert application.window is window
    assert window.isVisible()
    assert len(said) == 1
    assert "library.db" in said[0]


def test_a_second_start_hands_its_picture_to_the_window(
    window: MainWindow, application: Application, sample_photos: Path, qtbot: QtBot
) -> None:
    picture = sample_photos / "heel" / "heel-blue-01.jpg"
    second = python(START, application.home.data, picture)
    qtbot.waitUntil(lambda: window.controller.answer is not None, timeout=20_000)
    said, trouble = second.communicate(timeout=20)
    assert (said.strip(), second.returncode, trouble) == ("", 0, "")
    assert window.results.hits()[0].photo.path == picture


def test_an_unexpected_exception_is_reported_and_the_program_goes_on(
    window: MainWindow, application: Application, qtbot: QtBot, sample_photos: Path
) -> None:
    def fail(_job: object) -> None:
        raise ZeroDivisionError("a fault of ours")

    window.session.jobs.start(fail, done=lambda _none: None)
    qtbot.waitUntil(lambda: application.reporter.dialog is not None)
    dialog = application.reporter.dialog
    assert dialog is not None
    assert "ZeroDivisionError: a fault of ours" in dialog.text
    assert "in fail" in dialog.text
    dialog.copy_button.click()
    assert QGuiApplication.clipboard().text() == dialog.text
    dialog.close()
    qtbot.waitUntil(lambda: application.reporter.dialog is None)
    window.intake.use_paths([sample_photos / "heel" / "heel-blue-01.jpg"])
    qtbot.waitUntil(lambda: window.controller.answer is not None, timeout=20_000)


def test_exceptions_of_slots_and_threads_are_reported_too(
    window: MainWindow, application: Application, qtbot: QtBot
) -> None:
    assert window.isVisible()
    try:
        raise LookupError("in a slot")
    except LookupError as error:
        sys.excepthook(LookupError, error, error.__traceback__)
    qtbot.waitUntil(lambda: application.reporter.dialog is not None)
    dialog = application.reporter.dialog
    assert dialog is not None
    assert "in a slot" in dialog.text
    dialog.close()
    qtbot.waitUntil(lambda: application.reporter.dialog is None)

    def fail() -> None:
        raise LookupError("in a thread")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: application.reporter.dialog is not None)
    other = application.reporter.dialog
    assert other is not None
    assert "in a thread" in other.text


@pytest.mark.parametrize("damage", [b"", b"this is no database" * 100])
def test_a_damaged_library_can_be_repaired_when_it_is_opened(
    application: Application, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, damage: bytes
) -> None:
    said: list[str] = []

    def repair(box: QMessageBox) -> None:
        said.append(box.text())
        box.buttons()[0].click()

    monkeypatch.setattr(QMessageBox, "exec", repair)
    database = application.home.database
    for ending in ("-wal", "-shm"):
        database.with_name(database.name + ending).unlink(missing_ok=True)
    database.write_bytes(damage)

    assert application.start()

    window = application.window
    assert window is not None
    qtbot.waitUntil(lambda: window.complete)
    assert "library.db" in said[0]
    assert "kept as" in said[1]
    assert "Add your folders again" in said[1]
    [kept] = application.home.data.glob("library.damaged-*.db")
    assert kept.read_bytes() == damage
    window.close()


def test_who_does_not_want_a_damaged_library_repaired_keeps_it_as_it_is(
    application: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QMessageBox, "exec", lambda box: box.buttons()[-1].click())
    application.home.database.write_bytes(b"this is no database" * 100)

    assert not application.start()

    assert application.home.database.read_bytes() == b"this is no database" * 100
