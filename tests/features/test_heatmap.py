from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shoegui.basics.bundled import models_dir
from shoegui.features.heatmap import blended, coloured, heat, spread, within
from shoegui.features.manifest import Input, load_manifest

RULE = load_manifest(models_dir() / "efficientnet-lite2.toml").input
Floats = npt.NDArray[np.float32]


def cells(seed: int, at: tuple[int, int] | None = None, size: int = 9) -> Floats:
    """Noise, another for every seed, with one thing that is always the same in the cell `at`."""
    made = np.random.default_rng(seed).normal(0, 0.1, (16, size, size)).astype(np.float32)
    if at is not None:
        made[:, at[0], at[1]] = np.random.default_rng(99).normal(0, 1, 16)
    return made


@given(st.integers(2, 6), st.integers(2, 6), st.integers(2, 6), st.integers(2, 6))
def test_the_hottest_cell_is_the_one_that_both_share(
    row: int, column: int, other_row: int, other_column: int
) -> None:
    found = heat(cells(1, (row, column)), cells(2, (other_row, other_column)))

    assert hottest(found) == (row, column)
    assert found.max() == 1
    assert found.min() == 0


def test_maps_of_different_sizes_can_be_compared() -> None:
    assert heat(cells(1, (2, 3)), cells(2, (1, 1), size=7)).shape == (9, 9)


def test_what_has_nothing_that_stands_out_is_cold_all_over() -> None:
    flat = np.ones((16, 9, 9), np.float32)

    assert not heat(flat, cells(1, (4, 4))).any()
    assert not heat(cells(1, (4, 4)), flat).any()


def test_a_background_that_both_share_says_less_than_the_thing() -> None:
    ground = np.random.default_rng(5).normal(0, 3, (16, 1, 1)).astype(np.float32)

    found = heat(cells(1, (4, 2)) + ground, cells(2, (4, 6)) + ground)

    assert hottest(found) == (4, 2)


def hot_corner() -> Floats:
    found = np.zeros((9, 9), np.float32)
    found[0, 0] = 1
    return found


def hottest(found: Floats) -> tuple[int, int]:
    row, column = np.unravel_index(found.argmax(), found.shape)
    return int(row), int(column)


def rule(resize: str) -> Input:
    return replace(RULE, resize=resize)


def test_a_cropped_picture_has_its_cells_in_the_square_in_the_middle() -> None:
    found = spread(hot_corner(), rule("crop"), 190, 90)

    assert found.shape == (90, 190)
    assert hottest(found)[1] >= 50
    assert hottest(found)[1] < 60
    assert not found[:, :50].any()
    assert not found[:, 140:].any()


def test_a_stretched_picture_has_them_all_over() -> None:
    row, column = hottest(spread(hot_corner(), rule("stretch"), 180, 90))

    assert row < 10
    assert column < 20


def test_a_padded_picture_has_none_of_the_cells_beside_it() -> None:
    square = np.zeros((9, 9), np.float32)
    square[3, 0] = 1

    found = spread(square, rule("pad"), 180, 60)

    # Rows 3 to 5 of the square are the picture.
    assert found.shape == (60, 180)
    assert hottest(found)[0] < 20
    assert not spread(hot_corner(), rule("pad"), 180, 60)[30:].any()


@given(st.sampled_from(["crop", "stretch", "pad"]), st.integers(1, 300), st.integers(1, 300))
def test_a_map_fits_a_picture_of_any_size(resize: str, width: int, height: int) -> None:
    found = spread(heat(cells(1), cells(2)), rule(resize), width, height)

    assert found.shape == (height, width)
    assert found.min() >= 0
    assert found.max() <= 1


def test_a_part_lies_where_it_was_cut_out_and_the_rest_is_cold() -> None:
    found = within(np.ones((10, 20), np.float32), (5, 30, 25, 40), 50, 60)

    assert found.shape == (60, 50)
    assert found.sum() == 200
    assert found[30, 5] == found[39, 24] == 1


def lightness(pixels: npt.NDArray[np.uint8]) -> npt.NDArray[np.float64]:
    """L* of sRGB colours, CIE 1976."""
    share = pixels / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    y = linear @ np.array([0.2126, 0.7152, 0.0722])
    return np.asarray(np.where(y > 0.008856, 116 * np.cbrt(y) - 16, 903.3 * y))


def test_the_colours_become_lighter_evenly() -> None:
    steps = np.diff(lightness(coloured(np.linspace(0, 1, 11, dtype=np.float32))))

    assert steps.min() > 4
    assert steps.max() < 2.5 * steps.min()


def test_hot_and_cold_differ_for_every_kind_of_eye() -> None:
    cold, hot = coloured(np.array([0, 1], np.float32)).astype(int)

    # Blue and yellow: the pair that those who confuse red and green tell apart.
    assert cold[2] > cold[0]
    assert hot[2] < hot[0]
    assert hot[2] < hot[1]


@pytest.mark.parametrize("opacity", [0.0, 1.0])
def test_blending_goes_from_the_picture_to_the_colours(opacity: float) -> None:
    picture = np.random.default_rng(0).integers(0, 256, (4, 5, 3)).astype(np.uint8)
    found = np.linspace(0, 1, 20, dtype=np.float32).reshape(4, 5)

    expected = picture if opacity == 0 else coloured(found)

    np.testing.assert_array_equal(blended(picture, found, opacity), expected)
