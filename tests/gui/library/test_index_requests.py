"""What waits to be indexed, the rate, and reports of runs that were interrupted."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from shoegui.basics.progress import Cancelled, CancelToken
from shoegui.gui.index_requests import Rate, Request, Stop, joined, queued, without
from shoegui.library.catalogue import SkippedFile
from shoegui.library.options import IndexOptions
from shoegui.library.report import Report

A, B = Path("/a").absolute(), Path("/b").absolute()
USUAL, GENTLE = IndexOptions(), IndexOptions(threads=1)


def request(number: int, *folders: Path, background: bool = False, **more: IndexOptions) -> Request:
    return Request(number, folders, more.get("options", USUAL), background)


def test_two_that_want_the_same_become_one() -> None:
    waiting, number = queued([request(1, A)], request(2, B, A))
    assert number == 1
    assert waiting == [request(1, A, B)]


def test_what_somebody_waits_for_comes_before_background_work() -> None:
    waiting, number = queued([request(1, A, background=True)], request(2, B, options=GENTLE))
    assert number == 2
    assert [one.number for one in waiting] == [2, 1]


def test_a_background_run_that_somebody_now_waits_for_is_in_the_background_no_more() -> None:
    waiting, _ = queued([request(1, A, background=True)], request(2, A))
    assert waiting == [request(1, A)]


def test_all_folders_and_some_folders_stay_apart() -> None:
    waiting, _ = queued([request(1)], request(2, A))
    assert [one.folders for one in waiting] == [(), (A,)]


def test_a_folder_that_was_removed_is_asked_for_no_more() -> None:
    assert without(request(1, A / "inside", B), A) == request(1, B)
    assert without(request(1, A), A) is None
    assert without(request(1), A) == request(1)


def test_the_two_parts_of_a_run_are_one_report() -> None:
    broken, empty = (SkippedFile(A / name, "damaged", "it is") for name in ("1", "2"))
    first = Report(added=10, unchanged=3, skipped=[broken], cancelled=True, seconds=2.0)
    second = Report(added=5, unchanged=13, skipped=[empty], skipped_before=1, seconds=1.0)
    whole = joined(first, second)
    assert (whole.added, whole.unchanged, whole.cancelled) == (15, 3, False)
    assert (whole.skipped, whole.skipped_before) == ([broken, empty], 0)
    assert whole.seconds == 3.0
    assert joined(None, second) is second


def test_the_rate_is_that_of_the_last_while() -> None:
    rate = Rate()
    assert rate.per_second == 0.0
    assert rate.seconds_left(0, 100) == -1.0
    for second in range(101):
        rate.add(float(second), second * (10 if second <= 50 else 2) + (400 if second > 50 else 0))
    assert rate.per_second == pytest.approx(2.0)
    assert rate.seconds_left(600, 700) == pytest.approx(50.0)
    assert rate.seconds_left(600, None) == -1.0
    rate.restart()
    assert rate.per_second == 0.0


def test_counting_from_the_start_again_is_another_stage() -> None:
    rate = Rate()
    rate.add(0.0, 0)
    rate.add(10.0, 1000)
    rate.add(11.0, 1)
    assert rate.per_second == 0.0


def test_a_run_that_waits_can_be_stopped() -> None:
    job = CancelToken()
    stop = Stop(job)
    job.pause()
    assert stop.paused
    ended = threading.Event()

    def run() -> None:
        with pytest.raises(Cancelled):
            stop.raise_if_cancelled()
        ended.set()

    thread = threading.Thread(target=run)
    thread.start()
    stop.cancel()
    thread.join()
    assert ended.is_set()
    assert not job.cancelled


def test_the_end_of_the_job_ends_the_run() -> None:
    job = CancelToken()
    stop = Stop(job)
    stop.raise_if_cancelled()
    job.cancel()
    assert stop.cancelled
    with pytest.raises(Cancelled):
        stop.raise_if_cancelled()
