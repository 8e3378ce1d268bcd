"""Thumbnails for the screen: read and scaled in workers, the newest request first, kept in bounds.

Workers make QImages; pixmaps are made here, in the GUI thread. Everything is found by what the
picture is (its hash and the size wanted), so a late one can never land in the wrong place.
"""

from __future__ import annotations

import logging
import os
import threading
from collections import OrderedDict, deque
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QImage, QPixmap

from shoegui.basics.log import LOGGER
from shoegui.gui.results.thumbnail_images import AS_STORED, Look, thumbnail_image

if TYPE_CHECKING:
    from shoegui.library.catalogue import Photo
    from shoegui.photos.thumbnails import ThumbnailStore

MEMORY = 64 << 20
"""Bytes of pixels that are kept at most."""

# Enough for every cell of a large screen at the smallest size, and a page ahead.
_LONGEST_QUEUE = 2048
_MOST_FAILURES = 10_000
# One core stays with the window.
_THREADS = max(1, min(4, (os.cpu_count() or 1) - 1))
# What one turn of the event loop may spend on pictures that arrived: a frame has 16 ms.
_SECONDS_A_TURN = 0.003
# Pictures that arrive sooner after others wait for the next frame and are painted together.
_FRAME_MS = 16


_Key = tuple[bytes, Look]
_Callback = Callable[[QImage | None], None]


@dataclass(slots=True)
class _Task:
    key: _Key
    path: Path | None
    photo_ids: set[int]
    work: Callable[[], QImage | None] | None = None
    callback: _Callback | None = None
    made: threading.Event = field(default_factory=threading.Event)


