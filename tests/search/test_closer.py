"""The whole of a search on drawn shoes, with a shipped network: two stages, filters, stacks."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PIL import Image, ImageOps

from shoegui.basics.errors import UsageError
from shoegui.basics.paths import AppPaths
from shoegui.library.filters import Filters
from shoegui.library.library import Library
from shoegui.library.options import IndexOptions
from shoegui.samples.shop import catalogue
from shoegui.samples.shop import draw as draw_shoe
from shoegui.search import candidates
from shoegui.search.query import Query
from shoegui.search.request import Request
from shoegui.search.searcher import Hit, Searcher
from shoegui.search.words import Match
from tests.helpers import Place, draw

KINDS = ("sneaker", "boot", "sandal", "heel")


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four kinds of shoes in three colours, six of each kind, and a copy of one of them."""
    folder = tmp_path_factory.mktemp("shop")
    for kind in KINDS:
        (folder / kind).mkdir()
        for sample in [one for one in catalogue() if one.kind == kind][:6]:
            draw_shoe(sample).save(folder / kind / f"{sample.colour}-{sample.name}", quality=90)
    first = sorted((folder / "boot").iterdir())[0]
    with Image.open(first) as picture:
        (folder / "copies").mkdir()
        ImageOps.mirror(picture).resize((300, 225)).save(folder / "copies" / "mirrored.jpg")
    shutil.copy(first, folder / "copies" / "same.jpg")
    return folder


