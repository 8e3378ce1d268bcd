"""The order of the candidates. Pure functions on arrays; nothing here knows files or a database.

Candidates are judged together: each is replaced by the mean of its neighbourhood among them, and
the query by itself and the best of these. All of it is done on cosines, so that no mean is ever
formed. What is drawn from, and how strongly, was found with benchmarks/quality.py.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float32]

# How much of the library's mean is taken from its vectors. Less or more does not matter much; all
# of it would leave nothing of a picture in a library of one.
_CENTRING = 0.9
# From this cosine on, before centring, a candidate is the query's own picture or a copy of it.
_SAME_PICTURE = 0.98
# The least weight of a neighbour, as a share of what it would have by itself.
_REMAINDER = 0.001
_TINY = 1e-24
# The same for squares that come of differences of numbers near 1, which are exact to about 1e-7.
_LEAST_SQUARE = 1e-6


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far candidates vouch for one another.

    `neighbours` candidates are averaged around each, and the query is expanded with the best
    `expansion`; what is added weighs as its cosine to the power of `power`. `own` is the weight of
    a candidate's own cosine with the query beside the 1 of what it scores in company. Only the best
    `among` by their own cosine are judged together, which costs the square of their number; the
    others follow them.
    """

    neighbours: int = 20
    expansion: int = 10
    power: float = 2.0
    own: float = 0.3
    among: int = 300


def cosines(vectors: FloatArray, toward: FloatArray) -> FloatArray:
    """Those of `vectors` (n, d) with `toward` (d,), float32 (n,); all are of unit length.

    Equal vectors have equal ones wherever they stand, which a matrix product does not promise.
    """
    return np.asarray(np.einsum("nd,d->n", vectors, toward), np.float32)


def similarity(cosine: npt.ArrayLike) -> FloatArray:
    """Cosines, any shape, as similarities 0..1: opposite is no less similar than unrelated."""
    return np.clip(np.asarray(cosine, dtype=np.float32), 0.0, 1.0)


def order(
    similarities: FloatArray, ids: npt.NDArray[np.int64] | None = None
) -> npt.NDArray[np.intp]:
    """Positions of `similarities` (n,), the highest first.

    Equal ones stay in their order, or have the lesser of `ids` (n,) first.
    """
    if ids is None:
        return np.argsort(-similarities, kind="stable")
    return np.lexsort((ids, -similarities))


def centre(sample: FloatArray) -> FloatArray:
    """What a library's vectors (n, d) have in common, float32 (d,), to be given to `centred`.

    `sample` may be any part of them that was chosen by chance. Zeros where it is empty.
    """
    if not len(sample):
        return np.zeros(sample.shape[1], np.float32)
    return np.asarray(_CENTRING * sample.mean(axis=0), np.float32)


def centred(vectors: FloatArray, middle: FloatArray | None) -> FloatArray:
    """`vectors` (n, d) as seen from `middle` (d,), of unit length; zeros stay zeros.

    What all pictures of a library share says nothing about two of them (Jegou and Chum 2012,
    "Negative evidences and co-occurrences in image retrieval: the benefit of PCA and whitening").
    """
    moved: FloatArray = vectors.copy() if middle is None else vectors - middle
    squares: FloatArray = np.einsum("nd,nd->n", moved, moved)
    # In place: at some hundred x 1280 numbers, making new arrays costs as much as the arithmetic.
    moved /= np.sqrt(np.maximum(squares, _TINY))[:, np.newaxis]
    return moved


def combine(queries: FloatArray, weights: FloatArray, middle: FloatArray | None) -> FloatArray:
    """One query, float32 (d,) of unit length, of `queries` (m, d) weighted by `weights` (m,).

    A negative weight leads away from a picture (Rocchio 1971).
    """
    whole = (weights @ centred(queries, middle))[np.newaxis]
    return np.asarray(centred(whole, None)[0], np.float32)


def rerank(
    queries: FloatArray,
    candidates: FloatArray,
    *,
    weights: FloatArray | None = None,
    middle: FloatArray | None = None,
    settings: Agreement | None = None,
) -> FloatArray:
    """Scores 0..1, float32 (n,), of `candidates` (n, d) for `queries` (m, d), all of unit length.

    `weights` (m,) are 1 unless given; `middle` (d,) is what `centre` made of the library. A copy of
    a picture that is asked for scores `_SAME_PICTURE` or more, everything else less. The scores put
    candidates in order; how similar a picture is, is for its own cosine to say.
    """
    if weights is None:
        weights = np.ones(len(queries), np.float32)
    settings = settings or Agreement()
    toward = combine(queries, weights, middle)
    if len(candidates) <= settings.among:
        scores = agreement(*centred_cosines(candidates, toward, middle), settings)
    else:
        own = _own_cosines(candidates, toward, middle)
        # Those that are as good as the last of the best are among them, or places would matter.
        best = own >= np.partition(own, -settings.among)[-settings.among]
        agreed = agreement(*centred_cosines(candidates[best], toward, middle), settings)
        scores = agreed.min() * similarity(own)
        scores[best] = agreed
    return copies_first(scores, candidates @ queries[weights > 0].T)


