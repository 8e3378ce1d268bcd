"""What is asked: a picture from anywhere, or a photo of the library, perhaps a part of it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from shoegui.basics.errors import UsageError
from shoegui.basics.phrase import Phrase
from shoegui.photos.decode import decode
from shoegui.photos.reading import read_photo


@dataclass(frozen=True, slots=True)
class Crop:
    """A part of an upright picture, as shares of its width and height: 0 <= left < right <= 1."""

    left: float
    top: float
    right: float
    bottom: float

    def __post_init__(self) -> None:
        if not (0 <= self.left < self.right <= 1 and 0 <= self.top < self.bottom <= 1):
            raise UsageError(
                Phrase("{crop} is not a part of a picture", crop=self),
                advice="Give left, top, right and bottom between 0 and 1, left before right and "
                "top before bottom",
            )

    def __str__(self) -> str:
        return f"{self.left:g},{self.top:g},{self.right:g},{self.bottom:g}"

    @classmethod
    def parse(cls, text: str) -> Crop:
        """The crop written as "left,top,right,bottom". Raises `UsageError`."""
        try:
            left, top, right, bottom = (float(part) for part in text.split(","))
        except ValueError as error:
            raise UsageError(
                Phrase("'{text}' is not a crop", text=text), advice="Write it as 0.1,0.2,0.8,0.9"
            ) from error
        return cls(left, top, right, bottom)

    def cover(self, px: int) -> int:
        """What the short side of the whole must have, in px, for the crop to have `px` at least.

        So that a small part of a picture still has enough, whatever the picture's shape.
        """
        return round(px / min(self.right - self.left, self.bottom - self.top))

    def box(self, width: int, height: int) -> tuple[int, int, int, int]:
        """The crop in px of a picture of this size: never empty, never outside."""
        left = min(int(self.left * width), width - 1)
        top = min(int(self.top * height), height - 1)
        right = max(left + 1, min(round(self.right * width), width))
        bottom = max(top + 1, min(round(self.bottom * height), height))
        return left, top, right, bottom


Source = Path | bytes | Image.Image


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked for. Exactly one of `source` and `photo_id` is given.

    `source` is a picture file, the bytes of one, or a decoded picture (upright, any mode that
    converts to RGB). `photo_id` is a photo of the library; with a crop its file is read again.

    `weight` is how much it counts beside other pictures; below 0, less like it is wanted. An
    `example` only shows what is meant: a photo that holds exactly the same is a hit like any other.
    """

    source: Source | None = None
    photo_id: int | None = None
    crop: Crop | None = None
    weight: float = 1.0
    example: bool = False

    def __post_init__(self) -> None:
        if (self.source is None) == (self.photo_id is None):
            raise UsageError("a query is either a picture or a photo of the library")
        if not math.isfinite(self.weight) or self.weight == 0:
            raise UsageError(
                Phrase("{number} is no weight of a picture", number=f"{self.weight:g}"),
                advice="Give a number above 0 for more like it, below 0 for less",
            )


def open_query(source: Source, crop: Crop | None, cover: int) -> Image.Image:
    """Read and decode a query picture to about the size that the network needs, RGB.

    `cover` is how many px the short side must have, after cropping. Raises `PhotoError`.
    """
    if isinstance(source, Image.Image):
        return _cropped(source.convert("RGB"), crop)
    path = source if isinstance(source, Path) else None
    return decode_query(read_query(source), crop, cover, path=path)


def read_query(source: Path | bytes) -> bytes:
    """The content of a picture file. Raises `PhotoError`."""
    return read_photo(source) if isinstance(source, Path) else source


def decode_query(
    data: bytes, crop: Crop | None, cover: int, *, path: Path | None = None
) -> Image.Image:
    """As `open_query`, from what `read_query` read; `path` is for messages."""
    decoded = decode(data, cover=cover if crop is None else crop.cover(cover), path=path)
    return _cropped(decoded.picture, crop)


def _cropped(picture: Image.Image, crop: Crop | None) -> Image.Image:
    return picture if crop is None else picture.crop(crop.box(picture.width, picture.height))
