"""More like, less like: weights by click and key, taking out, moving over, drops."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from shoegui.gui.jobs import Jobs
from shoegui.gui.picture_loader import PictureLoader
from shoegui.gui.query_item import QueryItem, Role
from shoegui.gui.refine_box import RefineBox
from shoegui.gui.tray import Tray
from shoegui.gui.tray_picture import weight_text
from tests.gui.query.pictures import write_picture

Key = Qt.Key


@pytest.fixture
def box(qtbot: QtBot, jobs: Jobs) -> RefineBox:
    made = RefineBox(PictureLoader(jobs))
    qtbot.addWidget(made)
    made.resize(260, 400)
    made.show()
    return made


@pytest.fixture
def item(tmp_path: Path) -> QueryItem:
    path = write_picture(tmp_path / "shoe.png", 40, 30)
    return QueryItem.of_path(path).with_role(Role.MORE)


def more(box: RefineBox) -> Tray:
    return box.trays[Role.MORE]


def less(box: RefineBox) -> Tray:
    return box.trays[Role.LESS]


def test_pictures_lie_in_the_tray_of_their_role(box: RefineBox, item: QueryItem) -> None:
    other = QueryItem(b"other", name="other", role=Role.LESS)
    box.set_items([item, other, QueryItem(b"main")])
    assert more(box).items() == [item]
    assert less(box).items() == [other]
    assert box.items() == [item, other]


def test_a_click_changes_the_weight_all_around(
    qtbot: QtBot, box: RefineBox, item: QueryItem
) -> None:
    box.set_items([item])
    weights = []
    for _ in range(4):
        with qtbot.waitSignal(box.items_changed):
            QTest.mouseClick(more(box).pictures[0], Qt.MouseButton.LeftButton)
        weights.append(weight_text(box.items()[0].weight))
    assert weights == ["×2", "×4", "×½", "×1"]


def test_keys_change_the_weight_up_to_its_ends(box: RefineBox, item: QueryItem) -> None:
    box.set_items([item])
    picture = more(box).pictures[0]
    for key in (Key.Key_Plus, Key.Key_Plus, Key.Key_Plus):
        QTest.keyClick(picture, key)
    assert box.items()[0].weight == 4
    for _ in range(5):
        QTest.keyClick(picture, Key.Key_Minus)
    assert box.items()[0].weight == 0.5
    QTest.keyClick(picture, Key.Key_Space)
    assert box.items()[0].weight == 1
    assert picture.accessibleName() == "More like shoe.png, ×1"


def test_delete_takes_a_picture_out_and_the_keys_go_to_the_next(
    qtbot: QtBot, box: RefineBox, item: QueryItem
) -> None:
    other = QueryItem(b"other", name="other", role=Role.MORE)
    box.set_items([item, other])
    box.activateWindow()
    with qtbot.waitSignal(box.items_changed):
        QTest.keyClick(more(box).pictures[0], Key.Key_Delete)
    assert box.items() == [other]
    assert box.focusWidget() is more(box).pictures[0]


def test_a_tray_is_emptied_at_once(qtbot: QtBot, box: RefineBox, item: QueryItem) -> None:
    box.set_items([item])
    assert more(box).clear_button.isVisible()
    with qtbot.waitSignal(box.items_changed):
        more(box).clear_button.click()
    assert box.items() == []
    assert not more(box).clear_button.isVisible()
    assert more(box).hint.isVisible()


def test_the_menu_moves_a_picture_to_the_other_tray(
    qtbot: QtBot, box: RefineBox, item: QueryItem
) -> None:
    box.set_items([item])
    menu = more(box).pictures[0].menu()
    (over,) = [one for one in menu.actions() if one.text() == "Less like this"]
    with qtbot.waitSignal(box.items_changed):
        over.trigger()
    assert more(box).items() == []
    assert less(box).items() == [item.with_role(Role.LESS)]


def test_the_pictures_are_shown(qtbot: QtBot, box: RefineBox, item: QueryItem) -> None:
    box.set_items([item, QueryItem(b"no picture", name="bad", role=Role.MORE)])
    good, bad = more(box).pictures
    qtbot.waitUntil(lambda: good.has_image() and bool(bad.accessibleDescription()))


def test_files_that_are_dropped_are_handed_on_with_the_role(
    qtbot: QtBot, box: RefineBox, tmp_path: Path
) -> None:
    path = write_picture(tmp_path / "dropped.png", 30, 30)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    args = Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(QPoint(5, 5), *args, Qt.KeyboardModifier.NoModifier)
    enter.ignore()
    less(box).dragEnterEvent(enter)
    assert enter.isAccepted()
    drop = QDropEvent(QPointF(5, 5), *args, Qt.KeyboardModifier.NoModifier)
    with qtbot.waitSignal(box.dropped) as dropped:
        less(box).dropEvent(drop)
    items, role = dropped.args
    assert [one.name for one in items] == ["dropped.png"]
    assert role is Role.LESS


def test_a_folder_is_left_to_the_window(box: RefineBox, tmp_path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    enter = QDragEnterEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter.ignore()
    more(box).dragEnterEvent(enter)
    assert not enter.isAccepted()
