"""What covers the whole window for a while: over its parent, in the dark, with the keys to itself.

`preview`, `compare` and `why` stand on it. Closing gives the focus back to where it was.
"""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QEvent, QObject, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QAbstractButton, QApplication, QSizePolicy, QWidget
from shiboken6 import isValid

from shoegui.gui import theme

_PLAIN = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class Overlay(QWidget):
    """A child that covers its parent. Arrow keys ask for the next one, Esc closes.

    The buttons that do the same are made here; where they stand each says for itself.
    """

    closed = Signal()
    next_wanted = Signal()
    previous_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._covered = parent
        self._focus_before: QWidget | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # Always dark: what surrounds a picture must not outshine it.
        palette = theme.make_palette(dark=True)
        palette.setColor(QPalette.ColorRole.Window, palette.color(QPalette.ColorRole.Dark))
        self.setPalette(palette)
        # And nothing shines through: the window beneath would be painted again at every step.
        self.setAutoFillBackground(True)
        self.hide()
        parent.installEventFilter(self)

    def is_open(self) -> bool:
        """Whether it covers the window now."""
        return not self.isHidden()

    def _make_buttons(self) -> None:
        """To be called after what Tab is to reach before them has been made."""
        self._previous_button = GlyphButton(Glyph.PREVIOUS, self.tr("Previous match (Left)"), self)
        self._previous_button.clicked.connect(self.previous_wanted)
        self._next_button = GlyphButton(Glyph.NEXT, self.tr("Next match (Right)"), self)
        self._next_button.clicked.connect(self.next_wanted)
        self._close_button = GlyphButton(Glyph.CLOSE, self.tr("Close (Esc)"), self)
        self._close_button.clicked.connect(self.close)

    def _show_neighbours(self, before: object, after: object) -> None:
        """Let each button be pressed where there is a match to go to: where it is not None."""
        self._previous_button.setEnabled(before is not None)
        self._next_button.setEnabled(after is not None)

    def _open(self, focus: QWidget) -> None:
        if self.is_open():
            return
        self._focus_before = QApplication.focusWidget()
        self.setGeometry(self._covered.rect())
        self.show()
        self.raise_()
        focus.setFocus(Qt.FocusReason.PopupFocusReason)

    def closeEvent(self, event: QCloseEvent) -> None:
        """The window is as it was before."""
        super().closeEvent(event)
        before, self._focus_before = self._focus_before, None
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the parent."""
        if watched is self._covered and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._covered.rect())
        return False

    def event(self, event: QEvent) -> bool:
        """Keys without Ctrl or Alt are for what is open, not for the window beneath."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and not event.modifiers() & ~_PLAIN
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc and the arrows; no other key gets through to the window beneath."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.close()
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown):
            self.next_wanted.emit()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_PageUp):
            self.previous_wanted.emit()
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes round in here."""
        ring = [one for one in self.findChildren(QWidget) if _takes_tab(one)]
        if not ring:
            return False
        focus = QApplication.focusWidget()
        step = 1 if forward else -1
        at = ring.index(focus) + step if focus in ring else (0 if forward else -1)
        ring[at % len(ring)].setFocus(
            Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        )
        return True


class Glyph(Enum):
    """What is drawn on a `GlyphButton`: lines through points of a square from -1 to 1."""

    PREVIOUS = (((0.35, -0.8), (-0.45, 0.0), (0.35, 0.8)),)
    NEXT = (((-0.35, -0.8), (0.45, 0.0), (-0.35, 0.8)),)
    CLOSE = (((-0.6, -0.6), (0.6, 0.6)), ((-0.6, 0.6), (0.6, -0.6)))


class GlyphButton(QAbstractButton):
    """A quiet round button over pictures. Leaves the arrow keys to what it stands in."""

    def __init__(self, glyph: Glyph, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._glyph = glyph
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        fixed, tall = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding
        # The ones at the edges can be hit anywhere along them.
        self.setSizePolicy(fixed, fixed if glyph is Glyph.CLOSE else tall)

    def sizeHint(self) -> QSize:
        """Large enough for a finger."""
        side = max(36, round(self.fontMetrics().height() * 2.2))
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """No smaller than that."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows would move the focus to another button, of all things."""
        if event.key() in _ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The sign, on a disc while the mouse or the focus is here."""
        palette = self.palette()
        side = min(self.width(), self.height())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(self.width() / 2, self.height() / 2)
        if self.isEnabled() and (self.underMouse() or self.hasFocus()):
            ring = theme.colours(palette).accent if self.hasFocus() else Qt.GlobalColor.transparent
            painter.setPen(QPen(ring, 2))
            painter.setBrush(palette.color(QPalette.ColorRole.Button))
            painter.drawEllipse(QPointF(0, 0), side / 2 - 2, side / 2 - 2)
        group = QPalette.ColorGroup.Active if self.isEnabled() else QPalette.ColorGroup.Disabled
        pen = QPen(palette.color(group, QPalette.ColorRole.WindowText), max(2.0, side / 18))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        unit = side * 0.22
        for line in self._glyph.value:
            painter.drawPolyline(QPolygonF([QPointF(x * unit, y * unit) for x, y in line]))


_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


def _takes_tab(widget: QWidget) -> bool:
    wants = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return wants and widget.isVisible() and widget.isEnabled()
