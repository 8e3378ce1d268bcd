"""Jobs of one dialog: when it closes, none of them may bring a result any more."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from shoegui.basics.progress import Progress
from shoegui.gui.jobs import Job, Jobs

Result = TypeVar("Result")


class JobScope:
    """Starts jobs like `Jobs`, and can cancel all that it started."""

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs
        self._started: set[int] = set()

    def start(
        self,
        work: Callable[[Job], Result],
        *,
        done: Callable[[Result], None],
        failed: Callable[[Exception], None] | None = None,
        progress: Callable[[Progress], None] | None = None,
        channel: str = "",
    ) -> Job:
        """As `Jobs.start`."""
        job = self._jobs.start(work, done=done, failed=failed, progress=progress, channel=channel)
        alive = {one.id for one in self._jobs.running()}
        self._started = {one for one in self._started if one in alive} | {job.id}
        return job

    def cancel(self, job_id: int) -> None:
        """As `Jobs.cancel`."""
        self._jobs.cancel(job_id)

    def close(self) -> None:
        """Cancel what still runs; its results are dropped."""
        for one in self._started:
            self._jobs.cancel(one)
        self._started.clear()
