from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shoegui.photos.metadata import Exif, Metadata, read_exif
from tests.photos.samples import corner_marked, encoded, exif_block


def test_date_and_camera_are_read() -> None:
    block = exif_block(
        t010f="FUJIFILM", t0110="X-T4", t0132="2025:01:01 00:00:00", t9003="2024:03:02 10:11:12"
    )
    expected = Metadata(taken_at="2024-03-02T10:11:12", camera="FUJIFILM X-T4")
    assert read_exif(block).metadata == expected
    assert read_exif(block.removeprefix(b"Exif\x00\x00")).metadata == expected


def test_a_tiff_file_is_its_own_block() -> None:
    data = encoded(corner_marked(), "TIFF", exif=exif_block(t0112=6, t0110="Scanner"))
    assert read_exif(data) == Exif(6, Metadata(camera="Scanner"))


def test_big_endian_blocks_are_read() -> None:
    block = b"MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x08\x00\x00"
    assert read_exif(block + bytes(4)).orientation == 8


@pytest.mark.parametrize(
    ("make", "model", "camera"),
    [
        ("Canon", "Canon EOS R5", "Canon EOS R5"),
        ("NIKON CORPORATION", "NIKON D850", "NIKON D850"),
        ("Apple", "iPhone 12", "Apple iPhone 12"),
        ("Apple  \x00junk", " ", "Apple"),
        ("", "", None),
    ],
)
def test_the_maker_is_not_named_twice(make: str, model: str, camera: str | None) -> None:
    assert read_exif(exif_block(t010f=make, t0110=model)).metadata.camera == camera


@pytest.mark.parametrize(
    "moment",
    ["0000:00:00 00:00:00", "2024:13:01 10:00:00", "yesterday", "    ", "0001:01:01 00:00:00"],
)
def test_a_senseless_date_is_no_date(moment: str) -> None:
    assert read_exif(exif_block(t9003=moment)).metadata.taken_at is None


def test_a_bad_date_gives_way_to_the_next_one() -> None:
    block = exif_block(t9003="0000:00:00 00:00:00", t0132="2020:05:06 07:08:09")
    assert read_exif(block).metadata.taken_at == "2020-05-06T07:08:09"


@pytest.mark.parametrize(
    "block", [None, b"", b"Exif\x00\x00", b"II*\x00", b"MM\x00*\xff\xff\xff\xff"]
)
def test_nothing_is_read_from_nothing(block: bytes | None) -> None:
    assert read_exif(block) == Exif()


@given(at=st.integers(0, 200), patch=st.binary(max_size=40), end=st.integers(0, 250))
def test_damage_never_raises(at: int, patch: bytes, end: int) -> None:
    block = exif_block(t010f="A long maker's name", t0112=3, t9003="2024:03:02 10:11:12")
    exif = read_exif((block[:at] + patch + block[at + len(patch) :])[:end])
    assert 1 <= exif.orientation <= 8
    assert exif.metadata.camera is None or exif.metadata.camera.isprintable()
