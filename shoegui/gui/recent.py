"""Recent queries as small pictures, to be asked again. What they are is `history`'s business."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QKeyEvent, QPainter, QPixmap, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QWidget,
)

from shoegui.gui.theme import colours

if TYPE_CHECKING:
    from shoegui.gui.picture_loader import PictureLoader
    from shoegui.gui.query_item import QueryItem
    from shoegui.search.query import Crop

Items = tuple["QueryItem", ...]

SIDE = 56
"""Device-independent px of a recent query's picture."""

_CHANNEL = "recent-query"
# A part of a picture is cut out of it here, and should still fill its place.
_OVERSIZE = 2


class RecentQueries(QListWidget):
    """The recent queries in rows, newest first. Loads their pictures one after another.

    `chosen` carries a tuple of query items; `forget_wanted` comes from the context menu.
    """

    chosen = Signal(object)
    forget_wanted = Signal()

    def __init__(self, loader: PictureLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._loader = loader
        self._queries: tuple[Items, ...] = ()
        # What is shown of each query, as a square.
        self._squares: dict[Items, QImage] = {}
        # Of these there is nothing to show now; their drives may be connected at any time.
        self._missing: set[Items] = set()
        self._serial = 0
        self._next: int | None = None
        self.setAccessibleName(self.tr("Recent queries"))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        # Whatever is dropped here is for the window.
        self.setDragDropMode(QListView.DragDropMode.NoDragDrop)
        self.setAcceptDrops(False)
        self.setUniformItemSizes(True)
        self.setIconSize(QSize(SIDE, SIDE))
        self.setGridSize(QSize(SIDE + 8, SIDE + 8))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)
        self.itemClicked.connect(self._choose)

    def queries(self) -> tuple[Items, ...]:
        """What is shown, in that order."""
        return self._queries

    def set_queries(self, queries: Sequence[Sequence[QueryItem]]) -> None:
        """Show these. Pictures that are shown already are not loaded again, missing ones are."""
        new = tuple(tuple(query) for query in queries)
        if new == self._queries:
            return
        self._squares = {query: self._squares[query] for query in new if query in self._squares}
        self._missing &= set(new)
        icons = {query: self.item(row).icon() for row, query in enumerate(self._queries)}
        self._begin_again()
        self._queries = new
        self.clear()
        for query in new:
            entry = QListWidgetItem(icons.get(query, QIcon()), "")
            words = self._words(query)
            entry.setToolTip(words)
            entry.setData(Qt.ItemDataRole.AccessibleTextRole, words)
            entry.setSizeHint(QSize(SIDE + 6, SIDE + 6))
            self.addItem(entry)
        if self.isVisible():
            self._load_next()

    def sizeHint(self) -> QSize:
        """Two rows."""
        return QSize(4 * (SIDE + 8), 2 * (SIDE + 8) + 2)

    def minimumSizeHint(self) -> QSize:
        """One row of two."""
        return QSize(2 * (SIDE + 8), SIDE + 10)

    def showEvent(self, event: QShowEvent) -> None:
        """Pictures are loaded when they are seen for the first time, missing ones each time."""
        super().showEvent(event)
        self._begin_again()
        self._load_next()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            # Qt says so for the first time while this is being made.
            for row, query in enumerate(getattr(self, "_queries", ())):
                self.item(row).setIcon(self._icon(query))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter or Space asks the current query again, Delete offers to forget them all."""
        key = event.key()
        current = self.currentItem()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and current is not None:
            self._choose(current)
        elif key == Qt.Key.Key_Menu and current is not None:
            self._show_menu(self.visualItemRect(current).center())
        else:
            super().keyPressEvent(event)

    def menu(self) -> QMenu:
        """What can be done with the recent queries."""
        menu = QMenu(self)
        forget = menu.addAction(self.tr("Forget these"))
        forget.setEnabled(bool(self._queries))
        forget.triggered.connect(self.forget_wanted)
        return menu

    def _show_menu(self, at: QPoint) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.viewport().mapToGlobal(at))

    def _choose(self, entry: QListWidgetItem) -> None:
        self.chosen.emit(self._queries[self.row(entry)])

    def _words(self, query: Items) -> str:
        name = query[0].name
        if len(query) > 1:
            others = self.tr("%n others", "", len(query) - 1)
            return self.tr("{name} and {others}").format(name=name, others=others)
        return self.tr("A part of {name}").format(name=name) if query[0].crop else name

    def _begin_again(self) -> None:
        self._serial += 1
        self._loader.cancel(_CHANNEL)
        self._next = 0

    def _load_next(self) -> None:
        """One at a time: the picture that is asked for now must not wait for old ones."""
        while self._next is not None and self._next < self.count():
            if self._queries[self._next] not in self._squares:
                self._load(self._next, self._serial)
                return
            self._next += 1

    def _load(self, row: int, serial: int) -> None:
        self._next = None
        side = round(SIDE * self.devicePixelRatioF() * _OVERSIZE)
        self._loader.load(
            self._queries[row][0],
            QSize(side, side),
            lambda image, _error: self._loaded(serial, row, image),
            _CHANNEL,
        )

    def _loaded(self, serial: int, row: int, image: QImage | None) -> None:
        if serial != self._serial:
            return
        query = self._queries[row]
        if image is None:
            self._missing.add(query)
        else:
            self._missing.discard(query)
            self._squares[query] = self._square(query, image)
        self.item(row).setIcon(self._icon(query))
        self._next = row + 1
        self._load_next()

    def _square(self, query: Items, image: QImage) -> QImage:
        """What is shown of the picture, or of the part that was asked for."""
        part = image.copy(_part(image, query[0].crop))
        return _square(part, round(SIDE * self.devicePixelRatioF()))

    def _icon(self, query: Items) -> QIcon:
        """The square and how many more pictures there are; no icon before it is known."""
        square = self._squares.get(query)
        if square is None and query not in self._missing:
            return QIcon()
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(round(SIDE * ratio), round(SIDE * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        place = QRect(0, 0, SIDE, SIDE)
        painter = QPainter(pixmap)
        painter.setFont(self.font())
        if square is None:
            self._paint_missing(painter, place)
        else:
            painter.drawImage(place, square)
        if len(query) > 1:
            self._paint_count(painter, place, len(query) - 1)
        painter.end()
        return QIcon(pixmap)

    def _paint_missing(self, painter: QPainter, place: QRect) -> None:
        """Quieter than any picture, on light and on dark."""
        more = colours(self.palette())
        painter.setPen(more.border)
        painter.setBrush(self.palette().alternateBase())
        painter.drawRect(place.adjusted(0, 0, -1, -1))
        painter.setPen(more.faint)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), "?")

    def _paint_count(self, painter: QPainter, place: QRect, others: int) -> None:
        text = f"+{QLocale().toString(others)}"
        words = painter.boundingRect(place, 0, text)
        badge = QRect(0, 0, words.width() + 6, words.height())
        badge.moveBottomRight(place.bottomRight() - QPoint(2, 2))
        painter.fillRect(badge, self.palette().highlight())
        painter.setPen(self.palette().highlightedText().color())
        painter.drawText(badge, int(Qt.AlignmentFlag.AlignCenter), text)


def _part(image: QImage, crop: Crop | None) -> QRect:
    if crop is None:
        return image.rect()
    left, top, right, bottom = crop.box(image.width(), image.height())
    return QRect(left, top, right - left, bottom - top)


def _square(image: QImage, side: int) -> QImage:
    """The middle of `image`, `side` px wide and high."""
    filling = image.scaled(
        side,
        side,
        Qt.AspectRatioMode.KeepAspectRatioByExpanding,
        Qt.TransformationMode.SmoothTransformation,
    )
    return filling.copy((filling.width() - side) // 2, (filling.height() - side) // 2, side, side)
