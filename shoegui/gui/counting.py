"""How much is in the library, counted in a job. Who wants to know is told each time."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from shoegui.gui.jobs import Jobs
from shoegui.gui.library_chooser import summarise

if TYPE_CHECKING:
    from shoegui.gui.engine import Engine

_SECONDS_BETWEEN = 2.0
_CHANNEL = "count"


class Counting(QObject):
    """`counted` carries a `Summary`, `trouble` an exception."""

    counted = Signal(object)
    trouble = Signal(object)

    def __init__(self, engine: Engine, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._engine = engine
        self._jobs = jobs
        self._counted_at = 0.0

    def count(self) -> None:
        """Count now."""
        self._jobs.start(
            lambda _job: summarise(self._engine),
            done=self.counted.emit,
            failed=self.trouble.emit,
            channel=_CHANNEL,
        )

    def take_photo(self) -> None:
        """A photo was indexed: what is there to search in grows while somebody looks."""
        now = time.monotonic()
        if now - self._counted_at > _SECONDS_BETWEEN:
            self._counted_at = now
            self.count()
