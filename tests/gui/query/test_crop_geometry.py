"""Crops by arithmetic: never empty, never outside, the same at every size of the window."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shoegui.gui.crop_geometry import (
    HANDLES,
    LEAST_SHARE,
    Box,
    Drag,
    Grip,
    centred,
    changed,
    drawn,
    fitted,
    grip_at,
    handle_points,
    nudged,
)
from shoegui.search.query import Crop

lengths = st.floats(1, 5000)
points = st.tuples(st.floats(-8000, 8000), st.floats(-8000, 8000))
shifts = st.tuples(st.floats(-3, 3), st.floats(-3, 3))
boxes = st.builds(Box, st.floats(0, 500), st.floats(0, 500), lengths, lengths)
grips = st.sampled_from([*HANDLES, Grip.ALL])


@st.composite
def crops(draw: st.DrawFn) -> Crop:
    left, top = draw(st.floats(0, 0.9)), draw(st.floats(0, 0.9))
    return Crop(
        left,
        top,
        draw(st.floats(left + 0.001, 1)),
        draw(st.floats(top + 0.001, 1)),
    )


@given(boxes, points, points)
def test_a_drawn_crop_is_inside_and_large_enough_or_there_is_none(
    box: Box, start: tuple[float, float], end: tuple[float, float]
) -> None:
    crop = drawn(box, start, end)
    if crop is not None:
        assert crop.right - crop.left >= box.least()[0] - 1e-9
        assert crop.bottom - crop.top >= box.least()[1] - 1e-9


@given(crops(), grips, shifts, boxes)
def test_whatever_is_pulled_the_crop_stays_inside_and_is_never_empty(
    crop: Crop, grip: Grip, by: tuple[float, float], box: Box
) -> None:
    # `Crop` itself refuses to be empty or outside.
    after = changed(crop, grip, by, box.least())
    least_x = min(box.least()[0], crop.right - crop.left)
    least_y = min(box.least()[1], crop.bottom - crop.top)
    assert after.right - after.left >= least_x - 1e-9
    assert after.bottom - after.top >= least_y - 1e-9


@given(crops(), shifts, boxes)
def test_a_moved_crop_keeps_its_size(crop: Crop, by: tuple[float, float], box: Box) -> None:
    after = changed(crop, Grip.ALL, by, box.least())
    assert after.right - after.left == pytest.approx(crop.right - crop.left)
    assert after.bottom - after.top == pytest.approx(crop.bottom - crop.top)


@given(crops(), st.sampled_from(HANDLES), shifts, boxes)
def test_only_the_edges_that_are_held_move(
    crop: Crop, grip: Grip, by: tuple[float, float], box: Box
) -> None:
    after = changed(crop, grip, by, box.least())
    assert after.left == crop.left or Grip.LEFT in grip
    assert after.right == crop.right or Grip.RIGHT in grip
    assert after.top == crop.top or Grip.TOP in grip
    assert after.bottom == crop.bottom or Grip.BOTTOM in grip


@given(crops(), lengths, lengths, lengths, lengths)
def test_a_crop_survives_the_way_through_a_widget_of_any_size(
    crop: Crop, width: float, height: float, room_width: float, room_height: float
) -> None:
    box = fitted((width, height), Box(8, 8, room_width, room_height))
    band = box.of(crop)
    left, top = box.shares(band.x, band.y)
    right, bottom = box.shares(band.x + band.width, band.y + band.height)
    assert (left, top, right, bottom) == pytest.approx(
        (crop.left, crop.top, crop.right, crop.bottom), abs=1e-6
    )


@given(lengths, lengths, lengths, lengths)
def test_a_fitted_picture_keeps_its_shape_and_stays_in_its_room(
    width: float, height: float, room_width: float, room_height: float
) -> None:
    room = Box(8, 8, room_width, room_height)
    box = fitted((width, height), room)
    assert box.width <= room_width + 1e-6
    assert box.height <= room_height + 1e-6
    assert box.x >= 8 - 1e-6
    if min(box.width, box.height) > 1:
        assert box.width / box.height == pytest.approx(width / height)


@given(boxes, crops())
def test_each_handle_can_be_taken_hold_of_where_it_is_drawn(box: Box, crop: Crop) -> None:
    band = box.of(crop)
    if min(band.width, band.height) < 20:
        return
    for grip, (x, y) in handle_points(band).items():
        assert grip_at(band, x, y, reach=6) == grip


def test_a_small_crop_can_still_be_moved_by_its_middle() -> None:
    band = Box(100, 100, 14, 14)
    assert grip_at(band, 107, 107, reach=9) is Grip.ALL
    assert grip_at(band, 92, 92, reach=9) == Grip.LEFT | Grip.TOP
    assert grip_at(band, 140, 107, reach=9) is None


def test_a_click_draws_nothing_and_leaves_the_crop_there_is() -> None:
    box = Box(0, 0, 200, 100)
    assert drawn(box, (50, 50), (51, 52)) is None
    assert Drag((50, 50), None, centred()).crop_at((51, 52), box) == centred()


def test_a_drag_that_leaves_the_picture_ends_at_its_border() -> None:
    box = Box(10, 10, 200, 100)
    assert drawn(box, (110, 60), (900, -50)) == Crop(0.5, 0, 1, 0.5)


def test_nudges_are_one_or_ten_parts_in_a_hundred() -> None:
    box = Box(0, 0, 1000, 1000)
    assert nudged(centred(), (1, 0), box).left == pytest.approx(0.26)
    assert nudged(centred(), (0, -1), box, large=True).top == pytest.approx(0.15)
    wider = nudged(centred(), (1, 0), box, resize=True)
    assert wider.left == 0.25
    assert wider.right == pytest.approx(0.76)


def test_nothing_gets_smaller_than_the_least() -> None:
    crop = centred()
    for _ in range(30):
        crop = nudged(crop, (-1, -1), Box(0, 0, 4000, 4000), resize=True, large=True)
    assert crop.right - crop.left == pytest.approx(LEAST_SHARE)
    assert crop.bottom - crop.top == pytest.approx(LEAST_SHARE)
