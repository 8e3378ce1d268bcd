"""Work that is handed over is done by threads that stand by, and is done before they are let go."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Iterator

import pytest

from shoegui.gui.workers import Workers


@pytest.fixture
def workers() -> Iterator[Workers]:
    made = Workers()
    yield made
    made.close()


def meet(others: threading.Barrier) -> None:
    others.wait(20)


def standing() -> int:
    return len([one for one in threading.enumerate() if one.name == "worker"])


def test_everything_put_in_is_done_before_the_end(workers: Workers) -> None:
    done: list[int] = []
    for number in range(50):
        workers.put(lambda number=number: done.append(number))  # type: ignore[misc]
    workers.close()
    assert sorted(done) == list(range(50))
    assert standing() == 0


def test_nobody_waits_for_a_thread_that_is_busy(workers: Workers) -> None:
    together = threading.Barrier(13)
    for _ in range(12):
        workers.put(lambda: meet(together))
    assert together.wait(20) < 13


def test_few_threads_stand_by_after_a_rush(workers: Workers) -> None:
    together = threading.Barrier(13)
    for _ in range(12):
        workers.put(lambda: meet(together))
    together.wait(20)
    pause = threading.Event()
    for _ in range(2000):
        if standing() <= 4:
            break
        pause.wait(0.01)
    assert 1 <= standing() <= 4
    again = threading.Event()
    workers.put(again.set)
    assert again.wait(20)


def test_no_thread_before_there_is_work() -> None:
    workers = Workers()
    assert standing() == 0
    workers.close()


def test_nothing_is_done_after_the_end(workers: Workers) -> None:
    done: list[bool] = []
    workers.put(lambda: None)
    workers.close()
    workers.put(lambda: done.append(True))
    workers.close()
    assert standing() == 0
    assert done == []


def test_a_thread_that_stands_by_holds_on_to_nothing(workers: Workers) -> None:
    class Large:
        def work(self) -> None:
            pass

    large = Large()
    gone = threading.Event()
    weakref.finalize(large, gone.set)
    workers.put(large.work)
    del large
    assert gone.wait(20)
