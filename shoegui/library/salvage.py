"""Saving what can still be read of a damaged database into a new one.

The damaged file is renamed, never deleted.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from shoegui.basics.errors import storage_fault
from shoegui.basics.paths import AppPaths, lies_in
from shoegui.library.catalogue import Catalogue
from shoegui.library.database import Database, Row
from shoegui.library.schema import migrate
from shoegui.library.writer import writer_lock
from shoegui.photos.scan import ScanRules

# In the order in which rows refer to each other. Skipped files are read again instead.
_TABLES = ("facts", "networks", "folders", "directories", "photos", "features", "details", "words")


# What tells rows apart in a table that has no row ids.
_KEYS = {"words": "feature_id, class"}


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
            # Opening an empty file would delete the log beside it, which is kept with it instead.
            if paths.database.stat().st_size:
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
            wanted = [row[1] for row in target.rows(f"PRAGMA table_info({table})")]
            for row in _rows(source, table):
                # A library of an earlier format has fewer columns.
                names = [name for name in wanted if name in row]
                marks = ",".join("?" * len(names))
                target.run(
                    f"INSERT OR IGNORE INTO {table} ({','.join(names)}) VALUES ({marks})",
                    [row[name] for name in names],
                )
        if not target.value("SELECT count(*) FROM facts WHERE name = 'library'"):
            target.run("INSERT INTO facts VALUES ('library', lower(hex(randomblob(16))))")
        _find_folders(source, target)
        _find_directories(source, target)
        target.run("DELETE FROM directories WHERE folder_id NOT IN (SELECT id FROM folders)")
        target.run("DELETE FROM photos WHERE directory_id NOT IN (SELECT id FROM directories)")
        target.run(
            "DELETE FROM features WHERE photo_id NOT IN (SELECT id FROM photos) "
            "OR network_id NOT IN (SELECT id FROM networks)"
        )
        # Whether words are all there cannot be seen; the next index run makes those anew.
        target.run(
            "DELETE FROM details WHERE feature_id NOT IN (SELECT id FROM features) "
            "OR feature_id NOT IN (SELECT feature_id FROM words) AND network_id IN "
            "(SELECT id FROM networks WHERE gives LIKE '%classes:%')"
        )
        target.run("DELETE FROM words WHERE feature_id NOT IN (SELECT feature_id FROM details)")


def _find_folders(source: sqlite3.Connection, target: Database) -> None:
    """Folders whose row is lost but not their directories: their paths, with the usual rules."""
    paths = _paths_in_index(source, "folders")
    for (number,) in target.rows(
        "SELECT DISTINCT folder_id FROM directories WHERE folder_id NOT IN (SELECT id FROM folders)"
    ):
        inside = target.rows("SELECT path FROM directories WHERE folder_id = ?", (number,))
        with contextlib.suppress(ValueError):
            path = paths.get(number) or os.path.commonpath([row[0] for row in inside])
            found = Catalogue(target).add_folder(Path(os.fsdecode(path)), ScanRules())
            target.run("UPDATE directories SET folder_id = ? WHERE folder_id = ?", (found, number))


def _find_directories(source: sqlite3.Connection, target: Database) -> None:
    """Directories whose row is lost but not their photos.

    Where the path cannot be found either, the photos are kept in a directory that does not exist:
    the next index run meets their files, knows them by their content, and moves them there.
    """
    paths = _paths_in_index(source, "directories")
    folders = {one.id: os.fspath(one.path) for one in Catalogue(target).folders()}
    for (number,) in target.rows(
        "SELECT DISTINCT directory_id FROM photos "
        "WHERE directory_id NOT IN (SELECT id FROM directories)"
    ):
        path = os.fsdecode(paths.get(number, b""))
        around = [one for one, top in folders.items() if path and lies_in(path, top)]
        folder = max(around, key=lambda one: len(folders[one]), default=None)
        if folder is None:
            # Directories of one folder have numbers that are near each other.
            folder = target.value(
                "SELECT folder_id FROM directories ORDER BY abs(id - ?) LIMIT 1", (number,)
            ) or next(iter(folders), None)
            if folder is None:
                continue
            path = os.path.join(folders[folder], f"lost directory {number}")
            target.run("UPDATE photos SET offline = 1 WHERE directory_id = ?", (number,))
        target.run(
            "INSERT OR IGNORE INTO directories VALUES (?, ?, ?)",
            (number, folder, os.fsencode(path)),
        )


def _paths_in_index(source: sqlite3.Connection, table: str) -> dict[int, bytes]:
    """Ids and paths as the index over the paths has them, which lies elsewhere in the file."""
    found: dict[int, bytes] = {}
    for direction in ("ASC", "DESC"):
        with contextlib.suppress(sqlite3.DatabaseError):
            found.update(
                source.execute(
                    f"SELECT id, path FROM {table} INDEXED BY sqlite_autoindex_{table}_1 "
                    f"ORDER BY path {direction}"
                )
            )
    return found


def _rows(source: sqlite3.Connection, table: str) -> Iterator[dict[str, Any]]:
    """The readable rows of a table, from both ends, since damage stops a scan where it lies."""
    key = _KEYS.get(table, "rowid")
    seen: set[Row] = set()
    for direction in ("ASC", "DESC"):
        order = ", ".join(f"{one} {direction}" for one in key.split(", "))
        with contextlib.suppress(sqlite3.DatabaseError):
            cursor = source.execute(f"SELECT {key}, * FROM {table} ORDER BY {order}")
            size = len(key.split(", "))
            names = [one[0] for one in cursor.description[size:]]
            for row in cursor:
                if row[:size] in seen:
                    break
                seen.add(row[:size])
                yield dict(zip(names, row[size:], strict=True))


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
