"""Table rows with some air around their text, at any font size."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

_LINES = 1.6


class RoomyRows(QStyledItemDelegate):
    """Gives each row more height than its text needs."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """The usual width, and the height of more than a line."""
        usual = super().sizeHint(option, index)
        height = round(_LINES * option.fontMetrics.height())
        return QSize(usual.width(), max(usual.height(), height))
