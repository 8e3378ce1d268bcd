"""One writer at a time: a lock that the operating system lets go of when its holder dies."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from shoegui.basics.errors import LibraryBusyError, storage_fault
from shoegui.basics.paths import AppPaths


@contextlib.contextmanager
def writer_lock(paths: AppPaths) -> Iterator[None]:
    """Hold the library for writing. Raises `LibraryBusyError` when another process holds it."""
    # A window that only searches starts without it.
    import filelock

    try:
        paths.data.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(paths.data / "writer.lock", timeout=0)
        lock.acquire()
    except filelock.Timeout as error:
        raise LibraryBusyError(
            "another ShoeGUI is changing this library",
            path=paths.data,
            advice="Wait until it is done, or stop it; searching works meanwhile",
        ) from error
    except OSError as error:
        raise storage_fault(error, paths.data) from error
    try:
        yield
    finally:
        lock.release()
