"""Pictures of which more, or less, is wanted: small ones in a tray, each with a weight.

A tray shows and asks. What comes of a picture in it is decided by whoever holds the trays.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from shoegui.gui.flow_layout import FlowLayout
from shoegui.gui.icons import icon
from shoegui.gui.incoming import read_mime, take
from shoegui.gui.query_item import QueryItem, Role
from shoegui.gui.tab_order import in_turn
from shoegui.gui.theme import colours
from shoegui.gui.tray_picture import TrayPicture

if TYPE_CHECKING:
    from shoegui.gui.picture_loader import Picture, PictureLoader

_CORNER = 7


class Tray(QWidget):
    """The pictures of one role. `changed` carries all of them after a person changed some.

    `dropped` carries query items that come from elsewhere; `hits_dropped` says that what was
    dragged are the results that are selected. `moved` carries a picture for the other tray.
    """

    changed = Signal(list)
    dropped = Signal(list)
    hits_dropped = Signal()
    moved = Signal(object)

    def __init__(self, role: Role, loader: PictureLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.role = role
        self._loader = loader
        self._channel = f"tray-{role}"
        self._serial = 0
        self._hovered = False
        self.pictures: list[TrayPicture] = []
        more = role is Role.MORE
        self.setAcceptDrops(True)
        self.heading = QLabel(self.tr("+ More like") if more else self.tr("− Less like"))
        self.hint = QLabel(
            self.tr("Drag results here, or press +")
            if more
            else self.tr("Drag results here, or press -")
        )
        self.hint.setWordWrap(True)
        self.setAccessibleName(self.tr("More like these") if more else self.tr("Less like these"))
        self.clear_button = QToolButton()
        self.clear_button.setAutoRaise(True)
        words = self.tr("Empty “more like”") if more else self.tr("Empty “less like”")
        self.clear_button.setToolTip(words)
        self.clear_button.setAccessibleName(words)
        self.clear_button.clicked.connect(self._clear)
        self._lay_out()
        self._colour()
        self.set_items(())

    def items(self) -> list[QueryItem]:
        """What is in it."""
        return [picture.item for picture in self.pictures]

    def set_items(self, items: Sequence[QueryItem]) -> None:
        """Show these pictures; those that were shown already are not loaded again."""
        self._serial += 1
        self._loader.cancel(self._channel)
        before, self.pictures = self.pictures, []
        for item in items:
            kept = next((one for one in before if one.item.same_picture(item)), None)
            if kept is not None:
                before.remove(kept)
                kept.set_item(item)
            self.pictures.append(kept or self._made(item))
        self._flow_in(before)
        self.hint.setVisible(not self.pictures)
        self._flow_widget.setVisible(bool(self.pictures))
        self.clear_button.setVisible(bool(self.pictures))
        self.updateGeometry()
        self._load(self._serial, 0)

    def _flow_in(self, gone: Sequence[TrayPicture]) -> None:
        while self._flow.count():
            self._flow.takeAt(0)
        for picture in self.pictures:
            self._flow.addWidget(picture)
        in_turn((self.clear_button, *self.pictures))
        for picture in gone:
            picture.hide()
            picture.deleteLater()

    def _made(self, item: QueryItem) -> TrayPicture:
        picture = TrayPicture(item, self._flow_widget)
        picture.remove_wanted.connect(lambda: self._remove(picture))
        picture.weight_wanted.connect(lambda changed: self._replace(picture, changed))
        picture.role_wanted.connect(self.moved)
        return picture

    def _replace(self, picture: TrayPicture, item: QueryItem) -> None:
        if item != picture.item:
            picture.set_item(item)
            self.changed.emit(self.items())

    def _remove(self, picture: TrayPicture) -> None:
        place = self.pictures.index(picture)
        self.set_items([one.item for one in self.pictures if one is not picture])
        if self.pictures:
            self.pictures[min(place, len(self.pictures) - 1)].setFocus()
        self.changed.emit(self.items())

    def _clear(self) -> None:
        self.set_items(())
        self.changed.emit([])

    # Drops

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Pictures are welcome."""
        if event.source() is not None or read_mime(event.mimeData()).pictures:
            self._hovered = True
            self.update()
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """No drop after all."""
        self._hovered = False
        self.update()
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand on what was dropped."""
        self._hovered = False
        self.update()
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if event.source() is not None:
            self.hits_dropped.emit()
            return
        pictures = take(event.mimeData()).pictures
        if pictures:
            self.dropped.emit(list(pictures))

    # What it looks like

    def _lay_out(self) -> None:
        font = self.heading.font()
        font.setBold(True)
        self.heading.setFont(font)
        self._flow_widget = QWidget()
        self._flow = FlowLayout(self._flow_widget, spacing=6)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.heading, 1)
        row.addWidget(self.clear_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 6)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.hint)
        column.addWidget(self._flow_widget)

    def _load(self, serial: int, position: int) -> None:
        """The picture at `position` and, when it is there, the next: in order, one at a time."""
        while position < len(self.pictures) and self.pictures[position].has_image():
            position += 1
        if serial != self._serial or position >= len(self.pictures):
            return
        picture = self.pictures[position]

        def opened(found: Picture | None, error: str | None) -> None:
            if serial == self._serial:
                picture.set_image(None if found is None else found.image, error or "")
                picture.set_item(picture.item)
                self._load(serial, position + 1)

        self._loader.open(picture.item, picture.wanted_size(), opened, self._channel)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_flow"):
            self._colour()

    def _colour(self) -> None:
        palette = self.hint.palette()
        palette.setColor(self.hint.foregroundRole(), colours(self.palette()).faint)
        self.hint.setPalette(palette)
        self.clear_button.setIcon(icon("close", self.palette().windowText().color()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A dashed place while it is empty; lit while something hovers over it."""
        more = colours(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        style = Qt.PenStyle.SolidLine if self.pictures else Qt.PenStyle.DashLine
        painter.setPen(QPen(more.accent, 2) if self._hovered else QPen(more.border, 1, style))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), _CORNER, _CORNER)
