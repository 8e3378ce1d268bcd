"""Where the pictures that are asked with come from while their files are away, or gone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from shoegui.basics.errors import PhotoError, PhotoGoneError
from shoegui.library.catalogue import Photo
from shoegui.library.library import Library
from shoegui.search.kept import Kept
from shoegui.search.query import read_query


@dataclass(frozen=True, slots=True)
class Copy:
    """What is left of a picture: the bytes of a picture file.

    They are what its own file held, or where `thumbnail_of` says so, a photo's thumbnail.
    """

    data: bytes
    thumbnail_of: Photo | None = None


class Sources:
    """Photos and files as they are, or else as they were when they were asked with. In any thread.

    `kept` knows what was asked with before, and is told what is asked with now.
    """

    def __init__(self, library: Library, kept: Kept) -> None:
        self._library = library
        self.kept = kept

    def photo(self, photo_id: int) -> Photo:
        """A photo of the library, or one that was. Raises `PhotoGoneError` for any other id."""
        photo = self._library.photos([photo_id]).get(photo_id)
        if photo is not None:
            self.kept.keep_photo(photo)
            return photo
        photo = self.kept.photo(photo_id)
        if photo is None:
            raise PhotoGoneError(
                "the photo that is searched from is no longer in the library",
                advice="Search from another one",
            )
        return photo

    def photo_at(self, path: Path) -> Photo | None:
        """The photo whose file has, or had, this path; None where there is none."""
        return self._library.photo_at(path) or self.kept.photo_at(path)

    def copy(self, path: Path, photo: Photo | None = None) -> Copy | None:
        """What is left of a file that cannot be read; None where nothing is.

        What it held when it was asked with, else the thumbnail of `photo`, or else of the photo at
        its path.
        """
        file = self.kept.file(path)
        if file is not None and file.data is not None:
            return Copy(file.data)
        photo = photo or self.photo_at(path)
        small = None if photo is None else self._library.thumbnails().get(photo.facts.hash)
        return None if small is None else Copy(small, photo)

    def read(self, path: Path, photo: Photo | None = None) -> bytes:
        """What a file holds, or else what is left of it. Raises `PhotoError`."""
        try:
            return read_query(path)
        except PhotoError as error:
            copy = self.copy(path, photo) if error.out_of_reach else None
            if copy is None:
                raise
            return copy.data
