"""A decoded picture as the array that a network takes: size, colour order, mean and scale.

Pure functions; which rule holds for a network stands in its manifest.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PIL import Image

from shoegui.features.manifest import Input

_FILTERS = {
    "bilinear": Image.Resampling.BILINEAR,
    "bicubic": Image.Resampling.BICUBIC,
    "lanczos": Image.Resampling.LANCZOS,
    "box": Image.Resampling.BOX,
}
# From six times too large on, Pillow first shrinks by whole pixels: much faster, hardly different.
_REDUCING_GAP = 3.0


class Preparation:
    """Makes network inputs after one manifest's rule; safe to call from many threads."""

    def __init__(self, rule: Input) -> None:
        self._rule = rule
        self._filter = _FILTERS[rule.filter]
        self._mean = np.asarray(rule.mean, np.float32).reshape(3, 1, 1)
        self._factor = 1 / np.asarray(rule.scale, np.float32).reshape(3, 1, 1)

    def __call__(self, picture: Image.Image) -> npt.NDArray[np.float32]:
        """`picture` (mode RGB, any size) as float32 (3, size, size).

        Raises `ValueError` when the picture is not RGB.
        """
        if picture.mode != "RGB":
            raise ValueError(f"expected an RGB picture, got {picture.mode}")
        size = self._rule.size
        # zeros: the border of a padded picture has the value of `mean`.
        array = np.zeros((3, size, size), np.float32)
        left, top, width, height = self._place(picture)
        inside = array[:, top : top + height, left : left + width]
        pixels = np.asarray(self._resized(picture, width, height))
        if self._rule.colour == "BGR":
            pixels = pixels[:, :, ::-1]
        # One copy that turns and widens the pixels, then arithmetic in place: the quickest of the
        # ways tried (benchmarks/extraction.py).
        inside[...] = pixels.transpose(2, 0, 1)
        inside -= self._mean
        inside *= self._factor
        return array

    def _place(self, picture: Image.Image) -> tuple[int, int, int, int]:
        """Left, top, width and height of the picture inside the square, in pixels."""
        size = self._rule.size
        if self._rule.resize != "pad":
            return 0, 0, size, size
        longest = max(picture.size)
        width = max(1, round(picture.width * size / longest))
        height = max(1, round(picture.height * size / longest))
        return (size - width) // 2, (size - height) // 2, width, height

    def _resized(self, picture: Image.Image, width: int, height: int) -> Image.Image:
        box = (0.0, 0.0, float(picture.width), float(picture.height))
        if self._rule.resize == "crop":
            short = min(picture.size)
            left, top = (picture.width - short) / 2, (picture.height - short) / 2
            box = (left, top, left + short, top + short)
        return picture.resize((width, height), self._filter, box, _REDUCING_GAP)
