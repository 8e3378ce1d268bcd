"""Folders of the library to tick, those inside others below them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from shoegui.basics.errors import shown_path
from shoegui.gui.roomy_rows import RoomyRows
from shoegui.gui.theme import colours, is_dark

_ROWS = 5
# Fewer are seen at a glance.
_WORTH_LOOKING_FOR = 8
_INDENT = "    "


class FolderList(QWidget):
    """`changed` comes when a person ticks one or takes a tick away."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offered: tuple[Path, ...] = ()
        self.search_line = QLineEdit()
        self.search_line.setPlaceholderText(self.tr("Find a folder"))
        self.search_line.setAccessibleName(self.search_line.placeholderText())
        self.search_line.setClearButtonEnabled(True)
        self.search_line.textChanged.connect(self._narrow)
        self.list = _FewRows()
        self.list.setAccessibleName(self.tr("Folders"))
        self.list.setItemDelegate(_RowTicks(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemChanged.connect(lambda _entry: self.changed.emit())
        self.nothing = QLabel(self.tr("No folder of that name"))
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setWordWrap(True)
        self.nothing.hide()
        QVBoxLayout(self.list.viewport()).addWidget(self.nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.search_line)
        column.addWidget(self.list)
        self._colour()

    def folders(self) -> tuple[Path, ...]:
        """Those that are ticked."""
        entries = (self.list.item(row) for row in range(self.list.count()))
        return tuple(
            entry.data(Qt.ItemDataRole.UserRole)
            for entry in entries
            if entry.checkState() is Qt.CheckState.Checked
        )

    def set_ticked(self, folders: Sequence[Path]) -> None:
        """Tick these; one that is not in the list is put on top of it."""
        with QSignalBlocker(self.list):
            known = set()
            for row in range(self.list.count()):
                entry = self.list.item(row)
                path = entry.data(Qt.ItemDataRole.UserRole)
                known.add(path)
                entry.setCheckState(_state(path in folders))
            for path in folders:
                if path not in known:
                    self.list.insertItem(0, _entry(path, shown_path(path), ticked=True))
        self.list.viewport().update()

    def set_choices(self, folders: Sequence[Path]) -> None:
        """Show these, in this order; what was ticked stays so."""
        if tuple(folders) == self._offered:
            # Somebody may be in the middle of it.
            return
        self._offered = tuple(folders)
        ticked = self.folders()
        tops: list[Path] = []
        with QSignalBlocker(self.list):
            self.list.clear()
            for path in folders:
                # By parts: pathlib's own comparisons would be felt with many folders.
                while tops and path.parts[: len(tops[-1].parts)] != tops[-1].parts:
                    tops.pop()
                above = len(tops[-1].parts) if tops else 0
                name = shown_path("/".join(path.parts[above:])) if tops else shown_path(path)
                entry = _entry(path, _INDENT * len(tops) + name, ticked=path in ticked)
                self.list.addItem(entry)
                tops.append(path)
        self.set_ticked(ticked)
        self.search_line.setVisible(len(folders) > _WORTH_LOOKING_FOR)
        if self.search_line.text():
            self._narrow(self.search_line.text())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "list"):
            self._colour()

    def _colour(self) -> None:
        # Fusion outlines the boxes in the window's colour, which on a dark list nobody sees.
        palette = self.palette()
        if is_dark(palette):
            palette.setColor(palette.ColorRole.Window, colours(palette).faint)
        self.list.setPalette(palette)
        palette = self.nothing.palette()
        palette.setColor(self.nothing.foregroundRole(), colours(self.palette()).faint)
        self.nothing.setPalette(palette)

    def _narrow(self, text: str) -> None:
        wanted = text.casefold()
        found = False
        for row in range(self.list.count()):
            entry = self.list.item(row)
            path = shown_path(entry.data(Qt.ItemDataRole.UserRole))
            entry.setHidden(wanted not in path.casefold())
            found = found or not entry.isHidden()
        nothing = bool(text) and not found
        self.nothing.setVisible(nothing)
        self.list.setAccessibleDescription(self.nothing.text() if nothing else "")


class _RowTicks(RoomyRows):
    """A click anywhere in a row is one on its box."""

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Tick, or take the tick away."""
        if not isinstance(event, QMouseEvent):
            return super().editorEvent(event, model, option, index)
        released = event.type() is QEvent.Type.MouseButtonRelease
        if not released or event.button() is not Qt.MouseButton.LeftButton:
            # The list makes a row that is pressed the current one, unless this takes the press.
            return False
        role = Qt.ItemDataRole.CheckStateRole
        ticked = Qt.CheckState(index.data(role)) is Qt.CheckState.Checked
        return model.setData(index, _state(not ticked), role)


class _FewRows(QListWidget):
    """A list that asks for a few rows, however many it has."""

    def sizeHint(self) -> QSize:
        """As Qt asks for it."""
        # Until they are known there may be many.
        rows = max(2, min(self.count() or _ROWS, _ROWS))
        return QSize(super().sizeHint().width(), self._row() * rows + 2 * self.frameWidth())

    def minimumSizeHint(self) -> QSize:
        """A few, fewer where there is little room."""
        return QSize(super().minimumSizeHint().width(), self._row() * 3 + 2 * self.frameWidth())

    def _row(self) -> int:
        return max(self.sizeHintForRow(0), self.fontMetrics().height() + 4)


def _entry(path: Path, text: str, *, ticked: bool) -> QListWidgetItem:
    entry = QListWidgetItem(text)
    entry.setData(Qt.ItemDataRole.UserRole, path)
    entry.setToolTip(shown_path(path))
    entry.setFlags(
        Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable
    )
    entry.setCheckState(_state(ticked))
    return entry


def _state(ticked: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
