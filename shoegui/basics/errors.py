"""Faults a person can act on.

Whatever is raised from this family is shown to a person as it is: one sentence that says what
happened, to which file, and what to do. Bugs stay ordinary exceptions and are never wrapped here.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path
from unicodedata import category


def shown_path(path: str | os.PathLike[str]) -> str:
    """`path` as text that any terminal or log can hold.

    Undecodable bytes become `\\xNN`, and so do control characters: a file name may hold a line
    break or a terminal's commands.
    """
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return "".join(f"\\x{ord(one):02x}" if category(one) == "Cc" else one for one in text)


class UserFacingError(Exception):
    """A fault that has a plain sentence and usually a remedy.

    `what` says what happened, without a full stop; `path` names the file or folder it happened to;
    `advice` says what to do about it.
    """

    def __init__(
        self,
        what: str,
        *,
        path: str | os.PathLike[str] | None = None,
        advice: str = "",
    ) -> None:
        super().__init__(what)
        self.what = what
        self.path = None if path is None else Path(path)
        self.advice = advice

    def __str__(self) -> str:
        where = "" if self.path is None else f"{shown_path(self.path)}: "
        remedy = f". {self.advice}" if self.advice else ""
        return f"{where}{self.what}{remedy}"


class UsageError(UserFacingError):
    """What was asked for makes no sense: an unknown option, two options that exclude each other."""


class PhotoError(UserFacingError):
    """A picture file that cannot be used; `code` names the reason for counts and filters."""

    def __init__(
        self,
        what: str,
        *,
        code: str,
        path: str | os.PathLike[str] | None = None,
        advice: str = "",
    ) -> None:
        super().__init__(what, path=path, advice=advice)
        self.code = code


class NetworkError(UserFacingError):
    """A neural network, or its manifest, that cannot be used."""


class DeviceError(UserFacingError):
    """The processor asked for (CUDA, ...) cannot run the network."""


class LibraryError(UserFacingError):
    """The library on disk cannot be used."""


class LibraryBusyError(LibraryError):
    """Another process is writing to the library."""


class LibraryTooNewError(LibraryError):
    """The library was written by a newer version of the program."""


class LibraryCorruptError(LibraryError):
    """The library's database is damaged."""


class StorageError(UserFacingError):
    """The disk is full, read-only or failing."""


_STORAGE_FAULTS = {
    errno.ENOSPC: ("the disk is full", "Free some space and run it again; what is done is kept"),
    errno.EDQUOT: ("the disk quota is used up", "Free some space and run it again"),
    errno.EROFS: ("the disk is read-only", "Choose a place that can be written to"),
    errno.EACCES: ("permission denied", "Check who owns the folder and its rights"),
    errno.EPERM: ("permission denied", "Check who owns the folder and its rights"),
    errno.EIO: ("the disk reports a fault", "Check the disk and its cable"),
}


def storage_fault(error: OSError, path: str | os.PathLike[str]) -> StorageError:
    """The person's version of `error`, met while writing the program's own file `path`."""
    what, advice = _STORAGE_FAULTS.get(
        error.errno or 0, (error.strerror or str(error), "Check the disk")
    )
    return StorageError(f"could not be written: {what}", path=path, advice=advice)
