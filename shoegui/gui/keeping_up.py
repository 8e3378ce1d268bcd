"""Keeps the library up to date by itself: a look at start, watching, pausing, being gentle.

Decides when; the index runs are `indexing`'s, and noticing changes is the library's `watching`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from shoegui.basics.errors import LibraryBusyError, UserFacingError
from shoegui.basics.settings import change_settings, load_settings
from shoegui.gui import index_words as words
from shoegui.gui.engine import Engine
from shoegui.gui.indexing import IndexingController
from shoegui.gui.jobs import Job
from shoegui.library.options import IndexOptions

if TYPE_CHECKING:
    from shoegui.library.watching import How, Pace, Watched, Watcher

_START_MS = 1500
_RETRY_MS = 60_000
_FOLDERS = "keeping-up-folders"

translate = QCoreApplication.translate


class KeepingUp(QObject):
    """Re-scans the library's folders at start and when they change, until `close`.

    `note` brings a sentence that a person may want to read; `changed` comes when `paused` or
    `gentle` did.
    """

    note = Signal(str)
    changed = Signal()

    _folder_changed = Signal(object)
    _folder_looked_after = Signal(object, str)

    def __init__(
        self,
        engine: Engine,
        indexing: IndexingController,
        parent: QObject | None = None,
        *,
        settings_file: Path | None = None,
        pace: Pace | None = None,
        start_ms: int = _START_MS,
    ) -> None:
        """`settings_file` is the library's own where none is named."""
        super().__init__(parent)
        self._engine = engine
        self._indexing = indexing
        self._settings_file = settings_file or engine.paths.settings_file
        self._pace = pace
        self._watcher: Watcher | None = None
        self._watched: tuple[Watched, ...] = ()
        self._states: dict[Path, How] = {}
        self._paused = False
        self._waiting: list[tuple[Path, ...]] = []
        self._begun = False
        self._closed = False
        self._begin = self._timer(start_ms)
        self._begin.timeout.connect(lambda: self._rescan(()))
        self._retry = self._timer(_RETRY_MS)
        self._retry.timeout.connect(lambda: self._rescan(()))
        self._folder_changed.connect(self._on_folder_changed)
        self._folder_looked_after.connect(self._on_looked_after)
        indexing.finished.connect(self.refresh)
        indexing.library_changed.connect(self.refresh)
        indexing.failed.connect(self._on_failure)

    @property
    def paused(self) -> bool:
        """Whether everything is to wait."""
        return self._paused

    @property
    def gentle(self) -> bool:
        """Whether indexing uses one processor core only."""
        return self._indexing.gentle

    @property
    def how(self) -> dict[Path, How]:
        """How each folder is looked after."""
        return dict(self._states)

    def recall(self) -> None:
        """Be as gentle as the last time."""
        file = self._settings_file

        def gentle(_job: Job) -> bool:
            try:
                return load_settings(file).threads == 1
            except UserFacingError:
                # Said already when the program started.
                return False

        self._indexing.jobs.start(gentle, done=self._be_gentle)

    def start(self) -> None:
        """Begin: watch the folders, and look through them once, a little later and gently."""
        self.refresh()

    def refresh(self) -> None:
        """The library's folders may be others than before: watch those that there are now."""
        if self._closed:
            return
        library = self._engine.library

        def folders(_job: Job) -> tuple[Watched, ...]:
            from shoegui.library.watching import Watched

            return tuple(
                Watched(one.path, one.rules.recursive) for one in library.catalogue.folders()
            )

        self._indexing.jobs.start(folders, done=self._watch, channel=_FOLDERS)

    def pause_everything(self, paused: bool) -> None:
        """Let everything wait, or go on; what changed meanwhile is then looked at."""
        if paused == self._paused:
            return
        self._paused = paused
        if paused:
            self._indexing.pause()
        else:
            self._indexing.resume()
            waiting, self._waiting = self._waiting, []
            for folders in waiting:
                self._rescan(folders)
        self.changed.emit()

    def set_gentle(self, gentle: bool) -> None:
        """Use one core only, or all, and remember it for the next start."""
        if gentle == self.gentle:
            return
        self._indexing.set_gentle(gentle)
        file = self._settings_file
        self._indexing.jobs.start(
            lambda _job: change_settings(file, threads=1 if gentle else 0),
            done=lambda _settings: None,
        )
        self.changed.emit()

    def close(self) -> None:
        """Watch no more and start nothing more."""
        self._closed = True
        self._begin.stop()
        self._retry.stop()
        watcher, self._watcher = self._watcher, None
        if watcher is not None:
            watcher.stop()

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        return timer

    def _be_gentle(self, gentle: bool) -> None:
        if self._closed:
            return
        self._indexing.set_gentle(gentle)
        self.changed.emit()

    def _rescan(self, folders: tuple[Path, ...]) -> None:
        """In the background, with one core, and not at all in a library without folders."""
        if self._closed or not self._watched:
            return
        if self._paused:
            self._waiting += [] if folders in self._waiting else [folders]
            return
        options = IndexOptions(device=self._engine.device, threads=1)
        self._indexing.start(folders, options, background=True)

    def _watch(self, folders: tuple[Watched, ...]) -> None:
        from shoegui.library.watching import Watcher

        if self._closed or folders == self._watched:
            return
        self._watched = folders
        before = self._watcher
        there = {one.path for one in folders}
        self._states = {path: how for path, how in self._states.items() if path in there}
        self._watcher = Watcher(
            folders,
            ignored=self._engine.paths.never_indexed(),
            on_change=self._folder_changed.emit,
            on_state=self._folder_looked_after.emit,
            pace=self._pace,
        )
        self._watcher.start()
        if not self._begun:
            self._begun = True
            self._begin.start()
        if before is not None:
            # Its threads may take a moment to end.
            self._indexing.jobs.start(lambda _job: before.stop(), done=lambda _none: None)

    def _on_folder_changed(self, folder: Path) -> None:
        if folder in {one.path for one in self._watched}:
            self._rescan((folder,))

    def _on_looked_after(self, folder: Path, how: How) -> None:
        if self._closed or self._states.get(folder) == how:
            return
        self._states[folder] = how
        text = _sentence(how)
        if text:
            self.note.emit(text.format(folder=words.name_of(folder)))

    def _on_failure(self, error: Exception) -> None:
        if self._indexing.background and isinstance(error, LibraryBusyError) and not self._closed:
            self._retry.start()


def _sentence(how: How) -> str:
    if how == "limit":
        return translate(
            "KeepingUp",
            "{folder} has more subfolders than the system can watch. It is looked through every"
            " few minutes instead.",
        )
    if how == "network":
        return translate(
            "KeepingUp",
            "{folder} is on a network drive, where changes cannot be watched. It is looked through"
            " every few minutes instead.",
        )
    if how == "impossible":
        return translate(
            "KeepingUp",
            "{folder} cannot be watched for changes. It is looked through every few minutes"
            " instead.",
        )
    return ""
