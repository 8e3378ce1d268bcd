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
from shoegui.library.details import DETAIL, LOOK, Compared
from shoegui.library.library import Library
from shoegui.library.vectors import IdArray
from shoegui.search.background import Background, good_matches
from shoegui.search.embedding import Embedded
from shoegui.search.looks import Looks
from shoegui.search.mixing import mixed
from shoegui.search.rerank import FloatArray, centred, combine, cosines, order, rerank, similarity

Flags = npt.NDArray[np.bool_]

CANDIDATES = 300
"""How many photos are looked at closely."""

# Of a score, the digits that are not a matter of rounding.
_DIGITS = 5

# Where looks count, as many again of each kind are drawn from before the mixture is cut.
_DRAWN = 2 * CANDIDATES


@dataclass(frozen=True, slots=True)
class Ranked:
    """The order of n candidates.

    `order` are their positions, int64 (n,), the best first; `similarities`, 0..1, and `good`, which
    are good matches, are in that order.
    """

    order: npt.NDArray[np.intp]
    similarities: FloatArray
    good: Flags


@dataclass(frozen=True, slots=True)
class Comparing:
    """What photos of a library are compared with in one search.

    `exact` compares with every photo; `only`, feature ids, are those that may be found.
    """

    library: Library
    embedded: Embedded
    background: Background
    look: float = 0.0
    closer: bool = True
    exact: bool = False
    only: IdArray | None = None

    @property
    def near_is_best(self) -> bool:
        """Whether the vectors' own order is all there is to say."""
        return not (self.closer or self.look or len(self.embedded.unwanted(EMBEDDING)))

    def near(self, vector: FloatArray, count: int) -> IdArray:
        """The features with the embeddings nearest to `vector`, the nearest first."""
        return self.library.near(vector, count, exact=self.exact, only=self.only).ids

    def candidates(self, looks: Looks, count: int) -> Compared:
        """Up to `count` photos that are to be put in order."""
        vector, drawn = self._toward(), _DRAWN if self.look else count
        found = self.near(vector, drawn).tolist()
        if self.look:
            found = self._mixed(found, looks, vector)
        return self.compared(found)

    def compared(self, features: Sequence[int]) -> Compared:
        """All that is needed of some photos."""
        kinds = [EMBEDDING]
        if self.look:
            kinds.append(LOOK)
        if self.closer and DETAIL in self.embedded.vectors:
            kinds.append(DETAIL)
        return self.library.compared(features, kinds)

    def _toward(self) -> FloatArray:
        """Where candidates are looked for."""
        asked = self.embedded
        if not self.closer and not self.look:
            return asked.vector
        # Asking as seen from the middle finds what agrees with the query in what is not common to
        # all; the photos' own lengths change too little for an index of its own.
        return combine(asked.vectors[EMBEDDING], asked.weights, self.background.middle)

    def _mixed(self, found: list[int], looks: Looks, vector: FloatArray) -> list[int]:
        """The best of `found` and of those with the nearest looks, by both."""
        asked = self.embedded
        toward = combine(asked.vectors[LOOK], asked.weights, self.background.look_middle)
        found = list(dict.fromkeys([*found, *looks.near(toward, _DRAWN, self.only)]))
        photos = self.library.compared(found, (EMBEDDING, LOOK))
        look = self._look_cosines(photos)
        assert look is not None
        best = order(mixed(photos.vectors[EMBEDDING] @ vector, look, self.look), photos.photo_ids)
        features: list[int] = photos.feature_ids[best[:CANDIDATES]].tolist()
        return features

    def ranked(self, photos: Compared, same: Flags, refused: Flags, cut_off: float) -> Ranked:
        """Candidates in the order in which they are shown.

        `same`, bool (n,), are those that hold exactly what was asked for. They come first, then the
        good matches, then the rest, and last those that hold exactly what is `refused`; within them
        by what a closer look says, or, where none is wanted, by similarity; equal ones by
        similarity, then by id.
        """
        looks = self._look_cosines(photos)
        similarities = self._similarities(photos, looks)
        scores = self._scores(photos, looks) if self.closer else similarities
        good = (good_matches(similarities, scores, cut_off) | same) & ~refused
        # Scores end at 0: behind what has anything to do with the query, similarity decides; so it
        # does for copies, whose scores differ by what a matrix product rounds.
        rounded = np.round(scores, _DIGITS)
        found = np.lexsort((photos.photo_ids, -similarities, -rounded, ~good, ~same, refused))
        return Ranked(found, similarities[found], good[found])

    def similarities(self, photos: Compared) -> FloatArray:
        """How similar photos are to what is asked for, float32 (n,), 0..1.

        The cosine of their embeddings, what pictures of unrelated things have near 0. Where looks
        count it is mixed with that of the looks, as seen from what the library has in common. A
        photo that is more like a picture of what is not wanted loses what it is more like it.
        """
        return self._similarities(photos, self._look_cosines(photos))

    def _similarities(self, photos: Compared, looks: FloatArray | None) -> FloatArray:
        rows = photos.vectors[EMBEDDING]
        kind = cosines(rows, self.embedded.vector)
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

    def _look_cosines(self, photos: Compared) -> FloatArray | None:
        """The looks' cosines with what is asked for, float32 (n,); 0 for a photo without one.

        None where looks do not count.
        """
        if not self.look:
            return None
        cosines = np.zeros(len(photos), np.float32)
        cosines[photos.has[LOOK]] = (
            centred(photos.having(LOOK), self.background.look_middle) @ self._look()
        )
        return cosines

    def _scores(self, photos: Compared, looks: FloatArray | None) -> FloatArray:
        """What a closer look says, float32 (n,), 0..1.

        By the detail vectors where the query and every candidate have one; else, in a library or
        for a network without, by the embeddings, so that no photo is judged by other means than the
        rest.
        """
        kind, middle = EMBEDDING, self.background.middle
        if DETAIL in photos.vectors and photos.has[DETAIL].all():
            kind, middle = DETAIL, self.background.detail_middle
        queries, weights = self.embedded.vectors[kind], self.embedded.weights
        scores = rerank(queries, photos.vectors[kind], weights=weights, middle=middle)
        return scores if looks is None else mixed(scores, looks, self.look)
