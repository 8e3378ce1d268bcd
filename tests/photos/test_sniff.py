from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shoegui.photos.sniff import refused_kind, sniff
from tests.photos.samples import corner_marked, encoded


@pytest.mark.parametrize(
    "format_name", ["JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF", "AVIF", "PPM", "ICO", "JPEG2000"]
)
def test_formats_are_known_by_their_beginning(format_name: str) -> None:
    data = encoded(corner_marked(), format_name)
    assert sniff(data) == sniff(data[:64]) == format_name


@pytest.mark.parametrize("compression", [None, "tga_rle"])
def test_tga_is_known_by_the_whole_file(compression: str | None) -> None:
    data = encoded(corner_marked(), "TGA", compression=compression)
    assert sniff(data) == "TGA"
    if compression is None:
        # The older version of the format has no footer.
        assert sniff(data[:-26]) == "TGA"
        assert sniff(data[:-30]) is None


@pytest.mark.parametrize(
    ("brands", "format_name"),
    [
        (b"heic\0\0\0\0mif1heic", "HEIF"),
        (b"mif1\0\0\0\0mif1heic", "HEIF"),
        (b"mif1\0\0\0\0mif1avif", "AVIF"),
        (b"avif\0\0\0\0mif1miaf", "AVIF"),
        (b"isom\0\0\0\0isomavc1", None),
        (b"qt  \0\0\0\0qt  ", None),
        (b"crx \0\0\0\1crx isom", None),
    ],
)
def test_boxed_formats_are_told_apart_by_their_brands(
    brands: bytes, format_name: str | None
) -> None:
    box = (len(brands) + 8).to_bytes(4, "big") + b"ftyp" + brands
    assert sniff(box + b"\0" * 50) == format_name


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"P5 is a paper size\n",
        b"BM is how this text begins, and more follows",
        b"RIFF\x24\x00\x00\x00WAVEfmt ",
        b"#!/bin/sh\n",
        b"PK\x03\x04",
        b"\x7fELF\x02\x01\x01",
        b"\x00\x00\x02\x00\x01\x00\x20\x20\x00\x00\x01\x00\x18\x00",
        b"<html><body><svg></svg></body></html>",
    ],
)
def test_other_files_are_no_pictures(data: bytes) -> None:
    assert sniff(data) is None
    assert refused_kind(data) is None


@given(st.binary(max_size=300))
def test_any_bytes_get_an_answer(data: bytes) -> None:
    assert sniff(data) is None or refused_kind(data) is None
