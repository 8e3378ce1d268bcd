from __future__ import annotations

import itertools
import threading
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shoegui.basics.parallel import in_parallel


def running() -> list[threading.Thread]:
    return [one for one in threading.enumerate() if one.name.startswith("parallel-")]


@given(st.lists(st.integers(), max_size=30), st.integers(1, 5), st.integers(1, 5))
def test_every_item_is_done_exactly_once(items: list[int], threads: int, ahead: int) -> None:
    results = in_parallel(lambda one: one * 2, items, threads=threads, look_ahead=ahead)

    assert sorted(results) == sorted(one * 2 for one in items)
    assert not running()


def test_a_slow_item_does_not_hold_up_the_others() -> None:
    others_done = threading.Event()

    def work(item: int) -> int:
        if item == 0:
            assert others_done.wait(20)
        return item

    results = in_parallel(work, range(8), threads=2, look_ahead=8)
    first = list(itertools.islice(results, 7))
    others_done.set()

    assert sorted(first) == list(range(1, 8))
    assert list(results) == [0]


def test_no_more_is_done_ahead_than_allowed() -> None:
    started: list[int] = []
    several = threading.Event()

    def work(item: int) -> int:
        started.append(item)
        if len(started) >= 5:
            several.set()
        return item

    results = in_parallel(work, itertools.count(), threads=2, look_ahead=3)
    next(results)
    assert several.wait(20)
    # One fetched, three waiting, and one in the hands of each thread.
    for _ in range(100):
        assert len(started) <= 1 + 3 + 2
    results.close()  # type: ignore[attr-defined]


def test_the_first_exception_of_the_work_ends_it() -> None:
    def work(item: int) -> int:
        if item == 5:
            raise LookupError("five")
        return item

    with pytest.raises(LookupError, match="five"):
        list(in_parallel(work, itertools.count(), threads=3, look_ahead=4))
    assert not running()


def test_an_exception_of_the_items_ends_it() -> None:
    def items() -> Iterator[int]:
        yield 1
        raise LookupError("no more")

    with pytest.raises(LookupError, match="no more"):
        list(in_parallel(abs, items(), threads=2, look_ahead=4))
    assert not running()


def test_closing_early_stops_the_threads() -> None:
    results = in_parallel(abs, itertools.count(), threads=4, look_ahead=2)
    next(results)

    results.close()  # type: ignore[attr-defined]

    assert not running()


def test_nothing_starts_before_the_first_result_is_asked_for() -> None:
    in_parallel(abs, itertools.count(), threads=4, look_ahead=2)

    assert not running()
