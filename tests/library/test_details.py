"""What is stored of photos beside their embeddings, from the network to the search."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from shoegui.features import packing
from shoegui.features.extractor import Extractor
from shoegui.features.manifest import find
from shoegui.features.session import Floats
from shoegui.library import schema
from shoegui.library.catalogue import Catalogue
from shoegui.library.database import Database
from shoegui.library.details import Stored, stored_outputs, to_store
from shoegui.library.filters import Filters
from shoegui.library.health import Health, check
from shoegui.library.library import Library
from shoegui.library.salvage import salvage
from shoegui.library.vectors import FloatArray
from shoegui.library.words import most_likely
from shoegui.photos.decode import decode
from tests.features.tiny import CLASSES_TEXT, VECTORS_TEXT, manifest_text, with_all_outputs
from tests.helpers import ALL_OUTPUTS, CLASS_NAMES, TINY, Place, install_all_outputs, vectors_of

TABLES = ("facts", "networks", "folders", "directories", "photos", "features", "skipped")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """The outputs that each run of the network was asked for, from now on."""
    found: list[tuple[str, ...]] = []
    real = Extractor.run

    def noted(self: Extractor, batch: Floats, outputs: Sequence[str] = ("embedding",)) -> Any:
        found.append(tuple(outputs))
        return real(self, batch, outputs)

    monkeypatch.setattr(Extractor, "run", noted)
    return found


def outputs_of(place: Place, path: Path) -> dict[str, FloatArray]:
    """What the network gives for a file, without the library."""
    extractor = Extractor(find(place.paths, ALL_OUTPUTS), device="cpu")
    decoded = decode(path.read_bytes(), cover=extractor.manifest.input.size)
    return extractor.extract(decoded.picture, ("detail", "look", "classes"))


def all_is_right(place: Place) -> None:
    """Of every photo everything is stored, and it shows what the file shows."""
    with place.library() as library:
        ids = library.catalogue.photo_ids()
        found = {kind: vectors_of(library, ids, kind) for kind in ("detail", "look")}
        words = library.words(ids)
        for photo in library.photos(ids).values():
            wanted = outputs_of(place, photo.path)
            for kind, of_photo in found.items():
                assert float(of_photo[photo.id] @ wanted[kind]) > 0.999
            shares: dict[str, float] = {}
            for number, share in most_likely(wanted["classes"]):
                shares[CLASS_NAMES[number]] = shares.get(CLASS_NAMES[number], 0) + share
            found_words = {one.name: one.share for one in words.get(photo.id, [])}
            assert found_words == pytest.approx(shares, abs=1e-3)
        assert library.stored(library.database).missing() == set()
        assert library.database.rows("PRAGMA foreign_key_check") == []


def unit_vectors(length: int) -> st.SearchStrategy[FloatArray]:
    numbers = arrays(np.float32, length, elements=st.floats(-1, 1, width=32))
    return numbers.filter(lambda one: float(np.linalg.norm(one)) > 0.1).map(
        lambda one: one / np.linalg.norm(one)
    )


@given(unit_vectors(32), unit_vectors(16), unit_vectors(8))
def test_what_is_stored_takes_a_quarter_or_half_and_keeps_its_direction(
    detail: FloatArray, look: FloatArray, embedding: FloatArray
) -> None:
    stored = to_store({"embedding": embedding, "detail": detail, "look": look})

    assert stored.detail is not None
    assert stored.look is not None
    assert (len(stored.detail), len(stored.look), len(stored.embedding)) == (4 + 32, 2 * 16, 2 * 8)
    [back], _sound = packing.unpack([stored.detail], 32)
    assert float(back @ detail) > 0.999
    assert stored.words == ()


def test_an_index_run_stores_all_that_the_network_gives_with_one_run_for_each_photo(
    place: Place, asked: list[tuple[str, ...]]
) -> None:
    install_all_outputs(place.paths)
    for number in range(5):
        place.picture(f"{number}.png", number)

    assert place.index(network=ALL_OUTPUTS).added == 5

    assert asked == [("embedding", "detail", "look", "classes")] * 5
    all_is_right(place)
    with place.library() as library:
        kinds = library.database.rows("SELECT DISTINCT kind FROM features")
    assert kinds == [("embedding",)], "a search that compares with all must not read past others"


def test_of_a_network_that_gives_only_an_embedding_nothing_else_is_stored_or_missed(
    place: Place, asked: list[tuple[str, ...]]
) -> None:
    place.picture("a.png", 1)
    place.index(network=TINY)

    assert asked == [("embedding",)]
    with place.library() as library:
        ids = library.catalogue.photo_ids()
        photos = library.compared(library.features_of(ids), ("embedding", "detail", "look"))
        assert {kind: has.tolist() for kind, has in photos.has.items()} == {
            "embedding": [True],
            "detail": [False],
            "look": [False],
        }
        assert library.words(ids) == {}
        assert library.vocabulary() == {}
        assert library.stored(library.database).missing() == set()
        assert library.database.value("SELECT count(*) FROM details") == 0
    assert place.index_all().unchanged == 1


def test_an_output_that_is_no_vector_is_not_stored(place: Place) -> None:
    folder = place.paths.networks / ALL_OUTPUTS
    install_all_outputs(place.paths)
    more = VECTORS_TEXT.replace("shape = [8]", "shape = [2, 4]", 1)
    (folder / f"{ALL_OUTPUTS}.toml").write_text(
        manifest_text(with_all_outputs(), name=ALL_OUTPUTS, more=more)
    )

    assert stored_outputs(find(place.paths, ALL_OUTPUTS)) == ("embedding", "look")


def test_photos_come_in_the_order_asked_for_without_those_that_are_gone(complete: Place) -> None:
    with complete.library() as library:
        ids = sorted(library.catalogue.photo_ids())
        features = library.features_of([ids[4], 999, ids[1], ids[0]])
        library.database.run("UPDATE details SET look = NULL WHERE feature_id = ?", (features[1],))

        photos = library.compared([features[0], 999, *features[1:]], ("detail", "look"))

        assert len(photos) == 3
        assert photos.feature_ids.tolist() == features
        assert photos.photo_ids.tolist() == [ids[4], ids[1], ids[0]]
        assert photos.has["detail"].all()
        assert photos.has["look"].tolist() == [True, False, True]
        assert not photos.vectors["look"][1].any()
        for kind in ("detail", "look"):
            assert photos.vectors[kind].dtype == np.float32
            lengths = np.linalg.norm(photos.having(kind), axis=1)
            np.testing.assert_allclose(lengths, 1, atol=1e-5)
        alone = library.compared(features[1:2], ("detail",)).vectors["detail"][0]
        np.testing.assert_array_equal(photos.vectors["detail"][1], alone)
        assert library.compared([], ("detail",)).vectors["detail"].shape == (0, 8)


def test_a_double_takes_over_all_that_is_known_without_another_run(
    complete: Place, network_runs: list[int]
) -> None:
    network_runs.clear()
    shutil.copy(complete.photos / "2.png", complete.photos / "double.png")

    assert complete.index_all().added == 1

    assert network_runs == []
    all_is_right(complete)


def test_new_content_takes_the_place_of_all_that_was_stored(complete: Place) -> None:
    complete.picture("3.png", 333)

    assert complete.index_all().updated == 1

    all_is_right(complete)
    with complete.library() as library:
        assert library.database.value("SELECT count(*) FROM details") == 6


def test_a_photo_that_goes_takes_all_along(complete: Place) -> None:
    (complete.photos / "0.png").unlink()

    assert complete.index_all().removed == 1

    with complete.library() as library:
        assert library.database.value("SELECT count(*) FROM details") == 5
        rows = library.database.rows("SELECT DISTINCT feature_id FROM words")
        features = library.database.rows("SELECT id FROM features")
        assert {row[0] for row in rows} <= {row[0] for row in features}
    all_is_right(complete)


def test_a_photo_and_all_that_is_stored_of_it_are_one_transaction(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    install_all_outputs(place.paths)
    place.picture("a.png", 1)
    real = Database.run_many

    def fail(self: Database, sql: str, values: Any) -> None:
        if "INTO words" in sql:
            raise MemoryError
        real(self, sql, values)

    with monkeypatch.context() as patch:
        patch.setattr(Database, "run_many", fail)
        with pytest.raises(MemoryError):
            place.index(network=ALL_OUTPUTS)

    assert place.names() == []
    with place.library() as library:
        assert library.database.value("SELECT count(*) FROM details") == 0
    assert place.index_all().added == 1
    all_is_right(place)


def test_a_change_of_network_leaves_nothing_of_the_old_one(complete: Place) -> None:
    complete.index_all(network=TINY)

    with complete.library() as library:
        assert library.database.value("SELECT count(*) FROM details") == 0
        assert library.database.value("SELECT count(*) FROM words") == 0
        assert library.vocabulary() == {}

    complete.index_all(network=ALL_OUTPUTS)
    all_is_right(complete)


def test_a_network_that_gives_more_by_now_reads_the_photos_again(
    place: Place, reads: list[str]
) -> None:
    install_all_outputs(place.paths)
    manifest = place.paths.networks / ALL_OUTPUTS / f"{ALL_OUTPUTS}.toml"
    whole = manifest.read_text()
    manifest.write_text(whole.replace(CLASSES_TEXT, ""))
    for number in range(3):
        place.picture(f"{number}.png", number)
    place.index(network=ALL_OUTPUTS)
    features = place.features()
    with place.library() as library:
        assert library.words(library.catalogue.photo_ids()) == {}

    manifest.write_text(whole)
    reads.clear()
    report = place.index_all()

    assert (report.updated, sorted(reads)) == (3, ["0.png", "1.png", "2.png"])
    assert place.features() == features
    all_is_right(place)


# Libraries made before there was anything but embeddings


def as_before(place: Place) -> None:
    """Make the library what the first format of it was, by the statements that made that."""
    now = place.paths.database.with_name("now.db")
    with place.library() as library:
        library.database.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    place.paths.database.rename(now)
    made = Database(place.paths.database)
    schema.migrate(made, schema.MIGRATIONS[:1])
    made.run("DELETE FROM facts")
    made.run("ATTACH ? AS now", (str(now),))
    for table in TABLES:
        names = ",".join(row[1] for row in made.rows(f"PRAGMA main.table_info({table})"))
        made.run(f"INSERT INTO main.{table} ({names}) SELECT {names} FROM now.{table}")
    made.run("DETACH now")
    assert made.value("PRAGMA user_version") == 1
    made.close()
    now.unlink()


def test_an_old_library_is_searched_as_it_is_and_completed_by_the_next_index_run(
    complete: Place, reads: list[str]
) -> None:
    as_before(complete)
    stored, features = complete.stored(), complete.features()
    with complete.library() as library:
        ids = library.catalogue.photo_ids()
        query = vectors_of(library, ids)[ids[2]]
        assert library.near(query, 1).ids.tolist() == library.features_of([ids[2]])
        assert len(library.matching(Filters(orientation="landscape"))) == 6
        assert len(library.matching(Filters(words=("clog",)))) == 0
        assert vectors_of(library, ids, "detail") == {}
        assert library.words(ids) == {}
    reads.clear()

    report = complete.index_all()

    assert (report.updated, len(reads)) == (6, 6)
    assert complete.stored() == stored
    assert complete.features() == features, "the search index need not change"
    all_is_right(complete)
    reads.clear()
    assert complete.index_all().unchanged == 6
    assert reads == []


def test_doubles_in_an_old_library_are_completed_too(complete: Place) -> None:
    for number in range(3):
        shutil.copy(complete.photos / "2.png", complete.photos / f"double-{number}.png")
    complete.index_all()
    as_before(complete)

    report = complete.index_all()

    assert (report.updated, report.added, report.moved) == (9, 0, 0)
    all_is_right(complete)


def test_photos_that_are_offline_are_completed_when_they_are_back(complete: Place) -> None:
    as_before(complete)
    away = complete.photos.rename(complete.photos.with_name("away"))
    assert complete.index_all().offline == 6
    with complete.library() as library:
        ids = library.catalogue.photo_ids()
        assert len(library.near(vectors_of(library, ids)[ids[0]], 6).ids) == 6

    away.rename(complete.photos)
    assert complete.index_all().updated == 6

    all_is_right(complete)


def test_while_some_photos_lack_something_the_others_are_compared_as_quickly_as_ever(
    complete: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    complete.picture("other/a.png", 50)
    complete.index_all()
    with complete.library() as library, library.writing() as writing:
        [photo] = [
            one.id
            for one in library.photos(library.catalogue.photo_ids()).values()
            if one.path.name == "a.png"
        ]
        library.stored(writing.database).remove([photo])
    looked: list[int] = []
    real = Catalogue.known_files

    def noted(self: Catalogue, number: int) -> Any:
        looked.append(number)
        return real(self, number)

    monkeypatch.setattr(Catalogue, "known_files", noted)
    assert complete.index_all().updated == 1

    assert len(looked) == 1


# Damage


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE details SET detail = x'00' WHERE feature_id < 3",
        "UPDATE details SET detail = NULL WHERE feature_id < 3",
        "UPDATE details SET look = zeroblob(3) WHERE feature_id < 3",
        # The scale of a packed vector, and the first number of a half one, as no number.
        "UPDATE details SET detail = x'0000c07f0101010101010101' WHERE feature_id < 3",
        "UPDATE details SET detail = x'0000807f0001010101010101' WHERE feature_id < 3",
        "UPDATE details SET look = x'007e0000000000000000000000000000' WHERE feature_id < 3",
    ],
)
def test_a_damaged_vector_is_named_left_out_removed_and_made_again(
    complete: Place, damage: str, reads: list[str]
) -> None:
    features = complete.features()
    with complete.library() as library:
        ids = sorted(library.catalogue.photo_ids())
        library.database.run(damage)
        photos = library.compared(library.features_of(ids), ("detail", "look"))
        found = "look" if "look" in damage else "detail"
        assert photos.photo_ids[photos.has[found]].tolist() == ids[2:]
        assert np.isfinite(photos.vectors[found]).all()

    assert "features of 2 photos are damaged" in check(complete.paths).problems[0]
    health = check(complete.paths, repair=True)
    assert "were removed" in health.mended[0]
    assert "shoegui index" in health.to_do[0]
    assert "part of the features of 2 photos is missing" in check(complete.paths).problems[0]
    assert complete.features() == features, "the photos can still be found"
    reads.clear()

    assert complete.index_all().updated == 2
    assert len(reads) == 2
    all_is_right(complete)
    assert check(complete.paths) == Health()


def test_a_damaged_embedding_is_made_again_with_all_else(complete: Place) -> None:
    with complete.library() as library:
        library.database.run("UPDATE features SET vector = x'00' WHERE id = 1")

    check(complete.paths, repair=True)
    assert "1 photo has no features" in check(complete.paths).problems[0]
    assert complete.index_all().updated == 1

    all_is_right(complete)
    assert check(complete.paths) == Health()


def test_all_is_rescued_from_a_damaged_database(complete: Place, reads: list[str]) -> None:
    with complete.library() as library:
        ids = library.catalogue.photo_ids()
        kinds, words = ("embedding", "detail", "look"), library.words(ids)
        before = library.compared(library.features_of(ids), kinds)
    assert len(words) == 6
    reads.clear()

    salvage(complete.paths)

    with complete.library() as library:
        after = library.compared(library.features_of(ids), kinds)
        for kind in kinds:
            np.testing.assert_array_equal(after.vectors[kind], before.vectors[kind])
        assert library.words(ids) == words
    assert complete.index_all().unchanged == 6
    assert reads == []


def test_where_words_were_lost_they_are_made_again(complete: Place) -> None:
    file = complete.paths.database
    connection = sqlite3.connect(file)
    connection.execute("DELETE FROM words WHERE feature_id IN (2, 5)")
    connection.commit()
    connection.close()

    salvage(complete.paths)

    assert complete.index_all().updated == 2
    all_is_right(complete)


def test_an_old_library_is_rescued_too(complete: Place) -> None:
    as_before(complete)

    assert salvage(complete.paths).photos == 6

    assert complete.index_all().updated == 6
    all_is_right(complete)


def test_what_is_stored_of_a_double_is_taken_as_a_whole_or_not_at_all(complete: Place) -> None:
    with complete.library() as library:
        details = library.stored(library.database)
        photos = library.photos(library.catalogue.photo_ids())
        [one, *_] = photos.values()
        whole = details.stored_of_content(one.facts.hash)
        assert whole is not None
        assert whole == Stored(whole.embedding, whole.detail, whole.look, whole.words)
        assert len(whole.words) > 0
        assert details.complete(one.id)
        library.database.run("DELETE FROM details WHERE feature_id = 1")
        assert details.stored_of_content(one.facts.hash) is None
        assert not details.complete(one.id)
        assert details.stored_of_content(b"unknown") is None


def test_a_library_of_a_network_that_is_gone_can_still_be_opened(complete: Place) -> None:
    as_before(complete)
    shutil.rmtree(complete.paths.networks / ALL_OUTPUTS)

    with Library(complete.paths) as library:
        assert library.database.value("PRAGMA user_version") == len(schema.MIGRATIONS)
