"""The looks of a whole library in memory, for searches in which they decide what is found at all.

Read when the first such search comes, and brought up to date by each: about 60 MB for 100,000
photos. The short vectors have their index in the library; these are compared one by one.
"""

from __future__ import annotations

import threading

import numpy as np
import numpy.typing as npt

from shoegui.library.details import LOOK
from shoegui.library.filters import Filters
from shoegui.library.library import Library
from shoegui.library.vectors import IdArray
from shoegui.search.rerank import FloatArray, centred

_PORTION = 4096


class Looks:
    """The look vectors of every photo that has one. Any thread may ask."""

    def __init__(self, library: Library, middle: FloatArray) -> None:
        """`middle`, float32 (d,), is what the library's looks have in common."""
        self._library = library
        self._middle = middle
        self._lock = threading.Lock()
        self._seen: tuple[int, int] | None = None
        self._features: IdArray = np.empty(0, np.int64)
        self._vectors: FloatArray = np.empty((0, len(middle)), np.float32)

    def seen_from(self, middle: FloatArray) -> bool:
        """Whether this is what they have in common."""
        return np.array_equal(middle, self._middle)

    def near(self, look: FloatArray, k: int, only: IdArray | None = None) -> list[int]:
        """Features of the `k` photos nearest to `look`, float32 (d,) as seen from the middle.

        `only` are feature ids, as `Library.matching` gives them.
        """
        with self._lock:
            self._catch_up()
            features, cosines = self._features, self._vectors @ look
            if only is not None:
                among = np.isin(features, only)
                features, cosines = features[among], cosines[among]
        best: npt.NDArray[np.intp] = np.arange(len(features))
        if len(features) > k:
            best = np.argpartition(-cosines, k - 1)[:k]
        ids: list[int] = features[best[np.lexsort((features[best], -cosines[best]))]].tolist()
        return ids

    def _catch_up(self) -> None:
        # Photos that lack a look are asked for again only when something may have given them one.
        state = self._library.database.state()
        if state == self._seen:
            return
        features = self._library.matching(Filters())
        kept = np.isin(self._features, features)
        new = features[~np.isin(features, self._features)].tolist()
        all_features, all_vectors = [self._features[kept]], [self._vectors[kept]]
        for start in range(0, len(new), _PORTION):
            photos = self._library.compared(new[start : start + _PORTION], (LOOK,))
            all_features.append(photos.feature_ids[photos.has[LOOK]])
            all_vectors.append(centred(photos.having(LOOK), self._middle))
        self._features = np.concatenate(all_features)
        self._vectors = np.concatenate(all_vectors)
        self._seen = state
