"""A picture of a search: each query with its hits in a row, ranked and scored."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from shoegui.basics.errors import PhotoError
from shoegui.cli import drawing
from shoegui.photos.thumbnails import ThumbnailStore
from shoegui.search.query import Crop, open_query
from shoegui.search.searcher import Hit

_CELL = 200
_CAPTION = 34
_GAP = 12
_COLUMNS = 7


def save_contact_sheet(
    file: Path,
    answered: Sequence[tuple[Path, list[Hit]]],
    thumbnails: ThumbnailStore,
    crop: Crop | None = None,
) -> None:
    """Draw queries and hits into `file`, in the format that its name says.

    Raises `UserFacingError` for more hits than fit, and `StorageError` if it cannot be written.
    """
    # A query stands at the left of its hits, which go on in further rows under each other.
    rows = [max(1, -(-len(hits) // (_COLUMNS - 1))) for _picture, hits in answered]
    sheet = drawing.new_sheet(
        file,
        _COLUMNS * (_CELL + _GAP) + 2 * _GAP,
        sum(rows) * (_CELL + _CAPTION + _GAP) + len(rows) * _GAP + _GAP,
    )
    top = _GAP
    for (picture, hits), height in zip(answered, rows, strict=True):
        try:
            query: Image.Image | None = open_query(picture, crop, _CELL)
        except PhotoError:
            query = None
        _draw_cell(sheet, (_GAP, top), query, "query", picture.name, drawing.ACCENT)
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
            _draw_cell(sheet, corner, shown, score, hit.photo.path.name, drawing.INK)
        top += height * (_CELL + _CAPTION + _GAP) + _GAP
    drawing.save(sheet, file)


def _draw_cell(
    sheet: Image.Image,
    corner: drawing.Corner,
    picture: Image.Image | None,
    first: str,
    second: str,
    colour: drawing.Colour,
) -> None:
    if picture is not None:
        drawing.put(sheet, picture, corner, _CELL)
    left, below = corner[0], corner[1] + _CELL + 2
    drawing.write(sheet, first, (left, below), _CELL, colour)
    drawing.write(sheet, second, (left, below + 15), _CELL, drawing.QUIET)
