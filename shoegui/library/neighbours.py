"""Nearest neighbours among the vectors of a library.

Two parts answer together: the *base*, an hnswlib graph kept in a file, and the *tail*, vectors that
came since and are compared one by one. A library below `EXACT_LIMIT` is all tail. The file is a
cache: `neighbours_file` says what makes it valid, and where it is not, the tail is everything,
read from the catalogue in portions, until `merge` has made a new base.
"""

from __future__ import annotations

import importlib
import platform
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import hnswlib
import numpy as np

from shoegui.basics.progress import CancelToken, Progress, ProgressCallback, silent
from shoegui.library.neighbours_file import NeighboursFile, Position
from shoegui.library.vectors import FloatArray, IdArray, Vectors

# Below this many vectors comparing with each of them is as fast as the graph and always right;
# `benchmarks/search.py` prints where the two meet.
EXACT_LIMIT = 20_000

# Recall@10 of .98 and more on vectors that resemble real ones, see `benchmarks/search.py`.
LINKS = 16
BUILD_EFFORT = 200
SEARCH_EFFORT = 160

# Deleted vectors stay in the graph as dead ends; past this share a new graph is built.
REBUILD_SHARE = 0.2

# Vectors added to a graph that is being searched, between two chances for a search to go first.
_ADD_AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class Candidates:
    """Feature ids, int64 (n,), and cosine similarities, float32 (n,), the nearest first."""

    ids: IdArray
    similarities: FloatArray


def scan(portions: Iterable[tuple[IdArray, FloatArray]], query: FloatArray, k: int) -> Candidates:
    """The `k` nearest of all vectors in `portions` by comparing with each of them.

    `query` is float32 (dimension,). Equal similarities are ordered by id.
    """
    found = Candidates(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32))
    for ids, vectors in portions:
        similarities = vectors @ query
        best = np.arange(len(ids))
        if len(ids) > k:
            best = np.argpartition(-similarities, k - 1)[:k]
        found = _nearest(
            np.concatenate([found.ids, ids[best]]),
            np.concatenate([found.similarities, similarities[best]]),
            k,
        )
    return found


class _Tail:
    """Vectors in memory that the base does not hold, in an array that grows by doubling."""

    def __init__(self, dimension: int) -> None:
        self._ids: IdArray = np.empty(0, dtype=np.int64)
        self._vectors: FloatArray = np.empty((0, dimension), dtype=np.float32)
        self._used = 0

    @property
    def last_id(self) -> int:
        return int(self._ids[self._used - 1]) if self._used else 0

    def add(self, ids: IdArray, vectors: FloatArray) -> None:
        needed = self._used + len(ids)
        if needed > len(self._ids):
            room = max(needed, 2 * len(self._ids)) - self._used
            empty = np.empty((room, self._vectors.shape[1]), dtype=np.float32)
            self._ids = np.concatenate([self._ids[: self._used], np.zeros(room, dtype=np.int64)])
            self._vectors = np.concatenate([self._vectors[: self._used], empty])
        self._ids[self._used : needed] = ids
        self._vectors[self._used : needed] = vectors
        self._used = needed

    def remove(self, ids: Sequence[int]) -> None:
        kept = ~np.isin(self._ids[: self._used], np.asarray(ids, dtype=np.int64))
        if not kept.all():
            self._ids = self._ids[: self._used][kept]
            self._vectors = self._vectors[: self._used][kept]
            self._used = len(self._ids)

    def after(self, last_id: int) -> tuple[IdArray, FloatArray]:
        # Ids only ever grow, so they are in order.
        start = int(np.searchsorted(self._ids[: self._used], last_id, side="right"))
        return self._ids[start : self._used], self._vectors[start : self._used]


def graph_runs_here() -> bool:
    """Whether this processor can run hnswlib as it is built: on x86-64 it needs AVX2 and FMA.

    Without them the library is searched exactly, which is slower and never wrong.
    """
    if platform.machine().lower() not in {"x86_64", "amd64"}:
        return True
    # numpy looks at the processor anyway, on every system; what it found has no public name.
    core = importlib.import_module("numpy._core._multiarray_umath")
    features: dict[str, bool] = getattr(core, "__cpu_features__", {})
    return features.get("AVX2", True) and features.get("FMA3", True)


