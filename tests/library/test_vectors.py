from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from shoegui.library.catalogue import Catalogue, Facts
from shoegui.library.database import Database
from shoegui.library.schema import migrate
from shoegui.library.vectors import FloatArray, Vectors, pack, unpack
from shoegui.photos.scan import ScanRules


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = Database(tmp_path / "library.db")
    migrate(made)
    yield made
    made.close()


def add_photos(database: Database, count: int) -> list[int]:
    catalogue = Catalogue(database)
    folder = catalogue.add_folder(Path("/photos"), ScanRules())
    directory = catalogue.add_directory(folder, "/photos")
    facts = Facts(b"0" * 16, 1, 1, "JPEG", None, None)
    return [catalogue.add_photo(directory, f"{one}.jpg", 1, 1, facts) for one in range(count)]


def unit(*numbers: float) -> FloatArray:
    vector = np.array(numbers, np.float32)
    return vector / np.linalg.norm(vector)


@given(
    arrays(np.float32, st.integers(1, 64), elements=st.floats(-1, 1, width=32)).filter(
        lambda one: float(np.linalg.norm(one)) > 1e-2
    )
)
def test_a_stored_vector_comes_back_with_unit_length_and_its_direction(numbers: FloatArray) -> None:
    vector = numbers / np.linalg.norm(numbers)

    [back] = unpack([pack(vector)], len(vector))

    assert back.dtype == np.float32
    assert float(np.linalg.norm(back)) == pytest.approx(1, abs=1e-5)
    assert float(back @ vector) > 0.999


@given(st.integers(0, 20), st.integers(1, 20))
def test_many_vectors_come_back_in_their_order(count: int, dimension: int) -> None:
    stored = np.random.default_rng(count).standard_normal((count, dimension)).astype(np.float32)

    back = unpack([pack(one) for one in stored], dimension)

    assert back.shape == (count, dimension)
    assert all(float(a @ b) > 0 for a, b in zip(back, stored, strict=True))


def test_storing_again_does_not_change_a_vector() -> None:
    [once] = unpack([pack(unit(1, 2, 3))], 3)
    [twice] = unpack([pack(once)], 3)

    assert np.allclose(once, twice, atol=1e-3)


def test_a_vector_of_another_dimension_is_not_taken(database: Database) -> None:
    [photo] = add_photos(database, 1)
    vectors = Vectors(database, "net@1", 3)
    vectors.register()

    with pytest.raises(ValueError, match="expected"):
        vectors.add(photo, unit(1, 2))
    with pytest.raises(ValueError, match="reshape"):
        unpack([pack(unit(1, 2))], 3)


def test_vectors_of_two_networks_do_not_meet(database: Database) -> None:
    photos = add_photos(database, 3)
    one, other = Vectors(database, "net@1", 3), Vectors(database, "net@2", 3)
    one.register()
    other.register()
    for photo in photos:
        one.add(photo, unit(1, 0, 0))
    other.add(photos[0], unit(0, 1, 0))

    assert (one.count(), other.count()) == (3, 1)
    assert other.missing() == set(photos[1:])
    assert other.features_of(photos) == [4]
    assert [ids.tolist() for ids, _ in other.since(0)] == [[4]]
    assert one.newest()[0] == 3

    other.remove_other_networks()
    assert (one.count(), other.count()) == (0, 1)
    assert database.value("SELECT count(*) FROM networks") == 1


def test_a_new_vector_has_a_higher_id_and_the_old_one_is_counted_as_removed(
    database: Database,
) -> None:
    [photo] = add_photos(database, 1)
    vectors = Vectors(database, "net@1", 3)
    vectors.register()
    vectors.add(photo, unit(1, 0, 0))
    last_id, last_removed = vectors.newest()

    vectors.add(photo, unit(0, 1, 0))

    number, removed = vectors.removed_since(last_removed)
    assert removed == [last_id]
    assert vectors.newest() == (last_id + 1, number)
    assert vectors.removed_since(number) == (number, [])


def test_an_id_is_never_used_twice(database: Database) -> None:
    photos = add_photos(database, 2)
    vectors = Vectors(database, "net@1", 3)
    vectors.register()
    vectors.add(photos[0], unit(1, 0, 0))
    last_id = vectors.newest()[0]
    Catalogue(database).remove_photos([photos[0]])
    vectors.add(photos[1], unit(1, 0, 0))

    assert vectors.newest()[0] > last_id


def test_removing_a_photo_removes_its_vector_and_says_so(database: Database) -> None:
    photos = add_photos(database, 2)
    vectors = Vectors(database, "net@1", 3)
    vectors.register()
    for photo in photos:
        vectors.add(photo, unit(1, 0, 0))

    Catalogue(database).remove_photos([photos[0]])

    assert vectors.count() == 1
    assert vectors.removed_since(0)[1] == [1]
    assert vectors.features_of(photos) == [2]


def test_vectors_come_in_portions_in_the_order_of_their_ids(database: Database) -> None:
    photos = add_photos(database, 10)
    vectors = Vectors(database, "net@1", 3)
    vectors.register()
    for photo in photos:
        vectors.add(photo, unit(photo, 1, 0))

    portions = list(vectors.since(2, portion=3))

    assert [ids.tolist() for ids, _ in portions] == [[3, 4, 5], [6, 7, 8], [9, 10]]
    assert np.allclose(portions[0][1][0], unit(3, 1, 0), atol=1e-3)


@pytest.mark.parametrize(
    "stored",
    [
        b"",
        pack(unit(1, 2)),
        pack(np.zeros(3, np.float32)),
        pack(np.array([np.nan, 0, 0], np.float32)),
        pack(np.array([3, 0, 0], np.float32)),
    ],
)
def test_a_damaged_vector_is_named(database: Database, stored: bytes) -> None:
    photos = add_photos(database, 2)
    vectors = Vectors(database, "net@1", 3)
    vectors.register()
    vectors.add(photos[0], unit(1, 2, 3))
    vectors.add_stored(photos[1], stored)

    assert vectors.damaged() == [photos[1]]
    vectors.remove(vectors.damaged())
    assert vectors.missing() == {photos[1]}


def test_a_vector_of_a_wrong_length_is_left_out_of_a_search(database: Database) -> None:
    photos = add_photos(database, 2)
    vectors = Vectors(database, "net@1", 3)
    vectors.register()
    vectors.add_stored(photos[0], b"\0")
    vectors.add(photos[1], unit(1, 2, 3))

    assert [ids.tolist() for ids, _ in vectors.since(0)] == [[2]]
