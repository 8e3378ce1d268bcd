from __future__ import annotations

import numpy as np
import pytest

from shoegui.basics.errors import NetworkError
from shoegui.basics.progress import CancelToken, Progress
from shoegui.library.library import Library
from shoegui.library.options import IndexOptions
from shoegui.library.report import Report
from shoegui.search.query import Query
from tests.features.tiny import write_network
from tests.helpers import OPPOSITE, TINY, Place, vectors_of


def fill(place: Place) -> None:
    for number in range(6):
        place.picture(f"{number}.png", number)


def keys(library: Library) -> dict[str, int]:
    """How many vectors there are of each network."""
    return dict[str, int](
        library.database.rows(
            "SELECT key, count(features.id) FROM networks "
            "LEFT JOIN features ON network_id = networks.id GROUP BY key"
        )
    )


def swap(place: Place, *, stop_after: int | None = None) -> Report:
    cancel = CancelToken()

    def progress(one: Progress) -> None:
        if one.stage == "Indexing" and one.done == stop_after:
            cancel.cancel()

    with place.library() as library:
        return library.index((), IndexOptions(OPPOSITE, "cpu", 1), cancel=cancel, progress=progress)


def finds_itself(place: Place, library: Library) -> None:
    searcher = place.searcher(library)
    for photo in place.stored().values():
        first = searcher.search(Query(photo.path))[0]
        assert (first.photo.id, first.rank) == (photo.id, 1)
        assert first.similarity == pytest.approx(1, abs=1e-3)


def test_a_library_keeps_its_network(place: Place) -> None:
    fill(place)
    place.index()

    assert place.index_all().unchanged == 6
    with place.library() as library:
        assert library.network_key == "tiny@1"
        assert library.network().name == TINY


def test_changing_the_network_makes_all_vectors_anew_and_drops_the_old(place: Place) -> None:
    fill(place)
    place.index()
    photos = place.stored()

    report = swap(place)

    assert report.updated == 6
    with place.library() as library:
        assert library.network_key == "opposite@1"
        assert keys(library) == {"opposite@1": 6}
        finds_itself(place, library)
    assert {path: one.id for path, one in place.stored().items()} == {
        path: one.id for path, one in photos.items()
    }


def test_one_folder_named_with_a_new_network_takes_all_folders_along(place: Place) -> None:
    fill(place)
    place.index()
    other = place.photos.parent / "others"
    other.mkdir()
    (place.photos / "0.png").rename(other / "0.png")
    place.index(other)

    place.index(other, network=OPPOSITE)

    with place.library() as library:
        assert keys(library) == {"opposite@1": 6}


def test_until_all_is_done_the_old_network_answers(place: Place) -> None:
    fill(place)
    place.index()

    assert swap(place, stop_after=3).cancelled

    with place.library() as library:
        assert library.network_key == "tiny@1"
        assert keys(library) == {"tiny@1": 6, "opposite@1": 3}
        finds_itself(place, library)


def test_a_cancelled_change_goes_on_where_it_stopped(place: Place, network_runs: list[int]) -> None:
    fill(place)
    place.index()
    swap(place, stop_after=2)
    network_runs.clear()

    swap(place)

    assert len(network_runs) < 6
    with place.library() as library:
        assert keys(library) == {"opposite@1": 6}
        finds_itself(place, library)


def test_a_photo_changed_during_a_cancelled_change_is_never_found_by_its_old_content(
    place: Place,
) -> None:
    fill(place)
    place.index()
    place.picture("0.png", 100)
    swap(place, stop_after=6)
    with place.library() as library:
        assert library.network_key == "tiny@1"

    place.index_all()

    with place.library() as library:
        assert library.network_key == "tiny@1"
        finds_itself(place, library)
        [photo] = library.catalogue.photos([place.stored()["photos/0.png"].id]).values()
        [vector] = vectors_of(library, [photo.id]).values()
    assert np.dot(vector, place.vector_of(photo.path)) == pytest.approx(1, abs=1e-3)


def test_a_new_version_of_the_network_takes_over_by_itself(place: Place) -> None:
    fill(place)
    place.index()
    _, manifest = write_network(place.paths.networks / TINY)
    manifest.write_text(manifest.read_text().replace('version = "1"', 'version = "2"'))

    with place.library() as library, pytest.raises(NetworkError, match="tiny@1"):
        library.network()
    assert place.index_all().updated == 6
    with place.library() as library:
        assert keys(library) == {"tiny@2": 6}
        finds_itself(place, library)


def test_an_unknown_network_is_refused_and_nothing_is_touched(place: Place) -> None:
    fill(place)
    place.index()

    with pytest.raises(NetworkError, match="nosuch"):
        place.index_all(network="nosuch")

    with place.library() as library:
        assert keys(library) == {"tiny@1": 6}


def test_a_damaged_network_file_is_refused_by_name(place: Place) -> None:
    fill(place)
    file = place.paths.networks / TINY / "tiny.onnx"
    file.write_bytes(file.read_bytes()[:-1] + b"?")

    with pytest.raises(NetworkError, match=r"tiny\.onnx: the network 'tiny' is damaged"):
        place.index()


def test_a_library_that_is_open_notices_the_change(place: Place) -> None:
    fill(place)
    place.index()
    with place.library() as library:
        library.near(np.ones(8, np.float32) / np.sqrt(8), 3)
        swap(place)

        finds_itself(place, library)
