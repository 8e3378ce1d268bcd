from __future__ import annotations

from pathlib import Path

import pytest

from shoegui.basics.errors import LibraryTooNewError
from shoegui.library.database import Database
from shoegui.library.library import Library
from shoegui.library.schema import MIGRATIONS, migrate, statements
from tests.helpers import Place


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "library.db"


def tables(database: Database) -> set[str]:
    return {row[0] for row in database.rows("SELECT name FROM sqlite_master WHERE type = 'table'")}


def test_migrations_are_made_in_order_and_counted(file: Path) -> None:
    database = Database(file)
    migrate(database, ("CREATE TABLE one (a);",))
    migrate(database, ("CREATE TABLE one (a);", "ALTER TABLE one ADD b;\nCREATE TABLE two (a);\n"))

    assert tables(database) == {"one", "two"}
    assert database.value("PRAGMA user_version") == 2
    database.run("INSERT INTO one (a, b) VALUES (1, 2)")
    database.close()


def test_a_half_made_migration_cannot_exist(file: Path) -> None:
    first = "CREATE TABLE one (a);\nINSERT INTO one VALUES (1);"
    broken = "CREATE TABLE two (a);\nDELETE FROM one;\nINSERT INTO nowhere VALUES (1);"
    database = Database(file)

    with pytest.raises(Exception, match="nowhere"):
        migrate(database, (first, broken))

    assert database.value("PRAGMA user_version") == 1
    assert tables(database) == {"one"}
    assert database.rows("SELECT a FROM one") == [(1,)]
    database.close()


def test_a_newer_library_is_refused_by_name_and_not_touched(place: Place) -> None:
    place.picture("a.jpg", 1)
    place.index()
    database = Database(place.paths.database)
    database.run("PRAGMA user_version = 99")
    database.run("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    before = place.paths.database.read_bytes()

    with pytest.raises(LibraryTooNewError, match="format 99") as caught:
        Library(place.paths)

    assert caught.value.path == place.paths.database
    assert "newest ShoeGUI" in str(caught.value)
    assert place.paths.database.read_bytes() == before


def test_a_second_process_that_came_too_late_does_not_migrate_again(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = Database(file), Database(file)
    script = ("CREATE TABLE one (a);",)
    asked: list[str] = []
    real = Database.value

    def quicker(self: Database, sql: str, values: tuple[object, ...] = ()) -> object:
        answer = real(self, sql, values)
        if self is second and not asked:
            asked.append(sql)
            migrate(first, script)
        return answer

    monkeypatch.setattr(Database, "value", quicker)
    migrate(second, script)

    assert real(second, "PRAGMA user_version") == 1
    first.close()
    second.close()


def test_a_script_is_taken_apart_into_its_statements() -> None:
    trigger = "CREATE TRIGGER t AFTER DELETE ON a BEGIN\n  DELETE FROM b;\nEND;"

    assert statements(f"CREATE TABLE a (x);\n{trigger}\n") == ["CREATE TABLE a (x);", trigger]


def test_a_last_statement_without_its_semicolon_is_not_lost() -> None:
    assert statements("CREATE TABLE a (x);\nCREATE TABLE b (x)") == [
        "CREATE TABLE a (x);",
        "CREATE TABLE b (x)",
    ]


def test_the_schema_has_every_table_and_is_sound(file: Path) -> None:
    database = Database(file)
    migrate(database)

    assert {"facts", "folders", "directories", "photos", "features", "skipped"} < tables(database)
    assert database.rows("PRAGMA integrity_check") == [("ok",)]
    assert database.value("PRAGMA user_version") == len(MIGRATIONS)
    database.close()


def test_every_library_has_a_name_of_its_own(tmp_path: Path) -> None:
    names = set()
    for number in range(3):
        database = Database(tmp_path / f"{number}.db")
        migrate(database)
        names.add(database.value("SELECT value FROM facts WHERE name = 'library'"))
        database.close()

    assert len(names) == 3
