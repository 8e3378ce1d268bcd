from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from shoegui.basics.errors import StorageError
from shoegui.library import neighbours_file as module
from shoegui.library.neighbours import graph_runs_here
from shoegui.library.neighbours_file import NeighboursFile, Position
from tests.library.clusters import NETWORK, Shelf, clustered, shelf_in

pytestmark = pytest.mark.skipif(
    not graph_runs_here(), reason="this processor cannot run the graph, so there is no file"
)


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    with shelf_in(tmp_path) as made:
        made.add(clustered(300))
        made.neighbours.merge()
        yield made


def test_a_saved_graph_is_loaded_at_the_next_start(shelf: Shelf) -> None:
    assert shelf.file.sound_record() is not None
    assert shelf.file.problem() is None
    shelf.reopened().refresh()

    assert shelf.neighbours.base_size == 300
    assert shelf.recall() >= 0.98


def flip(file: Path, at: int) -> None:
    content = bytearray(file.read_bytes())
    content[at] ^= 0xFF
    file.write_bytes(content)


def rewrite(shelf: Shelf, **changes: Any) -> None:
    shelf.record.write_text(json.dumps({**json.loads(shelf.record.read_text()), **changes}))


DAMAGE: dict[str, Callable[[Shelf], object]] = {
    "first byte": lambda shelf: flip(shelf.graph, 0),
    "header": lambda shelf: flip(shelf.graph, 24),
    "middle": lambda shelf: flip(shelf.graph, shelf.graph.stat().st_size // 2),
    "last byte": lambda shelf: flip(shelf.graph, -1),
    "truncated": lambda shelf: shelf.graph.write_bytes(shelf.graph.read_bytes()[:-100]),
    "empty": lambda shelf: shelf.graph.write_bytes(b""),
    "gone": lambda shelf: shelf.graph.unlink(),
    "record empty": lambda shelf: shelf.record.write_bytes(b""),
    "record garbage": lambda shelf: shelf.record.write_bytes(b"\xff\x00\x12"),
    "record a list": lambda shelf: shelf.record.write_text("[1]"),
    "record lacks a field": lambda shelf: shelf.record.write_text('{"format": 1}'),
    "another format": lambda shelf: rewrite(shelf, format=2),
    "another library's": lambda shelf: rewrite(shelf, library="other"),
    "another network's": lambda shelf: rewrite(shelf, network="other@1"),
    "another dimension": lambda shelf: rewrite(shelf, dimension=12),
    "a file elsewhere": lambda shelf: rewrite(shelf, file="../neighbours/x.hnsw"),
    "a file that is no name": lambda shelf: rewrite(shelf, file=7),
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_damaged_graph_is_never_loaded_but_searched_exactly_and_built_again(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    DAMAGE[kind](shelf)
    with monkeypatch.context() as patch:
        patch.setattr("hnswlib.Index", None)
        assert shelf.loaded() is None
    assert shelf.file.problem()

    shelf.reopened()
    for query in clustered(10, seed=5):
        assert shelf.near(query, 10).ids.tolist() == shelf.nearest(query, 10)
    assert shelf.neighbours.needs_merge()
    shelf.neighbours.merge()

    assert shelf.file.problem() is None
    shelf.reopened().refresh()
    assert shelf.neighbours.base_size == 300
    assert shelf.recall() >= 0.98


def test_without_a_record_there_is_no_graph_and_no_problem(shelf: Shelf) -> None:
    shelf.record.unlink()

    assert shelf.loaded() is None
    assert shelf.file.problem() is None


def test_a_graph_of_another_dimension_is_not_loaded(shelf: Shelf) -> None:
    other = NeighboursFile(shelf.folder / "neighbours", "library", NETWORK, 12)

    assert other.sound_record() is None


def test_a_count_that_disagrees_is_not_believed(shelf: Shelf) -> None:
    rewrite(shelf, count=299)

    assert shelf.loaded() is None


@pytest.mark.parametrize("step", ["graph", "record"])
def test_a_save_that_fails_half_way_leaves_the_old_graph_valid(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    old = shelf.graph
    shelf.add(clustered(200, seed=1))

    def full(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        if step == "graph":
            patch.setattr(module, "_checksum", full)
        else:
            patch.setattr("shoegui.basics.files._file_beside", full)
        with pytest.raises(StorageError, match="the disk is full"):
            shelf.neighbours.merge()

    assert old.exists()
    assert shelf.file.problem() is None
    shelf.reopened().refresh()
    assert shelf.neighbours.base_size == 300
    shelf.neighbours.merge()
    assert shelf.neighbours.base_size == 500
    assert shelf.graph != old


def test_a_graph_that_was_cut_short_in_silence_is_noticed(shelf: Shelf) -> None:
    """hnswlib looks neither at what it writes nor at whether the disk took it."""
    before = shelf.record.read_bytes()
    whole = shelf.graph.read_bytes()

    def cut_short(path: Path) -> int:
        path.write_bytes(whole[:-4096])
        return len(whole)

    with pytest.raises(StorageError, match="the disk is full"):
        shelf.file.save(cut_short, count=300, deleted=0, position=Position(300, 0))

    assert shelf.record.read_bytes() == before
    assert shelf.file.problem() is None


def test_old_graphs_are_cleared_away(shelf: Shelf) -> None:
    old = shelf.graph
    shelf.add(clustered(200, seed=1))
    shelf.neighbours.merge()

    assert not old.exists()
    assert shelf.graph.exists()


def test_removing_the_cache_costs_nothing_but_time(shelf: Shelf) -> None:
    shelf.file.remove()

    assert not list((shelf.folder / "neighbours").iterdir())
    shelf.reopened()
    assert shelf.neighbours.needs_merge()
    shelf.neighbours.merge()
    assert shelf.recall() >= 0.98
