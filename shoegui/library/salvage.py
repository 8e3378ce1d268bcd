"""Saving what can still be read of a damaged database into a new one.

The damaged file is renamed, never deleted.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from shoegui.basics.errors import storage_fault
from shoegui.basics.paths import AppPaths
from shoegui.library.database import Database, Row
from shoegui.library.schema import migrate
from shoegui.library.writer import writer_lock

# In the order in which rows refer to each other. Skipped files are read again instead.
_TABLES = ("facts", "networks", "folders", "directories", "photos", "features")


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What was saved, and where the damaged database is now."""

    folders: int
    photos: int
    kept_as: Path


def salvage(paths: AppPaths) -> Salvaged:
    """Replace the damaged database by a new one with all rows that can be read.

    Raises `LibraryBusyError` when another process writes, `StorageError` when the disk refuses.
    """
    with writer_lock(paths):
        new = paths.database.with_name("library.salvaged.db")
        _remove(new)
        target = Database(new)
        try:
            migrate(target)
            with contextlib.closing(_open_damaged(paths.database)) as source:
                _copy(source, target)
            folders = int(target.value("SELECT count(*) FROM folders"))
            photos = int(target.value("SELECT count(*) FROM photos"))
            # One file from here on, so that one rename moves all of it.
            target.rows("PRAGMA wal_checkpoint(TRUNCATE)")
            target.rows("PRAGMA journal_mode = DELETE")
        finally:
            target.close()
        kept_as = _set_aside(paths.database)
        new.replace(paths.database)
        return Salvaged(folders, photos, kept_as)


def _open_damaged(file: Path) -> sqlite3.Connection:
    # Not read-only: the newest rows may still be in the write-ahead log beside the file.
    return sqlite3.connect(file)


def _copy(source: sqlite3.Connection, target: Database) -> None:
    with target.atomic():
        target.run("DELETE FROM facts")
        # Rows are checked against each other at the end, when all that can be had is there.
        target.run("PRAGMA defer_foreign_keys = ON")
        for table in _TABLES:
            wanted = target.rows(f"PRAGMA table_info({table})")
            marks = ",".join("?" * len(wanted))
            for row in _rows(source, table, len(wanted)):
                target.run(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", row)
        if not target.value("SELECT count(*) FROM facts WHERE name = 'library'"):
            target.run("INSERT INTO facts VALUES ('library', lower(hex(randomblob(16))))")
        target.run("DELETE FROM directories WHERE folder_id NOT IN (SELECT id FROM folders)")
        target.run("DELETE FROM photos WHERE directory_id NOT IN (SELECT id FROM directories)")
        target.run(
            "DELETE FROM features WHERE photo_id NOT IN (SELECT id FROM photos) "
            "OR network_id NOT IN (SELECT id FROM networks)"
        )


def _rows(source: sqlite3.Connection, table: str, width: int) -> Iterator[Row]:
    """The readable rows of a table, from both ends, since damage stops a scan where it lies."""
    seen: set[int] = set()
    for direction in ("ASC", "DESC"):
        with contextlib.suppress(sqlite3.DatabaseError):
            for row in source.execute(f"SELECT rowid, * FROM {table} ORDER BY rowid {direction}"):
                if row[0] in seen:
                    break
                seen.add(row[0])
                if len(row) == width + 1:
                    yield row[1:]


def _set_aside(file: Path) -> Path:
    stamp = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
    kept_as = file.with_name(f"{file.stem}.damaged-{stamp}{file.suffix}")
    try:
        for ending in ("-wal", "-shm", ""):
            part = file.with_name(file.name + ending)
            if part.exists():
                part.rename(kept_as.with_name(kept_as.name + ending))
    except OSError as error:
        raise storage_fault(error, kept_as) from error
    return kept_as


def _remove(file: Path) -> None:
    for ending in ("-wal", "-shm", ""):
        file.with_name(file.name + ending).unlink(missing_ok=True)
