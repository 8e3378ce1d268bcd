"""Exact search: a query beside every vector, in memory or as they come from the disk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from shoegui.library.graph import Candidates
from shoegui.library.vectors import FloatArray, IdArray


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
        found = nearest(
            np.concatenate([found.ids, ids[best]]),
            np.concatenate([found.similarities, similarities[best]]),
            k,
        )
    return found


class Tail:
    """Vectors in memory, in an array that grows by doubling."""

    def __init__(self, dimension: int) -> None:
        self._ids: IdArray = np.empty(0, dtype=np.int64)
        self._vectors: FloatArray = np.empty((0, dimension), dtype=np.float32)
        self._used = 0

    @property
    def last_id(self) -> int:
        """The highest id; 0 if there is none."""
        return int(self._ids[self._used - 1]) if self._used else 0

    def add(self, ids: IdArray, vectors: FloatArray) -> None:
        """Add vectors whose ids are higher than all there are."""
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
        """Take out those that are in here."""
        kept = ~np.isin(self._ids[: self._used], np.asarray(ids, dtype=np.int64))
        if not kept.all():
            self._ids = self._ids[: self._used][kept]
            self._vectors = self._vectors[: self._used][kept]
            self._used = len(self._ids)

    def after(self, last_id: int) -> tuple[IdArray, FloatArray]:
        """Ids and vectors above `last_id`, not to be changed."""
        # Ids only ever grow, so they are in order.
        start = int(np.searchsorted(self._ids[: self._used], last_id, side="right"))
        return self._ids[start : self._used], self._vectors[start : self._used]

    def chosen(self, ids: IdArray) -> tuple[IdArray, FloatArray]:
        """Those of `ids` that are in here, and their vectors."""
        places = np.searchsorted(self._ids[: self._used], ids)
        places = places[places < self._used]
        places = places[np.isin(self._ids[places], ids)]
        return self._ids[places], self._vectors[places]


def nearest(ids: IdArray, similarities: FloatArray, k: int) -> Candidates:
    """The best `k`; equal similarities are ordered by id."""
    order = np.lexsort((ids, -similarities))[:k]
    return Candidates(ids[order], similarities[order])
