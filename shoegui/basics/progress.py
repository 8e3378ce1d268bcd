"""How a long piece of work says how far it is, and how it is told to stop or to wait."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass


class Cancelled(Exception):  # noqa: N818 - not an error: a person asked for it
    """The work was told to stop. What had been committed stays."""


@dataclass(frozen=True, slots=True)
class Progress:
    """One report of a long piece of work.

    `total` is None while it is not known. `detail` names what is being worked on.
    """

    stage: str
    done: int
    total: int | None = None
    detail: str = ""
    skipped: int = 0


ProgressCallback = Callable[[Progress], None]


def silent(_progress: Progress) -> None:
    """A callback for callers who do not want to know."""


class CancelToken:
    """Tells a long loop, from any thread, to stop for good or to wait for a while."""

    def __init__(self) -> None:
        self._cancelled = threading.Event()
        self._running = threading.Event()
        self._running.set()

    def cancel(self) -> None:
        """Stop at the next opportunity. Also wakes work that is paused."""
        self._cancelled.set()
        self._running.set()

    def pause(self) -> None:
        """Wait at the next opportunity until `resume` or `cancel`."""
        self._running.clear()
        # Looked at afterwards, so that a cancel from another thread meanwhile still wakes the work.
        if self.cancelled:
            self._running.set()

    def resume(self) -> None:
        """Go on after `pause`."""
        self._running.set()

    @property
    def cancelled(self) -> bool:
        """Whether `cancel` was called."""
        return self._cancelled.is_set()

    @property
    def paused(self) -> bool:
        """Whether the work is told to wait."""
        return not self._running.is_set()

    def raise_if_cancelled(self) -> None:
        """Raise `Cancelled` if told to stop; wait here for as long as told to pause."""
        self._running.wait()
        if self._cancelled.is_set():
            raise Cancelled
