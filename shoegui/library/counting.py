"""How many photos a folder holds, and what of them the library knows already. Reads no file.

For showing before an index run; the run itself looks again (`changes`).
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from shoegui.basics.paths import AppPaths, lies_in
from shoegui.basics.progress import CancelToken
from shoegui.library.catalogue import Catalogue, KnownFile
from shoegui.photos.scan import FoundFile, ScanRules, root_state, scan
from shoegui.photos.suffixes import has_picture_suffix

SAMPLES = 24
"""How many pictures of a folder are remembered for a measurement."""


@dataclass(frozen=True, slots=True)
class Count:
    """What was found under one folder, so far or in all.

    Counts are files with a picture's name; `gone` are photos of the library that are no longer
    there. `samples` are paths of pictures drawn at random, `problems` paths that cannot be read and
    the reasons. `present` is False for a folder that is not there.
    """

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    gone: int = 0
    size: int = 0
    present: bool = True
    samples: tuple[str, ...] = ()
    problems: tuple[tuple[str, str], ...] = ()

    @property
    def photos(self) -> int:
        """All pictures that are there."""
        return self.new + self.changed + self.unchanged

    @property
    def differs(self) -> bool:
        """Whether an index run would have something to do."""
        return bool(self.new or self.changed or self.gone)


def count(
    folder: Path,
    rules: ScanRules,
    catalogue: Catalogue,
    paths: AppPaths,
    *,
    cancel: CancelToken,
    progress: Callable[[Count], None],
) -> Count:
    """Count what an index run over `folder` would find; `progress` gets the count so far.

    Raises `Cancelled`.
    """
    if root_state(folder) == "absent":
        return Count(present=False)
    counting = _Counting(catalogue, folder)
    rules = replace(rules, never_enter=paths.never_indexed())
    problems: list[tuple[str, str]] = []
    for directory, files in scan(
        folder, rules, cancel=cancel, on_problem=lambda *one: problems.append(one)
    ):
        counting.add(directory, files)
        progress(counting.count)
    return replace(counting.finish(), problems=tuple(problems))


@dataclass(slots=True)
class _Samples:
    """A fair sample of a stream of unknown length (Vitter's algorithm R)."""

    random: random.Random = field(default_factory=lambda: random.Random(0))
    seen: int = 0
    kept: list[str] = field(default_factory=list)

    def offer(self, path: str) -> None:
        self.seen += 1
        if len(self.kept) < SAMPLES:
            self.kept.append(path)
            return
        place = self.random.randrange(self.seen)
        if place < SAMPLES:
            self.kept[place] = path


class _Counting:
    def __init__(self, catalogue: Catalogue, folder: Path) -> None:
        self._catalogue = catalogue
        top = os.fspath(folder)
        self._directories = {
            path: number
            for one in catalogue.folders()
            for path, number in catalogue.directories(one.id).items()
            if lies_in(path, top)
        }
        self._samples = _Samples()
        self.count = Count()

    def add(self, directory: str, files: list[FoundFile]) -> None:
        number = self._directories.pop(directory, None)
        known = {} if number is None else self._catalogue.known_files(number)
        new = changed = unchanged = size = 0
        for found in files:
            before = known.pop(found.name, None)
            if not has_picture_suffix(found.name):
                continue
            self._samples.offer(os.path.join(directory, found.name))
            size += found.size
            if before is None:
                new += 1
            elif before[1:3] == (found.size, found.mtime_ns):
                unchanged += 1
            else:
                changed += 1
        so_far = self.count
        self.count = replace(
            so_far,
            new=so_far.new + new,
            changed=so_far.changed + changed,
            unchanged=so_far.unchanged + unchanged,
            gone=so_far.gone + _photos(known),
            size=so_far.size + size,
        )

    def finish(self) -> Count:
        lost = sum(_photos(self._catalogue.known_files(one)) for one in self._directories.values())
        return replace(self.count, gone=self.count.gone + lost, samples=tuple(self._samples.kept))


def _photos(known: dict[str, KnownFile]) -> int:
    # Photos that are marked offline are known to be gone.
    return sum(photo_id is not None and not offline for *_, photo_id, offline in known.values())
