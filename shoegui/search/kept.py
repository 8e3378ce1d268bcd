"""What was asked with lately, for when it is gone: files as they were, photos of the library.

Where the numbers of their pictures are kept is the `embedder`'s business.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from shoegui.library.catalogue import Photo

_MOST = 512
_BYTES = 64 << 20


@dataclass(frozen=True, slots=True)
class KeptFile:
    """The hash of what a file held, and the bytes themselves while there is room for them."""

    content: bytes
    data: bytes | None


class Kept:
    """Files by path and photos by id, as they were when they were asked with last.

    In memory only. Any thread may ask.
    """

    def __init__(self, most_bytes: int = _BYTES) -> None:
        """`most_bytes` are kept, of the files that were asked with last."""
        self._most = most_bytes
        self._lock = threading.Lock()
        self._files: OrderedDict[Path, KeptFile] = OrderedDict()
        self._photos: OrderedDict[int, Photo] = OrderedDict()
        self._bytes = 0

    def keep_file(self, path: Path, content: bytes, data: bytes) -> None:
        """A file holds `data` now, whose hash is `content`."""
        with self._lock:
            self._drop(path)
            held = data if len(data) <= self._most else None
            self._files[path] = KeptFile(content, held)
            self._bytes += len(held or b"")
            for old in list(self._files):
                if self._bytes <= self._most:
                    break
                self._files[old] = replace(self._drop(old), data=None)
                self._files.move_to_end(old, last=False)
            while len(self._files) > _MOST:
                self._drop(next(iter(self._files)))

    def file(self, path: Path) -> KeptFile | None:
        """What a file held when it was last asked with; None where nobody has."""
        with self._lock:
            file = self._files.get(path)
            if file is not None:
                self._files.move_to_end(path)
            return file

    def keep_photo(self, photo: Photo) -> None:
        """This is a photo of the library now."""
        with self._lock:
            self._photos[photo.id] = photo
            self._photos.move_to_end(photo.id)
            while len(self._photos) > _MOST:
                self._photos.popitem(last=False)

    def photo(self, photo_id: int) -> Photo | None:
        """A photo of the library as it was; None where nobody has asked with it."""
        with self._lock:
            return self._photos.get(photo_id)

    def photo_at(self, path: Path) -> Photo | None:
        """The photo that was asked with last whose file had this path; None where there is none."""
        with self._lock:
            return next((one for one in reversed(self._photos.values()) if one.path == path), None)

    def forget(self, but: Collection[Path] = ()) -> None:
        """Nobody has asked with anything, but for the files at some paths."""
        with self._lock:
            for path in [one for one in self._files if one not in but]:
                self._drop(path)
            for photo in [one for one in self._photos.values() if one.path not in but]:
                del self._photos[photo.id]

    def _drop(self, path: Path) -> KeptFile:
        file = self._files.pop(path, KeptFile(b"", None))
        self._bytes -= len(file.data or b"")
        return file
