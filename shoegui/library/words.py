"""Words: what the network guesses a photo shows, the best few of its classes.

They are a network's guess and no more, and every place that shows them says so.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from shoegui.library.database import Database
from shoegui.library.vectors import EMBEDDING, FloatArray, IdArray

# A class by its number, and how much of the network's certainty it has, 0..1.
Share: TypeAlias = tuple[int, float]

# Of guesses with a smaller share most are wrong: on 250 photos of clothes .41 of those from .05 to
# .08 named what could be seen, .49 of those from .08 to .12, .62 of those from .2 to .4.
LEAST_SHARE = 0.08
MOST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Word:
    """A class that a photo may show. `share` is the network's certainty, 0..1."""

    name: str
    share: float


def most_likely(classes: FloatArray) -> tuple[Share, ...]:
    """The classes worth keeping of probabilities float32 (n,), the most likely first."""
    count = min(MOST_WORDS, len(classes))
    best = np.argpartition(-classes, count - 1)[:count]
    best = best[np.lexsort((best, -classes[best]))]
    return tuple(
        (int(one), round(float(classes[one]), 4)) for one in best if classes[one] >= LEAST_SHARE
    )


def words_of(
    database: Database, network_key: str, class_names: Sequence[str], photo_ids: Sequence[int]
) -> dict[int, list[Word]]:
    """The words of each of the photos, the most likely first; photos without any are left out."""
    network = database.value("SELECT id FROM networks WHERE key = ?", (network_key,))
    rows = database.rows_for(
        "SELECT photo_id, class, share FROM words JOIN features ON features.id = feature_id "
        f"WHERE features.network_id = {network or -1} AND kind = '{EMBEDDING}' "
        "AND photo_id IN (:ids)",
        photo_ids,
    )
    found: dict[int, dict[str, float]] = {}
    for photo, number, share in rows:
        if number < len(class_names):
            # Several classes may have one name.
            shares = found.setdefault(photo, {})
            shares[class_names[number]] = shares.get(class_names[number], 0.0) + share
    return {
        photo: sorted((Word(*one) for one in shares.items()), key=lambda word: -word.share)
        for photo, shares in found.items()
    }


def vocabulary(
    database: Database,
    network_key: str,
    class_names: Sequence[str],
    only: IdArray | None = None,
) -> dict[str, int]:
    """Every word of the library and how many photos have it, the most frequent first.

    Of the features `only`, int64, where that is given.
    """
    network = database.value("SELECT id FROM networks WHERE key = ?", (network_key,))
    among = "" if only is None else "AND feature_id IN (SELECT value FROM json_each(?))"
    values = (network,) if only is None else (network, json.dumps(only.tolist()))
    rows = database.rows(
        f"SELECT class, count(*) FROM words WHERE network_id = ? {among} GROUP BY class", values
    )
    classes: dict[str, list[int]] = {}
    counts: dict[str, int] = {}
    for number, count in rows:
        if number < len(class_names):
            name = class_names[number]
            classes.setdefault(name, []).append(number)
            counts[name] = count
    for name, several in classes.items():
        if len(several) > 1:
            counts[name] = database.value(
                f"SELECT count(DISTINCT feature_id) FROM words WHERE network_id = ? {among} "
                f"AND class IN ({','.join(map(str, several))})",
                values,
            )
    return dict(sorted(counts.items(), key=lambda one: (-one[1], one[0])))
