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
    found, sound = unpack(pack(values), values.shape[1])

    assert found.dtype == np.float32
    assert found.shape == values.shape
    assert sound.all()
    largest = np.abs(values).max(axis=1, initial=0.0, keepdims=True).astype(np.float64)
    # The length that was taken away, by the number that is largest in both.
    lengths = largest / np.maximum(np.abs(found).max(axis=1, initial=0.0, keepdims=True), 1e-12)
    assert (np.abs(found * lengths - values) <= 0.51 * largest / 127 + 1e-30).all()


@given(vectors)
def test_a_vector_takes_a_byte_a_number_and_four_more(values: np.ndarray) -> None:
    assert [len(piece) for piece in pack(values)] == [values.shape[1] + 4] * len(values)


@given(vectors)
def test_packing_what_was_unpacked_changes_nothing_more(values: np.ndarray) -> None:
    once, _sound = unpack(pack(values), values.shape[1])
    again, _sound = unpack(pack(once), values.shape[1])

    np.testing.assert_allclose(again, once, rtol=1e-6)


@given(vectors)
def test_a_vector_is_packed_the_same_alone_and_among_others(values: np.ndarray) -> None:
    assert pack(values) == [piece for row in values for piece in pack(row[np.newaxis])]


def test_a_unit_vector_keeps_its_direction() -> None:
    values = np.random.default_rng(1).standard_normal((20, 1280)).astype(np.float32)
    values /= np.linalg.norm(values, axis=1, keepdims=True)

    found, _sound = unpack(pack(values), 1280)

    assert ((found * values).sum(axis=1) > 0.9999).all()
    np.testing.assert_allclose(np.linalg.norm(found, axis=1), 1, rtol=1e-6)


def test_zeros_stay_zeros() -> None:
    found, sound = unpack(pack(np.zeros((2, 8), np.float32)), 8)

    assert not found.any()
    assert sound.all()


@pytest.mark.parametrize("scale", [np.nan, np.inf, -1.0])
def test_a_scale_that_is_none_is_told(scale: float) -> None:
    [piece] = pack(np.ones((1, 8), np.float32))
    damaged = np.float32(scale).tobytes() + piece[4:]

    found, sound = unpack([piece, damaged], 8)

    assert sound.tolist() == [True, False]
    assert np.isfinite(found).all()


def test_a_piece_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="12 bytes"):
        unpack(pack(np.ones((1, 9), np.float32)), 8)
