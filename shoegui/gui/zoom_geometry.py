"""Where a picture lies in the room it is shown in: fit, zoom at a point, pan. Pure arithmetic.

Lengths are px of the screen or of the picture, as named; nothing here knows a widget.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

MOST_MAGNIFIED = 8.0
"""Screen px that a px of the picture takes up at most, unless fitting asks for more."""


@dataclass(frozen=True, slots=True)
class View:
    """What part of a picture is seen, in terms that suit pictures of any size.

    `scale` is relative to the whole picture fitting into the room, which is 1. `x` and `y` are
    the point in the middle of the room, as shares of the picture's width and height.
    """

    scale: float = 1.0
    x: float = 0.5
    y: float = 0.5


FIT = View()


@dataclass(frozen=True, slots=True)
class Frame:
    """A picture of `width` x `height` px and a room of `room_width` x `room_height` screen px.

    All are greater than 0. A small picture is enlarged at most `enlarge` times to fit.
    """

    width: float
    height: float
    room_width: float
    room_height: float
    enlarge: float = 3.0

    @property
    def fit(self) -> float:
        """Screen px that a px of the picture takes up when the whole of it fits."""
        return min(self.room_width / self.width, self.room_height / self.height, self.enlarge)

    @property
    def actual(self) -> float:
        """The scale at which a px of the picture is a px of the screen."""
        return 1 / self.fit

    @property
    def scales(self) -> tuple[float, float]:
        """The least and the greatest scale: from fitting, or actual size, to magnified."""
        return min(1.0, self.actual), max(1.0, MOST_MAGNIFIED / self.fit)

    def size(self, scale: float) -> tuple[float, float]:
        """Width and height of the whole picture on the screen, in px."""
        return self.width * self.fit * scale, self.height * self.fit * scale

    def corner(self, view: View) -> tuple[float, float]:
        """Where the picture's upper left corner is in the room, in screen px."""
        width, height = self.size(view.scale)
        return self.room_width / 2 - view.x * width, self.room_height / 2 - view.y * height

    def to_picture(self, view: View, x: float, y: float) -> tuple[float, float]:
        """The point of the room as shares of the picture; outside 0..1 where there is none."""
        left, top = self.corner(view)
        width, height = self.size(view.scale)
        return (x - left) / width, (y - top) / height

    def to_room(self, view: View, x: float, y: float) -> tuple[float, float]:
        """The point of the picture, given as shares, in screen px of the room."""
        left, top = self.corner(view)
        width, height = self.size(view.scale)
        return left + x * width, top + y * height

    def bounded(self, view: View) -> View:
        """The nearest view that has an allowed scale and wastes no room beside the picture."""
        least, most = self.scales
        scale = min(max(view.scale, least), most)
        width, height = self.size(scale)
        return View(
            scale,
            _centre(view.x, self.room_width / width),
            _centre(view.y, self.room_height / height),
        )

    def zoomed(self, view: View, scale: float, x: float, y: float) -> View:
        """`view` at another scale, with the same part of the picture at the point of the room."""
        least, most = self.scales
        scale = min(max(scale, least), most)
        picture_x, picture_y = self.to_picture(view, x, y)
        width, height = self.size(scale)
        return self.bounded(
            View(
                scale,
                picture_x + (self.room_width / 2 - x) / width,
                picture_y + (self.room_height / 2 - y) / height,
            )
        )

    def panned(self, view: View, x: float, y: float) -> View:
        """`view` with the picture moved by so many screen px."""
        width, height = self.size(view.scale)
        return self.bounded(replace(view, x=view.x - x / width, y=view.y - y / height))

    def detail(self, view: View, most_pixels: float) -> tuple[int, int]:
        """How many px the picture should be decoded to for `view`, never more than it has.

        Exactly what is needed while it fits, and the next power of 2 of that beyond, so that
        zooming asks seldom. At most `most_pixels` in all.
        """
        step = 1.0 if view.scale <= 1.001 else 2.0 ** math.ceil(math.log2(view.scale) - 1e-6)
        share = min(1.0, self.fit * step, math.sqrt(most_pixels / (self.width * self.height)))
        return max(1, round(self.width * share)), max(1, round(self.height * share))


def _centre(middle: float, seen: float) -> float:
    """`middle` moved so that the share `seen` of a side lies within it; centred if all is seen."""
    if seen >= 1:
        return 0.5
    return min(max(middle, seen / 2), 1 - seen / 2)
