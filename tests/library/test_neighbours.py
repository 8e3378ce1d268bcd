from __future__ import annotations

import importlib
import itertools
import platform
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shoegui.basics.progress import Cancelled, CancelToken, Progress
from shoegui.library import neighbours as module
from shoegui.library.exact import Tail, scan
from shoegui.library.neighbours import graph_runs_here
from tests.library.clusters import DIMENSION, Shelf, clustered, shelf_in

needs_graph = pytest.mark.skipif(
    not graph_runs_here(), reason="this processor cannot run the graph; all search is exact"
)


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    with shelf_in(tmp_path) as made:
        yield made


def agrees_with_sorting(shelf: Shelf, k: int = 10) -> None:
    for query in clustered(20, seed=7):
        found = shelf.near(query, k)
        assert found.ids.tolist() == shelf.nearest(query, k)
        assert np.all(np.diff(found.similarities) <= 0)


@given(
    st.lists(st.integers(0, 12), max_size=4),
    st.integers(1, 30),
    st.integers(0, 2**32 - 1),
    st.booleans(),
)
def test_a_scan_is_what_sorting_everything_gives(
    sizes: list[int], k: int, seed: int, ties: bool
) -> None:
    random = np.random.default_rng(seed)
    total = sum(sizes)
    ids = random.permutation(1000)[:total].astype(np.int64)
    vectors = random.standard_normal((total, 5)).astype(np.float32)
    if ties:
        vectors = np.sign(vectors).astype(np.float32)
    query = random.integers(-2, 3, 5).astype(np.float32)
    ends = np.cumsum([0, *sizes])
    portions = [(ids[a:b], vectors[a:b]) for a, b in itertools.pairwise(ends.tolist())]

    found = scan(portions, query, k)

    similarities = vectors @ query
    best = np.sort(similarities)[::-1][:k]
    assert np.allclose(found.similarities, best, atol=1e-5)
    assert len(set(found.ids.tolist())) == min(k, total)
    by_id = dict(zip(ids.tolist(), similarities.tolist(), strict=True))
    assert np.allclose([by_id[one] for one in found.ids.tolist()], found.similarities, atol=1e-5)
    if not ties:
        order = np.lexsort((ids, -similarities))[:k]
        assert found.ids.tolist() == ids[order].tolist()


