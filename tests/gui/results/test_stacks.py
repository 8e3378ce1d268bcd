"""Copies collapsed under a hit: their sign, opening by key and click, what removal does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shoegui.gui.results.hit_actions import Do
from shoegui.gui.results.model import ResultsModel, SortBy
from shoegui.gui.results.panel import ResultsPanel
from tests.gui.results.conftest import answer, ids, make_hit, make_hits

COPIES = [100_200, 100_201]


@pytest.fixture
def model() -> ResultsModel:
    """Three hits, the second of which has two copies."""
    made = ResultsModel()
    made.show([make_hit(1), make_hit(2, copies=2), make_hit(3)], good=2)
    return made


def signs(model: ResultsModel) -> list[str]:
    return [model.stacks.text(hit) for hit in model.hits()]


def test_a_closed_stack_says_how_many_it_has(model: ResultsModel) -> None:
    assert signs(model) == ["", "×3", ""]
    spoken = model.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "3 copies of this picture were found" in spoken


def test_it_opens_in_place_and_closes_again(model: ResultsModel) -> None:
    model.toggle_stack(1002)
    assert ids(model.hits()) == [1001, 1002, *COPIES, 1003]
    assert signs(model) == ["", "1/3", "2/3", "3/3", ""]
    assert model.strong_count == 4
    assert "A copy of 0002.jpg" in model.index(2).data(Qt.ItemDataRole.AccessibleTextRole)
    model.toggle_stack(1002)
    assert ids(model.hits()) == [1001, 1002, 1003]


def test_a_hit_without_copies_does_not_open(model: ResultsModel) -> None:
    model.toggle_stack(1001)
    model.toggle_stack(77)
    assert len(model.hits()) == 3


def test_copies_stay_with_their_head_in_any_order(model: ResultsModel) -> None:
    model.toggle_stack(1002)
    for order in SortBy:
        model.set_sort(order)
        at = model.row_of(1002)
        assert at is not None
        assert ids(model.hits())[at + 1 : at + 3] == COPIES


def test_more_hits_leave_an_open_stack_open(model: ResultsModel) -> None:
    model.toggle_stack(1002)
    model.add_more([make_hit(1), make_hit(2, copies=2), *make_hits(3, first=3)], good=2)
    assert ids(model.hits()) == [1001, 1002, *COPIES, 1003, 1004, 1005]
    assert signs(model)[1:4] == ["1/3", "2/3", "3/3"]


@pytest.mark.parametrize("is_open", [False, True])
@pytest.mark.parametrize("head", COPIES)
def test_where_another_picture_is_on_top_now_no_picture_is_there_twice(
    model: ResultsModel, head: int, *, is_open: bool
) -> None:
    if is_open:
        model.toggle_stack(1002)
    before = make_hit(2, copies=2)
    photos = (before.photo, *before.stack)
    top = next(one for one in photos if one.id == head)
    others = tuple(one for one in photos if one.id != head)
    now = replace(before, photo=top, stack=others)
    model.add_more([make_hit(1), now, make_hit(3)], good=2)
    assert ids(model.hits()) == [1001, head, 1003]
    assert signs(model) == ["", "×3", ""]


def test_a_new_answer_begins_with_closed_stacks(model: ResultsModel) -> None:
    model.toggle_stack(1002)
    model.show([make_hit(2, copies=2)], good=1)
    assert signs(model) == ["×3"]


def test_the_first_copy_takes_the_place_of_a_head_that_is_gone(model: ResultsModel) -> None:
    model.remove([1002])
    assert ids(model.hits()) == [1001, COPIES[0], 1003]
    assert signs(model) == ["", "×2", ""]


def test_the_copies_of_an_open_head_that_is_gone_stay(model: ResultsModel) -> None:
    model.toggle_stack(1002)
    model.remove([1002])
    assert ids(model.hits()) == [1001, *COPIES, 1003]
    assert signs(model) == ["", "", "", ""]


def test_a_copy_that_is_gone_is_counted_no_more(model: ResultsModel) -> None:
    model.toggle_stack(1002)
    model.remove([COPIES[0]])
    assert ids(model.hits()) == [1001, 1002, COPIES[1], 1003]
    assert signs(model) == ["", "1/2", "2/2", ""]
    model.remove([COPIES[1]])
    assert signs(model) == ["", "", ""]


def test_a_whole_stack_can_go(model: ResultsModel) -> None:
    model.remove([1002, *COPIES])
    assert ids(model.hits()) == [1001, 1003]


@pytest.fixture
def shown(panel: ResultsPanel, choose: Callable[..., None]) -> ResultsPanel:
    panel.show_answer(answer([make_hit(1), make_hit(2, copies=2), *make_hits(3, first=3)], 5))
    choose(1)
    return panel


def test_a_key_opens_and_closes_it_from_any_of_its_pictures(shown: ResultsPanel) -> None:
    action = shown.actions_for_hits.actions[Do.STACK]
    assert action.text().replace("&", "") == "Show the 3 copies"
    QTest.keyClick(shown.view, Qt.Key.Key_X)
    assert len(shown.hits()) == 7
    QTest.keyClick(shown.view, Qt.Key.Key_Right)
    assert action.text().replace("&", "") == "Hide the copies"
    QTest.keyClick(shown.view, Qt.Key.Key_X)
    assert len(shown.hits()) == 5
    hit = shown.current_hit()
    assert hit is not None
    assert hit.photo.id == 1002


def test_only_a_stack_offers_its_copies(shown: ResultsPanel, choose: Callable[..., None]) -> None:
    choose(0)
    assert not shown.actions_for_hits.actions[Do.STACK].isEnabled()


def test_a_double_click_on_the_sign_opens_the_stack_and_not_the_photo(
    qtbot: QtBot, shown: ResultsPanel
) -> None:
    view = shown.view
    corner = view.visualRect(shown.model.index(1)).topLeft()
    area = view.hits_delegate.stack_area(corner, view.cell_art(), shown.hits()[1])
    sign = area.center().toPoint()
    with qtbot.assertNotEmitted(shown.open_requested):
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=sign)
        # Of the second click Qt makes this event alone; QTest would send one more press.
        second = QMouseEvent(
            QEvent.Type.MouseButtonDblClick,
            area.center(),
            QPointF(view.viewport().mapToGlobal(sign)),
            Qt.MouseButton.LeftButton,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(view.viewport(), second)
    assert ids(shown.hits())[1:4] == [1002, *COPIES]


def test_plus_and_minus_ask_for_more_and_less_like_the_selected(
    qtbot: QtBot, shown: ResultsPanel, choose: Callable[..., None]
) -> None:
    choose(0, 2)
    with qtbot.waitSignal(shown.more_requested) as more:
        QTest.keyClick(shown.view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ShiftModifier)
    assert ids(more.args[0]) == [1001, 1003]
    with qtbot.waitSignal(shown.less_requested) as less:
        QTest.keyClick(shown.view, Qt.Key.Key_Minus, Qt.KeyboardModifier.KeypadModifier)
    assert ids(less.args[0]) == [1001, 1003]
