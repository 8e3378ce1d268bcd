"""How a crop is drawn: the dimmed rest of the picture, the band, its handles, the focus."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QWidget

from shoegui.gui.crop_geometry import HANDLES, Box, Grip, handle_points
from shoegui.gui.theme import colours

MARGIN = 8
"""Device-independent px around the picture, so that handles at its border are whole."""

_CORNER = 8
_HANDLE = 9.0
# Closer together than this, only the corners are drawn.
_ROOM_FOR_MIDDLE = 4 * _HANDLE
_BRIGHT = QColor(255, 255, 255)
_DARK = QColor(0, 0, 0, 170)

_BACKWARD = Qt.CursorShape.SizeBDiagCursor
_FORWARD = Qt.CursorShape.SizeFDiagCursor
CURSORS = {
    Grip.LEFT: Qt.CursorShape.SizeHorCursor,
    Grip.RIGHT: Qt.CursorShape.SizeHorCursor,
    Grip.TOP: Qt.CursorShape.SizeVerCursor,
    Grip.BOTTOM: Qt.CursorShape.SizeVerCursor,
    Grip.LEFT | Grip.TOP: _FORWARD,
    Grip.RIGHT | Grip.BOTTOM: _FORWARD,
    Grip.RIGHT | Grip.TOP: _BACKWARD,
    Grip.LEFT | Grip.BOTTOM: _BACKWARD,
    Grip.ALL: Qt.CursorShape.SizeAllCursor,
}
"""What the pointer looks like over each part of a crop."""


def paint_frame(painter: QPainter, widget: QWidget) -> None:
    """The surface behind the picture; its border shows the focus."""
    more = colours(widget.palette())
    pen = QPen(more.accent, 2) if widget.hasFocus() else QPen(more.border, 1)
    painter.setPen(pen)
    painter.setBrush(more.card)
    inset = pen.widthF() / 2
    frame = QRectF(widget.rect()).adjusted(inset, inset, -inset, -inset)
    painter.drawRoundedRect(frame, _CORNER, _CORNER)


def paint_message(painter: QPainter, widget: QWidget, message: str) -> None:
    """Words where the picture would be."""
    painter.setPen(colours(widget.palette()).faint)
    room = widget.rect().adjusted(2 * MARGIN, MARGIN, -2 * MARGIN, -MARGIN)
    painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), message)


def paint_band(painter: QPainter, widget: QWidget, picture: QRectF, band: Box) -> None:
    """The rubber band at `band` on the picture that is drawn at `picture`."""
    chosen = QRectF(band.x, band.y, band.width, band.height)
    left_out = QPainterPath()
    left_out.addRect(picture)
    left_out.addRect(chosen)
    painter.fillPath(left_out, colours(widget.palette()).scrim)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    # Dark under bright can be seen on any picture.
    for colour, width in ((_DARK, 3.0), (_BRIGHT, 1.5)):
        painter.setPen(QPen(colour, width))
        painter.drawRect(chosen)
    painter.setPen(QPen(_DARK, 1))
    painter.setBrush(_BRIGHT)
    points = handle_points(band)
    for grip in HANDLES:
        if _has_room(grip, band):
            middle = QPointF(*points[grip])
            half = QPointF(_HANDLE / 2, _HANDLE / 2)
            painter.drawRoundedRect(QRectF(middle - half, middle + half), 2, 2)


def _has_room(grip: Grip, band: Box) -> bool:
    if grip in (Grip.TOP, Grip.BOTTOM):
        return band.width >= _ROOM_FOR_MIDDLE
    if grip in (Grip.LEFT, Grip.RIGHT):
        return band.height >= _ROOM_FOR_MIDDLE
    return True
