"""Which panels stand beside the results: what the person wants, in the room that there is."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QObject
from pytestqt.qtbot import QtBot

from shoegui.gui.application import Application
from shoegui.gui.main_window import MainWindow
from shoegui.gui.results.view import ResultsView

WIDE, NARROW = 170, 133


@pytest.fixture
def found(window: MainWindow, qtbot: QtBot, sample_photos: Path) -> MainWindow:
    """The window with what a search found."""
    window.intake.use_paths([sample_photos / "boot" / "boot-red-01.jpg"])
    qtbot.waitUntil(window.results.isVisible, timeout=20_000)
    return window


class Painted(QObject):
    """The widths in which a grid was painted while it had something to show."""

    def __init__(self, view: ResultsView) -> None:
        super().__init__(view)
        self._view = view
        self.widths: list[int] = []
        view.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._view.grid.count:
            self.widths.append(self._view.viewport().width())
        return False


def test_the_first_hits_are_painted_in_the_width_that_they_keep(
    window: MainWindow, qtbot: QtBot, sample_photos: Path
) -> None:
    painted = Painted(window.results.view)
    window.intake.use_paths([sample_photos / "boot" / "boot-red-01.jpg"])
    qtbot.waitUntil(lambda: window.inspector.hit() is not None, timeout=20_000)
    qtbot.waitUntil(lambda: len(painted.widths) > 1)
    assert {*painted.widths} == {window.results.view.viewport().width()}


def resize(window: MainWindow, letters: int) -> None:
    """To a width in letters of its font."""
    window.resize(letters * window.fontMetrics().averageCharWidth(), 600)


def test_a_narrow_window_shows_the_photo_panel_when_asked(found: MainWindow) -> None:
    toggle = found.actions_table["show.inspector"]
    assert toggle.isChecked()
    resize(found, NARROW)
    assert not toggle.isChecked(), "the menu says what is to be seen"

    toggle.trigger()
    assert found.inspector.isVisible()
    assert toggle.isChecked()
    toggle.trigger()
    assert not found.inspector.isVisible()

    resize(found, WIDE)
    assert found.inspector.isVisible(), "nobody wanted it away from a wide window"
    assert toggle.isChecked()
    resize(found, NARROW)
    assert not found.inspector.isVisible()


def test_three_panels_in_a_narrow_window_leave_room_for_the_results(
    found: MainWindow, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: found.splitter.sizes()[2] > 0)
    usual = found.splitter.sizes()[2]
    resize(found, NARROW)
    found.actions_table["show.inspector"].trigger()

    least = found.inspector.minimumSizeHint().width()
    qtbot.waitUntil(lambda: found.splitter.sizes()[2] == least)
    assert usual > least
    assert len({found.results.view.visualRect(index).x() for index in first(found)}) > 1

    resize(found, WIDE)
    qtbot.waitUntil(lambda: found.splitter.sizes()[2] > (least + usual) // 2)


def test_the_query_keeps_a_width_whatever_was_hidden_when_it_became_narrow(
    found: MainWindow, qtbot: QtBot
) -> None:
    show = {name: found.actions_table[f"show.{name}"] for name in ("query", "inspector")}
    qtbot.waitUntil(lambda: found.splitter.sizes()[2] > 0)
    show["query"].trigger()
    resize(found, NARROW)
    show["inspector"].trigger()
    show["query"].trigger()
    least = found.query_panel.minimumSizeHint().width()
    qtbot.waitUntil(lambda: found.query_panel.width() >= least)
    show["query"].trigger()

    resize(found, WIDE)
    show["query"].trigger()

    qtbot.waitUntil(lambda: found.query_panel.width() >= least)


def test_panels_asked_for_before_anything_was_found_have_a_width(
    window: MainWindow, qtbot: QtBot, sample_photos: Path
) -> None:
    resize(window, NARROW)
    window.actions_table["show.inspector"].trigger()

    window.intake.use_paths([sample_photos / "boot" / "boot-red-01.jpg"])
    qtbot.waitUntil(window.results.isVisible, timeout=20_000)

    panels = (window.query_panel, window.inspector)
    qtbot.waitUntil(lambda: all(one.width() >= one.minimumSizeHint().width() for one in panels))


def test_the_widths_of_a_narrow_window_are_not_remembered(found: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: found.splitter.sizes()[2] > 0)
    resize(found, NARROW)
    found.actions_table["show.inspector"].trigger()
    remembered = found.panels.usual_sizes()
    assert remembered != found.splitter.saveState()

    resize(found, WIDE)
    found.splitter.restoreState(remembered)

    least = found.inspector.minimumSizeHint().width()
    qtbot.waitUntil(lambda: found.splitter.sizes()[2] > least)


def first(window: MainWindow) -> list[QModelIndex]:
    """The places of the first few hits."""
    model = window.results.view.model()
    return [model.index(row, 0) for row in range(6)]


def test_a_panel_asked_for_in_a_narrow_window_is_wanted_again(
    found: MainWindow, application: Application
) -> None:
    found.actions_table["show.inspector"].trigger()
    assert not application.state.shown("inspector")
    resize(found, NARROW)
    found.actions_table["show.inspector"].trigger()
    assert application.state.shown("inspector")
    resize(found, WIDE)
    assert found.inspector.isVisible()


def test_the_query_panel_is_shown_and_hidden_at_any_width(found: MainWindow) -> None:
    toggle = found.actions_table["show.query"]
    for letters in (NARROW, WIDE):
        resize(found, letters)
        toggle.trigger()
        assert not found.query_panel.isVisible()
        toggle.trigger()
        assert found.query_panel.isVisible()
