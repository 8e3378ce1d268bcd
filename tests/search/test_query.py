from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from shoegui.basics.errors import PhotoError, UsageError
from shoegui.search.query import Crop, Query, open_query
from tests.helpers import draw, save

shares = st.floats(0, 1, allow_nan=False)


@st.composite
def crops(draw: st.DrawFn) -> Crop:
    left, right = sorted(draw(st.tuples(shares, shares).filter(lambda two: two[0] != two[1])))
    top, bottom = sorted(draw(st.tuples(shares, shares).filter(lambda two: two[0] != two[1])))
    return Crop(left, top, right, bottom)


@given(crops(), st.integers(1, 20_000), st.integers(1, 20_000))
def test_a_crop_is_never_empty_and_never_outside(crop: Crop, width: int, height: int) -> None:
    left, top, right, bottom = crop.box(width, height)

    assert 0 <= left < right <= width
    assert 0 <= top < bottom <= height


@given(crops(), st.integers(10, 20_000), st.integers(10, 20_000))
def test_a_crop_is_where_it_was_asked_for(crop: Crop, width: int, height: int) -> None:
    left, top, right, bottom = crop.box(width, height)

    assert abs(left - crop.left * width) <= 1
    assert abs(top - crop.top * height) <= 1
    assert abs(right - crop.right * width) <= 1
    assert abs(bottom - crop.bottom * height) <= 1


@given(st.integers(1, 20_000), st.integers(1, 20_000))
def test_the_whole_picture_is_a_crop(width: int, height: int) -> None:
    assert Crop(0, 0, 1, 1).box(width, height) == (0, 0, width, height)


@given(crops())
def test_a_crop_that_is_written_can_be_read(crop: Crop) -> None:
    written = f"{crop.left!r},{crop.top!r},{crop.right!r},{crop.bottom!r}"

    assert Crop.parse(written) == crop


@pytest.mark.parametrize(
    "text",
    [
        *("", "0.1", "0,0,1", "0,0,1,1,1", "a,b,c,d", "0.5,0,0.5,1", "0,1,1,0", "0,0,2,1"),
        *("-1,0,1,1", "nan,0,1,1", "0,0,inf,1", "0;0;1;1"),
    ],
)
def test_what_is_no_crop_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        Crop.parse(text)

    assert caught.value.advice


def test_a_query_is_either_a_picture_or_a_photo() -> None:
    with pytest.raises(UsageError):
        Query()
    with pytest.raises(UsageError):
        Query(Path("a.jpg"), photo_id=1)


def test_a_file_its_bytes_and_its_picture_are_the_same_query(tmp_path: Path) -> None:
    file = save(tmp_path / "a.png", 1)

    opened = [
        open_query(file, None, 36),
        open_query(file.read_bytes(), None, 36),
        open_query(draw(1), None, 36),
    ]

    pictures = [np.asarray(one) for one in opened]
    assert all(np.array_equal(pictures[0], one) for one in pictures)


def test_a_crop_cuts_the_same_part_from_each(tmp_path: Path) -> None:
    file = save(tmp_path / "a.png", 1)
    crop = Crop(0.25, 0.25, 0.75, 1)

    for source in (file, file.read_bytes(), draw(1)):
        assert np.array_equal(
            np.asarray(open_query(source, crop, 16)),
            np.asarray(draw(1).crop((12, 9, 36, 36))),
        )


def test_a_small_part_of_a_large_picture_still_has_enough_pixels() -> None:
    data = io.BytesIO()
    draw(1, (1600, 1200)).save(data, "JPEG")

    part = open_query(data.getvalue(), Crop(0.4, 0.4, 0.6, 0.6), 200)

    assert min(part.size) >= 200


def test_a_decoded_picture_may_have_any_mode() -> None:
    for mode in ("L", "RGBA", "P", "CMYK", "1"):
        assert open_query(draw(1).convert(mode), None, 16).mode == "RGB"


@pytest.mark.parametrize(
    ("content", "code"), [(b"", "empty"), (b"hello", "not_a_picture"), (None, "unreadable")]
)
def test_what_is_no_picture_is_refused_by_name(
    tmp_path: Path, content: bytes | None, code: str
) -> None:
    file = tmp_path / "a.jpg"
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(PhotoError, match=r"a\.jpg: ") as caught:
        open_query(file, None, 16)

    assert caught.value.code == code


def test_a_folder_is_no_query(tmp_path: Path) -> None:
    with pytest.raises(PhotoError):
        open_query(tmp_path, None, 16)


def test_a_crop_out_of_a_thumbnail_sized_picture_is_at_least_one_pixel() -> None:
    tiny = Image.new("RGB", (1, 1))

    assert open_query(tiny, Crop(0.9, 0.9, 1, 1), 16).size == (1, 1)
