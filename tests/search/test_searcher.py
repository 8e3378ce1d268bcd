from __future__ import annotations

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from shoegui.basics.errors import LibraryError, NetworkError, PhotoError, UsageError
from shoegui.basics.paths import AppPaths
from shoegui.features.extractor import Extractor
from shoegui.features.manifest import find
from shoegui.library.library import Library
from shoegui.library.options import IndexOptions
from shoegui.search.query import Crop, Query
from shoegui.search.request import Request
from shoegui.search.searcher import Searcher
from tests.helpers import ALL_OUTPUTS, TINY, Place, draw, install_all_outputs, save

COUNT = 20


@pytest.fixture
def shelf(place: Place) -> Place:
    for number in range(COUNT):
        place.picture(f"{number:02}.png", number)
    place.index()
    return place


@pytest.fixture
def library(shelf: Place) -> Iterator[Library]:
    with shelf.library() as opened:
        yield opened


@pytest.fixture
def searcher(library: Library) -> Searcher:
    return Searcher(library, device="cpu")


def test_a_photo_of_the_library_finds_itself_first(shelf: Place, searcher: Searcher) -> None:
    for photo in shelf.stored().values():
        hits = searcher.search(Query(photo.path))

        assert hits[0].photo == photo
        assert hits[0].similarity == pytest.approx(1, abs=1e-3)
        assert [one.same_picture for one in hits] == [True] + [False] * (COUNT - 1)


def test_hits_are_ranked_from_1_by_a_similarity_between_0_and_1(searcher: Searcher) -> None:
    hits = searcher.search(Request((Query(draw(500)),), closer=False))

    similarities = [one.similarity for one in hits]
    assert [one.rank for one in hits] == list(range(1, COUNT + 1))
    assert similarities == sorted(similarities, reverse=True)
    assert all(0 <= one <= 1 for one in similarities)


def test_file_bytes_picture_and_photo_id_find_the_same(shelf: Place, searcher: Searcher) -> None:
    photo = shelf.stored()["photos/07.png"]
    with Image.open(photo.path) as picture:
        picture.load()
    asked = [
        Query(photo.path),
        Query(photo.path.read_bytes()),
        Query(picture),
        Query(photo_id=photo.id),
    ]

    found = [searcher.search(one, 5) for one in asked]

    assert {hits[0].photo.id for hits in found} == {photo.id}
    assert found[0] == found[1]
    for hits in found:
        assert hits[0].similarity == pytest.approx(1, abs=1e-3)
    assert [hits[0].same_picture for hits in found] == [True, True, False, True]


def test_a_photo_by_its_id_is_found_without_its_file(
    shelf: Place, searcher: Searcher, network_runs: list[int]
) -> None:
    photo = shelf.stored()["photos/07.png"]
    shutil.rmtree(shelf.photos)

    [first, *_] = searcher.search(Query(photo_id=photo.id))

    assert first.photo.id == photo.id
    assert first.similarity == pytest.approx(1, abs=1e-5)
    assert network_runs == []


def test_a_part_is_searched_for_whatever_it_is_a_part_of(shelf: Place, searcher: Searcher) -> None:
    crop = Crop(0.25, 0, 0.75, 0.5)
    photo = shelf.stored()["photos/07.png"]
    with Image.open(photo.path) as picture:
        part = picture.crop((12, 0, 36, 18))

    expected = searcher.search(Query(part))
    for query in (
        Query(photo.path, crop=crop),
        Query(photo.path.read_bytes(), crop=crop),
        Query(photo_id=photo.id, crop=crop),
    ):
        hits = searcher.search(query)
        assert [one.photo.id for one in hits] == [one.photo.id for one in expected]
        assert not any(one.same_picture for one in hits), "a part is not the picture"


