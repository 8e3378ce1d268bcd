from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from shoegui.basics.errors import LibraryBusyError, LibraryCorruptError, LibraryError
from shoegui.library import neighbours
from shoegui.library.database import Database
from shoegui.library.health import Health, check, library_size
from shoegui.library.library import Library
from shoegui.library.neighbours import graph_runs_here
from shoegui.library.salvage import salvage
from shoegui.search.query import Query
from tests.helpers import Place

# Enough rows for a tree of many pages.
MANY = 60


@pytest.fixture
def full(place: Place) -> Place:
    for number in range(MANY):
        place.picture(f"{number:02}.png", number)
    place.index()
    return place


def one_file(place: Place) -> Path:
    """The database as a single file, nothing left in the write-ahead log."""
    database = Database(place.paths.database)
    database.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return place.paths.database


def is_sound(place: Place) -> None:
    assert check(place.paths) == Health()


def all_can_be_found(place: Place) -> None:
    assert len(place.names()) == MANY
    with place.library() as library:
        searcher = place.searcher(library)
        for photo in list(place.stored().values())[::7]:
            first = searcher.search(Query(photo.path))[0]
            assert (first.photo.path, first.same_picture) == (photo.path, True)


def test_a_library_that_was_just_made_is_sound(full: Place) -> None:
    is_sound(full)
    assert check(full.paths, repair=True) == Health()


def test_there_must_be_a_library(place: Place) -> None:
    with pytest.raises(LibraryError, match="there is no library here yet"):
        check(place.paths)


@pytest.mark.parametrize(
    "vector", [b"", b"\0" * 16, np.full(8, np.nan, "<f2").tobytes(), b"\x01" * 15]
)
def test_damaged_vectors_are_found_removed_and_made_again(full: Place, vector: bytes) -> None:
    database = Database(full.paths.database)
    database.run("UPDATE features SET vector = ? WHERE id <= 3", (vector,))
    database.close()

    assert "features of 3 photos are damaged" in check(full.paths).problems[0]
    health = check(full.paths, repair=True)
    assert health.mended
    assert any("shoegui index" in one for one in health.to_do)
    assert full.index_all().updated == 3

    is_sound(full)
    all_can_be_found(full)


def test_photos_without_features_are_named_and_read_again(full: Place) -> None:
    database = Database(full.paths.database)
    database.run("DELETE FROM features WHERE id <= 2")
    database.close()

    assert "2 photos have no features" in check(full.paths).problems[0]
    full.index_all()
    is_sound(full)


@pytest.mark.parametrize("damage", ["missing", "cut short"])
def test_thumbnails_that_are_lost_are_made_again(full: Place, damage: str) -> None:
    with full.library() as library:
        lost = sorted(library.catalogue.hashes())[:4]
        for digest in lost:
            file = library.thumbnails().path(digest)
            if damage == "missing":
                file.unlink()
            else:
                file.write_bytes(file.read_bytes()[:50])

    assert "thumbnails of 4 photos" in check(full.paths).problems[0]
    check(full.paths, repair=True)
    full.index_all()

    is_sound(full)
    all_can_be_found(full)


def small_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neighbours, "EXACT_LIMIT", 20)
    monkeypatch.setattr(neighbours.Neighbours.__init__, "__kwdefaults__", {"exact_limit": 20})


