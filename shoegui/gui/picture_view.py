"""One picture in as much room as there is, decoded for the size at which it is seen.

Where it lies is `zoom_geometry`, where pixels come from is `picture_loader`, and how a person moves
about in it is `zoom_view`.
"""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import (
    QHideEvent,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from shoegui.gui import photo_words, zoom_paint
from shoegui.gui.picture_loader import Picture, PictureLoader, Source
from shoegui.gui.zoom_geometry import FIT, Frame, View
from shoegui.library.catalogue import Photo

Outline = tuple[float, float, float, float]
"""Left, top, right and bottom of a part of a picture, as shares of its width and height."""

# A picture is never decoded to more than this, which takes 4 bytes a px.
_MOST_PIXELS = 64e6
# After so long without another change the picture is decoded for what is seen then.
_SETTLE_MS = 120


class Thumbnails(Protocol):
    """Where small copies of the library's photos come from, sooner or later."""

    @property
    def ready(self) -> SignalInstance:
        """Brings the id of a photo whose copy is there now."""

    def request(self, photo: Photo) -> QPixmap | None:
        """The copy; None while it is on its way."""


class PictureView(QWidget):
    """Shows one picture, as much of it as `view` says; all of it to begin with."""

    clicked = Signal()
    # The picture that was asked for is there, or cannot be had.
    loaded = Signal()
    # Something about what is seen, and how large, has changed.
    seen = Signal()

    def __init__(
        self,
        loader: PictureLoader,
        channel: str,
        thumbnails: Thumbnails | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`channel` is this view's own in `loader`."""
        super().__init__(parent)
        self._loader = loader
        self._channel = channel
        self._thumbnails = thumbnails
        self._source: Source | None = None
        self._awaited: int | None = None
        self._placeholder = QImage()
        self._picture: Picture | None = None
        self._original: tuple[int, int] | None = None
        self._asked: QSize | None = None
        self._message = ""
        self._outline: Outline | None = None
        self._view = FIT
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._settled = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settled.timeout.connect(self._decode)
        if thumbnails is not None:
            thumbnails.ready.connect(self._on_thumbnail)

    # What is shown

    def show_photo(self, photo: Photo) -> None:
        """Show a photo of the library, its small copy first."""
        facts = photo.facts
        self._start(photo, (facts.width, facts.height) if facts.width and facts.height else None)
        small = None if self._thumbnails is None else self._thumbnails.request(photo)
        if small is not None:
            self._placeholder = small.toImage()
        else:
            self._awaited = photo.id
        self._decode()

    def show_source(self, source: Source) -> None:
        """Show a picture from anywhere."""
        if isinstance(source, Photo):
            self.show_photo(source)
            return
        self._start(source, None)
        self._decode()

    def prefetch(self, photo: Photo, channel: str) -> None:
        """Have `photo` at hand as it will be shown here."""
        size = (photo.facts.width, photo.facts.height)
        if all(size):
            detail = self._frame(size).detail(FIT, _MOST_PIXELS)
            self._loader.prefetch(photo, QSize(*detail), channel)

    def clear(self) -> None:
        """Show nothing."""
        self._start(None, None)

    def set_outline(self, outline: Outline | None) -> None:
        """Mark a part of the picture and dim the rest."""
        self._outline = outline
        self.update()

    def message(self) -> str:
        """Why there is no picture, or only a small one; empty if all is well."""
        return self._message

    def offline_message(self, photo: Photo) -> str:
        """What to say in the picture's place, or over its small copy, while its drive is away."""
        return photo_words.offline_notice(photo)

    def picture(self) -> Picture | None:
        """What has been decoded so far."""
        return self._picture

    def original_size(self) -> tuple[int, int] | None:
        """Width and height of the original in px, once they are known."""
        return self._original

    def view(self) -> View:
        """What part of the picture is seen."""
        return self._view

    def set_view(self, view: View) -> None:
        """Show this part, or the nearest that can be shown."""
        self._view = self._frame().bounded(view) if self._original else view
        self._changed()

    def percent(self) -> float | None:
        """The size on the screen in percent of the original, in the screen's px."""
        return None if self._original is None else 100 * self._frame().fit * self._view.scale

    def sizeHint(self) -> QSize:
        """Room for a small picture; more is welcome."""
        line = self.fontMetrics().height()
        return QSize(20 * line, 15 * line)

    def minimumSizeHint(self) -> QSize:
        """Enough to know the picture by."""
        line = self.fontMetrics().height()
        return QSize(4 * line, 4 * line)

    # Within

    def _start(self, source: Source | None, original: tuple[int, int] | None) -> None:
        self._loader.cancel(self._channel)
        self._settled.stop()
        self._source, self._original = source, original
        self._awaited = self._picture = self._asked = None
        self._placeholder = QImage()
        self._message = ""
        self._outline = None
        self._view = FIT
        self._changed()

    def _frame(self, size: tuple[int, int] | None = None) -> Frame:
        ratio = self.devicePixelRatioF()
        width, height = size or self._original or (1, 1)
        return Frame(
            width,
            height,
            max(1.0, self.width() * ratio),
            max(1.0, self.height() * ratio),
            enlarge=3.0 * ratio,
        )

    def _changed(self) -> None:
        if self._source is not None:
            self._settled.start()
        self.update()
        self.seen.emit()

    def _decode(self) -> None:
        """Ask for the picture at the size it is seen at, unless it is there or on its way."""
        if self._source is None or not self.isVisible():
            return
        frame = self._frame()
        if self._original is None:
            room = QSize(round(frame.room_width), round(frame.room_height))
        else:
            room = QSize(*frame.detail(self._view, _MOST_PIXELS))
        there = None if self._picture is None else self._picture.image.size()
        fits = there is not None and abs(there.width() - room.width()) <= 1
        if fits or room == self._asked:
            return
        self._asked = room
        self._loader.open(self._source, room, self._on_picture, self._channel)

    def _on_picture(self, picture: Picture | None, error: str | None) -> None:
        if picture is None:
            source = self._source
            if isinstance(source, Photo) and source.offline:
                self._message = self.offline_message(source)
            else:
                self._message = error or ""
        else:
            first = self._original is None
            self._message = ""
            self._picture, self._asked = picture, None
            self._original = (picture.width, picture.height)
            if first:
                # It was set before anybody knew how far that goes.
                self._view = self._frame().bounded(self._view)
        self.update()
        self.seen.emit()
        self.loaded.emit()

    def _on_thumbnail(self, photo_id: int) -> None:
        if photo_id != self._awaited or not isinstance(self._source, Photo):
            return
        small = None if self._thumbnails is None else self._thumbnails.request(self._source)
        if small is not None:
            self._awaited = None
            self._placeholder = small.toImage()
            self.update()

    # Events

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the best that is there."""
        image = self._placeholder if self._picture is None else self._picture.image
        painter = QPainter(self)
        if not image.isNull() and self._original is not None:
            target = self._target()
            magnified = self._frame().fit * self._view.scale
            zoom_paint.paint_picture(painter, image, target, magnified=magnified)
            if self._outline is not None:
                zoom_paint.paint_outline(painter, target, self._outline, self.palette())
            self._paint_over(painter, target)
        if self._message:
            zoom_paint.paint_message(
                painter, self.rect(), self._message, self.palette(), low=not image.isNull()
            )

    def _target(self) -> QRectF:
        """Where the whole picture lies, much of it perhaps out of sight."""
        frame, ratio = self._frame(), self.devicePixelRatioF()
        (left, top), (width, height) = frame.corner(self._view), frame.size(self._view.scale)
        # On whole px of the screen, so that a picture of the right size is not blurred.
        return QRectF(
            round(left) / ratio, round(top) / ratio, round(width) / ratio, round(height) / ratio
        )

    def _paint_over(self, painter: QPainter, target: QRectF) -> None:
        """Paint what belongs on the picture, which fills `target`; here it is nothing."""

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """The same part in more or less room."""
        if self._original:
            self._view = self._frame().bounded(self._view)
        self._changed()

    def showEvent(self, _event: QShowEvent) -> None:
        """Now it matters at which size."""
        self._decode()

    def hideEvent(self, _event: QHideEvent) -> None:
        """Nobody waits for it."""
        self._settled.stop()
        if self._asked is not None and not self._message:
            self._loader.cancel(self._channel)
            self._asked = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Perhaps the beginning of a click."""
        event.setAccepted(event.button() == Qt.MouseButton.LeftButton)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The end of a click."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()
