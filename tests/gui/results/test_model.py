"""The rows: found by photo, in order, and true to their photo when others come and go."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt, QUrl
from pytestqt.modeltest import ModelTester

from shoegui.gui.results.model import ResultsModel, Role, SortBy
from tests.gui.results.conftest import ids, make_hit, make_hits


@pytest.fixture
def model(qtmodeltester: ModelTester) -> ResultsModel:
    made = ResultsModel()
    made.show(make_hits(10), good=4)
    qtmodeltester.check(made)  # type: ignore[no-untyped-call]
    return made


def test_each_row_says_what_its_hit_is(model: ResultsModel) -> None:
    model.show([make_hit(1, same=True), make_hit(2, "/a/b ü.jpg", offline=True)], good=1)
    first, second = model.index(0), model.index(1)
    assert first.data() == "0001.jpg"
    assert second.data() == "b ü.jpg"
    assert (first.data(Role.PHOTO_ID), second.data(Role.PHOTO_ID)) == (1001, 1002)
    assert (first.data(Role.WEAK), second.data(Role.WEAK)) == (False, True)
    assert (first.data(Role.OFFLINE), second.data(Role.OFFLINE)) == (False, True)
    assert (first.data(Role.SAME_PICTURE), second.data(Role.SAME_PICTURE)) == (True, False)
    assert first.data(Role.SIMILARITY) == pytest.approx(0.999)
    spoken = second.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "b ü.jpg, Similar, 100 %, not connected"


def test_a_file_name_is_never_taken_for_markup(model: ResultsModel) -> None:
    model.show([make_hit(1, "/a/<b>bold.jpg")], good=1)
    assert "&lt;b&gt;bold.jpg" in model.index(0).data(Qt.ItemDataRole.ToolTipRole)


def test_hits_beyond_the_good_ones_are_weak(model: ResultsModel) -> None:
    weak = [model.index(row).data(Role.WEAK) for row in range(10)]
    assert weak == [False] * 4 + [True] * 6
    assert model.strong_count == 4


def test_a_photo_is_found_by_its_id(model: ResultsModel) -> None:
    assert model.row_of(1003) == 2
    assert model.row_of(5) is None


def test_more_hits_go_to_the_end_and_known_ones_stay(model: ResultsModel) -> None:
    kept = QPersistentModelIndex(model.index(3))
    model.add_more(make_hits(15), good=12)
    assert ids(model.hits()) == [1000 + n for n in range(1, 16)]
    assert kept.row() == 3
    assert model.strong_count == 12


def test_a_drive_that_was_connected_since_is_seen_in_rows_already_there(
    model: ResultsModel,
) -> None:
    model.show([make_hit(1, offline=True), make_hit(2)], good=2)
    model.add_more([make_hit(1), make_hit(2)], good=2)
    assert model.index(0).data(Role.OFFLINE) is False


def test_more_hits_find_their_place_in_another_order(model: ResultsModel) -> None:
    model.set_sort(SortBy.NAME)
    kept = QPersistentModelIndex(model.index(1))
    photo = kept.data(Role.PHOTO_ID)
    more = [*make_hits(10), make_hit(11, "/photos/0000.jpg")]
    model.add_more(more, good=11)
    assert model.hits()[0].photo.path.name == "0000.jpg"
    assert kept.data(Role.PHOTO_ID) == photo
    assert kept.row() == 2


def test_removed_photos_are_gone_and_the_rest_is_still_found(model: ResultsModel) -> None:
    kept = QPersistentModelIndex(model.index(8))
    model.remove([1001, 1004, 1005, 1006, 999])
    assert ids(model.hits()) == [1002, 1003, 1007, 1008, 1009, 1010]
    assert [model.row_of(one) for one in ids(model.hits())] == list(range(6))
    assert kept.data(Role.PHOTO_ID) == 1009
    assert model.strong_count == 2


def test_a_removed_photo_does_not_come_back_with_more_hits(model: ResultsModel) -> None:
    model.remove([1002])
    model.add_more(make_hits(12), good=4)
    assert model.row_of(1002) is None
    model.show(make_hits(3), good=3)
    assert model.row_of(1002) == 1


def test_each_order_keeps_weak_hits_behind_good_ones(model: ResultsModel) -> None:
    hits = [
        make_hit(1, "/b/Zebra.jpg", taken_at="2020-01-01T00:00:00"),
        make_hit(2, "/c/apple.jpg", taken_at="2024-01-01T00:00:00"),
        make_hit(3, "/a/Mango.jpg", taken_at="2022-01-01T00:00:00"),
        make_hit(4, "/a/aaa.jpg", taken_at="2025-01-01T00:00:00"),
    ]
    model.show(hits, good=3)
    expected = {
        SortBy.NAME: [2, 3, 1, 4],
        SortBy.DATE_TAKEN: [2, 3, 1, 4],
        SortBy.FOLDER: [3, 1, 2, 4],
        SortBy.SIMILARITY: [1, 2, 3, 4],
        SortBy.BEST: [1, 2, 3, 4],
    }
    for by, ranks in expected.items():
        model.set_sort(by)
        assert [hit.rank for hit in model.hits()] == ranks, by


def test_by_similarity_the_numbers_fall_among_the_good_and_among_the_weak(
    model: ResultsModel,
) -> None:
    shares = (0.73, 0.78, 0.71, 0.40, 0.74, 0.5)
    hits = [replace(make_hit(rank), similarity=share) for rank, share in enumerate(shares, start=1)]
    model.show(hits, good=4)
    assert [hit.similarity for hit in model.hits()] == list(shares), "as the search ranked them"
    model.set_sort(SortBy.SIMILARITY)
    assert [hit.similarity for hit in model.hits()] == [0.78, 0.73, 0.71, 0.40, 0.74, 0.5]
    assert model.strong_count == 4
    model.set_sort(SortBy.BEST)
    assert [hit.rank for hit in model.hits()] == [1, 2, 3, 4, 5, 6]


def test_a_photo_without_a_date_is_sorted_by_that_of_its_file(model: ResultsModel) -> None:
    model.show([make_hit(1), make_hit(2, taken_at="2001-01-01T00:00:00")], good=2)
    model.set_sort(SortBy.DATE_TAKEN)
    assert [hit.rank for hit in model.hits()] == [2, 1]


def test_a_drag_carries_files_and_is_never_a_move(model: ResultsModel) -> None:
    mime = model.mimeData([model.index(2), model.index(0)])
    assert [url.toLocalFile() for url in mime.urls()] == ["/photos/0001.jpg", "/photos/0003.jpg"]
    assert mime.text() == "/photos/0001.jpg\n/photos/0003.jpg"
    assert not model.supportedDragActions() & Qt.DropAction.MoveAction


def test_a_name_that_is_not_utf8_survives_in_the_url(model: ResultsModel) -> None:
    model.show([make_hit(1, Path("/photos/caf\udce9.jpg"))], good=1)
    (url,) = model.mimeData([model.index(0)]).urls()
    assert url.toEncoded().data() == b"file:///photos/caf%E9.jpg"
    assert url != QUrl()
