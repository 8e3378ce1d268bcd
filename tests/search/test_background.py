"""Where good matches end is measured against what the query has nothing to do with."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from shoegui.search.background import Background


def unit(array: npt.NDArray[np.floating]) -> npt.NDArray[np.float32]:
    lengths = np.linalg.norm(array, axis=-1, keepdims=True)
    return np.asarray(array / lengths, dtype=np.float32)


def alike(count: int, closeness: float, seed: int = 0) -> npt.NDArray[np.float32]:
    """Vectors whose similarity to each other is about `closeness`."""
    random = np.random.default_rng(seed)
    common = unit(random.standard_normal(64))
    own = unit(random.standard_normal((count, 64)))
    return unit(np.sqrt(closeness) * common + np.sqrt(1 - closeness) * own)


def test_a_library_of_one_kind_of_thing_asks_for_more_than_a_mixed_one() -> None:
    mixed, uniform = alike(500, 0.05), alike(500, 0.5)

    of_mixed = Background(mixed).cut_off(mixed[0])
    of_uniform = Background(uniform).cut_off(uniform[0])

    assert of_uniform > of_mixed


def test_some_true_matches_in_the_sample_do_not_move_the_cut_off() -> None:
    sample = alike(500, 0.3)
    query = sample[0]
    with_doubles = np.concatenate([sample[:450], np.repeat(query[None], 50, axis=0)])

    assert abs(Background(with_doubles).cut_off(query) - Background(sample).cut_off(query)) < 0.05


def test_an_empty_library_has_a_cut_off_too() -> None:
    nothing = np.empty((0, 64), dtype=np.float32)

    assert 0 < Background(nothing).cut_off(alike(1, 0.5)[0]) < 1


def test_the_same_picture_is_always_a_good_match() -> None:
    sample = alike(300, 0.95)

    assert Background(sample).cut_off(sample[0]) < 1
