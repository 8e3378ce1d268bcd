"""How a zoomed picture is painted: the picture, the part that is marked, a sentence in its place.

What is painted where is decided elsewhere.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPalette, QPen

from shoegui.gui import theme

# From here on a person wants to see the px, not a blur.
_SHOW_PIXELS = 4.0


def paint_picture(painter: QPainter, image: QImage, target: QRectF, *, magnified: float) -> None:
    """`image` in `target`. `magnified` is how many screen px a px of the original takes up."""
    smooth = magnified < _SHOW_PIXELS
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
    painter.drawImage(target, image, QRectF(image.rect()))


def paint_outline(
    painter: QPainter, target: QRectF, part: tuple[float, float, float, float], palette: QPalette
) -> None:
    """A frame around `part` (shares of the picture in `target`), and a veil over the rest."""
    left, top, right, bottom = part
    inner = QRectF(
        target.x() + left * target.width(),
        target.y() + top * target.height(),
        (right - left) * target.width(),
        (bottom - top) * target.height(),
    )
    colours = theme.colours(palette)
    rest = QPainterPath()
    rest.addRect(target)
    rest.addRect(inner)
    painter.fillPath(rest, colours.scrim)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    # Two tones, so that it shows on a picture of any colour.
    painter.setPen(QPen(Qt.GlobalColor.black, 3))
    painter.drawRect(inner)
    painter.setPen(QPen(Qt.GlobalColor.white, 1.5))
    painter.drawRect(inner)


def paint_message(
    painter: QPainter, room: QRect, message: str, palette: QPalette, *, low: bool
) -> None:
    """A sentence on a card in the middle of `room`, or `low`, where it hides little."""
    margin = painter.fontMetrics().height() // 2
    across = Qt.AlignmentFlag.AlignHCenter
    down = Qt.AlignmentFlag.AlignBottom if low else Qt.AlignmentFlag.AlignVCenter
    wrapped = Qt.TextFlag.TextWordWrap | across | down
    text = painter.fontMetrics().boundingRect(
        room.adjusted(2 * margin, 2 * margin, -2 * margin, -2 * margin), int(wrapped), message
    )
    colours = theme.colours(palette)
    card = QRectF(text.adjusted(-margin, -margin, margin, margin))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(colours.border)
    painter.setBrush(colours.card)
    painter.drawRoundedRect(card, margin / 2, margin / 2)
    painter.setPen(palette.color(QPalette.ColorRole.WindowText))
    painter.drawText(text, int(wrapped), message)
