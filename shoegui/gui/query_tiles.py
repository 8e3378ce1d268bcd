"""Several query pictures as tiles, each with a button that takes it out of the query."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QToolButton, QWidget

from shoegui.gui.icons import icon
from shoegui.gui.photo_words import small_copy_words
from shoegui.gui.theme import colours

if TYPE_CHECKING:
    from shoegui.gui.picture_loader import Picture, PictureLoader
    from shoegui.gui.query_item import QueryItem

_LEAST_SIDE = 84
_LOADED_SIDE = 128
_GAP = 8
_CORNER = 6
_CHANNEL = "query-tile"


class Tile(QWidget):
    """One picture of several, and the button that takes it out."""

    remove_wanted = Signal()

    def __init__(self, item: QueryItem, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item = item
        self._pixmap = QPixmap()
        self._message = ""
        self.setToolTip(item.name)
        self.setAccessibleName(item.name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.button = QToolButton(self)
        self._colour()
        self.button.setToolTip(self.tr("Take {name} out").format(name=item.name))
        self.button.setAccessibleName(self.button.toolTip())
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.adjustSize()
        self.button.clicked.connect(self.remove_wanted)

    def set_image(self, image: QImage | None, message: str) -> None:
        """Show `image`; or `message` where there is none."""
        self._pixmap = QPixmap() if image is None else QPixmap.fromImage(image)
        self._message = message
        self.setToolTip(f"{self.item.name}\n{message}" if message else self.item.name)
        self.setAccessibleDescription(message)
        self.update()

    def has_image(self) -> bool:
        """Whether there is a picture to show."""
        return not self._pixmap.isNull()

    def wanted_size(self) -> QSize:
        """The room for the picture in device px."""
        side = round(_LOADED_SIDE * self.devicePixelRatioF())
        return QSize(side, side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The button stays in the corner."""
        super().resizeEvent(event)
        self.button.move(self.width() - self.button.width() - 2, 2)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "button"):
            self._colour()

    def _colour(self) -> None:
        self.button.setIcon(icon("close", self.palette().buttonText().color()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes the picture out."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_wanted.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The whole picture on a card; its border shows the focus."""
        more = colours(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        pen = QPen(more.accent, 2) if self.hasFocus() else QPen(more.border, 1)
        painter.setPen(pen)
        painter.setBrush(more.card)
        inset = pen.widthF() / 2
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), _CORNER, _CORNER
        )
        if self._pixmap.isNull():
            self._paint_message(painter)
            return
        room = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        size = self._pixmap.size().scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRectF(0, 0, size.width(), size.height())
        target.moveCenter(room.center())
        painter.drawPixmap(target, self._pixmap, QRectF(self._pixmap.rect()))

    def _paint_message(self, painter: QPainter) -> None:
        if self._message:
            painter.setPen(colours(self.palette()).faint)
            room = self.rect().adjusted(6, 6, -6, -6)
            name = self.fontMetrics().elidedText(
                self.item.name, Qt.TextElideMode.ElideMiddle, room.width()
            )
            painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), f"?\n{name}")


class QueryTiles(QScrollArea):
    """The pictures of a query in rows. `removed` carries the position of one to be taken out."""

    removed = Signal(int)

    def __init__(self, loader: PictureLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._loader = loader
        self._serial = 0
        self.tiles: list[Tile] = []
        self._inside = QWidget()
        self._grid = QGridLayout(self._inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)
        self._grid.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.setWidget(self._inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self._inside.setAutoFillBackground(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Pictures of this query"))

    def set_items(self, items: Sequence[QueryItem]) -> None:
        """Show these pictures; those that were shown already stay as they are."""
        self._serial += 1
        self._loader.cancel(_CHANNEL)
        before, self.tiles = self.tiles, []
        for item in items:
            kept = next((tile for tile in before if tile.item == item), None)
            if kept is not None:
                before.remove(kept)
            self.tiles.append(kept or self._made(item))
        for tile in before:
            self._grid.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        self._lay_out()
        self._load(self._serial, 0)

    def minimumSizeHint(self) -> QSize:
        """Enough to see one row of them."""
        side = self.tiles[0].height() if self.tiles else _LEAST_SIDE
        return QSize(super().minimumSizeHint().width(), side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many columns as fit."""
        super().resizeEvent(event)
        self._lay_out()

    def _made(self, item: QueryItem) -> Tile:
        tile = Tile(item, self._inside)
        tile.remove_wanted.connect(lambda: self.removed.emit(self.tiles.index(tile)))
        return tile

    def _lay_out(self) -> None:
        # As if the scroll bar were there, so that its coming and going moves nothing.
        room = self.width() - self.verticalScrollBar().sizeHint().width()
        columns = max(1, (room + _GAP) // (_LEAST_SIDE + _GAP))
        side = max(_LEAST_SIDE, (room + _GAP) // columns - _GAP)
        for position, tile in enumerate(self.tiles):
            tile.setFixedSize(side, side)
            self._grid.addWidget(tile, position // columns, position % columns)
            tile.show()

    def _load(self, serial: int, position: int) -> None:
        """The picture at `position` and, when it is there, the next: in order, one at a time."""
        if serial != self._serial or position >= len(self.tiles):
            return
        tile = self.tiles[position]

        def opened(picture: Picture | None, error: str | None) -> None:
            if serial != self._serial:
                return
            small = picture is not None and picture.small_copy
            image = None if picture is None else picture.image
            tile.set_image(image, small_copy_words() if small else error or "")
            self._load(serial, position + 1)

        self._loader.open(tile.item, tile.wanted_size(), opened, _CHANNEL)
