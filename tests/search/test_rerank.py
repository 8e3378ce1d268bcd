from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from shoegui.search.rerank import (
    Agreement,
    agreement,
    centre,
    centred,
    combine,
    cosines,
    order,
    rerank,
    similarity,
)

numbers = arrays(np.float32, st.integers(0, 40), elements=st.floats(-1.25, 1.25, width=32))
SETTINGS = Agreement(neighbours=4, expansion=3)
FEW = Agreement(neighbours=4, expansion=3, among=5)


def units(seed: int, n: int, d: int = 12) -> np.ndarray:
    """Vectors in a few clumps, as photos are."""
    random = np.random.default_rng(seed)
    clumps = random.standard_normal((3, d))
    values = clumps[random.integers(0, 3, n)] + random.standard_normal((n, d)) * 0.6
    return np.asarray(values / np.linalg.norm(values, axis=1, keepdims=True), np.float32)


seeds = st.integers(0, 2**32 - 1)
crowds = st.builds(units, seeds, st.integers(1, 30))
queries = st.builds(units, seeds, st.integers(1, 3))


@given(numbers)
def test_similarities_lie_between_0_and_1(values: np.ndarray) -> None:
    found = similarity(values)

    assert found.shape == values.shape
    assert found.dtype == np.float32
    assert ((found >= 0) & (found <= 1)).all()


@given(numbers)
def test_a_higher_cosine_is_never_a_lower_similarity(values: np.ndarray) -> None:
    assert (np.diff(similarity(np.sort(values))) >= 0).all()


@given(numbers)
def test_the_order_is_the_highest_first_and_equal_ones_stay_in_place(values: np.ndarray) -> None:
    found = order(values).tolist()

    expected = sorted(range(len(values)), key=lambda one: -values[one])
    assert found == expected


@given(st.lists(st.sampled_from([0.25, 0.5, 0.75]), max_size=12), st.randoms())
def test_with_ids_equal_ones_have_the_lesser_id_first(values: list[float], random: object) -> None:
    ids = list(range(100, 100 + len(values)))
    random.shuffle(ids)  # type: ignore[attr-defined]

    found = order(np.array(values, np.float32), np.array(ids, np.int64))

    assert [ids[one] for one in found] == sorted(
        ids, key=lambda one: (-values[ids.index(one)], one)
    )


@given(seeds, st.integers(1, 40))
def test_equal_vectors_have_equal_cosines_wherever_they_stand(seed: int, count: int) -> None:
    crowd = units(seed, 40, 353)
    crowd[count - 1] = crowd[-1] = crowd[0]

    found = cosines(crowd[:count], crowd[3])

    assert found[0] == found[-1] == cosines(crowd, crowd[3])[-1]


@given(queries, crowds, st.sampled_from([SETTINGS, FEW]))
def test_scores_lie_between_0_and_1(
    asked: np.ndarray, crowd: np.ndarray, settings: Agreement
) -> None:
    found = rerank(asked, crowd, middle=centre(crowd), settings=settings)

    assert found.shape == (len(crowd),)
    assert found.dtype == np.float32
    assert ((found >= 0) & (found <= 1)).all()


@given(queries, crowds, seeds)
def test_the_order_of_the_candidates_does_not_matter(
    asked: np.ndarray, crowd: np.ndarray, seed: int
) -> None:
    shuffled = np.random.default_rng(seed).permutation(len(crowd))

    found = rerank(asked, crowd[shuffled], settings=SETTINGS)

    np.testing.assert_allclose(found, rerank(asked, crowd, settings=SETTINGS)[shuffled], atol=1e-4)


@given(queries, crowds)
def test_those_that_are_not_judged_together_follow_by_their_own_cosine(
    asked: np.ndarray, crowd: np.ndarray
) -> None:
    middle = centre(crowd)
    own = centred(crowd, middle) @ combine(asked, np.ones(len(asked), np.float32), middle)
    by_own = np.argsort(-own, kind="stable")

    found = rerank(asked, crowd, middle=middle, settings=FEW)

    best, rest = by_own[:5], by_own[5:]
    alone = rerank(asked, crowd[best], middle=middle, settings=FEW)
    np.testing.assert_allclose(found[best], alone, atol=1e-4)
    assert (found[rest] <= found[best].min() + 1e-5).all()
    assert (np.diff(found[rest]) <= 1e-4).all()


