"""The query panel: one picture, several, none; late pictures; recent queries."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton
from pytestqt.qtbot import QtBot

from shoegui.gui.jobs import Jobs
from shoegui.gui.photo_words import small_copy_words
from shoegui.gui.picture_loader import Opened, Picture, PictureLoader, Source
from shoegui.gui.query_item import QueryItem
from shoegui.gui.query_panel import QueryPanel
from shoegui.gui.query_tiles import QueryTiles, Tile
from shoegui.gui.recent import SIDE
from shoegui.gui.theme import make_palette
from shoegui.search.query import Crop
from tests.gui.query.pictures import picture_bytes, write_picture

PART = Crop(0.25, 0.25, 0.75, 0.75)


class SlowLoader(PictureLoader):
    """Gives pictures only when it is told to, those that were called off as well."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(jobs)
        self.asked: list[tuple[Source, Opened]] = []

    def open(self, source: Source, size: QSize, callback: Opened, channel: str) -> None:
        assert channel
        assert not size.isEmpty()
        self.asked.append((source, callback))

    def give(self, position: int, colour: str) -> None:
        image = QImage(30, 20, QImage.Format.Format_RGB32)
        image.fill(QColor(colour))
        self.asked[position][1](Picture(image, 3000, 2000), None)


@pytest.fixture
def slow(jobs: Jobs) -> SlowLoader:
    return SlowLoader(jobs)


@pytest.fixture
def make(qtbot: QtBot) -> Callable[[PictureLoader], QueryPanel]:
    def made(loader: PictureLoader) -> QueryPanel:
        panel = QueryPanel(loader)
        qtbot.addWidget(panel)
        panel.resize(320, 700)
        panel.show()
        return panel

    return made


@pytest.fixture
def panel(make: Callable[[PictureLoader], QueryPanel], jobs: Jobs) -> QueryPanel:
    return make(PictureLoader(jobs))


def labels(panel: QueryPanel) -> list[str]:
    return [one.text() for one in panel.findChildren(QLabel) if one.isVisibleTo(panel)]


def tiles(panel: QueryPanel) -> list[Tile]:
    area = panel.findChild(QueryTiles)
    assert isinstance(area, QueryTiles)
    return area.tiles


def items(tmp_path: Path, count: int) -> list[QueryItem]:
    return [
        QueryItem.of_path(write_picture(tmp_path / f"shoe-{number}.png", 40, 30 + number))
        for number in range(count)
    ]


def test_an_empty_panel_says_what_to_do(panel: QueryPanel) -> None:
    assert any("Drop a picture" in text for text in labels(panel))
    assert not panel.clear_button.isEnabled()
    assert panel.items() == []


def test_a_single_picture_is_shown_with_its_name_and_size(
    qtbot: QtBot, panel: QueryPanel, tmp_path: Path
) -> None:
    panel.set_items(items(tmp_path, 1))
    qtbot.waitUntil(lambda: panel.crop_view.picture_box() is not None)
    assert "shoe-0.png" in labels(panel)
    assert "40 × 30 px" in labels(panel)


def test_a_picture_keeps_its_width_whether_or_not_there_is_something_to_scroll(
    qtbot: QtBot, panel: QueryPanel, tmp_path: Path
) -> None:
    panel.set_items([QueryItem.of_path(write_picture(tmp_path / "a.png"))])
    qtbot.waitUntil(lambda: panel.crop_view.picture_box() is not None)
    widths = set()
    for height in range(250, 1000, 50):
        panel.resize(320, height)
        QApplication.processEvents()
        widths.add(panel.crop_view.width())

    assert len(widths) == 1


