"""The window comes back as it was left, and where it can be reached."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow, QSplitter, QWidget
from pytestqt.qtbot import QtBot

from shoegui.gui.theme import Appearance
from shoegui.gui.window_state import RECENT_LIBRARIES, WindowState


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "window.ini"


def make_window(qtbot: QtBot) -> tuple[QMainWindow, QSplitter]:
    window = QMainWindow()
    qtbot.addWidget(window)
    splitter = QSplitter()
    for _ in range(3):
        splitter.addWidget(QWidget())
    window.setCentralWidget(splitter)
    return window, splitter


def test_place_and_panels_are_as_they_were(qtbot: QtBot, file: Path) -> None:
    window, splitter = make_window(qtbot)
    window.setGeometry(40, 60, 500, 400)
    window.show()
    splitter.setSizes([100, 300, 90])
    sizes = splitter.sizes()
    WindowState(file).save_window(window, splitter.saveState())
    again, other = make_window(qtbot)
    WindowState(file).restore_window(again)
    WindowState(file).restore_panels(other)
    again.show()
    assert again.geometry() == QRect(40, 60, 500, 400)
    assert other.sizes() == sizes


def test_the_first_window_stands_in_the_middle_of_the_screen(qtbot: QtBot, file: Path) -> None:
    window, _ = make_window(qtbot)
    WindowState(file).restore_window(window)
    screen = QGuiApplication.primaryScreen().availableGeometry()
    assert screen.contains(window.geometry())
    assert (window.geometry().center() - screen.center()).manhattanLength() <= 4


def test_a_window_on_a_screen_that_is_gone_comes_back_to_one_that_is_there(
    qtbot: QtBot, file: Path
) -> None:
    window, splitter = make_window(qtbot)
    window.setGeometry(9000, 9000, 500, 400)
    WindowState(file).save_window(window, splitter.saveState())
    again, _ = make_window(qtbot)
    WindowState(file).restore_window(again)
    screen = QGuiApplication.primaryScreen().availableGeometry()
    assert screen.intersects(again.geometry())


def test_what_was_chosen_is_kept(file: Path) -> None:
    state = WindowState(file)
    assert state.appearance is Appearance.SYSTEM
    assert state.shown("query")
    assert state.first_start()
    state.appearance = Appearance.DARK
    state.set_shown("query", False)
    again = WindowState(file)
    assert again.appearance is Appearance.DARK
    assert not again.shown("query")
    assert again.shown("inspector")
    assert not again.first_start()


def test_recent_libraries_are_few_and_the_last_one_is_first(file: Path) -> None:
    state = WindowState(file)
    assert state.recent_libraries == []
    state.library_opened(Path("/a"))
    assert WindowState(file).recent_libraries == [Path("/a")]
    for number in range(20):
        state.library_opened(Path(f"/b{number}"))
    state.library_opened(Path("/b15"))
    found = WindowState(file).recent_libraries
    assert found[:2] == [Path("/b15"), Path("/b19")]
    assert len(found) == len(set(found)) == RECENT_LIBRARIES


def test_a_file_that_makes_no_sense_is_no_matter(qtbot: QtBot, file: Path) -> None:
    file.parent.mkdir()
    file.write_text("[window]\ngeometry=@ByteArray(xx)\nsplitter=3\n[view]\nappearance=pink\n")
    window, splitter = make_window(qtbot)
    state = WindowState(file)
    state.restore_window(window)
    state.restore_panels(splitter)
    assert state.appearance is Appearance.SYSTEM
    assert window.width() > 200
