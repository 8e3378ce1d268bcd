"""The files that were asked with lately, for when they are gone: what they held, as far as it fits.

Where the numbers of their pictures are kept is `remembered`'s business.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, replace
from pathlib import Path

_FILES = 512
_BYTES = 64 << 20


@dataclass(frozen=True, slots=True)
class KeptFile:
    """The hash of what a file held, and the bytes themselves while there is room for them."""

    content: bytes
    data: bytes | None


class KeptFiles:
    """Files by path, as they were when they were read last. Any thread may ask."""

    def __init__(self, most_bytes: int = _BYTES) -> None:
        """`most_bytes` are kept, of the files that were asked with last."""
        self._most = most_bytes
        self._lock = threading.Lock()
        self._files: OrderedDict[Path, KeptFile] = OrderedDict()
        self._bytes = 0

    def keep(self, path: Path, content: bytes, data: bytes) -> None:
        """A file holds `data` now, whose hash is `content`."""
        with self._lock:
            self._drop_data(path)
            self._files[path] = KeptFile(content, data)
            self._files.move_to_end(path)
            self._bytes += len(data)
            # The newest may be too large, too.
            for old in list(self._files):
                if self._bytes <= self._most:
                    break
                self._drop_data(old)
            while len(self._files) > _FILES:
                oldest = next(iter(self._files))
                self._drop_data(oldest)
                del self._files[oldest]

    def at(self, path: Path) -> KeptFile | None:
        """What a file held when it was last asked with; None where nobody has."""
        with self._lock:
            return self._files.get(path)

    def _drop_data(self, path: Path) -> None:
        file = self._files.get(path)
        if file is not None and file.data is not None:
            self._bytes -= len(file.data)
            self._files[path] = replace(file, data=None)
