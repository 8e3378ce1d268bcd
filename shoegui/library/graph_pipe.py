"""What the program and the process that holds a graph say to each other, and how it is packed."""

from __future__ import annotations

import pickle
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from shoegui.library.graph import Held
from shoegui.library.neighbours_file import NeighboursFile

_LENGTH = struct.Struct("<I")


@dataclass(frozen=True, slots=True)
class Setup:
    """Which library and network the graphs are of; the first thing that is said."""

    database: Path
    file: NeighboursFile
    network: str
    dimension: int
    kind: str


@dataclass(frozen=True, slots=True)
class Request:
    """Something to do, with the graph of that handle. The replies carry `number`."""

    number: int
    do: str
    handle: int = 0
    arguments: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """How far a request is, or what came of it: a result, or the exception `fault`.

    `held` is what its graph holds at that moment.
    """

    number: int
    done: bool
    value: Any = None
    fault: BaseException | None = None
    handle: int = 0
    held: Held | None = None


def write(pipe: IO[bytes], message: Setup | Request | Reply) -> None:
    """Write a message; raises `OSError` when nobody is there to read it."""
    data = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    rest = memoryview(_LENGTH.pack(len(data)) + data)
    while rest:
        rest = rest[pipe.write(rest) :]


def read(pipe: IO[bytes]) -> Any:
    """The next message; raises `EOFError` or `OSError` when there is none to come."""
    (length,) = _LENGTH.unpack(_exactly(pipe, _LENGTH.size))
    # Both ends are this program.
    return pickle.loads(_exactly(pipe, length))  # noqa: S301


def _exactly(pipe: IO[bytes], size: int) -> bytes:
    found = b""
    while len(found) < size:
        more = pipe.read(size - len(found))
        if not more:
            raise EOFError
        found += more
    return found
