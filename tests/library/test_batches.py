"""Pictures on their way through a network in batches, as for a GPU; here on the processor."""

from __future__ import annotations

import threading
import time
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from shoegui.basics.errors import DeviceError, PhotoError
from shoegui.basics.paths import AppPaths
from shoegui.basics.progress import Cancelled, CancelToken
from shoegui.features import extractor as extractors
from shoegui.features.extractor import Extractor
from shoegui.features.manifest import Manifest, find
from shoegui.features.session import Floats
from shoegui.library.batches import through_network
from shoegui.library.measuring import measure
from shoegui.library.options import IndexOptions
from tests.features.tiny import SIZE
from tests.helpers import TINY, Place, install_networks


class Counting(Extractor):
    """Runs the tiny network in batches of four, and counts what it is given."""

    def __init__(self, manifest: Manifest, **_options: Any) -> None:
        super().__init__(manifest, device="cpu", in_batches=(4,))
        self.sizes: list[int] = []
        self.held = threading.Event()
        self.held.set()

    def run(self, batch: Floats, *more: Any) -> dict[str, Floats]:
        self.held.wait(30)
        self.sizes.append(len(batch))
        return super().run(batch, *more)


@pytest.fixture
def extractor(place: Place) -> Counting:
    return Counting(find(place.paths, TINY))


def pixels(number: int) -> Floats:
    return np.random.default_rng(number).normal(size=(3, SIZE, SIZE)).astype(np.float32)


def prepared(numbers: Iterator[int]) -> Generator[tuple[int, Floats | None], None, None]:
    """Every third item needs no network."""
    for number in numbers:
        yield number, None if number % 3 == 0 else pixels(number)


def test_every_item_comes_out_once_with_its_own_embedding(extractor: Counting) -> None:
    found = dict(through_network(prepared(iter(range(50))), extractor, seconds=60))
    assert sorted(found) == list(range(50))
    alone = Extractor(extractor.manifest, device="cpu")
    for number, outputs in found.items():
        if number % 3 == 0:
            assert outputs is None
        else:
            assert outputs is not None
            wanted = alone.run(pixels(number)[None])["embedding"][0]
            np.testing.assert_allclose(outputs["embedding"], wanted, rtol=1e-5)
    assert sorted(extractor.sizes, reverse=True) == [4] * 8 + [1]


def test_a_batch_that_has_waited_long_enough_goes_on_its_way_half_full(
    extractor: Counting,
) -> None:
    list(through_network(prepared(iter((1, 2, 4, 5))), extractor, seconds=-1))
    assert extractor.sizes == [1, 1, 1, 1]


def test_no_more_is_taken_than_three_batches_hold_while_the_device_is_busy(
    extractor: Counting,
) -> None:
    taken: list[int] = []

    def numbers() -> Iterator[int]:
        for number in range(1, 400, 3):
            taken.append(number)
            yield number

    extractor.held.clear()
    done = through_network(prepared(numbers()), extractor, seconds=60)
    first: list[Any] = []
    reader = threading.Thread(target=lambda: first.append(next(done)))
    reader.start()
    until_still(taken)
    # Two batches are filled; the device has begun with none of them.
    assert len(taken) == 8
    extractor.held.set()
    reader.join(30)
    until_still(taken)
    # The results of four batches wait or are on their way; nobody fetches them.
    assert len(taken) <= 8 + 4 * 4
    done.close()
    assert not parallel_threads()


def until_still(taken: list[int]) -> None:
    before = -1
    while len(taken) != before:
        before = len(taken)
        time.sleep(0.2)


def parallel_threads() -> list[str]:
    return [one.name for one in threading.enumerate() if one.name.startswith("parallel-")]


def test_decoding_goes_on_while_the_device_computes(extractor: Counting) -> None:
    """The first run waits until the next batch is filled, which would never be otherwise."""
    filled = threading.Event()

    def numbers() -> Iterator[int]:
        for number in (1, 2, 4, 5, 7, 8, 10, 11):
            if number == 11:
                filled.set()
            yield number

    whole_run = extractor.run

    def run(batch: Floats, *more: Any) -> dict[str, Floats]:
        assert filled.wait(30)
        return whole_run(batch, *more)

    extractor.run = run  # type: ignore[method-assign]
    assert len(list(through_network(prepared(numbers()), extractor, seconds=60))) == 8


