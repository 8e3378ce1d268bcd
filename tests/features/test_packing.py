from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from shoegui.features.packing import pack, unpack

vectors = st.tuples(st.integers(0, 6), st.integers(1, 40)).flatmap(
    lambda shape: arrays(np.float32, shape, elements=st.floats(-1e3, 1e3, width=32))
)


@given(vectors)
def test_no_number_moves_by_more_than_half_a_step(values: np.ndarray) -> None:
    found = unpack(pack(values), values.shape[1])

    step = np.abs(values).max(axis=1, initial=0.0, keepdims=True) / 127
    assert found.dtype == np.float32
    assert found.shape == values.shape
    assert (np.abs(found - values) <= 0.501 * step + 1e-30).all()


@given(vectors)
def test_a_vector_takes_a_byte_a_number_and_four_more(values: np.ndarray) -> None:
    assert [len(piece) for piece in pack(values)] == [values.shape[1] + 4] * len(values)


@given(vectors)
def test_packing_what_was_unpacked_changes_nothing_more(values: np.ndarray) -> None:
    once = unpack(pack(values), values.shape[1])

    np.testing.assert_allclose(unpack(pack(once), values.shape[1]), once, rtol=1e-6)


@given(vectors)
def test_a_vector_is_packed_the_same_alone_and_among_others(values: np.ndarray) -> None:
    assert pack(values) == [piece for row in values for piece in pack(row[np.newaxis])]


def test_a_unit_vector_keeps_its_direction() -> None:
    values = np.random.default_rng(1).standard_normal((20, 1280)).astype(np.float32)
    values /= np.linalg.norm(values, axis=1, keepdims=True)

    found = unpack(pack(values), 1280)

    cosines = (found * values).sum(axis=1) / np.linalg.norm(found, axis=1)
    assert (cosines > 0.9999).all()


def test_zeros_stay_zeros() -> None:
    assert not unpack(pack(np.zeros((2, 8), np.float32)), 8).any()


def test_a_piece_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="12 bytes"):
        unpack(pack(np.ones((1, 9), np.float32)), 8)
