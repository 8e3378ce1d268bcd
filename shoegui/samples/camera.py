"""From a drawn shoe to a picture of it: where it stands, how it is turned, how large it is."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

import numpy as np
from PIL import Image

from shoegui.samples.scene import BACKGROUNDS, Canvas, Rng, photograph, shadow

VIEWS = ("side left", "side right", "three-quarter", "pair", "close-up", "tilted")

_SIZES = ((480, 360), (480, 360), (480, 360), (480, 360), (640, 480), (480, 400), (360, 480))
_PORTRAIT_FROM = 0.62
"""A shoe at least this high, as a share of its length, may be taken upright."""


@dataclass(frozen=True, slots=True)
class Shot:
    """A finished picture (RGB), and the mask of what the shoe covers in it (L, the same size)."""

    picture: Image.Image
    cover: Image.Image


def take(shoe: Image.Image, name: str, view: str, background: str, *, lying: bool) -> Shot:
    """Photograph a shoe (RGBA, toe to the right); `lying` says that it is drawn from above.

    All chance comes from `name`.
    """
    rng = np.random.default_rng(zlib.crc32(name.encode()))
    width, height = _SIZES[int(rng.integers(len(_SIZES)))]
    if view == "close-up" or (height > width and shoe.height < shoe.width * _PORTRAIT_FROM):
        width, height = 480, 360
    flat = lying or view == "tilted"
    canvas = BACKGROUNDS[background](rng, width, height, flat)
    cover = Image.new("L", (width, height))
    for cut, left, top in _places(_turned(shoe, view, rng), view, width, height, lying, rng):
        _put(canvas, cover, cut, left, top, flat)
    return Shot(photograph(canvas, rng), cover)


def _turned(shoe: Image.Image, view: str, rng: Rng) -> Image.Image:
    """The shoe turned as the view wants."""
    cut = shoe
    left = view == "side left" or (view != "side right" and rng.random() < 0.5)
    if view == "three-quarter":
        cut = _receding(cut, rng)
    if left:
        cut = cut.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    if view == "tilted":
        turn = rng.uniform(6, 17) * rng.choice((-1, 1))
        cut = cut.rotate(turn, Image.Resampling.BICUBIC, expand=True)
    return cut.crop(cut.getchannel("A").getbbox())


def _receding(cut: Image.Image, rng: Rng) -> Image.Image:
    """The shoe turned towards the camera: shorter, the heel smaller and higher than the toe."""
    width, height = cut.size
    far = rng.uniform(0.74, 0.84)
    rise = height * rng.uniform(0.08, 0.13)
    goal = [
        (0.0, height * (1 - far) - rise * 0.2),
        (width * 0.84, 0.0),
        (width * 0.84, float(height)),
        (0.0, height - rise),
    ]
    corners = [(0.0, 0.0), (float(width), 0.0), (float(width), float(height)), (0.0, float(height))]
    rows, values = [], []
    for (x, y), (u, v) in zip(goal, corners, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    answer = np.linalg.solve(np.array(rows), np.array(values))
    return cut.transform(
        (round(width * 0.84), height),
        Image.Transform.PERSPECTIVE,
        tuple(float(a) for a in answer),
        Image.Resampling.BICUBIC,
    )


def _fit(cut: Image.Image, width: float, height: float) -> Image.Image:
    share = min(width / cut.width, height / cut.height)
    size = (max(1, round(cut.width * share)), max(1, round(cut.height * share)))
    return cut.resize(size, Image.Resampling.BICUBIC)


def _places(
    cut: Image.Image, view: str, width: int, height: int, lying: bool, rng: Rng
) -> list[tuple[Image.Image, int, int]]:
    """Each shoe of the picture with its left and top, the farther one first."""
    if view == "close-up":
        cut = _fit(cut, width * rng.uniform(1.12, 1.25), height * 1.15)
        spare = width - cut.width
        left = spare * rng.uniform(0.35, 0.65)
        base = (height + cut.height) / 2 if lying else height * 0.93
        return [(cut, round(left), round(base - cut.height))]
    if view == "pair":
        cut = _fit(cut, width * 0.76, height * (0.44 if lying else 0.72))
        back = cut if lying else _fit(cut, cut.width * 0.95, cut.height * 0.95)
        side = width * (0.0 if lying else 0.09) * rng.choice((-1.0, 1.0))
        gap = height * (0.45 if lying else 0.10)
        if lying:
            back = back.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
        base = height * (0.95 if lying else 0.88)
        middle = width / 2
        return [
            (back, round(middle + side - back.width / 2), round(base - gap - back.height)),
            (cut, round(middle - side - cut.width / 2), round(base - cut.height)),
        ]
    cut = _fit(cut, width * rng.uniform(0.78, 0.9), height * rng.uniform(0.72, 0.8))
    left = (width - cut.width) * rng.uniform(0.35, 0.65)
    low = (height + cut.height) / 2
    if not lying and view != "tilted":
        low = float(np.clip(low + height * 0.1, height * 0.74, height * 0.87))
    return [(cut, round(left), round(low - cut.height))]


def _put(
    canvas: Canvas, cover: Image.Image, cut: Image.Image, left: int, top: int, flat: bool
) -> None:
    """Lay a shoe and its shadow on the canvas, and add what it covers to the mask."""
    mask = Image.new("L", cover.size)
    mask.paste(cut.getchannel("A"), (left, top))
    dark = shadow(mask, top + cut.height - 1, flat)
    canvas *= (1 - dark)[..., None]
    cover.paste(255, (0, 0), mask)
    right, bottom = min(cover.width, left + cut.width), min(cover.height, top + cut.height)
    seen = max(0, left), max(0, top), right, bottom
    box = slice(seen[1], bottom), slice(seen[0], right)
    alpha = np.asarray(mask.crop(seen), np.float32)[..., None] / np.float32(255)
    shoe = cut.crop((seen[0] - left, seen[1] - top, right - left, bottom - top))
    canvas[box] *= 1 - alpha
    canvas[box] += np.asarray(shoe, np.float32)[..., :3] * alpha
