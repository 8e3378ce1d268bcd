"""The hnswlib graph on disk: a cache that is never trusted unseen.

hnswlib saves without care for crashes, loads a file of another dimension in silence, and a damaged
one can crash the process. So a graph is saved under a new name, and a small JSON file, renamed
into place last, says which graph file is valid, its checksum, and the state of the catalogue that
it holds.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import secrets
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import xxhash

from shoegui.basics.errors import storage_fault
from shoegui.basics.files import write_atomically
from shoegui.basics.phrase import Phrase

_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Position:
    """How much of the catalogue is known: the last feature id and the last removal number."""

    last_id: int
    last_removed: int


@dataclass(frozen=True, slots=True)
class Record:
    """What the JSON file says of the graph file."""

    format: int
    library: str
    network: str
    dimension: int
    count: int
    deleted: int
    last_id: int
    last_removed: int
    file: str
    xxh3: str


class NeighboursFile:
    """The saved graph of one library and one network, in the folder of such caches."""

    def __init__(self, folder: Path, library: str, network: str, dimension: int) -> None:
        self._folder = folder
        self._library = library
        self._network = network
        self._dimension = dimension
        self._record_file = folder / f"{network}.json"

    def sound_record(self) -> Record | None:
        """What is known of the saved graph, if its file is unharmed and belongs here."""
        try:
            record = Record(**json.loads(self._record_file.read_bytes()))
            expected = (_FORMAT, self._library, self._network, self._dimension)
            found = (record.format, record.library, record.network, record.dimension)
            if found != expected or Path(record.file).name != record.file:
                return None
            return record if _checksum(self.graph_of(record)) == record.xxh3 else None
        except (OSError, ValueError, TypeError):
            return None

    def graph_of(self, record: Record) -> Path:
        """The graph file that `record` speaks of."""
        return self._folder / record.file

    def stamp(self) -> tuple[int, int] | None:
        """Something that changes whenever a graph is saved; None if none is. Looks at no graph."""
        try:
            found = self._record_file.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_ino

    def count(self) -> int:
        """How many living vectors the saved graph claims to hold; its file is not looked at."""
        try:
            record = Record(**json.loads(self._record_file.read_bytes()))
            return record.count - record.deleted
        except (OSError, ValueError, TypeError):
            return 0

    def problem(self) -> str | None:
        """What is wrong with the saved graph, in words; None if it is sound or there is none."""
        if not self._record_file.exists():
            return None
        return None if self.sound_record() else Phrase("The search index on disk is damaged.")

    def save(
        self, write: Callable[[Path], int], *, count: int, deleted: int, position: Position
    ) -> None:
        """Save a graph beside the old one and make it the valid one.

        `write` writes it to a path and gives the number of bytes that should then be there.
        Raises `StorageError` when the disk refuses; the old graph is then still valid.
        """
        name = f"{self._network}.{secrets.token_hex(4)}.hnsw"
        file = self._folder / name
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            size = write(file)
            # hnswlib says nothing of a disk that was full.
            if file.stat().st_size != size:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            checksum = _checksum(file)
        except (OSError, RuntimeError) as error:
            with contextlib.suppress(OSError):
                file.unlink(missing_ok=True)
            fault = error if isinstance(error, OSError) else OSError(str(error))
            raise storage_fault(fault, file) from error
        record = Record(
            format=_FORMAT,
            library=self._library,
            network=self._network,
            dimension=self._dimension,
            count=count,
            deleted=deleted,
            last_id=position.last_id,
            last_removed=position.last_removed,
            file=name,
            xxh3=checksum,
        )
        write_atomically(self._record_file, json.dumps(asdict(record), indent=2).encode())
        self._remove_graphs(but=name)

    def remove(self) -> None:
        """Delete the cache; the next merge makes it again."""
        with contextlib.suppress(OSError):
            self._record_file.unlink(missing_ok=True)
        self._remove_graphs(but=None)

    def size(self) -> int:
        """Bytes on disk."""
        return sum(file.stat().st_size for file in self._folder.glob(f"{self._network}.*"))

    def _remove_graphs(self, *, but: str | None) -> None:
        """Delete every graph but one, those of networks that this one took over from too."""
        for file in self._folder.glob("*"):
            if file.name != but and file != self._record_file:
                # Another process may have it open on Windows; the next save tries again.
                with contextlib.suppress(OSError):
                    file.unlink()


def _checksum(file: Path) -> str:
    digest = xxhash.xxh3_128()
    with file.open("rb") as opened:
        while portion := opened.read(1 << 20):
            digest.update(portion)
    return digest.hexdigest()
