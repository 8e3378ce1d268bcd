"""What was worked out for the last few questions, so that it need not be worked out again."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Remembered(Generic[Value]):
    """Values by key, the last that were asked for. Any thread may ask.

    Who asks for one that is being made waits for it instead of making it too.
    """

    def __init__(self, most: int) -> None:
        """Keeps `most` of them."""
        self._most = most
        self._lock = threading.Lock()
        self._kept: OrderedDict[Hashable, Future[Value]] = OrderedDict()

    def known(self, key: Hashable) -> Value | None:
        """The value of `key` if it is there; it does not wait for one that is being made."""
        with self._lock:
            future = self._kept.get(key)
            if future is None or not future.done():
                return None
            self._kept.move_to_end(key)
        # Only of one that has failed this moment is there a fault.
        return None if future.exception() is not None else future.result()

    def put(self, key: Hashable, value: Value) -> None:
        """This is the value of `key` from now on."""
        future: Future[Value] = Future()
        future.set_result(value)
        with self._lock:
            self._kept[key] = future
            self._kept.move_to_end(key)
            self._drop_oldest()

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """The value of `key`, which `make` makes. What it raises is not remembered."""
        with self._lock:
            future = self._kept.get(key)
            missing = future is None
            if future is None:
                future = self._kept[key] = Future()
            self._kept.move_to_end(key)
            self._drop_oldest()
        if missing:
            try:
                future.set_result(make())
            except BaseException as error:
                with self._lock:
                    if self._kept.get(key) is future:
                        del self._kept[key]
                future.set_exception(error)
        try:
            return future.result()
        finally:
            # A fault remembers where it was raised; that must not keep what `make` holds alive.
            del future, make

    def clear(self) -> None:
        """Forget them all; who waits for one that is being made still gets it."""
        with self._lock:
            self._kept.clear()

    def _drop_oldest(self) -> None:
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)
