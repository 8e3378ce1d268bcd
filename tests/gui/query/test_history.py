"""Back, forward and the recent queries, in memory and on disk."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shoegui.gui.asked import Asked, Items, with_more
from shoegui.gui.history import History, read_recent, write_recent
from shoegui.gui.query_item import QueryItem, Role
from shoegui.library.filters import Filters
from shoegui.search.query import Crop

A, B, C = (QueryItem(Path(f"/{name}.jpg"), name=f"{name}.jpg") for name in "abc")
PHOTO = QueryItem(Path("/d.jpg"), 7, "d.jpg")
PASTED = QueryItem(b"pasted", name="Picture")
FILTERS = Filters(smallest=10)
PART, OTHER_PART = Crop(0, 0, 0.5, 0.5), Crop(0, 0, 0.25, 0.5)


def visited(*items: QueryItem) -> History:
    history = History()
    for item in items:
        history.visit(Asked((item,)))
    return history


def test_back_and_forward_lead_through_the_queries() -> None:
    history = visited(A, B, C)
    assert not history.can_forward
    assert history.back().items == (B,)
    assert history.back().items == (A,)
    assert not history.can_back
    assert history.back().items == (A,)
    assert history.forward().items == (B,)
    assert history.can_forward


def test_a_new_query_replaces_what_was_ahead() -> None:
    history = visited(A, B)
    history.back()
    history.visit(Asked((C,)))
    assert not history.can_forward
    assert history.back().items == (A,)


def test_asking_the_same_again_is_no_step() -> None:
    history = visited(A, B, B)
    assert history.back().items == (A,)


def test_each_part_of_a_picture_that_was_tried_is_a_step() -> None:
    history = visited(B, A, A.with_crop(PART), A.with_crop(OTHER_PART))
    assert history.current.items == (A.with_crop(OTHER_PART),)
    assert history.back().items == (A.with_crop(PART),)
    assert history.back().items == (A,)
    assert history.back().items == (B,)


def test_going_back_undoes_one_change_at_a_time_and_forward_does_it_again() -> None:
    more = with_more((A,), [B], Role.MORE)
    less = with_more(more, [C], Role.LESS)
    steps = [
        Asked((A,)),
        Asked(more),
        Asked(more, filters=FILTERS),
        Asked(more, 0.5, FILTERS),
        Asked(less, 0.5, FILTERS),
    ]
    history = History()
    for step in steps:
        assert history.visit(step)
    assert [history.back() for _ in steps[1:]] == steps[-2::-1]
    assert not history.can_back
    assert [history.forward() for _ in steps[1:]] == steps[1:]
    assert not history.can_forward


def test_what_was_not_answered_is_taken_back_first() -> None:
    history = History()
    assert not history.can_undo(Asked((A,)))
    history.visit(Asked((A,)))
    assert not history.can_undo(Asked((A,)))
    # Cleared, or failed.
    for other in (Asked(), Asked((B,)), Asked((A,), 0.5)):
        assert history.can_undo(other)
        assert history.undo(other) == Asked((A,))
    history.visit(Asked((B,)))
    assert history.undo(Asked((B,))) == Asked((A,))


def test_a_recent_query_is_refined_as_it_was_last_seen() -> None:
    history = visited(A, B)
    refined = with_more((B,), [C], Role.MORE)
    history.visit(Asked(refined))
    assert history.recent() == [refined, (A,)]
    history.back()
    assert history.recent() == [(B,), (A,)]
    history.forward()
    assert history.recent() == [refined, (A,)]


def test_a_pasted_picture_is_held_once_however_often_it_is_asked_with(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("shoegui.gui.history._BYTES", 100)
    pasted = QueryItem(bytes(60), name="pasted")
    history = visited(A)
    for look in (0.0, 0.25, 0.5):
        history.visit(Asked((pasted,), look))
    for _ in range(3):
        history.back()
    assert history.current.items == (A,)


def test_nobody_is_led_to_pictures_that_cannot_be_asked_with() -> None:
    history = visited(A, B, B.with_crop(PART), A, C)
    history.back()
    assert history.leave(Asked((B,)))
    # What was before and after it is the same and is met once.
    assert history.current.items == (A,)
    assert not history.can_back
    assert history.forward().items == (C,)
    assert history.recent() == [(C,), (A,)]
    assert not history.leave(Asked((B,)))


def test_where_the_first_step_goes_there_is_nothing_to_go_back_to() -> None:
    history = visited(A, B)
    history.back()
    history.leave(Asked((A,)))
    assert history.current == Asked()
    assert not history.can_undo(Asked((A,)))
    history.forget()
    assert not history.can_forward
    history = visited(A, B)
    history.back()
    history.leave(Asked((A,)))
    assert history.forward().items == (B,)


def test_a_picture_that_fails_beside_another_leaves_that_alone() -> None:
    history = visited(A)
    assert not history.leave(Asked(with_more((A,), [B], Role.LESS)))
    assert history.recent() == [(A,)]
    assert history.current.items == (A,)


def test_an_empty_history_goes_nowhere() -> None:
    history = History()
    history.visit(Asked())
    assert (history.can_back, history.can_forward) == (False, False)
    assert history.back() == history.forward() == history.current == Asked()


def test_recent_queries_come_newest_first_and_each_picture_once() -> None:
    history = visited(A, B, A.with_crop(PART))
    assert history.recent() == [(A.with_crop(PART),), (B,)]
    assert history.recent(1) == [(A.with_crop(PART),)]


def test_queries_of_an_earlier_time_come_after_those_of_now() -> None:
    history = visited(A)
    history.add_older([(B,), (A,), (C,)])
    assert history.recent() == [(A,), (B,), (C,)]


def test_forgetting_leaves_only_what_is_shown() -> None:
    history = visited(A, B, C)
    history.back()
    history.forget()
    assert history.recent() == []
    assert history.current.items == (B,)
    assert (history.can_back, history.can_forward) == (False, False)
    assert json.loads(history.to_json()) == []


def test_pasted_pictures_do_not_pile_up() -> None:
    large = [QueryItem(bytes([number]) * (48 << 20), name=str(number)) for number in range(4)]
    history = visited(A, *large)
    steps = 0
    while history.can_back:
        history.back()
        steps += 1
    assert steps == 1
    assert history.recent() == [(large[3],), (large[2],), (A,)]


def test_what_is_kept_on_disk_comes_back(tmp_path: Path) -> None:
    file = tmp_path / "data" / "recent.json"
    history = visited(A.with_crop(PART), PHOTO)
    history.visit(Asked((A, B)))
    write_recent(file, history.to_json())
    assert read_recent(file) == history.recent()


def test_pictures_from_no_file_are_never_written(tmp_path: Path) -> None:
    history = visited(A, PASTED)
    history.visit(Asked((B, PASTED)))
    assert len(history.recent()) == 3
    write_recent(tmp_path / "recent.json", history.to_json())
    assert read_recent(tmp_path / "recent.json") == [(A,)]


@pytest.mark.skipif(os.name == "nt", reason="file names are bytes on POSIX only")
@given(st.binary(min_size=1).filter(lambda name: b"\0" not in name))
def test_any_path_survives(name: bytes) -> None:
    history = visited(QueryItem(Path(os.fsdecode(b"/" + name)), name="x"))
    stored = json.loads(history.to_json())
    assert Path(stored[0][0]["path"]) == history.current.items[0].source


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"{}",
        b"[1, null, [], [1], [[]]]",
        b'[[{"name": "a"}]]',
        b'[[{"name": 1, "path": "/a"}]]',
        b'[[{"name": "a", "path": ""}]]',
        b'[[{"name": "a", "path": "/\\u0000"}]]',
        b'[[{"name": "a", "photo": true}]]',
        b'[[{"name": "a", "path": "/a", "crop": [0, 0, 0, 1]}]]',
        b'[[{"name": "a", "path": "/a", "crop": [0, 0, NaN, 1]}]]',
        b'[[{"name": "a", "path": "/a", "crop": "all"}]]',
        b"[" * 100_000,
    ],
)
def test_a_damaged_file_holds_nothing(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "recent.json").write_bytes(content)
    assert read_recent(tmp_path / "recent.json") == []


def test_one_damaged_query_leaves_the_others(tmp_path: Path) -> None:
    (tmp_path / "recent.json").write_text('[[{"name": "a.jpg", "path": "/a.jpg"}], 5]')
    expected: list[Items] = [(A,)]
    assert read_recent(tmp_path / "recent.json") == expected
    assert read_recent(tmp_path / "missing.json") == []


def test_a_photo_of_the_library_is_asked_for_by_its_id() -> None:
    query = PHOTO.with_crop(PART).as_query()
    assert (query.photo_id, query.source, query.crop) == (7, None, PART)
    assert A.as_query().source == A.source


def test_only_what_is_searched_for_can_be_the_same_picture() -> None:
    assert not A.as_query().example
    for role in (Role.MORE, Role.LESS):
        assert A.with_role(role).as_query().example
