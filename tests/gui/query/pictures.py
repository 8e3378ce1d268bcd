"""Small drawn pictures and their files, for what is dropped, pasted and shown."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image


def picture_bytes(width: int = 40, height: int = 30, colour: str = "red") -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(file, "PNG")
    return file.getvalue()


def write_picture(path: Path, width: int = 40, height: int = 30, colour: str = "red") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(picture_bytes(width, height, colour))
    return path
