"""The rubber band by mouse and keyboard, and what a screen reader hears of it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from shoegui.gui.crop_view import CropView
from shoegui.search.query import Crop

LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
HALF = Crop(0.25, 0.25, 0.75, 0.75)


@pytest.fixture
def view(qtbot: QtBot) -> CropView:
    made = CropView()
    qtbot.addWidget(made)
    made.resize(416, 316)
    made.set_image(picture(400, 300))
    made.show()
    return made


def picture(width: int, height: int) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    return image


def at(view: CropView, x: float, y: float) -> QPoint:
    """The point at these shares of the picture."""
    box = view.picture_box()
    assert box is not None
    return QPoint(round(box.x + x * box.width), round(box.y + y * box.height))


def drag(view: CropView, start: tuple[float, float], end: tuple[float, float]) -> None:
    QTest.mousePress(view, LEFT, pos=at(view, *start))
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    QTest.mouseMove(view, at(view, *middle))
    QTest.mouseMove(view, at(view, *end))
    QTest.mouseRelease(view, LEFT, pos=at(view, *end))


def shares(view: CropView) -> tuple[float, float, float, float]:
    crop = view.crop
    assert crop is not None
    return crop.left, crop.top, crop.right, crop.bottom


def close_to(*expected: float) -> object:
    return pytest.approx(expected, abs=0.01)


def test_a_drag_draws_a_crop_that_settles_once(qtbot: QtBot, view: CropView) -> None:
    heard: list[Crop | None] = []
    view.settled.connect(heard.append)
    drag(view, (0.2, 0.1), (0.6, 0.9))
    assert heard == []
    qtbot.waitUntil(lambda: bool(heard))
    assert shares(view) == close_to(0.2, 0.1, 0.6, 0.9)
    assert heard == [view.crop]


def test_a_drag_out_of_the_window_ends_at_the_picture_s_border(
    view: CropView,
) -> None:
    drag(view, (0.5, 0.5), (3, -2))
    assert shares(view) == close_to(0.5, 0, 1, 0.5)


def test_nothing_settles_while_the_button_is_held(qtbot: QtBot, view: CropView) -> None:
    heard: list[Crop | None] = []
    view.settled.connect(heard.append)
    QTest.mousePress(view, LEFT, pos=at(view, 0.2, 0.2))
    QTest.mouseMove(view, at(view, 0.8, 0.8))
    qtbot.wait(400)
    assert view.crop is not None
    assert heard == []
    QTest.mouseRelease(view, LEFT, pos=at(view, 0.8, 0.8))
    qtbot.waitUntil(lambda: heard == [view.crop])


def test_the_crop_is_moved_by_its_middle(view: CropView) -> None:
    view.set_crop(HALF)
    drag(view, (0.5, 0.5), (0.6, 0.4))
    assert shares(view) == close_to(0.35, 0.15, 0.85, 0.65)


@pytest.mark.parametrize(
    ("handle", "expected"),
    [
        ((0.25, 0.25), (0.35, 0.35, 0.75, 0.75)),
        ((0.5, 0.25), (0.25, 0.35, 0.75, 0.75)),
        ((0.75, 0.25), (0.25, 0.35, 0.85, 0.75)),
        ((0.75, 0.5), (0.25, 0.25, 0.85, 0.75)),
        ((0.75, 0.75), (0.25, 0.25, 0.85, 0.85)),
        ((0.5, 0.75), (0.25, 0.25, 0.75, 0.85)),
        ((0.25, 0.75), (0.35, 0.25, 0.75, 0.85)),
        ((0.25, 0.5), (0.35, 0.25, 0.75, 0.75)),
    ],
)
def test_each_handle_pulls_its_edges(
    view: CropView,
    handle: tuple[float, float],
    expected: tuple[float, float, float, float],
) -> None:
    view.set_crop(HALF)
    drag(view, handle, (handle[0] + 0.1, handle[1] + 0.1))
    assert shares(view) == close_to(*expected)


def test_the_pointer_shows_what_a_press_would_do(view: CropView) -> None:
    view.set_crop(HALF)
    shapes = []
    for x, y in ((0.5, 0.5), (0.25, 0.25), (0.75, 0.25), (0.25, 0.5), (0.5, 0.75), (0.1, 0.1)):
        QTest.mouseMove(view, at(view, x, y))
        shapes.append(view.cursor().shape())
    assert shapes == [
        Qt.CursorShape.SizeAllCursor,
        Qt.CursorShape.SizeFDiagCursor,
        Qt.CursorShape.SizeBDiagCursor,
        Qt.CursorShape.SizeHorCursor,
        Qt.CursorShape.SizeVerCursor,
        Qt.CursorShape.CrossCursor,
    ]


def test_a_click_beside_the_crop_leaves_it(view: CropView) -> None:
    view.set_crop(HALF)
    QTest.mouseClick(view, LEFT, pos=at(view, 0.1, 0.1))
    assert view.crop == HALF


def test_the_keyboard_does_all_that_the_mouse_does(qtbot: QtBot, view: CropView) -> None:
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert view.crop == HALF
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert shares(view) == close_to(0.24, 0.25, 0.74, 0.75)
    QTest.keyClick(view, Qt.Key.Key_Down, SHIFT)
    assert shares(view) == close_to(0.24, 0.35, 0.74, 0.85)
    QTest.keyClick(view, Qt.Key.Key_Right, CTRL)
    assert shares(view) == close_to(0.24, 0.35, 0.75, 0.85)
    QTest.keyClick(view, Qt.Key.Key_Up, CTRL | SHIFT)
    assert shares(view) == close_to(0.24, 0.35, 0.75, 0.75)
    with qtbot.waitSignal(view.settled) as settled:
        pass
    assert settled.args == [view.crop]
    with qtbot.waitSignal(view.settled) as settled:
        QTest.keyClick(view, Qt.Key.Key_Escape)
    assert settled.args == [None]


def test_enter_settles_a_crop_at_once(view: CropView) -> None:
    heard: list[Crop | None] = []
    view.settled.connect(heard.append)
    QTest.keyClick(view, Qt.Key.Key_Return)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert heard == [HALF]


def test_keys_that_mean_nothing_here_are_left_to_the_window(view: CropView) -> None:
    heard: list[object] = []
    view.changed.connect(heard.append)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Escape):
        QTest.keyClick(view, key)
    view.set_crop(HALF)
    QTest.keyClick(view, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert heard == []


def test_without_a_picture_there_is_nothing_to_choose(view: CropView) -> None:
    view.set_image(None, "It cannot be read")
    QTest.keyClick(view, Qt.Key.Key_Return)
    QTest.mousePress(view, LEFT, pos=QPoint(100, 100))
    QTest.mouseMove(view, QPoint(200, 200))
    QTest.mouseRelease(view, LEFT, pos=QPoint(200, 200))
    assert view.crop is None
    assert view.accessibleDescription() == "It cannot be read"


def test_a_crop_that_is_set_is_not_told_of(qtbot: QtBot, view: CropView) -> None:
    heard: list[object] = []
    view.changed.connect(heard.append)
    view.settled.connect(heard.append)
    QTest.keyClick(view, Qt.Key.Key_Return)
    view.set_crop(Crop(0, 0, 0.5, 0.5))
    qtbot.wait(400)
    assert heard == [HALF]


def test_a_screen_reader_hears_which_part_is_chosen(view: CropView) -> None:
    assert view.accessibleName() == "Query picture"
    assert "Press Enter" in view.accessibleDescription()
    view.set_crop(Crop(0.1, 0.2, 0.4, 0.6))
    assert view.accessibleDescription().startswith(
        "A part 30 % wide and 40 % high, 10 % from the left and 20 % from the top"
    )


def test_what_is_left_out_is_dimmed(view: CropView) -> None:
    view.set_crop(HALF)
    shown = view.grab().toImage()
    ratio = shown.devicePixelRatio()
    outside, inside = (
        shown.pixelColor(at(view, x, y) * ratio).lightness() for x, y in ((0.1, 0.1), (0.5, 0.5))
    )
    assert inside == 255
    assert outside < 200


@pytest.mark.parametrize("size", [(1, 1), (5000, 3), (3, 5000)])
def test_odd_pictures_are_drawn_and_can_be_cropped(view: CropView, size: tuple[int, int]) -> None:
    view.set_image(picture(*size))
    QTest.keyClick(view, Qt.Key.Key_Return)
    view.grab()
    assert view.crop == HALF
