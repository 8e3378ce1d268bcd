"""Choosing filters and taking them away: the panel, its parts, and the chips."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from shoegui.gui.engine import Engine
from shoegui.gui.filters.chips import FilterChips
from shoegui.gui.filters.choices import (
    Choices,
    as_tree,
    count_again,
    count_matching,
    in_reading_order,
    read_choices,
)
from shoegui.gui.filters.filter_words import parts_of
from shoegui.gui.filters.panel import FilterPanel
from shoegui.library.filters import Filters

SHOES, BOOTS = Path("/photos/shoes"), Path("/photos/shoes/boots")
CHOICES = Choices((SHOES, BOOTS), (("sneaker", 12), ("clog", 3), ("abacus", 0)))
EVERYTHING = Filters(
    folders=(BOOTS,),
    taken_from=date(2024, 3, 1),
    taken_to=date(2024, 3, 31),
    kinds=frozenset({"jpeg", "other"}),
    orientation="square",
    smallest=600,
    words=("clog", "sneaker"),
)


@pytest.fixture
def panel(qtbot: QtBot) -> FilterPanel:
    made = FilterPanel()
    qtbot.addWidget(made)
    made.set_choices(CHOICES)
    made.show()
    return made


@pytest.fixture
def chips(qtbot: QtBot) -> FilterChips:
    made = FilterChips()
    qtbot.addWidget(made)
    made.resize(500, 80)
    return made


def test_what_is_set_is_what_is_chosen_and_nobody_is_told(qtbot: QtBot, panel: FilterPanel) -> None:
    panel.changed.connect(lambda _filters: pytest.fail("told"))
    assert panel.filters() is None
    panel.set_filters(EVERYTHING)
    assert panel.filters() == EVERYTHING
    panel.set_filters(None)
    assert panel.filters() is None
    qtbot.wait(300)


def test_several_changes_are_told_once_they_settle(qtbot: QtBot, panel: FilterPanel) -> None:
    heard: list[object] = []
    panel.changed.connect(heard.append)
    with qtbot.waitSignal(panel.changed):
        panel.kinds["png"].click()
        panel.smallest.setValue(300)
        panel.orientation.setCurrentIndex(2)
    assert heard == [Filters(kinds=frozenset({"png"}), smallest=300, orientation="portrait")]


def test_closing_tells_what_has_not_settled(qtbot: QtBot, panel: FilterPanel) -> None:
    panel.kinds["png"].click()
    with qtbot.waitSignal(panel.changed, timeout=0):
        QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible()


def test_clearing_takes_everything_away(qtbot: QtBot, panel: FilterPanel) -> None:
    panel.set_filters(EVERYTHING)
    with qtbot.waitSignal(panel.changed) as changed:
        panel.clear_button.click()
    assert changed.args == [None]
    assert panel.filters() is None


def test_the_first_day_is_never_after_the_last(panel: FilterPanel) -> None:
    panel.set_filters(Filters(taken_from=date(2024, 3, 2), taken_to=date(2024, 3, 2)))
    panel.days.first.edit.setDate(panel.days.last.edit.date().addDays(5))
    assert panel.days.days() == (date(2024, 3, 2), date(2024, 3, 7))


def test_folders_stay_ticked_when_the_list_comes_later(qtbot: QtBot) -> None:
    panel = FilterPanel()
    qtbot.addWidget(panel)
    panel.set_filters(Filters(folders=(BOOTS, Path("/elsewhere"))))
    panel.set_choices(CHOICES)
    assert set(panel.folders.folders()) == {BOOTS, Path("/elsewhere")}
    listed = [panel.folders.list.item(row).text() for row in range(3)]
    assert listed == ["/elsewhere", "/photos/shoes", "    boots"]


def test_a_folder_is_found_by_a_part_of_its_name(panel: FilterPanel) -> None:
    panel.folders.search_line.setText("BOOT")
    hidden = [panel.folders.list.item(row).isHidden() for row in range(2)]
    assert hidden == [True, False]


def test_where_no_folder_has_that_name_the_list_says_so(panel: FilterPanel) -> None:
    for text, said in (("boot", False), ("zzqq", True), ("", False)):
        panel.folders.search_line.setText(text)
        assert panel.folders.nothing.isVisible() is said
    assert panel.folders.nothing.text() == "No folder of that name"


def test_a_click_on_its_name_ticks_a_folder_as_one_on_its_box_does(panel: FilterPanel) -> None:
    rows = panel.folders.list
    for row, folder in enumerate((SHOES, BOOTS)):
        area = rows.visualItemRect(rows.item(row))
        box, name = area.left() + 8, area.right() - 8
        for across in (box, name):
            for expected in ((folder,), ()):
                at = QPoint(across, area.center().y())
                QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=at)
                assert panel.folders.folders() == expected
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.RightButton, pos=at)
    assert panel.folders.folders() == ()
    QTest.keyClick(rows, Qt.Key.Key_Space)
    assert panel.folders.folders() == (BOOTS,)


def test_the_keys_act_on_the_folder_that_was_clicked(panel: FilterPanel) -> None:
    rows = panel.folders.list
    for row in (1, 0):
        area = rows.visualItemRect(rows.item(row))
        at = QPoint(area.right() - 8, area.center().y())
        QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=at)
        assert rows.currentRow() == row
    QTest.keyClick(rows, Qt.Key.Key_Space)
    assert panel.folders.folders() == (BOOTS,)


def test_a_press_that_is_let_go_on_another_folder_ticks_neither(panel: FilterPanel) -> None:
    rows = panel.folders.list
    first, second = (rows.visualItemRect(rows.item(row)).center() for row in (0, 1))
    QTest.mousePress(rows.viewport(), Qt.MouseButton.LeftButton, pos=first)
    QTest.mouseRelease(rows.viewport(), Qt.MouseButton.LeftButton, pos=second)
    assert panel.folders.folders() == ()


def test_the_same_folders_again_leave_the_list_as_it_is(panel: FilterPanel) -> None:
    """The numbers of the words come anew with every filter, while somebody ticks folders."""
    panel.folders.list.setCurrentRow(1)
    panel.set_choices(Choices(CHOICES.folders, (("sneaker", 2),)))
    assert panel.folders.list.currentRow() == 1
    panel.words.completer.setCompletionPrefix("sneaker")
    assert panel.words.completer.currentIndex().data() == "sneaker  (2)"


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_words_that_come_while_somebody_chooses_wait(qtbot: QtBot, panel: FilterPanel) -> None:
    words, popup = panel.words, panel.words.popup
    words.line.setFocus()
    QTest.keyClicks(words.line, "a")
    assert popup.isVisible()
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    assert popup.currentIndex().row() == 1
    chosen = popup.currentIndex().data(Qt.ItemDataRole.UserRole)
    panel.set_choices(Choices(CHOICES.folders, (("abacus", 9), ("sneaker", 2), ("boat", 1))))
    assert popup.currentIndex().row() == 1
    QTest.keyClick(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: words.words() == (chosen,))
    qtbot.waitUntil(lambda: words.model.words[0] == ("abacus", 9))


def test_the_same_words_again_leave_the_highlighted_one(panel: FilterPanel) -> None:
    popup = panel.words.popup
    panel.words.completer.setCompletionPrefix("a")
    popup.setCurrentIndex(popup.model().index(1, 0))
    panel.set_choices(CHOICES)
    assert popup.currentIndex().row() == 1


@pytest.mark.parametrize("language", ["C", "de_DE", "en_GB"])
def test_names_stand_as_somebody_reads_them(language: str) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(language))
    names = in_reading_order(["Zoo", "trip 10", "b", "Äpfel", "Trip 9", "apples"])
    tree = as_tree(
        [Path("/B"), Path("/a b"), Path("/B/10"), Path("/a"), Path("/B/9"), Path("/a/c")]
    )
    QLocale.setDefault(before)
    assert names == ["Äpfel", "apples", "b", "Trip 9", "trip 10", "Zoo"]
    assert [str(one) for one in tree] == ["/a", "/a/c", "/a b", "/B", "/B/9", "/B/10"]


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_what_begins_like_what_is_typed_comes_first(panel: FilterPanel) -> None:
    panel.show()
    words = panel.words
    words.set_choices([("running shoe", 9), ("clog", 7), ("shoe shop", 1), ("Shoji", 0)])
    QTest.keyClicks(words.line, "sho")
    shown = words.popup.model()
    texts = [str(shown.index(row, 0).data()) for row in range(shown.rowCount())]
    assert texts == ["shoe shop  (1)", "Shoji", "running shoe  (9)"]
    words.popup.hide()


def test_a_word_is_completed_from_any_part_and_chosen_with_enter(
    qtbot: QtBot, panel: FilterPanel
) -> None:
    words = panel.words
    words.completer.setCompletionPrefix("neak")
    assert words.completer.currentCompletion() == "sneaker"
    assert words.completer.currentIndex().data() == "sneaker  (12)"
    words.line.setText("Sneaker")
    with qtbot.waitSignal(panel.changed) as changed:
        QTest.keyClick(words.line, Qt.Key.Key_Return)
    assert changed.args == [Filters(words=("sneaker",))]
    assert words.line.text() == ""
    with qtbot.waitSignal(panel.changed):
        words.buttons[0].click()
    assert words.words() == ()


def test_a_word_that_the_network_does_not_know_is_not_taken(panel: FilterPanel) -> None:
    panel.words.line.setText("pumps of my aunt")
    QTest.keyClick(panel.words.line, Qt.Key.Key_Return)
    assert panel.words.words() == ()
    assert "guess" in panel.words.note.text()


def test_a_word_that_is_not_taken_is_said_to_be_none_until_it_is_edited(
    panel: FilterPanel,
) -> None:
    words = panel.words
    QTest.keyClick(words.line, Qt.Key.Key_Return)
    assert words.trouble.isHidden()
    words.line.setText("zzqq")
    QTest.keyClick(words.line, Qt.Key.Key_Return)
    assert words.trouble.isVisible()
    assert words.trouble.text() == "No such word. Choose one from the list."
    assert words.line.accessibleDescription() == words.trouble.text()
    QTest.keyClick(words.line, Qt.Key.Key_Backspace)
    assert words.trouble.isHidden()
    assert "guess" in words.line.accessibleDescription()


def test_everything_in_the_panel_has_a_name(panel: FilterPanel) -> None:
    for widget in (
        panel.folders.list,
        panel.folders.search_line,
        panel.days.first.edit,
        panel.days.last.edit,
        panel.orientation,
        panel.smallest,
        panel.words.line,
    ):
        assert widget.accessibleName()


def test_each_filter_is_a_part_that_can_be_taken_away() -> None:
    QLocale.setDefault(QLocale("en_GB"))
    texts = [part.text for part in parts_of(EVERYTHING)]
    assert texts == [
        "boots",
        "01/03/2024 to 31/03/2024",
        "JPEG",
        "Others",
        "Square",
        "600 px or more",
        "“clog”",
        "“sneaker”",
    ]
    left: Filters = EVERYTHING
    while parts := parts_of(left):
        left = parts[0].rest
    assert not left.active


def test_a_chip_takes_its_filter_away(qtbot: QtBot, chips: FilterChips) -> None:
    assert chips.isHidden()
    chips.show_filters(Filters(smallest=600, words=("clog",)))
    assert [chip.text() for chip in chips.chips] == ["600 px or more", "“clog”"]
    assert "guess" in chips.chips[1].toolTip()
    with qtbot.waitSignal(chips.changed) as changed:
        QTest.keyClick(chips.chips[0], Qt.Key.Key_Delete)
    assert changed.args == [Filters(words=("clog",))]


def test_the_last_chip_leaves_no_filter(qtbot: QtBot, chips: FilterChips) -> None:
    chips.show_filters(Filters(smallest=600))
    with qtbot.waitSignal(chips.changed) as changed:
        chips.chips[0].click()
    assert changed.args == [None]
    chips.show_filters(None)
    assert chips.isHidden()


def test_all_chips_go_at_once(qtbot: QtBot, chips: FilterChips) -> None:
    chips.show_filters(EVERYTHING)
    chips.show_count(3)
    assert chips.count.text() == "3 photo(s) match the filter"
    with qtbot.waitSignal(chips.changed) as changed:
        chips.clear_button.click()
    assert changed.args == [None]


def test_a_library_offers_its_folders_and_words(engine: Engine, sample_photos: Path) -> None:
    choices = read_choices(engine)
    assert choices.folders[0] == sample_photos
    assert sample_photos / "boot" in choices.folders
    assert len(choices.words) > 900
    counts = [count for _name, count in choices.words]
    assert counts == sorted(counts, reverse=True)
    boots = Filters(folders=(sample_photos / "boot",))
    assert count_matching(engine, boots) == 4


def test_a_folder_that_holds_only_folders_can_be_chosen(
    engine: Engine, sample_photos: Path
) -> None:
    deep = sample_photos / "c1" / "dress" / "red"
    with engine.library.writing() as catalogue:
        top = next(one for one in catalogue.folders() if one.path == sample_photos)
        catalogue.add_directory(top.id, str(deep))
    folders = read_choices(engine).folders
    at = folders.index(sample_photos / "c1")
    assert folders[at : at + 3] == (deep.parent.parent, deep.parent, deep)
    assert folders[0] == sample_photos


def test_a_word_has_as_many_photos_as_the_other_filters_leave(
    engine: Engine, sample_photos: Path
) -> None:
    boots = Filters(folders=(sample_photos / "boot",))
    everywhere, inside = dict(read_choices(engine).words), dict(read_choices(engine, boots).words)
    assert everywhere.keys() == inside.keys()
    assert 0 < sum(inside.values()) < sum(everywhere.values())
    word = max(inside, key=lambda name: inside[name])
    assert inside[word] == count_matching(engine, replace(boots, words=(word,)))
    assert dict(read_choices(engine, replace(boots, words=(word,))).words) == inside


def test_counting_again_looks_for_no_folders_and_finds_the_same_words(
    engine: Engine, sample_photos: Path
) -> None:
    boots = Filters(folders=(sample_photos / "boot",))
    known = replace(read_choices(engine), folders=(SHOES,))
    again = count_again(engine, boots, known)
    assert again.folders == (SHOES,)
    assert again.words == read_choices(engine, boots).words
    assert count_again(engine, None, again) == known
