"""What the pictures we draw have in common: colours, a picture in its cell, a caption, the file.

Which pictures stand where is decided by whoever draws; what may be replaced is in `replacing`.
"""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, ImageOps

from shoegui.basics.errors import UsageError, UserFacingError, shown_path
from shoegui.basics.files import write_atomically

Colour = tuple[int, int, int]
Corner = tuple[int, int]
Font = ImageFont.FreeTypeFont | ImageFont.ImageFont

INK: Colour = (40, 40, 40)
QUIET: Colour = (120, 120, 120)
ACCENT: Colour = (196, 62, 28)
_PAPER: Colour = (250, 250, 248)
_FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP"}
# px: what a side may have in each format; for PNG, what it may before memory runs short.
_LONGEST = {"PNG": 65_535, "JPEG": 65_500, "WEBP": 16_383}


def format_of(file: Path) -> str:
    """The format of a picture with this name. Raises `UsageError` for an unknown one."""
    found = _FORMATS.get(file.suffix.lower())
    if found is None:
        raise UsageError(
            "no picture can be drawn into a file of this name",
            path=file,
            advice=f"Give it a name that ends in {', '.join(_FORMATS)}",
        )
    return found


def new_sheet(file: Path, width: int, height: int) -> Image.Image:
    """Empty paper of this size in px, to be saved as `file`.

    Raises `UserFacingError` where a file of this format cannot be so large.
    """
    if max(width, height) > _LONGEST[format_of(file)]:
        raise UserFacingError(
            f"a picture of {width:,} x {height:,} pixels is too large for it",
            path=file,
            advice="Draw fewer hits; a .png can be the largest",
        )
    return Image.new("RGB", (width, height), _PAPER)


def save(sheet: Image.Image, file: Path) -> None:
    """Write a drawn picture. Raises `StorageError`."""
    buffer = io.BytesIO()
    sheet.save(buffer, format_of(file))
    write_atomically(file, buffer.getvalue())


def put(sheet: Image.Image, picture: Image.Image, corner: Corner, cell: int) -> None:
    """Paste `picture`, as large as fits, into the middle of a square of `cell` px."""
    small = ImageOps.contain(picture.convert("RGB"), (cell, cell), Image.Resampling.LANCZOS)
    left, top = corner
    sheet.paste(small, (left + (cell - small.width) // 2, top + (cell - small.height) // 2))


def write(sheet: Image.Image, text: str, corner: Corner, width: int, colour: Colour = INK) -> None:
    """A line of text, shortened to `width` px."""
    ImageDraw.Draw(sheet).text(corner, _shortened(text, width), fill=colour, font=_font())


def width_of(text: str) -> int:
    """How many px a line of text takes."""
    return round(_font().getlength(text))


def _font() -> Font:
    return ImageFont.load_default(13)


def _shortened(text: str, width: int) -> str:
    # A name may hold what cannot be drawn: a line break, bytes that are no text.
    text, font = shown_path(text), _font()
    if font.getlength(text) <= width:
        return text
    while text and font.getlength(text + "…") > width:
        text = text[:-1]
    return text + "…"
