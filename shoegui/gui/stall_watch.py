"""How long the window did not react: the longest time that its event loop was blocked.

For tests and for finding faults; the program itself does not run it.
"""

from __future__ import annotations

import faulthandler
import tempfile
import threading
import time
from dataclasses import dataclass
from typing import IO

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
        with tempfile.TemporaryFile() as file:
            while not self._stopped.wait(_LOOK_SECONDS):
                if time.perf_counter() - self._last > 2 * _LOOK_SECONDS:
                    self._stack = self._where(file)

    def _where(self, file: IO[bytes]) -> str:
        """What the watched thread runs, the innermost call first."""
        file.seek(0)
        file.truncate()
        # Not `sys._current_frames`: with Python 3.11, looking at the frames of a thread that
        # paints with PySide has brought the whole process down.
        faulthandler.dump_traceback(file, all_threads=True)
        file.seek(0)
        threads = file.read().decode("utf-8", "replace").split("\n\n")
        mark = f"0x{self._watched:016x} "
        return next((one for one in threads if mark in one.partition("\n")[0]), "")
