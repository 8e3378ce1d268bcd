"""The tables of a library, as numbered migrations.

A migration and the record that it was made are one transaction, so a half-made one cannot exist.
A migration that was released is never edited; a change is a new one at the end.
"""

from __future__ import annotations

import sqlite3

from shoegui.basics.errors import LibraryTooNewError
from shoegui.basics.phrase import Phrase
from shoegui.library.database import Database

# Paths and names are BLOBs: a file name may hold bytes that are no text at all, and SQLite's TEXT
# cannot keep those.
_FIRST = """
CREATE TABLE facts (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
CREATE TABLE networks (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    dimension INTEGER NOT NULL
);
CREATE TABLE folders (
    id INTEGER PRIMARY KEY,
    path BLOB NOT NULL UNIQUE,
    rules TEXT NOT NULL,
    offline INTEGER NOT NULL DEFAULT 0,
    scanned_at TEXT
);
CREATE TABLE directories (
    id INTEGER PRIMARY KEY,
    folder_id INTEGER NOT NULL REFERENCES folders ON DELETE CASCADE,
    path BLOB NOT NULL UNIQUE
);
CREATE INDEX directories_by_folder ON directories (folder_id);
CREATE TABLE photos (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    directory_id INTEGER NOT NULL REFERENCES directories ON DELETE CASCADE,
    name BLOB NOT NULL,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    hash BLOB NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    format TEXT NOT NULL,
    taken_at TEXT,
    camera TEXT,
    offline INTEGER NOT NULL DEFAULT 0,
    UNIQUE (directory_id, name)
);
CREATE INDEX photos_by_hash ON photos (hash);
CREATE TABLE features (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    photo_id INTEGER NOT NULL REFERENCES photos ON DELETE CASCADE,
    network_id INTEGER NOT NULL REFERENCES networks,
    kind TEXT NOT NULL,
    vector BLOB NOT NULL,
    UNIQUE (photo_id, network_id, kind)
);
CREATE INDEX features_by_network ON features (network_id, kind, id, photo_id);
CREATE TABLE removed_features (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    feature_id INTEGER NOT NULL
);
CREATE TRIGGER features_removed AFTER DELETE ON features BEGIN
    INSERT INTO removed_features (feature_id) VALUES (old.id);
END;
CREATE TABLE skipped (
    directory_id INTEGER NOT NULL REFERENCES directories ON DELETE CASCADE,
    name BLOB NOT NULL,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    code TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (directory_id, name)
) WITHOUT ROWID;
INSERT INTO facts VALUES ('library', lower(hex(randomblob(16))));
"""

# What belongs to a photo's vector lies beside it, not with it: a search that compares with every
# vector must not have to read past all else. A row says that all the network gives was stored,
# though a network may give neither vector.
_DETAILS_AND_WORDS = """
CREATE TABLE details (
    feature_id INTEGER PRIMARY KEY REFERENCES features ON DELETE CASCADE,
    network_id INTEGER NOT NULL REFERENCES networks,
    detail BLOB,
    look BLOB
);
CREATE INDEX details_by_network ON details (network_id);
CREATE TABLE words (
    feature_id INTEGER NOT NULL REFERENCES details ON DELETE CASCADE,
    class INTEGER NOT NULL,
    network_id INTEGER NOT NULL REFERENCES networks,
    share REAL NOT NULL,
    PRIMARY KEY (feature_id, class)
) WITHOUT ROWID;
CREATE INDEX words_by_class ON words (network_id, class);
ALTER TABLE networks ADD COLUMN gives TEXT NOT NULL DEFAULT '';
"""

MIGRATIONS: tuple[str, ...] = (_FIRST, _DETAILS_AND_WORDS)


def migrate(database: Database, migrations: tuple[str, ...] = MIGRATIONS) -> None:
    """Bring `database` to the newest schema.

    Raises `LibraryTooNewError` where it is newer than this program knows.
    """
    version = int(database.value("PRAGMA user_version"))
    if version > len(migrations):
        raise LibraryTooNewError(
            Phrase(
                "the library has format {version}, and this program knows formats up to {newest}",
                version=version,
                newest=len(migrations),
            ),
            path=database.file,
            advice="Install the newest ShoeGUI; the library was not touched",
        )
    for number, script in enumerate(migrations[version:], start=version + 1):
        with database.atomic():
            # Another process may have been quicker while this one waited for its turn.
            if int(database.value("PRAGMA user_version")) >= number:
                continue
            for statement in statements(script):
                database.run(statement)
            database.run(f"PRAGMA user_version = {number}")


def statements(script: str) -> list[str]:
    """The single statements of `script`; `executescript` would commit between them."""
    found: list[str] = []
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            found.append(pending.strip())
            pending = ""
    # A last one without its semicolon must not be left out in silence.
    return [*found, pending.strip()] if pending.strip() else found
