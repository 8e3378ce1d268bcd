"""One thumbnail as a QImage, for a worker thread: out of the store, or made again from the file.

Pure functions; what is kept and in which order it is made is the business of `thumbnails`.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QBrush, QImage, QImageReader, QPainter

from shoegui.basics.errors import UserFacingError
from shoegui.basics.log import LOGGER

if TYPE_CHECKING:
    from shoegui.photos.thumbnails import ThumbnailStore


@dataclass(frozen=True, slots=True)
class Look:
    """How a thumbnail is wanted: fitted into a square of `side` device px, corners rounded.

    `side` 0 is the stored size. Never enlarged.
    """

    side: int = 0
    radius: float = 0.0


AS_STORED = Look()


def thumbnail_image(
    store: ThumbnailStore, content_hash: bytes, path: Path | None, side: int, radius: float
) -> QImage | None:
    """The thumbnail fitted into `side` px (0: as stored), its corners rounded by `radius` px.

    Made again from the file at `path` where the store has none; None when there is neither.
    """
    try:
        data = store.get(content_hash)
        image = None if data is None else _decoded(data, side)
        if image is None and path is not None:
            image = _decoded(_made_again(store, content_hash, path), side)
    except UserFacingError as error:
        logging.getLogger(LOGGER).info("no thumbnail: %s", error)
        return None
    except Exception:
        # One picture that breaks must not end the thread that all the others need.
        logging.getLogger(LOGGER).exception("no thumbnail of %r", path)
        return None
    return rounded(image, radius) if image is not None and radius else image


def rounded(image: QImage, radius: float) -> QImage:
    """A copy with transparent, smooth corners."""
    result = QImage(image.size(), QImage.Format.Format_ARGB32_Premultiplied)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(image))
    painter.drawRoundedRect(result.rect(), radius, radius)
    painter.end()
    return result


def _decoded(data: bytes, side: int) -> QImage | None:
    from shoegui.photos.thumbnails import LONG_SIDE

    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    # The reader decodes and scales in one go, without the interpreter lock.
    reader = QImageReader(buffer, QByteArray(b"jpeg"))
    size = reader.size()
    longest = max(size.width(), size.height())
    # One of just this size is that of a larger picture: it may fill a large cell, a little soft.
    if side and size.isValid() and (longest > side or longest == LONG_SIDE):
        fitted = size.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio)
        reader.setScaledSize(fitted.expandedTo(QSize(1, 1)))
    image = reader.read()
    return None if image.isNull() else image


def _made_again(store: ThumbnailStore, content_hash: bytes, path: Path) -> bytes:
    from shoegui.basics.errors import PhotoError, StorageError
    from shoegui.photos.decode import decode
    from shoegui.photos.reading import content_hash as hash_of
    from shoegui.photos.reading import read_photo
    from shoegui.photos.thumbnails import LONG_SIDE, make_thumbnail

    data = read_photo(path)
    if hash_of(data) != content_hash:
        # Another picture by now: to show it as the one that was found would be a lie.
        raise PhotoError("the file has changed since it was indexed", code="changed", path=path)
    made = make_thumbnail(decode(data, cover=LONG_SIDE, path=path).picture)
    try:
        store.put(content_hash, made)
    except StorageError as error:
        logging.getLogger(LOGGER).info("thumbnail not kept: %s", error)
    return made
