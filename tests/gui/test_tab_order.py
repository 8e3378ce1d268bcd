"""Tab goes through the window as it is read: from the left to the right, and down."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from shoegui.gui.main_window import MainWindow
from shoegui.gui.query_item import QueryItem, Role
from shoegui.gui.query_tiles import Tile
from shoegui.gui.tab_order import round_of
from shoegui.library.filters import Filters


def stops(window: QWidget) -> list[QWidget]:
    """Where Tab leads to, one after the other."""
    return [
        one
        for one in round_of(window)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisible()
    ]


def searched(window: MainWindow, qtbot: QtBot, items: list[QueryItem]) -> None:
    window.controller.search(items)
    qtbot.waitUntil(lambda: window.controller.answer is not None, timeout=20_000)
    qtbot.waitUntil(lambda: tuple(window.query_panel.items()) == window.controller.items)


def test_tab_goes_from_panel_to_panel(
    window: MainWindow, qtbot: QtBot, sample_photos: Path
) -> None:
    searched(window, qtbot, [QueryItem.of_path(min((sample_photos / "boot").iterdir()))])
    window.resize(1400, 900)
    window.results.select_next()
    qtbot.waitUntil(window.inspector.isVisible)

    panels = (window.header, window.query_panel, window.results, window.inspector)
    order = [
        panels.index(one) for stop in stops(window) for one in panels if one.isAncestorOf(stop)
    ]

    assert set(order) == {0, 1, 2, 3}
    assert order == sorted(order)


def test_pictures_that_come_later_have_their_place_in_it(
    window: MainWindow, qtbot: QtBot, sample_photos: Path
) -> None:
    boots = sorted((sample_photos / "boot").iterdir())
    main = [QueryItem.of_path(boot) for boot in boots[:2]]
    more = QueryItem.of_path(boots[2]).with_role(Role.MORE)
    searched(window, qtbot, [*main, more])
    window.refining.set_filters(Filters(orientation="landscape"))
    qtbot.waitUntil(lambda: bool(window.results.chips.chips))

    panel, chips = window.query_panel, window.results.chips
    shown = stops(window)
    wanted = [
        panel.clear_button,
        *[one for one in panel.findChildren(Tile) if one.item in main],
        panel.refine.look.slider,
        *panel.refine.trays[Role.MORE].pictures,
        panel.refine.filter_button,
        *chips.chips,
        chips.clear_button,
        window.results.view,
    ]

    assert [one for one in shown if one in wanted] == wanted
