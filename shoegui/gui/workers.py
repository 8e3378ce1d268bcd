"""Threads that stand by for work, so that whoever hands over work never waits for one to start.

What the work is, and what becomes of it, is `jobs`' business.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from queue import SimpleQueue

# What was busy at once before is likely to be again; more than these end when they are done.
_MOST_WAITING = 4


class Workers:
    """As many threads as there is work at once, and one more that waits for the next."""

    def __init__(self) -> None:
        """Has no thread until there is work."""
        self._work: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._threads: list[threading.Thread] = []
        self._waiting = 0
        self._closed = False

    def put(self, work: Callable[[], None]) -> None:
        """Have `work` done soon, in a thread; it must raise nothing. Nothing after `close`."""
        if not self._threads and not self._closed:
            with self._lock:
                self._add()
        self._work.put(work)

    def close(self) -> None:
        """Wait until all that was put is done and every thread has ended. None starts again."""
        with self._lock:
            self._closed = True
            threads, self._threads = self._threads, []
        for _ in threads:
            self._work.put(None)
        for thread in threads:
            thread.join()

    def _add(self) -> None:
        self._threads = [one for one in self._threads if one.is_alive()]
        thread = threading.Thread(target=self._run, name="worker")
        thread.start()
        self._threads.append(thread)
        self._waiting += 1

    def _run(self) -> None:
        while (work := self._work.get()) is not None:
            with self._lock:
                self._waiting -= 1
                if not self._waiting and not self._closed:
                    # To start a thread is to wait until it runs: here nobody minds. If the system
                    # gives no more, the next work waits for one of these.
                    with contextlib.suppress(RuntimeError):
                        self._add()
            work()
            # Or it would keep what it holds until the next one comes.
            del work
            with self._lock:
                if self._waiting >= _MOST_WAITING:
                    return
                self._waiting += 1
