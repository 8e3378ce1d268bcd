"""What puts a query more precisely: kind or look, more like, less like, and the filters' button.

Shows and asks; the query panel holds it below the picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from shoegui.gui.look_slider import LookSlider
from shoegui.gui.query_item import QueryItem, Role
from shoegui.gui.tray import Tray

if TYPE_CHECKING:
    from shoegui.gui.picture_loader import PictureLoader


class RefineBox(QWidget):
    """`items_changed` comes after a person changed what is in the trays.

    `dropped` carries query items and the `Role` they are to have, `hits_dropped` only a role: the
    results that are selected were dragged there. `filters_wanted` asks for the filters to be shown.
    """

    items_changed = Signal()
    dropped = Signal(list, object)
    hits_dropped = Signal(object)
    filters_wanted = Signal()

    def __init__(self, loader: PictureLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = LookSlider()
        self.trays = {role: Tray(role, loader) for role in (Role.MORE, Role.LESS)}
        self.filter_button = QPushButton()
        self.filter_button.setToolTip(
            self.tr("Find only photos in some folders, of some days, kinds or sizes (Ctrl+F)")
        )
        # A long word in another language must not force the panel wider.
        self.filter_button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.filter_button.clicked.connect(self.filters_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.look)
        for role, tray in self.trays.items():
            column.addWidget(tray)
            tray.changed.connect(lambda _items: self.items_changed.emit())
            tray.moved.connect(self._move)
            tray.dropped.connect(lambda items, role=role: self.dropped.emit(items, role))
            tray.hits_dropped.connect(lambda role=role: self.hits_dropped.emit(role))
        column.addWidget(self.filter_button)
        self.show_filter_count(0)

    def items(self) -> list[QueryItem]:
        """Of which more is wanted, then of which less."""
        return [item for tray in self.trays.values() for item in tray.items()]

    def set_items(self, items: Sequence[QueryItem]) -> None:
        """Show these in the trays that they belong to."""
        for role, tray in self.trays.items():
            shown = [item for item in items if item.role is role]
            if shown != tray.items():
                tray.set_items(shown)

    def show_filter_count(self, count: int) -> None:
        """Say how many filters there are."""
        several = self.tr("Only in: %n filter(s)…", "", count)
        self.filter_button.setText(several if count else self.tr("Only in: all photos…"))

    def _move(self, item: QueryItem) -> None:
        others = [one for one in self.items() if not one.same_picture(item)]
        self.set_items([*others, item])
        self.items_changed.emit()
