from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from shoegui.gui.elided_label import ElidedLabel
from shoegui.gui.engine import Engine
from shoegui.gui.hit_buttons import CopyKind
from shoegui.gui.inspector import Inspector
from shoegui.gui.picture_loader import PictureLoader
from shoegui.gui.results.thumbnails import ThumbnailLoader
from shoegui.search.query import Query
from shoegui.search.request import Request
from tests.gui.looking.conftest import MakeHit


@pytest.fixture
def inspector(qtbot: QtBot, loader: PictureLoader, thumbnails: ThumbnailLoader) -> Inspector:
    made = Inspector(loader, thumbnails)
    qtbot.addWidget(made)
    made.resize(320, 700)
    made.show()
    return made


def texts(inspector: Inspector) -> list[str]:
    labels = [one for one in inspector.findChildren(QLabel) if one.isVisible()]
    return [one.full_text if isinstance(one, ElidedLabel) else one.text() for one in labels]


def test_a_hit_is_told_in_words(inspector: Inspector, make_hit: MakeHit) -> None:
    hit = make_hit("red", similarity=0.9, taken_at="2024-03-02T10:11:12", camera="Fujifilm X-T5")
    inspector.show_hit(hit)
    shown = texts(inspector)
    assert {hit.photo.path.name, str(hit.photo.path.parent), "Fujifilm X-T5", "Taken"} <= {*shown}
    assert any(text.startswith("Very similar") for text in shown)


def test_what_is_not_known_has_no_line(inspector: Inspector, make_hit: MakeHit) -> None:
    inspector.show_hit(make_hit(taken_at=None, camera=None))
    shown = texts(inspector)
    assert "Changed" in shown
    assert not {"Taken", "Camera", ""} & {*shown}
    inspector.show_hit(make_hit(camera="Leica"))
    assert "Camera" in texts(inspector)


def test_an_offline_photo_says_so_and_offers_only_what_works(
    qtbot: QtBot, inspector: Inspector, make_hit: MakeHit
) -> None:
    inspector.show_hit(make_hit(offline=True, path=Path("/media/anna/Holidays/b.jpg")))
    assert any("drive “Holidays”" in text for text in texts(inspector))
    enabled = {one.text() for one in inspector.findChildren(QPushButton) if one.isEnabled()}
    assert enabled == {"Search from this", "Compare", "Why?", "Copy"}
    menu = inspector.buttons.copy.menu()
    assert menu is not None
    assert [one.data() for one in menu.actions() if one.isEnabled()] == [CopyKind.PATH]
    inspector.show_hit(make_hit())
    assert all(one.isEnabled() for one in inspector.findChildren(QPushButton))
    assert not any("Offline" in text for text in texts(inspector))
    qtbot.waitUntil(lambda: inspector.picture_view.picture() is not None)


def test_without_a_hit_there_is_a_hint(inspector: Inspector, make_hit: MakeHit) -> None:
    assert texts(inspector) == ["Choose a picture to see more of it here."]
    inspector.show_hit(make_hit())
    inspector.show_hit(None)
    assert texts(inspector) == ["Choose a picture to see more of it here."]


def test_every_button_asks_for_the_hit_that_is_shown(
    qtbot: QtBot, inspector: Inspector, make_hit: MakeHit
) -> None:
    hit = make_hit()
    inspector.show_hit(hit)
    buttons = inspector.buttons
    for button, wanted in (
        (buttons.open, inspector.open_requested),
        (buttons.show_in_folder, inspector.show_in_folder_requested),
        (buttons.search_from, inspector.search_from_requested),
        (buttons.compare, inspector.compare_requested),
        (buttons.why, inspector.why_requested),
        (buttons.trash, inspector.trash_requested),
    ):
        with qtbot.waitSignal(wanted) as asked:
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert asked.args == [hit]
    with qtbot.waitSignal(inspector.preview_requested) as asked:
        QTest.mouseClick(inspector.picture_view, Qt.MouseButton.LeftButton)
    assert asked.args == [hit]
    with qtbot.waitSignal(inspector.preview_requested) as asked:
        QTest.keyClick(inspector.picture_view, Qt.Key.Key_Space)
    assert asked.args == [hit]
    menu = buttons.copy.menu()
    assert menu is not None
    for action, kind in zip(menu.actions(), CopyKind, strict=True):
        with qtbot.waitSignal(inspector.copy_requested) as asked:
            action.trigger()
        assert asked.args == [hit, kind]


