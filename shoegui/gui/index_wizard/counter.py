"""Counts the photos of the plan's folders in the background, again whenever the rules change."""

from __future__ import annotations

import math
import os
import time
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from shoegui.basics.progress import Progress
from shoegui.gui.engine import Engine
from shoegui.gui.engine_words import fault_said
from shoegui.gui.job_scope import JobScope
from shoegui.gui.jobs import Job
from shoegui.library.counting import Count, count
from shoegui.library.plan import IndexPlan
from shoegui.photos.scan import ScanRules

_REPORT_SECONDS = 0.1


class FolderCounter(QObject):
    """Knows how many photos each folder of a plan holds, so far or for certain."""

    changed = Signal()

    def __init__(self, engine: Engine, jobs: JobScope, plan: IndexPlan, parent: QObject) -> None:
        super().__init__(parent)
        self._engine = engine
        self._jobs = jobs
        self._plan = plan
        self._rules: ScanRules | None = None
        self._running: dict[Path, Job] = {}
        self._so_far: dict[Path, int] = {}
        self._counts: dict[Path, Count] = {}

    def update(self) -> None:
        """Count what the plan asks for now and was not counted so."""
        if self._plan.rules != self._rules:
            self.stop()
            self._counts.clear()
            self._rules = self._plan.rules
        wanted = self._plan.folders()
        for path in [one for one in self._running if one not in wanted]:
            self._jobs.cancel(self._running.pop(path).id)
        for path in wanted:
            if path not in self._counts and path not in self._running:
                self._start(path, self._plan.rules)
        self.changed.emit()

    def stop(self) -> None:
        """Count no further."""
        for job in self._running.values():
            self._jobs.cancel(job.id)
        self._running.clear()
        self._so_far.clear()

    @property
    def counting(self) -> bool:
        """Whether some folder is still being counted."""
        return bool(self._running)

    def count_of(self, path: Path) -> Count | None:
        """What is in a folder; None while it is being counted."""
        return self._counts.get(path)

    def photos_in(self, path: Path) -> int:
        """How many photos were found in a folder so far."""
        done = self._counts.get(path)
        return self._so_far.get(path, 0) if done is None else done.photos

    def total(self) -> int:
        """How many photos were found so far in all folders of the plan."""
        return sum(self.photos_in(one) for one in self._plan.folders())

    def counts(self) -> list[Count]:
        """The finished counts of the plan's folders."""
        return [self._counts[one] for one in self._plan.folders() if one in self._counts]

    def samples(self) -> list[str]:
        """Paths of some pictures, more of them from larger folders."""
        counts = [one for one in self.counts() if one.samples]
        photos = sum(one.photos for one in counts)
        chosen: list[str] = []
        for one in counts:
            share = math.ceil(len(one.samples) * one.photos / photos)
            chosen += one.samples[:share]
        return chosen

    def _start(self, path: Path, rules: ScanRules) -> None:
        def work(job: Job) -> Count:
            said = 0.0

            def report(so_far: Count) -> None:
                nonlocal said
                if time.monotonic() - said > _REPORT_SECONDS:
                    said = time.monotonic()
                    job.report(Progress("Looking for photos", so_far.photos))

            return count(
                path,
                rules,
                self._engine.library.catalogue,
                self._engine.paths,
                cancel=job.cancel,
                progress=report,
            )

        self._running[path] = self._jobs.start(
            work,
            done=lambda found: self._finished(path, found),
            failed=lambda error: self._failed(path, error),
            progress=lambda progress: self._progressed(path, progress.done),
            channel=f"wizard-count-{os.fspath(path)}",
        )

    def _progressed(self, path: Path, photos: int) -> None:
        self._so_far[path] = photos
        self.changed.emit()

    def _finished(self, path: Path, found: Count) -> None:
        self._running.pop(path, None)
        self._counts[path] = found
        self.changed.emit()

    def _failed(self, path: Path, error: Exception) -> None:
        self._finished(path, Count(problems=((os.fspath(path), fault_said(error)),)))
