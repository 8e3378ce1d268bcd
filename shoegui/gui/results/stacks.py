"""Copies that stand under one hit, shown or not: which stacks are open, and what their signs say.

No Qt model here: `model` asks, and tells Qt which rows come and go.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

if TYPE_CHECKING:
    from shoegui.library.catalogue import Photo
    from shoegui.search.searcher import Hit


class Stacks:
    """The open stacks of one answer. A *head* is a hit that has copies."""

    def __init__(self) -> None:
        self._copies: dict[int, list[Hit]] = {}
        self._heads: dict[int, Photo] = {}

    def clear(self) -> None:
        """Another answer: all are closed."""
        self._copies.clear()
        self._heads.clear()

    def is_open(self, photo_id: int) -> bool:
        """Whether the copies of this head are shown."""
        return photo_id in self._copies

    def is_shown(self, hit: Hit) -> bool:
        """Whether a hit is an open head or one of its copies."""
        return hit.photo.id in self._copies or hit.photo.id in self._heads

    def shown(self, photo_id: int) -> int:
        """How many copies of this head are shown."""
        return len(self._copies.get(photo_id, ()))

    def count_shown(self, rank: int) -> tuple[int, int]:
        """How many copies are shown, and how many of these have a rank up to this one."""
        good = (len(ones) for ones in self._copies.values() if ones and ones[0].rank <= rank)
        return len(self._heads), sum(good)

    def head_of(self, hit: Hit) -> Photo | None:
        """The photo that a shown copy stands under; None for any other hit."""
        return self._heads.get(hit.photo.id)

    def size(self, hit: Hit) -> int:
        """How many pictures the stack has that a hit belongs to; 0 where it belongs to none."""
        if hit.stack:
            return len(hit.stack) + 1
        head = self.head_of(hit)
        return 0 if head is None else len(self._copies[head.id]) + 1

    def text(self, hit: Hit) -> str:
        """The sign on the cell: "×3" of a closed stack, "2/3" in an open one; empty for most."""
        if not hit.stack and hit.photo.id not in self._heads:
            return ""
        locale = QLocale()
        size = locale.toString(self.size(hit))
        if hit.stack and not self.is_open(hit.photo.id):
            return "×" + size
        head = self._heads.get(hit.photo.id)
        place = 1
        if head is not None:
            ids = [copy.photo.id for copy in self._copies[head.id]]
            place = 2 + ids.index(hit.photo.id)
        return f"{locale.toString(place)}/{size}"

    def open(self, head: Hit, shown: Collection[int]) -> list[Hit]:
        """Open a stack; its copies as hits of their own, without photos that are `shown`."""
        copies = [
            replace(head, photo=photo, stack=()) for photo in head.stack if photo.id not in shown
        ]
        self._copies[head.photo.id] = copies
        for copy in copies:
            self._heads[copy.photo.id] = head.photo
        return copies

    def close(self, photo_id: int) -> None:
        """Close the stack of this head."""
        for copy in self._copies.pop(photo_id, ()):
            del self._heads[copy.photo.id]

    def heads(self, hits: Iterable[Hit]) -> list[Hit]:
        """`hits` without the copies among them."""
        return [hit for hit in hits if hit.photo.id not in self._heads]

    def without_shown(self, photo_ids: Iterable[int]) -> set[int]:
        """Those of some photos that are no copies shown under their heads."""
        return set(photo_ids) - self._heads.keys()

    def spread(self, hits: Sequence[Hit]) -> list[Hit]:
        """`hits` with the shown copies after their heads."""
        if not self._copies:
            return list(hits)
        return [one for hit in hits for one in (hit, *self._copies.get(hit.photo.id, ()))]

    def renewed(self, hit: Hit, now: Mapping[int, Hit]) -> Hit:
        """What is known of `hit` by now; an open stack stays as it is, and so do its copies."""
        if hit.photo.id in self._heads:
            return hit
        new = now.get(hit.photo.id, hit)
        return replace(new, stack=hit.stack) if self.is_open(hit.photo.id) else new

    def without(self, hits: Sequence[Hit], gone: set[int]) -> tuple[list[Hit], set[int]]:
        """`hits` whose stacks have lost the photos `gone`, and those whose rows are to go.

        Where a head goes, the first copy takes its place; shown copies stay as hits of their own.
        """
        rows = {hit.photo.id for hit in hits} & gone
        left: list[Hit] = []
        for hit in hits:
            if not hit.stack and hit.photo.id not in gone:
                left.append(hit)
                continue
            stack = tuple(photo for photo in hit.stack if photo.id not in gone)
            if hit.photo.id not in gone:
                left.append(hit if len(stack) == len(hit.stack) else replace(hit, stack=stack))
            elif stack and not self.is_open(hit.photo.id):
                rows.discard(hit.photo.id)
                left.append(replace(hit, photo=stack[0], stack=stack[1:]))
            else:
                self.close(hit.photo.id)
                left.append(hit)
        for head, copies in list(self._copies.items()):
            self._copies[head] = [copy for copy in copies if copy.photo.id not in gone]
            if not self._copies[head]:
                self.close(head)
        for photo_id in gone:
            self._heads.pop(photo_id, None)
        return left, rows
