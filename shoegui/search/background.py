"""How similar a query is to photos that have nothing to do with it: where good matches end.

A similarity of .6 means much in one library and nothing in another, so the cut-off is measured: a
query's similarities to a random sample of the library are its background, and a good match stands
clearly above that. All constants of what counts as good are here.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from shoegui.search.rerank import FloatArray

# Enough for a spread that does not move when other photos are drawn.
SAMPLE = 1000
# How far above its background a match must stand, in robust standard deviations, and the least and
# the most that the cut-off can be. With these, of queries for which a library held nothing of the
# kind at all (photos among drawings, animals among clothes, ...), fewer than 1 % were said to have
# a match; `benchmarks/cut_off.py` measures it.
_DEVIATIONS = 2.0
_LEAST = 0.525
_MOST = 0.65
# A hit whose company puts it above this part of the good matches is as good as they are.
_VOUCHED = 0.1


@dataclass(frozen=True, slots=True)
class Background:
    """A random sample of a library: what a query has to stand out from.

    `embeddings` are float32 (n, d) of unit length; `looks` (n, l), as seen from their middle,
    belong to the same photos where all of them have one, else (0, l). `middle` (d,),
    `detail_middle` (c,) and `look_middle` (l,) are what the library has in common, for `rerank`.
    """

    embeddings: FloatArray
    middle: FloatArray
    detail_middle: FloatArray
    looks: FloatArray
    look_middle: FloatArray


def cut_off(similarities: FloatArray) -> float:
    """The least similarity, 0..1, of a good match, from those of a sample, float32 (n,).

    Median plus a multiple of the median absolute deviation (scaled by 1.4826 to that of a normal
    distribution): the few photos in the sample that do match must not move it.
    """
    if len(similarities) < 2:
        return _LEAST
    median = float(np.median(similarities))
    spread = 1.4826 * float(np.median(np.abs(similarities - median)))
    return min(max(median + _DEVIATIONS * spread, _LEAST), _MOST)


def good_matches(
    similarities: FloatArray, scores: FloatArray, least: float
) -> npt.NDArray[np.bool_]:
    """Which candidates are good matches, bool (n,).

    Those at least as similar as `least`, and where there are any, those too that a closer look,
    whose `scores` are (n,), puts among them.
    """
    good: npt.NDArray[np.bool_] = similarities >= least
    if good.any():
        good = good | (scores >= np.quantile(scores[good], _VOUCHED))
    return good
