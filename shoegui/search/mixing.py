"""Kind or look: one score from what is in a picture and what it looks like.

Pure functions on arrays. Which pictures are candidates, and their vectors, come from the caller.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from shoegui.search.rerank import FloatArray, similarity


def mixed(kind: npt.ArrayLike, look: npt.ArrayLike, share: float) -> FloatArray:
    """Scores 0..1, any shape: (1 - `share`) x `kind` + `share` x `look`.

    `kind` is what `rerank` gives, `look` the cosines of `look` vectors seen from their library's
    middle (`rerank.centred`); `share` is 0 for the same kind of thing, 1 for the same look.
    """
    if not 0.0 <= share <= 1.0:
        raise ValueError(f"a share is 0 to 1, not {share}")
    blend = (1.0 - share) * similarity(kind) + share * similarity(look)
    return np.asarray(blend, np.float32)
