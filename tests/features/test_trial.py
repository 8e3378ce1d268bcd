from __future__ import annotations

import numpy as np
import pytest

from shoegui.features.manifest import Input
from shoegui.features.trial import OutOfMemoryError, Way, agree, fastest, trial_batch

SIZES = (16, 32, 64, 128)


class Gpu:
    """A device whose runs take `seconds[precision, size]`, and that holds `room` pictures."""

    def __init__(self, room: int = 1000) -> None:
        self.seconds: dict[tuple[str, int], float] = {}
        self.room = room
        self.now = 0.0
        self.first_runs: list[tuple[str, int]] = []

    def run(self, precision: str, size: int) -> None:
        if size > self.room:
            raise OutOfMemoryError
        if (precision, size) not in self.first_runs:
            # Finding algorithms takes long, and must not be counted.
            self.first_runs.append((precision, size))
            self.now += 100
        self.now += self.seconds[precision, size]

    def rates(self, precision: str, *rates: float) -> None:
        for size, rate in zip(SIZES, rates, strict=True):
            self.seconds[precision, size] = size / rate

    def choose(self, *precisions: str) -> Way | None:
        return fastest(self.run, precisions, SIZES, clock=lambda: self.now)


def test_the_smallest_batch_that_is_about_as_fast_as_any_is_chosen() -> None:
    gpu = Gpu()
    gpu.rates("float32", 1000, 1960, 2000, 2010)
    chosen = gpu.choose("float32")
    assert chosen is not None
    assert (chosen.precision, chosen.batch) == ("float32", 32)
    assert chosen.rate == pytest.approx(1960)


@pytest.mark.parametrize(("half", "precision"), [(2300, "float16"), (2100, "float32")])
def test_float16_is_chosen_where_it_is_clearly_faster(half: float, precision: str) -> None:
    gpu = Gpu()
    gpu.rates("float32", 500, 1000, 1500, 2000)
    gpu.rates("float16", 500, 1000, 1500, half)
    chosen = gpu.choose("float32", "float16")
    assert chosen is not None
    assert (chosen.precision, chosen.batch) == (precision, 128)


def test_batches_beyond_the_memory_are_left_out() -> None:
    gpu = Gpu(room=40)
    gpu.rates("float32", 1000, 2000, 4000, 8000)
    chosen = gpu.choose("float32")
    assert chosen is not None
    assert chosen.batch == 32
    # After one that is too large no larger one is tried.
    assert gpu.first_runs == [("float32", 16), ("float32", 32)]


def test_where_nothing_can_be_run_there_is_no_choice() -> None:
    assert Gpu(room=8).choose("float32", "float16") is None


def test_trial_pictures_are_half_noise_and_half_smooth() -> None:
    batch = trial_batch(Input("pixels", 20, "RGB", (0,) * 3, (1,) * 3, "crop", "box"), 4)
    assert batch.shape == (4, 3, 20, 20)
    assert batch.dtype == np.float32
    steps = np.abs(np.diff(batch, axis=3)).mean(axis=(1, 2, 3))
    assert steps[1::2].max() < steps[::2].min() / 2
    assert np.array_equal(
        batch, trial_batch(Input("x", 20, "RGB", (0,) * 3, (1,) * 3, "pad", "box"), 4)
    )


ROWS = np.array([[1, 0, 0], [0, 2, 0]], np.float32)


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (ROWS, True),
        (ROWS + 0.01, True),
        (ROWS * 3, True),
        # Right on the whole, wrong for one picture.
        (np.array([[0.9, 0.1, 0], [0, 2, 0]], np.float32), False),
        (np.array([[1, 0, 0], [0, np.nan, 0]], np.float32), False),
        (np.array([[1, 0, 0], [0, np.inf, 0]], np.float32), False),
        (np.zeros((2, 3), np.float32), False),
    ],
)
def test_two_runs_agree_when_every_picture_points_the_same_way(
    other: np.ndarray[tuple[int, ...], np.dtype[np.float32]], same: bool
) -> None:
    assert agree([ROWS], [other]) is same
    assert agree([ROWS, ROWS], [ROWS, other]) is same


def test_two_zeros_agree() -> None:
    assert agree([np.zeros((1, 3), np.float32)], [np.zeros((1, 3), np.float32)])
