"""From whatever a file holds to 8-bit sRGB: depths, palettes, transparency, colour profiles."""

from __future__ import annotations

import functools
import io
from collections.abc import Callable

import numpy as np
from PIL import Image, ImageCms

_LARGEST_PROFILE = 4_000_000
_STRIP = 1 << 20  # pixels at a time, where a whole picture would have to be copied


def reduced(picture: Image.Image, factor: int) -> Image.Image:
    """`picture` in 8 bits a channel (mode L, RGB or CMYK), over white, `factor` times smaller.

    Each new pixel is the mean of `factor` x `factor` old ones; sizes are rounded up. Needs little
    memory beside that of `picture` and of the result.
    """
    plain = _made_plain(picture)
    if plain is None:
        return picture.reduce(factor) if factor > 1 else picture
    if factor == 1:
        return plain(picture)
    width, height = picture.size
    rows = factor * max(1, _STRIP // (width * factor))
    small: Image.Image | None = None
    for top in range(0, height, rows):
        piece = plain(picture.crop((0, top, width, min(height, top + rows)))).reduce(factor)
        if small is None:
            small = Image.new(piece.mode, (-(-width // factor), -(-height // factor)))
        small.paste(piece, (0, top // factor))
    assert small is not None
    return small


def to_srgb(picture: Image.Image, profile: object) -> Image.Image:
    """`picture` (mode L, RGB or CMYK) as RGB, through its ICC profile when that can be used."""
    if isinstance(profile, bytes) and 128 <= len(profile) <= _LARGEST_PROFILE:
        transform = _transform(profile, picture.mode)
        if transform is not None:
            return transform.apply(picture)
    return picture if picture.mode == "RGB" else picture.convert("RGB")


def _made_plain(picture: Image.Image) -> Callable[[Image.Image], Image.Image] | None:
    """What makes a part of `picture` plain; None when it is already."""
    mode = picture.mode
    if mode in ("I", "F") or mode.startswith("I;16"):
        low, high = _levels(picture)
        return functools.partial(_scaled, low=low, high=high)
    if mode in ("LA", "La", "PA", "RGBA", "RGBa") or "transparency" in picture.info:
        return _over_white
    if mode in ("L", "RGB", "CMYK"):
        return None
    return functools.partial(Image.Image.convert, mode="L" if mode == "1" else "RGB")


def _over_white(picture: Image.Image) -> Image.Image:
    if picture.mode == "La":
        picture = picture.convert("LA")
    coloured = picture.convert("RGBA")
    white = Image.new("RGB", picture.size, (255, 255, 255))
    white.paste(coloured, mask=coloured)
    return white


def _levels(picture: Image.Image) -> tuple[float, float]:
    """The values that become black and white.

    16-bit files use the whole range. Wider ones do not say what they mean: the usual ranges (0..1
    for fractions, 8 and 16 bits) are taken where the values fit, otherwise what is there.
    """
    if picture.mode.startswith("I;16"):
        return 0, 65535
    values = np.asarray(picture)
    finite = values[np.isfinite(values)] if picture.mode == "F" else values
    if finite.size == 0:
        return 0, 1
    low, high = float(finite.min()), float(finite.max())
    for usual in (1, 255, 65535) if picture.mode == "F" else (255, 65535):
        if low >= 0 and high <= usual:
            return 0, usual
    return low, max(high, low + 1e-30)


def _scaled(picture: Image.Image, *, low: float, high: float) -> Image.Image:
    values = np.nan_to_num(np.asarray(picture, dtype=np.float64), nan=low, posinf=high, neginf=low)
    return Image.fromarray(((values - low) * (255 / (high - low)) + 0.5).astype(np.uint8))


@functools.lru_cache(maxsize=16)
def _transform(profile: bytes, mode: str) -> ImageCms.ImageCmsTransform | None:
    """The way from `profile` to sRGB; None when there is nothing to do or nothing to be done.

    Remembered, because making one costs as much as decoding and photos share few profiles.
    """
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        space = source.profile.xcolor_space.strip()
        if space != {"L": "GRAY", "RGB": "RGB", "CMYK": "CMYK"}[mode]:
            return None
        if "srgb" in (source.profile.profile_description or "").lower():
            return None
        target = ImageCms.createProfile("sRGB")
        return ImageCms.buildTransform(source, target, mode, "RGB")
    except Exception:
        # Whatever is wrong with it, a profile nobody can read must not cost the picture.
        return None
