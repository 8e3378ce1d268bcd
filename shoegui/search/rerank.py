"""The order of the candidates. Pure functions on arrays; nothing here knows files or a database.

For now the order is that of the candidates' own similarity. Whatever comes to look closer at them
comes between `searcher`, which fetches candidates, and this order.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt


def similarity(cosine: npt.ArrayLike) -> npt.NDArray[np.float32]:
    """Cosines, any shape, as similarities 0..1: opposite is no less similar than unrelated."""
    return np.clip(np.asarray(cosine, dtype=np.float32), 0.0, 1.0)


def order(similarities: npt.NDArray[np.float32]) -> npt.NDArray[np.intp]:
    """Positions of `similarities` (n,), the highest first; equal ones stay in their order."""
    return np.argsort(-similarities, kind="stable")
