"""What is kept of files that were asked with, and how they are asked with once they are gone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from shoegui.basics.errors import LibraryError, PhotoError, PhotoGoneError
from shoegui.features.manifest import EMBEDDING
from shoegui.library.details import LOOK
from shoegui.library.library import Library
from shoegui.search.kept import Kept, KeptFile
from shoegui.search.query import Crop, Query
from shoegui.search.request import Request
from shoegui.search.searcher import Searcher
from shoegui.search.sources import Copy
from tests.helpers import Place, save

A, B, C = (Path(f"/{name}.jpg") for name in "abc")
PART = Crop(0, 0, 0.5, 0.5)


@pytest.fixture
def library(complete: Place) -> Iterator[Library]:
    with complete.library() as opened:
        yield opened


@pytest.fixture
def kept() -> Kept:
    return Kept()


@pytest.fixture
def searcher(library: Library, kept: Kept) -> Searcher:
    return Searcher(library, device="cpu", kept=kept)


@pytest.fixture
def asked(complete: Place) -> Path:
    """A picture that is not of the library."""
    return save(complete.paths.data / "asked.png", 40)


def test_a_file_is_known_as_it_was_last() -> None:
    kept = Kept()
    kept.keep_file(A, b"old", b"old bytes")
    kept.keep_file(A, b"new", b"new bytes")
    assert kept.file(A) == KeptFile(b"new", b"new bytes")
    assert kept.file(B) is None


def test_the_bytes_of_the_oldest_go_first_and_their_hash_stays() -> None:
    kept = Kept(most_bytes=10)
    kept.keep_file(A, b"a", b"12345")
    kept.keep_file(B, b"b", b"12345")
    kept.keep_file(A, b"a", b"12345")
    kept.keep_file(C, b"c", b"1")
    assert kept.file(B) == KeptFile(b"b", None)
    assert [kept.file(one) for one in (A, C)] == [KeptFile(b"a", b"12345"), KeptFile(b"c", b"1")]


def test_what_is_too_large_is_not_kept_and_drives_nothing_out() -> None:
    kept = Kept(most_bytes=10)
    kept.keep_file(B, b"b", b"ten bytes.")
    kept.keep_file(A, b"a", b"more than ten bytes")
    assert kept.file(A) == KeptFile(b"a", None)
    assert kept.file(B) == KeptFile(b"b", b"ten bytes.")


def test_what_is_asked_with_again_and_again_stays() -> None:
    kept = Kept(most_bytes=10)
    kept.keep_file(A, b"a", b"12345")
    kept.keep_file(B, b"b", b"12345")
    kept.file(A)
    kept.keep_file(C, b"c", b"1")
    assert [kept.file(one) for one in (A, B)] == [KeptFile(b"a", b"12345"), KeptFile(b"b", None)]


def test_a_picture_whose_file_has_gone_is_asked_for_in_every_way(
    searcher: Searcher, asked: Path, network_runs: list[int]
) -> None:
    query = Query(asked)
    part = replace(query, crop=PART)
    before = searcher.search(query)
    wanted = [searcher.search(Request((Query(asked.read_bytes(), crop=PART),), look=0.5))]
    asked.unlink()
    network_runs.clear()

    assert searcher.search(query) == before
    assert network_runs == []
    # Neither its look nor this part of it was asked for before by its path.
    assert searcher.search(Request((part,), look=0.5)) == wanted[0]
    assert LOOK in searcher.embed(query, look=True).vectors


def test_a_large_picture_whose_file_has_gone_is_asked_for_as_before(
    library: Library, asked: Path
) -> None:
    searcher = Searcher(library, device="cpu", kept=Kept(most_bytes=0))
    before = searcher.search(Query(asked))
    asked.unlink()

    assert searcher.search(Query(asked)) == before
    with pytest.raises(PhotoError, match="cannot be read"):
        searcher.search(Query(asked, crop=PART))


def test_a_picture_that_nobody_knows_is_a_fault(searcher: Searcher, asked: Path) -> None:
    asked.unlink()
    with pytest.raises(PhotoError, match=r"asked\.png: it cannot be read"):
        searcher.search(Query(asked))


def test_a_file_that_has_become_something_else_is_not_what_it_was(
    searcher: Searcher, asked: Path
) -> None:
    searcher.search(Query(asked))
    asked.write_bytes(b"no picture any more")
    with pytest.raises(PhotoError):
        searcher.search(Query(asked))


def test_another_searcher_knows_the_file_that_has_gone(
    searcher: Searcher, library: Library, kept: Kept, asked: Path
) -> None:
    before = searcher.search(Query(asked))
    asked.unlink()
    assert Searcher(library, device="cpu", kept=kept).search(Query(asked)) == before


def test_the_library_knows_its_own_photos_by_their_path(
    complete: Place, searcher: Searcher, network_runs: list[int]
) -> None:
    photo = complete.stored()["photos/2.png"]
    before = searcher.search(Query(photo_id=photo.id))
    whole = searcher.embed(Query(photo.path.read_bytes(), crop=PART))
    shutil.rmtree(complete.photos)
    network_runs.clear()

    assert searcher.search(Query(photo.path)) == before
    assert network_runs == []
    part = searcher.embed(Query(photo.path, crop=PART))
    assert float(part.vector @ whole.vector) > 0.9
    shutil.rmtree(complete.paths.thumbnails)
    with pytest.raises(PhotoError, match="cannot be read"):
        searcher.embed(Query(photo.path, crop=Crop(0, 0, 1, 0.5)))


def test_a_photo_that_was_asked_for_and_taken_out_of_the_library_is_still_known(
    complete: Place, searcher: Searcher, library: Library
) -> None:
    photo, other = (complete.stored()[f"photos/{number}.png"] for number in (2, 3))
    before = searcher.embed(Query(photo_id=photo.id))
    with library.writing() as catalogue:
        catalogue.remove_photos([photo.id, other.id])

    after = searcher.embed(Query(photo_id=photo.id), look=True)

    assert (after.vectors[EMBEDDING] == before.vectors[EMBEDDING]).all()
    assert after.hashes == before.hashes
    # Its file is still there, so a part of it can be asked for.
    part = searcher.embed(Query(photo_id=photo.id, crop=PART))
    assert (part.vector == searcher.embed(Query(photo.path, crop=PART)).vector).all()
    with pytest.raises(LibraryError, match="no longer in the library"):
        searcher.embed(Query(photo_id=other.id))


def test_a_part_of_a_photo_that_has_gone_altogether_is_searched_for_in_its_thumbnail(
    complete: Place, library: Library, kept: Kept
) -> None:
    photo = complete.stored()["photos/2.png"]
    before = Searcher(library, device="cpu", kept=kept)
    whole = before.embed(Query(photo_id=photo.id))
    photo.path.unlink()
    with library.writing() as catalogue:
        catalogue.remove_photos([photo.id])

    part = before.embed(Query(photo_id=photo.id, crop=Crop(0, 0, 0.9, 0.9)))
    assert float(part.vector @ whole.vector) > 0.8
    # Another network has none of its vectors, and makes them of what is left.
    after = Searcher(library, device="cpu", kept=kept).embed(Query(photo_id=photo.id))
    assert float(after.vector @ whole.vector) > 0.9
    assert after.hashes == whole.hashes


def test_a_picture_to_look_at_comes_from_where_it_is_known(
    complete: Place, searcher: Searcher, library: Library, asked: Path
) -> None:
    photo = complete.stored()["photos/2.png"]
    searcher.search(Query(asked))
    held = asked.read_bytes()
    sources = searcher.sources
    assert sources.read(asked) == held
    asked.unlink()
    assert sources.read(asked) == held
    assert sources.copy(asked) == Copy(held)
    photo.path.unlink()
    small = library.thumbnails().get(photo.facts.hash)
    assert small is not None
    assert sources.read(photo.path) == small
    assert sources.copy(photo.path) == Copy(small, photo)
    unknown = asked.with_name("unknown.png")
    assert sources.copy(unknown) is None
    with pytest.raises(PhotoError, match="cannot be read"):
        sources.read(unknown)


def test_a_photo_is_found_by_a_relative_path(
    complete: Place, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = complete.stored()["photos/2.png"]
    monkeypatch.chdir(complete.photos)
    assert library.photo_at(Path("2.png")) == photo
    assert library.photo_at(Path("../photos/2.png")) == photo
    assert library.photo_at(Path("none.png")) is None


def test_nothing_is_kept_of_a_picture_that_is_only_looked_at(
    searcher: Searcher, kept: Kept, asked: Path
) -> None:
    searcher.embed(Query(asked), keep=False)
    assert kept.file(asked) is None


def test_what_was_asked_with_can_be_forgotten(
    complete: Place, searcher: Searcher, library: Library, kept: Kept, asked: Path
) -> None:
    photo = complete.stored()["photos/2.png"]
    other = save(asked.with_name("other.png"), 41)
    for query in (Query(asked), Query(other), Query(photo_id=photo.id)):
        searcher.embed(query)
    with library.writing() as catalogue:
        catalogue.remove_photos([photo.id])
    asked.unlink()
    other.unlink()

    kept.forget(but=[asked])
    searcher.forget_asked()

    searcher.embed(Query(asked))
    with pytest.raises(PhotoError, match="cannot be read"):
        searcher.embed(Query(other))
    with pytest.raises(PhotoGoneError, match="no longer in the library"):
        searcher.embed(Query(photo_id=photo.id))
