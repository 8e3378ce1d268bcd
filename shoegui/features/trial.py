"""What is tried before it is trusted: does a device give what the CPU gives, and when is it fast.

What runs where is in `device` and `extractor`; nothing here opens a session.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from shoegui.features.manifest import Input
from shoegui.features.precision import FLOAT16
from shoegui.features.session import Floats

_LEAST_AGREEMENT = 0.999
# Below these a gain is not worth less precision, or more memory.
_LEAST_GAIN_OF_HALVES = 1.1
_AS_GOOD = 0.95
_TIMED_RUNS = 3


class OutOfMemoryError(Exception):
    """The device has too little memory for what is being tried."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way to run a network, and how many pictures a second it got done in a trial."""

    precision: str
    batch: int
    rate: float


def fastest(
    run: Callable[[str, int], object],
    precisions: Sequence[str],
    sizes: Sequence[int],
    *,
    clock: Callable[[], float] = time.perf_counter,
) -> Way | None:
    """The way to go on with: the smallest of `sizes` that is about as fast as any.

    `run` does one batch in a precision and size, and raises `OutOfMemoryError` where that is too
    large; then no larger one is tried. float16 has to be faster by a tenth. None when nothing ran.
    """
    chosen: Way | None = None
    for precision in precisions:
        way = _best_size(run, precision, sizes, clock)
        least = _LEAST_GAIN_OF_HALVES if precision == FLOAT16 else 1.0
        if way is not None and (chosen is None or way.rate >= least * chosen.rate):
            chosen = way
    return chosen


def _best_size(
    run: Callable[[str, int], object],
    precision: str,
    sizes: Sequence[int],
    clock: Callable[[], float],
) -> Way | None:
    ways = []
    for size in sizes:
        try:
            # The first run of a size finds algorithms and memory.
            run(precision, size)
            taken = []
            for _ in range(_TIMED_RUNS):
                started = clock()
                run(precision, size)
                taken.append(clock() - started)
        except OutOfMemoryError:
            break
        ways.append(Way(precision, size, size / max(min(taken), 1e-9)))
    if not ways:
        return None
    enough = _AS_GOOD * max(way.rate for way in ways)
    return next(way for way in ways if way.rate >= enough)


def trial_batch(rule: Input, count: int) -> Floats:
    """`count` made-up pictures as a network takes them: half of them noise, half smooth."""
    random = np.random.default_rng(1)
    noise = random.normal(0, 1, (count, 3, rule.size, rule.size)).astype(np.float32)
    cells = -(-rule.size // 8)
    coarse = random.normal(0, 1, (count, 3, cells, cells)).astype(np.float32)
    smooth = coarse.repeat(8, axis=2).repeat(8, axis=3)[:, :, : rule.size, : rule.size]
    noise[1::2] = smooth[1::2]
    return noise


def agree(there: Sequence[Floats], here: Sequence[Floats]) -> bool:
    """Whether two runs of a network gave the same: outputs (n, ...), compared picture by picture.

    The cosine between what they gave for a picture has to be .999 in every output; with a number
    that is not finite it is not.
    """
    return all(
        _cosine(one, other) >= _LEAST_AGREEMENT
        for pair in zip(there, here, strict=True)
        for one, other in zip(*pair, strict=True)
    )


def _cosine(one: Floats, other: Floats) -> float:
    # In float64: classes are probabilities, whose squares vanish in float32.
    a, b = one.ravel().astype(np.float64), other.ravel().astype(np.float64)
    if not (np.isfinite(a).all() and np.isfinite(b).all()):
        return 0.0
    lengths = float(np.linalg.norm(a) * np.linalg.norm(b))
    if lengths == 0.0:
        return 1.0 if np.array_equal(a, b) else 0.0
    return float(a @ b) / lengths
