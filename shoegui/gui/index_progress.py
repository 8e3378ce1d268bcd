"""How far an index run is, asked a few times a second: progress, rate, time left."""

from __future__ import annotations

import time
from collections import deque

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from shoegui.basics.progress import CancelToken, Progress
from shoegui.gui.index_requests import Rate

# Often enough to look alive. The engine reports hundreds of times a second; each of those as an
# event of its own would keep the window busy.
_TICK_MS = 100
# Only for show: the newest ones of a batch that was committed at once.
_HASHES_KEPT = 16


class RunProgress(QObject):
    """`note` and `note_photo` may be called from any thread, all else from the GUI thread."""

    progressed = Signal(object, float, float)
    photo_indexed = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._newest: Progress | None = None
        self._hashes: deque[bytes] = deque(maxlen=_HASHES_KEPT)
        self._rate = Rate()
        self._job = CancelToken()
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.tell)

    def begin(self, job: CancelToken) -> None:
        """A run begins; when its job is cancelled nothing more is told of it."""
        self._newest = None
        self._rate.restart()
        self._job = job
        self._timer.start()

    def end(self) -> None:
        """The run is over."""
        self._timer.stop()
        self._hashes.clear()

    def pause(self) -> None:
        """The run waits, or goes on after waiting: what was before says nothing of the rate."""
        self._rate.restart()

    def note(self, progress: Progress) -> None:
        """How far it is."""
        self._newest = progress

    def note_photo(self, content_hash: bytes) -> None:
        """A photo that was indexed."""
        self._hashes.append(content_hash)

    @Slot()
    def tell(self) -> None:
        """Emit what is known now."""
        if self._job.cancelled:
            self._timer.stop()
            return
        progress = self._newest
        if progress is not None and not self._job.paused:
            if progress.stage == "Indexing":
                self._rate.add(time.monotonic(), progress.done)
            left = self._rate.seconds_left(progress.done, progress.total)
            self.progressed.emit(progress, self._rate.per_second, left)
        if self._hashes:
            self.photo_indexed.emit(self._hashes.popleft())
