from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shoegui.gui.jobs import Jobs
from shoegui.gui.picture_loader import PictureLoader
from shoegui.gui.results.thumbnails import ThumbnailLoader
from shoegui.gui.zoom_geometry import FIT, View
from shoegui.gui.zoom_view import ZoomView
from shoegui.photos.thumbnails import ThumbnailStore, make_thumbnail
from tests.gui.looking.conftest import MakeHit


@pytest.fixture
def view(qtbot: QtBot, loader: PictureLoader, thumbnails: ThumbnailLoader) -> ZoomView:
    made = ZoomView(loader, "test", thumbnails)
    qtbot.addWidget(made)
    made.resize(200, 100)
    made.show()
    return made


def image_size(view: ZoomView) -> QSize | None:
    picture = view.picture()
    return None if picture is None else picture.image.size()


def turn(view: ZoomView, at: QPointF, degrees: int) -> None:
    event = QWheelEvent(
        at,
        view.mapToGlobal(at),
        QPoint(),
        QPoint(0, degrees * 8),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)


def test_it_is_decoded_for_the_size_it_is_seen_at_and_again_when_zoomed(
    qtbot: QtBot, view: ZoomView, make_hit: MakeHit
) -> None:
    view.show_photo(make_hit(size=(800, 400)).photo)
    qtbot.waitUntil(lambda: image_size(view) == QSize(200, 100))
    view.zoom_by(1.8)
    qtbot.waitUntil(lambda: image_size(view) == QSize(400, 200))
    view.zoom_by(100)
    qtbot.waitUntil(lambda: image_size(view) == QSize(800, 400))
    view.fit()
    qtbot.waitUntil(lambda: image_size(view) == QSize(200, 100))


def test_the_small_copy_is_seen_until_the_picture_is_there(
    qtbot: QtBot, view: ZoomView, make_hit: MakeHit, store: ThumbnailStore
) -> None:
    photo = make_hit("red", offline=True, path=Path("/media/a/b.jpg")).photo
    store.put(photo.facts.hash, make_thumbnail(Image.new("RGB", (60, 40), "blue")))
    view.show_photo(photo)
    qtbot.waitUntil(lambda: bool(view.message()))
    qtbot.waitUntil(lambda: view.grab().toImage().pixelColor(100, 20) == QColor(0, 0, 254))
    assert view.message().startswith("Offline.")


def test_why_a_picture_cannot_be_shown_is_said_in_its_place(qtbot: QtBot, view: ZoomView) -> None:
    view.show_source(b"nothing that anybody can look at")
    qtbot.waitUntil(lambda: view.message() == "It is not a picture.")
    view.clear()
    assert not view.message()


def test_the_wheel_zooms_at_the_cursor(qtbot: QtBot, view: ZoomView, make_hit: MakeHit) -> None:
    view.show_photo(make_hit(size=(800, 400)).photo)
    with qtbot.waitSignal(view.view_changed) as changed:
        turn(view, QPointF(50, 50), 15)
    assert changed.args == [view.view()]
    assert view.view().scale == pytest.approx(1.25)
    # What was at a quarter of the width still is at 50 px.
    assert (50 - 100) / 250 + view.view().x == pytest.approx(0.25)


def test_keys_zoom_move_and_fit(view: ZoomView, make_hit: MakeHit) -> None:
    view.show_photo(make_hit(size=(800, 400)).photo)
    QTest.keyClick(view, Qt.Key.Key_1)
    assert view.percent() == pytest.approx(100)
    QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert view.view().x > 0.5
    QTest.keyClick(view, Qt.Key.Key_Minus)
    assert view.percent() == pytest.approx(80)
    QTest.keyClick(view, Qt.Key.Key_Plus)
    assert view.percent() == pytest.approx(100)
    QTest.keyClick(view, Qt.Key.Key_0)
    assert view.view() == FIT


def test_dragging_moves_the_picture_and_a_double_click_goes_to_actual_size_and_back(
    view: ZoomView, make_hit: MakeHit
) -> None:
    view.show_photo(make_hit(size=(800, 400)).photo)
    QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=QPoint(100, 50))
    assert view.percent() == pytest.approx(100)
    before = view.view()
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(view, left, pos=QPoint(100, 50))
    QTest.mouseMove(view, QPoint(60, 50))
    QTest.mouseRelease(view, left, pos=QPoint(60, 50))
    assert view.view().scale == before.scale
    assert view.view().x == pytest.approx(before.x + 40 / 800)
    QTest.mouseDClick(view, left, pos=QPoint(100, 50))
    assert view.view() == FIT


def test_a_view_that_is_set_is_kept_in_bounds_and_not_announced(
    qtbot: QtBot, view: ZoomView, make_hit: MakeHit
) -> None:
    view.show_photo(make_hit(size=(800, 400)).photo)
    with qtbot.assertNotEmitted(view.view_changed):
        view.set_view(View(2.0, 5.0, 0.5))
    assert view.view() == View(2.0, 0.75, 0.5)


def test_what_is_not_seen_is_not_decoded(
    qtbot: QtBot, view: ZoomView, jobs: Jobs, make_hit: MakeHit
) -> None:
    view.hide()
    view.show_photo(make_hit().photo)
    assert not jobs.running()
    view.show()
    qtbot.waitUntil(lambda: view.picture() is not None)


def test_a_marked_part_stands_out(qtbot: QtBot, view: ZoomView, make_hit: MakeHit) -> None:
    view.show_photo(make_hit("white", size=(800, 400)).photo)
    view.set_outline((0.5, 0.0, 1.0, 1.0))
    qtbot.waitUntil(lambda: view.picture() is not None)
    seen = view.grab().toImage()
    assert seen.pixelColor(150, 50) == QColor("white")
    assert seen.pixelColor(50, 50).lightness() < 200
