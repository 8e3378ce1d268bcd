"""Which photos may be found at all: what a person narrows a search down to, and the SQL for it.

How similar the photos that are left are to a query is not known here.
"""

from __future__ import annotations

import difflib
import json
import os
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from shoegui.basics.errors import UsageError
from shoegui.basics.paths import lies_in
from shoegui.basics.phrase import Phrase
from shoegui.library.database import Database
from shoegui.library.vectors import EMBEDDING, IdArray
from shoegui.photos.suffixes import KINDS, OTHER_KIND, suffixes_of

LANDSCAPE, PORTRAIT, SQUARE = "landscape", "portrait", "square"
ORIENTATIONS = (LANDSCAPE, PORTRAIT, SQUARE)

# What SQLite's whole numbers hold.
_MOST_NANOSECONDS = 2**63 - 1

# A picture whose sides differ by no more than a twentieth is square to the eye.
_SQUARE = "20 * max(width, height) <= 21 * min(width, height)"
_ORIENTED = {
    SQUARE: _SQUARE,
    LANDSCAPE: f"width > height AND NOT ({_SQUARE})",
    PORTRAIT: f"height > width AND NOT ({_SQUARE})",
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What photos must be like; an empty field lets all of them through.

    `folders` are absolute, of the library or inside it; a photo lies in any of them. `taken_from`
    and `taken_to` are days, both included: when the photo was taken, or where it does not say, when
    its file was last changed. `kinds` are of `shoegui.photos.suffixes.KINDS`, `orientation` is one
    of `ORIENTATIONS`, `smallest` is px of the short side. `words` are class names of the network,
    which guessed that the photo shows any of them.

    Raises `UsageError` where a field makes no sense by itself.
    """

    folders: tuple[Path, ...] = ()
    taken_from: date | None = None
    taken_to: date | None = None
    kinds: frozenset[str] = frozenset()
    orientation: str | None = None
    smallest: int = 0
    words: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for kind in sorted(self.kinds):
            _one_of(kind, KINDS, Phrase("'{name}' is not a kind of file", name=kind))
        if self.orientation is not None:
            name = self.orientation
            _one_of(name, ORIENTATIONS, Phrase("'{name}' is not an orientation", name=name))
        if self.taken_from and self.taken_to and self.taken_from > self.taken_to:
            raise UsageError(
                Phrase(
                    "{first} is after {last}",
                    first=self.taken_from.isoformat(),
                    last=self.taken_to.isoformat(),
                ),
                advice="Give the earlier day first",
            )

    @property
    def active(self) -> bool:
        """Whether any photo may be kept back at all."""
        return self != Filters()


def matching(
    database: Database, network_key: str, class_names: Sequence[str], filters: Filters
) -> IdArray:
    """Ids of the features, int64 ascending, of the photos that `filters` let through.

    Raises `UsageError` for a word that is not among `class_names`.
    """
    network = database.value("SELECT id FROM networks WHERE key = ?", (network_key,))
    conditions, values = _conditions(database, network, class_names, filters)
    join = "JOIN photos ON photos.id = photo_id" if conditions else ""
    where = " AND ".join(["network_id = ?", "kind = ?", *conditions])
    rows = database.rows(
        f"SELECT features.id FROM features {join} WHERE {where}", (network, EMBEDDING, *values)
    )
    return np.sort(np.fromiter((row[0] for row in rows), dtype=np.int64, count=len(rows)))


def _conditions(
    database: Database, network: int | None, class_names: Sequence[str], filters: Filters
) -> tuple[list[str], list[Any]]:
    conditions: list[str] = []
    values: list[Any] = []
    if filters.folders:
        conditions.append("directory_id IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(_directories(database, filters.folders)))
    if filters.taken_from is not None:
        conditions.append("CASE WHEN taken_at IS NULL THEN mtime_ns >= ? ELSE taken_at >= ? END")
        values += _beginning(filters.taken_from)
    if filters.taken_to is not None and filters.taken_to < date.max:
        conditions.append("CASE WHEN taken_at IS NULL THEN mtime_ns < ? ELSE taken_at < ? END")
        values += _beginning(filters.taken_to + timedelta(days=1))
    if filters.kinds:
        conditions.append(_of_kinds(filters.kinds))
    if filters.orientation is not None:
        conditions.append(_ORIENTED[filters.orientation])
    if filters.smallest > 0:
        conditions.append("min(width, height) >= ?")
        values.append(filters.smallest)
    if filters.words:
        conditions.append(
            "features.id IN (SELECT feature_id FROM words WHERE network_id = ? "
            "AND class IN (SELECT value FROM json_each(?)))"
        )
        values += [network, json.dumps(_classes(filters.words, class_names))]
    return conditions, values


def _directories(database: Database, folders: Collection[Path]) -> list[int]:
    tops = [os.fspath(folder) for folder in folders]
    return [
        number
        for number, path in database.rows("SELECT id, path FROM directories")
        if any(lies_in(os.fsdecode(path), top) for top in tops)
    ]


def _beginning(day: date) -> tuple[int, str]:
    """The first moment of a day here: as a modification time, and as the photo itself has it."""
    try:
        moment = int(time.mktime((day.year, day.month, day.day, 0, 0, 0, 0, 0, -1)))
    except (OverflowError, ValueError):
        # Outside the years that this system knows; no file is so old or so new.
        moment = (day - date(1970, 1, 1)).days * 86_400
    nanoseconds = moment * 1_000_000_000
    return max(-_MOST_NANOSECONDS, min(nanoseconds, _MOST_NANOSECONDS)), day.isoformat()


def _of_kinds(kinds: Collection[str]) -> str:
    """SQL for what `kind_of` says in Python: the end of the name, which is not all of it."""
    if OTHER_KIND in kinds:
        rest = set(KINDS) - set(kinds)
        return f"NOT ({_of_kinds(rest)})" if rest else "1"
    by_length: dict[int, list[str]] = {}
    for suffix in sorted(suffix for kind in kinds for suffix in suffixes_of(kind)):
        by_length.setdefault(len(suffix), []).append(f"'{suffix}'")
    ends = (
        f"(length(name) > {length} AND CAST(substr(name, -{length}) AS TEXT) COLLATE NOCASE "
        f"IN ({', '.join(suffixes)}))"
        for length, suffixes in by_length.items()
    )
    return f"({' OR '.join(ends)})"


def _classes(words: Collection[str], class_names: Sequence[str]) -> list[int]:
    """The numbers of the classes with these names, of which several may have one name."""
    for word in words:
        _one_of(word, class_names, Phrase("the network knows no '{name}'", name=word))
    return [number for number, name in enumerate(class_names) if name in words]


def _one_of(name: str, names: Sequence[str], fault: Phrase) -> None:
    if name in names:
        return
    meant = difflib.get_close_matches(name, names, 3) or (names if len(names) < 20 else ())
    advice = Phrase("Choose one of {names}", names=", ".join(meant)) if meant else ""
    raise UsageError(fault, advice=advice)
