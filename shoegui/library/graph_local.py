"""The graph in this process: the only module that knows hnswlib.

hnswlib holds Python's interpreter while it loads, saves and takes vectors in; a program that must
go on meanwhile uses `graph_process`.
"""

from __future__ import annotations

import os
import threading
from concurrent.futures import Future
from pathlib import Path

import hnswlib
import numpy as np

from shoegui.basics.progress import CancelToken, Progress, ProgressCallback
from shoegui.library.graph import Candidates, Held, Loaded
from shoegui.library.neighbours_file import NeighboursFile, Position
from shoegui.library.vectors import FloatArray, Vectors

# Recall@10 of .98 and more on vectors that resemble real ones, see `benchmarks/search.py`.
LINKS = 16
BUILD_EFFORT = 200
SEARCH_EFFORT = 160
# Where many are wanted the effort is a third more: of 300, 298 are the nearest, and to make it
# twice as many takes half as long again for one more.
_BEYOND = 3

# Vectors added between two chances to stop, and to a graph that is being searched, between two
# chances for a search to go first.
_BUILD_AT_ONCE = 512
_GROW_AT_ONCE = 64


class LocalGraph:
    """A `Graph` around one hnswlib index; calls take turns where that cannot be shared."""

    def __init__(
        self,
        index: hnswlib.Index,
        vectors: Vectors,
        file: NeighboursFile,
        *,
        last_id: int = 0,
        deleted: int = 0,
    ) -> None:
        """`index` holds every vector of `vectors` up to `last_id`, `deleted` of them marked."""
        self._index = index
        self._vectors = vectors
        self._file = file
        self._last_id = last_id
        self._deleted = deleted
        self._lock = threading.RLock()

    @property
    def held(self) -> Held:
        """What is in it now."""
        with self._lock:
            count = int(self._index.get_current_count())
            return Held(self._last_id, count - self._deleted, self._deleted)

    def near(self, query: FloatArray, k: int) -> tuple[Candidates, int] | None:
        """The `k` nearest of those up to the id that comes with them; None where it cannot say."""
        with self._lock:
            held = self.held
            k = min(k, held.living)
            if k == 0:
                return None
            self._index.set_ef(max(SEARCH_EFFORT, k + k // _BEYOND))
            try:
                ids, distances = self._index.knn_query(query[None], k=k, num_threads=1)
            except RuntimeError:
                # So many deleted ones lie around the query that fewer than k are found.
                return None
        found = Candidates(ids[0].astype(np.int64), np.float32(1) - distances[0])
        return found, held.last_id

    def delete(self, ids: list[int]) -> None:
        """Never find these again."""
        with self._lock:
            for one in set(ids):
                # Most were never in here: they are another network's, or came later.
                try:
                    self._index.mark_deleted(one)
                except RuntimeError:
                    continue
                self._deleted += 1

    def grow(self, room: int, cancel: CancelToken, progress: ProgressCallback) -> None:
        """Add what is in the catalogue above `last_id`, a little at a time."""
        wanted = self._vectors.count()
        done = self.held.living
        for ids, vectors in self._vectors.since(self._last_id, portion=_GROW_AT_ONCE):
            cancel.raise_if_cancelled()
            with self._lock:
                index = self._index
                if index.get_current_count() + len(ids) > index.get_max_elements():
                    index.resize_index(index.get_max_elements() + max(room, len(ids)))
                index.add_items(vectors, ids)
                self._last_id = int(ids[-1])
            done += len(ids)
            progress(Progress("Preparing the search", done, wanted))

    def save(self, last_removed: int) -> None:
        """Make this the saved graph."""
        with self._lock:
            self._file.save(
                self._write,
                count=int(self._index.get_current_count()),
                deleted=self._deleted,
                position=Position(self._last_id, last_removed),
            )

    def close(self) -> None:
        """Give the memory back: with the last reference."""

    def _write(self, path: Path) -> int:
        self._index.save_index(os.fspath(path))
        return int(self._index.index_file_size())


class LocalGraphs:
    """Makes graphs in this process."""

    def __init__(self, vectors: Vectors, file: NeighboursFile) -> None:
        self._vectors = vectors
        self._file = file

    def load(self) -> Future[Loaded | None]:
        """The saved graph; it is there when this returns."""
        loaded: Future[Loaded | None] = Future()
        loaded.set_result(self._load())
        return loaded

    def _load(self) -> Loaded | None:
        record = self._file.sound_record()
        if record is None:
            return None
        index = hnswlib.Index(space="ip", dim=record.dimension)
        try:
            index.load_index(os.fspath(self._file.graph_of(record)))
        except RuntimeError:
            return None
        if index.get_current_count() != record.count:
            return None
        graph = LocalGraph(
            index, self._vectors, self._file, last_id=record.last_id, deleted=record.deleted
        )
        return Loaded(graph, record.last_removed)

    def build(self, room: int, cancel: CancelToken, progress: ProgressCallback) -> LocalGraph:
        """A new graph of all vectors in the catalogue, with room for `room` more."""
        wanted = self._vectors.count()
        index = hnswlib.Index(space="ip", dim=self._vectors.dimension)
        index.init_index(wanted + room, M=LINKS, ef_construction=BUILD_EFFORT)
        last_id = 0
        for ids, vectors in self._vectors.since(0, portion=_BUILD_AT_ONCE):
            cancel.raise_if_cancelled()
            if index.get_current_count() + len(ids) > index.get_max_elements():
                break  # another process adds faster than this one builds; the rest comes later
            index.add_items(vectors, ids)
            last_id = int(ids[-1])
            progress(Progress("Preparing the search", int(index.get_current_count()), wanted))
        return LocalGraph(index, self._vectors, self._file, last_id=last_id)

    def close(self) -> None:
        """Nothing: the graphs end with the last reference."""
