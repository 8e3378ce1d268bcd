from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from shoegui.features.manifest import Input
from shoegui.features.prepare import Preparation
from shoegui.features.session import Floats

SIZE = 16
sides = st.integers(1, 200)
channels = st.integers(0, 255)


def rule(
    resize: str = "stretch",
    colour: str = "RGB",
    filter: str = "bilinear",  # noqa: A002 - the manifest's word
) -> Input:
    return Input("pixels", SIZE, colour, (127.0, 100.0, 50.0), (128.0, 64.0, 32.0), resize, filter)


def prepared(picture: Image.Image, resize: str = "stretch", colour: str = "RGB") -> Floats:
    return Preparation(rule(resize, colour))(picture)


@given(sides, sides, channels, channels, channels, st.sampled_from(["stretch", "crop"]))
def test_a_picture_of_one_colour_becomes_that_colour_less_mean_by_scale(
    width: int, height: int, red: int, green: int, blue: int, resize: str
) -> None:
    array = prepared(Image.new("RGB", (width, height), (red, green, blue)), resize)
    assert array.shape == (3, SIZE, SIZE)
    assert array.dtype == np.float32
    assert array.flags.c_contiguous
    wanted = [(red - 127) / 128, (green - 100) / 64, (blue - 50) / 32]
    for channel, value in zip(array, wanted, strict=True):
        np.testing.assert_allclose(channel, value, atol=1e-6)


@given(sides, sides)
def test_a_padded_picture_keeps_its_shape_and_the_border_is_the_mean(
    width: int, height: int
) -> None:
    array = prepared(Image.new("RGB", (width, height), (255, 255, 255)), "pad")
    inside = array[0] != 0
    rows, columns = inside.any(axis=1).sum(), inside.any(axis=0).sum()
    assert max(rows, columns) == SIZE
    assert inside.sum() == rows * columns
    assert abs(columns - max(1, width * SIZE / max(width, height))) <= 0.5
    assert abs(rows - max(1, height * SIZE / max(width, height))) <= 0.5
    # Centred: the borders on both sides differ by one pixel at most.
    assert abs(int(inside.any(axis=0).argmax()) - (SIZE - columns) / 2) <= 0.5
    assert abs(int(inside.any(axis=1).argmax()) - (SIZE - rows) / 2) <= 0.5


def test_the_first_plane_is_red_or_for_bgr_blue() -> None:
    red = Image.new("RGB", (SIZE, SIZE), (255, 0, 0))
    np.testing.assert_allclose(prepared(red)[:, 0, 0], [1, -100 / 64, -50 / 32])
    np.testing.assert_allclose(
        prepared(red, colour="BGR")[:, 0, 0], [-127 / 128, -100 / 64, 205 / 32]
    )


def test_rows_stay_rows() -> None:
    pixels = np.zeros((SIZE, SIZE, 3), np.uint8)
    pixels[3, 5] = 255
    array = prepared(Image.fromarray(pixels))
    assert np.argwhere(array[0] == array[0].max()).tolist() == [[3, 5]]


@pytest.mark.parametrize(("width", "height"), [(48, 16), (16, 48)])
def test_crop_takes_the_square_in_the_middle_and_stretch_takes_all(width: int, height: int) -> None:
    picture = Image.new("RGB", (width, height), (255, 0, 0))
    middle = ((width - 16) // 2, (height - 16) // 2)
    picture.paste((0, 255, 0), (*middle, middle[0] + 16, middle[1] + 16))
    green = prepared(Image.new("RGB", (16, 16), (0, 255, 0)))
    # At the seam the filter reaches one pixel over the edge of the box.
    np.testing.assert_array_equal(prepared(picture, "crop")[:, 1:-1, 1:-1], green[:, 1:-1, 1:-1])
    stretched = prepared(picture)[0]
    assert stretched[0, 0] == 1
    assert stretched[8, 8] == green[0, 8, 8]


@pytest.mark.parametrize("name", ["bilinear", "bicubic", "lanczos", "box"])
def test_every_filter_is_the_one_of_its_name(name: str) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (40, 50, 3), np.uint8)
    picture = Image.fromarray(noise)
    wanted = picture.resize((SIZE, SIZE), Image.Resampling[name.upper()])
    array = Preparation(rule(filter=name))(picture)
    np.testing.assert_allclose(array[0], (np.asarray(wanted)[:, :, 0] - 127.0) / 128, atol=1e-6)


def test_a_picture_that_is_not_rgb_is_a_bug_of_the_caller() -> None:
    with pytest.raises(ValueError, match="expected an RGB picture, got L"):
        prepared(Image.new("L", (20, 20)))