def test_a_picture_becomes_smaller_before_anything_has_to_be_scrolled(
    qtbot: QtBot, panel: QueryPanel, tmp_path: Path
) -> None:
    panel.set_items([QueryItem.of_path(write_picture(tmp_path / "a.png", 40, 60))])
    qtbot.waitUntil(lambda: panel.crop_view.picture_box() is not None)
    panel.resize(320, 900)
    QApplication.processEvents()
    whole = panel.crop_view.height()
    for fewer in (1, 10, 100):
        panel.resize(320, panel.height() - fewer)
        QApplication.processEvents()

    bar = panel._scroll.verticalScrollBar()
    assert bar.maximum() == 0
    least = panel.crop_view.minimumSizeHint().height()
    while bar.maximum() == 0:
        panel.resize(320, panel.height() - 20)
        QApplication.processEvents()
    assert least == panel.crop_view.height() < whole


def test_a_picture_that_cannot_be_read_says_why(
    qtbot: QtBot, panel: QueryPanel, tmp_path: Path
) -> None:
    panel.set_items([QueryItem.of_path(tmp_path / "gone.png")])
    qtbot.waitUntil(lambda: "cannot be read" in panel.crop_view.accessibleDescription())
    panel.set_items([QueryItem(picture_bytes(), name="Pasted")])
    qtbot.waitUntil(lambda: panel.crop_view.picture_box() is not None)


def test_a_settled_crop_is_told_with_its_picture(
    qtbot: QtBot, panel: QueryPanel, tmp_path: Path
) -> None:
    (item,) = items(tmp_path, 1)
    panel.set_items([item])
    qtbot.waitUntil(lambda: panel.crop_view.picture_box() is not None)
    with qtbot.waitSignal(panel.items_changed) as changed:
        QTest.keyClick(panel.crop_view, Qt.Key.Key_Return)
    assert changed.args == [[item.with_crop(PART)]]
    assert panel.items() == [item.with_crop(PART)]
    with qtbot.waitSignal(panel.items_changed) as changed:
        QTest.keyClick(panel.crop_view, Qt.Key.Key_Escape)
    assert changed.args == [[item]]


def test_setting_items_tells_nobody(qtbot: QtBot, panel: QueryPanel, tmp_path: Path) -> None:
    heard: list[object] = []
    panel.items_changed.connect(heard.append)
    panel.cleared.connect(lambda: heard.append("cleared"))
    one, two = items(tmp_path, 2)
    panel.set_items([one.with_crop(PART)])
    panel.set_items([one, two])
    panel.clear()
    qtbot.wait(400)
    assert heard == []


def test_another_crop_of_the_picture_that_is_shown_does_not_load_it_again(
    make: Callable[[PictureLoader], QueryPanel], slow: SlowLoader
) -> None:
    panel = make(slow)
    item = QueryItem(b"one", name="one")
    panel.set_items([item])
    slow.give(0, "red")
    panel.set_items([item.with_crop(PART)])
    assert panel.crop_view.crop == PART
    assert len(slow.asked) == 1


def test_a_picture_that_comes_too_late_is_dropped(
    make: Callable[[PictureLoader], QueryPanel], slow: SlowLoader
) -> None:
    panel = make(slow)
    panel.set_items([QueryItem(b"old", name="old")])
    panel.set_items([QueryItem(b"new", name="new")])
    slow.give(0, "red")
    assert panel.crop_view.picture_box() is None
    slow.give(1, "lime")
    slow.give(0, "red")
    shown = panel.crop_view.grab().toImage()
    middle = shown.rect().center()
    assert shown.pixelColor(middle) == QColor("lime")


def test_tiles_that_come_too_late_are_dropped(
    make: Callable[[PictureLoader], QueryPanel], slow: SlowLoader
) -> None:
    panel = make(slow)
    one, two, three = (QueryItem(name.encode(), name=name) for name in ("one", "two", "three"))
    panel.set_items([one, two])
    panel.set_items([two, three])
    slow.give(0, "red")
    assert [source for source, _ in slow.asked] == [one, two]
    panel.clear()
    slow.give(1, "red")
    assert len(slow.asked) == 2


