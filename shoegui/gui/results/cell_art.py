"""The parts that every cell of the grid is put together from, drawn once and kept as pixmaps.

Cards, rings, badges, placeholders for one palette, font, size and screen; `delegate` places them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPalette,
    QPen,
    QPixmap,
    QPolygonF,
)

from shoegui.gui.theme import Colours, colours

CARD_RADIUS = 9.0
PICTURE_RADIUS = 4.0
RING = 3.0
# Room around the card for the ring and the focus line outside it.
OUTSIDE = 6
# White on this is readable over any picture, in both palettes.
_BADGE = QColor(20, 20, 22, 190)
_BADGE_TEXT = QColor("#ffffff")
_MOST_KEPT = 600


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds a picture: the state of its cell."""

    selected: bool = False
    current: bool = False
    hovered: bool = False


def small_font(font: QFont) -> QFont:
    """The font of names and scores, which step back behind the pictures."""
    small = QFont(font)
    if font.pointSizeF() > 0:
        small.setPointSizeF(max(6.5, font.pointSizeF() * 0.9))
    return small


class CellArt:
    """Pixmaps for cells whose card is `side` px wide and high, on a screen of `ratio`."""

    def __init__(self, side: int, palette: QPalette, font: QFont, ratio: float) -> None:
        self.side = side
        self.palette = palette
        self.font = font
        self.ratio = ratio
        self.colours: Colours = colours(palette)
        self.small = small_font(font)
        self.metrics = QFontMetricsF(self.small)
        self._kept: dict[object, QPixmap] = {}

    def fits(self, side: int, palette: QPalette, font: QFont, ratio: float) -> bool:
        """Whether this art is what such cells need."""
        return (
            side == self.side
            and ratio == self.ratio
            and palette.cacheKey() == self.palette.cacheKey()
            and font == self.font
        )

    def frame(self, frame: Frame) -> QPixmap:
        """The card with its ring, `OUTSIDE` px larger than the card on every side."""
        kept = self._kept.get(frame)
        if kept is not None:
            return kept
        whole = QSizeF(self.side + 2 * OUTSIDE, self.side + 2 * OUTSIDE)
        # Opaque, on the window's own colour: copied instead of blended, which is many times faster.
        ground = self.palette.color(QPalette.ColorRole.Window)
        return self._made(frame, whole, lambda painter: self._draw_frame(painter, frame), ground)

    def placeholder(self, width: int, height: int, *, missing: bool) -> QPixmap:
        """What stands where a picture of this shape is coming, or cannot be had."""
        size = QSizeF(width, height)
        key = ("placeholder", width, height, missing)
        return self._made(key, size, lambda painter: self._draw_placeholder(painter, size, missing))

    def badge(self, text: str, *, accent: bool = False) -> QPixmap:
        """A small pill with a word or a number in it."""
        width = self.metrics.horizontalAdvance(text) + self.metrics.height() * 0.9
        size = QSizeF(width, self.metrics.height() * 1.3)
        key = ("badge", text, accent)
        return self._made(key, size, lambda painter: self._draw_badge(painter, size, text, accent))

    def strip(self, width: int) -> QPixmap:
        """The dark foot of a picture on which its name can be read."""
        size = QSizeF(width, self.strip_height)
        return self._made(("strip", width), size, lambda painter: self._draw_strip(painter, size))

    def paint_line(self, painter: QPainter, band: QRect, edge: int, words: str) -> None:
        """A line with `words` in it through the middle of `band`, `edge` px from its ends."""
        half = painter.fontMetrics().horizontalAdvance(words) // 2 + 14
        middle = band.center()
        painter.setPen(self.colours.border)
        painter.drawLine(band.left() + edge, middle.y(), middle.x() - half, middle.y())
        painter.drawLine(middle.x() + half, middle.y(), band.right() - edge, middle.y())
        painter.setPen(self.colours.faint)
        painter.drawText(band, Qt.AlignmentFlag.AlignCenter, words)

    @property
    def strip_height(self) -> float:
        """How high `strip` is, in px."""
        return self.metrics.height() * 1.6

    def _made(
        self,
        key: object,
        size: QSizeF,
        draw: Callable[[QPainter], None],
        ground: QColor | Qt.GlobalColor = Qt.GlobalColor.transparent,
    ) -> QPixmap:
        found = self._kept.get(key)
        if found is not None:
            return found
        if len(self._kept) >= _MOST_KEPT:
            self._kept.clear()
        pixmap = QPixmap((size * self.ratio).toSize())
        pixmap.setDevicePixelRatio(self.ratio)
        pixmap.fill(ground)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw(painter)
        painter.end()
        self._kept[key] = pixmap
        return pixmap

    def _draw_frame(self, painter: QPainter, frame: Frame) -> None:
        card = QRectF(OUTSIDE, OUTSIDE, self.side, self.side)
        if frame.current:
            painter.setPen(QPen(self.palette.color(QPalette.ColorRole.Text), 1.5))
            around = OUTSIDE - 1.5
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(
                card.adjusted(-around, -around, around, around),
                CARD_RADIUS + around,
                CARD_RADIUS + around,
            )
        fill = self.colours.card
        if frame.hovered or frame.selected:
            fill = _mixed(fill, self.colours.accent, 0.22 if frame.selected else 0.08)
        painter.setBrush(fill)
        if frame.selected:
            painter.setPen(QPen(self.colours.accent, RING))
        else:
            painter.setPen(QPen(self.colours.border, 1.0))
        inset = 0.0 if frame.selected else 0.5
        painter.drawRoundedRect(
            card.adjusted(inset, inset, -inset, -inset), CARD_RADIUS, CARD_RADIUS
        )

    def _draw_placeholder(self, painter: QPainter, size: QSizeF, missing: bool) -> None:
        ground = _mixed(self.colours.card, self.colours.border, 0.55)
        area = QRectF(QPointF(0, 0), size)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(area, PICTURE_RADIUS, PICTURE_RADIUS)
        extent = min(size.width(), size.height()) * 0.42
        line = _mixed(ground, self.colours.faint, 0.75 if missing else 0.3)
        _draw_mountains(painter, area.center(), min(extent, 72.0), line, crossed=missing)

    def _draw_badge(self, painter: QPainter, size: QSizeF, text: str, accent: bool) -> None:
        area = QRectF(QPointF(0, 0), size)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette.color(QPalette.ColorRole.Highlight) if accent else _BADGE)
        painter.drawRoundedRect(area, size.height() / 2, size.height() / 2)
        painter.setFont(self.small)
        painter.setPen(
            self.palette.color(QPalette.ColorRole.HighlightedText) if accent else _BADGE_TEXT
        )
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)

    def _draw_strip(self, painter: QPainter, size: QSizeF) -> None:
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        # Round at its feet only, where the card is.
        radius = CARD_RADIUS - 1
        path.addRoundedRect(QRectF(QPointF(0, 0), size), radius, radius)
        path.addRect(QRectF(0, 0, size.width(), size.height() / 2))
        painter.fillPath(path, _BADGE)


def _mixed(ground: QColor, top: QColor, share: float) -> QColor:
    return QColor(
        *(
            round(low + (high - low) * share)
            for low, high in zip(ground.getRgb()[:3], top.getRgb()[:3], strict=True)  # type: ignore[index]
        )
    )


def _draw_mountains(
    painter: QPainter, centre: QPointF, extent: float, colour: QColor, *, crossed: bool
) -> None:
    """The sign for a picture: two hills and a sun; a stroke through it where there is none."""
    if extent < 8:
        return

    def at(x: float, y: float) -> QPointF:
        return QPointF(centre.x() + (x - 0.5) * extent, centre.y() + (y - 0.5) * extent)

    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF([at(0.0, 0.85), at(0.35, 0.3), at(0.7, 0.85)]))
    painter.drawPolygon(QPolygonF([at(0.45, 0.85), at(0.72, 0.5), at(1.0, 0.85)]))
    painter.drawEllipse(at(0.75, 0.25), extent * 0.09, extent * 0.09)
    if crossed:
        painter.setPen(QPen(colour, max(2.0, extent * 0.06)))
        painter.drawLine(at(0.05, 0.05), at(0.95, 1.0))
