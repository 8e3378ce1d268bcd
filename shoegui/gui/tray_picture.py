"""One small picture of which more, or less, is wanted, with its weight on it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QEnterEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QMenu, QWidget

from shoegui.gui.query_item import WEIGHTS, QueryItem, Role
from shoegui.gui.query_tiles import Tile

SIDE = 52
"""px of a picture's side in a tray."""

_HALVES = {0.5: "½", 0.25: "¼"}


def weight_text(weight: float) -> str:
    """How much a picture counts: "×2"."""
    return "×" + (_HALVES.get(weight) or QLocale().toString(weight, "g", 3))


class TrayPicture(Tile):
    """One picture of a tray. A click, Space or Enter asks for another weight."""

    weight_wanted = Signal(object)
    role_wanted = Signal(object)

    def __init__(self, item: QueryItem, parent: QWidget | None = None) -> None:
        super().__init__(item, parent)
        self.setFixedSize(SIDE, SIDE)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        side = SIDE * 2 // 5
        self.button.setFixedSize(side, side)
        self.button.hide()
        self._say()

    def set_item(self, item: QueryItem) -> None:
        """The same picture with another weight."""
        self.item = item
        self._say()
        self.update()

    def menu(self) -> QMenu:
        """What can be done with the picture."""
        menu = QMenu(self)
        for weight in WEIGHTS:
            action = menu.addAction(weight_text(weight))
            action.setCheckable(True)
            action.setChecked(weight == self.item.weight)
            chosen = self.item.heavier(WEIGHTS.index(weight) - WEIGHTS.index(self._weight()))
            action.triggered.connect(lambda _on=False, item=chosen: self.weight_wanted.emit(item))
        menu.addSeparator()
        other = Role.LESS if self.item.role is Role.MORE else Role.MORE
        words = self.tr("Less like this") if other is Role.LESS else self.tr("More like this")
        menu.addAction(words).triggered.connect(
            lambda: self.role_wanted.emit(self.item.with_role(other))
        )
        menu.addAction(self.button.toolTip()).triggered.connect(self.remove_wanted)
        return menu

    def _weight(self) -> float:
        return min(WEIGHTS, key=lambda weight: abs(weight - self.item.weight))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click changes the weight."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.weight_wanted.emit(self.item.next_weight())
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter like a click, + and - for heavier and lighter."""
        match event.key():
            case Qt.Key.Key_Space | Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.weight_wanted.emit(self.item.next_weight())
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.weight_wanted.emit(self.item.heavier(1))
            case Qt.Key.Key_Minus:
                self.weight_wanted.emit(self.item.heavier(-1))
            case Qt.Key.Key_Menu:
                self._show_menu(self.mapToGlobal(self.rect().center()))
            case _:
                super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The weights, the other tray, and out."""
        self._show_menu(event.globalPos())

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the button that takes it out."""
        self.button.show()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Hide it again."""
        self.button.hide()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture, and its weight in the corner."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        text = weight_text(self.item.weight)
        metrics = painter.fontMetrics()
        width = metrics.horizontalAdvance(text) + metrics.height() // 2
        badge = QRectF(0, 0, width, metrics.height())
        badge.moveBottomRight(QRectF(self.rect()).adjusted(0, 0, -3, -3).bottomRight())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().highlight())
        painter.drawRoundedRect(badge, badge.height() / 2, badge.height() / 2)
        painter.setPen(self.palette().highlightedText().color())
        painter.drawText(badge, int(Qt.AlignmentFlag.AlignCenter), text)

    def _show_menu(self, at: QPoint) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def _say(self) -> None:
        form = (
            self.tr("More like {name}, {weight}")
            if self.item.role is Role.MORE
            else self.tr("Less like {name}, {weight}")
        )
        words = form.format(name=self.item.name, weight=weight_text(self.item.weight))
        self.setAccessibleName(words)
        self.setToolTip(
            "\n".join((words, self.tr("Click to change how much it counts, Del to take it out")))
        )
