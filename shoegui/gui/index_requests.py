"""What indexing is asked for, what waits, and how two parts of one run become one report.

Values and rules of the queue, without Qt. Who runs them is `indexing`.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from shoegui.basics.paths import lies_in
from shoegui.basics.progress import Cancelled, CancelToken
from shoegui.gui.jobs import Job
from shoegui.library.options import IndexOptions
from shoegui.library.report import Report

_WINDOW_SECONDS = 15.0
_LEAST_SECONDS = 1.5


@dataclass(frozen=True, slots=True)
class Request:
    """An index run that was asked for. No `folders` means all of the library's.

    A `background` one nobody waits for: it makes way for others.
    """

    number: int
    folders: tuple[Path, ...]
    options: IndexOptions
    background: bool


@dataclass(frozen=True, slots=True)
class Errand:
    """Other work that needs the library for itself; `forgets` is a folder it takes out."""

    work: Callable[[Job], Any]
    done: Callable[[Any], None]
    failed: Callable[[Exception], None] | None
    forgets: Path | None


def queued(waiting: list[Request], new: Request) -> tuple[list[Request], int]:
    """`waiting` with `new` in it, and the number of the request that will do what it asks.

    Two with the same options become one; what somebody waits for comes first.
    """
    for place, one in enumerate(waiting):
        if one.options != new.options or bool(one.folders) != bool(new.folders):
            continue
        folders = tuple(dict.fromkeys((*one.folders, *new.folders)))
        both = replace(one, folders=folders, background=one.background and new.background)
        rest = [*waiting[:place], *waiting[place + 1 :]]
        return sorted([*rest, both], key=lambda request: request.background), both.number
    return sorted([*waiting, new], key=lambda request: request.background), new.number


def without(request: Request, folder: Path) -> Request | None:
    """What is left of `request` when `folder` is no longer in the library."""
    if not request.folders:
        return request
    left = tuple(
        one for one in request.folders if not lies_in(os.path.abspath(one), os.path.abspath(folder))
    )
    return replace(request, folders=left) if left else None


def joined(earlier: Report | None, later: Report) -> Report:
    """One report of a run that was interrupted and went on."""
    if earlier is None:
        return later
    known = {one.path for one in earlier.skipped}
    repeated = [one for one in later.skipped if one.path in known]
    return replace(
        later,
        added=earlier.added + later.added,
        updated=earlier.updated + later.updated,
        moved=earlier.moved + later.moved,
        removed=earlier.removed + later.removed,
        # What the first part read the second finds unchanged.
        unchanged=max(0, later.unchanged - earlier.added - earlier.updated - earlier.moved),
        skipped=[*earlier.skipped, *(one for one in later.skipped if one.path not in known)],
        skipped_before=max(0, later.skipped_before - (len(known) - len(repeated))),
        seconds=earlier.seconds + later.seconds,
    )


class Rate:
    """How many are done each second, over the last while. Feed it the clock's seconds."""

    def __init__(self) -> None:
        self._samples: deque[tuple[float, int]] = deque()

    def restart(self) -> None:
        """Forget what was: another stage, or a pause."""
        self._samples.clear()

    def add(self, now: float, done: int) -> None:
        """`done` are done at `now`."""
        if self._samples and done < self._samples[-1][1]:
            self.restart()
        self._samples.append((now, done))
        while now - self._samples[0][0] > _WINDOW_SECONDS:
            self._samples.popleft()

    @property
    def per_second(self) -> float:
        """The rate; 0 while it is not known."""
        if len(self._samples) < 2:
            return 0.0
        (start, before), (end, after) = self._samples[0], self._samples[-1]
        return (after - before) / (end - start) if end - start >= _LEAST_SECONDS else 0.0

    def seconds_left(self, done: int, total: int | None) -> float:
        """How long the rest will take; -1 while it is not known."""
        rate = self.per_second
        return -1.0 if total is None or rate <= 0 else (total - done) / rate


class Stop(CancelToken):
    """Stops a run that still delivers its report, which a cancelled job does not.

    Pausing, and the end of the program, come from the job's own token.
    """

    def __init__(self, job: CancelToken) -> None:
        super().__init__()
        self._job = job

    def cancel(self) -> None:
        """Stop at the next opportunity."""
        super().cancel()
        self._job.resume()

    @property
    def cancelled(self) -> bool:
        """Whether this run, or its job, was told to stop."""
        return super().cancelled or self._job.cancelled

    @property
    def paused(self) -> bool:
        """Whether the job is told to wait."""
        return self._job.paused

    def raise_if_cancelled(self) -> None:
        """Raise `Cancelled` if told to stop; wait here for as long as told to pause."""
        if not super().cancelled:
            self._job.raise_if_cancelled()
        if self.cancelled:
            raise Cancelled
