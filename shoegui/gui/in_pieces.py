"""Work of the GUI thread that may wait, done in pieces between the events.

Nothing here knows what the work is.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QWindow

# A turn ends with the piece that brings it past this; a picture on the screen takes 16 ms.
_TURN_SECONDS = 0.002

_FROM_A_PERSON = frozenset(
    {
        QEvent.Type.ShortcutOverride,
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.TouchBegin,
        QEvent.Type.Wheel,
        QEvent.Type.DragEnter,
        QEvent.Type.DragMove,
        QEvent.Type.Drop,
    }
)


class InPieces(QObject):
    """Does the work of a generator, which yields after each piece, a few of them each turn.

    `ended` comes after the last one.
    """

    ended = Signal()

    def __init__(
        self,
        pieces: Iterator[None],
        parent: QObject,
        *,
        pause_ms: int = 0,
        waits: Callable[[], bool] = lambda: False,
    ) -> None:
        """Leaves other work `pause_ms` between two turns, and has none while it `waits`."""
        super().__init__(parent)
        self._waits = waits
        self._pieces: Iterator[None] | None = pieces
        self._hurrying: QWindow | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(pause_ms)
        self._timer.timeout.connect(self._turn)

    @property
    def over(self) -> bool:
        """Whether everything is done."""
        return self._pieces is None

    def start(self) -> None:
        """Begin with the next turn of the event loop."""
        if not self.over:
            self._timer.start()

    def stop(self) -> None:
        """Do no more of it."""
        self._pieces = None
        self._rest()

    def finish(self) -> None:
        """Do all that is left, now."""
        while not self.over:
            self._next()

    def finish_for(self, window: QWindow) -> None:
        """From now on, do all that is left before `window` gets a key, a click or a drag."""
        self._hurrying = window
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """What comes from a person finds everything in its place."""
        if event.type() in _FROM_A_PERSON:
            self.finish()
        return False

    def _turn(self) -> None:
        if self._waits():
            return
        until = time.perf_counter() + _TURN_SECONDS
        while not self.over and time.perf_counter() < until:
            self._next()

    def _next(self) -> None:
        assert self._pieces is not None
        pieces = self._pieces
        try:
            next(pieces)
        except StopIteration:
            self._pieces = None
            self._rest()
            self.ended.emit()

    def _rest(self) -> None:
        self._timer.stop()
        if self._hurrying is not None:
            self._hurrying.removeEventFilter(self)
            self._hurrying = None
