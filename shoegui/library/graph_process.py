"""Graphs in a child process: this program goes on while hnswlib holds the interpreter of another.

What is said over the pipe is small: a query, what is near it, how far a build is. The child reads
vectors from the catalogue itself. When it dies, whoever asks gets `GraphLost` at once.
"""

from __future__ import annotations

import contextlib
import itertools
import threading
from concurrent.futures import Future
from queue import SimpleQueue
from typing import Any

from shoegui.basics.progress import Cancelled, CancelToken, Progress, ProgressCallback, silent
from shoegui.library.graph import Candidates, GraphLost, Held, Loaded
from shoegui.library.graph_pipe import Reply, Request, Setup, read, write
from shoegui.library.graph_start import start_child
from shoegui.library.neighbours_file import NeighboursFile
from shoegui.library.vectors import FloatArray, Vectors

# A child that keeps dying, of a graph or for want of memory, is not started for ever.
_LIVES = 3
# How often whoever waits for something long looks whether it was cancelled.
_LOOK_SECONDS = 0.05
# A quick question waits for a graph that is being saved at most; beyond that something is wrong.
_PATIENCE_SECONDS = 60.0


class _Child:
    """A child process, and the thread that reads its replies."""

    def __init__(self, setup: Setup) -> None:
        """Starts it. Raises `OSError`."""
        self.held: dict[int, Held] = {}
        self._numbers = itertools.count(1)
        self._waiting: dict[int, tuple[Future[Any], ProgressCallback]] = {}
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._ended: GraphLost | None = None
        self.process = start_child()
        self._reader = threading.Thread(target=self._read, name="graph-replies", daemon=True)
        self._reader.start()
        self._write(setup)

    @property
    def alive(self) -> bool:
        """Whether it can be asked."""
        return self._ended is None

    def ask(
        self, do: str, handle: int, *arguments: Any, progress: ProgressCallback = silent
    ) -> tuple[int, Future[Any]]:
        """Have something done; the number of that request, and what will come of it.

        Without a graph, as handle 0, the number is the handle of the graph that comes of it.
        `progress` is called in another thread.
        """
        answer: Future[Any] = Future()
        with self._lock:
            number = next(self._numbers)
            if self._ended is None:
                self._waiting[number] = answer, progress
            else:
                answer.set_exception(self._ended)
        self._write(Request(number, do, handle or number, arguments))
        return number, answer

    def tell(self, do: str, handle: int, *arguments: Any) -> None:
        """Have something done of which nobody needs to know when it is."""
        self._write(Request(0, do, handle, arguments))

    def close(self) -> None:
        """End it, whatever it is doing."""
        self.process.kill()
        self._reader.join()

    def _write(self, message: Setup | Request) -> None:
        assert self.process.stdin is not None
        # If it cannot be written, the child is gone, and the reader tells those who wait.
        with self._writing, contextlib.suppress(OSError, ValueError):
            write(self.process.stdin, message)

    def _read(self) -> None:
        assert self.process.stdout is not None
        try:
            while True:
                self._take(read(self.process.stdout))
        except (EOFError, OSError):
            pass
        finally:
            self._bury()

    def _take(self, reply: Reply) -> None:
        if reply.held is not None:
            self.held[reply.handle] = reply.held
        with self._lock:
            waiting = self._waiting.get(reply.number)
            if reply.done:
                self._waiting.pop(reply.number, None)
        if waiting is None:
            return
        answer, progress = waiting
        if not reply.done:
            progress(reply.value)
        elif reply.fault is not None:
            answer.set_exception(reply.fault)
        else:
            answer.set_result(reply.value)

    def _bury(self) -> None:
        self.process.kill()
        code = self.process.wait()
        lost = GraphLost(f"the process of the search index has ended ({code})")
        with self._lock:
            self._ended = lost
            waiting, self._waiting = self._waiting, {}
        for answer, _ in waiting.values():
            answer.set_exception(lost)
        with self._writing:
            for pipe in (self.process.stdin, self.process.stdout):
                if pipe is not None:
                    with contextlib.suppress(OSError):
                        pipe.close()


