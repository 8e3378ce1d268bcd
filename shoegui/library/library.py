"""The library: one place to open, bring up to date, ask and close what is remembered.

`search` asks three things of it only: candidates near a vector, what they are compared by, and the
rows of some photos. What reads pictures or runs a network is imported when it is first needed, so
that a library with nothing to do opens at once.
"""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from shoegui.basics.errors import LibraryCorruptError, NetworkError, UserFacingError
from shoegui.basics.paths import AppPaths
from shoegui.basics.phrase import Phrase
from shoegui.basics.progress import Cancelled, CancelToken, ProgressCallback, silent
from shoegui.library.catalogue import LIBRARY, NETWORK, Catalogue, Folder, Photo
from shoegui.library.database import REPAIR, Database
from shoegui.library.options import IndexOptions
from shoegui.library.report import Report
from shoegui.library.schema import migrate
from shoegui.library.writer import writer_lock

if TYPE_CHECKING:
    from shoegui.features.manifest import Manifest
    from shoegui.library.details import Compared, Details
    from shoegui.library.filters import Filters
    from shoegui.library.graph import Candidates
    from shoegui.library.neighbours import Neighbours
    from shoegui.library.neighbours_file import NeighboursFile
    from shoegui.library.vectors import FloatArray, IdArray, Vectors
    from shoegui.library.words import Word
    from shoegui.photos.thumbnails import ThumbnailStore


# A search may wait so long for a large index that is being loaded: to compare with every photo
# instead would take about as long.
_LOADING_SECONDS = 1.0


