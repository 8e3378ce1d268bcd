"""Writing the program's own files so that a crash leaves the old one or the new one, never half."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from shoegui.basics.errors import storage_fault

_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def write_atomically(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Put `data` into `path` by a file written beside it and renamed over it.

    `durable` waits until the disk has it; leave it off for what can be made again.
    Raises `StorageError` when the disk refuses.
    """
    temporary: Path | None = None
    try:
        handle, temporary = _file_beside(path)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        temporary.replace(path)
        temporary = None
    except OSError as error:
        raise storage_fault(_told_apart(error, path), path) from error
    finally:
        # A leftover of a failed write must not pile up.
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def _told_apart(error: OSError, path: Path) -> OSError:
    """`error` as Linux has it: Windows has other words for places where no file can be."""
    if isinstance(error, FileExistsError):
        return NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
    if isinstance(error, PermissionError) and path.is_dir():
        return IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    return error


def _file_beside(path: Path) -> tuple[int, Path]:
    # Not mkstemp, whose files only their owner may read: a contact sheet is for others, too.
    beside = path.with_name(f".new-{os.urandom(8).hex()}{path.suffix}")
    try:
        return os.open(beside, _NEW_FILE, 0o666), beside
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(beside, _NEW_FILE, 0o666), beside
