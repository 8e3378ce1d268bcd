"""Queries as numbers: the vectors of all pictures that are asked with, and how much each counts.

What makes them is in `embedder`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from shoegui.features.manifest import EMBEDDING, Manifest
from shoegui.library.details import DETAIL, LOOK
from shoegui.search.rerank import FloatArray, combine

# How far pictures of what is not wanted lead away beside how far the others lead to them (gamma
# and beta of Rocchio 1971).
_AWAY = 0.5


@dataclass(frozen=True, slots=True)
class Embedded:
    """Queries as numbers.

    `vectors` are by kind, float32 (m, d) of unit length for m queries: `EMBEDDING`, and `DETAIL`
    and `LOOK` where they were asked for and every query has them. `weights`, float32 (m,), add up
    to 1 for what is wanted and to no less than -.5 for what is not. `hashes` are those of the files
    that were asked for whole, and wanted as more than an example; `refused` those of what is not
    wanted.
    """

    vectors: Mapping[str, FloatArray]
    weights: FloatArray
    hashes: frozenset[bytes] = frozenset()
    refused: frozenset[bytes] = frozenset()

    @property
    def vector(self) -> FloatArray:
        """What is wanted, as one embedding: float32 (d,) of unit length."""
        return self.wanted(EMBEDDING)

    def wanted(self, kind: str) -> FloatArray:
        """The mean of what is wanted, float32 (d,) of unit length."""
        wanted = self.weights > 0
        return combine(self.vectors[kind][wanted], self.weights[wanted], None)

    def unwanted(self, kind: str) -> FloatArray:
        """What is not wanted, float32 (m, d)."""
        return self.vectors[kind][self.weights < 0]


def outputs_for_queries(manifest: Manifest, *, look: bool = False) -> tuple[str, ...]:
    """The outputs that a query is compared by, as far as the network has them.

    `look` only where it counts: it adds a sixth to the time of the network.
    """
    wanted = (EMBEDDING, DETAIL, LOOK) if look else (EMBEDDING, DETAIL)
    return tuple(name for name in wanted if name in manifest.outputs)


def balanced(weights: Sequence[float]) -> FloatArray:
    """`weights` in proportion, so that those above 0 add up to 1.

    Those below 0 add up to as much less than 0 as they are of those above, halved, but not to less
    than -.5: however much is not wanted, what is wanted decides.
    """
    array = np.asarray(weights, np.float32)
    wanted = float(array[array > 0].sum())
    unwanted = float(-array[array < 0].sum())
    share = _AWAY / max(unwanted, wanted)
    return np.where(array > 0, array / wanted, array * share).astype(np.float32)
