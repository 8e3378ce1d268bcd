"""The indexing controller: one run at a time, the others wait, and nothing gets lost."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from shoegui.basics.errors import LibraryBusyError
from shoegui.basics.progress import Cancelled, CancelToken, Progress, ProgressCallback
from shoegui.gui.engine import Engine
from shoegui.gui.indexing import IndexingController
from shoegui.gui.jobs import Jobs
from shoegui.library.options import IndexOptions
from shoegui.library.report import Report
from tests.gui.library.conftest import Until

A, B = Path("/photos/a").absolute(), Path("/photos/b").absolute()
USUAL = IndexOptions()


class Slow:
    """Stands in for an engine: each run reads a hundred pictures, one for each `step`."""

    def __init__(self) -> None:
        self.runs: list[tuple[tuple[Path, ...], IndexOptions]] = []
        self.steps = threading.Semaphore(0)
        self.done = 0
        self.fault: Exception | None = None

    def index(
        self,
        folders: Sequence[Path],
        options: IndexOptions,
        cancel: CancelToken,
        progress: ProgressCallback,
        on_photo: Callable[[bytes], None],
    ) -> Report:
        self.runs.append((tuple(folders), options))
        report = Report()
        try:
            while report.added < 100:
                cancel.raise_if_cancelled()
                if not self.steps.acquire(timeout=0.01):
                    continue
                if self.fault is not None:
                    raise self.fault
                report.added += 1
                self.done += 1
                on_photo(bytes([report.added]))
                progress(Progress("Indexing", report.added, 100, "/photos/a/1.jpg"))
        except Cancelled:
            report.cancelled = True
        return report

    def step(self, count: int) -> None:
        self.steps.release(count)


class Heard:
    """What the controller told, in order."""

    def __init__(self, indexing: IndexingController) -> None:
        self.log: list[tuple[str, Any]] = []
        indexing.started.connect(lambda: self.log.append(("started", indexing.run)))
        indexing.finished.connect(lambda report: self.log.append(("finished", report)))
        indexing.failed.connect(lambda error: self.log.append(("failed", error)))
        self.progress: list[Progress] = []
        indexing.progressed.connect(lambda progress, _rate, _left: self.progress.append(progress))
        self.photos: list[bytes] = []
        indexing.photo_indexed.connect(self.photos.append)

    def words(self) -> list[str]:
        return [word for word, _ in self.log]

    def reports(self) -> list[Report]:
        return [value for word, value in self.log if word == "finished"]


@pytest.fixture
def slow() -> Slow:
    return Slow()


@pytest.fixture
def controller(slow: Slow, jobs: Jobs) -> Iterator[IndexingController]:
    made = IndexingController(slow, jobs)  # type: ignore[arg-type]
    yield made
    made.close()


def test_a_run_is_told_from_start_to_end(
    controller: IndexingController, slow: Slow, until: Until
) -> None:
    heard = Heard(controller)
    number = controller.start([A], USUAL)
    assert controller.state == "running"
    slow.step(50)
    until(lambda: bool(heard.progress and heard.photos))
    slow.step(50)
    until(lambda: controller.state == "idle")
    assert heard.words() == ["started", "finished"]
    assert heard.log[0] == ("started", number)
    assert heard.reports()[0].added == 100
    assert controller.run == number


def test_a_second_request_waits_and_those_that_want_the_same_become_one(
    controller: IndexingController, slow: Slow, until: Until
) -> None:
    heard = Heard(controller)
    controller.start([A], USUAL)
    numbers = {controller.start([B], USUAL), controller.start([A], USUAL)}
    assert len(numbers) == 1
    slow.step(200)
    until(lambda: len(heard.reports()) == 2)
    assert [folders for folders, _ in slow.runs] == [(A,), (B, A)]
    assert heard.words() == ["started", "finished", "started", "finished"]


def test_a_run_that_is_paused_stands_still_until_it_goes_on(
    controller: IndexingController, slow: Slow, until: Until
) -> None:
    heard = Heard(controller)
    controller.start([A], USUAL)
    slow.step(10)
    until(lambda: slow.done == 10)
    controller.pause()
    assert controller.state == "paused"
    # One picture may be under way.
    slow.step(90)
    assert slow.done <= 11
    controller.resume()
    until(lambda: bool(heard.reports()))
    assert heard.reports()[0].added == 100


@pytest.mark.parametrize("paused", [False, True])
def test_a_run_that_is_cancelled_reports_what_it_did(
    controller: IndexingController, slow: Slow, until: Until, paused: bool
) -> None:
    heard = Heard(controller)
    controller.start([A], USUAL)
    slow.step(10)
    until(lambda: slow.done == 10)
    if paused:
        controller.pause()
    controller.cancel()
    assert controller.stopping
    until(lambda: controller.state == "idle")
    assert heard.words() == ["started", "finished"]
    assert (heard.reports()[0].added, heard.reports()[0].cancelled) == (10, True)


def test_a_background_run_makes_way_and_then_goes_on(
    controller: IndexingController, slow: Slow, until: Until
) -> None:
    heard = Heard(controller)
    behind = controller.start([], USUAL, background=True)
    slow.step(10)
    until(lambda: slow.done == 10)
    assert controller.background
    wanted = controller.start([A], USUAL)
    until(lambda: controller.run == wanted)
    assert not controller.background
    slow.step(100)
    until(lambda: controller.run == behind)
    slow.step(100)
    until(lambda: controller.state == "idle")
    assert [folders for folders, _ in slow.runs] == [(), (A,), ()]
    # Begun twice, told once, with the pictures of both parts.
    assert heard.words().count("finished") == 2
    assert [one.added for one in heard.reports()] == [100, 110]


def test_other_work_gets_the_library_for_itself_and_the_run_goes_on(
    controller: IndexingController, slow: Slow, until: Until
) -> None:
    heard = Heard(controller)
    controller.start([A, B], USUAL)
    slow.step(10)
    until(lambda: slow.done == 10)
    done: list[str] = []
    controller.alone(lambda _job: "removed", done=done.append, forgets=B)
    until(lambda: len(slow.runs) == 2)
    assert done == ["removed"]
    slow.step(100)
    until(lambda: bool(heard.reports()))
    # The folder that was taken out is not added again.
    assert [folders for folders, _ in slow.runs] == [(A, B), (A,)]
    assert heard.words() == ["started", "finished"]


def test_a_run_over_nothing_but_a_removed_folder_ends_there(
    controller: IndexingController, slow: Slow, until: Until
) -> None:
    heard = Heard(controller)
    controller.start([A], USUAL)
    slow.step(10)
    until(lambda: slow.done == 10)
    controller.alone(lambda _job: None, done=lambda _none: None, forgets=A)
    until(lambda: bool(heard.reports()))
    assert len(slow.runs) == 1
    assert heard.reports()[0].added == 10


def test_other_work_that_fails_lets_the_run_go_on(
    controller: IndexingController, slow: Slow, until: Until
) -> None:
    controller.start([A], USUAL)
    failures: list[Exception] = []

    def fail(_job: object) -> None:
        raise LibraryBusyError("busy")

    controller.alone(fail, done=lambda _none: None, failed=failures.append)
    until(lambda: len(slow.runs) == 2)
    assert [type(one) for one in failures] == [LibraryBusyError]


def test_a_failure_is_told_and_what_waits_is_run(
    controller: IndexingController, slow: Slow, until: Until
) -> None:
    heard = Heard(controller)
    slow.fault = LibraryBusyError("another ShoeGUI is changing this library")
    controller.start([A], USUAL)
    controller.start([B], USUAL)
    slow.step(1)
    until(lambda: heard.words() == ["started", "failed", "started"])
    assert heard.log[1][1] is slow.fault


def test_gentle_holds_for_the_run_under_way_too(
    controller: IndexingController, slow: Slow, until: Until
) -> None:
    heard = Heard(controller)
    controller.start([A], USUAL)
    slow.step(10)
    until(lambda: slow.done == 10)
    controller.set_gentle(True)
    until(lambda: len(slow.runs) == 2)
    assert [options.threads for _, options in slow.runs] == [0, 1]
    assert heard.words() == ["started"]


def test_closing_during_a_run_tells_nothing_more(
    controller: IndexingController, jobs: Jobs
) -> None:
    heard = Heard(controller)
    controller.start([A], USUAL)
    controller.pause()
    controller.close()
    jobs.close()
    assert heard.words() == ["started"]


def test_real_photos_are_indexed_and_can_be_found(
    empty_indexing: IndexingController, sample_photos: Path, until: Until
) -> None:
    heard = Heard(empty_indexing)
    options = IndexOptions(network="efficientnet-lite0", device="cpu")
    empty_indexing.start([sample_photos], options)
    until(lambda: empty_indexing.state == "idle")
    assert heard.reports()[0].added == 16
    assert empty_indexing.engine.library.catalogue.count_photos() == 16


def test_search_goes_on_while_the_network_is_changed(
    indexing: IndexingController, engine: Engine, sample_photos: Path, qapp: QApplication
) -> None:
    from shoegui.search.query import Query
    from shoegui.search.request import Request

    query = Request((Query(sample_photos / "boot" / "boot-red-01.jpg"),))
    before = engine.library.network_key
    found_meanwhile: list[str] = []
    finished: list[Report] = []
    indexing.finished.connect(finished.append)
    indexing.start([], IndexOptions(network="efficientnet-lite2", device="cpu", threads=1))
    while not finished:
        answer = engine.search(query, 3)
        found_meanwhile.append(answer.hits[0].photo.path.name)
        qapp.processEvents()
    assert set(found_meanwhile) == {"boot-red-01.jpg"}
    assert before is not None
    assert before.startswith("efficientnet-lite0")
    assert engine.library.network_key is not None
    assert engine.library.network_key.startswith("efficientnet-lite2")
    assert engine.search(query, 3).hits[0].photo.path.name == "boot-red-01.jpg"