def test_a_part_of_a_photo_whose_file_is_away_is_searched_for_in_its_thumbnail(
    shelf: Place, library: Library, searcher: Searcher
) -> None:
    file = shelf.photos / "02.png"
    photo = shelf.stored()["photos/02.png"]
    part = Crop(0.0, 0.0, 0.9, 0.9)
    before = searcher.embed(Query(photo_id=photo.id, crop=part))
    file.rename(shelf.paths.data / "away.png")
    # Whoever has asked for it before knows it well.
    assert (searcher.embed(Query(photo_id=photo.id, crop=part)).vector == before.vector).all()
    searcher = Searcher(library, device="cpu")

    after = searcher.embed(Query(photo_id=photo.id, crop=part))

    assert float(before.vector @ after.vector) > 0.9
    assert after.hashes == frozenset()
    shelf.paths.thumbnails.rename(shelf.paths.thumbnails.with_name("lost"))
    with pytest.raises(PhotoError, match="cannot be read"):
        searcher.embed(Query(photo_id=photo.id, crop=part))


def test_the_network_runs_once_for_a_picture_that_is_asked_for_again(
    shelf: Place, searcher: Searcher, network_runs: list[int]
) -> None:
    query, part = Query(shelf.photos / "03.png"), Crop(0, 0, 0.5, 0.5)
    expected = searcher.search(query)

    assert searcher.search(Query((shelf.photos / "03.png").read_bytes())) == expected
    assert len(network_runs) == 1
    assert searcher.search(replace(query, crop=part)) == searcher.search(replace(query, crop=part))
    assert len(network_runs) == 2


def test_a_file_that_has_changed_is_another_picture(shelf: Place, searcher: Searcher) -> None:
    asked = save(shelf.paths.data / "asked.png", 3)
    assert searcher.search(Query(asked))[0].photo.path.name == "03.png"

    save(asked, 5)

    assert searcher.search(Query(asked))[0].photo.path.name == "05.png"


def test_doubles_are_all_marked_as_the_same_picture(shelf: Place) -> None:
    shutil.copy(shelf.photos / "03.png", shelf.photos / "double.png")
    shelf.index_all()

    with shelf.library() as library:
        asked = Request((Query(shelf.photos / "03.png"),), stacks=False)
        hits = shelf.searcher(library).search(asked, 3)

    assert {one.photo.path.name for one in hits if one.same_picture} == {"03.png", "double.png"}
    assert [one.same_picture for one in hits] == [True, True, False]


@pytest.mark.parametrize("k", [1, 7, COUNT, 1000])
def test_as_many_hits_come_as_were_asked_for(searcher: Searcher, k: int) -> None:
    assert len(searcher.search(Query(draw(500)), k)) == min(k, COUNT)


def test_no_hits_cannot_be_asked_for(searcher: Searcher) -> None:
    with pytest.raises(UsageError, match="1 or more"):
        searcher.search(Query(draw(1)), 0)


def test_exact_search_gives_the_same(shelf: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    from shoegui.library.neighbours import Neighbours

    monkeypatch.setattr(Neighbours.__init__, "__kwdefaults__", {"exact_limit": 5})
    shelf.picture("new.png", 77)
    shelf.index_all()
    with shelf.library() as library:
        searcher = shelf.searcher(library)
        for seed in range(200, 210):
            query = Query(draw(seed))
            assert [one.photo.id for one in searcher.search(query)] == [
                one.photo.id for one in searcher.search(query, exact=True)
            ]
        assert library.neighbours().base_size == COUNT + 1


def test_offline_photos_can_be_searched_and_are_marked(shelf: Place) -> None:
    query = draw(3)
    shelf.photos.rename(shelf.photos.with_name("away"))
    shelf.index_all()

    with shelf.library() as library:
        hits = shelf.searcher(library).search(Query(query))

    assert len(hits) == COUNT
    assert hits[0].photo.path.name == "03.png"
    assert all(one.photo.offline for one in hits)


def test_a_photo_id_that_is_gone_is_said_in_words(
    shelf: Place, library: Library, searcher: Searcher
) -> None:
    photo = shelf.stored()["photos/07.png"]
    library.forget(shelf.photos)

    with pytest.raises(LibraryError, match="is no longer in the library"):
        searcher.search(Query(photo_id=photo.id))
    assert searcher.search(Query(draw(1))) == []


def test_a_picture_that_cannot_be_used_is_refused_by_name(
    searcher: Searcher, tmp_path: Path
) -> None:
    (tmp_path / "x.jpg").write_bytes(b"hello")

    with pytest.raises(PhotoError, match=r"x\.jpg: it is not a picture"):
        searcher.search(Query(tmp_path / "x.jpg"))


def test_photos_added_after_the_searcher_was_made_are_found(
    shelf: Place, searcher: Searcher
) -> None:
    shelf.picture("new.png", 300)
    shelf.index_all()

    assert searcher.search(Query(draw(300)))[0].photo.path.name == "new.png"


def test_many_threads_may_ask(shelf: Place, searcher: Searcher) -> None:
    photos = list(shelf.stored().values())
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda one: searcher.search(Query(one.path), 1), photos * 3))

    assert [hits[0].photo.id for hits in found] == [one.id for one in photos * 3]