def _own_cosines(
    candidates: FloatArray, toward: FloatArray, middle: FloatArray | None
) -> FloatArray:
    """The first that `centred_cosines` gives, by themselves."""
    to_query = cosines(candidates, toward)
    squares: FloatArray = np.einsum("nd,nd->n", candidates, candidates)
    if middle is not None:
        to_query -= toward @ middle
        squares += middle @ middle - 2 * cosines(candidates, middle)
    return np.asarray(to_query / np.sqrt(np.maximum(squares, np.float32(_LEAST_SQUARE))))


def centred_cosines(
    candidates: FloatArray, toward: FloatArray, middle: FloatArray | None
) -> tuple[FloatArray, FloatArray]:
    """Cosines of `candidates` (n, d) with `toward` (d,), float32 (n,), and among themselves (n, n).

    As the `centred` candidates have them, but without making those: at some hundred x 1280 numbers
    each pass over all of them costs as much as the rest.
    """
    to_query: FloatArray = candidates @ toward
    # numpy computes only half of a product of a matrix with its own transpose.
    between: FloatArray = candidates @ candidates.T
    if middle is not None:
        # (x - m)(y - m) = xy - xm - ym + mm
        along: FloatArray = candidates @ middle
        to_query -= toward @ middle
        between -= along[:, np.newaxis]
        between -= along - middle @ middle
    lengths: FloatArray = np.sqrt(np.maximum(between.diagonal(), np.float32(_LEAST_SQUARE)))
    to_query /= lengths
    between /= lengths[:, np.newaxis]
    between /= lengths
    return to_query, between


def copies_first(scores: FloatArray, cosines: FloatArray) -> FloatArray:
    """`scores` (n,) below `_SAME_PICTURE`, but for copies of a query.

    `cosines` (n, m) are those of candidates with the pictures that are asked for.
    """
    nearest = similarity(cosines.max(axis=1, initial=0.0))
    return np.where(nearest >= _SAME_PICTURE, nearest, np.float32(_SAME_PICTURE) * scores)


def agreement(
    to_query: FloatArray, between: FloatArray, settings: Agreement | None = None
) -> FloatArray:
    """Scores 0..1, float32 (n,), from cosines with the query (n,) and between candidates (n, n).

    The cosine of the expanded query with each candidate's neighbourhood: database-side
    augmentation (Turcot and Lowe 2009; weights as in Arandjelovic and Zisserman 2012) confined to
    the candidates, then weighted query expansion (Radenovic, Tolias and Chum 2018, section 3.3).
    """
    settings = settings or Agreement()
    n = len(to_query)
    if n == 0:
        return np.zeros(0, np.float32)
    near, weights = _strongest(between, settings.neighbours, settings.power)
    # The length of every mean, from the cosines among those it is made of.
    places = (n * near)[:, :, np.newaxis] + near[:, np.newaxis, :]
    among = between.take(places)
    squares: FloatArray = np.einsum("nk,nk->n", (weights[:, np.newaxis, :] @ among)[:, 0], weights)
    weights /= np.sqrt(np.maximum(squares, _TINY))[:, np.newaxis]

    in_company = np.einsum("nk,nk->n", weights, to_query[near])
    best, share = _strongest(in_company[np.newaxis], settings.expansion, settings.power)
    # The expansion as weights of the candidates themselves.
    added = np.zeros(n, np.float32)
    np.add.at(added, near[best[0]], weights[best[0]] * share[0][:, np.newaxis])
    to_added = between @ added
    length = math.sqrt(max(1.0 + 2.0 * float(added @ to_query) + float(added @ to_added), _TINY))
    expanded = (in_company + np.einsum("nk,nk->n", weights, to_added[near])) / length
    return similarity((expanded + settings.own * to_query) / (1.0 + settings.own))


def _strongest(
    cosines: FloatArray, count: int, power: float
) -> tuple[npt.NDArray[np.intp], FloatArray]:
    """Positions and weights, both (n, at most count), of the highest in each row of (n, m).

    Weights fall to next to nothing at the first that is left out, so that it hardly matters which
    of two equals that is.
    """
    held = np.maximum(cosines, 0.0)
    count = min(count, held.shape[1])
    if count == held.shape[1]:
        found = np.broadcast_to(np.arange(count), held.shape)
        last = np.zeros((len(held), 1), np.float32)
    else:
        found, held = _highest(held, count + 1)
        found, held, last = found[:, 1:], held[:, 1:], held[:, :1]
    strength = held**power
    # A remainder for all, or a crowd of equals would have no weight at all.
    weights = np.maximum(strength - last**power, 0.0) + _REMAINDER * strength
    return found, np.asarray(weights, np.float32)


def _highest(numbers: FloatArray, count: int) -> tuple[npt.NDArray[np.int64], FloatArray]:
    """Positions of the `count` highest in each row of `numbers` (n, m), none below 0, and them.

    Both are (n, count); the lowest of them comes first, the others in any order.
    """
    # Such numbers are in the same order as their bits. With the position in the lower half they can
    # be partitioned as whole numbers, which takes numpy half as long as finding positions.
    keys = np.ascontiguousarray(numbers).view(np.int32).astype(np.int64)
    keys <<= 32
    keys |= np.arange(keys.shape[1])
    keys.partition(keys.shape[1] - count, axis=1)
    keys = keys[:, -count:]
    return keys & 0xFFFFFFFF, (keys >> 32).astype(np.int32).view(np.float32)