@pytest.mark.skipif(not graph_runs_here(), reason="this processor cannot run the graph")
def test_a_search_index_that_an_earlier_run_left_undone_is_made_by_the_next(
    full: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_limit(monkeypatch)

    assert full.index_all().unchanged == MANY

    is_sound(full)
    [graph] = full.paths.neighbours.glob("*.hnsw")
    full.index_all()
    assert [graph] == list(full.paths.neighbours.glob("*.hnsw"))


@pytest.mark.skipif(not graph_runs_here(), reason="this processor cannot run the graph")
def test_a_damaged_search_index_is_found_and_made_again(
    full: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_limit(monkeypatch)
    assert "behind" in check(full.paths).problems[0]
    check(full.paths, repair=True)
    is_sound(full)

    [graph] = full.paths.neighbours.glob("*.hnsw")
    graph.write_bytes(graph.read_bytes()[:-1] + b"?")
    assert check(full.paths).problems[0] == "The search index on disk is damaged."
    all_can_be_found(full)
    health = check(full.paths, repair=True)

    assert health.mended == ["The search index was made again."]
    is_sound(full)
    all_can_be_found(full)


def test_a_network_that_is_gone_or_damaged_is_named(full: Place) -> None:
    file = full.paths.networks / "tiny" / "tiny.onnx"
    whole = file.read_bytes()
    file.write_bytes(b"")
    assert "damaged" in check(full.paths).problems[0]
    file.unlink()
    assert "tiny@1" in check(full.paths).problems[0]
    file.write_bytes(whole)
    is_sound(full)


def garbage_in_the_middle(file: Path) -> None:
    content = bytearray(file.read_bytes())
    page = 4096
    middle = len(content) // page // 2 * page
    content[middle : middle + 2 * page] = np.random.default_rng(0).bytes(2 * page)
    file.write_bytes(content)


def garbage_header(file: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(b"garbage!" * 12 + content[96:])


def cut_in_half(file: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(content[: len(content) // 2])


def cut_within_a_page(file: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(content[: len(content) * 2 // 3 // 4096 * 4096 + 1000])


def not_a_database(file: Path) -> None:
    file.write_bytes(b"something else entirely\n" * 1000)


@pytest.mark.parametrize(
    "damage",
    [garbage_in_the_middle, garbage_header, cut_in_half, cut_within_a_page, not_a_database],
)
def test_a_damaged_database_is_rescued_and_the_next_run_completes_it(
    full: Place, damage: Callable[[Path], None]
) -> None:
    file = one_file(full)
    damage(file)
    damaged = file.read_bytes()

    assert check(full.paths).problems == ["The database is damaged."]
    assert file.read_bytes() == damaged, "looking must not touch it"
    health = check(full.paths, repair=True)

    assert health.mended
    assert health.to_do
    [kept] = full.paths.data.glob("library.damaged-*.db")
    assert kept.read_bytes() == damaged
    assert kept.name in health.mended[0]
    assert not list(full.paths.data.glob("library.salvaged*"))
    full.index()
    is_sound(full)
    all_can_be_found(full)


def test_rows_before_and_behind_the_damage_are_saved_with_their_features(full: Place) -> None:
    """Damage the leaf of one table, the features, and nothing else."""
    file = one_file(full)
    database = Database(file)
    # More than one page of features: long vectors of another kind.
    database.run_many(
        "INSERT INTO features (photo_id, network_id, kind, vector) VALUES (?, 1, 'long', ?)",
        [(photo, bytes([photo]) * 1000) for photo in range(1, MANY + 1)],
    )
    root = database.value("SELECT rootpage FROM sqlite_master WHERE name = 'features'")
    database.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    content = bytearray(file.read_bytes())
    size = 4096
    assert content[(root - 1) * size] == 5, "the root is an inner page, its children are leaves"
    cells = int.from_bytes(content[(root - 1) * size + 3 : (root - 1) * size + 5], "big")
    middle = (root - 1) * size + 12 + 2 * (cells // 2)
    cell = (root - 1) * size + int.from_bytes(content[middle : middle + 2], "big")
    leaf = int.from_bytes(content[cell : cell + 4], "big")
    content[(leaf - 1) * size : leaf * size] = np.random.default_rng(0).bytes(size)
    file.write_bytes(content)
    before = full.stored()

    saved = salvage(full.paths)

    assert (saved.folders, saved.photos) == (1, MANY)
    assert {path: one.id for path, one in full.stored().items()} == {
        path: one.id for path, one in before.items()
    }
    with full.library() as library:
        kinds = dict[str, int](
            library.database.rows("SELECT kind, count(*) FROM features GROUP BY kind")
        )
        assert library.database.rows("PRAGMA foreign_key_check") == []
    assert kinds["embedding"] == MANY
    assert MANY / 2 < kinds["long"] < MANY


def test_a_sound_database_survives_being_rescued(full: Place, reads: list[str]) -> None:
    before, features = full.stored(), full.features()
    reads.clear()

    salvage(full.paths)

    assert full.stored() == before
    assert full.features() == features
    assert full.index_all().unchanged == MANY
    assert reads == []
    is_sound(full)


def test_what_is_still_in_the_write_ahead_log_is_rescued_too(full: Place) -> None:
    database = Database(full.paths.database)
    database.run("INSERT INTO facts VALUES ('late', 'yes')")
    salvage(full.paths)
    database.close()

    with full.library() as library:
        assert library.catalogue.fact("late") == "yes"


def test_a_damaged_library_is_refused_by_everything_else_in_words(full: Place) -> None:
    garbage_header(one_file(full))

    with pytest.raises(LibraryCorruptError, match=r"damaged.*check --repair"):
        Library(full.paths)


def test_a_library_that_is_being_written_is_not_repaired(full: Place) -> None:
    garbage_header(one_file(full))
    from shoegui.library.writer import writer_lock

    with writer_lock(full.paths), pytest.raises(LibraryBusyError):
        check(full.paths, repair=True)
    assert not list(full.paths.data.glob("library.damaged*"))


def test_the_size_of_each_part_is_known(full: Place) -> None:
    sizes = library_size(full.paths)

    assert sizes["database"] >= full.paths.database.stat().st_size
    assert sizes["thumbnails"] > MANY * 300
    assert sizes["search index"] == 0


def lose(place: Place, sql: str) -> None:
    """Lose rows the way damage does: nothing that refers to them goes with them."""
    database = Database(place.paths.database)
    database.rows("PRAGMA foreign_keys = OFF")
    database.run(sql)
    database.close()
    one_file(place)


@pytest.fixture
def two_directories(place: Place) -> Place:
    for number in range(3):
        place.picture(f"{number}.png", number)
        place.picture(f"sub/{number}.png", 10 + number)
    place.index()
    return place


def test_photos_whose_directory_is_lost_keep_their_features_and_are_found_at_home_again(
    two_directories: Place, network_runs: list[int]
) -> None:
    place = two_directories
    before, names = place.features(), place.names()
    lose(place, "DELETE FROM directories WHERE CAST(path AS TEXT) LIKE '%sub'")
    network_runs.clear()

    assert salvage(place.paths).photos == 6

    lost = [one for one in place.stored().values() if "lost directory" in str(one.path)]
    assert len(lost) == 3
    assert all(one.offline for one in lost)
    assert all(str(one.path).startswith(str(place.photos)) for one in lost)
    report = place.index_all()
    assert (report.moved, report.added, report.removed) == (3, 0, 0)
    assert network_runs == []
    assert place.names() == names
    assert sorted(place.features().values()) == sorted(before.values())
    assert not any(one.offline for one in place.stored().values())
    is_sound(place)


def test_a_lost_directory_is_read_from_the_index_over_the_paths(two_directories: Place) -> None:
    place = two_directories
    before = place.stored()
    file = one_file(place)
    database = Database(file)
    root = database.value("SELECT rootpage FROM sqlite_master WHERE name = 'directories'")
    database.close()
    content = bytearray(one_file(place).read_bytes())
    content[(root - 1) * 4096 : root * 4096] = np.random.default_rng(0).bytes(4096)
    file.write_bytes(content)

    assert salvage(place.paths).photos == 6

    assert place.stored() == before
    assert place.index_all().unchanged == 6


def test_a_lost_folder_is_found_by_its_directories(two_directories: Place) -> None:
    place = two_directories
    lose(place, "DELETE FROM folders")

    saved = salvage(place.paths)

    assert (saved.folders, saved.photos) == (1, 6)
    with place.library() as library:
        assert [one.path for one in library.catalogue.folders()] == [place.photos]
    assert place.index_all().unchanged == 6


def test_a_library_whose_file_is_empty_is_not_taken_for_a_new_one(full: Place) -> None:
    one_file(full).write_bytes(b"")
    log = full.paths.database.with_name("library.db-wal")
    log.write_bytes(b"what is left")

    with pytest.raises(LibraryCorruptError, match=r"is empty.*check --repair"):
        Library(full.paths, create=True)
    assert check(full.paths).problems
    assert full.paths.database.stat().st_size == 0, "looking must not touch it"
    health = check(full.paths, repair=True)

    assert health.folders_lost
    assert "0 photos" in health.mended[0]
    [kept] = full.paths.data.glob("library.damaged-*.db")
    assert kept.read_bytes() == b""
    assert kept.with_name(f"{kept.name}-wal").read_bytes() == b"what is left"
    full.index()
    is_sound(full)
    all_can_be_found(full)


def test_an_empty_file_with_nothing_beside_it_is_a_new_library(place: Place) -> None:
    place.paths.database.parent.mkdir(parents=True, exist_ok=True)
    place.paths.database.write_bytes(b"")

    with Library(place.paths, create=True) as library:
        assert library.catalogue.folders() == []
