from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shoegui.gui.zoom_geometry import FIT, MOST_MAGNIFIED, Frame, View

sides = st.integers(1, 20_000).map(float)
rooms = st.integers(10, 8_000).map(float)
frames = st.builds(Frame, sides, sides, rooms, rooms, enlarge=st.sampled_from([1.0, 3.0, 6.0]))
shares = st.floats(0, 1)
views = st.builds(View, st.floats(0.01, 1000), st.floats(-2, 3), st.floats(-2, 3))


@given(frames)
def test_the_whole_picture_is_seen_when_it_fits(frame: Frame) -> None:
    width, height = frame.size(FIT.scale)
    assert width <= frame.room_width * (1 + 1e-9)
    assert height <= frame.room_height * (1 + 1e-9)
    assert frame.bounded(FIT) == FIT


@given(frames, views)
def test_no_room_is_wasted_beside_a_picture_that_could_fill_it(frame: Frame, view: View) -> None:
    seen = frame.bounded(view)
    left, top = frame.corner(seen)
    for start, length, room in zip(
        (left, top), frame.size(seen.scale), (frame.room_width, frame.room_height), strict=True
    ):
        if length >= room:
            assert start <= 1e-3
            assert start + length >= room - 1e-3
        else:
            assert start == pytest.approx((room - length) / 2, abs=1e-3)


@given(frames, views)
def test_bounds_are_reached_once(frame: Frame, view: View) -> None:
    seen = frame.bounded(view)
    assert 0 <= seen.x <= 1
    assert 0 <= seen.y <= 1
    assert frame.scales[0] <= seen.scale <= frame.scales[1]
    assert frame.bounded(seen) == seen


@given(frames, views, shares, shares)
def test_from_the_picture_to_the_room_and_back(
    frame: Frame, view: View, x: float, y: float
) -> None:
    seen = frame.bounded(view)
    assert frame.to_picture(seen, *frame.to_room(seen, x, y)) == pytest.approx((x, y), abs=1e-6)


@given(frames, views, shares, shares, st.floats(0.1, 10))
def test_zooming_keeps_what_is_under_the_cursor(
    frame: Frame, view: View, x: float, y: float, factor: float
) -> None:
    before = frame.bounded(view)
    at = (x * frame.room_width, y * frame.room_height)
    after = frame.zoomed(before, before.scale * factor, *at)
    for place, (length_before, length_after, room) in enumerate(
        zip(
            frame.size(before.scale),
            frame.size(after.scale),
            (frame.room_width, frame.room_height),
            strict=True,
        )
    ):
        # On its way to an edge, and where all is seen, the picture has to give way.
        free = length_before >= room and length_after >= length_before
        if free:
            kept = frame.to_picture(before, *at)[place]
            assert frame.to_room(after, kept, kept)[place] == pytest.approx(at[place], abs=1e-2)


@given(frames, views, shares, shares)
def test_zooming_in_and_out_again_changes_nothing(
    frame: Frame, view: View, x: float, y: float
) -> None:
    before = frame.bounded(view)
    if frame.scales[1] < before.scale * 2:
        return
    at = (x * frame.room_width, y * frame.room_height)
    width, height = frame.size(before.scale)
    if width < frame.room_width or height < frame.room_height:
        return
    after = frame.zoomed(frame.zoomed(before, before.scale * 2, *at), before.scale, *at)
    assert (after.x, after.y) == pytest.approx((before.x, before.y), abs=1e-6)


@given(frames, views, st.floats(1, 1e9))
def test_never_more_detail_than_the_picture_has(frame: Frame, view: View, most: float) -> None:
    width, height = frame.detail(frame.bounded(view), most)
    assert 1 <= width <= frame.width
    assert 1 <= height <= frame.height
    # Rounding may add half a px to each side.
    assert width * height <= most + width + height


def test_a_picture_that_fits_is_decoded_at_the_size_it_is_seen() -> None:
    frame = Frame(4000, 3000, 800, 800)
    assert frame.detail(FIT, 1e9) == (800, 600)
    assert frame.detail(View(1.3), 1e9) == (1600, 1200)
    assert frame.detail(View(4.0), 1e9) == (3200, 2400)
    assert frame.detail(View(4.5), 1e9) == (4000, 3000)


def test_actual_size_and_the_limits_of_zoom() -> None:
    frame = Frame(4000, 3000, 800, 800)
    assert frame.actual == 5
    assert frame.scales == (1, 5 * MOST_MAGNIFIED)
    small = Frame(100, 100, 1000, 1000, enlarge=3)
    assert small.fit == 3
    assert small.scales[0] == pytest.approx(1 / 3)


def test_panning_follows_the_hand() -> None:
    frame = Frame(1000, 1000, 100, 100)
    assert frame.panned(View(2.0), 20, -20) == View(2.0, 0.4, 0.6)
