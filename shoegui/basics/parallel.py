"""The same work on many items in several threads, with a bounded look-ahead."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def in_parallel(
    work: Callable[[Item], Result], items: Iterable[Item], *, threads: int, look_ahead: int
) -> Iterator[Result]:
    """Yield `work(item)` for every item, in the order in which they get done.

    At most `look_ahead` results wait to be fetched, so memory stays bounded however slow the
    caller is. The first exception of `work`, or of `items`, is raised here and ends it. Closing the
    iterator stops the threads after the item they are at.
    """
    source = iter(items)
    take = threading.Lock()
    stop = threading.Event()
    done: queue.Queue[tuple[Result | None, BaseException | None, bool]] = queue.Queue(look_ahead)

    def put(entry: tuple[Result | None, BaseException | None, bool]) -> None:
        while not stop.is_set():
            try:
                done.put(entry, timeout=0.1)
            except queue.Full:
                continue
            return

    def run() -> None:
        try:
            while not stop.is_set():
                with take:
                    try:
                        item = next(source)
                    except StopIteration:
                        break
                put((work(item), None, False))
            put((None, None, True))
        except BaseException as error:
            put((None, error, True))

    pool = [threading.Thread(target=run, name=f"parallel-{n}") for n in range(threads)]
    for thread in pool:
        thread.start()
    running = len(pool)
    try:
        while running:
            result, error, last = done.get()
            running -= last
            if error is not None:
                raise error
            if not last:
                yield result  # type: ignore[misc]
    finally:
        stop.set()
        for thread in pool:
            thread.join()
