"""The query picture with a rubber band on it: drawn, moved and resized by mouse and keyboard.

Shows one picture that is given to it. It loads nothing; the arithmetic is in `crop_geometry`.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from shoegui.gui import crop_geometry
from shoegui.gui.crop_geometry import Box, Drag, Grip
from shoegui.gui.crop_paint import CURSORS, MARGIN, paint_band, paint_frame, paint_message

if TYPE_CHECKING:
    from shoegui.search.query import Crop

SETTLE_MS = 300
"""How long a crop must rest before it is searched for."""

_TALLEST = 1.5
_MOST_PX = 10_000
_REACH = 9.0
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class CropView(QWidget):
    """A picture of which a part can be chosen.

    `changed` comes with every change of the crop, `settled` when it has rested for a moment;
    both carry the `Crop` or None. `resized` tells that another size of the picture fits now.
    """

    changed = Signal(object)
    settled = Signal(object)
    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pixmap = QPixmap()
        self._scaled = QPixmap()
        self._message = ""
        self._crop: Crop | None = None
        self._reported: Crop | None = None
        self._drag: Drag | None = None
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLE_MS)
        self._settling.timeout.connect(self._report)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Query picture"))
        self._describe()

    @property
    def crop(self) -> Crop | None:
        """The part that is chosen; None for the whole picture."""
        return self._crop

    def set_crop(self, crop: Crop | None) -> None:
        """Show `crop`. No signal: whoever sets it knows."""
        if crop == self._crop == self._reported:
            return
        self._settling.stop()
        self._drag = None
        self._crop = self._reported = crop
        self._describe()
        self.update()

    def clear_crop(self) -> None:
        """Choose the whole picture, as Esc does."""
        self._drag = None
        self._change(None)

    def set_image(self, image: QImage | None, message: str = "") -> None:
        """Show `image`; or `message` where there is none."""
        self._pixmap = QPixmap() if image is None else QPixmap.fromImage(image)
        self._pixmap.setDevicePixelRatio(1)
        self._scaled = QPixmap()
        self._message = message
        self._hug()
        self._describe()
        self.update()

    def wanted_size(self) -> QSize:
        """The room for the picture in device px."""
        room, ratio = self._room(), self.devicePixelRatioF()
        # The picture shown before may have left less height than this one will take.
        height = max(room.height, room.width * _TALLEST)
        return QSize(round(room.width * ratio), round(height * ratio))

    def picture_box(self) -> Box | None:
        """Where the picture is drawn; None when there is none."""
        if self._pixmap.isNull():
            return None
        size = (float(self._pixmap.width()), float(self._pixmap.height()))
        return crop_geometry.fitted(size, self._room())

    def sizeHint(self) -> QSize:
        """Room for a picture as wide as a column of text."""
        side = self.fontMetrics().averageCharWidth() * 36
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """Enough to choose a part in."""
        side = self.fontMetrics().averageCharWidth() * 22
        return QSize(side, side)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the crop, or begin a new one."""
        box = self.picture_box()
        if event.button() != Qt.MouseButton.LeftButton or box is None:
            event.ignore()
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        at = event.position()
        grip = self._grip(box, at)
        if grip is not None or box.contains(at.x(), at.y()):
            self._settling.stop()
            self._drag = Drag((at.x(), at.y()), grip, self._crop)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw, move or resize; or show what a press would do."""
        box, at = self.picture_box(), event.position()
        if box is None:
            self.unsetCursor()
        elif self._drag is None:
            self._show_cursor(box, at)
        else:
            self._change(self._drag.crop_at((at.x(), at.y()), box))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go. The crop settles from now on."""
        if event.button() == Qt.MouseButton.LeftButton and self._drag is not None:
            self._drag = None
            if self._crop != self._reported:
                self._settling.start()
            box = self.picture_box()
            if box is not None:
                self._show_cursor(box, event.position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter begins a crop, arrows move it, with Ctrl they resize it, Esc clears it."""
        if not self._is_for_us(event):
            super().keyPressEvent(event)
            return
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.clear_crop()
        elif key in _ARROWS:
            self._nudge(_ARROWS[key], event.modifiers())
        elif self._crop is None:
            self._change(crop_geometry.centred())
        else:
            self._settling.stop()
            self._report()

    def event(self, event: QEvent) -> bool:
        """Keys that mean something here are not for the window's shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.setAccepted(self._is_for_us(event))
            return event.isAccepted()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size of the picture fits."""
        super().resizeEvent(event)
        self._hug()
        self.resized.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The picture, what is left out of the crop dimmed, the band and its handles."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_frame(painter, self)
        box = self.picture_box()
        if box is None:
            paint_message(painter, self, self._message)
            return
        target = QRectF(box.x, box.y, box.width, box.height)
        painter.drawPixmap(target, self._fitting(target), QRectF(self._scaled.rect()))
        if self._crop is not None:
            paint_band(painter, self, target, box.of(self._crop))

    def _fitting(self, target: QRectF) -> QPixmap:
        """The picture at just the size it is drawn, made once and not at every mouse move."""
        size = (target.size() * self.devicePixelRatioF()).toSize().expandedTo(QSize(1, 1))
        if self._scaled.size() != size:
            self._scaled = self._pixmap.scaled(
                size,
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        return self._scaled

    def _hug(self) -> None:
        """Take no more height than a square has, or a picture fills that is higher than wide."""
        width = self._room().width
        height = round(width)
        if not self._pixmap.isNull():
            room = Box(0, 0, width, float(_MOST_PX))
            size = (float(self._pixmap.width()), float(self._pixmap.height()))
            height = max(height, math.ceil(crop_geometry.fitted(size, room).height))
        elif not self._message:
            return
        self.setMaximumHeight(max(height + 2 * MARGIN, self.minimumSizeHint().height()))

    def _room(self) -> Box:
        width, height = self.width() - 2 * MARGIN, self.height() - 2 * MARGIN
        return Box(MARGIN, MARGIN, max(1.0, width), max(1.0, height))

    def _grip(self, box: Box, at: QPointF) -> Grip | None:
        if self._crop is None:
            return None
        return crop_geometry.grip_at(box.of(self._crop), at.x(), at.y(), _REACH)

    def _show_cursor(self, box: Box, at: QPointF) -> None:
        grip = self._grip(box, at)
        if grip is not None:
            self.setCursor(CURSORS[grip])
        elif box.contains(at.x(), at.y()):
            self.setCursor(Qt.CursorShape.CrossCursor)
        else:
            self.unsetCursor()

    def _is_for_us(self, event: QKeyEvent) -> bool:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = event.key()
        if self._pixmap.isNull():
            return False
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return modifiers == Qt.KeyboardModifier.NoModifier
        if self._crop is None:
            return False
        allowed = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
        if key in _ARROWS:
            return not modifiers & ~allowed
        return key == Qt.Key.Key_Escape and modifiers == Qt.KeyboardModifier.NoModifier

    def _nudge(self, way: tuple[int, int], modifiers: Qt.KeyboardModifier) -> None:
        box = self.picture_box()
        if box is not None and self._crop is not None:
            resize = Qt.KeyboardModifier.ControlModifier in modifiers
            large = Qt.KeyboardModifier.ShiftModifier in modifiers
            self._change(crop_geometry.nudged(self._crop, way, box, resize=resize, large=large))

    def _change(self, crop: Crop | None) -> None:
        if crop == self._crop:
            return
        self._crop = crop
        # A hand that rests in the middle of a drag is still choosing.
        if self._drag is None:
            self._settling.start()
        self._describe()
        self.update()
        self.changed.emit(crop)

    def _report(self) -> None:
        if self._crop != self._reported:
            self._reported = self._crop
            self.settled.emit(self._crop)

    def _describe(self) -> None:
        crop = self._crop
        if self._pixmap.isNull():
            text = self._message
        elif crop is None:
            text = self.tr("The whole picture. Press Enter or drag to choose a part of it")
        else:
            text = self.tr(
                "A part {width} % wide and {height} % high, {left} % from the left and {top} % "
                "from the top. Arrows move it, with Ctrl they resize it, Esc clears it"
            ).format(
                width=round(100 * (crop.right - crop.left)),
                height=round(100 * (crop.bottom - crop.top)),
                left=round(100 * crop.left),
                top=round(100 * crop.top),
            )
        self.setAccessibleDescription(text)
