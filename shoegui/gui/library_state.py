"""What the library page shows of a library, as values, and how it is gathered. No widget.

Gathering takes a while and belongs into jobs.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from shoegui.gui.engine import Engine
from shoegui.gui.jobs import Job
from shoegui.library.catalogue import Folder, SkippedFile
from shoegui.library.counting import Count, count

State = Literal["indexing", "offline", "new", "looking", "changed", "up_to_date"]


@dataclass(frozen=True, slots=True)
class FolderFacts:
    """A folder of the library: how many photos of it are known, are offline, were skipped."""

    folder: Folder
    photos: int
    offline: int
    skipped: int


@dataclass(frozen=True, slots=True)
class NetworkChoice:
    """A network that can be used."""

    name: str
    description: str


@dataclass(frozen=True, slots=True)
class LibraryFacts:
    """All that can be said at once. `sizes` are bytes of each part, by the engine's names."""

    folders: tuple[FolderFacts, ...]
    networks: tuple[NetworkChoice, ...]
    network: str
    sizes: dict[str, int]

    @property
    def photos(self) -> int:
        """How many photos the library knows."""
        return sum(one.photos for one in self.folders)

    @property
    def offline(self) -> int:
        """How many of them cannot be reached now."""
        return sum(one.offline for one in self.folders)


def gather(engine: Engine) -> LibraryFacts:
    """Everything but what has changed on disk, which `changes_in` finds."""
    from shoegui.features.manifest import find, survey
    from shoegui.library.health import library_size

    catalogue = engine.library.catalogue
    key = engine.library.network_key
    return LibraryFacts(
        folders=tuple(
            FolderFacts(
                folder=one,
                photos=catalogue.count_photos(one.id),
                offline=catalogue.count_photos(one.id, offline_only=True),
                skipped=len(catalogue.skipped(one.id)),
            )
            for one in catalogue.folders()
        ),
        networks=tuple(
            NetworkChoice(one.name, one.description) for one in survey(engine.paths).networks
        ),
        network=find(engine.paths).name if key is None else key.partition("@")[0],
        sizes=library_size(engine.paths),
    )


def changes_in(engine: Engine, folder: Folder, job: Job) -> Count:
    """What an index run over `folder` would find."""
    return count(
        folder.path,
        folder.rules,
        engine.library.catalogue,
        engine.paths,
        cancel=job.cancel,
        progress=lambda _so_far: None,
    )


def skipped_in(engine: Engine, folder: Folder | None) -> list[SkippedFile]:
    """The skipped files of a folder, or of all."""
    return engine.library.catalogue.skipped(None if folder is None else folder.id)


def folder_state(facts: FolderFacts, found: Count | None, *, indexing: bool) -> State:
    """How a folder stands; `found` is None while it is being looked through."""
    if indexing:
        return "indexing"
    if found is not None and not found.present:
        return "offline"
    if facts.folder.scanned_at is None:
        return "new"
    if facts.folder.offline or (facts.photos and facts.offline == facts.photos):
        return "offline"
    if found is None:
        return "looking"
    return "changed" if found.differs else "up_to_date"


def is_indexed_now(path: Path, folders: tuple[Path, ...]) -> bool:
    """Whether a run over `folders`, which are all if there is none, looks at `path`."""
    return not folders or any(
        path == one or path in one.parents or one in path.parents for one in folders
    )
