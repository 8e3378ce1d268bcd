"""What goes to the terminal: answers to stdout, everything else to stderr.

With `--json` an answer is one object on one line, so that a program can read it while it comes.
"""

from __future__ import annotations

import contextlib
import json
import signal
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import FrameType
from typing import Any, TextIO

from shoegui.basics.errors import StorageError, UserFacingError, storage_fault
from shoegui.basics.progress import CancelToken, Progress, ProgressCallback, silent

DONE = 0
DONE_BUT_SKIPPED = 1
USAGE = 2
COULD_NOT = 3


@dataclass(frozen=True, slots=True)
class Console:
    """Says things to whoever started the program."""

    as_json: bool

    def answer(self, values: dict[str, Any], text: Sequence[str] = ()) -> None:
        """One answer: `values` as a line of JSON, or else the lines of `text`.

        Raises `StorageError` where the file that it goes to does not take it.
        """
        lines = [json.dumps(values)] if self.as_json else text
        try:
            _write(sys.stdout, lines)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise storage_fault(error, "standard output") from error

    def remark(self, text: str) -> None:
        """Something worth knowing that is no answer."""
        try:
            _write(sys.stderr, [text])
        except BrokenPipeError:
            raise
        except OSError:
            # There is nowhere left to say so.
            return

    def failure(self, error: UserFacingError) -> None:
        """What went wrong, to a person and to a program."""
        self.remark(f"shoegui: {error}")
        if self.as_json:
            with contextlib.suppress(StorageError):
                self.answer({"error": str(error)})


def _write(stream: TextIO | None, lines: Sequence[str]) -> None:
    """Lines to a stream, whatever it can hold; to none where it was closed before we began."""
    if stream is None:
        return
    for line in lines:
        # File names may be bytes that are no text, or letters that this terminal does not know.
        encoding = stream.encoding or "utf-8"
        stream.write(line.encode(encoding, "backslashreplace").decode(encoding) + "\n")
    stream.flush()


@contextlib.contextmanager
def progress_bar() -> Iterator[ProgressCallback]:
    """A bar with rate and time left on stderr; nothing where stderr is no terminal."""
    if not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console as Terminal
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        TaskProgressColumn,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.progress import Progress as Bars

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(elapsed_when_finished=True),
    )
    with Bars(*columns, console=Terminal(stderr=True)) as bars:
        tasks: dict[str, Any] = {}

        def show(progress: Progress) -> None:
            task = tasks.get(progress.stage)
            if task is None:
                task = tasks[progress.stage] = bars.add_task(progress.stage, rate="")
            speed = bars.tasks[task].speed
            skipped = f", {progress.skipped} skipped" if progress.skipped else ""
            bars.update(
                task,
                completed=progress.done,
                total=progress.total,
                rate=(f"{speed:.0f}/s" if speed else "") + skipped,
            )

        yield show


@contextlib.contextmanager
def cancelled_by_ctrl_c(console: Console) -> Iterator[CancelToken]:
    """Ctrl+C asks politely to stop; a second one stops at once."""
    token = CancelToken()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        if token.cancelled:
            raise KeyboardInterrupt
        token.cancel()
        console.remark("Stopping; what is done is kept. Press Ctrl+C again to stop at once.")

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield token
    finally:
        signal.signal(signal.SIGINT, before)


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 photo", "12,408 photos"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def size(number: float) -> str:
    """A number of bytes for a person."""
    for unit in ("bytes", "kB", "MB", "GB"):
        if number < 1000:
            return f"{number:.0f} {unit}" if unit == "bytes" else f"{number:.1f} {unit}"
        number /= 1000
    return f"{number:.1f} TB"
