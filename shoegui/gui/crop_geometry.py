"""Where a crop lies and how it is drawn, moved and resized: plain arithmetic, no Qt.

A crop is in shares of the picture, 0..1; a `Box` is where the picture is drawn in the widget, in
device-independent px. Nothing here makes a crop that is empty or reaches outside the picture.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Flag
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shoegui.search.query import Crop

LEAST_SHARE = 0.02
"""The smallest width and height of a crop, as a share of the picture's."""

LEAST_PX = 14.0
"""The smallest width and height of a crop on the screen, so that its handles can be told apart."""

LARGEST_ENLARGEMENT = 4.0

NUDGE = 0.01
LARGE_NUDGE = 0.1


class Grip(Flag):
    """What of a crop is held: one or two of its edges, or all of it."""

    LEFT = 1
    TOP = 2
    RIGHT = 4
    BOTTOM = 8
    ALL = 15


HANDLES = (
    Grip.LEFT | Grip.TOP,
    Grip.TOP,
    Grip.RIGHT | Grip.TOP,
    Grip.RIGHT,
    Grip.RIGHT | Grip.BOTTOM,
    Grip.BOTTOM,
    Grip.LEFT | Grip.BOTTOM,
    Grip.LEFT,
)
"""The eight handles, clockwise."""


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle in a widget, in device-independent px."""

    x: float
    y: float
    width: float
    height: float

    def shares(self, x: float, y: float) -> tuple[float, float]:
        """The point as shares of the box, moved to its nearest point if it lies outside."""
        return _held((x - self.x) / self.width), _held((y - self.y) / self.height)

    def contains(self, x: float, y: float) -> bool:
        """Whether the point lies in the box or on its border."""
        return self.x <= x <= self.x + self.width and self.y <= y <= self.y + self.height

    def of(self, crop: Crop) -> Box:
        """Where `crop` of the picture in this box is."""
        return Box(
            self.x + crop.left * self.width,
            self.y + crop.top * self.height,
            (crop.right - crop.left) * self.width,
            (crop.bottom - crop.top) * self.height,
        )

    def least(self) -> tuple[float, float]:
        """The smallest crop's width and height, as shares of the picture in this box."""
        return (
            min(1.0, max(LEAST_SHARE, LEAST_PX / self.width)),
            min(1.0, max(LEAST_SHARE, LEAST_PX / self.height)),
        )


def fitted(picture: tuple[float, float], room: Box) -> Box:
    """Where a picture of this width and height goes: whole, in the middle, hardly enlarged.

    At least 1 px wide and high, however long and thin it is.
    """
    width, height = picture
    factor = min(room.width / width, room.height / height, LARGEST_ENLARGEMENT)
    fit_width, fit_height = max(1.0, width * factor), max(1.0, height * factor)
    return Box(
        room.x + (room.width - fit_width) / 2,
        room.y + (room.height - fit_height) / 2,
        fit_width,
        fit_height,
    )


def handle_points(band: Box) -> dict[Grip, tuple[float, float]]:
    """The middle of each of the eight handles of a crop that is drawn at `band`."""
    points = {}
    for grip in HANDLES:
        x = band.x + band.width * _along(grip, Grip.LEFT, Grip.RIGHT)
        y = band.y + band.height * _along(grip, Grip.TOP, Grip.BOTTOM)
        points[grip] = (x, y)
    return points


def grip_at(band: Box, x: float, y: float, reach: float) -> Grip | None:
    """What a press at this point takes hold of; None where it begins a new crop.

    Edges and corners are taken from `reach` px outside to as much inside, less where the crop is
    so small that nothing would be left to move it by.
    """
    inside_x, inside_y = min(reach, band.width / 4), min(reach, band.height / 4)
    if not Box(
        band.x - reach, band.y - reach, band.width + 2 * reach, band.height + 2 * reach
    ).contains(x, y):
        return None
    grip = Grip(0)
    if x <= band.x + inside_x:
        grip |= Grip.LEFT
    elif x >= band.x + band.width - inside_x:
        grip |= Grip.RIGHT
    if y <= band.y + inside_y:
        grip |= Grip.TOP
    elif y >= band.y + band.height - inside_y:
        grip |= Grip.BOTTOM
    return grip or Grip.ALL


