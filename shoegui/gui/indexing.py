"""Index runs as the window sees them: one at a time, the others wait; state, rate, time left.

Everything that shows or starts indexing (wizard, status bar, library page, keeping up) goes through
the one controller. What indexing does is the engine's.
"""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal, TypeVar

from PySide6.QtCore import QObject, Signal, SignalInstance

from shoegui.gui.engine import Engine
from shoegui.gui.index_progress import RunProgress
from shoegui.gui.index_requests import Errand, Request, Stop, joined, queued, without
from shoegui.gui.jobs import Job, Jobs
from shoegui.library.options import IndexOptions
from shoegui.library.report import Report

Result = TypeVar("Result")
State = Literal["idle", "running", "paused"]

CHANNEL = "index"


class IndexingController(QObject):
    """Runs one index run after the other. Lives in the GUI thread.

    `progressed` brings a `Progress`, pictures per second (0 unknown) and seconds left (-1 unknown);
    `photo_indexed` now and then the content hash (bytes) of a photo that was just indexed. A run
    ends with `finished` (a `Report`, cancelled or not) or `failed` (the exception); then `run` and
    `background` still speak of the run that ended. `library_changed` comes after work of `alone`.
    """

    started = Signal()
    progressed = Signal(object, float, float)
    photo_indexed = Signal(object)
    finished = Signal(object)
    failed = Signal(object)
    library_changed = Signal()
    state_changed = Signal()

    def __init__(self, engine: Engine, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.engine = engine
        self.jobs = jobs
        self._numbers = itertools.count(1)
        self._waiting: list[Request] = []
        self._errands: list[Errand] = []
        self._request: Request | None = None
        self._job: Job | None = None
        self._stop: Stop | None = None
        self._errand_runs = False
        self._telling = False
        self._interrupted = False
        self._paused = False
        self._gentle = False
        self._earlier: dict[int, Report] = {}
        self._said: int | None = None
        self._last: Request | None = None
        self._lock = threading.Lock()
        self._progress = RunProgress(self)
        self._progress.progressed.connect(self.progressed)
        self._progress.photo_indexed.connect(self.photo_indexed)

    @property
    def state(self) -> State:
        """Whether photos are being indexed now."""
        if self._request is None:
            return "idle"
        return "paused" if self._paused else "running"

    @property
    def run(self) -> int:
        """The number, as given by `start`, of the run under way or of the last one; 0 for none."""
        request = self._request or self._last
        return 0 if request is None else request.number

    @property
    def folders(self) -> tuple[Path, ...]:
        """What that run is over; empty for all folders of the library."""
        request = self._request or self._last
        return () if request is None else request.folders

    @property
    def background(self) -> bool:
        """Whether that run was started by the program and not by a person."""
        request = self._request or self._last
        return request is not None and request.background

    @property
    def stopping(self) -> bool:
        """Whether the run was told to stop and has not ended yet."""
        return self._stop is not None and self._stop.cancelled

    @property
    def gentle(self) -> bool:
        """Whether runs use one processor core only."""
        return self._gentle

    def set_gentle(self, gentle: bool) -> None:
        """Use one core only, or again as many as a run asks for; the run under way too."""
        if gentle != self._gentle:
            self._gentle = gentle
            if not self._paused:
                self._interrupt()
            self.state_changed.emit()

    def start(
        self, folders: Sequence[Path], options: IndexOptions, *, background: bool = False
    ) -> int:
        """Index `folders`, or all of the library's, now or after what runs; returns its number.

        A run that is already waiting and wants the same takes it over. A background run makes way.
        """
        request = Request(next(self._numbers), tuple(folders), options, background)
        self._waiting, number = queued(self._waiting, request)
        if self._request is not None and self._request.background and not background:
            self._interrupt()
        self._next()
        return number

    def pause(self) -> None:
        """Let the run wait; it holds its place."""
        if self._job is None or self._request is None or self._paused:
            return
        self._paused = True
        self._job.cancel.pause()
        self._progress.pause()
        self.state_changed.emit()

    def resume(self) -> None:
        """Go on after `pause`."""
        if not self._paused:
            return
        self._paused = False
        self._progress.pause()
        if self._job is not None:
            self._job.cancel.resume()
        self.state_changed.emit()

    def cancel(self) -> None:
        """Stop the run; what is done stays. `finished` follows. Runs that wait go on after it."""
        if self._stop is not None:
            self._interrupted = False
            self._stop.cancel()
            self.state_changed.emit()

    def alone(
        self,
        work: Callable[[Job], Result],
        *,
        done: Callable[[Result], None],
        failed: Callable[[Exception], None] | None = None,
        forgets: Path | None = None,
    ) -> None:
        """Do something else that writes to the library: a run makes way for it and then goes on.

        `forgets` names a folder that `work` takes out of the library, so that no run that goes on
        afterwards adds it again.
        """
        self._errands.append(Errand(work, done, failed, forgets))
        if self._request is not None:
            self._interrupt()
        self._next()

    def close(self) -> None:
        """Stop everything at once; nothing is reported any more."""
        self._progress.end()
        self._waiting.clear()
        self._errands.clear()
        self.jobs.cancel_channel(CHANNEL)
        self._request = self._job = self._stop = None

    def _interrupt(self) -> None:
        if self._stop is not None and not self._stop.cancelled:
            self._interrupted = True
            self._stop.cancel()

    def _next(self) -> None:
        if self._request is not None or self._errand_runs or self._telling:
            return
        if self._errands:
            self._run_errand(self._errands.pop(0))
        elif self._waiting:
            self._begin(self._waiting.pop(0))

    def _begin(self, request: Request) -> None:
        self._request = self._last = request
        self._interrupted = False
        self._job = self.jobs.start(
            lambda job: self._index(job, request),
            done=self._on_report,
            failed=self._on_failure,
            channel=CHANNEL,
        )
        self._stop = self._stop_of(self._job)
        if self._paused:
            self._job.cancel.pause()
        self._progress.begin(self._job.cancel)
        if self._said != request.number:
            self._said = request.number
            self.started.emit()
        self.state_changed.emit()

    def _stop_of(self, job: Job) -> Stop:
        """The token of a job's run, made by whichever of the two threads needs it first."""
        with self._lock:
            if self._stop is None:
                self._stop = Stop(job.cancel)
            return self._stop

    def _index(self, job: Job, request: Request) -> Report:
        options = replace(request.options, threads=1) if self._gentle else request.options
        return self.engine.index(
            request.folders,
            options,
            self._stop_of(job),
            self._progress.note,
            self._progress.note_photo,
        )

    def _on_report(self, report: Report) -> None:
        request = self._request
        assert request is not None
        report = joined(self._earlier.pop(request.number, None), report)
        if report.cancelled and self._interrupted:
            self._earlier[request.number] = report
            self._waiting = [request, *self._waiting]
            if request.background:
                self._waiting.sort(key=lambda one: one.background)
            self._over()
            self._next()
            return
        self._progress.tell()
        self._end()
        self._tell(self.finished, report)
        self._next()

    def _on_failure(self, error: Exception) -> None:
        if self._request is not None:
            self._earlier.pop(self._request.number, None)
        self._end()
        self._tell(self.failed, error)
        self._next()

    def _end(self) -> None:
        self._paused = False
        self._over()
        self.state_changed.emit()

    def _tell(self, signal: SignalInstance, value: object) -> None:
        # A run that a listener starts must wait until all of them know of this one's end.
        self._telling = True
        signal.emit(value)
        self._telling = False

    def _over(self) -> None:
        self._progress.end()
        self._request = self._job = self._stop = None

    def _run_errand(self, errand: Errand) -> None:
        self._errand_runs = True

        def done(result: object) -> None:
            self._errand_runs = False
            if errand.forgets is not None:
                self._forget(errand.forgets)
            errand.done(result)
            self.library_changed.emit()
            self._next()

        def failed(error: Exception) -> None:
            self._errand_runs = False
            if errand.failed is not None:
                errand.failed(error)
            else:
                self.jobs.failed.emit(error)
            self._next()

        self.jobs.start(errand.work, done=done, failed=failed, channel=CHANNEL)

    def _forget(self, folder: Path) -> None:
        left = [(one, without(one, folder)) for one in self._waiting]
        self._waiting = [rest for _, rest in left if rest is not None]
        for request, rest in left:
            if rest is None and request.number in self._earlier:
                self._last = request
                self._paused = False
                self._tell(self.finished, self._earlier.pop(request.number))
                self.state_changed.emit()
