"""Noticing that photos in chosen folders change, while the program is open.

Tells that a folder changed and not how: an index run finds that out. Where the system cannot
report changes (network drives, too many folders) a folder is said to have changed now and then.
"""

from __future__ import annotations

import errno
import os
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from shoegui.basics.paths import lies_in
from shoegui.library.mounts import is_remote
from shoegui.photos.suffixes import OTHER_SUFFIXES, suffix_of

if TYPE_CHECKING:
    from watchdog.events import FileSystemEvent
    from watchdog.observers.api import BaseObserver

How = Literal["watched", "limit", "network", "impossible", "absent"]
"""`watched`: changes are reported at once. The others are looked at now and then instead, because
the system's limit for watches is reached, or they lie on a network drive, or the system cannot;
`absent`: it is not there now."""


@dataclass(frozen=True, slots=True)
class Watched:
    """A folder to be watched, with its subfolders or without."""

    path: Path
    recursive: bool = True


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds: a folder is reported when it has been `quiet`, or `longest` after its first change.

    `period` is between two reports of a folder that cannot be watched, `look` between two looks
    whether a folder was disconnected or came back.
    """

    quiet: float = 2.0
    longest: float = 30.0
    period: float = 300.0
    look: float = 20.0


class Debounce:
    """Many changes become one report: after a quiet while, or when it has lasted too long."""

    def __init__(self, quiet: float, longest: float) -> None:
        self._quiet = quiet
        self._longest = longest
        self._waiting: dict[Path, tuple[float, float]] = {}

    def changed(self, folder: Path, now: float) -> None:
        """Something changed in `folder` at `now`, in seconds of any clock."""
        first, _ = self._waiting.get(folder, (now, now))
        self._waiting[folder] = first, now

    def due(self, now: float) -> list[Path]:
        """The folders whose report is due, which are then forgotten."""
        ready = [one for one in self._waiting if self._when(one) <= now]
        for one in ready:
            del self._waiting[one]
        return ready

    def next_due(self) -> float | None:
        """When the next report will be due, if nothing more changes."""
        return min(map(self._when, self._waiting), default=None)

    def _when(self, folder: Path) -> float:
        first, last = self._waiting[folder]
        return min(last + self._quiet, first + self._longest)


class Watcher:
    """Watches folders until `stop`. Calls back from a thread of its own.

    `on_change` gets the folder, one of those asked for, in which something changed; `on_state` how
    each is looked after, at first and whenever that changes.
    """

    def __init__(
        self,
        folders: Sequence[Watched],
        *,
        ignored: Iterable[Path],
        on_change: Callable[[Path], None],
        on_state: Callable[[Path, How], None],
        pace: Pace | None = None,
        is_remote: Callable[[Path], bool] = is_remote,
    ) -> None:
        """`ignored` are the program's own folders."""
        self._folders = tuple(folders)
        self._ignored = tuple({os.path.realpath(one) for one in ignored})
        self._on_change = on_change
        self._on_state = on_state
        self._pace = pace or Pace()
        self._is_remote = is_remote
        self._debounce = Debounce(self._pace.quiet, self._pace.longest)
        self._condition = threading.Condition()
        self._stopping = False
        self._observers: dict[Path, tuple[BaseObserver, tuple[int, int] | None]] = {}
        self._states: dict[Path, How] = {}
        # A drive that no longer answers must not keep the program from ending.
        self._thread = threading.Thread(target=self._run, name="watcher", daemon=True)

    def start(self) -> None:
        """Begin. Returns at once; how the folders are watched comes through `on_state`."""
        self._thread.start()

    def stop(self) -> None:
        """End, and wait until nothing calls back any more."""
        with self._condition:
            self._stopping = True
            self._condition.notify()
        if self._thread.ident is not None:
            self._thread.join(timeout=5)

    def _run(self) -> None:
        try:
            for folder in self._folders:
                if self._stopping:
                    return
                self._look_at(folder, first=True)
            self._report_changes()
        finally:
            for path in list(self._observers):
                self._unwatch(path)

    def _report_changes(self) -> None:
        now = time.monotonic()
        look, period = now + self._pace.look, now + self._pace.period
        while True:
            with self._condition:
                wake = min(look, period, self._debounce.next_due() or period)
                if not self._stopping:
                    self._condition.wait(max(0.0, wake - time.monotonic()))
                if self._stopping:
                    return
                now = time.monotonic()
                due = self._debounce.due(now)
            for path in due:
                self._on_change(path)
            if now >= look:
                look = now + self._pace.look
                for folder in self._folders:
                    self._look_at(folder)
            if now >= period:
                period = now + self._pace.period
                for path, how in list(self._states.items()):
                    if how not in ("watched", "absent"):
                        self._on_change(path)

    def _look_at(self, folder: Watched, *, first: bool = False) -> None:
        """Begin to watch a folder that is there, and see whether it came, went or was replaced."""
        path = folder.path
        before = self._states.get(path)
        if before in ("limit", "network", "impossible"):
            return
        identity = _identity(path)
        if identity is None:
            how: How = "absent"
            self._unwatch(path)
        elif before == "watched" and self._observers[path][1] == identity:
            return
        else:
            self._unwatch(path)
            how = self._watch(folder, identity)
        if how != before:
            self._states[path] = how
            self._on_state(path, how)
        if not first and before != how and "absent" in (before, how):
            self._on_change(path)

    def _watch(self, folder: Watched, identity: tuple[int, int]) -> How:
        from watchdog import events
        from watchdog.observers import Observer

        if self._is_remote(folder.path):
            return "network"
        # Not the opening of files, which reading the photos would cause.
        wanted: list[type[events.FileSystemEvent]] = [
            events.FileCreatedEvent,
            events.FileModifiedEvent,
            events.FileMovedEvent,
            events.FileDeletedEvent,
            events.DirCreatedEvent,
            events.DirMovedEvent,
            events.DirDeletedEvent,
        ]
        handler = events.FileSystemEventHandler()
        handler.on_any_event = lambda event: self._met(folder.path, event)  # type: ignore[method-assign]
        try:
            # One for each folder: a folder that is too large gives back all that it took.
            observer = Observer()
            observer.start()
        except OSError as error:
            return _why(error)
        try:
            observer.schedule(
                handler, os.fspath(folder.path), recursive=folder.recursive, event_filter=wanted
            )
        except OSError as error:
            observer.stop()
            observer.join()
            return _why(error)
        self._observers[folder.path] = observer, identity
        return "watched"

    def _unwatch(self, path: Path) -> None:
        observer, _ = self._observers.pop(path, (None, None))
        if observer is not None:
            observer.stop()
            observer.join()

    def _met(self, folder: Path, event: FileSystemEvent) -> None:
        paths = [os.fsdecode(one) for one in (event.src_path, event.dest_path) if one]
        if not any(self._matters(one, is_folder=event.is_directory) for one in paths):
            return
        with self._condition:
            self._debounce.changed(folder, time.monotonic())
            self._condition.notify()

    def _matters(self, path: str, *, is_folder: bool) -> bool:
        if not is_folder and suffix_of(os.path.basename(path)) in OTHER_SUFFIXES:  # noqa: PTH119
            return False
        real = os.path.join(os.path.realpath(os.path.dirname(path)), os.path.basename(path))  # noqa: PTH119, PTH120
        return not any(lies_in(real, one) for one in self._ignored)


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _why(error: OSError) -> How:
    return "limit" if error.errno in (errno.ENOSPC, errno.EMFILE) else "impossible"
