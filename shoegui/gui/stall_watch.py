"""How long the window did not react: the longest time that its event loop was blocked.

For tests and for finding faults; the program itself does not run it.
"""

from __future__ import annotations

import sys
import threading
import time
import traceback
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer

_BEAT_MS = 2
_LOOK_SECONDS = 0.004


@dataclass(frozen=True, slots=True)
class Stall:
    """One time in which no event was handled, and what ran towards its end."""

    seconds: float
    stack: str


class StallWatch(QObject):
    """Watches the event loop of the thread it was made in, from `start` to `stop`.

    A timer beats in the loop; a thread sees when a beat is late and looks at what runs then.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._beat)
        self._watched = threading.get_ident()
        self._stopped = threading.Event()
        self._last = 0.0
        self._stack = ""
        self._thread: threading.Thread | None = None
        self.worst = Stall(0.0, "")

    def start(self) -> None:
        """Watch from now on, with a clean record."""
        self.worst = Stall(0.0, "")
        self._stopped.clear()
        self._last = time.perf_counter()
        self._timer.start(_BEAT_MS)
        self._thread = threading.Thread(target=self._look, name="stall-watch")
        self._thread.start()

    def stop(self) -> Stall:
        """Stop watching; the worst stall there was."""
        self._beat()
        self._timer.stop()
        self._stopped.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        return self.worst

    def _beat(self) -> None:
        now = time.perf_counter()
        late = now - self._last - _BEAT_MS / 1000
        if late > self.worst.seconds:
            self.worst = Stall(late, self._stack)
        self._stack = ""
        self._last = now

    def _look(self) -> None:
        while not self._stopped.wait(_LOOK_SECONDS):
            frame = sys._current_frames().get(self._watched)  # noqa: SLF001 - the documented way
            if frame is not None and time.perf_counter() - self._last > 2 * _LOOK_SECONDS:
                self._stack = "".join(traceback.format_stack(frame))
