"""Paints one hit of the grid: card, picture, name, score, badges.

Asks the loader for pixmaps and never waits for one. Where cells are is `geometry`'s business.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from shoegui.basics.errors import shown_path
from shoegui.gui.photo_words import percent_text
from shoegui.gui.results.cell_art import OUTSIDE, PICTURE_RADIUS, CellArt, Frame, small_font
from shoegui.gui.results.model import Role
from shoegui.gui.results.thumbnail_images import Look
from shoegui.gui.results.thumbnails import ThumbnailLoader

if TYPE_CHECKING:
    from shoegui.library.catalogue import Photo
    from shoegui.search.searcher import Hit

SMALLEST, LARGEST, USUAL = 96, 320, 156
"""px of a card's side."""

# Between the card's edge and the picture, and between name and card.
_PADDING = 7
_GAP = 7
_FADED = 0.42
_MOST_NAMES = 4000
# px of a card's side from which a name beside the score says something.
_ROOM_FOR_NAME = 140
# A thumbnail with this many px on its long side is that of a larger picture.
_REDUCED_FROM = 320


class HitDelegate(QStyledItemDelegate):
    """Paints hits on cards of `side` px; `show_names` and `show_scores` are for every one.

    While `loading` is off, thumbnails that are there are shown and no others asked for.
    """

    def __init__(self, loader: ThumbnailLoader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._loader = loader
        self.side = USUAL
        self.show_names = False
        self.show_scores = False
        self.loading = True
        # Of a hit that stands for several, or is one of them.
        self.stack_text: Callable[[Hit], str] = lambda _hit: ""
        self._art: CellArt | None = None
        self._look = Look()
        self._names: dict[tuple[str, int], str] = {}

    def cell_size(self, font: QFont) -> QSize:
        """The room that a cell needs: the card, what goes around it, and the name if shown."""
        extra = 0
        if self.show_names:
            extra = _GAP + round(QFontMetricsF(small_font(font)).height())
        return QSize(self.side + 2 * OUTSIDE, self.side + 2 * OUTSIDE + extra)

    def sizeHint(
        self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """As Qt asks for it."""
        return self.cell_size(option.font)

    def art(self, palette: QPalette, font: QFont, ratio: float) -> CellArt:
        """The parts for the present size."""
        art = self._art
        if art is None or not art.fits(self.side, palette, font, ratio):
            art = self._art = CellArt(self.side, QPalette(palette), QFont(font), ratio)
            self._names.clear()
        return art

    def look(self, ratio: float) -> Look:
        """How thumbnails are wanted from the loader."""
        side, radius = round((self.side - 2 * _PADDING) * ratio), PICTURE_RADIUS * ratio
        if (self._look.side, self._look.radius) != (side, radius):
            self._look = Look(side, radius)
        return self._look

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint a cell as any of Qt's views asks for it."""
        hit = index.data(Role.HIT)
        if hit is None:
            return
        state: QStyle.StateFlag = option.state
        rect: QRect = option.rect
        frame = Frame(
            selected=bool(state & QStyle.StateFlag.State_Selected),
            current=bool(state & QStyle.StateFlag.State_HasFocus),
            hovered=bool(state & QStyle.StateFlag.State_MouseOver),
        )
        art = self.art(option.palette, option.font, painter.device().devicePixelRatioF())
        weak = bool(index.data(Role.WEAK))
        self.paint_hit(painter, rect.topLeft(), art, hit, frame, weak=weak)

    def paint_hit(
        self, painter: QPainter, corner: QPoint, art: CellArt, hit: Hit, frame: Frame, *, weak: bool
    ) -> None:
        """Paint `hit` into the cell at `corner`. `weak` ones are faded until looked at."""
        painter.drawPixmap(corner, art.frame(frame))
        card = QPoint(corner.x() + OUTSIDE, corner.y() + OUTSIDE)
        looked_at = frame.hovered or frame.selected
        faded = weak and not looked_at
        if faded:
            painter.setOpacity(_FADED)
        self._paint_picture(painter, card, art, hit.photo)
        if faded:
            painter.setOpacity(1.0)
        self._paint_badges(painter, card, art, hit)
        if looked_at and not self.show_names and self.side >= _ROOM_FOR_NAME:
            self._paint_strip(painter, card, art, hit)
        elif self.show_scores or looked_at:
            badge = art.badge(self._score(hit))
            size = badge.deviceIndependentSize()
            inset = self.side - _PADDING + 2
            painter.drawPixmap(
                QPointF(card.x() + inset - size.width(), card.y() + inset - size.height()), badge
            )
        if self.show_names:
            self._paint_name_below(painter, card, art, hit, weak=faded)

    def _paint_picture(self, painter: QPainter, card: QPoint, art: CellArt, photo: Photo) -> None:
        side = self.side
        look = self.look(art.ratio)
        ask = self._loader.request if self.loading else self._loader.at_hand
        pixmap = ask(photo, look)
        if pixmap is None:
            width, height = _fitted(photo, side - 2 * _PADDING, art.ratio)
            missing = self._loader.is_missing(photo)
            pixmap = art.placeholder(width, height, missing=missing)
        else:
            pixmap.setDevicePixelRatio(art.ratio)
            width = round(pixmap.width() / art.ratio)
            height = round(pixmap.height() / art.ratio)
        painter.drawPixmap(card.x() + (side - width) // 2, card.y() + (side - height) // 2, pixmap)

    def _paint_badges(self, painter: QPainter, card: QPoint, art: CellArt, hit: Hit) -> None:
        y = card.y() + _PADDING - 2.0
        if hit.same_picture:
            badge = art.badge(
                self._word(art, self.tr("Same picture"), self.tr("Same")), accent=True
            )
            painter.drawPixmap(QPointF(card.x() + _PADDING - 2, y), badge)
            y += badge.deviceIndependentSize().height() + 3
        if hit.photo.offline:
            painter.drawPixmap(QPointF(card.x() + _PADDING - 2, y), art.badge(self.tr("Offline")))
        text = self.stack_text(hit)
        if text:
            badge, at = self._stack_badge(card, art, text)
            painter.drawPixmap(at, badge)

    def stack_area(self, corner: QPoint, art: CellArt, hit: Hit) -> QRectF:
        """Where the sign of a stack is in the cell at `corner`; empty where there is none."""
        text = self.stack_text(hit)
        if not text:
            return QRectF()
        card = QPoint(corner.x() + OUTSIDE, corner.y() + OUTSIDE)
        badge, at = self._stack_badge(card, art, text)
        return QRectF(at, badge.deviceIndependentSize())

    def _stack_badge(self, card: QPoint, art: CellArt, text: str) -> tuple[QPixmap, QPointF]:
        badge = art.badge(text, accent=True)
        width = badge.deviceIndependentSize().width()
        return badge, QPointF(card.x() + self.side - _PADDING + 2 - width, card.y() + _PADDING - 2)

    def _word(self, art: CellArt, long: str, short: str) -> str:
        room = self.side - 3 * _PADDING
        return long if art.metrics.horizontalAdvance(long) < room else short

    def _paint_strip(self, painter: QPainter, card: QPoint, art: CellArt, hit: Hit) -> None:
        """Name and score on the foot of the card."""
        height = art.strip_height
        top = card.y() + self.side - height - 1.5
        painter.drawPixmap(QPointF(card.x() + 1.5, top), art.strip(self.side - 3))
        painter.setFont(art.small)
        painter.setPen(Qt.GlobalColor.white)
        score = self._score(hit)
        width = int(art.metrics.horizontalAdvance(score)) + 1
        area = QRect(card.x() + 9, int(top), self.side - 18, int(height))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area, right, score)
        name = self._name(art, hit, area.width() - width - 6)
        painter.drawText(area.adjusted(0, 0, -width - 6, 0), left, name)

    def _paint_name_below(
        self, painter: QPainter, card: QPoint, art: CellArt, hit: Hit, *, weak: bool
    ) -> None:
        painter.setFont(art.small)
        role = QPalette.ColorRole.Text
        painter.setPen(art.colours.faint if weak else art.palette.color(role))
        top = card.y() + self.side + _GAP
        area = QRect(card.x(), top, self.side, round(art.metrics.height()) + 1)
        painter.drawText(
            area,
            Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop,
            self._name(art, hit, self.side - 4),
        )

    def _name(self, art: CellArt, hit: Hit, width: int) -> str:
        # Not by the photo: a file may be renamed.
        key = (hit.photo.path.name, width)
        name = self._names.get(key)
        if name is None:
            if len(self._names) >= _MOST_NAMES:
                self._names.clear()
            whole = shown_path(key[0])
            name = art.metrics.elidedText(whole, Qt.TextElideMode.ElideMiddle, width)
            self._names[key] = name
        return name

    def _score(self, hit: Hit) -> str:
        return percent_text(100 * hit.similarity)


def _fitted(photo: Photo, side: int, ratio: float) -> tuple[int, int]:
    """Width and height in px that the photo will have inside a square; small ones stay small."""
    width, height = max(1, photo.facts.width), max(1, photo.facts.height)
    longest = max(width, height)
    reach = min(side, round(longest / ratio)) if longest < _REDUCED_FROM else side
    return max(1, width * reach // longest), max(1, height * reach // longest)
