"""Which queries were asked: back, forward, and the recent ones that outlive the program.

No Qt and no engine. What is kept on disk names files and photos of the library, never pictures.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from shoegui.basics.files import write_atomically
from shoegui.gui.asked import Asked, Items, same_pictures
from shoegui.gui.query_item import QueryItem, Role, of_role

FILE_NAME = "recent.json"
"""The file of the recent queries, in `AppPaths.data`."""

_STEPS = 100
_RECENT = 24
# Pasted pictures are held in memory; old ones must not pile up there.
_BYTES = 128 << 20


class History:
    """The requests of one window, in the order they were made. Not for several threads.

    A step is one request as a person made it: pictures, parts and weights of them, look, filters.
    So going back undoes the last change and no other. The recent queries are another matter: all
    requests for the same pictures are one of them.
    """

    def __init__(self, recent: Sequence[Items] = ()) -> None:
        """`recent` are queries of an earlier time, the newest first."""
        self._steps: list[Asked] = []
        self._at = -1
        self._recent: tuple[Items, ...] = ()
        self.add_older(recent)

    @property
    def current(self) -> Asked:
        """The request one has come to; without items before the first."""
        return self._steps[self._at] if self._at >= 0 else Asked()

    @property
    def can_back(self) -> bool:
        """Whether there is a request before this one."""
        return self._at > 0

    @property
    def can_forward(self) -> bool:
        """Whether one has gone back from a later request."""
        return self._at < len(self._steps) - 1

    def visit(self, asked: Asked) -> bool:
        """This was asked for and answered; whether that is news.

        What one had gone back from is no longer ahead.
        """
        if not asked.items or asked == self.current:
            return False
        self._remember(asked.items)
        del self._steps[self._at + 1 :]
        self._steps.append(asked)
        self._drop_oldest()
        self._at = len(self._steps) - 1
        return True

    def leave(self, asked: Asked) -> bool:
        """These pictures can no longer be asked with; whether that changes anything.

        Nobody is led to them again. Where they are the current step, the one before becomes it.
        """
        before = len(self._steps), len(self._recent)
        steps: list[Asked] = []
        at = -1
        for number, step in enumerate(self._steps):
            # What stood around one that goes is not to be met twice in a row.
            if not same_pictures(step.items, asked.items) and step not in steps[-1:]:
                steps.append(step)
            if number == self._at:
                at = len(steps) - 1
        self._steps, self._at = steps, at
        self._recent = tuple(one for one in self._recent if not same_pictures(one, asked.items))
        return before != (len(self._steps), len(self._recent))

    def back(self) -> Asked:
        """Go to the request before and return it; the current one where there is none."""
        self._at -= self.can_back
        self._follow()
        return self.current

    def forward(self) -> Asked:
        """Go to the request after and return it; the current one where there is none."""
        self._at += self.can_forward
        self._follow()
        return self.current

    def can_undo(self, asked: Asked) -> bool:
        """Whether there is something to come back to from `asked`."""
        return self._is_astray(asked) or self.can_back

    def undo(self, asked: Asked) -> Asked:
        """What stood there before `asked` was asked for; that is the current request now."""
        return self.current if self._is_astray(asked) else self.back()

    def _is_astray(self, asked: Asked) -> bool:
        """Whether `asked` was not answered: taken back, still searched for, or failed."""
        return bool(self.current.items) and asked != self.current

    def recent(self, limit: int = _RECENT) -> list[Items]:
        """Up to `limit` queries, the newest first, each set of pictures once."""
        return list(self._recent[:limit])

    def add_older(self, queries: Sequence[Items]) -> None:
        """These were asked before any that is known here, the newest first."""
        known = self._recent
        older = (one for one in queries if not any(same_pictures(one, two) for two in known))
        self._recent = (*known, *older)[:_RECENT]

    def forget(self) -> None:
        """Forget every query but the current one, which is no longer a recent one either."""
        self._recent = ()
        self._steps = [self.current] if self._at >= 0 else []
        self._at = len(self._steps) - 1

    def to_json(self) -> bytes:
        """The recent queries to be kept, without those that hold pictures from no file."""
        kept = [items for items in self._recent if all(map(_lasting, items))]
        # Escaped, so that names that are no Unicode survive.
        return json.dumps([[_written(item) for item in items] for items in kept]).encode("ascii")

    def _follow(self) -> None:
        """What the current request is refined by is what its recent query is refined by."""
        items = self.current.items
        self._recent = tuple(items if _same_search(one, items) else one for one in self._recent)

    def _remember(self, asked: Items) -> None:
        others = (one for one in self._recent if not _same_search(one, asked))
        recent = [asked]
        held = _bytes(asked)
        for items in others:
            held += _bytes(items)
            if held <= _BYTES or not _bytes(items):
                recent.append(items)
        self._recent = tuple(recent[:_RECENT])

    def _drop_oldest(self) -> None:
        while len(self._steps) > 1 and (
            len(self._steps) > _STEPS or _bytes(*(step.items for step in self._steps)) > _BYTES
        ):
            del self._steps[0]


def read_recent(file: Path) -> list[Items]:
    """The recent queries in `file`, the newest first; those that make no sense are left out.

    A file that is missing or damaged holds none. For a job: it reads the disk.
    """
    try:
        stored: Any = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return []
    if not isinstance(stored, list):
        return []
    found = []
    for written in stored[:_RECENT]:
        items = [_read(one) for one in written] if isinstance(written, list) else []
        known = tuple(item for item in items if item is not None)
        searched = any(item.role is Role.MAIN for item in known)
        if searched and len(known) == len(items):
            found.append(known)
    return found


def write_recent(file: Path, content: bytes) -> None:
    """Put what `History.to_json` gave into `file`. For a job. Raises `StorageError`."""
    write_atomically(file, content, durable=False)


def _same_search(one: Items, other: Items) -> bool:
    """Whether both are searches with the same pictures, whatever they are refined by."""
    first, second = (tuple(of_role(items, Role.MAIN)) for items in (one, other))
    return same_pictures(first, second)


def _bytes(*several: Items) -> int:
    """How much memory pictures take that are from no file, each counted once."""
    held = {id(item.source): item.source for items in several for item in items}
    return sum(len(source) for source in held.values() if isinstance(source, bytes))


def _lasting(item: QueryItem) -> bool:
    return isinstance(item.source, Path) or (item.source is None and item.photo_id is not None)


def _written(item: QueryItem) -> dict[str, object]:
    written: dict[str, object] = {"name": item.name}
    if isinstance(item.source, Path):
        written["path"] = str(item.source)
    if item.photo_id is not None:
        written["photo"] = item.photo_id
    if item.crop is not None:
        crop = item.crop
        written["crop"] = [crop.left, crop.top, crop.right, crop.bottom]
    if item.role is not Role.MAIN:
        written["role"] = item.role.value
    if item.weight != 1:
        written["weight"] = item.weight
    return written


def _read(written: object) -> QueryItem | None:
    if not isinstance(written, dict):
        return None
    path, photo, name = written.get("path"), written.get("photo"), written.get("name")
    if not (path is None or (isinstance(path, str) and path and "\0" not in path)):
        return None
    if not (photo is None or type(photo) is int) or not isinstance(name, str):
        return None
    if path is None and photo is None:
        return None
    role, weight = written.get("role", Role.MAIN.value), written.get("weight", 1.0)
    if role not in list(Role) or type(weight) not in (int, float) or not 0 < weight < math.inf:
        return None
    source = None if path is None else Path(path)
    item = QueryItem(source, photo, name, role=Role(role), weight=float(weight))
    return _with_crop(item, written["crop"]) if "crop" in written else item


def _with_crop(item: QueryItem, shares: object) -> QueryItem | None:
    from shoegui.search.query import Crop

    if not isinstance(shares, list) or len(shares) != 4:
        return None
    if not all(type(share) in (int, float) and math.isfinite(share) for share in shares):
        return None
    left, top, right, bottom = shares
    if not (0 <= left < right <= 1 and 0 <= top < bottom <= 1):
        return None
    return item.with_crop(Crop(float(left), float(top), float(right), float(bottom)))
