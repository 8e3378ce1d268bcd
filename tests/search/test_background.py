"""Where good matches end is measured against what the query has nothing to do with."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from shoegui.search.background import cut_off, good_matches
from shoegui.search.rerank import FloatArray


def unit(array: npt.NDArray[np.floating]) -> FloatArray:
    lengths = np.linalg.norm(array, axis=-1, keepdims=True)
    return np.asarray(array / lengths, dtype=np.float32)


def alike(count: int, closeness: float, seed: int = 0) -> FloatArray:
    """Vectors whose similarity to each other is about `closeness`."""
    random = np.random.default_rng(seed)
    common = unit(random.standard_normal(64))
    own = unit(random.standard_normal((count, 64)))
    return unit(np.sqrt(closeness) * common + np.sqrt(1 - closeness) * own)


def numbers(*values: float) -> FloatArray:
    return np.array(values, np.float32)


def test_a_library_of_one_kind_of_thing_asks_for_more_than_a_mixed_one() -> None:
    mixed, uniform = alike(500, 0.05), alike(500, 0.5)

    assert cut_off(uniform @ uniform[0]) > cut_off(mixed @ mixed[0])


def test_some_true_matches_in_the_sample_do_not_move_the_cut_off() -> None:
    sample = alike(500, 0.3)
    query = sample[0]
    with_doubles = np.concatenate([sample[:450], np.repeat(query[None], 50, axis=0)])

    assert abs(cut_off(with_doubles @ query) - cut_off(sample @ query)) < 0.05


def test_an_empty_library_has_a_cut_off_too() -> None:
    assert 0 < cut_off(numbers()) < 1


def test_the_same_picture_is_always_a_good_match() -> None:
    sample = alike(300, 0.95)

    assert cut_off(sample @ sample[0]) < 1


def test_what_is_similar_enough_is_good_whatever_its_score() -> None:
    good = good_matches(numbers(0.9, 0.6, 0.4), numbers(0.2, 0.3, 0.1), 0.5)

    assert good.tolist() == [True, True, False]


def test_what_stands_among_good_matches_is_good_too() -> None:
    good = good_matches(numbers(0.9, 0.8, 0.4, 0.3), numbers(0.7, 0.5, 0.6, 0.2), 0.5)

    assert good.tolist() == [True, True, True, False]


def test_nothing_is_good_where_nothing_is_similar_enough() -> None:
    assert not good_matches(numbers(0.4, 0.3), numbers(0.9, 0.8), 0.5).any()
    assert not good_matches(numbers(), numbers(), 0.5).any()