class Neighbours:
    """Candidates near a vector, over all vectors of one network in one library.

    Any thread may search while another adds; calls take turns where hnswlib cannot be shared.
    """

    def __init__(
        self, vectors: Vectors, file: NeighboursFile, *, exact_limit: int = EXACT_LIMIT
    ) -> None:
        self.vectors = vectors
        self.exact_limit = exact_limit
        self._file = file
        self._lock = threading.RLock()
        self._base: hnswlib.Index | None = None
        self._base_last_id = 0
        self._deleted = 0
        self._tail = _Tail(vectors.dimension)
        self._seen = Position(0, 0)
        # The tail would be too large to hold: until the next merge it is read at every search.
        self._tail_on_disk = False
        self._loaded = False

    @property
    def base_size(self) -> int:
        """How many living vectors the graph holds."""
        if self._base is None:
            return 0
        return int(self._base.get_current_count()) - self._deleted

    def needs_merge(self) -> bool:
        """Whether a larger or a new base would pay: too long a tail, or too many deleted."""
        with self._lock:
            self.refresh()
            return self._tail_on_disk or self._wasted

    def refresh(self) -> None:
        """Catch up with the catalogue. Cheap when nothing changed."""
        with self._lock:
            if not self._loaded:
                self._load()
            last_id, last_removed = self.vectors.newest()
            if Position(last_id, last_removed) == self._seen:
                return
            number, removed = self.vectors.removed_since(self._seen.last_removed)
            if removed:
                self._delete(removed)
            outside = self.vectors.count() - self.base_size
            self._tail_on_disk = graph_runs_here() and outside > self.exact_limit
            if self._tail_on_disk:
                self._tail = _Tail(self.vectors.dimension)
                last_id = self._base_last_id
            else:
                start = max(self._base_last_id, self._tail.last_id)
                for ids, vectors in self.vectors.since(start):
                    self._tail.add(ids, vectors)
            self._seen = Position(last_id, number)

    def near(self, query: FloatArray, k: int, *, exact: bool = False) -> Candidates:
        """The `k` nearest to `query`, float32 (dimension,) of unit length, or all if fewer.

        `exact` compares with every vector.
        """
        if k < 1:
            raise ValueError("k must be at least 1")
        query = np.ascontiguousarray(query, dtype=np.float32)
        with self._lock:
            in_base = None if exact else self._near_in_base(query, k)
            if in_base is None:
                return scan(self._after(0), query, k)
            in_tail = scan(self._after(self._base_last_id), query, k)
        return _nearest(
            np.concatenate([in_base.ids, in_tail.ids]),
            np.concatenate([in_base.similarities, in_tail.similarities]),
            k,
        )

    def merge(
        self, *, cancel: CancelToken | None = None, progress: ProgressCallback = silent
    ) -> None:
        """Move the tail into the base, or make a new base, and save it. Nothing if not needed.

        Searches go on meanwhile. A cancelled merge loses nothing but its own work.
        """
        if not self.needs_merge():
            return
        cancel = cancel or CancelToken()
        if self._base is None or self._wasted:
            self._build(cancel, progress)
        else:
            self._grow(cancel, progress)
        with self._lock:
            base, deleted = self._base, self._deleted
            position = Position(self._base_last_id, self._seen.last_removed)
        if base is not None:
            self._file.save(base, position, deleted)

    @property
    def _wasted(self) -> bool:
        return self._deleted > REBUILD_SHARE * (self.base_size + self._deleted)

    def _load(self) -> None:
        self._loaded = True
        loaded = self._file.load() if graph_runs_here() else None
        if loaded is not None:
            self._base, self._seen, self._deleted = loaded
            self._base_last_id = self._seen.last_id

    def _after(self, last_id: int) -> Iterable[tuple[IdArray, FloatArray]]:
        """All vectors above `last_id`: from memory if they are there, else from the catalogue."""
        if self._tail_on_disk or last_id < self._base_last_id:
            return self.vectors.since(last_id)
        return [self._tail.after(last_id)]

    def _near_in_base(self, query: FloatArray, k: int) -> Candidates | None:
        """The nearest in the graph; None where it cannot say."""
        k = min(k, self.base_size)
        if self._base is None or k == 0:
            return None
        self._base.set_ef(max(SEARCH_EFFORT, 2 * k))
        try:
            ids, distances = self._base.knn_query(query[None], k=k, num_threads=1)
        except RuntimeError:
            # So many deleted ones lie around the query that the graph finds fewer than k.
            return None
        return Candidates(ids[0].astype(np.int64), np.float32(1) - distances[0])

    def _delete(self, ids: Sequence[int]) -> None:
        self._tail.remove(ids)
        if self._base is None:
            return
        for one in set(ids):
            # Most were never in this base: they are another network's, or were in the tail.
            try:
                self._base.mark_deleted(one)
            except RuntimeError:
                continue
            self._deleted += 1

    def _build(self, cancel: CancelToken, progress: ProgressCallback) -> None:
        """A new base from all vectors, beside the old one until it is complete."""
        last_id, last_removed = 0, self._seen.last_removed
        wanted = self.vectors.count()
        base = hnswlib.Index(space="ip", dim=self.vectors.dimension)
        base.init_index(wanted + self.exact_limit, M=LINKS, ef_construction=BUILD_EFFORT)
        for ids, vectors in self.vectors.since(0):
            cancel.raise_if_cancelled()
            if base.get_current_count() + len(ids) > base.get_max_elements():
                break  # another process adds faster than this one builds; the rest is tail
            base.add_items(vectors, ids)
            last_id = int(ids[-1])
            progress(Progress("Preparing the search", int(base.get_current_count()), wanted))
        with self._lock:
            self._base, self._base_last_id, self._deleted = base, last_id, 0
            self._tail = _Tail(self.vectors.dimension)
            # Not what is in the catalogue now: what was removed while this was built comes next.
            self._seen = Position(last_id, last_removed)
            self.refresh()

    def _grow(self, cancel: CancelToken, progress: ProgressCallback) -> None:
        """Add to the base that is being searched, a little at a time."""
        wanted = self.vectors.count()
        done = self.base_size
        for ids, vectors in self.vectors.since(self._base_last_id, portion=_ADD_AT_ONCE):
            cancel.raise_if_cancelled()
            with self._lock:
                base = self._base
                if base is None:
                    return
                if base.get_current_count() + len(ids) > base.get_max_elements():
                    base.resize_index(base.get_max_elements() + max(self.exact_limit, len(ids)))
                base.add_items(vectors, ids)
                self._base_last_id = int(ids[-1])
            done += len(ids)
            progress(Progress("Preparing the search", done, wanted))
        with self._lock:
            self._tail = _Tail(self.vectors.dimension)
            self._seen = Position(self._base_last_id, self._seen.last_removed)
            self.refresh()


def _nearest(ids: IdArray, similarities: FloatArray, k: int) -> Candidates:
    order = np.lexsort((ids, -similarities))[:k]
    return Candidates(ids[order], similarities[order])
