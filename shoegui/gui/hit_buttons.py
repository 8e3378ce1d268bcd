"""What can be done with a hit, as buttons in as many columns as there is room for.

It asks only; the inspector adds which hit is meant.
"""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QMenu, QPushButton, QSizePolicy, QWidget

_MOST_COLUMNS = 3


class CopyKind(StrEnum):
    """What of a hit is copied."""

    FILE = "file"
    PATH = "path"
    PICTURE = "picture"


class HitButtons(QWidget):
    """Open, Show in folder, Search from this, Compare, Why?, Copy, Move to trash."""

    open_clicked = Signal()
    show_in_folder_clicked = Signal()
    search_from_clicked = Signal()
    compare_clicked = Signal()
    why_clicked = Signal()
    copy_clicked = Signal(object)
    trash_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(self.fontMetrics().height() // 3)
        self.open = self._button(self.tr("Open"), self.tr("Open with its usual program (Enter)"))
        self.open.clicked.connect(self.open_clicked)
        self.show_in_folder = self._button(
            self.tr("Show in folder"), self.tr("Show the file where it lies")
        )
        self.show_in_folder.clicked.connect(self.show_in_folder_clicked)
        self.search_from = self._button(
            self.tr("Search from this"), self.tr("Find pictures like this one (S)")
        )
        self.search_from.clicked.connect(self.search_from_clicked)
        self.compare = self._button(
            self.tr("Compare"), self.tr("Put it beside the picture you searched for (C)")
        )
        self.compare.clicked.connect(self.compare_clicked)
        self.why = self._button(
            self.tr("Why?"), self.tr("Show what it has in common with your picture (W)")
        )
        self.why.clicked.connect(self.why_clicked)
        self.copy = self._button(self.tr("Copy"), self.tr("Copy the file, its path or the picture"))
        self._menu = self._copy_menu()
        self.copy.setMenu(self._menu)
        self.trash = self._button(self.tr("Move to trash"), self.tr("You are asked first (Del)"))
        self.trash.clicked.connect(self.trash_clicked)
        self._place(1)

    def set_file_at_hand(self, at_hand: bool) -> None:
        """Whether what needs the file itself can be done. The library is enough for the rest."""
        for button in (self.open, self.show_in_folder, self.trash):
            button.setEnabled(at_hand)
        for action in self._menu.actions():
            action.setEnabled(at_hand or action.data() == CopyKind.PATH)

    def buttons(self) -> list[QPushButton]:
        """All of them, in the order in which they are read."""
        return [
            self.open,
            self.show_in_folder,
            self.search_from,
            self.compare,
            self.why,
            self.copy,
            self.trash,
        ]

    def columns(self) -> int:
        """How many stand side by side now."""
        return self._columns

    def minimumSizeHint(self) -> QSize:
        """One below the other, if need be."""
        widest = min(button.fontMetrics().averageCharWidth() * 10 for button in self.buttons())
        return QSize(widest, self._grid.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many columns as the longest word allows."""
        super().resizeEvent(event)
        widest = max(button.sizeHint().width() for button in self.buttons())
        room = self.width() + self._grid.spacing()
        self._place(max(1, min(_MOST_COLUMNS, room // (widest + self._grid.spacing()))))

    def _button(self, text: str, tip: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setToolTip(tip)
        button.setAutoDefault(False)
        # It may become narrower than its text rather than force a scroll bar on the panel.
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        return button

    def _copy_menu(self) -> QMenu:
        menu = QMenu(self.copy)
        for kind, text in (
            (CopyKind.FILE, self.tr("Copy file")),
            (CopyKind.PATH, self.tr("Copy path")),
            (CopyKind.PICTURE, self.tr("Copy picture")),
        ):
            menu.addAction(text).setData(kind)
        menu.triggered.connect(lambda action: self.copy_clicked.emit(CopyKind(action.data())))
        return menu

    def _place(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for at, button in enumerate(self.buttons()):
            self._grid.addWidget(button, at // columns, at % columns)
        for column in range(_MOST_COLUMNS):
            self._grid.setColumnStretch(column, int(column < columns))
        self.updateGeometry()
