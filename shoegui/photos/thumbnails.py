"""Small copies of pictures, made from the picture that is decoded anyway, and where they are kept.

A cache: all of it can be made again.
"""

from __future__ import annotations

import io
import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from shoegui.basics.errors import storage_fault
from shoegui.basics.files import write_atomically

if TYPE_CHECKING:
    from PIL import Image

LONG_SIDE = 320
"""Pixels on a thumbnail's long side, when it had to be made smaller."""

# JPEG rather than WebP, which takes eleven times as long to write and saves a tenth of the space.
_QUALITY = 80
# Up to here making it smaller would take longer than writing the larger one.
_LARGEST_LEFT_ALONE = 480
_SUFFIX = ".jpg"
_LEFTOVER_SECONDS = 3600


def make_thumbnail(picture: Image.Image) -> bytes:
    """A JPEG of `picture` (RGB, upright): at most 480 px on the long side, 320 if reduced.

    Never enlarged, and without any metadata.
    """
    # Late, because a window that only reads thumbnails must not wait for it.
    from PIL import Image

    longest = max(picture.size)
    if longest > _LARGEST_LEFT_ALONE:
        size = (
            max(1, round(picture.width * LONG_SIDE / longest)),
            max(1, round(picture.height * LONG_SIDE / longest)),
        )
        picture = picture.resize(size, Image.Resampling.HAMMING, reducing_gap=1.0)
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=_QUALITY)
    return file.getvalue()


class ThumbnailStore:
    """A folder of thumbnails, named by the hash of the picture they were made from.

    Safe in many threads and processes: a thumbnail appears whole or not at all, and two writers of
    the same one write the same.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, content_hash: bytes) -> Path:
        """Where the thumbnail is, or would be."""
        name = content_hash.hex()
        return self._folder / name[:2] / f"{name[2:]}{_SUFFIX}"

    def put(self, content_hash: bytes, thumbnail: bytes) -> None:
        """Keep `thumbnail`. Raises `StorageError` when the disk refuses."""
        write_atomically(self.path(content_hash), thumbnail, durable=False)

    def get(self, content_hash: bytes) -> bytes | None:
        """The thumbnail; None when there is none, or only a damaged one."""
        try:
            data = self.path(content_hash).read_bytes()
        except OSError:
            return None
        whole = data.startswith(b"\xff\xd8") and data.endswith(b"\xff\xd9")
        return data if whole else None

    def remove(self, hashes: Iterable[bytes]) -> None:
        """Forget these thumbnails; those that are not there are no matter.

        Raises `StorageError` when the disk refuses.
        """
        for content_hash in hashes:
            path = self.path(content_hash)
            try:
                path.unlink(missing_ok=True)
            except OSError as error:
                raise storage_fault(error, path) from error

    def size(self) -> tuple[int, int]:
        """How many thumbnails there are, and their bytes together."""
        count = total = 0
        for entry in self._entries():
            try:
                total += entry.stat().st_size
            except FileNotFoundError:
                continue
            count += entry.name.endswith(_SUFFIX) and not entry.name.startswith(".")
        return count, total

    def sweep(self, keep: set[bytes]) -> int:
        """Remove every thumbnail whose hash is not in `keep`, and what interrupted writers left.

        Returns how many thumbnails were removed. Raises `StorageError` when the disk refuses.
        """
        names = {content_hash.hex() for content_hash in keep}
        removed = 0
        for entry in self._entries():
            if entry.name.startswith("."):
                unwanted = _is_leftover(entry)
            else:
                folder = os.path.basename(os.path.dirname(entry.path))  # noqa: PTH119, PTH120
                unwanted = folder + entry.name.removesuffix(_SUFFIX) not in names
                removed += unwanted
            if unwanted:
                try:
                    Path(entry.path).unlink(missing_ok=True)
                except OSError as error:
                    raise storage_fault(error, entry.path) from error
        return removed

    def _entries(self) -> Iterator[os.DirEntry[str]]:
        """The files in the store's own subfolders, the half-written ones too."""
        try:
            with os.scandir(self._folder) as folders:
                inner = [e.path for e in folders if len(e.name) == 2 and e.is_dir()]
        except OSError:
            return
        for folder in inner:
            with os.scandir(folder) as entries:
                yield from entries


def _is_leftover(entry: os.DirEntry[str]) -> bool:
    """A half-written file that its writer has given up, not one that is being written now."""
    try:
        return entry.stat().st_mtime < time.time() - _LEFTOVER_SECONDS
    except FileNotFoundError:
        return False
