"""Keeps the recent queries of a history on the disk. What they are is `history`'s business."""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from shoegui.gui.asked import Items
from shoegui.gui.history import History, read_recent, write_recent
from shoegui.gui.jobs import Jobs

_CHANNEL = "recent"


class Remembering(QObject):
    """Reads the file once, in a job, and writes it when it is told to.

    `known` comes when the older queries are in the history or are forgotten, `trouble` with an
    exception.
    """

    known = Signal()
    trouble = Signal(object)

    def __init__(self, history: History, jobs: Jobs, file: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._history = history
        self._jobs = jobs
        self._file = file
        self._read = False
        self._content = b""
        self._writing = threading.Lock()

    def start(self) -> None:
        """Read what an earlier time left."""
        file = self._file
        self._jobs.start(lambda _job: read_recent(file), done=self._on_read, channel=_CHANNEL)

    def save(self) -> None:
        """Keep what is known now."""
        # Before the older ones are known, saving would forget them.
        if not self._read:
            return
        self._content = self._history.to_json()
        self._jobs.start(
            lambda _job: self._write(),
            done=lambda _none: None,
            failed=self.trouble.emit,
        )

    def _write(self) -> None:
        # Jobs overtake one another: whoever comes last writes what is known last.
        with self._writing:
            write_recent(self._file, self._content)

    def forget(self) -> None:
        """Forget the queries before this one, on the disk too."""
        self._history.forget()
        self.save()
        self.known.emit()

    def _on_read(self, recent: list[Items]) -> None:
        self._history.add_older(recent)
        self._read = True
        self.known.emit()