def test_several_pictures_are_tiles_that_can_be_taken_out(
    qtbot: QtBot, panel: QueryPanel, tmp_path: Path
) -> None:
    one, two, three = items(tmp_path, 3)
    panel.set_items([one, two, three])
    assert "What these 3 have in common" in labels(panel)
    assert [tile.item for tile in tiles(panel)] == [one, two, three]
    button = tiles(panel)[1].findChild(QToolButton)
    assert isinstance(button, QToolButton)
    assert button.accessibleName() == "Take shoe-1.png out"
    with qtbot.waitSignal(panel.items_changed) as changed:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert changed.args == [[one, three]]
    with qtbot.waitSignal(panel.items_changed) as changed:
        QTest.keyClick(tiles(panel)[0], Qt.Key.Key_Delete)
    assert changed.args == [[three]]
    assert "shoe-2.png" in labels(panel)


def test_buttons_ask_and_clear_clears(qtbot: QtBot, panel: QueryPanel, tmp_path: Path) -> None:
    with qtbot.waitSignal(panel.open_requested):
        panel.open_button.click()
    with qtbot.waitSignal(panel.paste_requested):
        panel.paste_button.click()
    panel.set_items(items(tmp_path, 1))
    with qtbot.waitSignal(panel.cleared):
        panel.clear_button.click()
    assert panel.items() == []


