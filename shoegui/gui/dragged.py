"""Which photos of the library a drag carries, beside their files: for drops in this window.

Taken from what began to be dragged, since other hits may stand in the grid by the time of the drop.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData

from shoegui.basics.errors import shown_path
from shoegui.gui.query_item import QueryItem

if TYPE_CHECKING:
    from shoegui.library.catalogue import Photo

PHOTOS = "application/x-shoegui-photos"


def add_photos(mime: QMimeData, photos: Iterable[Photo]) -> None:
    """Have `mime` say which photos its files are."""
    # As ASCII, which also holds names that are not valid UTF-8.
    mime.setData(PHOTOS, json.dumps([[one.id, str(one.path)] for one in photos]).encode("ascii"))


def photos_in(mime: QMimeData) -> tuple[QueryItem, ...]:
    """Them, as queries; none where the drag carries something else."""
    if not mime.hasFormat(PHOTOS):
        return ()
    photos = ((number, Path(path)) for number, path in json.loads(bytes(mime.data(PHOTOS).data())))
    return tuple(QueryItem(path, number, shown_path(path.name)) for number, path in photos)