@pytest.fixture(scope="module")
def searcher(shop: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    paths = AppPaths.under(tmp_path_factory.mktemp("library"))
    with Library(paths, create=True) as library:
        library.index([shop], IndexOptions("efficientnet-lite0", "cpu"))
        yield Searcher(library, device="cpu")


def boot(shop: Path) -> Path:
    return sorted((shop / "boot").iterdir())[0]


def names(hits: list[Hit]) -> list[str]:
    return [f"{hit.photo.path.parent.name}/{hit.photo.path.name}" for hit in hits]


def kinds(hits: list[Hit]) -> list[str]:
    return [hit.photo.path.parent.name for hit in hits]


def test_the_picture_itself_comes_first_with_its_copies_under_it(
    shop: Path, searcher: Searcher
) -> None:
    first, *others = searcher.search(Query(boot(shop)))

    assert first.match is Match.SAME
    shown = {first.photo.path, *(photo.path for photo in first.stack)}
    assert shown == {boot(shop), shop / "copies" / "same.jpg", shop / "copies" / "mirrored.jpg"}
    assert not any(hit.stack for hit in others), "other shoes are no copies"
    assert len(others) == 4 * 6 - 1


def test_copies_are_hits_of_their_own_where_that_is_asked_for(
    shop: Path, searcher: Searcher
) -> None:
    hits = searcher.search(Request((Query(boot(shop)),), stacks=False))

    assert len(hits) == 4 * 6 + 2
    assert [hit.same_picture for hit in hits[:3]] == [True, True, False]
    assert names(hits)[2] == "copies/mirrored.jpg"
    assert not any(hit.stack for hit in hits)


def test_good_matches_stand_before_weak_ones(shop: Path, searcher: Searcher) -> None:
    for kind in KINDS:
        found = searcher.answer(Query(sorted((shop / kind).iterdir())[0]))

        assert [hit.match.good for hit in found.hits] == sorted(
            (hit.match.good for hit in found.hits), reverse=True
        )
        assert found.good == sum(hit.match.good for hit in found.hits)
        assert all(hit.match.good for hit in found.hits if hit.similarity >= found.cut_off)


def test_a_closer_look_finds_more_of_the_same_kind(shop: Path, searcher: Searcher) -> None:
    right = dict.fromkeys((False, True), 0)
    for kind in KINDS:
        for picture in sorted((shop / kind).iterdir()):
            for closer in right:
                hits = searcher.search(Request((Query(picture),), closer=closer, stacks=False))
                right[closer] += kinds(hits)[:6].count(kind)

    assert right[True] >= right[False]


@pytest.mark.parametrize("small", [5, 500])
@pytest.mark.parametrize("stacks", [True, False])
@pytest.mark.parametrize("closer", [True, False])
def test_asking_for_more_moves_nothing_that_was_shown(
    shop: Path,
    searcher: Searcher,
    monkeypatch: pytest.MonkeyPatch,
    small: int,
    *,
    stacks: bool,
    closer: bool,
) -> None:
    monkeypatch.setattr(candidates, "CANDIDATES", small)
    monkeypatch.setattr("shoegui.search.searcher.CANDIDATES", small)
    request = Request((Query(boot(shop)),), stacks=stacks, closer=closer)
    everything = searcher.search(request, 100)

    for k in (1, 3, 6, 10, 20):
        assert names(searcher.search(request, k)) == names(everything)[:k]
    shown = [photo for hit in everything for photo in (hit.photo, *hit.stack)]
    assert sorted({photo.id for photo in shown}) == sorted(searcher.library.catalogue.photo_ids())
    assert len(shown) == 4 * 6 + 2


def test_filters_narrow_down_before_anything_is_counted(shop: Path, searcher: Searcher) -> None:
    only = Filters(folders=(shop / "sandal",))

    assert kinds(searcher.search(Request((Query(boot(shop)),), filters=only), 6)) == ["sandal"] * 6
    assert (
        searcher.search(Request((Query(boot(shop)),), filters=Filters(taken_to=date(1999, 1, 1))))
        == []
    )
    with pytest.raises(UsageError, match="knows no"):
        searcher.search(Request((Query(boot(shop)),), filters=Filters(words=("nonsense",))))


def test_less_like_a_picture_moves_its_kind_back(shop: Path, searcher: Searcher) -> None:
    wanted = Query(boot(shop))
    unwanted = sorted((shop / "heel").iterdir())
    before = searcher.search(wanted)
    request = Request((wanted, Query(unwanted[0], weight=-1)))

    after = searcher.search(request)

    def place(hits: list[Hit]) -> float:
        return sum(hit.rank for hit in hits if hit.photo.path in unwanted)

    assert after[0].photo == before[0].photo
    assert place(after) > place(before)
    [spurned] = [hit for hit in after if hit.photo.path == unwanted[0]]
    assert spurned.match is Match.WEAK


def test_more_like_two_kinds_finds_both_first(shop: Path, searcher: Searcher) -> None:
    both = [sorted((shop / kind).iterdir())[0] for kind in ("sneaker", "heel")]

    hits = searcher.search([Query(one) for one in both])

    assert {hit.photo.path for hit in hits[:2]} == set(both)
    assert set(kinds(hits)[2:6]) <= {"sneaker", "heel"}


def test_an_example_is_a_hit_like_any_other(shop: Path, searcher: Searcher) -> None:
    sneaker, heel = (sorted((shop / kind).iterdir())[0] for kind in ("sneaker", "heel"))

    hits = searcher.search([Query(sneaker), Query(heel, example=True)])

    assert [hit.photo.path for hit in hits if hit.same_picture] == [sneaker]
    assert hits[0].photo.path == sneaker
    assert all(hit.match is not Match.SAME for hit in hits[1:])


def test_the_heavier_picture_decides(shop: Path, searcher: Searcher) -> None:
    sneaker, heel = (sorted((shop / kind).iterdir())[0] for kind in ("sneaker", "heel"))

    def of_kind(kind: str, weight: float) -> int:
        hits = searcher.search([Query(sneaker, weight=weight), Query(heel)])
        return kinds(hits)[2:8].count(kind)

    assert of_kind("sneaker", 5) > of_kind("sneaker", 0.2)
    assert of_kind("heel", 0.2) > of_kind("heel", 5)


def test_look_goes_from_the_same_kind_to_the_same_colour(shop: Path, searcher: Searcher) -> None:
    def share(look: float, *, colour: bool) -> int:
        count = 0
        for kind in KINDS:
            for picture in sorted((shop / kind).iterdir()):
                hits = searcher.search(Request((Query(picture),), look=look, stacks=False))
                others = [hit.photo.path for hit in hits if hit.photo.path != picture][:5]
                asked = picture.name.split("-")[0]
                count += sum(
                    one.name.split("-")[0] == asked if colour else one.parent == picture.parent
                    for one in others
                )
        return count

    assert share(0, colour=False) > share(1, colour=False)
    assert share(1, colour=True) > share(0, colour=True)


def test_a_photo_of_the_library_needs_no_network(
    shop: Path, searcher: Searcher, network_runs: list[int]
) -> None:
    by_file = searcher.search(Query(boot(shop)))
    network_runs.clear()

    by_id = searcher.search(Query(photo_id=by_file[0].photo.id))

    assert network_runs == []
    assert names(by_id)[:5] == names(by_file)[:5]


def test_photos_without_detail_are_judged_by_what_they_have(shop: Path, tmp_path: Path) -> None:
    with Library(AppPaths.under(tmp_path), create=True) as library:
        library.index([shop], IndexOptions("efficientnet-lite0", "cpu"))
        some = library.catalogue.photo_ids()[::2]
        library.database.run(
            "DELETE FROM details WHERE feature_id IN (SELECT id FROM features WHERE photo_id IN "
            f"({','.join(map(str, some))}))"
        )
        searcher = Searcher(library, device="cpu")

        hits = searcher.search(Request((Query(boot(shop)),), stacks=False))
        with_look = searcher.search(Request((Query(photo_id=some[0]),), look=0.7))

    assert len(hits) == 4 * 6 + 2
    assert hits[0].same_picture
    assert kinds(hits)[3:6] == ["boot"] * 3
    assert with_look[0].photo.id == some[0]


def test_a_network_without_looks_says_so(place: Place) -> None:
    place.picture("a.png", 1)
    place.index()

    with place.library() as library, pytest.raises(UsageError, match="does not tell what"):
        place.searcher(library).search(Request((Query(draw(1)),), look=0.5))
