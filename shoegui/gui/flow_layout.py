"""A layout that fills lines from left to right and begins a new one where the width ends."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Lays its widgets out like the words of a text, in reading order."""

    def __init__(self, parent: QWidget | None = None, *, spacing: int = 6) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setSpacing(spacing)
        self.setContentsMargins(QMargins())

    def addItem(self, item: QLayoutItem) -> None:
        """As Qt asks for it."""
        self._items.append(item)

    def count(self) -> int:
        """As Qt asks for it."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """As Qt asks for it."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """As Qt asks for it."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It takes no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """The narrower, the more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As Qt asks for it."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """As Qt asks for it."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        """As Qt asks for it."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """The widest one, alone on its line."""
        size = QSize()
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Place everything into `rect` and return the height that it takes."""
        margins = self.contentsMargins()
        area = rect.marginsRemoved(margins)
        top = area.top()
        for line in self._lines(max(1, area.width())):
            height = max(size.height() for _item, size in line)
            if move:
                self._place_line(line, area, top, height)
            top += height + self.spacing()
        return top - (self.spacing() if top > area.top() else 0) - rect.top() + margins.bottom()

    def _lines(self, width: int) -> Iterator[list[tuple[QLayoutItem, QSize]]]:
        line: list[tuple[QLayoutItem, QSize]] = []
        used = 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint().boundedTo(QSize(width, 1 << 20))
            if line and used + size.width() > width:
                yield line
                line, used = [], 0
            line.append((item, size))
            used += size.width() + self.spacing()
        if line:
            yield line

    def _place_line(
        self, line: list[tuple[QLayoutItem, QSize]], area: QRect, top: int, height: int
    ) -> None:
        widget = self.parentWidget()
        mirrored = widget is not None and widget.isRightToLeft()
        x = area.left()
        for item, size in line:
            left = area.left() + area.right() + 1 - x - size.width() if mirrored else x
            item.setGeometry(QRect(QPoint(left, top + (height - size.height()) // 2), size))
            x += size.width() + self.spacing()
