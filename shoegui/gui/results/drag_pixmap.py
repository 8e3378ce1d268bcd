"""What hangs at the pointer while hits are dragged out: a small stack of pictures and a count."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPalette, QPen, QPixmap
from PySide6.QtWidgets import QWidget

_SIDE = 96
_STEP = 7
_ROOM = 14


def drag_pixmap(
    found: Sequence[QPixmap | None], count: int, widget: QWidget, ratio: float
) -> QPixmap:
    """The pictures that were `found`, the first on top, and how many are dragged if several."""
    pictures = [picture for picture in found if picture is not None]
    whole = _SIDE + 2 * _ROOM + _STEP * max(0, len(pictures) - 1)
    pixmap = QPixmap((QSizeF(whole, whole) * ratio).toSize())
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHints(
        QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
    )
    palette = widget.palette()
    for place, picture in reversed(list(enumerate(pictures))):
        size = QSizeF(picture.size()).scaled(_SIDE, _SIDE, Qt.AspectRatioMode.KeepAspectRatio)
        area = QRectF(_ROOM + place * _STEP, _ROOM + place * _STEP, size.width(), size.height())
        painter.setPen(QPen(palette.color(QPalette.ColorRole.Base), 4))
        painter.drawRoundedRect(area, 3, 3)
        painter.drawPixmap(area, picture, QRectF(picture.rect()))
    if count > 1:
        _draw_count(painter, QLocale().toString(count), palette)
    painter.end()
    return pixmap


def _draw_count(painter: QPainter, text: str, palette: QPalette) -> None:
    metrics = painter.fontMetrics()
    height = metrics.height() + 4
    area = QRectF(0, 0, max(height, metrics.horizontalAdvance(text) + 12), height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.color(QPalette.ColorRole.Highlight))
    painter.drawRoundedRect(area, height / 2, height / 2)
    painter.setPen(palette.color(QPalette.ColorRole.HighlightedText))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)
