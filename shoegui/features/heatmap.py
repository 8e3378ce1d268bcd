"""Where two pictures agree: heat maps from the cells of a network's `map` output; their colours.

Pure functions on arrays. Running the network is `extractor`'s; which pictures, is the caller's.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt
from PIL import Image

from shoegui.features.manifest import Input

MAP = "map"
"""The output of a network that heat maps are made from."""

Floats = npt.NDArray[np.float32]
Bytes = npt.NDArray[np.uint8]

# A cell counts as agreeing as much as its best few partners do: one alone may be chance.
_PARTNERS = 3
# Standard deviations above the mean below which a cell says nothing.
_COLD = 0.25
# Along the colours, as lightness, green-red and blue-yellow of OKLab. Lightness rises evenly and
# blue turns to yellow, so that grey print and every kind of colour blindness keep the order.
_COLOURS = (
    (0.20, 0.015, -0.075),
    (0.35, 0.060, -0.130),
    (0.50, 0.135, -0.060),
    (0.65, 0.125, 0.060),
    (0.80, 0.040, 0.125),
    (0.95, -0.030, 0.120),
)


def heat(cells: Floats, others: Floats) -> Floats:
    """How much each of `cells` (C, h, w) speaks for a match with the picture of `others`.

    Both are `map` outputs of one network, not necessarily of one size. Gives float32 (h, w), 0 to
    1; its highest is 1, or all are 0 where the pictures have nothing in common that stands out.

    A cell minus the mean of its picture is what stands out there. Dot products of such cells, the
    mean of the best three, weighted towards the middle as the embedding weights them (there the
    whole Hann window, here roots of it, so that a thing at the border is still found). Of those,
    what is above the mean by a quarter of a standard deviation. Chosen with benchmarks/why.py.
    """
    ours, theirs = _standing_out(cells), _standing_out(others)
    _, height, width = cells.shape
    weights = np.sqrt(_window(*others.shape[1:])).ravel()
    products = (ours.T @ theirs) * weights
    best = np.sort(products, axis=1)[:, -_PARTNERS:].mean(axis=1).reshape(height, width)
    agreement = best * _window(height, width) ** 0.25
    warm = np.maximum(agreement - agreement.mean() - _COLD * agreement.std(), 0)
    highest = float(warm.max())
    if highest <= 1e-9:
        return np.zeros((height, width), np.float32)
    return np.asarray(warm / highest, np.float32)


def spread(cells: Floats, rule: Input, width: int, height: int) -> Floats:
    """A heat map `cells` (h, w) over a picture of `width` x `height` px: float32 (height, width).

    Each cell lies where `rule` took it from; what the network did not see is 0. Smooth, within 0
    to 1.
    """
    image = Image.fromarray(np.ascontiguousarray(cells, np.float32))
    found = np.zeros((height, width), np.float32)
    if rule.resize == "crop":
        side = min(width, height)
        left, top = (width - side) // 2, (height - side) // 2
        found[top : top + side, left : left + side] = _enlarged(image, side, side)
        return found
    if rule.resize == "pad":
        # The part of the square in which the picture lay, in cells.
        longest = max(width, height)
        across, down = cells.shape[1] * width / longest, cells.shape[0] * height / longest
        left, top = (cells.shape[1] - across) / 2, (cells.shape[0] - down) / 2
        return _enlarged(image, width, height, (left, top, left + across, top + down))
    return _enlarged(image, width, height)


def within(found: Floats, box: tuple[int, int, int, int], width: int, height: int) -> Floats:
    """A heat map of the part `box` (left, top, right, bottom) in px, over the whole picture."""
    whole = np.zeros((height, width), np.float32)
    left, top, right, bottom = box
    whole[top:bottom, left:right] = found
    return whole


def coloured(found: Floats) -> Bytes:
    """The colours of a heat map (...) of 0 to 1: uint8 (..., 3), RGB, from dark blue to yellow."""
    places = np.rint(np.clip(found, 0, 1) * 255).astype(np.uint8)
    return np.asarray(_palette()[places])


def blended(pixels: Bytes, found: Floats, opacity: float) -> Bytes:
    """A picture, uint8 (h, w, 3), under its heat map (h, w) of this opacity, 0 to 1."""
    over = coloured(found).astype(np.float32)
    mixed = pixels + (over - pixels) * np.float32(opacity)
    return np.asarray(np.clip(np.rint(mixed), 0, 255), np.uint8)


def _standing_out(cells: Floats) -> Floats:
    flat = np.asarray(cells, np.float32).reshape(len(cells), -1)
    return np.asarray(flat - flat.mean(axis=1, keepdims=True))


def _window(height: int, width: int) -> Floats:
    """The Hann window of the embedding over the cells, its highest about 1."""
    lines = [np.sin(np.pi * (np.arange(n) + 0.5) / n) ** 2 for n in (height, width)]
    return np.outer(*lines).astype(np.float32)


def _enlarged(
    image: Image.Image,
    width: int,
    height: int,
    box: tuple[float, float, float, float] | None = None,
) -> Floats:
    # Bicubic swings a little below and above.
    larger = image.resize((width, height), Image.Resampling.BICUBIC, box)
    return np.clip(np.asarray(larger, np.float32), 0, 1)


@cache
def _palette() -> Bytes:
    steps = np.linspace(0, 1, 256)
    at = np.linspace(0, 1, len(_COLOURS))
    lab = np.stack([np.interp(steps, at, line) for line in np.transpose(_COLOURS)], axis=-1)
    return _from_oklab(lab)


def _from_oklab(lab: npt.NDArray[np.float64]) -> Bytes:
    """sRGB of OKLab colours (n, 3), after Ottosson 2020, "A perceptual color space"."""
    to_cones = np.array(
        [
            [1.0, 0.3963377774, 0.2158037573],
            [1.0, -0.1055613458, -0.0638541728],
            [1.0, -0.0894841775, -1.2914855480],
        ]
    )
    to_linear = np.array(
        [
            [4.0767416621, -3.3077115913, 0.2309699292],
            [-1.2684380046, 2.6097574011, -0.3413193965],
            [-0.0041960863, -0.7034186147, 1.7076147010],
        ]
    )
    linear = np.clip((lab @ to_cones.T) ** 3 @ to_linear.T, 0, 1)
    curved = np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
    return np.asarray(np.rint(curved * 255), np.uint8)
