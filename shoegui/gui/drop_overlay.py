"""What the window says while something is dragged over it: what a drop will do."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from shoegui.gui.theme import colours

_INSET = 14
_CORNER = 14
# Somebody who let go sees at once that it worked, by its hits or by this going away.
_LINGER_MS = 100


class DropOverlay(QWidget):
    """Covers a part of the window with a scrim and a promise. Lets the drag itself through."""

    def __init__(self, area: QWidget) -> None:
        """`area` is the part; bars above and below it stay free, or the frame would cut them."""
        # A child of the window, as are a preview and the like: above them the promise counts too.
        window = area.window()
        super().__init__(window)
        self._window = window
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(self.tr("What a drop will do"))
        self.promise = ""
        self._welcome = True
        self._area = area
        area.installEventFilter(self)
        self._lingers = QTimer(self)
        self._lingers.setSingleShot(True)
        self._lingers.setInterval(_LINGER_MS)
        self._lingers.timeout.connect(self.hide)
        self.hide()

    def linger(self) -> None:
        """Hide in a moment: to paint what is below now would take time from the search.

        Whoever has the hits sooner hides this with them.
        """
        self._lingers.start()

    def show_promise(self, promise: str, *, welcome: bool) -> None:
        """Show `promise`; `welcome` is False for what the window cannot use."""
        self._lingers.stop()
        self.promise = promise
        self._welcome = welcome
        self.setAccessibleDescription(promise)
        self._cover()
        self.raise_()
        self.show()
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay over it."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Move} and watched is self._area:
            self._cover()
        return super().eventFilter(watched, event)

    def _cover(self) -> None:
        corner = self._area.mapTo(self._window, QPoint())
        self.setGeometry(QRect(corner, self._area.size()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A scrim, a dashed frame, and the promise on a card in the middle."""
        more = colours(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), more.scrim)
        ink = QColor(Qt.GlobalColor.white)
        painter.setPen(QPen(ink, 2.5, Qt.PenStyle.DashLine))
        frame = QRectF(self.rect()).adjusted(_INSET, _INSET, -_INSET, -_INSET)
        painter.drawRoundedRect(frame, _CORNER, _CORNER)
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * 1.5)
        painter.setFont(font)
        room = self.rect().adjusted(60, 60, -60, -60)
        flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        words = painter.boundingRect(room, flags, self.promise)
        card = QRect(words).adjusted(-32, -24, 32, 24)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(more.card)
        painter.drawRoundedRect(card, _CORNER, _CORNER)
        text = self.palette().windowText().color() if self._welcome else more.danger
        painter.setPen(text)
        painter.drawText(words, flags, self.promise)
