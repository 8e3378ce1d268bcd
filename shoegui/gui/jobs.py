"""Background work for the window: ids, cancelling, one way to end and one way to fail.

A job is a plain function of the engine, run in a thread. What it returns reaches the window
through `Jobs` only, in the GUI thread, and never after the job was cancelled or replaced.
"""

from __future__ import annotations

import itertools
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from shoegui.basics.log import LOGGER
from shoegui.basics.progress import Cancelled, CancelToken, Progress
from shoegui.gui.workers import Workers

Result = TypeVar("Result")


@dataclass(slots=True)
class Job:
    """A piece of work under way, as its function sees it."""

    id: int
    channel: str
    cancel: CancelToken = field(default_factory=CancelToken)
    report: Callable[[Progress], None] = lambda _progress: None


@dataclass(slots=True)
class _Entry:
    job: Job
    done: Callable[[Any], None]
    failed: Callable[[Exception], None] | None
    progress: Callable[[Progress], None] | None


class Jobs(QObject):
    """Runs jobs and delivers what becomes of them. Lives in the GUI thread.

    A job started in a *channel* replaces the one that runs there: that one is cancelled and its
    result dropped. `failed` tells of failures that no one else handles.
    """

    failed = Signal(object)
    changed = Signal()

    _ended = Signal(int, object, object)
    _progressed = Signal(int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._numbers = itertools.count(1)
        self._entries: dict[int, _Entry] = {}
        self._workers = Workers()
        self._closed = False
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)
        self._progressed.connect(self._on_progressed, Qt.ConnectionType.QueuedConnection)

    def start(
        self,
        work: Callable[[Job], Result],
        *,
        done: Callable[[Result], None],
        failed: Callable[[Exception], None] | None = None,
        progress: Callable[[Progress], None] | None = None,
        channel: str = "",
    ) -> Job:
        """Run `work` in a thread; call `done` with its result in the GUI thread.

        `failed` gets an exception instead, or the signal of that name does if it is None. A job
        that was cancelled calls neither. Must be called from the GUI thread.
        """
        if channel:
            self.cancel_channel(channel)
        job = Job(next(self._numbers), channel)
        job.report = lambda value: self._progressed.emit(job.id, value)
        if self._closed:
            job.cancel.cancel()
            return job
        self._entries[job.id] = _Entry(job, done, failed, progress)
        self._workers.put(partial(self._run, job, work))
        self.changed.emit()
        return job

    def cancel(self, job_id: int) -> None:
        """Tell a job to stop and drop whatever it still brings."""
        entry = self._entries.pop(job_id, None)
        if entry is None:
            return
        entry.job.cancel.cancel()
        self.changed.emit()

    def cancel_channel(self, channel: str) -> None:
        """Cancel what runs in `channel`."""
        for one in [entry.job for entry in self._entries.values()]:
            if one.channel == channel:
                self.cancel(one.id)

    def running(self, channel: str = "") -> list[Job]:
        """The jobs under way, or those of one channel."""
        jobs = [entry.job for entry in self._entries.values()]
        return [job for job in jobs if not channel or job.channel == channel]

    def close(self) -> None:
        """Cancel everything and wait until the threads have ended. No result comes after this."""
        self._closed = True
        for job_id in list(self._entries):
            self.cancel(job_id)
        self._workers.close()

    def _run(self, job: Job, work: Callable[[Job], object]) -> None:
        try:
            job.cancel.raise_if_cancelled()
            self._ended.emit(job.id, work(job), None)
        except Cancelled:
            self._ended.emit(job.id, None, None)
        except Exception as error:
            logging.getLogger(LOGGER).info("job %s failed", job.channel, exc_info=True)
            self._ended.emit(job.id, None, error)

    @Slot(int, object, object)
    def _on_ended(self, job_id: int, result: object, error: Exception | None) -> None:
        entry = self._entries.pop(job_id, None)
        if entry is None:
            return
        self.changed.emit()
        if entry.job.cancel.cancelled:
            return
        if error is None:
            entry.done(result)
        elif entry.failed is not None:
            entry.failed(error)
        else:
            self.failed.emit(error)

    @Slot(int, object)
    def _on_progressed(self, job_id: int, progress: Progress) -> None:
        entry = self._entries.get(job_id)
        if entry is not None and entry.progress is not None:
            entry.progress(progress)
