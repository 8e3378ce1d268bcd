"""Things cut out of pictures, put into other pictures: what crops.py asks with.

A thing is a drawn shoe with its outline, or the middle of a photo. Chance comes from a generator
that is passed in, so that every run makes the same pictures.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageEnhance

from shoegui.photos.decode import decode
from shoegui.samples.camera import Shot
from shoegui.samples.scene import BACKGROUNDS, photograph
from shoegui.search.query import Crop

_CANVAS = (640, 480)
# What of a photo, along each side, is taken for the thing in it.
_MIDDLE = 0.7
# Things take up so much of the canvas' area, if they are not small.
_USUAL, _SMALL = 0.35, 0.08
# A person's box is not exactly around the thing.
_SLACK = 0.06


@dataclass(frozen=True, slots=True)
class Thing:
    """A picture (RGB) cut to the thing in it, and the mask of the thing (L, the same size)."""

    picture: Image.Image
    mask: Image.Image


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture file with a thing in it, and a loose box around that."""

    data: bytes
    box: Crop


@dataclass(frozen=True, slots=True)
class Change:
    """What was done to a thing and to the picture it was put into."""

    share: float = _USUAL
    mirrored: bool = False
    recoloured: bool = False
    cut: bool = False
    poor: bool = False


CHANGES: Mapping[str, Change] = {
    "on another background": Change(),
    "small": Change(share=_SMALL),
    "mirrored": Change(mirrored=True),
    "recoloured": Change(recoloured=True),
    "a quarter cut off": Change(cut=True),
    "re-encoded at 160 px": Change(poor=True),
    "all of that": Change(_SMALL, mirrored=True, recoloured=True, cut=True, poor=True),
}


def drawn_thing(shot: Shot) -> Thing:
    """The shoe of a drawn picture."""
    box = shot.cover.getbbox()
    assert box is not None
    return Thing(shot.picture.crop(box), shot.cover.crop(box))


def middle_thing(data: bytes) -> Thing:
    """The middle of a photo, as a rectangle."""
    picture = decode(data, cover=_CANVAS[1]).picture
    width, height = picture.size
    left, top = round(width * (1 - _MIDDLE) / 2), round(height * (1 - _MIDDLE) / 2)
    middle = picture.crop((left, top, width - left, height - top))
    return Thing(middle, Image.new("L", middle.size, 255))


def put(thing: Thing, change: Change, background: str, random: np.random.Generator) -> Scene:
    """`thing`, changed, in a picture with one of `BACKGROUNDS`, as a JPEG."""
    picture, mask = thing.picture, thing.mask
    for wanted, step in ((change.mirrored, _mirrored), (change.cut, _cut)):
        if wanted:
            picture, mask = step(picture, mask, random)
    if change.recoloured:
        picture = _recoloured(picture, random)
    width, height = _CANVAS
    factor = (change.share * width * height / (picture.width * picture.height)) ** 0.5
    factor = min(factor, width / picture.width, height / picture.height)
    size = max(1, int(picture.width * factor)), max(1, int(picture.height * factor))
    picture, mask = (one.resize(size, Image.Resampling.BICUBIC) for one in (picture, mask))
    left = int(random.integers(width - size[0] + 1))
    top = int(random.integers(height - size[1] + 1))
    ground = photograph(BACKGROUNDS[background](random, width, height, False), random)
    ground.paste(picture, (left, top), mask)
    box = _loose(left / width, top / height, (left + size[0]) / width, (top + size[1]) / height)
    return Scene(_encoded(ground, poor=change.poor), box)


def _mirrored(
    picture: Image.Image, mask: Image.Image, _random: np.random.Generator
) -> tuple[Image.Image, Image.Image]:
    flip = Image.Transpose.FLIP_LEFT_RIGHT
    return picture.transpose(flip), mask.transpose(flip)


def _cut(
    picture: Image.Image, mask: Image.Image, random: np.random.Generator
) -> tuple[Image.Image, Image.Image]:
    """Without a quarter, at one of the four sides."""
    width, height = picture.size
    sides = (
        (width // 4, 0, width, height),
        (0, height // 4, width, height),
        (0, 0, width - width // 4, height),
        (0, 0, width, height - height // 4),
    )
    box = sides[int(random.integers(len(sides)))]
    return picture.crop(box), mask.crop(box)


def _recoloured(picture: Image.Image, random: np.random.Generator) -> Image.Image:
    """Every hue turned by a sixth of the circle or more, saturation and brightness changed."""
    hue, *others = picture.convert("HSV").split()
    turn = int(random.integers(43, 214))
    turned = hue.point([(value + turn) % 256 for value in range(256)])
    picture = Image.merge("HSV", (turned, *others)).convert("RGB")
    enhancers: tuple[Callable[[Image.Image], ImageEnhance.Color | ImageEnhance.Brightness], ...]
    enhancers = (ImageEnhance.Color, ImageEnhance.Brightness)
    for enhancer in enhancers:
        picture = enhancer(picture).enhance(float(random.uniform(0.7, 1.3)))
    return picture


def _loose(left: float, top: float, right: float, bottom: float) -> Crop:
    across, down = _SLACK * (right - left), _SLACK * (bottom - top)
    return Crop(
        max(0.0, left - across),
        max(0.0, top - down),
        min(1.0, right + across),
        min(1.0, bottom + down),
    )


def _encoded(picture: Image.Image, *, poor: bool) -> bytes:
    data = io.BytesIO()
    if poor:
        picture = picture.reduce(picture.width // 160)
    picture.save(data, "JPEG", quality=30 if poor else 90)
    return data.getvalue()
