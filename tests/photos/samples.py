"""Small pictures for the tests of this folder, drawn and encoded on the spot."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image, ImageDraw

RED, WHITE = (220, 30, 30), (255, 255, 255)


def corner_marked(width: int = 96, height: int = 64) -> Image.Image:
    """A gradient with a red top left corner, so that every turn and flip can be told apart."""
    picture = Image.merge(
        "RGB",
        (
            Image.linear_gradient("L").resize((width, height)).point(lambda v: v // 4),
            Image.linear_gradient("L").rotate(90).resize((width, height)),
            Image.new("L", (width, height), 128),
        ),
    )
    ImageDraw.Draw(picture).rectangle((0, 0, width // 4, height // 4), fill=RED)
    return picture


def encoded(picture: Image.Image, format_name: str, **options: Any) -> bytes:
    file = io.BytesIO()
    picture.save(file, format_name, **options)
    return file.getvalue()


def exif_block(**tags: int | str) -> bytes:
    """An EXIF block; keywords are hexadecimal tag numbers with a leading t, such as t0112."""
    exif = Image.Exif()
    detail = exif.get_ifd(0x8769)
    for name, value in tags.items():
        tag = int(name[1:], 16)
        (detail if tag >= 0x8000 else exif)[tag] = value
    return exif.tobytes()


def is_red(pixel: object) -> bool:
    assert isinstance(pixel, tuple)
    return bool(pixel[0] > 160 and pixel[1] < 110 and pixel[2] < 110)