class Library:
    """One person's library in the folders `paths`. Close it when done; it is a context manager."""

    def __init__(
        self, paths: AppPaths, *, create: bool = False, graph_in_child: bool = False
    ) -> None:
        """Open the library; with `create` make it if there is none.

        `graph_in_child` keeps a large search index in a process of its own, for a program with a
        window: loading and saving one holds the interpreter for longer than a window may wait.
        Raises the `LibraryError` family: none there, damaged, too new, busy.
        """
        self.paths = paths
        _refuse_emptied(paths)
        self.database = Database(paths.database, must_exist=not create)
        try:
            migrate(self.database)
        except BaseException:
            self.database.close()
            raise
        self.catalogue = Catalogue(self.database)
        self._manifest: Manifest | None = None
        self._graph_in_child = graph_in_child
        self._neighbours: Neighbours | None = None
        self._making_neighbours = threading.Lock()

    def close(self) -> None:
        """Close the search index and the database."""
        if self._neighbours is not None:
            self._neighbours.close()
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
            Phrase(
                "the library was made with the network '{name}', which is not installed", name=key
            ),
            path=self.paths.data,
            advice="Run 'shoegui index' to bring it up to date with a network that is",
        )

    def unfinished_changes(self) -> dict[str, int]:
        """Changes of network that were stopped: the key of each network and its vectors so far."""
        return dict(
            self.database.rows(
                "SELECT key, count(*) FROM networks JOIN features ON network_id = networks.id "
                "WHERE key <> ? GROUP BY key",
                (self.network_key,),
            )
        )

    # Asking: the three questions of `search`

    def near(
        self, vector: FloatArray, k: int, *, exact: bool = False, only: IdArray | None = None
    ) -> Candidates:
        """The features of the `k` photos nearest to `vector`, float32 of unit length.

        `only` are what `matching` gave: each of those is compared, and no other.
        """
        neighbours = self.neighbours()
        if only is not None:
            return neighbours.near_among(vector, k, only)
        neighbours.wait_until_loaded(_LOADING_SECONDS)
        return neighbours.near(vector, k, exact=exact)

    def features_of(self, photo_ids: Sequence[int]) -> list[int]:
        """The features of those of the photos that have some, in their order."""
        return self.vectors(self.database).features_of(photo_ids)

    def compared(self, feature_ids: Sequence[int], kinds: Sequence[str]) -> Compared:
        """What the photos with these features are compared by: see `Details.compared`."""
        return self.stored(self.database).compared(feature_ids, kinds)

    def matching(self, filters: Filters) -> IdArray:
        """What `filters` let through, int64, for `near` as `only`: one id for each photo.

        Raises `UsageError` for a word that the network does not know.
        """
        from shoegui.library.filters import matching

        manifest = self.network()
        return matching(self.database, manifest.key, manifest.class_names(), filters)

    def words(self, photo_ids: Sequence[int]) -> dict[int, list[Word]]:
        """What the network guesses that photos show, the likeliest first; none for some of them."""
        from shoegui.library.words import words_of

        manifest = self.network()
        return words_of(self.database, manifest.key, manifest.class_names(), photo_ids)

    def vocabulary(self, filters: Filters | None = None) -> dict[str, int]:
        """Every word of the photos that `filters` let through and how many of these have it."""
        from shoegui.library.words import vocabulary

        manifest = self.network()
        only = self.matching(filters) if filters else None
        return vocabulary(self.database, manifest.key, manifest.class_names(), only)

    def photos(self, photo_ids: Sequence[int]) -> dict[int, Photo]:
        """The rows of some photos by id; ids that are gone are missing."""
        return self.catalogue.photos(photo_ids)

    def photo_at(self, path: Path) -> Photo | None:
        """The photo whose file has, or had, this path; None where there is none."""
        folder, name = os.path.split(os.path.abspath(path))
        photo_id = self.database.value(
            "SELECT photos.id FROM photos JOIN directories ON directories.id = directory_id "
            "WHERE directories.path = ? AND photos.name = ?",
            (os.fsencode(folder), os.fsencode(name)),
        )
        return None if photo_id is None else self.photos([photo_id]).get(photo_id)

    def hashes_of(self, photo_ids: Sequence[int]) -> dict[int, bytes]:
        """The content hashes of some photos by id; ids that are gone are missing."""
        return self.catalogue.hashes_of(photo_ids)

    def ids_with(self, hashes: Collection[bytes]) -> set[int]:
        """Ids of the photos whose content has one of these hashes."""
        return self.catalogue.ids_with(hashes)

    def neighbours(self) -> Neighbours:
        """The nearest-neighbour index of the network in use."""
        key = self.network().key
        with self._making_neighbours:
            neighbours = self._neighbours
            if neighbours is None or neighbours.vectors.key != key:
                if neighbours is not None:
                    neighbours.close()
                neighbours = self._neighbours = self._new_neighbours()
            return neighbours

    def _new_neighbours(self) -> Neighbours:
        from shoegui.library.neighbours import Neighbours

        vectors, file = self.vectors(self.database), self.neighbours_file()
        if self._graph_in_child:
            from shoegui.library.graph_process import ProcessGraphs

            return Neighbours(vectors, file, ProcessGraphs(vectors, file))
        from shoegui.library.graph_local import LocalGraphs

        return Neighbours(vectors, file, LocalGraphs(vectors, file))

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

    def stored(self, database: Database) -> Details:
        """All that is stored for the network in use, over a connection."""
        from shoegui.library.details import Details

        return Details(database, self.network())

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
        known = ", ".join(os.fspath(one.path) for one in self.catalogue.folders())
        raise UserFacingError(
            "is not a folder of the library",
            path=folder,
            advice=Phrase("Its folders: {names}", names=known or Phrase("none")),
        )

    def thumbnails(self) -> ThumbnailStore:
        """The thumbnails of all photos, by content hash."""
        from shoegui.photos.thumbnails import ThumbnailStore

        return ThumbnailStore(self.paths.thumbnails)


def _refuse_emptied(paths: AppPaths) -> None:
    """SQLite takes an empty file for a new database; beside the rest of a library it is none."""
    try:
        if paths.database.stat().st_size:
            return
    except OSError:
        return
    rest = (paths.thumbnails, paths.neighbours)
    if any(folder.is_dir() and any(folder.iterdir()) for folder in rest):
        raise LibraryCorruptError(
            "the library's database is empty, though it was not", path=paths.database, advice=REPAIR
        )
