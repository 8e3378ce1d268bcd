"""The moving picture of a drop: the real window, sent what a real drag sends it.

Only the pointer and the picture under it are painted on top, as a desktop does. `screenshots.py`
calls this.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QImage,
    QPainter,
    QPixmap,
    QPolygonF,
)
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_WIDTH = 900
_STEPS = 14
_FRAME_MS = 60
_LAST_MS = 2600
_CARRIED = 96
_NO_BUTTON = Qt.MouseButton.NoButton
_HELD = Qt.MouseButton.LeftButton
_NO_KEY = Qt.KeyboardModifier.NoModifier


class DropAnimation:
    """Frames of a picture that is dragged onto a window, and what the window does."""

    def __init__(self, window: QWidget, picture: Path) -> None:
        self._window = window
        self._mime = QMimeData()
        self._mime.setUrls([QUrl.fromLocalFile(os.fspath(picture))])
        self._carried = QPixmap(os.fspath(picture)).scaledToWidth(
            _CARRIED, Qt.TransformationMode.SmoothTransformation
        )
        self._frames: list[Image.Image] = []
        self._lengths: list[int] = []

    def drag(self) -> None:
        """From outside the window to its middle, slowing down, and a moment of rest there."""
        start, end = QPointF(self._window.width() * 1.02, 120), self._middle()
        entered = False
        for step in range(_STEPS + 1):
            share = 1 - (1 - step / _STEPS) ** 2
            place = start + (end - start) * share
            if self._window.rect().contains(place.toPoint()):
                self._send(place, enter=not entered)
                entered = True
            self._frame(place)
        self._frame(end, 700)

    def drop(self) -> None:
        """Let go."""
        event = QDropEvent(
            self._middle(), Qt.DropAction.CopyAction, self._mime, _HELD, _NO_KEY, QEvent.Type.Drop
        )
        QApplication.sendEvent(self._window, event)

    def watch(self, seconds: float) -> None:
        """Frames of the window as it answers; what is the same is kept once."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self._frame(None)
        self._lengths[-1] = _LAST_MS

    def save(self, file: Path) -> None:
        """Write what was seen as an animated WebP that begins anew at its end."""
        first, *others = self._frames
        first.save(
            file,
            save_all=True,
            append_images=others,
            duration=self._lengths,
            loop=0,
            quality=72,
            method=6,
        )

    def _middle(self) -> QPointF:
        return QPointF(self._window.width() * 0.48, self._window.height() * 0.42)

    def _send(self, place: QPointF, *, enter: bool) -> None:
        event: QDragEnterEvent | QDragMoveEvent
        if enter:
            event = QDragEnterEvent(
                place.toPoint(), Qt.DropAction.CopyAction, self._mime, _HELD, _NO_KEY
            )
        else:
            event = QDragMoveEvent(
                place.toPoint(), Qt.DropAction.CopyAction, self._mime, _HELD, _NO_KEY
            )
        QApplication.sendEvent(self._window, event)

    def _frame(self, pointer: QPointF | None, length: int = _FRAME_MS) -> None:
        end = time.monotonic() + _FRAME_MS / 1000
        while time.monotonic() < end:
            QApplication.processEvents()
            time.sleep(0.005)
        seen = self._window.grab()
        if pointer is not None:
            self._paint_pointer(seen, pointer)
        frame = _as_pillow(seen.toImage())
        if self._frames and frame.tobytes() == self._frames[-1].tobytes():
            self._lengths[-1] += length
            return
        self._frames.append(frame)
        self._lengths.append(length)

    def _paint_pointer(self, seen: QPixmap, place: QPointF) -> None:
        painter = QPainter(seen)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(0.85)
        painter.drawPixmap(place.toPoint() + QPoint(10, 14), self._carried)
        painter.setOpacity(1)
        painter.setPen(QColor("white"))
        painter.setBrush(QColor("black"))
        arrow = [(0, 0), (0, 20), (5, 15), (9, 23), (12, 21), (8, 14), (15, 14)]
        painter.drawPolygon(QPolygonF([place + QPointF(x, y) for x, y in arrow]))
        painter.end()


def _as_pillow(image: QImage) -> Image.Image:
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    picture = Image.frombytes(
        "RGB",
        (image.width(), image.height()),
        bytes(image.constBits()),
        "raw",
        "RGB",
        image.bytesPerLine(),
    )
    height = round(picture.height * _WIDTH / picture.width)
    return picture.resize((_WIDTH, height), Image.Resampling.LANCZOS)
