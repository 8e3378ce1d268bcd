"""What `Neighbours` asks of an approximate index, wherever that lives.

`graph_local` keeps it in this process, which suits a command that is soon over; `graph_process` in
a child process, for a window: hnswlib holds Python's interpreter while it loads and saves. Only
the words that both share are here, and no hnswlib.
"""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass
from typing import Protocol

from shoegui.basics.progress import CancelToken, ProgressCallback
from shoegui.library.vectors import FloatArray, IdArray


class GraphLost(Exception):  # noqa: N818 - not an error: it can be made again, or done without
    """The process that held the graph has ended. What the graph was made from is all there."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Feature ids, int64 (n,), and cosine similarities, float32 (n,), the nearest first."""

    ids: IdArray
    similarities: FloatArray


@dataclass(frozen=True, slots=True)
class Held:
    """What is in a graph: all vectors up to `last_id`, of which `deleted` are only marked."""

    last_id: int
    living: int
    deleted: int


class Graph(Protocol):
    """Vectors of which the near ones are found without looking at all.

    Any thread may ask while another one grows it. Each method may raise `GraphLost`.
    """

    @property
    def held(self) -> Held:
        """What is in it now."""

    def near(self, query: FloatArray, k: int) -> tuple[Candidates, int] | None:
        """The `k` nearest of those up to the id that comes with them; None where it cannot say.

        `query` is float32 (dimension,) of unit length. Less than `k` come if it holds less.
        """

    def delete(self, ids: list[int]) -> None:
        """Never find these again. Ids that it does not hold do no harm."""

    def grow(self, room: int, cancel: CancelToken, progress: ProgressCallback) -> None:
        """Add what is in the catalogue above `last_id`, making room for `room` more at a time.

        Raises `Cancelled`; what was added by then stays.
        """

    def save(self, last_removed: int) -> None:
        """Make this the saved graph. Every removal up to `last_removed` was told to `delete`.

        Raises `StorageError` when the disk refuses; the old file is then still valid.
        """

    def close(self) -> None:
        """Give the memory back."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A saved graph, and the last removal from the catalogue that it knows of."""

    graph: Graph
    last_removed: int


class Graphs(Protocol):
    """Makes graphs of one library and one network."""

    def load(self) -> Future[Loaded | None]:
        """The saved graph, as soon as it is there; None if there is no sound one."""

    def build(self, room: int, cancel: CancelToken, progress: ProgressCallback) -> Graph:
        """A new graph of all vectors in the catalogue, with room for `room` more.

        Raises `Cancelled` and `GraphLost`.
        """

    def close(self) -> None:
        """End whatever holds the graphs, at once; they and what is being done are lost."""
