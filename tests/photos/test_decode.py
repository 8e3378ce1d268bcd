from __future__ import annotations

import contextlib
import io
import struct
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from shoegui.basics.errors import PhotoError
from shoegui.photos.decode import Decoded, Limits, decode
from tests.photos.samples import WHITE, corner_marked, encoded, exif_block, is_red

HEIC = (Path(__file__).parent / "data" / "gradient.heic").read_bytes()

TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""How a camera that writes each orientation has stored an upright picture."""


def refusal(data: bytes, *, cover: int = 32, limits: Limits | None = None) -> PhotoError:
    with pytest.raises(PhotoError) as caught:
        decode(data, cover=cover, path="holiday.jpg", limits=limits)
    assert str(caught.value).startswith("holiday.jpg: ")
    return caught.value


def pixel(decoded: Decoded, x: int = 3, y: int = 3) -> tuple[int, ...]:
    value = decoded.picture.getpixel((x, y))
    assert isinstance(value, tuple)
    return tuple(int(part) for part in value)


@pytest.mark.parametrize("format_name", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_pictures_come_upright(format_name: str, orientation: int) -> None:
    stored = corner_marked(96, 64)
    if orientation in TURNS:
        stored = stored.transpose(TURNS[orientation])
    data = encoded(stored, format_name, exif=exif_block(t0112=orientation))
    decoded = decode(data, cover=0)
    assert decoded.picture.size == (decoded.width, decoded.height) == (96, 64)
    assert is_red(pixel(decoded))
    assert not is_red(pixel(decoded, 92, 3))
    assert not is_red(pixel(decoded, 3, 60))


def test_heic_is_decoded_upright_with_its_metadata() -> None:
    decoded = decode(HEIC, cover=0)
    assert (decoded.format, decoded.width, decoded.height) == ("HEIF", 64, 96)
    assert is_red(pixel(decoded, 60, 3))
    assert decoded.metadata.camera == "Gradient Test"
    assert decoded.metadata.taken_at == "2024-03-02T10:11:12"


@pytest.mark.parametrize("orientation", [0, 9, 65535])
def test_a_senseless_orientation_is_ignored(orientation: int) -> None:
    data = encoded(corner_marked(), "JPEG", exif=exif_block(t0112=orientation))
    assert is_red(pixel(decode(data, cover=0)))


@pytest.mark.parametrize("cover", [7, 40, 100, 150, 299, 300, 301, 5000])
@pytest.mark.parametrize("format_name", ["JPEG", "PNG"])
def test_the_short_side_covers_what_is_asked_and_is_never_enlarged(
    format_name: str, cover: int
) -> None:
    decoded = decode(encoded(corner_marked(400, 300), format_name), cover=cover)
    assert (decoded.width, decoded.height) == (400, 300)
    short = min(decoded.picture.size)
    assert min(cover, 300) <= short <= 300
    assert short < 2 * cover
    assert decoded.picture.width / decoded.picture.height == pytest.approx(4 / 3, rel=0.2)


@given(width=st.integers(1, 90), height=st.integers(1, 90), cover=st.integers(0, 60))
def test_any_size_is_covered(width: int, height: int, cover: int) -> None:
    data = encoded(Image.new("RGBA", (width, height), (200, 10, 10, 255)), "PNG")
    decoded = decode(data, cover=cover)
    assert min(decoded.picture.size) >= min(cover or 1000, width, height)
    assert pixel(decoded, 0, 0) == (200, 10, 10)


def test_a_strip_wise_reduction_equals_one_in_one_piece() -> None:
    opaque = corner_marked(3000, 1100)
    clear = opaque.copy()
    clear.putalpha(255)
    whole = decode(encoded(opaque, "PNG", compress_level=1), cover=100).picture
    strips = decode(encoded(clear, "PNG", compress_level=1), cover=100).picture
    assert whole.size == strips.size
    difference = np.asarray(whole, dtype=int) - np.asarray(strips, dtype=int)
    assert abs(difference).max() <= 1


def test_transparency_lies_over_white() -> None:
    clear = Image.new("RGBA", (64, 64), (0, 0, 0, 0))
    for data in (
        encoded(clear, "PNG"),
        encoded(clear, "WEBP", lossless=True),
        encoded(clear.convert("LA"), "PNG"),
        encoded(Image.new("P", (64, 64)), "PNG", transparency=0),
        encoded(Image.new("P", (64, 64)), "GIF", transparency=0),
        encoded(Image.new("L", (64, 64)), "PNG", transparency=0),
        encoded(Image.new("RGB", (64, 64)), "PNG", transparency=(0, 0, 0)),
    ):
        for cover in (0, 16):
            assert pixel(decode(data, cover=cover)) == WHITE


@pytest.mark.parametrize("mode", ["L", "1", "P", "CMYK", "LAB", "YCbCr"])
def test_other_colour_modes_become_rgb(mode: str) -> None:
    grey = Image.new("RGB", (64, 64), (255, 255, 255)).convert(mode if mode != "LAB" else "RGB")
    if mode == "LAB":
        grey = Image.new("LAB", (64, 64), (255, 128, 128))
    decoded = decode(encoded(grey, "TIFF"), cover=16)
    assert decoded.picture.mode == "RGB"
    assert min(pixel(decoded)) > 240


def test_cmyk_jpegs_have_their_colours() -> None:
    data = encoded(corner_marked().convert("CMYK"), "JPEG", quality=95)
    decoded = decode(data, cover=0)
    assert is_red(pixel(decoded))
    assert decoded.picture.mode == "RGB"


@pytest.mark.parametrize("format_name", ["PNG", "TIFF"])
def test_sixteen_bits_are_scaled_not_clipped(format_name: str) -> None:
    ramp = np.linspace(0, 65535, 64).astype(np.uint16)
    picture = Image.fromarray(np.tile(ramp, (64, 1)))
    values = np.asarray(decode(encoded(picture, format_name), cover=0).picture)[0, :, 0]
    assert list(values) == [round(v / 257) for v in ramp.tolist()]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (np.array([0.0, 0.5, 1.0], np.float32), [0, 128, 255]),
        (np.array([0.0, 100.0, 255.0], np.float32), [0, 100, 255]),
        (np.array([-10.0, 0.0, 10.0], np.float32), [0, 128, 255]),
        (np.array([np.nan, np.inf, 0.5], np.float32), [0, 255, 128]),
        (np.array([np.nan, np.nan, np.nan], np.float32), [0, 0, 0]),
        (np.array([0, 1000, 65535], np.int32), [0, 4, 255]),
        (np.array([0, 50_000_000, 100_000_000], np.int32), [0, 128, 255]),
    ],
)
def test_wide_values_are_brought_into_range(values: np.ndarray, expected: list[int]) -> None:
    data = encoded(Image.fromarray(values[np.newaxis]), "TIFF")
    assert list(np.asarray(decode(data, cover=0).picture)[0, :, 0]) == expected


@pytest.mark.parametrize("format_name", ["GIF", "WEBP", "PNG", "AVIF"])
def test_an_animation_shows_its_first_frame(format_name: str) -> None:
    first, second = Image.new("RGB", (64, 64), "red"), Image.new("RGB", (64, 64), "blue")
    moving = encoded(first, format_name, save_all=True, append_images=[second])
    decoded = decode(moving, cover=0)
    assert decoded.animated
    assert is_red(pixel(decoded))
    assert not decode(encoded(first, format_name), cover=0).animated


def test_the_content_decides_and_not_the_name() -> None:
    decoded = decode(encoded(corner_marked(), "PNG"), cover=0, path="really.jpg")
    assert decoded.format == "PNG"


def wide_gamut_profile() -> bytes:
    """sRGB with its red and green primaries exchanged: what is stored red is meant green."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    count = struct.unpack_from(">L", profile, 128)[0]
    swapped = bytearray(profile.replace(b"s\0R\0G\0B", b"t\0E\0S\0T"))
    for entry in range(132, 132 + 12 * count, 12):
        name = profile[entry : entry + 4]
        if name in (b"rXYZ", b"gXYZ"):
            swapped[entry : entry + 4] = b"gXYZ" if name == b"rXYZ" else b"rXYZ"
    return bytes(swapped)


