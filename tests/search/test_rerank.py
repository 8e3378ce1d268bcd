from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from shoegui.search.rerank import order, similarity

cosines = arrays(np.float32, st.integers(0, 40), elements=st.floats(-1.25, 1.25, width=32))


@given(cosines)
def test_similarities_lie_between_0_and_1(values: np.ndarray) -> None:
    found = similarity(values)

    assert found.shape == values.shape
    assert found.dtype == np.float32
    assert ((found >= 0) & (found <= 1)).all()


@given(cosines)
def test_a_higher_cosine_is_never_a_lower_similarity(values: np.ndarray) -> None:
    assert (np.diff(similarity(np.sort(values))) >= 0).all()


@given(cosines)
def test_the_order_is_the_highest_first_and_equal_ones_stay_in_place(values: np.ndarray) -> None:
    found = order(values).tolist()

    expected = sorted(range(len(values)), key=lambda one: -values[one])
    assert found == expected
