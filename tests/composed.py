"""Pictures put together from a drawn shoe and a photo, where the place of the shoe is known.

The photos are the sample pictures in scikit-image's wheel. Used by tests and by
benchmarks/why.py.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageEnhance, ImageOps

from shoegui.samples.shop import Sample, shoot

BACKGROUNDS = (
    "astronaut.png", "brick.png", "chelsea.png", "coffee.png", "grass.png", "gravel.png",
    "hubble_deep_field.jpg", "ihc.png", "motorcycle_left.png", "page.png", "retina.jpg",
    "rocket.jpg",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Composed:
    """A picture (RGB), and what the shoe covers in it: float32 (height, width), 0 to 1."""

    picture: Image.Image
    cover: npt.NDArray[np.float32]


def shoe(sample: Sample) -> Image.Image:
    """A drawn shoe alone: RGBA, cut out of its picture as close as it goes."""
    shot = shoot(sample)
    cut = shot.picture.copy()
    cut.putalpha(shot.cover)
    return cut.crop(shot.cover.getbbox())


def compose(
    cut: Image.Image,
    background: str,
    *,
    size: tuple[int, int] = (480, 480),
    share: float = 0.6,
    place: tuple[float, float] = (0.5, 0.5),
) -> Composed:
    """`cut` over a photo: as large as `share` of the sides allows, at `place` of what is left."""
    width, height = size
    spec = importlib.util.find_spec("skimage")
    assert spec is not None
    assert spec.origin is not None
    with Image.open(Path(spec.origin).parent / "data" / background) as photo:
        picture = ImageOps.fit(photo.convert("RGB"), size, Image.Resampling.LANCZOS)
    factor = min(share * width / cut.width, share * height / cut.height)
    small = cut.resize(
        (max(1, round(cut.width * factor)), max(1, round(cut.height * factor))),
        Image.Resampling.LANCZOS,
    )
    corner = round((width - small.width) * place[0]), round((height - small.height) * place[1])
    mask = Image.new("L", size)
    mask.paste(small.getchannel("A"), corner)
    picture.paste(small.convert("RGB"), corner, small.getchannel("A"))
    return Composed(picture, np.asarray(mask, np.float32) / np.float32(255))


def mass_ratio(heat: npt.NDArray[np.float32], cover: npt.NDArray[np.float32]) -> float:
    """The share of the heat's mass on the thing, over the thing's share of the area."""
    return float((heat * cover).sum() / max(float(heat.sum()), 1e-12) / cover.mean())


def recoloured(cut: Image.Image) -> Image.Image:
    """Its red, green and blue changed round."""
    red, green, blue, alpha = cut.split()
    return Image.merge("RGBA", (blue, red, green, alpha))


def darker(cut: Image.Image) -> Image.Image:
    """At half the brightness."""
    dark = ImageEnhance.Brightness(cut.convert("RGB")).enhance(0.5)
    dark.putalpha(cut.getchannel("A"))
    return dark


def turned(cut: Image.Image) -> Image.Image:
    """Turned by 30 degrees."""
    return cut.rotate(30, Image.Resampling.BICUBIC, expand=True)


def as_it_is(cut: Image.Image) -> Image.Image:
    """No other."""
    return cut


TRANSFORMATIONS: dict[str, tuple[Callable[[Image.Image], Image.Image], float]] = {
    "elsewhere": (as_it_is, 0.6),
    "smaller": (as_it_is, 0.4),
    "larger": (as_it_is, 0.8),
    "mirrored": (ImageOps.mirror, 0.6),
    "turned": (turned, 0.6),
    "recoloured": (recoloured, 0.6),
    "darker": (darker, 0.6),
}
"""What is done to the shoe in the second picture, and its share of the sides there."""