class ThumbnailLoader(QObject):
    """Gives pixmaps at once where it has them and announces the others. Lives in the GUI thread.

    `ready` carries the id of a photo whose request ended: its pixmap is there now, or `is_missing`
    says that it cannot be had.
    """

    ready = Signal(int)

    _arrived = Signal()

    def __init__(
        self, store: ThumbnailStore, *, memory: int = MEMORY, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._memory = memory
        self._used = 0
        self._pixmaps: OrderedDict[_Key, QPixmap] = OrderedDict()
        self._failed: OrderedDict[bytes, None] = OrderedDict()
        self._tasks: dict[_Key, _Task] = {}
        self._wake = threading.Condition()
        # The last is the next: a request that is repeated moves there.
        self._queue: OrderedDict[_Key | int, _Task] = OrderedDict()
        self._results: deque[tuple[_Task, QImage | None]] = deque()
        self._threads: list[threading.Thread] = []
        self._announced = False
        self._closed = False
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setTimerType(Qt.TimerType.PreciseTimer)
        self._later.timeout.connect(self.take_arrived)

    # Asking

    def request(self, photo: Photo, look: Look = AS_STORED) -> QPixmap | None:
        """The photo's thumbnail; None while it is coming (see `ready`) or when there is none."""
        key = (photo.facts.hash, look)
        pixmap = self._pixmaps.get(key)
        if pixmap is not None:
            self._pixmaps.move_to_end(key)
            return pixmap
        if photo.facts.hash not in self._failed:
            self._want(photo, key, first=True)
        return None

    def at_hand(self, photo: Photo, look: Look = AS_STORED) -> QPixmap | None:
        """The photo's thumbnail if it is there; nothing is set going."""
        return self._pixmaps.get((photo.facts.hash, look))

    def prefetch(self, photo: Photo, look: Look = AS_STORED) -> None:
        """Have it made after everything that was requested."""
        key = (photo.facts.hash, look)
        if key not in self._pixmaps and photo.facts.hash not in self._failed:
            self._want(photo, key, first=False)

    def expect(
        self, photos: Sequence[Photo], look: Look, *, first: int = 0, seconds: float = 0.0
    ) -> None:
        """Begin with these, the first one first, before anybody asks. In a job.

        Returns when the `first` of them are made, but after so many `seconds` in any case. The
        thread that asks lends a hand meanwhile.
        """
        tasks: list[_Task] = []
        for photo in reversed(photos):
            key = (photo.facts.hash, look)
            if key not in self._pixmaps and photo.facts.hash not in self._failed:
                tasks.append(self._want(photo, key, first=True))
        end = perf_counter() + seconds
        wanted = tasks[::-1][:first]
        # The workers begin with the first, this thread with the last.
        for task in reversed(wanted):
            # One that has to be made from its photo can take seconds.
            at_hand = self._store.path(task.key[0]).exists()
            if at_hand and perf_counter() < end and self._is_mine(task):
                self._deliver(task)
        for task in wanted:
            task.made.wait(max(0.0, end - perf_counter()))

    def is_missing(self, photo: Photo) -> bool:
        """Whether its thumbnail was looked for and cannot be had."""
        return photo.facts.hash in self._failed

    def forget_missing(self) -> None:
        """Look again for those that could not be had: a drive may have come back."""
        self._failed.clear()

    def retain(self, look: Look, photos: Collection[Photo]) -> None:
        """Drop the waiting requests of this look for all but these: the rest scrolled by."""
        wanted = {photo.facts.hash for photo in photos}
        with self._wake:
            dropped = [
                key
                for key, task in self._queue.items()
                if task.callback is None and task.key[1] == look and task.key[0] not in wanted
            ]
            for key in dropped:
                self._tasks.pop(self._queue.pop(key).key, None)

    def image_for(self, content_hash: bytes, path: Path | None, callback: _Callback) -> None:
        """Call `callback`, in the GUI thread, with the stored thumbnail or None.

        Made again from the file at `path` where the store has none. Never called after `close`.
        """
        store = self._store
        self.run(lambda: thumbnail_image(store, content_hash, path, 0, 0.0), callback)

    def run(self, work: Callable[[], QImage | None], callback: _Callback) -> None:
        """Have `work` make a picture in a worker; call `callback` with it in the GUI thread.

        With None where `work` raised. Never called after `close`.
        """
        self._push(_Task((b"", AS_STORED), None, set(), work, callback), first=True)

    # Ending

    def close(self) -> None:
        """Drop what waits and wait for the threads. Nothing is announced after this."""
        with self._wake:
            self._closed = True
            self._queue.clear()
            self._wake.notify_all()
        for thread in self._threads:
            thread.join()
        self._threads.clear()
        self._later.stop()
        self._results.clear()
        self._tasks.clear()

    @property
    def memory_used(self) -> int:
        """Bytes of the pixels kept now."""
        return self._used

    # In the GUI thread

    def _want(self, photo: Photo, key: _Key, *, first: bool) -> _Task:
        with self._wake:
            task = self._tasks.get(key)
            if task is None:
                path = None if photo.offline else photo.path
                task = self._tasks[key] = _Task(key, path, {photo.id})
                self._push(task, first=first)
                return task
            task.photo_ids.add(photo.id)
            if first and key in self._queue:
                self._queue.move_to_end(key)
            return task

    def _push(self, task: _Task, *, first: bool) -> None:
        # Whoever gave a callback waits for just that one: it shares its task with nobody.
        key = task.key if task.callback is None else id(task)
        with self._wake:
            if self._closed:
                return
            self._queue[key] = task
            if not first:
                self._queue.move_to_end(key, last=False)
            if len(self._queue) > _LONGEST_QUEUE:
                self._drop_oldest()
            self._wake.notify()
            for number in range(len(self._threads), _THREADS):
                thread = threading.Thread(target=self._work, name=f"thumbnails-{number}")
                self._threads.append(thread)
                thread.start()

    def _drop_oldest(self) -> None:
        oldest = next((key for key, task in self._queue.items() if task.callback is None), None)
        if oldest is not None:
            self._tasks.pop(self._queue.pop(oldest).key, None)

    @Slot()
    def _on_arrived(self) -> None:
        # The first comes at once, the others a frame's worth at a time.
        if not self._later.isActive():
            self.take_arrived()

    @Slot()
    def take_arrived(self) -> None:
        """Have at hand what was made by now, as far as one turn of the event loop allows."""
        with self._wake:
            self._announced = False
        if not self._results or self._closed:
            return
        self._later.start(_FRAME_MS)
        end = perf_counter() + _SECONDS_A_TURN
        while self._results and perf_counter() < end:
            self._take(*self._results.popleft())

    def _take(self, task: _Task, image: QImage | None) -> None:
        if task.callback is not None:
            task.callback(image)
            return
        with self._wake:
            self._tasks.pop(task.key, None)
            photo_ids = tuple(task.photo_ids)
        if image is None:
            self._failed[task.key[0]] = None
            if len(self._failed) > _MOST_FAILURES:
                self._failed.popitem(last=False)
        else:
            self._keep(task.key, QPixmap.fromImage(image))
        for photo_id in photo_ids:
            self.ready.emit(photo_id)

    def _keep(self, key: _Key, pixmap: QPixmap) -> None:
        replaced = self._pixmaps.pop(key, None)
        self._used += _bytes(pixmap) - (0 if replaced is None else _bytes(replaced))
        self._pixmaps[key] = pixmap
        while self._used > self._memory and len(self._pixmaps) > 1:
            self._used -= _bytes(self._pixmaps.popitem(last=False)[1])

    # In the workers

    def _work(self) -> None:
        while True:
            with self._wake:
                while not self._queue and not self._closed:
                    self._wake.wait()
                if self._closed:
                    return
                _, task = self._queue.popitem()
            self._deliver(task)

    def _is_mine(self, task: _Task) -> bool:
        """Take a task out of the queue, unless a worker has it already."""
        with self._wake:
            if self._queue.get(task.key) is not task:
                return False
            del self._queue[task.key]
            return True

    def _deliver(self, task: _Task) -> None:
        image = self._make(task)
        with self._wake:
            if self._closed:
                return
            self._results.append((task, image))
            # One signal for all that arrives until the window looks.
            announce, self._announced = not self._announced, True
        if announce:
            self._arrived.emit()
        task.made.set()

    def _make(self, task: _Task) -> QImage | None:
        if task.work is None:
            content_hash, look = task.key
            return thumbnail_image(self._store, content_hash, task.path, look.side, look.radius)
        try:
            return task.work()
        except Exception:
            logging.getLogger(LOGGER).info("no picture", exc_info=True)
            return None


def _bytes(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * 4
