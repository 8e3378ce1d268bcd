"""The fields of a protobuf message one after the other, without reading what is in them.

For messages with large parts that are only passed on: the protobuf library copies all of them,
and every thread waits meanwhile. The format: https://protobuf.dev/programming-guides/encoding/.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

VARINT, FIXED64, LENGTH_DELIMITED, FIXED32 = 0, 1, 2, 5


class Field(NamedTuple):
    """A field of a message: it lies in bytes `begin` to `end`, its content in `start` to `end`."""

    number: int
    kind: int
    begin: int
    start: int
    end: int


def fields(message: memoryview, start: int = 0, end: int | None = None) -> Iterator[Field]:
    """The fields of the message in bytes `start` to `end`. Raises `ValueError` when it is none."""
    at, end = start, len(message) if end is None else end
    while at < end:
        begin = at
        key, at = _varint_at(message, at, end)
        number, kind = key >> 3, key & 7
        if kind == LENGTH_DELIMITED:
            length, at = _varint_at(message, at, end)
            behind = at + length
        elif kind == VARINT:
            _, behind = _varint_at(message, at, end)
        elif kind in (FIXED32, FIXED64):
            behind = at + (4 if kind == FIXED32 else 8)
        else:
            raise ValueError(f"a field of kind {kind}")
        if number == 0 or behind > end:
            raise ValueError("no protobuf message")
        yield Field(number, kind, begin, at, behind)
        at = behind


def varint(value: int) -> bytes:
    """`value`, not negative, as protobuf writes numbers."""
    written = bytearray()
    while value > 0x7F:
        written.append(value & 0x7F | 0x80)
        value >>= 7
    written.append(value)
    return bytes(written)


def _varint_at(message: memoryview, at: int, end: int) -> tuple[int, int]:
    """The number at `at`, and where it ends."""
    value = shift = 0
    while at < end and shift < 70:
        byte = message[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7
    raise ValueError("no number")
