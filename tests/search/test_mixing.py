from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from shoegui.search.mixing import mixed

numbers = arrays(np.float32, 8, elements=st.floats(-1, 1, width=32))
shares = st.floats(0, 1)


@given(numbers, numbers, shares)
def test_a_mixed_score_lies_between_the_two(
    kind: np.ndarray, look: np.ndarray, share: float
) -> None:
    found = mixed(kind, look, share)

    both = np.clip([kind, look], 0, 1)
    assert found.dtype == np.float32
    assert (found >= both.min(axis=0) - 1e-6).all()
    assert (found <= both.max(axis=0) + 1e-6).all()


@given(numbers, numbers)
def test_the_ends_are_kind_alone_and_look_alone(kind: np.ndarray, look: np.ndarray) -> None:
    np.testing.assert_array_equal(mixed(kind, look, 0), np.clip(kind, 0, 1))
    np.testing.assert_array_equal(mixed(kind, look, 1), np.clip(look, 0, 1))


@pytest.mark.parametrize("share", [-0.1, 1.1, float("nan")])
def test_there_is_nothing_beyond_the_ends(share: float) -> None:
    with pytest.raises(ValueError, match="0 to 1"):
        mixed([0.5], [0.5], share)
