"""What a menu offers, what is copied, dragged out and selected by a rubber band."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDrag, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from shoegui.gui.results.hit_actions import KEYS, Do
from shoegui.gui.results.panel import ResultsPanel
from tests.gui.results.conftest import answer, make_hit, make_hits

Choose = Callable[..., None]
Key = Qt.Key


def press(panel: ResultsPanel, key: Qt.Key, *modifiers: str) -> None:
    held = Qt.KeyboardModifier.NoModifier
    for name in modifiers:
        held |= Qt.KeyboardModifier[f"{name}Modifier"]
    QTest.keyClick(panel.view, key, held)


def open_menu(panel: ResultsPanel) -> QMenu:
    where = panel.view.visualRect(panel.view.currentIndex()).center()
    panel.view.customContextMenuRequested.emit(where)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_the_menu_holds_every_action_with_its_key(panel: ResultsPanel, choose: Choose) -> None:
    panel.show_answer(answer([make_hit(1, copies=2), *make_hits(4, first=2)], 5))
    choose(0)
    menu = open_menu(panel)
    actions = [action for action in menu.actions() if not action.isSeparator()]
    assert actions == [panel.actions_for_hits.actions[what] for what in Do]
    for what, action in panel.actions_for_hits.actions.items():
        assert action.shortcut() == QKeySequence(KEYS[what][0])
        assert action.isEnabled()
    menu.close()


def test_no_menu_opens_over_nothing(panel: ResultsPanel) -> None:
    panel.clear()
    panel.view.customContextMenuRequested.emit(QPoint(5, 5))
    assert QApplication.activePopupWidget() is None


def test_what_needs_the_file_is_greyed_out_while_it_is_away(panel: ResultsPanel) -> None:
    panel.show_answer(answer([make_hit(1, offline=True)], 1))
    enabled = {what for what, one in panel.actions_for_hits.actions.items() if one.isEnabled()}
    assert enabled == {
        Do.PREVIEW,
        Do.SEARCH,
        Do.COMPARE,
        Do.WHY,
        Do.MORE,
        Do.LESS,
        Do.COPY_PATH,
        Do.SELECT_ALL,
    }


def test_files_are_copied_with_a_word_about_it(
    qtbot: QtBot, panel: ResultsPanel, choose: Choose
) -> None:
    panel.show_answer(answer(make_hits(5), 5))
    choose(0, 2)
    with qtbot.waitSignal(panel.message) as said:
        press(panel, Key.Key_C, "Control")
    assert said.args == ["2 file(s) copied"]
    urls = QGuiApplication.clipboard().mimeData().urls()
    assert [url.toLocalFile() for url in urls] == ["/photos/0001.jpg", "/photos/0003.jpg"]


def test_paths_are_copied_as_text(panel: ResultsPanel, choose: Choose) -> None:
    panel.show_answer(answer(make_hits(5), 5))
    choose(1, 0)
    press(panel, Key.Key_C, "Control", "Shift")
    assert QGuiApplication.clipboard().text() == "/photos/0001.jpg\n/photos/0002.jpg"


def test_a_drag_hands_the_selected_files_over(
    panel: ResultsPanel, choose: Choose, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel.show_answer(answer(make_hits(9), 9))
    choose(*range(6))
    dragged: list[tuple[QMimeData, Qt.DropAction, bool]] = []

    def execute(drag: QDrag, actions: Qt.DropAction, _default: Qt.DropAction) -> Qt.DropAction:
        dragged.append((drag.mimeData(), actions, drag.pixmap().isNull()))
        assert len(drag.mimeData().urls()) == 6
        return Qt.DropAction.CopyAction

    monkeypatch.setattr(QDrag, "exec", execute)
    panel.view.startDrag(panel.model.supportedDragActions())
    ((_, actions, empty),) = dragged
    assert not empty
    assert not actions & Qt.DropAction.MoveAction


def test_a_rubber_band_selects_what_it_touches(panel: ResultsPanel) -> None:
    panel.show_answer(answer(make_hits(12), 7))
    view = panel.view
    start = QPoint(view.viewport().width() - 4, view.grid.band_top - 20)
    end = view.visualRect(panel.model.index(5)).center()
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(view.viewport(), left, pos=start)
    for share in (0.3, 0.6, 1.0):
        QTest.mouseMove(view.viewport(), start + (end - start) * share)
    QTest.mouseRelease(view.viewport(), left, pos=end)
    assert panel.view.selected_rows() == [5, 6]
