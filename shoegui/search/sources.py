"""Where to read a picture that is asked with while its file is away, or gone."""

from __future__ import annotations

import os
from pathlib import Path

from shoegui.basics.errors import PhotoGoneError
from shoegui.library.catalogue import Photo
from shoegui.library.library import Library
from shoegui.search.kept_files import KeptFiles


def photo_of(library: Library, photo_id: int) -> Photo:
    """A photo of the library. Raises `PhotoGoneError` for an id that is gone."""
    photo = library.photos([photo_id]).get(photo_id)
    if photo is None:
        raise PhotoGoneError(
            "the photo that is searched from is no longer in the library",
            advice="Search from another one",
        )
    return photo


def source_of(library: Library, photo_id: int) -> Path | bytes:
    """Where to read a photo's picture: its file, or its thumbnail while that is away.

    Raises `PhotoGoneError` for a photo id that is gone.
    """
    photo = photo_of(library, photo_id)
    if _is_there(photo.path):
        return photo.path
    return library.thumbnails().get(photo.facts.hash) or photo.path


def source_at(library: Library, files: KeptFiles, path: Path) -> Path | bytes:
    """Where to read the picture of a file: there, or while it is away, what is known of it."""
    if _is_there(path):
        return path
    kept = files.at(path)
    if kept is not None and kept.data is not None:
        return kept.data
    photo_id = library.catalogue.id_at(path)
    return path if photo_id is None else source_of(library, photo_id)


def _is_there(path: Path) -> bool:
    # os.path, because a Path raises where it may not look.
    return os.path.exists(path)  # noqa: PTH110
