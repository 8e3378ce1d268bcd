"""What has changed on disk since the catalogue was last brought up to date.

Compares a scan with the catalogue, directory by directory, and reads no file. What to do about the
changes is `indexing`'s.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from shoegui.basics.paths import lies_in
from shoegui.basics.phrase import Phrase
from shoegui.basics.progress import CancelToken, Progress, ProgressCallback
from shoegui.library.catalogue import Catalogue, Folder, KnownFile
from shoegui.photos.scan import ScanRules, root_state, scan


@dataclass(frozen=True, slots=True)
class ToRead:
    """A file that has to be read: new, changed, or without features.

    `photo_id` is the photo that was known at this place, or None.
    """

    directory_id: int
    directory: str
    name: str
    size: int
    mtime_ns: int
    photo_id: int | None

    @property
    def path(self) -> str:
        """Where the file lies."""
        return os.path.join(self.directory, self.name)


@dataclass(slots=True)
class Changes:
    """What a scan of one folder found.

    `unwanted` are photos that may well be there, of a kind of file that is no longer looked at.
    """

    to_read: list[ToRead] = field(default_factory=list)
    unchanged: int = 0
    back_online: list[int] = field(default_factory=list)
    vanished: list[int] = field(default_factory=list)
    unwanted: list[int] = field(default_factory=list)
    unreachable: list[int] = field(default_factory=list)
    skipped_gone: list[tuple[int, list[str]]] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)
    why_unreachable: str = ""


def find_changes(
    catalogue: Catalogue,
    folder: Folder,
    start: Path,
    *,
    rules: ScanRules,
    lacking: set[int],
    prune: bool,
    cancel: CancelToken,
    progress: ProgressCallback,
) -> Changes:
    """Compare `start`, which is `folder` or lies in it, with the catalogue.

    `lacking` are photos that have no features yet. With `prune` a folder that looks suspiciously
    empty is believed. New directories are added to the catalogue; nothing else is written.
    """
    changes = Changes()
    state = root_state(start)
    known_directories = {
        path: number
        for path, number in catalogue.directories(folder.id).items()
        if lies_in(path, os.fspath(start))
    }
    if state == "absent" and prune and not start.exists():
        _compare_missing_directories(catalogue, changes, known_directories, set(), rules)
        return changes
    if state == "absent" and not prune:
        changes.unreachable = _photos_in(catalogue, known_directories.values())
        changes.why_unreachable = Phrase("it is not there now")
        return changes
    lacking_in = catalogue.directories_of(lacking)
    seen: set[str] = set()
    found = 0
    for directory, files in scan(
        start, rules, cancel=cancel, on_problem=lambda *one: changes.problems.append(one)
    ):
        seen.add(directory)
        found += len(files)
        number = known_directories.get(directory)
        if number is None:
            if not files:
                continue
            number = catalogue.add_directory(folder.id, directory)
        lacking_here = lacking if number in lacking_in else set()
        _compare(catalogue, changes, number, directory, files, lacking_here, rules)
        progress(Progress("Looking for photos", found, detail=directory))
    _compare_missing_directories(catalogue, changes, known_directories, seen, rules)
    # An unmounted drive leaves an empty folder behind: that is no reason to forget its photos.
    if changes.vanished and not found and not prune:
        changes.unreachable += changes.vanished
        changes.vanished, changes.skipped_gone = [], []
        changes.why_unreachable = Phrase(
            "no photo is left in it, as if its drive were not connected"
        )
    return changes


def _compare(
    catalogue: Catalogue,
    changes: Changes,
    number: int,
    directory: str,
    files: Sequence[tuple[str, int, int]],
    lacking: set[int],
    rules: ScanRules,
) -> None:
    # The usual case, and the one that counts: sets are compared at a hundred nanoseconds a file.
    if not lacking and set(files) == catalogue.seen_files(number):
        changes.unchanged += len(files)
        return
    known = catalogue.known_files(number)
    for name, size, mtime_ns in files:
        before = known.pop(name, None)
        photo_id = None
        if before is not None:
            _, known_size, known_mtime_ns, photo_id, offline = before
            if size == known_size and mtime_ns == known_mtime_ns:
                if offline and photo_id is not None:
                    changes.back_online.append(photo_id)
                if photo_id not in lacking:
                    changes.unchanged += photo_id is not None
                    continue
        changes.to_read.append(ToRead(number, directory, name, size, mtime_ns, photo_id))
    for path, _reason in changes.problems:
        # Nothing is known of a file that the disk cannot tell about.
        if Path(path).parent == Path(directory):
            *_, photo_id, _ = known.pop(Path(path).name, ("", 0, 0, None, 0))
            if photo_id is not None:
                changes.unreachable.append(photo_id)
    if known:
        _gone(changes, number, known, rules)


def _gone(changes: Changes, number: int, known: dict[str, KnownFile], rules: ScanRules) -> None:
    for name, _, _, photo_id, _ in known.values():
        if photo_id is not None:
            (changes.vanished if rules.wants(name) else changes.unwanted).append(photo_id)
    skipped = [name for name, _, _, photo_id, _ in known.values() if photo_id is None]
    if skipped:
        changes.skipped_gone.append((number, skipped))


def _compare_missing_directories(
    catalogue: Catalogue,
    changes: Changes,
    known_directories: dict[str, int],
    seen: set[str],
    rules: ScanRules,
) -> None:
    closed = [path for path, _reason in changes.problems]
    for path, number in known_directories.items():
        if path in seen:
            continue
        if any(lies_in(path, one) for one in closed):
            changes.unreachable += catalogue.photo_ids(directory_id=number)
        else:
            _gone(changes, number, catalogue.known_files(number), rules)


def _photos_in(catalogue: Catalogue, directories: Iterable[int]) -> list[int]:
    return [one for number in directories for one in catalogue.photo_ids(directory_id=number)]