def test_recent_queries_can_be_asked_again_by_mouse_and_keyboard(
    qtbot: QtBot, panel: QueryPanel, tmp_path: Path
) -> None:
    one, two, three = items(tmp_path, 3)
    panel.set_recent([[one], [two, three], [three.with_crop(PART)]])
    recent = panel.recent
    qtbot.waitUntil(lambda: not recent.item(2).icon().isNull())
    assert [recent.item(row).toolTip() for row in range(3)] == [
        "shoe-0.png",
        "shoe-1.png and 1 others",
        "A part of shoe-2.png",
    ]
    with qtbot.waitSignal(panel.recent_chosen) as chosen:
        place = recent.visualItemRect(recent.item(1)).center()
        QTest.mouseClick(recent.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == [(two, three)]
    QTest.keyClick(recent, Qt.Key.Key_Right)
    with qtbot.waitSignal(panel.recent_chosen) as chosen:
        QTest.keyClick(recent, Qt.Key.Key_Return)
    assert chosen.args == [(three.with_crop(PART),)]


def test_recent_queries_without_a_picture_still_stand_in_their_place(
    qtbot: QtBot, panel: QueryPanel, tmp_path: Path
) -> None:
    gone = QueryItem.of_path(tmp_path / "gone.png")
    panel.set_recent([[gone], items(tmp_path, 1)])
    qtbot.waitUntil(lambda: not panel.recent.item(1).icon().isNull())
    assert not panel.recent.item(0).icon().isNull()


@pytest.mark.parametrize("by_hiding", [True, False])
def test_a_missing_recent_picture_is_looked_for_again(
    qtbot: QtBot, panel: QueryPanel, tmp_path: Path, by_hiding: bool
) -> None:
    away = QueryItem.of_path(tmp_path / "away.png")
    panel.set_recent([[away]])
    recent = panel.recent
    qtbot.waitUntil(lambda: not recent.item(0).icon().isNull())
    missing = recent.item(0).icon().pixmap(SIDE, SIDE).toImage()
    write_picture(tmp_path / "away.png")
    if by_hiding:
        panel.hide()
        panel.show()
    else:
        panel.set_recent([[QueryItem(picture_bytes(), name="new")], [away]])
    qtbot.waitUntil(
        lambda: recent.item(recent.count() - 1).icon().pixmap(SIDE, SIDE).toImage() != missing
    )


@pytest.mark.parametrize("others", [0, 1])
def test_a_recent_query_without_a_picture_follows_the_palette(
    qtbot: QtBot, panel: QueryPanel, tmp_path: Path, others: int
) -> None:
    gone = [QueryItem.of_path(tmp_path / f"gone-{number}.png") for number in range(1 + others)]
    panel.set_recent([gone])
    qtbot.waitUntil(lambda: not panel.recent.item(0).icon().isNull())
    for dark in (True, False):
        palette = make_palette(dark=dark)
        panel.setPalette(palette)
        image = panel.recent.item(0).icon().pixmap(SIDE, SIDE).toImage()
        assert image.pixelColor(6, 6) == palette.alternateBase().color()


def test_a_recent_picture_stays_when_the_palette_changes(
    make: Callable[[PictureLoader], QueryPanel], slow: SlowLoader
) -> None:
    panel = make(slow)
    panel.set_recent([[QueryItem(b"one", name="one")]])
    slow.give(0, "red")
    panel.setPalette(make_palette(dark=True))
    image = panel.recent.item(0).icon().pixmap(SIDE, SIDE).toImage()
    assert image.pixelColor(6, 6) == QColor("red")
    assert len(slow.asked) == 1


def test_a_recent_picture_that_comes_too_late_is_dropped(
    make: Callable[[PictureLoader], QueryPanel], slow: SlowLoader
) -> None:
    panel = make(slow)
    panel.set_recent([[QueryItem(b"one", name="one")]])
    panel.set_recent([[QueryItem(b"two", name="two")]])
    slow.give(0, "red")
    assert panel.recent.item(0).icon().isNull()
    slow.give(1, "red")
    assert not panel.recent.item(0).icon().isNull()
    slow.give(0, "red")
    assert panel.recent.count() == 1


def test_recent_pictures_are_not_loaded_twice(
    make: Callable[[PictureLoader], QueryPanel], slow: SlowLoader
) -> None:
    panel = make(slow)
    one, two = (QueryItem(name.encode(), name=name) for name in ("one", "two"))
    panel.set_recent([[one]])
    slow.give(0, "red")
    panel.set_recent([[two], [one]])
    assert [source for source, _ in slow.asked] == [one, two]
    slow.give(1, "red")
    assert len(slow.asked) == 2


def test_the_menu_offers_to_forget(qtbot: QtBot, panel: QueryPanel, tmp_path: Path) -> None:
    panel.set_recent([items(tmp_path, 1)])
    (forget,) = panel.recent.menu().actions()
    assert forget.text() == "Forget these"
    with qtbot.waitSignal(panel.forget_recent_wanted):
        forget.trigger()
    panel.set_recent([])
    assert not panel.recent.isVisible()


def test_everything_that_takes_the_focus_has_a_name(panel: QueryPanel, tmp_path: Path) -> None:
    panel.set_recent([items(tmp_path, 1)])
    panel.set_items(items(tmp_path, 2))
    assert panel.crop_view.accessibleName()
    assert panel.recent.accessibleName()
    assert all(tile.accessibleName() for tile in tiles(panel))


def test_quiet_text_follows_the_palette(panel: QueryPanel, qapp: QApplication) -> None:
    hint = next(one for one in panel.findChildren(QLabel) if "Drop a picture" in one.text())
    before = hint.palette().color(hint.foregroundRole())
    panel.setPalette(make_palette(dark=True))
    qapp.processEvents()
    after = hint.palette().color(hint.foregroundRole())
    assert after.lightness() > before.lightness()


def test_a_query_whose_drive_is_away_shows_the_small_copy_and_says_so_quietly(
    slow: SlowLoader, make: Callable[[PictureLoader], QueryPanel]
) -> None:
    panel = make(slow)
    items = [QueryItem(Path(f"/away/{number}.jpg"), number, f"{number}.jpg") for number in (1, 2)]
    image = QImage(32, 24, QImage.Format.Format_RGB32)
    image.fill(QColor("blue"))
    small = Picture(image, 4000, 3000, small_copy=True)

    panel.set_items(items[:1])
    slow.asked[-1][1](small, None)
    assert panel._details.text() == small_copy_words()

    panel.set_items(items)
    slow.asked[-1][1](small, None)
    tile = panel._tiles.tiles[0]
    assert not tile._pixmap.isNull()
    assert small_copy_words() in tile.toolTip()
    assert tile.accessibleDescription() == small_copy_words()
