"""What a person is about to have indexed: folders, rules, network, device; without any window.

Knows which of the chosen folders count and why others do not. Counting their photos is `counting`,
measuring how fast they can be indexed is `measuring`.
"""

from __future__ import annotations

import math
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from shoegui.basics.paths import AppPaths, lies_in
from shoegui.library.catalogue import Folder
from shoegui.library.counting import Count
from shoegui.library.options import IndexOptions
from shoegui.photos.scan import ScanRules

Fault = Literal["missing", "not_a_folder", "forbidden", "unreadable", "own"]
"""Why a folder cannot be indexed: not there, a file, no permission, the drive fails, the program's
own."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A folder that a person named: as named, absolute, and where it really is."""

    path: Path
    real: str
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A chosen folder and what covers it: another chosen folder that it is, or that it lies in."""

    folder: Candidate
    covered_by: Path | None = None
    same: bool = False


def look_at(path: Path, paths: AppPaths) -> Candidate:
    """What `path` is on disk, which may take a while on a slow drive. Never raises.

    A folder that contains the program's own ones is fine: a scan leaves those out.
    """
    absolute = Path(os.path.abspath(path.expanduser()))
    real = os.path.realpath(absolute)
    own = [os.path.realpath(one) for one in paths.never_indexed()]
    if any(lies_in(real, one) for one in own):
        return Candidate(absolute, real, "own")
    return Candidate(absolute, real, _fault(absolute))


@dataclass(slots=True)
class IndexPlan:
    """The choices of one index run while they are being made.

    `exclude` are patterns as a person types them; no `kinds` of file means all. An empty `network`
    is the library's own. `gentle` leaves all processor cores but one to others.
    """

    recursive: bool = True
    include_hidden: bool = False
    exclude: tuple[str, ...] = ()
    smallest_bytes: int = 0
    kinds: tuple[str, ...] = ()
    network: str = ""
    device: str = "auto"
    gentle: bool = False
    _chosen: list[Candidate] = field(default_factory=list)

    def add(self, folder: Candidate) -> bool:
        """Choose a folder; False when it has a fault or was chosen before under this name."""
        if folder.fault is not None or any(one.path == folder.path for one in self._chosen):
            return False
        self._chosen.append(folder)
        return True

    def remove(self, path: Path) -> None:
        """Choose it no longer; what it covered counts again."""
        self._chosen = [one for one in self._chosen if one.path != path]

    def entries(self) -> list[Entry]:
        """The chosen folders in the order of choosing, each with what covers it.

        Links are seen through. Of two names of one folder the first counts.
        """
        return [self._entry(position, one) for position, one in enumerate(self._chosen)]

    def folders(self) -> list[Path]:
        """The folders to index: the chosen ones that no other covers."""
        return [one.folder.path for one in self.entries() if one.covered_by is None]

    @property
    def rules(self) -> ScanRules:
        """What a scan looks at."""
        return ScanRules(
            recursive=self.recursive,
            include_hidden=self.include_hidden,
            exclude=tuple(one.strip() for one in self.exclude if one.strip()),
            smallest_bytes=self.smallest_bytes,
            kinds=self.kinds,
        )

    def start_from(self, rules: ScanRules) -> None:
        """Take over what was chosen for a folder before, unless something was chosen here."""
        if self.rules != ScanRules():
            return
        self.recursive = rules.recursive
        self.include_hidden = rules.include_hidden
        self.exclude = rules.exclude
        self.smallest_bytes = rules.smallest_bytes
        self.kinds = rules.kinds

    def options(self) -> IndexOptions:
        """The plan for the engine."""
        return IndexOptions(
            network=self.network,
            device=self.device,
            threads=1 if self.gentle else 0,
            rules=self.rules,
        )

    def _entry(self, position: int, folder: Candidate) -> Entry:
        for other_position, other in enumerate(self._chosen):
            if other.real == folder.real and other_position < position:
                return Entry(folder, other.path, same=True)
        if self.recursive:
            for other in self._chosen:
                if other.real != folder.real and lies_in(folder.real, other.real):
                    return Entry(folder, other.path)
        return Entry(folder)


@dataclass(frozen=True, slots=True)
class Workload:
    """How many pictures a run will read, and how many it only has to look at."""

    to_read: int
    known: int


def workload(counts: Sequence[Count], library_photos: int, *, changes_network: bool) -> Workload:
    """What a run over folders with these `counts` has to do.

    When the network changes, all `library_photos` that are in the library already are read too.
    """
    new = sum(one.new for one in counts)
    changed = sum(one.changed for one in counts)
    known = sum(one.unchanged for one in counts)
    if changes_network:
        return Workload(new + library_photos, 0)
    return Workload(new + changed, known)


def estimate_seconds(work: Workload, seconds_per_picture: float) -> float:
    """How long a run will take; looking at a known picture costs next to nothing."""
    if not math.isfinite(seconds_per_picture):
        return math.nan
    return work.to_read * seconds_per_picture


def library_folder_of(folder: Candidate, known: Sequence[Folder]) -> Folder | None:
    """The folder of the library that `folder` is, or lies in."""
    for one in known:
        top = os.path.realpath(one.path)
        if folder.real == top or (one.rules.recursive and lies_in(folder.real, top)):
            return one
    return None


def _fault(path: Path) -> Fault | None:
    try:
        os.scandir(path).close()
    except FileNotFoundError:
        return "missing"
    except NotADirectoryError:
        return "not_a_folder"
    except PermissionError:
        return "forbidden"
    except OSError:
        return "unreadable"
    return None
