"""The SQLite connection: pragmas, transactions, and faults in plain words.

Knows SQLite, and nothing of photos. The tables are in `schema`, their SQL in `catalogue`.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from shoegui.basics.errors import (
    LibraryBusyError,
    LibraryCorruptError,
    LibraryError,
    StorageError,
    storage_fault,
)
from shoegui.basics.phrase import Phrase

Row = tuple[Any, ...]

BUSY_SECONDS = 10.0

# Older SQLite allows 999 values in one statement.
_IDS_IN_ONE_STATEMENT = 900

REPAIR = Phrase("Run 'shoegui check --repair': it keeps all that can still be read")


class Database:
    """One connection, usable from any thread; calls from several threads take turns.

    In WAL mode, so that a reader is never blocked by the one writer.
    """

    def __init__(self, file: Path, *, must_exist: bool = False) -> None:
        self.file = file
        self._lock = threading.RLock()
        self._depth = 0
        try:
            if must_exist and not file.exists():
                raise LibraryError(
                    "there is no library here yet",
                    path=file.parent,
                    advice="Make one with 'shoegui index FOLDER'",
                )
            file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise storage_fault(error, file.parent) from error
        with self._plain_faults():
            self._connection = sqlite3.connect(
                file, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
            try:
                self._connection.execute("PRAGMA journal_mode = WAL")
                self._connection.execute("PRAGMA synchronous = NORMAL")
                self._connection.execute("PRAGMA foreign_keys = ON")
            except BaseException:
                self._connection.close()
                raise

    def close(self) -> None:
        """Close the connection; calling it twice is allowed."""
        with self._lock:
            self._connection.close()

    def state(self) -> tuple[int, int]:
        """Another pair of numbers after every change, by this connection or any other."""
        with self._lock:
            row = self.row("SELECT data_version, total_changes() FROM pragma_data_version")
        assert row is not None
        return row[0], row[1]

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """All rows of a query."""
        with self._lock, self._plain_faults():
            return self._connection.execute(sql, values).fetchall()

    def rows_for(self, sql: str, ids: Sequence[int] | Sequence[bytes]) -> list[Row]:
        """All rows of a query that says `IN (:ids)`, for any number of ids."""
        found: list[Row] = []
        for start in range(0, len(ids), _IDS_IN_ONE_STATEMENT):
            some = ids[start : start + _IDS_IN_ONE_STATEMENT]
            found += self.rows(sql.replace(":ids", ",".join("?" * len(some))), some)
        return found

    def row(self, sql: str, values: Sequence[Any] = ()) -> Row | None:
        """The first row of a query, or None."""
        with self._lock, self._plain_faults():
            found: Row | None = self._connection.execute(sql, values).fetchone()
            return found

    def value(self, sql: str, values: Sequence[Any] = ()) -> Any:
        """The first column of the first row, or None."""
        found = self.row(sql, values)
        return None if found is None else found[0]

    def run(self, sql: str, values: Sequence[Any] = ()) -> int:
        """Execute one statement and return the id of the row it inserted."""
        with self._lock, self._plain_faults():
            return self._connection.execute(sql, values).lastrowid or 0

    def run_many(self, sql: str, values: Iterable[Sequence[Any]]) -> None:
        """Execute one statement for every tuple of values."""
        with self._lock, self._plain_faults():
            self._connection.executemany(sql, values)

    @contextlib.contextmanager
    def atomic(self) -> Iterator[None]:
        """All inside is one transaction: committed as a whole, or undone by any exception.

        May be nested; the outermost decides.
        """
        with self._lock:
            if self._depth:
                yield
                return
            self.run("BEGIN IMMEDIATE")
            self._depth += 1
            try:
                yield
                self.run("COMMIT")
            except BaseException:
                # SQLite may have rolled back by itself (a full disk); then there is none to undo.
                if self._connection.in_transaction:
                    with contextlib.suppress(sqlite3.Error):
                        self._connection.execute("ROLLBACK")
                raise
            finally:
                self._depth -= 1

    @contextlib.contextmanager
    def _plain_faults(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            plain = _in_plain_words(error, self.file)
            if plain is None:
                raise
            raise plain from error


def _in_plain_words(error: sqlite3.Error, file: Path) -> Exception | None:
    """What `error` means to a person; None when it is a bug of ours."""
    code = getattr(error, "sqlite_errorcode", None)
    primary = None if code is None else code & 0xFF
    if primary in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return LibraryCorruptError("the library is damaged", path=file, advice=REPAIR)
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LibraryBusyError(
            "another program is using the library", path=file, advice="Try again when it is done"
        )
    if primary == sqlite3.SQLITE_FULL:
        return StorageError(
            "could not be written: the disk is full",
            path=file,
            advice="Free some space and run it again; what is done is kept",
        )
    if primary in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN):
        return StorageError(
            "could not be opened for writing",
            path=file,
            advice="Check who owns the folder and its rights",
        )
    if primary == sqlite3.SQLITE_IOERR:
        return StorageError("the disk reports a fault", path=file, advice="Check the disk")
    return None
