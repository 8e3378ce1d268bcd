"""A picture that is asked for, as the window holds it: where it comes from, its name, its crop.

A plain value without Qt. How it is searched for is the engine's business (`search.query`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from shoegui.basics.errors import shown_path

if TYPE_CHECKING:
    from shoegui.library.catalogue import Photo
    from shoegui.search.query import Crop, Query


@dataclass(frozen=True, slots=True)
class QueryItem:
    """A file, the bytes of one, or a photo of the library, and perhaps a part of it.

    A photo of the library has both its path, to be shown, and its `photo_id`, to be searched for.
    One with neither is still in the other program's hands: see `incoming.take`.
    """

    source: Path | bytes | None = None
    photo_id: int | None = None
    name: str = ""
    crop: Crop | None = None

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

        if self.photo_id is not None:
            return Query(photo_id=self.photo_id, crop=self.crop)
        return Query(self.source, crop=self.crop)

    def with_crop(self, crop: Crop | None) -> QueryItem:
        """The same picture with another part of it, or the whole, asked for."""
        return replace(self, crop=crop)

    def same_picture(self, other: QueryItem) -> bool:
        """Whether both are of one picture, whatever part of it is asked for."""
        return (self.source, self.photo_id) == (other.source, other.photo_id)