@pytest.mark.parametrize("format_name", ["JPEG", "PNG", "TIFF", "WEBP", "AVIF"])
def test_colours_are_converted_by_the_pictures_own_profile(format_name: str) -> None:
    red = Image.new("RGB", (64, 64), (250, 0, 0))
    r, g, b = pixel(decode(encoded(red, format_name, icc_profile=wide_gamut_profile()), cover=0))
    assert (r < 60, g > 200, b < 60) == (True, True, True)


@pytest.mark.parametrize("profile", [b"x" * 500, wide_gamut_profile()[:300], b"short"])
def test_a_bad_colour_profile_is_ignored(profile: bytes) -> None:
    assert is_red(pixel(decode(encoded(corner_marked(), "JPEG", icc_profile=profile), cover=0)))
    grey = encoded(Image.new("L", (64, 64), 99), "JPEG", icc_profile=wide_gamut_profile())
    assert pixel(decode(grey, cover=0)) == (99, 99, 99)


def test_the_picture_carries_nothing_else_along() -> None:
    data = encoded(corner_marked(), "JPEG", exif=exif_block(t010f="Make"), comment=b"private")
    again = encoded(decode(data, cover=0).picture, "JPEG")
    assert b"Make" not in again
    assert b"private" not in again


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"plain words\n", "not_a_picture"),
        (b"\x00" * 100, "not_a_picture"),
        (b"<?xml version='1.0'?>\n<svg xmlns='http://www.w3.org/2000/svg'/>", "unsupported"),
        (b"%PDF-1.7\n", "unsupported"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "unsupported"),
        (b"8BPS\x00\x01", "unsupported"),
        (b"\xff\x0a" + b"\x00" * 40, "unsupported"),
        (b"\x89PNG\r\n\x1a\n" + b"\x07" * 90 + b"IEND\xae\x42\x60\x82", "damaged"),
        (b"\xff\xd8\xff\xe0" + b"\x07" * 90 + b"\xff\xd9", "truncated"),
    ],
)
def test_what_cannot_be_decoded_is_refused_with_its_reason(data: bytes, code: str) -> None:
    assert refusal(data).code == code


