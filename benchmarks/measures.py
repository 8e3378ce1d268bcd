"""How good an order of hits is: pure functions on arrays that say which hits are right.

Where the order comes from, and what counts as right, is for the programs beside this one to say.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Right = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float32]
# The hits of a query in order, and how many right ones there are in all.
Answer = tuple[Right, int]

# How deep average precision looks, and so how many hits an order must have.
DEPTH = 200


@dataclass(frozen=True, slots=True)
class Figures:
    """Means over queries, each 0..1."""

    top1: float
    precision10: float
    map200: float


def precision(right: Right, depth: int) -> float:
    """The share of right ones in the first `depth`; hits that are missing are wrong ones."""
    return float(right[:depth].sum()) / depth


def average_precision(right: Right, relevant: int, depth: int = DEPTH) -> float:
    """Mean of the precision at every right one of the first `depth`, those not found counting 0.

    `relevant` is how many right ones there are in all; no more than `depth` of them can be found.
    """
    first = right[:depth]
    at_each = np.cumsum(first) / np.arange(1, len(first) + 1)
    return float((at_each * first).sum()) / min(relevant, depth)


def figures(answers: Iterable[Answer]) -> Figures:
    """Means over the answers to queries.

    A query without any right one is left out. Raises `ValueError` if all of them are.
    """
    rows = [
        (precision(right, 1), precision(right, 10), average_precision(right, relevant))
        for right, relevant in answers
        if relevant
    ]
    if not rows:
        raise ValueError("no query has anything to find")
    return Figures(*np.mean(rows, axis=0).tolist())


def figures_of_vectors(vectors: Floats, labels: npt.NDArray[np.int64]) -> Figures:
    """Figures of `answers_of_vectors`."""
    return figures(answers_of_vectors(vectors, labels))


def answers_of_vectors(vectors: Floats, labels: npt.NDArray[np.int64]) -> list[Answer]:
    """What each of `vectors` (n, d) finds in the order of their cosines.

    The others of its label in `labels` (n,) are right; itself it is left out, and so is one that
    has no others.
    """
    answers = []
    for query, similarity in enumerate(cosines_with_others(vectors)):
        order = np.argsort(-similarity, kind="stable")[:-1]
        right = labels[order] == labels[query]
        if right.any():
            answers.append((right, int(right.sum())))
    return answers


def cosines_with_others(vectors: Floats) -> Floats:
    """Cosines between `vectors` (n, d), float32 (n, n); of each with itself minus infinity."""
    unit = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
    cosines: Floats = unit @ unit.T
    np.fill_diagonal(cosines, -np.inf)
    return cosines
