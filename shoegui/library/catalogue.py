"""Folders, directories, photos and skipped files: their rows, and the only SQL for them.

A *folder* is one that a person chose; its *directories* are itself and those below it. Paths come
in and go out as `str` with surrogate escapes and are kept as the bytes the disk has. What a
picture looks like in numbers is in `vectors`.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import sys
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from shoegui.library.database import Database, Row
from shoegui.photos.scan import ScanRules


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder that a person chose to have indexed."""

    id: int
    path: Path
    rules: ScanRules
    offline: bool
    scanned_at: str | None


# What the catalogue remembers of a file, enough to see that it has not changed: name, size in
# bytes, mtime in ns, photo id (None for a file that was skipped), whether it was offline. A plain
# row of the database, since a library has a hundred thousand of them.
KnownFile = tuple[str, int, int, int | None, int]


@dataclass(frozen=True, slots=True)
class Facts:
    """What was learned of a picture by reading it; `hash` is its xxh3-128, 16 bytes.

    `width` and `height` are px of the upright picture; `taken_at` is ISO 8601 in local time.
    """

    hash: bytes
    width: int
    height: int
    format: str
    taken_at: str | None
    camera: str | None


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo of the library. `mtime_ns` is nanoseconds since 1970, `size` is bytes."""

    id: int
    path: Path
    size: int
    mtime_ns: int
    facts: Facts
    offline: bool


@dataclass(frozen=True, slots=True)
class SkippedFile:
    """A file that could not be indexed, and why."""

    path: Path
    code: str
    reason: str


# A file with no picture's name that holds no picture is remembered, so that it is not read again,
# and is nothing to tell a person about.
NOT_REPORTED = "other"

# A modification time, in ns, that no file has: the file is read at the next index run.
NEVER = -1

# Facts of a library as a whole: what it is called, and the key of the network in use.
LIBRARY = "library"
NETWORK = "network"

_PHOTO_COLUMNS = (
    "photos.id, directories.path, photos.name, photos.size, photos.mtime_ns, photos.hash, "
    "photos.width, photos.height, photos.format, photos.taken_at, photos.camera, photos.offline"
)
_PHOTOS = f"SELECT {_PHOTO_COLUMNS} FROM photos JOIN directories ON directories.id = directory_id"


class Catalogue:
    """The rows of one library, over one connection."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def fact(self, name: str) -> str | None:
        """A named fact of the library as a whole."""
        found: str | None = self.database.value("SELECT value FROM facts WHERE name = ?", (name,))
        return found

    def set_fact(self, name: str, value: str) -> None:
        """Remember a named fact."""
        self.database.run(
            "INSERT INTO facts VALUES (?, ?) "
            "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (name, value),
        )

    # Folders

    def folders(self) -> list[Folder]:
        """All chosen folders, by path."""
        rows = self.database.rows("SELECT id, path, rules, offline, scanned_at FROM folders")
        folders = [
            Folder(number, Path(os.fsdecode(path)), _rules(rules), bool(offline), scanned_at)
            for number, path, rules, offline, scanned_at in rows
        ]
        return sorted(folders, key=lambda folder: folder.path)

    def add_folder(self, path: Path, rules: ScanRules) -> int:
        """Remember a chosen folder and return its id; one that is there gets the new rules."""
        self.database.run(
            "INSERT INTO folders (path, rules) VALUES (?, ?) "
            "ON CONFLICT (path) DO UPDATE SET rules = excluded.rules",
            (os.fsencode(path), _rules_text(rules)),
        )
        return int(
            self.database.value("SELECT id FROM folders WHERE path = ?", (os.fsencode(path),))
        )

    def adopt(self, child: int, parent: int) -> None:
        """Folder `child` lies inside `parent`: its directories become the parent's."""
        with self.database.atomic():
            self.database.run(
                "UPDATE directories SET folder_id = ? WHERE folder_id = ?", (parent, child)
            )
            self.database.run("DELETE FROM folders WHERE id = ?", (child,))

    def remove_folder(self, folder_id: int) -> None:
        """Forget a folder with its photos and their features. Touches no file."""
        with self.database.atomic():
            self.remove_photos(self.photo_ids(folder_id))
            self.database.run("DELETE FROM folders WHERE id = ?", (folder_id,))

    def folder_scanned(self, folder_id: int, *, offline: bool) -> None:
        """Remember how a folder was found just now."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        self.database.run(
            "UPDATE folders SET offline = ?, scanned_at = ? WHERE id = ?",
            (offline, now, folder_id),
        )

    # Directories

    def directories(self, folder_id: int) -> dict[str, int]:
        """Path and id of every directory of a folder."""
        rows = self.database.rows(
            "SELECT path, id FROM directories WHERE folder_id = ?", (folder_id,)
        )
        return {os.fsdecode(path): number for path, number in rows}

    def directories_of(self, photo_ids: Collection[int]) -> set[int]:
        """The ids of the directories that some photos lie in."""
        rows = self.database.rows_for(
            "SELECT DISTINCT directory_id FROM photos WHERE id IN (:ids)", list(photo_ids)
        )
        return {row[0] for row in rows}

    def add_directory(self, folder_id: int, path: str) -> int:
        """The id of a directory, which belongs to `folder_id` from now on."""
        self.database.run(
            "INSERT INTO directories (folder_id, path) VALUES (?, ?) "
            "ON CONFLICT (path) DO UPDATE SET folder_id = excluded.folder_id",
            (folder_id, os.fsencode(path)),
        )
        return int(
            self.database.value("SELECT id FROM directories WHERE path = ?", (os.fsencode(path),))
        )

    def seen_files(self, directory_id: int) -> set[tuple[str, int, int | None]]:
        """Name, size and mtime in ns of a directory's photos, where that is all there is to know.

        A photo that is marked offline has None for an mtime, and skipped files add an entry that no
        file has, so that such a directory never looks unchanged. Half the time of `known_files`.
        """
        return set(
            self._named_rows(
                "SELECT {name}, size, CASE WHEN NOT offline THEN mtime_ns END FROM photos "
                "WHERE directory_id = ?1 "
                "UNION ALL SELECT '', 0, NULL FROM skipped WHERE directory_id = ?1",
                directory_id,
            )
        )

    def known_files(self, directory_id: int) -> dict[str, KnownFile]:
        """Every file of a directory that was indexed or skipped, by name."""
        known = {
            row[0]: row
            for row in self._named_rows(
                "SELECT {name}, size, mtime_ns, id, offline FROM photos WHERE directory_id = ?",
                directory_id,
            )
        }
        for name, size, mtime_ns in self._named_rows(
            "SELECT {name}, size, mtime_ns FROM skipped WHERE directory_id = ?", directory_id
        ):
            # A photo that later could not be read is both: its row is kept until it can be.
            _, _, _, photo_id, offline = known.get(name, (name, 0, 0, None, 0))
            known[name] = (name, size, mtime_ns, photo_id, offline)
        return known

    def _named_rows(self, sql: str, directory_id: int) -> list[Any]:
        """Rows of `sql` for a directory, where `{name}` stands for the file name as a `str`.

        SQLite decodes ten times as fast as Python does, but only what is sound UTF-8; a run over
        100,000 unchanged files spends its time here.
        """
        if sys.getfilesystemencoding() == "utf-8":
            with contextlib.suppress(sqlite3.OperationalError):
                return self.database.rows(sql.format(name="CAST(name AS TEXT)"), (directory_id,))
        return [
            (os.fsdecode(row[0]), *row[1:])
            for row in self.database.rows(sql.format(name="name"), (directory_id,))
        ]

    # Photos

    def add_photo(
        self, directory_id: int, name: str, size: int, mtime_ns: int, facts: Facts
    ) -> int:
        """A new photo's id."""
        self._no_longer_skipped(directory_id, name)
        return self.database.run(
            "INSERT INTO photos (directory_id, name, size, mtime_ns, hash, width, height, format, "
            "taken_at, camera) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (directory_id, os.fsencode(name), size, mtime_ns, *_facts_values(facts)),
        )

    def update_photo(
        self, photo_id: int, directory_id: int, name: str, size: int, mtime_ns: int, facts: Facts
    ) -> None:
        """The photo has a new place or new content; its id stays."""
        self._no_longer_skipped(directory_id, name)
        self.database.run(
            "UPDATE photos SET directory_id = ?, name = ?, size = ?, mtime_ns = ?, hash = ?, "
            "width = ?, height = ?, format = ?, taken_at = ?, camera = ?, offline = 0 WHERE id = ?",
            (
                directory_id,
                os.fsencode(name),
                size,
                mtime_ns,
                *_facts_values(facts),
                photo_id,
            ),
        )

    def remove_photos(self, photo_ids: Iterable[int]) -> None:
        """Forget photos and their features. Touches no file."""
        self.database.run_many("DELETE FROM photos WHERE id = ?", ((one,) for one in photo_ids))

    def set_offline(self, photo_ids: Iterable[int], offline: bool) -> None:
        """Mark photos whose file cannot be reached now, or can be again."""
        self.database.run_many(
            "UPDATE photos SET offline = ? WHERE id = ?", ((offline, one) for one in photo_ids)
        )

    def read_again(self, photo_ids: Iterable[int]) -> None:
        """Let the next index run read these photos as if they had changed."""
        self.database.run_many(
            "UPDATE photos SET mtime_ns = ? WHERE id = ?", ((NEVER, one) for one in photo_ids)
        )

    def photo_ids(self, folder_id: int | None = None, directory_id: int | None = None) -> list[int]:
        """Ids of all photos, or of those in one folder or one directory."""
        sql = "SELECT photos.id FROM photos"
        values: tuple[int, ...] = ()
        if folder_id is not None:
            sql += " JOIN directories ON directories.id = directory_id WHERE folder_id = ?"
            values = (folder_id,)
        elif directory_id is not None:
            sql += " WHERE directory_id = ?"
            values = (directory_id,)
        return [row[0] for row in self.database.rows(sql, values)]

    def photos(self, photo_ids: Sequence[int]) -> dict[int, Photo]:
        """The rows of some photos by id; ids that are gone are missing."""
        rows = self.database.rows_for(f"{_PHOTOS} WHERE photos.id IN (:ids)", photo_ids)
        return {row[0]: _photo(row) for row in rows}

    def hashes_of(self, photo_ids: Sequence[int]) -> dict[int, bytes]:
        """The content hashes of some photos by id; ids that are gone are missing."""
        return dict(
            self.database.rows_for("SELECT id, hash FROM photos WHERE id IN (:ids)", photo_ids)
        )

    def ids_with(self, hashes: Collection[bytes]) -> set[int]:
        """Ids of the photos whose content has one of these hashes."""
        rows = self.database.rows_for("SELECT id FROM photos WHERE hash IN (:ids)", list(hashes))
        return {row[0] for row in rows}

    def photos_with_hash(self, content_hash: bytes) -> list[Photo]:
        """Photos with exactly this content, oldest row first."""
        rows = self.database.rows(
            f"{_PHOTOS} WHERE photos.hash = ? ORDER BY photos.id", (content_hash,)
        )
        return [_photo(row) for row in rows]

    def hashes(self) -> set[bytes]:
        """The content hashes of all photos."""
        return {row[0] for row in self.database.rows("SELECT hash FROM photos")}

    def count_photos(self, folder_id: int | None = None, *, offline_only: bool = False) -> int:
        """How many photos there are, in the library or in one folder."""
        return int(
            self.database.value(
                "SELECT count(*) FROM photos JOIN directories ON directories.id = directory_id "
                "WHERE (?1 IS NULL OR folder_id = ?1) AND offline >= ?2",
                (folder_id, int(offline_only)),
            )
        )

    # Skipped files

    def add_skipped(
        self, directory_id: int, name: str, size: int, mtime_ns: int, code: str, reason: str
    ) -> None:
        """Remember a file that could not be used, so that it is not read again until it changes."""
        self._no_longer_skipped(directory_id, name)
        self.database.run(
            "INSERT INTO skipped VALUES (?, ?, ?, ?, ?, ?)",
            (directory_id, os.fsencode(name), size, mtime_ns, code, reason),
        )

    def remove_skipped(self, directory_id: int, names: Iterable[str]) -> None:
        """Forget skipped files that are gone."""
        for name in names:
            self._no_longer_skipped(directory_id, name)

    def skipped(self, folder_id: int | None = None) -> list[SkippedFile]:
        """The skipped files a person may want to know of, by path."""
        rows = self.database.rows(
            "SELECT directories.path, name, code, reason FROM skipped "
            "JOIN directories ON directories.id = directory_id "
            "WHERE code <> ?1 AND (?2 IS NULL OR folder_id = ?2) ORDER BY directories.path, name",
            (NOT_REPORTED, folder_id),
        )
        return [SkippedFile(_path(row[0], row[1]), row[2], row[3]) for row in rows]

    def _no_longer_skipped(self, directory_id: int, name: str) -> None:
        self.database.run(
            "DELETE FROM skipped WHERE directory_id = ? AND name = ?",
            (directory_id, os.fsencode(name)),
        )


def _facts_values(facts: Facts) -> tuple[Any, ...]:
    return (
        facts.hash,
        facts.width,
        facts.height,
        facts.format,
        facts.taken_at,
        facts.camera,
    )


def _photo(row: Row) -> Photo:
    return Photo(
        id=row[0],
        path=_path(row[1], row[2]),
        size=row[3],
        mtime_ns=row[4],
        facts=Facts(*row[5:11]),
        offline=bool(row[11]),
    )


def _path(directory: bytes, name: bytes) -> Path:
    return Path(os.fsdecode(directory), os.fsdecode(name))


def _rules_text(rules: ScanRules) -> str:
    # The program's own folders may move; they are added anew at every scan.
    return json.dumps(asdict(replace(rules, never_enter=())))


def _rules(text: str) -> ScanRules:
    stored = json.loads(text)
    stored["exclude"] = tuple(stored["exclude"])
    stored["never_enter"] = ()
    # A library from before kinds could be chosen has none.
    stored["kinds"] = tuple(stored.get("kinds", ()))
    return ScanRules(**stored)