@given(queries, crowds, seeds, st.sampled_from([SETTINGS, FEW]))
def test_a_picture_that_is_asked_for_comes_first(
    asked: np.ndarray, crowd: np.ndarray, seed: int, settings: Agreement
) -> None:
    place = seed % len(crowd)
    crowd[place] = asked[0]

    found = rerank(asked, crowd, middle=centre(crowd), settings=settings)

    assert found[place] >= found.max() - 1e-6
    assert found[place] > 0.999


@given(queries, crowds, st.integers(2, 30))
def test_copies_of_a_candidate_score_the_same(
    asked: np.ndarray, crowd: np.ndarray, count: int
) -> None:
    crowd = np.concatenate([crowd, np.repeat(crowd[:1], count, axis=0)])

    found = rerank(asked, crowd, middle=centre(crowd), settings=SETTINGS)

    np.testing.assert_allclose(found[-count:], found[0], atol=1e-4)


@given(queries)
def test_one_candidate_or_none_is_no_special_case(asked: np.ndarray) -> None:
    assert rerank(asked, asked[:0]).shape == (0,)
    assert rerank(asked, asked[:1], middle=centre(asked[:1])).tolist() == pytest.approx([1.0])


def test_a_picture_without_any_features_harms_nothing() -> None:
    crowd = units(3, 9)
    crowd[4] = 0
    nothing = np.zeros((1, 12), np.float32)

    assert np.isfinite(rerank(units(4, 1), crowd, middle=centre(crowd))).all()
    assert rerank(nothing, crowd).tolist() == [0.0] * 9
    assert rerank(units(4, 1), np.repeat(nothing, 30, axis=0)).tolist() == [0.0] * 30


@given(crowds, seeds)
def test_the_cosines_give_what_the_means_themselves_give(crowd: np.ndarray, seed: int) -> None:
    query = units(seed, 1)[0]
    whole = Agreement(neighbours=len(crowd), expansion=len(crowd), own=0.0)

    found = agreement(crowd @ query, crowd @ crowd.T, whole)

    means = np.maximum(crowd @ crowd.T, 0) ** 2 @ crowd
    means /= np.linalg.norm(means, axis=1, keepdims=True)
    expanded = query + np.maximum(means @ query, 0) ** 2 * 1.001 @ means
    expanded /= np.linalg.norm(expanded)
    np.testing.assert_allclose(found, np.clip(means @ expanded, 0, 1), atol=1e-4)


def test_company_decides_between_two_that_are_equally_near() -> None:
    query = np.array([[1.0, 0.0, 0.0]], np.float32)
    lone = np.array([[0.6, 0.8, 0.0]])
    among_friends = np.array([[0.6, 0.0, 0.8]])
    friends = np.array([[0.8, 0.0, 0.6], [0.9, 0.0, np.sqrt(0.19)], [0.85, 0.0, np.sqrt(0.2775)]])
    crowd = np.concatenate([lone, among_friends, friends]).astype(np.float32)

    alone, together = rerank(query, crowd)[:2]

    assert together > alone


@given(crowds)
def test_centring_leaves_unit_lengths(crowd: np.ndarray) -> None:
    found = centred(crowd, centre(crowd))

    np.testing.assert_allclose(np.linalg.norm(found, axis=1), 1, atol=1e-4)


def test_an_empty_sample_centres_nothing() -> None:
    crowd = units(1, 5)

    assert not centre(crowd[:0]).any()
    np.testing.assert_allclose(centred(crowd, centre(crowd[:0])), crowd, atol=1e-6)
    np.testing.assert_allclose(centred(crowd, None), crowd, atol=1e-6)


@given(crowds)
def test_less_like_a_picture_moves_it_down(crowd: np.ndarray) -> None:
    wanted, unwanted = units(5, 1)[0], crowd[0]
    both = np.stack([wanted, unwanted])

    with_both = combine(both, np.array([1.0, -0.5], np.float32), None)

    assert with_both @ unwanted <= wanted @ unwanted + 1e-5


def test_a_picture_that_is_not_wanted_is_not_put_first() -> None:
    both = np.eye(2, 12, dtype=np.float32)
    weights = np.array([1.0, -1.0], np.float32)

    assert rerank(both, both, weights=weights).tolist() == pytest.approx([1.0, 0.0])