def test_a_failure_of_the_device_or_of_decoding_is_raised_to_the_caller(
    extractor: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> Iterator[int]:
        yield 1
        raise PhotoError("broken", code="broken")

    with pytest.raises(PhotoError, match="broken"):
        list(through_network(prepared(broken()), extractor, seconds=60))

    def fail(*_arguments: Any) -> dict[str, Floats]:
        raise DeviceError("the GPU has gone")

    monkeypatch.setattr(extractor, "run", fail)
    with pytest.raises(DeviceError, match="gone"):
        list(through_network(prepared(iter(range(50))), extractor, seconds=60))
    assert not parallel_threads()


@pytest.fixture
def as_on_a_gpu(monkeypatch: pytest.MonkeyPatch) -> list[Counting]:
    """Index runs go through batches of four, on the processor; gives their extractors."""
    made: list[Counting] = []

    def make(manifest: Manifest, **options: Any) -> Counting:
        made.append(Counting(manifest, **options))
        return made[-1]

    monkeypatch.setattr(extractors, "Extractor", make)
    return made


def vectors(place: Place) -> dict[str, Floats]:
    stored = place.stored()
    with place.library() as library:
        found = {
            name: library.vectors(library.database).stored(one.id) for name, one in stored.items()
        }
    return {name: np.frombuffer(one or b"", np.float16) for name, one in found.items()}


def test_an_index_run_in_batches_stores_what_one_without_stores(
    place: Place, as_on_a_gpu: list[Counting], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for number in range(23):
        place.picture(f"{number}.png", number)
    place.picture("twin.png", 5)
    (place.photos / "broken.jpg").write_bytes(b"\xff\xd8\xff broken")
    report = place.index()
    assert (report.added, len(report.skipped)) == (24, 1)
    assert max(as_on_a_gpu[0].sizes) == 4
    assert as_on_a_gpu[0].device.in_batches

    monkeypatch.undo()
    other = Place(AppPaths.under(tmp_path / "other"), place.photos)
    install_networks(other.paths)
    assert other.index().added == 24
    assert len(as_on_a_gpu) == 1
    found, wanted = vectors(place), vectors(other)
    assert found.keys() == wanted.keys()
    for name, vector in wanted.items():
        np.testing.assert_allclose(found[name], vector, atol=1e-3)


def test_a_run_in_batches_that_is_stopped_keeps_what_is_done_and_goes_on_later(
    place: Place, as_on_a_gpu: list[Counting]
) -> None:
    for number in range(40):
        place.picture(f"{number}.png", number)
    cancel = CancelToken()

    def stop(progress: Any) -> None:
        if progress.stage == "Indexing" and progress.done == 10:
            cancel.cancel()

    with place.library(create=True) as library:
        options = IndexOptions(network=TINY, device="cpu", threads=2)
        report = library.index([place.photos], options, cancel=cancel, progress=stop)
    assert report.cancelled
    assert report.added == 10
    assert place.index().added == 30
    assert as_on_a_gpu


def test_what_the_extractor_notes_is_reported(
    place: Place, as_on_a_gpu: list[Counting], monkeypatch: pytest.MonkeyPatch
) -> None:
    place.picture("1.png", 1)
    monkeypatch.setattr(
        Counting, "tune", lambda self, _count: self.notes.append("the memory was too small")
    )
    assert "the memory was too small" in place.index().notes
    assert as_on_a_gpu


def test_speed_is_measured_in_batches_where_the_device_takes_them(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Counting] = []

    def make(manifest: Manifest, **_options: Any) -> Counting:
        made.append(Counting(manifest))
        return made[-1]

    monkeypatch.setattr("shoegui.library.measuring.Extractor", make)
    picture = place.picture("1.png", 1)
    speed = measure(find(place.paths, TINY), "cpu", [str(picture)], cancel=CancelToken())
    assert speed.seconds_per_picture > 0
    assert max(made[0].sizes) == 4
    stopped = CancelToken()
    stopped.cancel()
    with pytest.raises(Cancelled):
        measure(find(place.paths, TINY), "cpu", [str(picture)], cancel=stopped)
