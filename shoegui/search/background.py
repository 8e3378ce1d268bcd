"""How similar a query is to photos that have nothing to do with it: where good matches end.

A similarity of .6 means much in one library and nothing in another, so the cut-off is measured: a
query's similarities to a random sample of the library are its background, and a good match stands
clearly above that.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float32]

# How far above its background a match must stand, in robust standard deviations, and the least and
# the most that the cut-off can be. With these, of photos without shoes looked for in a shop of
# shoes .3 % were said to have a good match, and of shoes among photos without any none; of what
# was called a good match in the shop, .80 was the same kind of shoe.
_DEVIATIONS = 2.0
_LEAST = 0.5
_MOST = 0.65


@dataclass(frozen=True, slots=True)
class Background:
    """A random sample of a library's vectors, float32 (n, dimension), of unit length."""

    sample: FloatArray

    def cut_off(self, query: FloatArray) -> float:
        """The least similarity, 0..1, of a good match for `query`, float32 (dimension,).

        Median plus a multiple of the median absolute deviation (scaled by 1.4826 to that of a
        normal distribution): the few photos in the sample that do match must not move it.
        """
        if len(self.sample) < 2:
            return _LEAST
        similarities = self.sample @ query
        median = float(np.median(similarities))
        spread = 1.4826 * float(np.median(np.abs(similarities - median)))
        return min(max(median + _DEVIATIONS * spread, _LEAST), _MOST)