def drawn(box: Box, start: tuple[float, float], end: tuple[float, float]) -> Crop | None:
    """The crop between two points of the widget; None where that is too small to be meant."""
    from_x, from_y = box.shares(*start)
    to_x, to_y = box.shares(*end)
    least_x, least_y = box.least()
    if abs(to_x - from_x) < least_x or abs(to_y - from_y) < least_y:
        return None
    return _crop(min(from_x, to_x), min(from_y, to_y), max(from_x, to_x), max(from_y, to_y))


def centred(share: float = 0.5) -> Crop:
    """A crop in the middle, `share` of the picture wide and high."""
    edge = (1 - share) / 2
    return _crop(edge, edge, 1 - edge, 1 - edge)


def changed(crop: Crop, grip: Grip, by: tuple[float, float], least: tuple[float, float]) -> Crop:
    """`crop` with what is held moved by shares of the picture, stopping at its borders.

    Held by ALL it keeps its size. An edge stops before the crop gets smaller than `least`, or
    than it is if it is smaller already.
    """
    if grip is Grip.ALL:
        left, right = _moved(crop.left, crop.right, by[0])
        top, bottom = _moved(crop.top, crop.bottom, by[1])
    else:
        low, high = bool(grip & Grip.LEFT), bool(grip & Grip.RIGHT)
        left, right = _pulled(crop.left, crop.right, by[0], least[0], low, high)
        low, high = bool(grip & Grip.TOP), bool(grip & Grip.BOTTOM)
        top, bottom = _pulled(crop.top, crop.bottom, by[1], least[1], low, high)
    return _crop(left, top, right, bottom)


def nudged(
    crop: Crop, way: tuple[int, int], box: Box, *, resize: bool = False, large: bool = False
) -> Crop:
    """`crop` a step further one way, or with its right and lower edge a step further."""
    step = LARGE_NUDGE if large else NUDGE
    grip = Grip.RIGHT | Grip.BOTTOM if resize else Grip.ALL
    return changed(crop, grip, (way[0] * step, way[1] * step), box.least())


@dataclass(frozen=True, slots=True)
class Drag:
    """A press that is held: where it began, what it holds (None: a new crop), the crop then."""

    start: tuple[float, float]
    grip: Grip | None
    crop: Crop | None

    def crop_at(self, at: tuple[float, float], box: Box) -> Crop | None:
        """The crop when the pointer is at this point of the widget."""
        if self.grip is None or self.crop is None:
            # A click beside a crop does not throw it away.
            return drawn(box, self.start, at) or self.crop
        by = ((at[0] - self.start[0]) / box.width, (at[1] - self.start[1]) / box.height)
        return changed(self.crop, self.grip, by, box.least())


def _crop(left: float, top: float, right: float, bottom: float) -> Crop:
    # Late: the engine's module brings the decoder with it, which the window's start must not.
    from shoegui.search.query import Crop

    return Crop(left, top, right, bottom)


def _held(share: float) -> float:
    return min(1.0, max(0.0, share))


def _along(grip: Grip, low: Grip, high: Grip) -> float:
    return 0.0 if low in grip else 1.0 if high in grip else 0.5


def _moved(low: float, high: float, by: float) -> tuple[float, float]:
    if low + by < 0:
        return 0.0, high - low
    if high + by > 1:
        return 1 - (high - low), 1.0
    return low + by, high + by


def _pulled(
    low: float, high: float, by: float, least: float, pull_low: bool, pull_high: bool
) -> tuple[float, float]:
    least = min(least, high - low)
    if pull_low:
        low = max(0.0, min(low + by, high - least))
    elif pull_high:
        high = min(1.0, max(high + by, low + least))
    return low, high
