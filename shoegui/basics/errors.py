"""Faults a person can act on.

Whatever is raised from this family is shown to a person as it is: one sentence that says what
happened, to which file, and what to do. Bugs stay ordinary exceptions and are never wrapped here.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path
from unicodedata import category

from shoegui.basics.phrase import Phrase


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
    `advice` says what to do about it. Each is a literal, or a `Phrase` where it holds values, so
    that a window can translate it.
    """

    def __init__(
        self,
        what: str,
        *,
        path: str | os.PathLike[str] | None = None,
        advice: str = "",
    ) -> None:
        super().__init__(what)
        self.what = _phrase(what)
        self.path = None if path is None else Path(path)
        self.advice = _phrase(advice)

    def __str__(self) -> str:
        return self.in_words()

    def in_words(self) -> Phrase:
        """Where it happened, what happened and what to do."""
        if self.path is None:
            return self.without_path()
        return Phrase("{path}: {fault}", path=shown_path(self.path), fault=self.without_path())

    def without_path(self) -> Phrase:
        """What happened and what to do, for where the file is named anyway."""
        if not self.advice:
            return self.what
        return Phrase("{what}. {advice}", what=self.what, advice=self.advice)


def _phrase(text: str) -> Phrase:
    return text if isinstance(text, Phrase) else Phrase(text)


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

    @property
    def out_of_reach(self) -> bool:
        """Whether the file could not be read at all, as while its drive is away."""
        return self.code == "unreadable"


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


class PhotoGoneError(LibraryError):
    """A photo that is asked for is no longer in the library."""


class StorageError(UserFacingError):
    """The disk is full, read-only or failing."""


_STORAGE_FAULTS = {
    errno.ENOSPC: (
        Phrase("the disk is full"),
        Phrase("Free some space and run it again; what is done is kept"),
    ),
    errno.EDQUOT: (
        Phrase("the disk quota is used up"),
        Phrase("Free some space and run it again"),
    ),
    errno.EROFS: (
        Phrase("the disk is read-only"),
        Phrase("Choose a place that can be written to"),
    ),
    errno.EACCES: (
        Phrase("permission denied"),
        Phrase("Check who owns the folder and its rights"),
    ),
    errno.EPERM: (
        Phrase("permission denied"),
        Phrase("Check who owns the folder and its rights"),
    ),
    errno.ENOENT: (Phrase("its folder is not there"), Phrase("Choose another place")),
    errno.ENOTDIR: (Phrase("its folder is not there"), Phrase("Choose another place")),
    errno.EISDIR: (Phrase("it is a folder"), Phrase("Choose another place")),
    errno.EIO: (
        Phrase("the disk reports a fault"),
        Phrase("Check the disk and its cable"),
    ),
}


def storage_fault(error: OSError, path: str | os.PathLike[str]) -> StorageError:
    """The person's version of `error`, met while writing the program's own file `path`."""
    what, advice = _STORAGE_FAULTS.get(
        error.errno or 0, (error.strerror or str(error), Phrase("Check the disk"))
    )
    return StorageError(
        Phrase("could not be written: {reason}", reason=what), path=path, advice=advice
    )