def test_buttons_stand_in_as_many_columns_as_there_is_room_for(
    qtbot: QtBot, inspector: Inspector, make_hit: MakeHit
) -> None:
    inspector.show_hit(make_hit())
    columns = []
    for letters in (20, 44, 90):
        inspector.resize(letters * inspector.fontMetrics().averageCharWidth(), 700)
        qtbot.wait(1)
        columns.append(inspector.buttons.columns())
        for button in inspector.buttons.buttons():
            assert button.geometry().right() <= inspector.buttons.width()
    assert columns == [1, 2, 3]


@pytest.mark.parametrize("size", [QSize(320, 700), QSize(320, 420), QSize(240, 700)])
def test_the_buttons_stay_where_they_are_from_hit_to_hit(
    qtbot: QtBot, inspector: Inspector, make_hit: MakeHit, size: QSize
) -> None:
    inspector.resize(size)
    inspector.show_hit(make_hit())
    qtbot.wait(1)
    bar = inspector.findChildren(QScrollArea)[0].verticalScrollBar()
    bar.setValue(40)
    places = set()
    for hit in (
        make_hit(size=(1000, 300)),
        make_hit(size=(300, 1000), similarity=0.1, path=Path("/media/anna/Holidays/b.jpg")),
        make_hit(size=(50, 60), taken_at="2024-03-02T10:11:12", camera="Fujifilm X-T5 " * 5),
        make_hit(offline=True, path=Path("/media/anna/Holidays/" + "long " * 30 + ".jpg")),
    ):
        inspector.show_hit(hit)
        qtbot.wait(1)
        buttons = inspector.buttons
        places.add((buttons.mapTo(inspector, QPoint()).toTuple(), buttons.size().toTuple()))
    assert len(places) == 1


def test_a_picture_is_never_wider_than_the_panel_nor_all_of_its_height(
    qtbot: QtBot, inspector: Inspector, make_hit: MakeHit
) -> None:
    inspector.resize(320, 600)
    for size in ((1000, 10), (10, 1000)):
        inspector.show_hit(make_hit(size=size))
        qtbot.wait(1)
        assert inspector.picture_view.width() <= 320
        assert inspector.picture_view.height() < 400


def test_a_long_name_is_shortened_in_the_middle_and_copied_whole(qtbot: QtBot) -> None:
    label = ElidedLabel()
    qtbot.addWidget(label)
    name = "IMG_20240302_with_a_name_that_goes_on_and_on.jpeg"
    label.set_full_text(name)
    label.resize(QSize(15 * label.fontMetrics().averageCharWidth(), 20))
    label.show()
    assert label.text() != name
    assert label.text()[:2] + label.text()[-4:] == "IMjpeg"
    label.setSelection(0, len(label.text()))
    QTest.keyClick(label, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == name
    label.resize(label.sizeHint())
    assert label.text() == name


def test_a_hit_of_a_real_answer_is_shown(
    qtbot: QtBot, inspector: Inspector, engine: Engine, sample_photos: Path
) -> None:
    path = next(sample_photos.rglob("boot-red-01.jpg"))
    answer = engine.search(Request((Query(path),)), 3)
    inspector.show_hit(answer.hits[0])
    assert path.name in texts(inspector)
    assert any(text.startswith("Same picture") for text in texts(inspector))
    qtbot.waitUntil(lambda: inspector.picture_view.picture() is not None)
