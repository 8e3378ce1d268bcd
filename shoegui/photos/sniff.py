"""Telling a file's format by its first bytes, never by its name. Nothing is decoded here."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

_JPEG2000 = (b"\x00\x00\x00\x0cjP  \r\n\x87\n", b"\xff\x4f\xff\x51")
_TIFF = (b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")
_HEIF_BRANDS = frozenset(
    {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"}
)
_AVIF_BRANDS = frozenset({b"avif", b"avis"})
_PORTABLE = re.compile(rb"P[1-6](?:\s|#[^\n]*\n)+\d")
_TGA_HEADER = struct.Struct("<BBBHHBHHHHBB")
_BMP_HEADERS = frozenset({12, 16, 40, 52, 56, 64, 108, 124})

# Pictures, or near relatives, that are recognised only to be refused by name.
_REFUSED = (
    (b"\xff\x0a", "JPEG XL"),
    (b"\x00\x00\x00\x0cJXL \r\n\x87\n", "JPEG XL"),
    (b"8BPS", "Photoshop"),
    (b"gimp xcf", "GIMP"),
    (b"%!PS", "PostScript"),
    (b"\xc5\xd0\xd3\xc6", "PostScript"),
    (b"%PDF-", "PDF"),
    (b"FUJIFILMCCD-RAW", "camera raw"),
    (b"IIRO", "camera raw"),
    (b"IIU\x00", "camera raw"),
    (b"II*\x00\x10\x00\x00\x00CR", "camera raw"),
    (b"\x76\x2f\x31\x01", "OpenEXR"),
)


def sniff(data: bytes) -> str | None:
    """The format of a picture that can be decoded, by content; None for anything else.

    One of "JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF", "HEIF", "AVIF", "JPEG2000", "ICO", "PPM"
    and "TGA". `data` may be just the beginning of the file (64 bytes or more), except for TGA,
    which has no mark of its own and is told by the whole file.
    """
    if refused_kind(data[:32]) == "camera raw":
        return None
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "GIF"
    if data.startswith(_TIFF):
        return "TIFF"
    if data[4:8] == b"ftyp":
        return _boxed_format(data)
    if data.startswith(_JPEG2000):
        return "JPEG2000"
    if data[:2] == b"BM" and int.from_bytes(data[14:18], "little") in _BMP_HEADERS:
        return "BMP"
    if data[:4] == b"\x00\x00\x01\x00" and data[4:6] != b"\x00\x00" and data[9:10] == b"\x00":
        return "ICO"
    if _PORTABLE.match(data[:256]):
        return "PPM"
    return "TGA" if _is_tga(data) else None


def refused_kind(data: bytes) -> str | None:
    """What to call a picture of a known kind that is not decoded (SVG, PDF, ...), else None."""
    for mark, kind in _REFUSED:
        if data.startswith(mark):
            return kind
    opening = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    if opening.startswith(b"<") and b"<svg" in opening and b"<html" not in opening:
        return "SVG"
    return None


def is_cut_off(format_name: str, data: bytes) -> bool:
    """Whether a file that could not be decoded ends before its format says it should."""
    if format_name == "JPEG":
        return b"\xff\xd9" not in data[-1024:]
    if format_name == "PNG":
        return b"IEND" not in data[-1024:]
    if format_name == "WEBP":
        return int.from_bytes(data[4:8], "little") + 8 > len(data)
    if format_name == "GIF":
        return b"\x3b" not in data[-16:]
    if format_name == "BMP":
        return int.from_bytes(data[2:6], "little") > len(data)
    if format_name in ("HEIF", "AVIF"):
        return _boxes_cut_off(data)
    return False


def has_readable_items(data: bytes) -> bool:
    """Whether the item entries of a HEIF file (ISO 14496-12, 8.11.6) are text where they must be.

    pi-heif 1.4 takes the process down with it on an entry that is not.
    """
    start, end = next((place for name, *place in _boxes(data) if name == b"meta"), (0, 0))
    at = data.find(b"infe", start, end)
    while at >= 0:
        # The size stands before the name; version 2 has 12 bytes between the name and the type.
        size = int.from_bytes(data[at - 4 : at], "big")
        try:
            data[at + 12 : at - 4 + min(size, 1024)].decode("utf-8")
        except UnicodeDecodeError as error:
            if error.reason != "unexpected end of data":
                return False
        at = data.find(b"infe", at + 4, end)
    return True


def _boxes(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Name, start and end of each box of the file (ISO 14496-12, 4.2); ends may lie beyond it."""
    at = 0
    while at + 8 <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        if size == 1:
            size = int.from_bytes(data[at + 8 : at + 16], "big")
        elif size == 0:
            size = len(data) - at
        yield data[at + 4 : at + 8], at, at + size
        if size < 8:
            return
        at += size


def _boxed_format(data: bytes) -> str | None:
    """HEIF or AVIF by the brands in the opening box (ISO 14496-12, 4.3)."""
    end = min(int.from_bytes(data[:4], "big"), len(data), 512)
    brands = {data[8:12]} | {data[at : at + 4] for at in range(16, end - 3, 4)}
    if data[8:12] not in _HEIF_BRANDS and brands & _AVIF_BRANDS:
        return "AVIF"
    if data[8:12] in (b"mif1", b"msf1") and brands & _AVIF_BRANDS:
        return "AVIF"
    return "HEIF" if brands & _HEIF_BRANDS else None


def _boxes_cut_off(data: bytes) -> bool:
    end = 0
    for _, start, end in _boxes(data):
        if end - start < 8:
            # Not a size: damage of another kind.
            return False
    return end != len(data)


def _is_tga(data: bytes) -> bool:
    """By the footer of version 2, or by a header that agrees with the length of the file."""
    if len(data) < _TGA_HEADER.size:
        return False
    fields = _TGA_HEADER.unpack_from(data)
    id_length, has_map, kind, map_first, map_count, map_depth = fields[:6]
    width, height, depth = fields[8:11]
    if has_map not in (0, 1) or depth not in (8, 16, 24, 32) or not width or not height:
        return False
    if data[-18:] == b"TRUEVISION-XFILE.\x00":
        return kind in (1, 2, 3, 9, 10, 11)
    if has_map == 0 and (map_first or map_count or map_depth):
        return False
    body = _TGA_HEADER.size + id_length + map_count * ((map_depth + 7) // 8)
    return kind in (1, 2, 3) and len(data) >= body + width * height * (depth // 8)