WHOLE = {
    "JPEG": encoded(corner_marked(160, 120), "JPEG", exif=exif_block(t0112=6, t010f="Make")),
    "progressive": encoded(corner_marked(160, 120), "JPEG", progressive=True),
    "PNG": encoded(corner_marked(), "PNG"),
    "WEBP": encoded(corner_marked(), "WEBP"),
    "GIF": encoded(corner_marked(), "GIF"),
    "BMP": encoded(corner_marked(), "BMP"),
    "TIFF": encoded(corner_marked(), "TIFF", exif=exif_block(t0112=6)),
    "LZW": encoded(corner_marked(), "TIFF", compression="tiff_lzw"),
    "AVIF": encoded(corner_marked(), "AVIF"),
    "PPM": encoded(corner_marked(), "PPM"),
    "ICO": encoded(corner_marked(), "ICO"),
    "TGA": encoded(corner_marked(), "TGA", compression="tga_rle"),
    "JPEG2000": encoded(corner_marked(), "JPEG2000"),
    "HEIF": HEIC,
}


@pytest.mark.parametrize("kind", WHOLE)
def test_every_kind_is_decoded(kind: str) -> None:
    decoded = decode(WHOLE[kind], cover=30)
    assert decoded.picture.mode == "RGB"
    assert 30 <= min(decoded.picture.size) < 60
    assert type(decoded.picture.info) is dict
    assert not decoded.picture.info


@pytest.mark.parametrize(
    "kind", ["JPEG", "progressive", "PNG", "WEBP", "GIF", "BMP", "TIFF", "AVIF", "PPM", "HEIF"]
)
@pytest.mark.parametrize("share", [0.5, 0.9])
@pytest.mark.parametrize("cover", [0, 15])
def test_a_file_that_is_cut_off_is_refused(kind: str, share: float, cover: int) -> None:
    data = WHOLE[kind]
    assert refusal(data[: int(len(data) * share)], cover=cover).code == "truncated"


