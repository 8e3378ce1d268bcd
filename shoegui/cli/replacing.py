"""What a picture that we draw may replace: never a photo, another file only when told to.

Asked before any work is done. Writing the file is in `drawing`.
"""

from __future__ import annotations

import contextlib
import errno
import itertools
import os
from collections.abc import Iterable
from pathlib import Path

from shoegui.basics.errors import StorageError, UsageError, shown_path
from shoegui.basics.paths import AppPaths
from shoegui.cli.drawing import format_of
from shoegui.library.library import Library
from shoegui.photos.reading import content_hash

_ANOTHER = "Give the result another name"


def check_target(file: Path, paths: AppPaths, given: Iterable[Path], *, force: bool) -> None:
    """Raise `UsageError` unless a picture may be drawn into `file`.

    `given` are the pictures that the command reads. Neither one of them, nor anything in a folder
    of the library, nor a copy of one of its photos is ever replaced; anything else with `force`.
    Raises `LibraryError` where the library cannot tell, and `StorageError`.
    """
    format_of(file)
    try:
        if not file.exists():
            _check_place(file)
            return
        if not file.is_file():
            raise UsageError("is not a file that can be replaced", path=file, advice=_ANOTHER)
        for picture in given:
            with contextlib.suppress(FileNotFoundError, NotADirectoryError):
                if picture.samefile(file):
                    raise UsageError(
                        "the result would replace one of the pictures it is made from",
                        path=file,
                        advice=_ANOTHER,
                    )
        _check_photos(file, paths)
    except OSError as error:
        raise StorageError(
            f"could not be written: {error.strerror or error}", path=file, advice=_ANOTHER
        ) from error
    if not force:
        raise UsageError(
            "there is a file of this name already",
            path=file,
            advice=f"{_ANOTHER}, or say --force to replace the file",
        )


def _check_place(file: Path) -> None:
    """A folder that is not there is made; what can be told before that is told."""
    above = next((one for one in file.absolute().parents if one.exists()), None)
    if above is None:
        raise NotADirectoryError(errno.ENOTDIR, "its drive is not there")
    if not above.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, f"{shown_path(above)} is not a folder")
    if not os.access(above, os.W_OK):
        raise PermissionError(errno.EACCES, "permission denied")


def _check_photos(file: Path, paths: AppPaths) -> None:
    if not paths.database.exists():
        return
    with Library(paths) as library:
        for folder in library.catalogue.folders():
            # Not by name: there may be links, and systems that do not tell A from a.
            with contextlib.suppress(FileNotFoundError, NotADirectoryError):
                if any(folder.path.samefile(above) for above in file.resolve().parents):
                    raise UsageError(
                        "a picture in a folder of the library is never replaced",
                        path=file,
                        advice=_ANOTHER,
                    )
        # Folders of the library may hold links to folders outside of them.
        if library.catalogue.photos_with_hash(content_hash(file.read_bytes())):
            raise UsageError(
                "a photo of the library, or a copy of one, is never replaced",
                path=file,
                advice=_ANOTHER,
            )


def new_name(file: Path) -> Path:
    """`file`, or the first of file-2, file-3... that is not there yet."""
    names = (file.with_stem(f"{file.stem}-{number}") for number in itertools.count(2))
    return next(one for one in itertools.chain([file], names) if not one.exists())
