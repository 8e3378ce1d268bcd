"""A picture of a search: each query with its hits in a row, ranked and scored."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, ImageOps

from shoegui.basics.errors import PhotoError, UsageError
from shoegui.basics.files import write_atomically
from shoegui.photos.thumbnails import ThumbnailStore
from shoegui.search.query import Crop, open_query
from shoegui.search.searcher import Hit

_CELL = 200
_CAPTION = 34
_GAP = 12
_COLUMNS = 7
_BACKGROUND = (250, 250, 248)
_INK = (40, 40, 40)
_QUIET = (120, 120, 120)
_ACCENT = (196, 62, 28)
_FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP"}


def sheet_format(file: Path) -> str:
    """The format of a contact sheet with this name. Raises `UsageError` for an unknown one."""
    found = _FORMATS.get(file.suffix.lower())
    if found is None:
        raise UsageError(
            f"a contact sheet cannot be written as '{file.suffix or file.name}'",
            path=file,
            advice=f"Give it a name that ends in {', '.join(_FORMATS)}",
        )
    return found


def save_contact_sheet(
    file: Path,
    answered: Sequence[tuple[Path, list[Hit]]],
    thumbnails: ThumbnailStore,
    crop: Crop | None = None,
) -> None:
    """Draw queries and hits into `file`, in the format that its name says.

    Raises `UsageError` for an unknown format and `StorageError` if it cannot be written.
    """
    format_name = sheet_format(file)
    # A query stands at the left of its hits, which go on in further rows under each other.
    rows = [max(1, -(-len(hits) // (_COLUMNS - 1))) for _picture, hits in answered]
    sheet = Image.new(
        "RGB",
        (
            _COLUMNS * (_CELL + _GAP) + 2 * _GAP,
            sum(rows) * (_CELL + _CAPTION + _GAP) + len(rows) * _GAP + _GAP,
        ),
        _BACKGROUND,
    )
    top = _GAP
    for (picture, hits), height in zip(answered, rows, strict=True):
        try:
            query: Image.Image | None = open_query(picture, crop, _CELL).picture
        except PhotoError:
            query = None
        _draw_cell(sheet, (_GAP, top), query, "query", picture.name, _ACCENT)
        for position, hit in enumerate(hits):
            row, column = divmod(position, _COLUMNS - 1)
            corner = (
                2 * _GAP + (column + 1) * (_CELL + _GAP),
                top + row * (_CELL + _CAPTION + _GAP),
            )
            data = thumbnails.get(hit.photo.facts.hash)
            shown = None if data is None else Image.open(io.BytesIO(data))
            copies = f"  x{1 + len(hit.stack)}" if hit.stack else ""
            score = f"{hit.rank}.  {hit.similarity:.2f}  {hit.match}{copies}"
            _draw_cell(sheet, corner, shown, score, hit.photo.path.name, _INK)
        top += height * (_CELL + _CAPTION + _GAP) + _GAP
    buffer = io.BytesIO()
    sheet.save(buffer, format_name)
    write_atomically(file, buffer.getvalue())


def _draw_cell(
    sheet: Image.Image,
    corner: tuple[int, int],
    picture: Image.Image | None,
    first: str,
    second: str,
    colour: tuple[int, int, int],
) -> None:
    left, top = corner
    if picture is not None:
        small = ImageOps.contain(picture.convert("RGB"), (_CELL, _CELL), Image.Resampling.LANCZOS)
        sheet.paste(small, (left + (_CELL - small.width) // 2, top + (_CELL - small.height) // 2))
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.load_default(13)
    below = top + _CELL + 2
    draw.text((left, below), first, fill=colour, font=font)
    draw.text((left, below + 15), _shortened(second, font), fill=_QUIET, font=font)


def _shortened(text: str, font: ImageFont.FreeTypeFont | ImageFont.ImageFont) -> str:
    # The font has no glyphs for most of the world's scripts; a box is better than a crash.
    text = text.encode("utf-8", "replace").decode()
    if font.getlength(text) <= _CELL:
        return text
    while text and font.getlength(text + "…") > _CELL:
        text = text[:-1]
    return text + "…"
