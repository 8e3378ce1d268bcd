"""Curves and the parts that a drawn shoe is made of.

A shoe is a list of parts, painted back to front in a world 640 wide and 480 high, toe to the right,
ground at y = 400. What the parts of each kind are is said in the modules of the kinds; how a part
becomes pixels is said in `render`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

WIDTH = 640
HEIGHT = 480

Points = NDArray[np.float64]
"""Shape (n, 2): x to the right, y down, in world units."""


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a shoe: filled outlines, or strokes when `width` is above zero.

    `role` picks the colour from the palette, `finish` the surface. `bulge` says how round the piece
    is. A piece that is `over` lies on the one beneath and keeps its form; `clip` names a piece whose
    outline it does not leave.
    """

    shapes: tuple[Points, ...]
    role: str
    finish: str
    bulge: float = 1.0
    width: float = 0.0
    over: bool = False
    clip: str = ""
    name: str = ""
    shadow: float = 0.35
    tone: float = 1.0


def curve(text: str, *, closed: bool) -> Points:
    """Points along the smooth curve through "x,y x,y! ...", where ! marks a corner.

    Between two points runs the cubic Bezier curve whose handles are a sixth of the chord of the
    neighbours (Catmull-Rom), cut to .4 of the distance so that a short piece beside a long one does
    not overshoot; at a corner the handle has no length.
    """
    words = text.split()
    knots = np.array([[float(n) for n in word.rstrip("!").split(",")] for word in words])
    corner = np.array([word.endswith("!") for word in words])
    if closed:
        before, after = np.roll(knots, 1, axis=0), np.roll(knots, -1, axis=0)
    else:
        before = np.vstack([knots[:1], knots[:-1]])
        after = np.vstack([knots[1:], knots[-1:]])
    handles = np.where(corner[:, None], 0.0, (after - before) / 6.0)
    steps = np.linspace(0.0, 1.0, 14, endpoint=False)[:, None]
    rest = 1.0 - steps
    pieces = []
    for i in range(len(knots) if closed else len(knots) - 1):
        j = (i + 1) % len(knots)
        a, d = knots[i], knots[j]
        most = 0.4 * float(np.hypot(*(d - a)))
        b, c = a + _cut(handles[i], most), d - _cut(handles[j], most)
        pieces.append(
            rest**3 * a + 3 * rest**2 * steps * b + 3 * rest * steps**2 * c + steps**3 * d
        )
    if not closed:
        pieces.append(knots[-1:])
    return np.concatenate(pieces)


def _cut(handle: Points, most: float) -> Points:
    length = float(np.hypot(*handle))
    return handle if length <= most else handle * (most / length)


def along(path: Points, count: int, start: float = 0.0, end: float = 1.0) -> tuple[Points, Points]:
    """`count` places at even distances along a path, and the unit direction at each: both (count, 2)."""
    length = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(path, axis=0).T))])
    places = np.linspace(start, end, count) * length[-1]

    def at(distance: NDArray[np.float64]) -> Points:
        return np.stack([np.interp(distance, length, path[:, k]) for k in (0, 1)], axis=1)

    ahead = at(np.minimum(places + 2.0, length[-1])) - at(np.maximum(places - 2.0, 0.0))
    return at(places), ahead / np.maximum(np.hypot(*ahead.T)[:, None], 1e-9)


def fill(
    text: str,
    role: str,
    finish: str,
    *,
    bulge: float = 1.0,
    over: bool = False,
    clip: str = "",
    name: str = "",
    shadow: float = 0.35,
    tone: float = 1.0,
) -> Part:
    """A filled piece from the text of its closed outline."""
    shape = curve(text, closed=True)
    return Part((shape,), role, finish, bulge, 0.0, over, clip, name, shadow, tone)


def stroke(
    text: str,
    width: float,
    role: str,
    finish: str = "leather",
    *,
    bulge: float = 1.0,
    over: bool = True,
    clip: str = "",
    shadow: float = 0.35,
    tone: float = 1.0,
) -> Part:
    """A band of the given width along an open path: a strap, piping, a seam."""
    shape = curve(text, closed=False)
    return Part((shape,), role, finish, bulge, width, over, clip, "", shadow, tone)


def stitches(
    text: str, role: str = "stitch", *, step: float = 8.0, width: float = 2.2, clip: str = ""
) -> Part:
    """A seam: dashes along an open path, a little sunk."""
    path = curve(text, closed=False)
    total = float(np.hypot(*np.diff(path, axis=0).T).sum())
    middles, ways = along(path, max(2, int(total / step)))
    dashes = tuple(
        np.stack([middle - way * step * 0.3, middle + way * step * 0.3])
        for middle, way in zip(middles, ways, strict=True)
    )
    return Part(dashes, role, "thread", 0.5, width, True, clip, "", 0.3)


def laces(
    text: str,
    count: int,
    *,
    length: float = 44.0,
    width: float = 10.0,
    lean: float = 24.0,
    start: float = 0.04,
    end: float = 0.96,
    role: str = "lace",
) -> Part:
    """Bars across the throat line given by an open path, leaning from square by `lean` degrees."""
    middles, ways = along(curve(text, closed=False), count, start, end)
    turn = math.radians(-90.0 + lean)
    spin = np.array([[math.cos(turn), math.sin(turn)], [-math.sin(turn), math.cos(turn)]])
    bars = []
    for middle, way in zip(middles, ways, strict=True):
        across = way @ spin
        bend = way * length * 0.10
        low, high = middle - across * length / 2, middle + across * length / 2
        bars.append(np.stack([low, middle - bend, high]))
    return Part(tuple(bars), role, "cord", 1.0, width, False, "", "", 0.5)


def dots(
    places: Points, radius: float, role: str, finish: str = "metal", *, squash: float = 1.0
) -> Part:
    """Round pieces of the same size: eyelets, studs, holes."""
    angle = np.linspace(0.0, 2 * math.pi, 20, endpoint=False)
    ring = np.stack([np.cos(angle) * radius * squash, np.sin(angle) * radius], axis=1)
    return Part(tuple(place + ring for place in places), role, finish, 0.8, 0.0, True, "", "", 0.3)


def dot(x: float, y: float, radius: float, role: str, finish: str = "metal") -> Part:
    """One round piece."""
    return dots(np.array([[x, y]]), radius, role, finish)


def eyelets(
    text: str, count: int, radius: float = 4.0, role: str = "metal", finish: str = "metal"
) -> Part:
    """Eyelets, nails or punched holes at even distances along an open path."""
    return dots(along(curve(text, closed=False), count, 0.04, 0.96)[0], radius, role, finish)


def tread(
    left: float,
    right: float,
    top: float,
    *,
    step: float = 22.0,
    gap: float = 8.0,
    depth: float = 10.0,
) -> Part:
    """Dark notches in the lower edge of a sole, seen from the side."""
    low = top + depth
    notch = np.array([[0, low], [gap * 0.2, top], [gap * 0.8, top], [gap, low]])
    shapes = tuple(notch + np.array([x, 0.0]) for x in np.arange(left, right - gap, step))
    return Part(shapes, "dark", "rubber", 0.2, 0.0, True, "", "", 0.0)