@settings(max_examples=200, deadline=None)
@given(kind=st.sampled_from(sorted(WHOLE)), draw=st.data())
def test_damage_of_any_kind_ends_in_a_picture_or_a_refusal(kind: str, draw: st.DataObject) -> None:
    data = bytearray(WHOLE[kind])
    for _ in range(draw.draw(st.integers(1, 8))):
        at = draw.draw(st.integers(0, len(data) - 1))
        patch = draw.draw(st.binary(max_size=6))
        length = draw.draw(st.integers(0, 6))
        data[at : at + length] = patch
        data = data or bytearray(b"\x00")
    with contextlib.suppress(PhotoError):
        assert decode(bytes(data), cover=20).picture.mode == "RGB"


def png_of_size(width: int, height: int) -> bytes:
    """The beginning of a PNG that claims a size, without the pixels for it."""
    chunks = b""
    for name, body in ((b"IHDR", struct.pack(">LLBBBBB", width, height, 8, 2, 0, 0, 0)),):
        chunks += struct.pack(">L", len(body)) + name + body
        chunks += struct.pack(">L", zlib.crc32(name + body))
    return b"\x89PNG\r\n\x1a\n" + chunks + struct.pack(">L", 9) + b"IDAT" + bytes(13)


def test_a_heif_entry_that_crashes_its_parser_is_refused_before() -> None:
    entry = HEIC.index(b"Exif\x00", HEIC.index(b"infe") + 20)
    assert refusal(HEIC[:entry] + b"\xae" + HEIC[entry + 1 :]).code == "damaged"
    # The same bytes among the pixels are nobody's entry.
    pixels = HEIC.index(b"mdat") + 60
    decode(HEIC[:pixels] + b"\x00\x00\x00\x20infe\xff\xff" + HEIC[pixels + 10 :], cover=0)


def test_absurd_sizes_are_refused_before_decoding() -> None:
    assert "1,000 megapixels" in refusal(png_of_size(50_000, 20_000)).what
    assert "70,000 x 10 px" in refusal(png_of_size(70_000, 10)).what
    assert refusal(png_of_size(15_000, 12_000)).code == "truncated"
    assert refusal(WHOLE["PNG"], limits=Limits(pixels=1000)).code == "too_large"
    assert refusal(WHOLE["HEIF"], limits=Limits(pixels=1000)).code == "too_large"
    assert refusal(WHOLE["AVIF"], limits=Limits(side=90)).code == "too_large"


def test_a_jpeg_decoded_at_a_reduced_scale_may_be_larger() -> None:
    # 19,200 pixels.
    limits = Limits(pixels=10_000)
    assert decode(WHOLE["JPEG"], cover=30, limits=limits).picture.size == (30, 40)
    assert refusal(WHOLE["JPEG"], cover=0, limits=limits).code == "too_large"
    assert refusal(WHOLE["progressive"], cover=30, limits=limits).code == "too_large"
    assert refusal(WHOLE["JPEG"], cover=30, limits=Limits(pixels=4000)).code == "too_large"


def test_too_little_memory_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    def exhausted(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(Image.Image, "reduce", exhausted)
    assert refusal(WHOLE["PNG"], cover=16).code == "too_large"


def test_many_threads_decode_the_same_as_one() -> None:
    pictures = [*WHOLE.values()] * 4
    alone = [decode(data, cover=30).picture.tobytes() for data in pictures]
    with ThreadPoolExecutor(8) as pool:
        together = pool.map(lambda data: decode(data, cover=30).picture.tobytes(), pictures)
        assert list(together) == alone


def test_odd_metadata_warns_nobody() -> None:
    # Warnings are errors in the tests: one that escaped would make this a refusal.
    exif = bytearray(exif_block(t010f="A camera of some make", t9003="2024:03:02 10:11:12"))
    exif[20:24] = b"\xff\xff\xff\x7f"
    file = io.BytesIO()
    corner_marked().save(file, "JPEG", exif=bytes(exif))
    assert is_red(pixel(decode(file.getvalue(), cover=0)))
    tiff = bytearray(encoded(corner_marked(), "TIFF", exif=exif_block(t010f="Some maker here")))
    entry = tiff.find(struct.pack("<HH", 0x010F, 2))
    tiff[entry + 4 : entry + 8] = struct.pack("<L", 0x00FFFFFF)
    assert is_red(pixel(decode(bytes(tiff), cover=0)))