@given(st.lists(st.one_of(st.integers(0, 9), st.sets(st.integers(1, 40), max_size=6)), max_size=12))
def test_the_tail_holds_what_was_added_less_what_was_removed(steps: list[int | set[int]]) -> None:
    tail = Tail(2)
    expected: list[int] = []
    next_id = 1
    for step in steps:
        if isinstance(step, int):
            ids = np.arange(next_id, next_id + step, dtype=np.int64)
            tail.add(ids, np.stack([ids, ids], axis=1).astype(np.float32))
            expected += ids.tolist()
            next_id += step
        else:
            tail.remove(sorted(step))
            expected = [one for one in expected if one not in step]

    ids, vectors = tail.after(0)
    assert ids.tolist() == expected
    assert vectors[:, 0].tolist() == expected
    assert tail.last_id == (expected[-1] if expected else 0)
    middle = expected[len(expected) // 2] if expected else 0
    assert tail.after(middle)[0].tolist() == [one for one in expected if one > middle]


def test_a_small_library_has_no_graph_and_is_searched_exactly(shelf: Shelf) -> None:
    shelf.add(clustered(50))

    assert not shelf.neighbours.needs_merge()
    shelf.neighbours.merge()
    assert shelf.neighbours.base_size == 0
    agrees_with_sorting(shelf)
    assert not (shelf.folder / "neighbours").exists()


def test_an_empty_library_finds_nothing(shelf: Shelf) -> None:
    assert shelf.near(clustered(1)[0], 5).ids.tolist() == []


def test_more_can_be_asked_for_than_there_is(shelf: Shelf) -> None:
    shelf.add(clustered(30))
    assert len(shelf.near(clustered(1)[0], 1000).ids) == 30
    shelf.add(clustered(100, seed=1))
    shelf.neighbours.merge()
    shelf.add(clustered(5, seed=2))

    assert len(set(shelf.near(clustered(1)[0], 1000).ids.tolist())) == 135


def test_no_hits_cannot_be_asked_for(shelf: Shelf) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        shelf.near(clustered(1)[0], 0)


def test_before_the_merge_a_large_library_is_searched_from_disk(shelf: Shelf) -> None:
    shelf.add(clustered(300))

    agrees_with_sorting(shelf)
    if graph_runs_here():
        assert shelf.neighbours.needs_merge()


@needs_graph
def test_graph_and_tail_agree_with_an_exact_scan_whatever_happens(shelf: Shelf) -> None:
    photos = shelf.add(clustered(600))
    shelf.neighbours.merge()
    assert shelf.neighbours.base_size == 600
    assert shelf.recall() >= 0.98

    photos += shelf.add(clustered(40, seed=1))
    assert not shelf.neighbours.needs_merge()
    assert shelf.recall() >= 0.98

    shelf.remove(photos[::9])
    kept = [one for one in photos if one not in set(photos[::9])]
    assert shelf.recall() >= 0.98

    for photo, vector in zip(kept[:20], clustered(20, seed=3), strict=True):
        shelf.change(photo, vector)
    assert shelf.recall() >= 0.98

    shelf.reopened()
    assert shelf.recall() >= 0.98

    shelf.add(clustered(200, seed=4))
    shelf.neighbours.merge()
    assert shelf.recall() >= 0.98
    shelf.reopened()
    shelf.neighbours.refresh()
    assert shelf.neighbours.base_size == shelf.vectors.count()
    assert shelf.recall() >= 0.98


@needs_graph
def test_what_is_removed_is_never_found_again(shelf: Shelf) -> None:
    photos = shelf.add(clustered(200))
    shelf.neighbours.merge()
    query = shelf.vector_of(photos[0])
    assert shelf.near(query, 1).ids.tolist() == [1]

    shelf.remove([photos[0]])

    assert 1 not in shelf.near(query, 200).ids
    shelf.reopened()
    assert 1 not in shelf.near(query, 200).ids
    shelf.neighbours.refresh()
    assert len(shelf.near(query, 200).ids) == 199


@needs_graph
def test_new_content_is_found_under_its_new_vector_only(shelf: Shelf) -> None:
    photos = shelf.add(clustered(200))
    shelf.neighbours.merge()
    old = shelf.vector_of(photos[3])
    shelf.change(photos[3], -old)

    [best] = shelf.near(-old, 1).ids.tolist()
    assert shelf.vectors.features_of([photos[3]]) == [best]
    assert float(shelf.near(old, 1).similarities[0]) < 0.9999


@needs_graph
def test_after_many_deletions_a_new_graph_is_built(shelf: Shelf) -> None:
    photos = shelf.add(clustered(300))
    shelf.neighbours.merge()
    first = shelf.graph
    shelf.remove(photos[:30])
    assert not shelf.neighbours.needs_merge()
    shelf.remove(photos[30:100])

    assert shelf.neighbours.needs_merge()
    agrees_with_sorting(shelf)
    shelf.neighbours.merge()

    assert shelf.graph != first
    assert not shelf.neighbours.needs_merge()
    assert shelf.neighbours.base_size == 200
    assert shelf.recall() >= 0.98


@needs_graph
def test_a_library_from_which_all_is_removed_can_be_searched_and_filled_again(
    shelf: Shelf,
) -> None:
    photos = shelf.add(clustered(200))
    shelf.neighbours.merge()
    shelf.remove(photos)

    assert shelf.near(clustered(1)[0], 5).ids.tolist() == []
    shelf.neighbours.merge()
    shelf.reopened()
    assert shelf.near(clustered(1)[0], 5).ids.tolist() == []
    shelf.add(clustered(20, seed=1))
    agrees_with_sorting(shelf, k=5)


@needs_graph
def test_exact_search_does_without_the_graph(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf.add(clustered(300))
    shelf.neighbours.merge()
    shelf.add(clustered(10, seed=1))
    monkeypatch.setattr(module.Neighbours, "_near_in_base", None)

    for query in clustered(10, seed=5):
        assert shelf.near(query, 10, exact=True).ids.tolist() == shelf.nearest(query, 10)


@needs_graph
def test_where_deleted_vectors_hide_the_others_all_are_compared(shelf: Shelf) -> None:
    far, near = clustered(100), -clustered(100)
    shelf.add(far)
    photos = shelf.add(near)
    shelf.neighbours.merge()
    shelf.remove(photos[:-1])

    assert len(shelf.near(near[0], 101).ids) == 101


@needs_graph
def test_a_cancelled_merge_loses_nothing(shelf: Shelf) -> None:
    shelf.add(clustered(300))
    cancel = CancelToken()
    cancel.cancel()

    with pytest.raises(Cancelled):
        shelf.neighbours.merge(cancel=cancel)
    agrees_with_sorting(shelf)
    shelf.neighbours.merge()
    assert shelf.recall() >= 0.98

    shelf.add(clustered(300, seed=1))
    seen: list[Progress] = []
    cancel = CancelToken()

    def stop_half_way(progress: Progress) -> None:
        seen.append(progress)
        if len(seen) == 2:
            cancel.cancel()

    with pytest.raises(Cancelled):
        shelf.neighbours.merge(cancel=cancel, progress=stop_half_way)
    assert 300 < shelf.neighbours.base_size < 600
    assert shelf.recall() >= 0.98
    shelf.neighbours.merge()
    assert shelf.neighbours.base_size == 600
    shelf.reopened()
    assert shelf.near(clustered(1)[0], 600).ids.size == 600


@needs_graph
def test_searches_go_on_while_the_graph_grows(shelf: Shelf) -> None:
    shelf.add(clustered(400))
    shelf.neighbours.merge()
    shelf.add(clustered(600, seed=1))
    stop = threading.Event()
    faults: list[BaseException] = []
    searched = threading.Semaphore(0)

    def search(seed: int) -> None:
        queries = clustered(50, seed=seed)
        number = 0
        try:
            while not stop.is_set():
                found = shelf.neighbours.near(queries[number % 50], 10)
                assert len(set(found.ids.tolist())) == 10
                number += 1
                searched.release()
        except BaseException as fault:
            faults.append(fault)
            searched.release()

    threads = [threading.Thread(target=search, args=(seed,)) for seed in range(3)]
    for one in threads:
        one.start()
    for _ in range(5):
        assert searched.acquire(timeout=30)
    shelf.neighbours.merge()
    stop.set()
    for one in threads:
        one.join()

    assert faults == []
    assert shelf.neighbours.base_size == 1000
    assert shelf.recall() >= 0.98


def test_a_processor_that_cannot_run_the_graph_searches_exactly(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.add(clustered(300))
    shelf.neighbours.merge()
    monkeypatch.setattr(module, "graph_runs_here", lambda: False)
    monkeypatch.setattr("hnswlib.Index", None)
    shelf.reopened()

    agrees_with_sorting(shelf)
    assert not shelf.neighbours.needs_merge()
    shelf.neighbours.merge()
    shelf.add(clustered(100, seed=1))
    agrees_with_sorting(shelf)
    assert shelf.neighbours.base_size == 0


@pytest.mark.parametrize(
    ("features", "runs"),
    [({"AVX2": True, "FMA3": True}, True), ({"AVX2": False, "FMA3": True}, False), ({}, True)],
)
def test_whether_the_graph_runs_is_read_from_the_processor(
    monkeypatch: pytest.MonkeyPatch, features: dict[str, bool], runs: bool
) -> None:
    class Core:
        __cpu_features__ = features

    monkeypatch.setattr(platform, "machine", lambda: "x86_64")
    monkeypatch.setattr(importlib, "import_module", lambda _name: Core)
    assert graph_runs_here() == runs

    monkeypatch.setattr(platform, "machine", lambda: "arm64")
    assert graph_runs_here()


@needs_graph
def test_another_process_may_add_while_this_one_searches(shelf: Shelf) -> None:
    shelf.add(clustered(300))
    shelf.neighbours.merge()
    from shoegui.library.database import Database
    from shoegui.library.vectors import Vectors

    other = Database(shelf.database.file)
    vectors = Vectors(other, shelf.vectors.key, DIMENSION)
    photo = shelf.catalogue.photo_ids()[0]
    with other.atomic():
        vectors.add(photo, -clustered(1)[0])
        before = shelf.near(-clustered(1)[0], 1).ids.tolist()
    after = shelf.near(-clustered(1)[0], 1).ids.tolist()
    other.close()

    assert before != after == [301]
