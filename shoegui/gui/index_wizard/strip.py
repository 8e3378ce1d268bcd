"""Thumbnails of what was indexed last, the newest first; older ones leave at the end."""

from __future__ import annotations

from collections import deque

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

_KEPT = 80
_GAP = 6
_LINES = 6


class ThumbnailStrip(QWidget):
    """Shows as many of the newest pictures as fit. Only for show: it cannot be operated."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._pictures: deque[QPixmap] = deque(maxlen=_KEPT)
        self.setAccessibleName(self.tr("Pictures that were just indexed"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def count(self) -> int:
        """How many pictures it holds."""
        return len(self._pictures)

    def add(self, image: QImage) -> None:
        """Show a picture before the others. Must be called from the GUI thread."""
        ratio = self.devicePixelRatioF()
        height = round(self._row_height() * ratio)
        scaled = image.scaledToHeight(height, Qt.TransformationMode.SmoothTransformation)
        pixmap = QPixmap.fromImage(scaled)
        pixmap.setDevicePixelRatio(ratio)
        self._pictures.appendleft(pixmap)
        self.update()

    def clear(self) -> None:
        """Show nothing."""
        self._pictures.clear()
        self.update()

    def sizeHint(self) -> QSize:
        """One row."""
        return QSize(10 * _LINES, self._row_height())

    def minimumSizeHint(self) -> QSize:
        """It can be narrow, not flat."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The pictures in rows, as many as there is room for."""
        painter = QPainter(self)
        left, top = 0.0, 0
        for pixmap in self._pictures:
            width = pixmap.deviceIndependentSize().width()
            if left and left + width > self.width():
                left, top = 0.0, top + self._row_height() + _GAP
            if top + self._row_height() > self.height():
                break
            painter.drawPixmap(QPointF(left, top), pixmap)
            left += width + _GAP
        painter.end()

    def _row_height(self) -> int:
        return _LINES * self.fontMetrics().height()