def test_an_extractor_of_another_network_is_refused(shelf: Place, library: Library) -> None:
    other = Extractor(find(shelf.paths, "opposite"), device="cpu")

    with pytest.raises(ValueError, match="opposite@1 instead of tiny@1"):
        Searcher(library, extractor=other)


def test_a_library_whose_network_is_gone_says_which(shelf: Place, library: Library) -> None:
    shutil.rmtree(shelf.paths.networks / TINY)

    with pytest.raises(NetworkError, match="tiny@1"):
        Searcher(library)


def test_the_shipped_network_finds_pictures_in_other_sizes_and_qualities(tmp_path: Path) -> None:
    paths = AppPaths.under(tmp_path / "library")
    for number in range(6):
        save(tmp_path / "photos" / f"{number}.png", number)
    asked = tmp_path / "asked.jpg"
    draw(4, (480, 360)).save(asked, quality=60)
    with Library(paths, create=True) as library:
        library.index([tmp_path / "photos"], IndexOptions("efficientnet-lite0", "cpu"))
        searcher = Searcher(library, device="cpu")

        other_size = searcher.search(Query(asked))
        itself = searcher.search(Query(tmp_path / "photos" / "2.png"))
        by_id = searcher.search(Query(photo_id=itself[0].photo.id))
        part = searcher.search(Query(asked, crop=Crop(0, 0, 0.9, 0.9)))

    assert (other_size[0].photo.path.name, other_size[0].same_picture) == ("4.png", False)
    assert part[0].photo.path.name == "4.png"
    assert itself[0].photo.path.name == "2.png"
    assert itself[0].same_picture
    assert itself[0].similarity == pytest.approx(1, abs=1e-3)
    assert by_id[0].similarity == pytest.approx(1, abs=1e-5)


def test_what_an_old_library_lacked_is_taken_into_account_once_it_is_there(place: Place) -> None:
    install_all_outputs(place.paths)
    for number in range(6):
        place.picture(f"{number}.png", number)
    place.index(network=ALL_OUTPUTS)
    asked = Request((Query(place.photos / "3.png"),), look=0.5)
    with place.library() as library:
        expected = Searcher(library, device="cpu").search(asked)
        library.database.run("DELETE FROM details")
        searcher = Searcher(library, device="cpu")
        before = searcher.search(asked)

        place.index_all()

        assert searcher.search(asked) == expected != before


def test_a_photo_that_is_not_wanted_comes_last_and_is_no_good_match(
    shelf: Place, searcher: Searcher
) -> None:
    wanted = Query(shelf.photos / "03.png")
    second = searcher.search(wanted)[1].photo

    hits = searcher.search(Request((wanted, Query(photo_id=second.id, weight=-1))))

    assert hits[-1].photo == second
    assert not hits[-1].match.good
    assert hits[0].photo.path.name == "03.png"
