"""A line of text that is shortened in the middle to the room it has, and copied whole."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QLabel, QMenu, QSizePolicy, QWidget

_ELLIPSIS = "…"
_FEWEST_LETTERS = 6


class ElidedLabel(QLabel):
    """Shows `full_text`, with the beginning and the end in sight. Can be selected and copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._full = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    @property
    def full_text(self) -> str:
        """All of it."""
        return self._full

    def set_full_text(self, text: str, tool_tip: str | None = None) -> None:
        """Show `text`, on one line. The tool tip is the text itself unless there is another."""
        self._full = text
        self.setToolTip(f"<span>{_escaped(text if tool_tip is None else tool_tip)}</span>")
        self.setAccessibleName(text)
        self.updateGeometry()
        self._elide()

    def copy(self) -> None:
        """Copy what is selected, or all of it if nothing is or part of it cannot be seen."""
        chosen = self.selectedText()
        whole = not chosen or (_ELLIPSIS in chosen and chosen not in self._full)
        QGuiApplication.clipboard().setText(self._full if whole else chosen)

    def sizeHint(self) -> QSize:
        """Room for the whole text."""
        margins = self.contentsMargins()
        width = self.fontMetrics().horizontalAdvance(self._full) + 2
        return QSize(width + margins.left() + margins.right(), self._line())

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters."""
        return QSize(self.fontMetrics().averageCharWidth() * _FEWEST_LETTERS, self._line())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten to the new width."""
        super().resizeEvent(event)
        self._elide()

    def changeEvent(self, event: QEvent) -> None:
        """Another font needs another width."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._elide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copying brings the text, not what is left of it on the screen."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Copy."""
        menu = QMenu(self)
        menu.addAction(self.tr("Copy")).triggered.connect(self.copy)
        menu.exec(event.globalPos())
        menu.deleteLater()

    def _elide(self) -> None:
        room = self.contentsRect().width()
        self.setText(
            self.fontMetrics().elidedText(self._full, Qt.TextElideMode.ElideMiddle, max(0, room))
        )

    def _line(self) -> int:
        margins = self.contentsMargins()
        return self.fontMetrics().height() + margins.top() + margins.bottom()


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