class _RemoteGraph:
    """A `Graph` in the child, by its handle there."""

    def __init__(self, child: _Child, handle: int) -> None:
        self._child = child
        self._handle = handle

    @property
    def held(self) -> Held:
        """What was in it when it was last heard of."""
        return self._child.held[self._handle]

    def near(self, query: FloatArray, k: int) -> tuple[Candidates, int] | None:
        """The `k` nearest of those up to the id that comes with them; None where it cannot say."""
        found: tuple[Candidates, int] | None = self._quick("near", query, k)
        return found

    def delete(self, ids: list[int]) -> None:
        """Never find these again."""
        self._quick("delete", ids)

    def grow(self, room: int, cancel: CancelToken, progress: ProgressCallback) -> None:
        """Add what is in the catalogue above `last_id`."""
        _wait(self._child, "grow", self._handle, room, cancel=cancel, progress=progress)

    def save(self, last_removed: int) -> None:
        """Make this the saved graph."""
        _wait(self._child, "save", self._handle, last_removed)

    def close(self) -> None:
        """Give the memory back."""
        self._child.tell("close", self._handle)

    def _quick(self, do: str, *arguments: Any) -> Any:
        _, answer = self._child.ask(do, self._handle, *arguments)
        try:
            return answer.result(_PATIENCE_SECONDS)
        except TimeoutError:
            self._child.close()
            raise GraphLost("the process of the search index did not answer") from None


class ProcessGraphs:
    """Makes graphs in a child process, which is started when it is first needed."""

    def __init__(self, vectors: Vectors, file: NeighboursFile) -> None:
        self._setup = Setup(
            vectors.database.file, file, vectors.key, vectors.dimension, vectors.kind
        )
        self._lock = threading.Lock()
        self._child: _Child | None = None
        self._lives = _LIVES
        self._closed = False

    @property
    def process_id(self) -> int | None:
        """The child's, while there is one."""
        child = self._child
        return child.process.pid if child is not None and child.alive else None

    def load(self) -> Future[Loaded | None]:
        """The saved graph, as soon as the child has it."""
        loaded: Future[Loaded | None] = Future()
        if self._closed or (self._lives == 0 and self.process_id is None):
            loaded.set_result(None)
            return loaded
        try:
            child = self._living()
        except GraphLost as lost:
            loaded.set_exception(lost)
            return loaded
        handle, answer = child.ask("load", 0)

        def take(answer: Future[int | None]) -> None:
            fault = answer.exception()
            if fault is not None:
                loaded.set_exception(fault)
                return
            last_removed = answer.result()
            graph = _RemoteGraph(child, handle)
            loaded.set_result(None if last_removed is None else Loaded(graph, last_removed))

        answer.add_done_callback(take)
        return loaded

    def build(self, room: int, cancel: CancelToken, progress: ProgressCallback) -> _RemoteGraph:
        """A new graph of all vectors in the catalogue, with room for `room` more."""
        child = self._living()
        handle, _ = _wait(child, "build", 0, room, cancel=cancel, progress=progress)
        return _RemoteGraph(child, handle)

    def close(self) -> None:
        """End the child at once, whatever it is doing."""
        with self._lock:
            self._closed = True
            child, self._child = self._child, None
        if child is not None:
            child.close()

    def _living(self) -> _Child:
        with self._lock:
            if self._child is not None and self._child.alive:
                return self._child
            if self._closed or self._lives == 0:
                raise GraphLost("there is no process for the search index any more")
            self._lives -= 1
            try:
                self._child = _Child(self._setup)
            except OSError as error:
                raise GraphLost(f"no process for the search index: {error}") from error
            return self._child


def _wait(
    child: _Child,
    do: str,
    handle: int,
    *arguments: Any,
    cancel: CancelToken | None = None,
    progress: ProgressCallback = silent,
) -> tuple[int, Any]:
    """Have something long done; its number and result. Tells the child to stop, or to pause."""
    if cancel is not None and cancel.cancelled:
        raise Cancelled
    told: SimpleQueue[Progress] = SimpleQueue()
    number, answer = child.ask(do, handle, *arguments, progress=told.put)
    said = "resume"
    try:
        while True:
            wanted = _wanted(cancel)
            if wanted != said:
                child.tell(wanted, 0, number)
                said = wanted
            with contextlib.suppress(TimeoutError):
                answer.exception(_LOOK_SECONDS)
            # Asked first: what was told before it was done is then in the queue.
            done = answer.done()
            while not told.empty():
                progress(told.get())
            if done:
                return number, answer.result()
    except BaseException:
        # Also when `progress` raised: nobody waits for it any more.
        child.tell("cancel", 0, number)
        raise


def _wanted(cancel: CancelToken | None) -> str:
    if cancel is None:
        return "resume"
    if cancel.cancelled:
        return "cancel"
    return "pause" if cancel.paused else "resume"
