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

INDEX = "search index"
"""As the engine names it."""

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
    """All that can be said at once.

    `changes` are networks that a change to was stopped, and how many photos are done.
    """

    folders: tuple[FolderFacts, ...]
    networks: tuple[NetworkChoice, ...]
    network: str
    changes: dict[str, int]

    @property
    def photos(self) -> int:
        """How many photos the library knows."""
        return sum(one.photos for one in self.folders)

    @property
    def offline(self) -> int:
        """How many of them cannot be reached now."""
        return sum(one.offline for one in self.folders)


def gather(engine: Engine) -> LibraryFacts:
    """All that needs no walk over folders, as `changes_in` and `sizes_on_disk` do."""
    from shoegui.features.manifest import find, survey
    from shoegui.photos.scan import root_state

    catalogue = engine.library.catalogue
    key = engine.library.network_key
    networks = survey(engine.paths).networks
    begun = engine.library.unfinished_changes()
    return LibraryFacts(
        folders=tuple(
            FolderFacts(
                folder=one,
                photos=catalogue.count_photos(one.id),
                # A drive that was taken off since the last look is not marked yet.
                offline=catalogue.count_photos(
                    one.id, offline_only=root_state(one.path) == "present"
                ),
                skipped=len(catalogue.skipped(one.id)),
            )
            for one in catalogue.folders()
        ),
        networks=tuple(NetworkChoice(one.name, one.description) for one in networks),
        network=find(engine.paths).name if key is None else key.partition("@")[0],
        changes={one.name: begun[one.key] for one in networks if one.key in begun},
    )


def sizes_on_disk(engine: Engine) -> dict[str, int | None]:
    """Bytes of each part of the library, by the engine's names. Looks at every thumbnail.

    None for a search index that is not there because so few photos need none.
    """
    from shoegui.library.health import library_size
    from shoegui.library.neighbours import EXACT_LIMIT

    sizes: dict[str, int | None] = {**library_size(engine.paths)}
    if not sizes[INDEX] and engine.library.catalogue.count_photos() <= EXACT_LIMIT:
        sizes[INDEX] = None
    return sizes


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
