"""Filters: what SQL says of photos is what their rows say, and search among them is exact."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shoegui.basics.errors import UsageError
from shoegui.basics.paths import AppPaths
from shoegui.features.manifest import find
from shoegui.library.catalogue import Catalogue, Facts, Photo
from shoegui.library.database import Database
from shoegui.library.details import Details, Stored
from shoegui.library.filters import ORIENTATIONS, SQUARE, Filters, matching
from shoegui.library.schema import migrate
from shoegui.library.vectors import pack
from shoegui.photos.scan import ScanRules
from shoegui.photos.suffixes import KINDS, PICTURE_SUFFIXES, kind_of, suffixes_of
from tests.helpers import ALL_OUTPUTS, CLASS_NAMES, Place, install_all_outputs, vectors_of
from tests.library.clusters import Shelf, clustered, shelf_in

NAMES = ("a.jpg", "b.JPEG", "c.jpe", "d.png", ".jpg", "e", "f.Heic", "g.tif", "h.xyz", "é.webp")
SIZES = ((400, 300), (300, 400), (1000, 1000), (1050, 1000), (1000, 1051), (4000, 10))
PLACES = ("/photos", "/photos/sub", "/photos/sub/deep", "/photos/subway", "/other")
MOMENTS = (None, "2019-12-31T23:59:59", "2020-01-01T00:00:00", "2020-01-03T12:00:00")


class Shop:
    """A library of 200 made-up photos, for asking what is in it."""

    def __init__(self, folder: Path) -> None:
        paths = AppPaths.under(folder)
        install_all_outputs(paths)
        self.database = Database(paths.database)
        migrate(self.database)
        self.details = Details(self.database, find(paths, ALL_OUTPUTS))
        self.details.register()
        self.words: dict[int, set[str]] = {}
        catalogue = Catalogue(self.database)
        top = catalogue.add_folder(Path("/"), ScanRules())
        random = np.random.default_rng(5)
        with self.database.atomic():
            for number in range(200):
                directory = catalogue.add_directory(top, PLACES[random.integers(len(PLACES))])
                name = NAMES[random.integers(len(NAMES))]
                name = name if name == ".jpg" and number == 0 else f"{number}{name}"
                width, height = SIZES[random.integers(len(SIZES))]
                taken = MOMENTS[random.integers(len(MOMENTS))]
                changed = datetime(2019, 12, 30, 12, tzinfo=UTC) + timedelta(hours=number)
                facts = Facts(random.bytes(16), width, height, "JPEG", taken, None)
                mtime_ns = int(changed.timestamp()) * 10**9
                photo = catalogue.add_photo(directory, name, 1, mtime_ns, facts)
                words = tuple((int(one), 0.3) for one in random.permutation(8)[: number % 3])
                vector = random.standard_normal(8).astype(np.float32)
                self.details.add(photo, Stored(pack(vector), words=words))
                self.words[photo] = {CLASS_NAMES[one] for one, _share in words}
        self.photos = catalogue.photos(catalogue.photo_ids())

    def found(self, filters: Filters) -> set[int]:
        """The ids of the photos that are let through."""
        ids = matching(self.database, self.details.vectors.key, CLASS_NAMES, filters).tolist()
        assert ids == sorted(set(ids))
        return set(self.details.compared(ids, ()).photo_ids.tolist())

    def wanted(self, filters: Filters) -> set[int]:
        """The ids of the photos that should be let through, looked at one by one."""
        return {
            one.id for one in self.photos.values() if lets_through(filters, one, self.words[one.id])
        }


def lets_through(filters: Filters, photo: Photo, words: set[str]) -> bool:
    width, height = photo.facts.width, photo.facts.height
    square = max(width, height) <= 1.05 * min(width, height)
    shape = SQUARE if square else "landscape" if width > height else "portrait"
    if photo.facts.taken_at:
        day = datetime.fromisoformat(photo.facts.taken_at).date()
    else:
        day = datetime.fromtimestamp(photo.mtime_ns / 1e9).astimezone().date()
    return (
        (not filters.folders or any(photo.path.is_relative_to(one) for one in filters.folders))
        and (filters.taken_from is None or day >= filters.taken_from)
        and (filters.taken_to is None or day <= filters.taken_to)
        and (not filters.kinds or kind_of(photo.path.name) in filters.kinds)
        and filters.orientation in (None, shape)
        and min(width, height) >= filters.smallest
        and (not filters.words or bool(words & set(filters.words)))
    )


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    made = Shop(tmp_path_factory.mktemp("shop"))
    yield made
    made.database.close()


days = st.none() | st.dates(date(2019, 12, 28), date(2020, 1, 12))


@st.composite
def any_filters(draw: Any) -> Filters:
    first, last = draw(days), draw(days)
    if first and last and first > last:
        first, last = last, first
    return Filters(
        folders=tuple(
            Path(one) for one in draw(st.sets(st.sampled_from((*PLACES, "/no")), max_size=2))
        ),
        taken_from=first,
        taken_to=last,
        kinds=draw(st.frozensets(st.sampled_from(KINDS), max_size=3)),
        orientation=draw(st.none() | st.sampled_from(ORIENTATIONS)),
        smallest=draw(st.sampled_from((0, 11, 400, 1001))),
        words=tuple(draw(st.sets(st.sampled_from(CLASS_NAMES), max_size=2))),
    )


@given(any_filters())
def test_filters_let_through_what_they_say(shop: Shop, filters: Filters) -> None:
    assert shop.found(filters) == shop.wanted(filters)


@given(any_filters())
def test_each_field_narrows_down_what_the_others_leave(shop: Shop, filters: Filters) -> None:
    alone = [
        replace(Filters(), **{name: getattr(filters, name)})
        for name in ("folders", "kinds", "orientation", "smallest", "words", "taken_from")
    ]
    alone.append(Filters(taken_to=filters.taken_to))
    assert shop.found(filters) == set.intersection(*(shop.found(one) for one in alone))


@given(st.sets(st.sampled_from(CLASS_NAMES), min_size=1))
def test_one_of_several_words_is_enough(shop: Shop, words: set[str]) -> None:
    each = [shop.found(Filters(words=(word,))) for word in words]
    assert shop.found(Filters(words=tuple(words))) == set.union(*each)


def test_no_filters_let_everything_through_and_say_so(shop: Shop) -> None:
    assert not Filters().active
    assert shop.found(Filters()) == set(shop.photos)


@pytest.mark.parametrize(
    "filters",
    [
        Filters(folders=(Path("/photos"),)),
        Filters(taken_from=date(2020, 1, 1)),
        Filters(taken_to=date(2020, 1, 1)),
        Filters(kinds=frozenset({"png"})),
        Filters(orientation=SQUARE),
        Filters(smallest=1),
        Filters(words=("boot",)),
    ],
)
def test_filters_with_any_field_are_active(filters: Filters) -> None:
    assert filters.active


def test_a_day_is_included_from_its_first_to_its_last_second(shop: Shop) -> None:
    night = Filters(taken_from=date(2019, 12, 31), taken_to=date(2019, 12, 31))
    morning = Filters(taken_from=date(2020, 1, 1), taken_to=date(2020, 1, 1))
    taken = {photo.id: photo.facts.taken_at for photo in shop.photos.values()}

    assert {"2019-12-31T23:59:59"} <= {taken[one] for one in shop.found(night)}
    assert {"2020-01-01T00:00:00"} <= {taken[one] for one in shop.found(morning)}
    assert not shop.found(night) & shop.found(morning)


@pytest.mark.parametrize("day", [date.min, date(1900, 1, 1), date(2500, 1, 1), date.max])
def test_any_day_of_the_calendar_can_be_asked_for(shop: Shop, day: date) -> None:
    early = day < date(2000, 1, 1)
    assert shop.found(Filters(taken_from=day)) == (set(shop.photos) if early else set())
    assert shop.found(Filters(taken_to=day)) == (set() if early else set(shop.photos))


def test_every_suffix_has_the_kind_that_names_it() -> None:
    for kind in KINDS:
        assert {kind_of(f"a{suffix}") for suffix in suffixes_of(kind)} <= {kind}
    named = {suffix for kind in KINDS for suffix in suffixes_of(kind)}
    assert named < PICTURE_SUFFIXES


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"kinds": frozenset({"jpg"})}, "'jpg' is not a kind of file. Choose one of jpeg"),
        ({"orientation": "tall"}, "Choose one of landscape, portrait, square"),
        (
            {"taken_from": date(2020, 2, 1), "taken_to": date(2020, 1, 1)},
            "2020-02-01 is after 2020-01-01",
        ),
    ],
)
def test_what_makes_no_sense_is_refused_at_once(wrong: dict[str, Any], told: str) -> None:
    with pytest.raises(UsageError) as error:
        Filters(**wrong)
    assert told in str(error.value)


def test_a_word_that_the_network_does_not_know_is_refused_with_ones_like_it(shop: Shop) -> None:
    with pytest.raises(UsageError, match=r"the network knows no 'sneakers'\. .*sneaker"):
        shop.found(Filters(words=("sneakers",)))


# Searching among them


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    with shelf_in(tmp_path) as made:
        yield made


def nearest_of(shelf: Shelf, query: Any, k: int, only: Any) -> list[int]:
    """The nearest of `only` by sorting all of them."""
    allowed = set(only.tolist())
    return [one for one in shelf.nearest(query, 10**6) if one in allowed][:k]


@pytest.mark.parametrize("with_graph", [False, True])
@pytest.mark.parametrize("share", [0.02, 0.1, 0.5, 1.0])
def test_a_search_among_some_finds_the_nearest_of_them_and_no_other(
    shelf: Shelf, with_graph: bool, share: float
) -> None:
    shelf.add(clustered(40 if not with_graph else 300))
    if with_graph:
        shelf.neighbours.merge()
        shelf.add(clustered(30, seed=3))
    ids, _vectors = shelf.all()
    random = np.random.default_rng(7)
    for query in clustered(5, seed=99):
        only = np.sort(random.choice(ids, max(1, round(share * len(ids))), replace=False))
        for k in (1, 7, 1000):
            found = shelf.neighbours.near_among(query, k, only)
            assert found.ids.tolist() == nearest_of(shelf, query, k, only)
            assert (np.diff(found.similarities) <= 0).all()


def test_the_same_search_again_notices_what_has_gone_and_what_is_asked_for_now(
    shelf: Shelf,
) -> None:
    shelf.add(clustered(300))
    shelf.neighbours.merge()
    ids, _vectors = shelf.all()
    [query] = clustered(1, seed=99)
    only = ids[::7]
    first = shelf.neighbours.near_among(query, 3, only)
    assert shelf.neighbours.near_among(query, 3, only).ids.tolist() == first.ids.tolist()

    others = ids[1::7]
    assert set(shelf.neighbours.near_among(query, 3, others).ids.tolist()) <= set(others.tolist())
    gone = int(first.ids[0])
    shelf.remove([gone])
    left = only[only != gone]
    assert shelf.neighbours.near_among(query, 3, left).ids.tolist() == nearest_of(
        shelf, query, 3, left
    )


def test_among_none_nothing_is_found(shelf: Shelf) -> None:
    shelf.add(clustered(5))
    [query] = clustered(1, seed=99)
    nobody = np.empty(0, np.int64)

    assert shelf.neighbours.near_among(query, 3, nobody).ids.tolist() == []
    assert shelf.neighbours.near_among(query, 3, np.array([999])).ids.tolist() == []
    with pytest.raises(ValueError, match="at least 1"):
        shelf.neighbours.near_among(query, 0, nobody)


def test_a_library_is_searched_among_its_matching_photos(place: Place) -> None:
    install_all_outputs(place.paths)
    for number in range(5):
        place.picture(f"{number}.png", number)
        place.picture(f"sub/{number}.jpg", 10 + number)
    place.index(network=ALL_OUTPUTS)

    with place.library() as library:
        photos = library.photos(library.catalogue.photo_ids())
        query = vectors_of(library, list(photos)[:1])[next(iter(photos))]
        only = library.matching(Filters(folders=(place.photos / "sub",)))
        near = library.near(query, 100, only=only)

        assert len(only) == len(near.ids) == 5
        found = library.compared(near.ids.tolist(), ()).photo_ids.tolist()
        assert {photos[one].path.parent.name for one in found} == {"sub"}
        everywhere = library.near(query, 100, exact=True).ids
        assert near.ids.tolist() == everywhere[np.isin(everywhere, only)].tolist()
        assert len(library.matching(Filters(kinds=frozenset({"png"})))) == 5
        for word, count in library.vocabulary().items():
            assert len(library.matching(Filters(words=(word,)))) == count
