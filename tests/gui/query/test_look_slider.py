"""Kind or look: told once the slider rests, by keyboard too, and never after it was only set."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from shoegui.gui.look_slider import LookSlider


@pytest.fixture
def look(qtbot: QtBot) -> LookSlider:
    made = LookSlider()
    qtbot.addWidget(made)
    made.show()
    return made


def test_it_is_told_once_when_the_slider_rests(qtbot: QtBot, look: LookSlider) -> None:
    heard: list[float] = []
    look.changed.connect(heard.append)
    with qtbot.waitSignal(look.changed):
        for value in (3, 8, 10):
            look.slider.setValue(value)
        assert heard == []
    assert heard == [0.5]


def test_keys_move_it_from_end_to_end(qtbot: QtBot, look: LookSlider) -> None:
    with qtbot.waitSignal(look.changed) as changed:
        QTest.keyClick(look.slider, Qt.Key.Key_End)
    assert changed.args == [1.0]
    with qtbot.waitSignal(look.changed) as changed:
        QTest.keyClick(look.slider, Qt.Key.Key_Home)
    assert changed.args == [0.0]


def test_what_was_set_is_shown_and_told_to_nobody(qtbot: QtBot, look: LookSlider) -> None:
    look.changed.connect(lambda _share: pytest.fail("told"))
    look.set_share(0.25)
    assert look.share() == 0.25
    look.slider.setValue(10)
    look.slider.setValue(5)
    qtbot.wait(300)


def test_a_double_click_brings_it_back_to_the_same_kind(qtbot: QtBot, look: LookSlider) -> None:
    look.set_share(1.0)
    with qtbot.waitSignal(look.changed) as changed:
        QTest.mouseDClick(look.slider, Qt.MouseButton.LeftButton)
    assert changed.args == [0.0]


def test_screen_readers_hear_where_it_stands(look: LookSlider) -> None:
    assert look.slider.accessibleName() == "Kind or look"
    said = []
    for share in (0.0, 0.5, 1.0):
        look.set_share(share)
        said.append(look.slider.accessibleDescription())
    assert said == ["The same kind of thing", "50 % look", "The same look"]
