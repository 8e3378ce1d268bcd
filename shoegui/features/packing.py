"""Vectors as a quarter of their bytes: whole numbers of 8 bits and one scale per vector.

For vectors of which many are read at once, such as those that candidates are re-ranked with. What
they mean, and where they are kept, is not known here.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float32]
BoolArray = npt.NDArray[np.bool_]

_SCALE = np.dtype("<f4")
_MOST = 127


def pack(vectors: FloatArray) -> list[bytes]:
    """Each of `vectors`, finite float32 (n, d), as 4 + d bytes.

    The scale, little-endian float32, then d signed bytes: number = scale x byte. No number moves by
    more than half its vector's scale, which is the vector's number farthest from 0, / 127.
    """
    # A vector so small that its scale would be 0 becomes zeros.
    scales = (np.abs(vectors).max(axis=1, initial=0.0) / _MOST).astype(_SCALE)
    steps = np.where(scales > np.finfo(np.float32).tiny, scales, np.float32(np.inf))
    codes = np.clip(np.rint(vectors / steps[:, np.newaxis]), -_MOST, _MOST).astype(np.int8)
    return [scale.tobytes() + row.tobytes() for scale, row in zip(scales, codes, strict=True)]


def packed_size(length: int) -> int:
    """How many bytes `pack` makes of a vector of `length` numbers."""
    return _SCALE.itemsize + length


def unpack(packed: Sequence[bytes], length: int) -> tuple[FloatArray, BoolArray]:
    """What `pack` was given, but for rounding and at unit length, and which of it is sound.

    Float32 (n, `length`) and bool (n,). Zeros stay zeros; a scale that is negative or
    no number is not sound. Raises `ValueError` where a piece was not made from a vector of `length`
    numbers.
    """
    size = packed_size(length)
    if any(len(piece) != size for piece in packed):
        raise ValueError(f"expected pieces of {size} bytes")
    whole = np.frombuffer(b"".join(packed), np.uint8).reshape(len(packed), size)
    scales = np.ascontiguousarray(whole[:, : _SCALE.itemsize]).view(_SCALE)[:, 0]
    # At unit length the scale need not be worked in, which spares a pass over all numbers.
    made = whole[:, _SCALE.itemsize :].view(np.int8).astype(np.float32)
    made /= np.maximum(np.sqrt(np.einsum("nd,nd->n", made, made)), 1.0)[:, np.newaxis]
    return made, np.isfinite(scales) & (scales >= 0)
