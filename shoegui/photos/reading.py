"""The bytes of a photo file: read once, hashed. What they mean is not this module's business."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import xxhash

from shoegui.basics.errors import PhotoError
from shoegui.basics.phrase import Phrase

LARGEST_FILE = 1 << 30
"""Bytes. A photo is read into memory whole; nothing a camera writes comes near this."""

_OPEN_FLAGS = (
    os.O_RDONLY
    # Without it, opening a pipe would wait for somebody to write to it.
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)

# In words that a window can translate; what is rarer is said in the system's.
_REASONS = {
    errno.ENOENT: Phrase("no such file"),
    errno.EACCES: Phrase("permission denied"),
    errno.EPERM: Phrase("permission denied"),
    errno.EIO: Phrase("the disk reports a fault"),
}


def read_photo(path: str | Path, *, largest: int = LARGEST_FILE) -> bytes:
    """The whole file, opened read-only and read once.

    Raises `PhotoError`: "unreadable" when the system refuses or it is not an ordinary file,
    "too_large" over `largest` bytes.
    """
    return _read(path, largest, None)


def read_beginning(path: str | Path, count: int = 4096) -> bytes:
    """The first `count` bytes: enough for `sniff`, but for TGA. Raises like `read_photo`."""
    return _read(path, None, count)


def content_hash(data: bytes) -> bytes:
    """The 16 bytes (xxh3-128) by which a photo is known however it is named or moved."""
    return xxhash.xxh3_128_digest(data)


def _read(path: str | Path, largest: int | None, count: int | None) -> bytes:
    try:
        # os.open, because a Path cannot be opened without waiting.
        with os.fdopen(os.open(path, _OPEN_FLAGS), "rb", buffering=0) as file:
            found = os.fstat(file.fileno())
            if stat.S_ISDIR(found.st_mode):
                raise IsADirectoryError
            if not stat.S_ISREG(found.st_mode):
                raise PhotoError("it is not an ordinary file", code="unreadable", path=path)
            if largest is not None and found.st_size > largest:
                raise PhotoError(
                    Phrase(
                        "the file has {size} MB, more than the {largest} MB that are read",
                        size=round(found.st_size / 1e6),
                        largest=round(largest / 1e6),
                    ),
                    code="too_large",
                    path=path,
                    advice="Save a smaller copy to have it found",
                )
            return file.readall() if count is None else file.read(count)
    except IsADirectoryError as error:
        raise PhotoError(
            "it is a folder, not a picture",
            code="unreadable",
            path=path,
            advice="Name a picture, or index the folder: shoegui index FOLDER",
        ) from error
    except OSError as error:
        raise PhotoError(
            Phrase("it cannot be read: {reason}", reason=_reason(error)),
            code="unreadable",
            path=path,
            advice="Check that the disk is connected and the file may be opened",
        ) from error
    except MemoryError as error:
        raise PhotoError(
            "there is not enough memory to read it", code="too_large", path=path
        ) from error


def _reason(error: OSError) -> str:
    return _REASONS.get(error.errno or 0) or (error.strerror or str(error)).lower()
