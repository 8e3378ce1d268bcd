"""A picture that is asked for, as the window holds it: where it comes from, its name, its part.

A plain value without Qt. How it is searched for is the engine's business (`search.query`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from shoegui.basics.errors import shown_path

if TYPE_CHECKING:
    from shoegui.library.catalogue import Photo
    from shoegui.search.query import Crop, Query

WEIGHTS = (0.5, 1.0, 2.0, 4.0)
"""What a person can choose among, the lightest first."""


class Role(StrEnum):
    """What a picture is in a query: what is searched for, or more or less of what it shows."""

    MAIN = "main"
    MORE = "more"
    LESS = "less"


@dataclass(frozen=True, slots=True)
class QueryItem:
    """A file, the bytes of one, or a photo of the library, and perhaps a part of it.

    A photo of the library has both its path, to be shown, and its `photo_id`, to be searched for.
    One with neither is still in the other program's hands: see `incoming.take`. `weight` is above
    0 whatever the `role`.
    """

    source: Path | bytes | None = None
    photo_id: int | None = None
    name: str = ""
    crop: Crop | None = None
    role: Role = Role.MAIN
    weight: float = 1.0

    @classmethod
    def of_photo(cls, photo: Photo) -> QueryItem:
        """The whole of a photo of the library."""
        return cls(photo.path, photo.id, shown_path(photo.path.name))

    @classmethod
    def of_path(cls, path: Path) -> QueryItem:
        """The whole of a picture file."""
        return cls(path, name=shown_path(path.name))

    def as_query(self) -> Query:
        """What the engine is asked. Raises `UsageError` where there is no picture."""
        from shoegui.search.query import Query

        weight = -self.weight if self.role is Role.LESS else self.weight
        source = None if self.photo_id is not None else self.source
        example = self.role is not Role.MAIN
        return Query(source, self.photo_id, self.crop, weight, example)

    def with_crop(self, crop: Crop | None) -> QueryItem:
        """The same picture with another part of it, or the whole, asked for."""
        return replace(self, crop=crop)

    def with_role(self, role: Role) -> QueryItem:
        """The same picture as something else in the query."""
        return replace(self, role=role)

    def heavier(self, steps: int) -> QueryItem:
        """The same picture, so many of `WEIGHTS` heavier; as heavy as can be at their end."""
        return replace(self, weight=WEIGHTS[max(0, min(self._place() + steps, len(WEIGHTS) - 1))])

    def next_weight(self) -> QueryItem:
        """The same picture one of `WEIGHTS` heavier; the lightest after the heaviest."""
        return replace(self, weight=WEIGHTS[(self._place() + 1) % len(WEIGHTS)])

    def same_picture(self, other: QueryItem) -> bool:
        """Whether both are of one picture, whatever part of it is asked for."""
        if isinstance(self.source, Path):
            # The file of a photo of the library is the same picture.
            return self.source == other.source
        return (self.source, self.photo_id) == (other.source, other.photo_id)

    def _place(self) -> int:
        nearest = min(WEIGHTS, key=lambda weight: abs(weight - self.weight))
        return WEIGHTS.index(nearest)


def of_role(items: tuple[QueryItem, ...], role: Role) -> list[QueryItem]:
    """Those of `items` that are this in their query."""
    return [item for item in items if item.role is role]
