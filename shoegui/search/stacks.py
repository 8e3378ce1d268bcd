"""Copies of one picture among the hits: the same file, or the picture saved or cropped anew.

Another photo of the same thing is no copy. Vectors alone cannot tell the two apart, so pictures
whose vectors agree are compared themselves, as very small copies.
"""

from __future__ import annotations

import io
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
from PIL import Image

from shoegui.photos.thumbnails import ThumbnailStore
from shoegui.search.rerank import FloatArray

# How many times the cosine of the vectors counts beside the correlation of the small copies, and
# what the two must come to: the vectors know a picture that was cropped, the small copies tell two
# photos of one thing apart. Of 90 photos, 97 % or more of the copies that were saved anew, resized,
# mirrored or cropped by 3 % were known, and of those cropped by 6 %, 94 %; of 1,270 photos of
# clothing two were taken for another's copy, and of 360 drawn shoes none.
_COSINE_COUNTS = 4.0
_LEAST_SUM = 4.7
# Below this not even small copies that are the same make it up.
_LEAST_COSINE = (_LEAST_SUM - 1.0) / _COSINE_COUNTS
# Pixels on a side of a small copy, and how many small copies are kept: 3 kB each.
_SIDE = 16
_KEPT = 4096
# A picture without any contrast correlates with nothing.
_LEAST_LENGTH = 1.0

Hashes = Callable[[Sequence[int]], Sequence[bytes]]
Correlation = Callable[[bytes, bytes], float]


def leaders(vectors: FloatArray, hashes: Hashes, correlation: Correlation) -> npt.NDArray[np.intp]:
    """For each hit, in the order of rank, the position of the hit that stands for it: itself too.

    `vectors` are float32 (n, d) of unit length. `hashes` gives those of the files' content at some
    positions, and is asked once, for hits whose vectors agree: of the same file they always do.
    `correlation`, -1..1, is that of the pictures with two hashes; it is asked only where those
    differ and vectors agree. A stack's leader is the best of it.
    """
    found = np.arange(len(vectors))
    cosines = vectors @ vectors.T
    before: dict[int, list[int]] = {}
    for position, other in np.argwhere(cosines >= _LEAST_COSINE).tolist():
        if other < position:
            before.setdefault(position, []).append(other)
    agreeing = sorted(set(before).union(*before.values()))
    content = dict(zip(agreeing, hashes(agreeing), strict=True)) if agreeing else {}
    known: dict[bytes, int] = {}
    for position in agreeing:
        leader = known.get(content[position])
        if leader is None:
            leader = position
            for one in before.get(position, ()):
                weight = _COSINE_COUNTS * cosines[position, one]
                if found[one] != one:
                    continue
                if weight + correlation(content[one], content[position]) >= _LEAST_SUM:
                    leader = one
                    break
            known[content[position]] = leader
        found[position] = leader
    return found


class SmallCopies:
    """The small copies of photos, by content hash; the last few thousand are kept."""

    def __init__(self, thumbnails: ThumbnailStore) -> None:
        self._thumbnails = thumbnails
        self._lock = threading.Lock()
        self._kept: OrderedDict[bytes, FloatArray | None] = OrderedDict()

    def correlation(self, one: bytes, other: bytes) -> float:
        """That of the photos with these hashes, -1..1; -1 where one has no thumbnail."""
        first, second = self.get(one), self.get(other)
        return -1.0 if first is None or second is None else correlation(first, second)

    def get(self, content_hash: bytes) -> FloatArray | None:
        """A photo's small copy; None where it has no thumbnail."""
        with self._lock:
            if content_hash in self._kept:
                self._kept.move_to_end(content_hash)
                return self._kept[content_hash]
        data = self._thumbnails.get(content_hash)
        made = None if data is None else small_copy(data)
        with self._lock:
            self._kept[content_hash] = made
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return made


def small_copy(thumbnail: bytes) -> FloatArray | None:
    """A JPEG as float32 (side, side, 3), less its mean and of unit length; None if it is damaged.

    The whole picture is squeezed into the square, so that a copy of other proportions fits.
    """
    try:
        with Image.open(io.BytesIO(thumbnail)) as picture:
            # The decoder leaves out what is not needed: a tenth of the time.
            picture.draft("RGB", (2 * _SIDE, 2 * _SIDE))
            small = picture.convert("RGB").resize((_SIDE, _SIDE), Image.Resampling.BOX)
    except (OSError, ValueError, SyntaxError):
        return None
    array = np.array(small, np.float32)
    array -= array.mean()
    array /= max(float(np.linalg.norm(array)), _LEAST_LENGTH)
    return array


def correlation(one: FloatArray, other: FloatArray) -> float:
    """How alike two small copies are, -1..1, the one as it is or mirrored."""
    return max(float((one * other).sum()), float((one * other[:, ::-1]).sum()))
