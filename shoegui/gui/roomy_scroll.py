"""A column of widgets that scrolls only where even the least room that they need is not there."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QScrollArea,
    QScrollBar,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)


class RoomyScroll(QScrollArea):
    """What is put into `column` shrinks first and scrolls, up and down, after that."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inside = _Inside()
        self.column = QVBoxLayout(self._inside)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # A bar that comes and goes changes the width, with it the height of a picture that fills
        # the width, and with that whether a bar is needed: without an end.
        self.setVerticalScrollBar(QuietBar())
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setWidget(self._inside)
        self.viewport().setAutoFillBackground(False)
        self._inside.setAutoFillBackground(False)

    def minimumSizeHint(self) -> QSize:
        """As wide as what is in it needs, with the scroll bar; a few lines high."""
        width = self._inside.minimumSizeHint().width()
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(width + bar, self.fontMetrics().height() * 6)

    def sizeHint(self) -> QSize:
        """As large as what is in it would like to be."""
        wanted = self._inside.sizeHint()
        height = max(wanted.height(), self.column.heightForWidth(wanted.width()))
        return QSize(wanted.width() + self.verticalScrollBar().sizeHint().width(), height)


class RoomyStack(QStackedLayout):
    """Pages for such a column, of which the one that is shown shrinks as well.

    Qt's own asks for the height that the tallest of the pages would like best.
    """

    def heightForWidth(self, width: int) -> int:
        """The least height of the page that is shown."""
        page = self.currentWidget()
        if page is None:
            return 0
        layout = page.layout()
        if layout is not None and layout.hasHeightForWidth():
            return layout.minimumHeightForWidth(width)
        return max(page.heightForWidth(width), page.minimumSizeHint().height())


class QuietBar(QScrollBar):
    """Keeps its place and is not seen while there is nothing to scroll."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Or what was painted here before would stay.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, False)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Only where it is of use."""
        if self.maximum() > self.minimum():
            super().paintEvent(event)


class _Inside(QWidget):
    """Asks for the least height rather than for the one it would like best."""

    def heightForWidth(self, width: int) -> int:
        """As Qt asks for it."""
        layout = self.layout()
        return 0 if layout is None else layout.minimumHeightForWidth(width)
