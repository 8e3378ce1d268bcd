"""Nearest neighbours among the vectors of a library.

Two parts answer together: the *base*, a graph that is also kept in a file, and the *tail*, vectors
that came since and are compared one by one. A library below `EXACT_LIMIT` is all tail. The file is
a cache: `neighbours_file` says what makes it valid. Where there is no graph, or not yet, the tail
is everything, read from the catalogue in portions.
"""

from __future__ import annotations

import contextlib
import importlib
import logging
import platform
import threading
from collections.abc import Iterable
from concurrent.futures import Future

import numpy as np

from shoegui.basics.log import LOGGER
from shoegui.basics.progress import CancelToken, ProgressCallback, silent
from shoegui.library.exact import Tail, nearest, scan
from shoegui.library.graph import Candidates, Graph, GraphLost, Graphs, Held, Loaded
from shoegui.library.neighbours_file import NeighboursFile, Position
from shoegui.library.vectors import FloatArray, IdArray, Vectors

# Below this many vectors comparing with each of them is as fast as the graph and always right;
# `benchmarks/search.py` prints where the two meet.
EXACT_LIMIT = 20_000

# Deleted vectors stay in the graph as dead ends; past this share a new graph is built.
REBUILD_SHARE = 0.2

_NOTHING = Held(0, 0, 0)


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

    Any thread may search while another adds.
    """

    def __init__(
        self,
        vectors: Vectors,
        file: NeighboursFile,
        graphs: Graphs,
        *,
        exact_limit: int = EXACT_LIMIT,
    ) -> None:
        """`graphs` loads and makes the graph that is saved in `file`."""
        self.vectors = vectors
        self.exact_limit = exact_limit
        self._file = file
        self._graphs = graphs
        self._lock = threading.RLock()
        self._base: Graph | None = None
        self._loading: Future[Loaded | None] | None = None
        # What the file looked like when it was last loaded or saved by this one.
        self._stamp: tuple[int, int] | None = None
        self._looked = False
        self._tail = Tail(vectors.dimension)
        self._seen = Position(0, 0)
        self._last_chosen: tuple[IdArray, list[tuple[IdArray, FloatArray]]] = (
            np.empty(0, dtype=np.int64),
            [],
        )
        # The tail would be too large to hold: until there is a graph it is read at every search.
        self._tail_on_disk = False

    @property
    def base_size(self) -> int:
        """How many living vectors the graph holds."""
        return self._held.living

    def close(self) -> None:
        """Let go of the graph, whatever is being done with it."""
        self._graphs.close()

    def needs_merge(self) -> bool:
        """Whether a larger or a new base would pay: too long a tail, or too many deleted.

        Waits for a graph that is being loaded.
        """
        self.wait_until_loaded()
        with self._lock:
            self.refresh()
            return self._tail_on_disk or self._wasted

    def wait_until_loaded(self, seconds: float | None = None) -> None:
        """Catch up with the catalogue, and with the saved graph wherever it is loaded.

        If it is still not there after `seconds`, searches go on without.
        """
        self.refresh()
        loading = self._loading
        if loading is not None:
            with contextlib.suppress(TimeoutError):
                # A fault too: `refresh` sees to what comes of it.
                loading.exception(seconds)
            self.refresh()

    def refresh(self) -> None:
        """Catch up with the catalogue. Cheap when nothing changed.

        Where the graph lives elsewhere, this begins to load it and does not wait.
        """
        with self._lock:
            while True:
                try:
                    return self._catch_up()
                except GraphLost as fault:
                    self._lose(fault)

    def near(self, query: FloatArray, k: int, *, exact: bool = False) -> Candidates:
        """The `k` nearest to `query`, float32 (dimension,) of unit length, or all if fewer.

        `exact` compares with every vector.
        """
        if k < 1:
            raise ValueError("k must be at least 1")
        query = np.ascontiguousarray(query, dtype=np.float32)
        with self._lock:
            found = None if exact else self._near_in_base(query, k)
            if found is None:
                return scan(self._after(0), query, k)
            in_base, last_id = found
            in_tail = scan(self._after(last_id), query, k)
        return nearest(
            np.concatenate([in_base.ids, in_tail.ids]),
            np.concatenate([in_base.similarities, in_tail.similarities]),
            k,
        )

    def near_among(self, query: FloatArray, k: int, ids: IdArray) -> Candidates:
        """The `k` nearest to `query` of the features `ids`, ascending, or all if fewer.

        Always exact.
        """
        if k < 1:
            raise ValueError("k must be at least 1")
        query = np.ascontiguousarray(query, dtype=np.float32)
        with self._lock:
            self.refresh()
            return scan(self._chosen(ids), query, k)

    def merge(
        self, *, cancel: CancelToken | None = None, progress: ProgressCallback = silent
    ) -> None:
        """Move the tail into the base, or make a new base, and save it. Nothing if not needed.

        Searches go on meanwhile. A cancelled merge loses nothing but its own work.
        """
        if not self.needs_merge():
            return
        cancel = cancel or CancelToken()
        try:
            base = self._base
            if base is None or self._wasted:
                self._build(cancel, progress)
            else:
                base.grow(self.exact_limit, cancel, progress)
                self._use(base, self._seen.last_removed)
            self._save()
        except GraphLost as fault:
            # The next run makes it; until then all is found, only more slowly.
            self._lose(fault)
            self.refresh()

    @property
    def _held(self) -> Held:
        return _NOTHING if self._base is None else self._base.held

    @property
    def _wasted(self) -> bool:
        held = self._held
        return held.deleted > REBUILD_SHARE * (held.living + held.deleted)

    def _catch_up(self) -> None:
        if graph_runs_here():
            self._look_at_file()
        last_id, last_removed = self.vectors.newest()
        if Position(last_id, last_removed) == self._seen:
            return
        number, removed = self.vectors.removed_since(self._seen.last_removed)
        if removed:
            self._tail.remove(removed)
            if self._base is not None:
                self._base.delete(removed)
        held = self._held
        outside = self.vectors.count() - held.living
        self._tail_on_disk = graph_runs_here() and outside > self.exact_limit
        if self._tail_on_disk:
            self._tail = Tail(self.vectors.dimension)
            last_id = held.last_id
        else:
            start = max(held.last_id, self._tail.last_id)
            for ids, vectors in self.vectors.since(start):
                self._tail.add(ids, vectors)
        self._seen = Position(last_id, number)

    def _look_at_file(self) -> None:
        """Load the saved graph: once, and again when this one no longer does but another came."""
        if self._loading is None and (not self._looked or self._tail_on_disk or self._wasted):
            self._looked = True
            stamp = self._file.stamp()
            if stamp is not None and stamp != self._stamp:
                self._loading = self._graphs.load()
            self._stamp = stamp
        if self._loading is None or not self._loading.done():
            return
        loading, self._loading = self._loading, None
        loaded = loading.result()
        if loaded is None:
            return
        if loaded.graph.held.last_id < self._held.last_id:
            loaded.graph.close()
            return
        self._use(loaded.graph, loaded.last_removed)

    def _near_in_base(self, query: FloatArray, k: int) -> tuple[Candidates, int] | None:
        if self._base is None:
            return None
        try:
            return self._base.near(query, k)
        except GraphLost as fault:
            self._lose(fault)
            self.refresh()
            return None

    def _after(self, last_id: int) -> Iterable[tuple[IdArray, FloatArray]]:
        """All vectors above `last_id`: from memory if they are there, else from the catalogue."""
        if self._tail_on_disk or last_id < self._held.last_id:
            return self.vectors.since(last_id)
        return [self._tail.after(last_id)]

    def _chosen(self, ids: IdArray) -> Iterable[tuple[IdArray, FloatArray]]:
        """The vectors of `ids`: from memory if they are there, else from the catalogue."""
        if self._base is None and not self._tail_on_disk:
            return [self._tail.chosen(ids)]
        if len(ids) > self.exact_limit:
            return self.vectors.chosen(ids)
        asked, portions = self._last_chosen
        if not np.array_equal(asked, ids):
            # People stay with their filters for several searches, and a vector never changes.
            portions = list(self.vectors.chosen(ids))
            self._last_chosen = ids.copy(), portions
        return portions

    def _build(self, cancel: CancelToken, progress: ProgressCallback) -> None:
        """A new base from all vectors, beside the old one until it is complete."""
        # Not what will be removed by then: that comes next.
        last_removed = self._seen.last_removed
        graph = self._graphs.build(self.exact_limit, cancel, progress)
        self._use(graph, last_removed)

    def _use(self, graph: Graph, last_removed: int) -> None:
        """From now on `graph` is the base; it knows what was removed up to `last_removed`."""
        with self._lock:
            if self._base is not None and self._base is not graph:
                self._base.close()
            self._base = graph
            self._tail = Tail(self.vectors.dimension)
            self._tail_on_disk = False
            self._seen = Position(graph.held.last_id, last_removed)
            self._catch_up()

    def _save(self) -> None:
        with self._lock:
            base, last_removed = self._base, self._seen.last_removed
        if base is not None:
            base.save(last_removed)
            with self._lock:
                self._stamp = self._file.stamp()

    def _lose(self, fault: BaseException) -> None:
        """Do without the graph until the saved one is loaded again, if it can be."""
        logging.getLogger(LOGGER).warning("searching exactly: %s", fault)
        with self._lock:
            self._base = self._loading = self._stamp = None
            self._looked = False
            self._tail = Tail(self.vectors.dimension)
            self._seen = Position(0, self._seen.last_removed)
