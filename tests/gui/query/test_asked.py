"""What is asked for as a whole: weights, roles, what adding pictures does."""

from __future__ import annotations

from pathlib import Path

from shoegui.gui.asked import Asked, with_more
from shoegui.gui.history import History, read_recent, write_recent
from shoegui.gui.query_item import QueryItem, Role
from shoegui.library.filters import Filters
from shoegui.search.query import Query

A, B, C = (QueryItem(Path(f"/{name}.jpg"), name=f"{name}.jpg") for name in "abc")
FILTERS = Filters(kinds=frozenset({"png"}))


def test_it_is_asked_with_signed_weights() -> None:
    heavy = B.with_role(Role.LESS).heavier(1)
    request = Asked((A, heavy), 0.5, FILTERS).as_request(stacks=False)
    assert request.queries == (Query(A.source), Query(B.source, weight=-2.0, example=True))
    assert (request.look, request.filters, request.stacks) == (0.5, FILTERS, False)


def test_adding_puts_a_picture_behind_those_of_its_role() -> None:
    items = with_more((A,), [B], Role.LESS)
    items = with_more(items, [C], Role.MORE)
    assert items == (A, C.with_role(Role.MORE), B.with_role(Role.LESS))


def test_the_last_word_about_a_picture_holds() -> None:
    items = with_more((A,), [B], Role.MORE)
    assert with_more(items, [B], Role.LESS) == (A, B.with_role(Role.LESS))


def test_where_nothing_is_asked_more_like_is_the_question() -> None:
    assert with_more((), [A, B], Role.MORE) == (A, B)
    assert with_more((), [A], Role.LESS) == ()


def test_a_query_with_trays_is_one_recent_query_and_outlives_the_program(tmp_path: Path) -> None:
    history = History()
    history.visit(Asked((A,)))
    asked = (A, B.with_role(Role.MORE).heavier(-1), C.with_role(Role.LESS))
    history.visit(Asked(asked))
    assert history.recent() == [asked]
    write_recent(tmp_path / "recent.json", history.to_json())
    assert read_recent(tmp_path / "recent.json") == [asked]


def test_weights_that_make_no_sense_are_left_out(tmp_path: Path) -> None:
    file = tmp_path / "recent.json"
    for wrong in ('"weight": 0', '"weight": "2"', '"weight": NaN', '"role": "other"'):
        file.write_text('[[{"name": "a", "path": "/a.jpg", ' + wrong + "}]]")
        assert read_recent(file) == []
    file.write_text('[[{"name": "a", "path": "/a.jpg", "role": "less"}]]')
    assert read_recent(file) == []
