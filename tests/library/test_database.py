from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from shoegui.basics.errors import (
    LibraryBusyError,
    LibraryCorruptError,
    LibraryError,
    StorageError,
)
from shoegui.library import database as databases
from shoegui.library.database import Database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = Database(tmp_path / "library.db")
    made.run("CREATE TABLE things (a INTEGER PRIMARY KEY)")
    yield made
    made.close()


def count(database: Database) -> int:
    return int(database.value("SELECT count(*) FROM things"))


def insert_and_raise(database: Database, fault: BaseException) -> None:
    with database.atomic():
        database.run("INSERT INTO things VALUES (1)")
        raise fault


def test_a_transaction_is_kept_whole_or_not_at_all(database: Database) -> None:
    with pytest.raises(LookupError):
        insert_and_raise(database, LookupError())
    assert count(database) == 0

    with database.atomic():
        database.run("INSERT INTO things VALUES (1)")
    assert count(database) == 1


def test_an_inner_transaction_is_a_part_of_the_outer_one(database: Database) -> None:
    def outer() -> None:
        with database.atomic():
            with database.atomic():
                database.run("INSERT INTO things VALUES (1)")
            raise LookupError

    with pytest.raises(LookupError):
        outer()

    assert count(database) == 0
    with database.atomic():
        database.run("INSERT INTO things VALUES (2)")
    assert count(database) == 1


def test_an_interrupted_transaction_is_undone(database: Database) -> None:
    with pytest.raises(KeyboardInterrupt):
        insert_and_raise(database, KeyboardInterrupt())

    assert count(database) == 0


def test_a_reader_is_not_blocked_by_a_writer_and_sees_what_is_committed(
    database: Database,
) -> None:
    reader = Database(database.file)
    with database.atomic():
        database.run("INSERT INTO things VALUES (1)")
        assert count(reader) == 0
    assert count(reader) == 1
    reader.close()


def test_a_second_writer_is_told_that_the_library_is_in_use(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(databases, "BUSY_SECONDS", 0.01)
    second = Database(database.file)
    with (
        database.atomic(),
        pytest.raises(LibraryBusyError, match="another program is using the library"),
        second.atomic(),
    ):
        pass
    second.close()


def test_threads_take_turns(database: Database) -> None:
    def insert() -> None:
        for _ in range(50):
            with database.atomic():
                database.run("INSERT INTO things VALUES (NULL)")

    threads = [threading.Thread(target=insert) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert count(database) == 200


def test_many_ids_can_be_asked_for(database: Database) -> None:
    database.run_many("INSERT INTO things VALUES (?)", ((one,) for one in range(1, 3001)))

    rows = database.rows_for("SELECT a FROM things WHERE a IN (:ids)", range(1, 4000))

    assert sorted(row[0] for row in rows) == list(range(1, 3001))
    assert database.rows_for("SELECT a FROM things WHERE a IN (:ids)", []) == []


def test_a_full_disk_is_said_in_words_and_loses_nothing_committed(database: Database) -> None:
    database.run("CREATE TABLE blobs (b)")
    database.run("INSERT INTO things VALUES (1)")
    database.run(f"PRAGMA max_page_count = {database.value('PRAGMA page_count') + 2}")

    def too_much() -> None:
        with database.atomic():
            database.run("INSERT INTO things VALUES (2)")
            database.run("INSERT INTO blobs VALUES (zeroblob(100000))")

    with pytest.raises(StorageError, match="the disk is full"):
        too_much()

    assert database.rows("SELECT a FROM things") == [(1,)]
    with database.atomic():
        database.run("INSERT INTO things VALUES (3)")
    assert count(database) == 2


def test_a_file_that_is_no_database_is_damaged(tmp_path: Path) -> None:
    file = tmp_path / "library.db"
    file.write_bytes(b"this is no database at all " * 100)

    with pytest.raises(LibraryCorruptError, match=r"library\.db: the library is damaged.*--repair"):
        Database(file)


def test_a_library_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    file = tmp_path / "nowhere" / "library.db"

    with pytest.raises(LibraryError, match="there is no library here yet"):
        Database(file, must_exist=True)

    assert not file.parent.exists()


@pytest.mark.parametrize("obstacle", ["a file for a folder", "a folder for a file"])
def test_a_place_that_cannot_hold_a_library_is_said(tmp_path: Path, obstacle: str) -> None:
    if obstacle == "a file for a folder":
        (tmp_path / "data").write_text("")
    else:
        (tmp_path / "data" / "library.db").mkdir(parents=True)

    with pytest.raises(StorageError):
        Database(tmp_path / "data" / "library.db")


def test_a_place_that_may_not_be_looked_into_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "exists", refuse)
    with pytest.raises(StorageError, match="permission denied"):
        Database(tmp_path / "library.db", must_exist=True)


def test_a_mistake_in_our_own_sql_is_not_dressed_up(database: Database) -> None:
    with pytest.raises(sqlite3.OperationalError):
        database.rows("SELECT nothing FROM nowhere")


def test_closing_twice_is_allowed(tmp_path: Path) -> None:
    database = Database(tmp_path / "library.db")
    database.close()
    database.close()
