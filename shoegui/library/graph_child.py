"""The process that holds graphs for a window: it does what it is told over its stdin and stdout.

It ends when the program at the other end does, however that ends. What asks it is
`graph_process`; what it does with hnswlib is `graph_local`.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import threading
from collections.abc import Callable
from typing import IO, Any, NoReturn

from shoegui.basics.progress import CancelToken, Progress
from shoegui.library.database import Database
from shoegui.library.graph import Graph, GraphLost
from shoegui.library.graph_local import LocalGraphs
from shoegui.library.graph_pipe import Reply, Request, Setup, read, write
from shoegui.library.vectors import Vectors


def serve() -> NoReturn:
    """Be that process, until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    questions = os.fdopen(os.dup(0), "rb", buffering=0)
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    # Whatever a library prints must not get between the answers.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    with contextlib.suppress(EOFError, OSError):
        _Holder(questions, answers).run()
    # At once, whatever the other threads are doing: there is nothing to finish.
    os._exit(0)


class _Holder:
    """The graphs by their handles, and what is being done with them."""

    def __init__(self, questions: IO[bytes], answers: IO[bytes]) -> None:
        self._questions = questions
        self._answers = answers
        self._writing = threading.Lock()
        self._held: dict[int, Graph] = {}
        self._tokens: dict[int, CancelToken] = {}
        setup: Setup = read(questions)
        self._graphs = LocalGraphs(
            Vectors(
                Database(setup.database, must_exist=True),
                setup.network,
                setup.dimension,
                setup.kind,
            ),
            setup.file,
        )
        self._quick: dict[str, Callable[[Request], Any]] = {
            "near": self._near,
            "delete": self._delete,
            "close": self._close,
            "cancel": self._cancel,
            "pause": self._pause,
            "resume": self._resume,
        }
        self._slow: dict[str, Callable[[Request], Any]] = {
            "load": self._load,
            "build": self._build,
            "grow": self._grow,
            "save": self._save,
        }

    def run(self) -> None:
        """Answer what is asked; raises `EOFError` when the other end is gone."""
        while True:
            request: Request = read(self._questions)
            quick = self._quick.get(request.do)
            if quick is not None:
                self._do(quick, request)
                continue
            # In a thread: the quick ones want their answers meanwhile.
            self._tokens[request.number] = CancelToken()
            threading.Thread(
                target=self._do, args=(self._slow[request.do], request), daemon=True
            ).start()

    def _do(self, work: Callable[[Request], Any], request: Request) -> None:
        try:
            self._answer(request, value=work(request))
        except Exception as fault:
            self._answer(request, fault=fault)
        finally:
            self._tokens.pop(request.number, None)

    def _answer(
        self,
        request: Request,
        *,
        done: bool = True,
        value: object = None,
        fault: BaseException | None = None,
    ) -> None:
        if fault is not None and not _travels(fault):
            fault = RuntimeError(f"{type(fault).__name__}: {fault}")
        # What is held is looked at inside, so that a later answer never tells an older story.
        with self._writing, contextlib.suppress(OSError):
            graph = self._held.get(request.handle)
            held = None if graph is None else graph.held
            write(self._answers, Reply(request.number, done, value, fault, request.handle, held))

    # The quick ones

    def _near(self, request: Request) -> object:
        return self._graph(request).near(*request.arguments)

    def _delete(self, request: Request) -> None:
        self._graph(request).delete(*request.arguments)

    def _close(self, request: Request) -> None:
        self._held.pop(request.handle, None)

    def _cancel(self, request: Request) -> None:
        self._token(request).cancel()

    def _pause(self, request: Request) -> None:
        self._token(request).pause()

    def _resume(self, request: Request) -> None:
        self._token(request).resume()

    # The slow ones

    def _load(self, request: Request) -> int | None:
        loaded = self._graphs.load().result()
        if loaded is None:
            return None
        self._held[request.handle] = loaded.graph
        return loaded.last_removed

    def _build(self, request: Request) -> None:
        (room,) = request.arguments
        token, tell = self._tokens[request.number], self._teller(request)
        self._held[request.handle] = self._graphs.build(room, token, tell)

    def _grow(self, request: Request) -> None:
        (room,) = request.arguments
        token, tell = self._tokens[request.number], self._teller(request)
        self._graph(request).grow(room, token, tell)

    def _save(self, request: Request) -> None:
        self._graph(request).save(*request.arguments)

    def _graph(self, request: Request) -> Graph:
        try:
            return self._held[request.handle]
        except KeyError:
            raise GraphLost("another graph has taken its place") from None

    def _token(self, request: Request) -> CancelToken:
        # What it is about may be done by now.
        return self._tokens.get(*request.arguments) or CancelToken()

    def _teller(self, request: Request) -> Callable[[Progress], None]:
        def tell(progress: Progress) -> None:
            self._answer(request, done=False, value=progress)

        return tell


def _travels(fault: BaseException) -> bool:
    try:
        pickle.loads(pickle.dumps(fault))  # noqa: S301 - our own
    except Exception:
        return False
    return True
