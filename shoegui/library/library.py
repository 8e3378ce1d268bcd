"""The library: one place to open, bring up to date, ask and close what is remembered.

`search` asks three things of it only: candidates near a vector, vectors of some photos, rows of
some photos. What reads pictures or runs a network is imported when it is first needed, so that a
library with nothing to do opens at once.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from shoegui.basics.errors import NetworkError, UserFacingError
from shoegui.basics.paths import AppPaths
from shoegui.basics.progress import Cancelled, CancelToken, ProgressCallback, silent
from shoegui.library.catalogue import LIBRARY, NETWORK, Catalogue, Folder, Photo
from shoegui.library.database import Database
from shoegui.library.options import IndexOptions
from shoegui.library.report import Report
from shoegui.library.schema import migrate
from shoegui.library.writer import writer_lock

if TYPE_CHECKING:
    from shoegui.features.manifest import Manifest
    from shoegui.library.neighbours import Neighbours
    from shoegui.library.neighbours_file import NeighboursFile
    from shoegui.library.vectors import FloatArray, Vectors
    from shoegui.photos.thumbnails import ThumbnailStore


@dataclass(frozen=True, slots=True)
class Near:
    """A photo near a query, by id, and its cosine similarity, -1..1."""

    photo_id: int
    similarity: float


class Library:
    """One person's library in the folders `paths`. Close it when done; it is a context manager."""

    def __init__(self, paths: AppPaths, *, create: bool = False) -> None:
        """Open the library; with `create` make it if there is none.

        Raises the `LibraryError` family: none there, damaged, too new, busy.
        """
        self.paths = paths
        self.database = Database(paths.database, must_exist=not create)
        try:
            migrate(self.database)
        except BaseException:
            self.database.close()
            raise
        self.catalogue = Catalogue(self.database)
        self._manifest: Manifest | None = None
        self._neighbours: Neighbours | None = None

    def close(self) -> None:
        """Close the database."""
        self.database.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # The network

    @property
    def network_key(self) -> str | None:
        """The "name@version" of the network whose vectors are searched; None in a new library."""
        return self.catalogue.fact(NETWORK)

    def network(self) -> Manifest:
        """The network that a query of this library must go through.

        Raises `NetworkError` when that version is no longer installed.
        """
        from shoegui.features.manifest import find, installed

        key = self.network_key
        if key is None:
            return find(self.paths)
        # Every search asks; reading all manifests anew would take longer than the search.
        known = self._manifest
        if known is not None and known.key == key:
            return known
        for manifest in installed(self.paths):
            if manifest.key == key:
                self._manifest = manifest
                return manifest
        raise NetworkError(
            f"the library was made with the network '{key}', which is not installed",
            path=self.paths.data,
            advice="Run 'shoegui index' to bring it up to date with a network that is",
        )

    # Asking: the three questions of `search`

    def near(self, vector: FloatArray, k: int, *, exact: bool = False) -> list[Near]:
        """The `k` photos nearest to `vector`, float32 of unit length, the nearest first."""
        neighbours = self.neighbours()
        neighbours.refresh()
        found = neighbours.near(vector, k, exact=exact)
        photo_of = neighbours.vectors.photos_of(found.ids.tolist())
        return [
            Near(photo_of[feature], float(similarity))
            for feature, similarity in zip(found.ids.tolist(), found.similarities, strict=True)
            if feature in photo_of
        ]

    def embeddings(self, photo_ids: Sequence[int]) -> dict[int, FloatArray]:
        """The stored vectors, float32 of unit length, of those of the photos that have one."""
        return self.neighbours().vectors.of_photos(photo_ids)

    def sample(self, count: int) -> FloatArray:
        """The vectors of up to `count` photos drawn at random, float32 (n, dimension)."""
        return self.vectors(self.database).sample(count)

    def photos(self, photo_ids: Sequence[int]) -> dict[int, Photo]:
        """The rows of some photos by id; ids that are gone are missing."""
        return self.catalogue.photos(photo_ids)

    def neighbours(self) -> Neighbours:
        """The nearest-neighbour index of the network in use."""
        key = self.network().key
        if self._neighbours is None or self._neighbours.vectors.key != key:
            from shoegui.library.neighbours import Neighbours

            self._neighbours = Neighbours(self.vectors(self.database), self.neighbours_file())
        return self._neighbours

    def neighbours_file(self) -> NeighboursFile:
        """Where that index is kept on disk."""
        from shoegui.library.neighbours_file import NeighboursFile

        manifest = self.network()
        library = self.catalogue.fact(LIBRARY) or ""
        return NeighboursFile(self.paths.neighbours, library, manifest.key, manifest.dimension)

    def vectors(self, database: Database) -> Vectors:
        """The vectors of the network in use, over a connection."""
        from shoegui.library.vectors import Vectors

        manifest = self.network()
        return Vectors(database, manifest.key, manifest.dimension)

    # Bringing up to date

    @contextlib.contextmanager
    def writing(self) -> Iterator[Catalogue]:
        """The catalogue for writing: one process at a time, others get `LibraryBusyError`."""
        with writer_lock(self.paths):
            database = Database(self.paths.database)
            try:
                yield Catalogue(database)
            finally:
                database.close()

    def index(
        self,
        folders: Sequence[Path] = (),
        options: IndexOptions | None = None,
        *,
        cancel: CancelToken | None = None,
        progress: ProgressCallback = silent,
        on_photo: Callable[[bytes], None] | None = None,
    ) -> Report:
        """Bring the library up to date with `folders`, or with all its folders if none is named.

        A folder that is new is added. What is committed stays if it is cancelled (the report says
        so) or fails. Raises `LibraryBusyError`, `StorageError`, `NetworkError`, `DeviceError`, and
        `UserFacingError` for a folder that is not there.
        """
        started = time.monotonic()
        report = Report()
        with self.writing() as writing:
            from shoegui.library.update import Update

            update = Update(self.paths, self.catalogue, writing, options or IndexOptions(), report)
            cancel = cancel or CancelToken()
            try:
                if update.run(folders, cancel, progress, on_photo) or self._graph_is_behind():
                    self.neighbours().merge(cancel=cancel, progress=progress)
            except Cancelled:
                report.cancelled = True
        report.seconds = time.monotonic() - started
        return report

    def _graph_is_behind(self) -> bool:
        """Whether an earlier run was stopped before the search index was ready. Loads nothing."""
        from shoegui.library.neighbours import EXACT_LIMIT, graph_runs_here

        outside = self.vectors(self.database).count() - self.neighbours_file().count()
        return outside > EXACT_LIMIT and graph_runs_here()

    def forget(self, folder: Path) -> Folder:
        """Take a chosen folder out of the library, and nothing off the disk."""
        with self.writing() as writing:
            for one in writing.folders():
                if os.path.realpath(one.path) == os.path.realpath(folder):
                    hashes = writing.hashes()
                    writing.remove_folder(one.id)
                    self.thumbnails().remove(hashes - writing.hashes())
                    return one
        known = ", ".join(os.fspath(one.path) for one in self.catalogue.folders()) or "none"
        raise UserFacingError(
            "is not a folder of the library", path=folder, advice=f"Its folders: {known}"
        )

    def thumbnails(self) -> ThumbnailStore:
        """The thumbnails of all photos, by content hash."""
        from shoegui.photos.thumbnails import ThumbnailStore

        return ThumbnailStore(self.paths.thumbnails)
