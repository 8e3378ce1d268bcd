"""Every key leads somewhere or asks for something, and names can be typed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from shoegui.gui.results.panel import ResultsPanel
from tests.gui.results.conftest import answer, make_hit, make_hits

Choose = Callable[..., None]
Key = Qt.Key


def press(panel: ResultsPanel, key: Qt.Key, *modifiers: str) -> None:
    held = Qt.KeyboardModifier.NoModifier
    for name in modifiers:
        held |= Qt.KeyboardModifier[f"{name}Modifier"]
    QTest.keyClick(panel.view, key, held)


def row(panel: ResultsPanel) -> int:
    return panel.view.currentIndex().row()


@pytest.mark.parametrize(
    ("key", "modifiers", "expected"),
    [
        (Key.Key_Right, (), 13),
        (Key.Key_Left, (), 11),
        (Key.Key_Down, (), 17),
        (Key.Key_Up, (), 7),
        (Key.Key_Home, (), 0),
        (Key.Key_End, (), 79),
        (Key.Key_PageDown, (), 27),
        (Key.Key_PageUp, (), 2),
    ],
)
def test_keys_lead_through_the_grid(
    panel: ResultsPanel,
    choose: Choose,
    key: Qt.Key,
    modifiers: tuple[str, ...],
    expected: int,
) -> None:
    panel.show_answer(answer(make_hits(80), 80))
    choose(12)
    press(panel, key, *modifiers)
    assert row(panel) == expected
    assert panel.view.viewport().rect().contains(panel.view.visualRect(panel.view.currentIndex()))


def test_down_crosses_the_line_into_the_weaker_ones(panel: ResultsPanel, choose: Choose) -> None:
    panel.show_answer(answer(make_hits(20), 7))
    choose(6)
    press(panel, Key.Key_Down)
    assert row(panel) == 8
    press(panel, Key.Key_Up)
    assert row(panel) == 6


def test_shift_and_arrows_select_several(panel: ResultsPanel, choose: Choose) -> None:
    panel.show_answer(answer(make_hits(20), 20))
    choose(1)
    press(panel, Key.Key_Right, "Shift")
    press(panel, Key.Key_Right, "Shift")
    assert [hit.rank for hit in panel.selected_hits()] == [2, 3, 4]


def test_next_and_previous_stop_at_the_ends(panel: ResultsPanel) -> None:
    panel.show_answer(answer(make_hits(3), 3))
    rows = []
    for step in [panel.select_previous, *[panel.select_next] * 3, panel.select_previous]:
        step()
        rows.append(row(panel))
    assert rows == [0, 1, 2, 2, 1]


@pytest.mark.parametrize(
    ("key", "signal"),
    [
        (Key.Key_Return, "open_requested"),
        (Key.Key_Enter, "open_requested"),
        (Key.Key_Space, "preview_requested"),
        (Key.Key_C, "compare_requested"),
        (Key.Key_W, "why_requested"),
    ],
)
def test_keys_ask_for_the_current_hit(
    qtbot: QtBot, panel: ResultsPanel, choose: Choose, key: Qt.Key, signal: str
) -> None:
    panel.show_answer(answer(make_hits(5), 5))
    choose(2)
    with qtbot.waitSignal(getattr(panel, signal)) as asked:
        press(panel, key)
    assert asked.args == [panel.hits()[2]]


@pytest.mark.parametrize(
    ("key", "signal"),
    [(Key.Key_S, "search_from_requested"), (Key.Key_Delete, "trash_requested")],
)
def test_keys_ask_for_all_selected_hits(
    qtbot: QtBot, panel: ResultsPanel, choose: Choose, key: Qt.Key, signal: str
) -> None:
    panel.show_answer(answer(make_hits(5), 5))
    choose(3, 1)
    with qtbot.waitSignal(getattr(panel, signal)) as asked:
        press(panel, key)
    assert asked.args == [[panel.hits()[1], panel.hits()[3]]]


def test_a_double_click_opens(qtbot: QtBot, panel: ResultsPanel) -> None:
    panel.show_answer(answer(make_hits(5), 5))
    where = panel.view.visualRect(panel.model.index(3)).center()
    QTest.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    with qtbot.waitSignal(panel.open_requested) as asked:
        QTest.mouseDClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert asked.args == [panel.hits()[3]]


def test_everything_can_be_selected_and_nothing(panel: ResultsPanel) -> None:
    panel.show_answer(answer(make_hits(50), 5))
    press(panel, Key.Key_A, "Control")
    assert len(panel.selected_hits()) == 50
    press(panel, Key.Key_Escape)
    assert panel.view.selected_rows() == []


@pytest.mark.parametrize(
    ("complete", "words"),
    [
        (True, "50 picture(s) selected"),
        (False, "The first 50 picture(s) selected. Scroll down for more."),
    ],
)
def test_it_says_how_many_are_selected_at_once(
    qtbot: QtBot, panel: ResultsPanel, complete: bool, words: str
) -> None:
    panel.show_answer(answer(make_hits(50), 5, complete=complete))
    with qtbot.waitSignal(panel.message) as said:
        press(panel, Key.Key_A, "Control")
    assert said.args == [words]


def test_nothing_is_asked_for_where_nothing_is(qtbot: QtBot, panel: ResultsPanel) -> None:
    panel.clear()
    with qtbot.assertNotEmitted(panel.open_requested):
        press(panel, Key.Key_Return)
    with qtbot.assertNotEmitted(panel.trash_requested):
        press(panel, Key.Key_Delete)


def test_a_file_cannot_be_opened_while_its_drive_is_away(qtbot: QtBot, panel: ResultsPanel) -> None:
    panel.show_answer(answer([make_hit(1, offline=True)], 1))
    with qtbot.assertNotEmitted(panel.open_requested):
        press(panel, Key.Key_Return)
    with qtbot.waitSignal(panel.search_from_requested):
        press(panel, Key.Key_S)


@pytest.fixture
def named(panel: ResultsPanel) -> ResultsPanel:
    names = ["Anna", "boat", "boot", "cat", "Boulder", "sock"]
    panel.show_answer(answer([make_hit(n + 1, f"/x/{c}.jpg") for n, c in enumerate(names)], 6))
    return panel


def typed(panel: ResultsPanel, text: str) -> str:
    QTest.keyClicks(panel.view, text)
    hit = panel.current_hit()
    assert hit is not None
    return hit.photo.path.stem


def test_typing_leads_to_the_name(named: ResultsPanel) -> None:
    assert typed(named, "boo") == "boot"


def test_capitals_make_no_difference(named: ResultsPanel) -> None:
    assert typed(named, "BOUL") == "Boulder"


def test_the_same_letter_again_leads_to_the_next(named: ResultsPanel) -> None:
    assert [typed(named, "b") for _ in range(4)] == ["boat", "boot", "Boulder", "boat"]


def test_letters_of_actions_can_be_typed_within_a_name(qtbot: QtBot, named: ResultsPanel) -> None:
    with qtbot.assertNotEmitted(named.compare_requested):
        assert typed(named, "/c") == "cat"
    named.view.type_ahead._active = False
    with qtbot.assertNotEmitted(named.search_from_requested):
        assert typed(named, "/soc") == "sock"


def test_a_letter_with_alt_is_left_to_the_menus(named: ResultsPanel) -> None:
    before = row(named)
    QTest.keyClick(named.view, Qt.Key.Key_B, Qt.KeyboardModifier.AltModifier)

    assert row(named) == before


def test_a_name_far_away_is_found_between_other_events(qtbot: QtBot, panel: ResultsPanel) -> None:
    hits = [*make_hits(9000), make_hit(9001, "/x/quay.jpg")]
    panel.show_answer(answer(hits, 9001))
    QTest.keyClicks(panel.view, "q")
    qtbot.waitUntil(lambda: row(panel) == 9000)
