"""The photos that are looked at closely, and the order that comes of it.

The same few hundred whatever number of hits is asked for, so that asking for more adds to what is
shown and moves nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from shoegui.features.manifest import EMBEDDING
from shoegui.library.details import DETAIL, LOOK
from shoegui.library.library import Library
from shoegui.library.vectors import IdArray
from shoegui.search.background import Background, good_matches
from shoegui.search.embedding import Embedded
from shoegui.search.looks import Looks
from shoegui.search.mixing import mixed
from shoegui.search.rerank import FloatArray, centred, combine, order, rerank, similarity

Flags = npt.NDArray[np.bool_]

CANDIDATES = 300
"""How many photos are looked at closely."""

# Where looks count, as many again of each kind are drawn from before the mixture is cut.
_DRAWN = 2 * CANDIDATES


@dataclass(frozen=True, slots=True)
class Ranked:
    """Candidates in order, the best first.

    `ids` and `similarities`, 0..1, are (n,), `good` says which are good matches, and `embeddings`
    are (n, d), zeros for a photo that has lost its own meanwhile.
    """

    ids: IdArray
    similarities: FloatArray
    good: Flags
    embeddings: FloatArray


@dataclass(frozen=True, slots=True)
class Comparing:
    """What photos of a library are compared with in one search."""

    library: Library
    embedded: Embedded
    background: Background
    look: float = 0.0
    closer: bool = True

    def candidates(self, looks: Looks, *, exact: bool, only: IdArray | None) -> list[int]:
        """Ids of the photos to be looked at closely."""
        asked, library = self.embedded, self.library
        if not self.closer and not self.look:
            near = library.near(asked.vector, CANDIDATES, exact=exact, only=only)
            return [one.photo_id for one in near]
        # Asking as seen from the middle finds what agrees with the query in what is not common to
        # all; the photos' own lengths change too little for an index of its own.
        vector = combine(asked.vectors[EMBEDDING], asked.weights, self.background.middle)
        drawn = _DRAWN if self.look else CANDIDATES
        near = library.near(vector, drawn, exact=exact, only=only)
        found = [one.photo_id for one in near]
        if not self.look:
            return found
        toward = combine(asked.vectors[LOOK], asked.weights, self.background.look_middle)
        found = list(dict.fromkeys([*found, *looks.near(toward, _DRAWN, only)]))
        kind, look = self._rows(found) @ vector, self._look_cosines(found)
        assert look is not None
        best = order(mixed(kind, look, self.look), np.array(found))
        return [found[one] for one in best[:CANDIDATES].tolist()]

    def ranked(self, ids: Sequence[int], same: Flags, cut_off: float) -> Ranked:
        """Candidates in the order in which they are shown.

        `same`, bool (n,), are those that hold exactly what was asked for. They come first, then the
        good matches, then the rest; within them by what a closer look says, or, where none is
        wanted, by similarity; equal ones by similarity, then by id.
        """
        names = np.array(ids, np.int64)
        rows, looks = self._rows(ids), self._look_cosines(ids)
        similarities = self._similarities(rows, looks)
        scores = self._scores(ids, rows, looks) if self.closer else similarities
        good = good_matches(similarities, scores, cut_off) | same
        # Scores end at 0: behind what has anything to do with the query, similarity decides.
        found = np.lexsort((names, -similarities, -scores, ~good, ~same))
        return Ranked(names[found], similarities[found], good[found], rows[found])

    def similarities(self, ids: Sequence[int]) -> FloatArray:
        """How similar photos are to what is asked for, float32 (n,), 0..1.

        The cosine of their embeddings, what pictures of unrelated things have near 0. Where looks
        count it is mixed with that of the looks, as seen from what the library has in common. A
        photo that is more like a picture of what is not wanted loses what it is more like it.
        """
        return self._similarities(self._rows(ids), self._look_cosines(ids))

    def _similarities(self, rows: FloatArray, looks: FloatArray | None) -> FloatArray:
        kind = rows @ self.embedded.vector
        unwanted = self.embedded.unwanted(EMBEDDING)
        found = kind if looks is None else mixed(kind, looks, self.look)
        if len(unwanted):
            found = found - np.maximum((rows @ unwanted.T).max(axis=1) - kind, 0.0)
        return similarity(found)

    def background_similarities(self) -> FloatArray:
        """How similar photos that have nothing to do with it are: those of the sample."""
        kind = self.background.embeddings @ self.embedded.vector
        if not self.look or len(self.background.looks) != len(kind):
            return kind
        return mixed(kind, self.background.looks @ self._look(), self.look)

    def _look(self) -> FloatArray:
        wanted = self.embedded.weights > 0
        return combine(
            self.embedded.vectors[LOOK][wanted],
            self.embedded.weights[wanted],
            self.background.look_middle,
        )

    def _look_cosines(self, ids: Sequence[int]) -> FloatArray | None:
        """The looks' cosines with what is asked for, float32 (n,); 0 for a photo without one.

        None where looks do not count.
        """
        if not self.look:
            return None
        place = {one: number for number, one in enumerate(ids)}
        found, looks = self.library.looks(ids)
        cosines = np.zeros(len(ids), np.float32)
        cosines[[place[one] for one in found.tolist()]] = (
            centred(looks, self.background.look_middle) @ self._look()
        )
        return cosines

    def _scores(self, ids: Sequence[int], rows: FloatArray, looks: FloatArray | None) -> FloatArray:
        """What a closer look says, float32 (n,), 0..1.

        By the detail vectors where the query and every candidate have one; else, in a library or
        for a network without, by the embeddings `rows`, so that no photo is judged by other means
        than the rest.
        """
        kind, vectors, middle = EMBEDDING, rows, self.background.middle
        if DETAIL in self.embedded.vectors:
            found, details = self.library.details(ids)
            if len(found) == len(ids):
                kind, vectors, middle = DETAIL, details, self.background.detail_middle
        queries, weights = self.embedded.vectors[kind], self.embedded.weights
        scores = rerank(queries, vectors, weights=weights, middle=middle)
        return scores if looks is None else mixed(scores, looks, self.look)

    def _rows(self, ids: Sequence[int]) -> FloatArray:
        """The vectors of photos, float32 (n, d); zeros for those that have none any more."""
        vectors = self.library.embeddings(ids)
        if not ids:
            return np.zeros((0, self.embedded.vectors[EMBEDDING].shape[1]), np.float32)
        nothing = np.zeros_like(self.embedded.vectors[EMBEDDING][0])
        return np.stack([vectors.get(one, nothing) for one in ids])
