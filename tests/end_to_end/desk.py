"""A screen of its own, and hands: programs started on it, mouse, keys and clipboard."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PATIENCE = 60.0


class Desk:
    """A virtual display with a light window manager."""

    def __init__(self) -> None:
        reading, writing = os.pipe()
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1400x900x24", "-nolisten", "tcp"],
            pass_fds=[writing],
            stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        with os.fdopen(reading) as number:
            self.display = f":{number.readline().strip()}"
        self.environment = {
            **{k: v for k, v in os.environ.items() if k not in ("WAYLAND_DISPLAY",)},
            "DISPLAY": self.display,
            "QT_QPA_PLATFORM": "xcb",
            "PYTHONPATH": os.fspath(HERE.parents[1]),
        }
        self._manager = subprocess.Popen(
            ["openbox"],
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def close(self) -> None:
        """End the display and all that is shown on it."""
        for process in (self._manager, self._server):
            process.terminate()
            process.wait(10)

    def hands(self, *words: object) -> None:
        """Move mouse and keys with xdotool."""
        command = ["xdotool", *map(str, words)]
        subprocess.run(command, env=self.environment, check=True, timeout=30)

    def copy_picture(self, png: Path) -> None:
        """Put a bitmap on the clipboard, as another program would."""
        # xclip stays behind to serve the clipboard and would keep our pipes open.
        subprocess.run(
            ["xclip", "-selection", "clipboard", "-t", "image/png", "-i", os.fspath(png)],
            env=self.environment,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=30,
        )

    def drag(self, files: Sequence[Path], to: tuple[int, int]) -> None:
        """Drag files out of another program's window to a place on the screen."""
        command = [sys.executable, os.fspath(HERE / "drag_source.py"), *map(os.fspath, files)]
        with subprocess.Popen(
            command, env=self.environment, stdout=subprocess.PIPE, text=True
        ) as source:
            assert source.stdout is not None
            source.stdout.readline()
            time.sleep(0.5)
            self.drag_between((80, 80), to)
            source.terminate()

    def drag_between(self, start: tuple[int, int], to: tuple[int, int]) -> None:
        """Drag what is at one place on the screen to another."""
        self.hands("mousemove", *start)
        self.hands("mousedown", 1)
        for step in range(1, 12):
            x = start[0] + (to[0] - start[0]) * step // 11
            y = start[1] + (to[1] - start[1]) * step // 11
            self.hands("mousemove", x, y)
            time.sleep(0.08)
        # Source, target and window manager talk about the drop before it can happen.
        time.sleep(0.5)
        self.hands("mouseup", 1)
        time.sleep(0.5)


class Window:
    """The program on a desk, and what it tells of itself."""

    def __init__(self, desk: Desk, library: Path, *arguments: str) -> None:
        self._desk = desk
        self._lines: queue.Queue[str | None] = queue.Queue()
        self.process = subprocess.Popen(
            [sys.executable, os.fspath(HERE / "window_driver.py"), os.fspath(library), *arguments],
            env=desk.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.now: dict[str, Any] = {}
        self._complaints: list[str] = []
        self._threads = [
            threading.Thread(target=self._read_answers),
            threading.Thread(target=self._read_complaints),
        ]
        for thread in self._threads:
            thread.start()

    def wait_until(self, fulfilled: Callable[[dict[str, Any]], object], what: str) -> None:
        """Wait for what the window shows to be so."""
        end = time.monotonic() + PATIENCE
        while not (self.now and fulfilled(self.now)):
            left = end - time.monotonic()
            try:
                line = self._lines.get(timeout=max(left, 0))
            except queue.Empty:
                line = None
            if line is None:
                raise AssertionError(
                    f"never saw {what}; the window shows {self.now}; it said {self._complaints}"
                )
            self.now = json.loads(line)

    def place(self, of: str = "window") -> tuple[int, int, int, int]:
        """Left, top, width and height of the window, or its wizard, once it stands still."""
        self._catch_up()
        before: list[int] | None = None

        def still(now: dict[str, Any]) -> bool:
            nonlocal before
            same, before = before == now[of], now[of]
            # The window manager places a window after it is shown: until then it says (0, 0).
            return before is not None and before[:2] != [0, 0] and same

        self.wait_until(still, f"the {of} in one place")
        left, top, width, height = self.now[of]
        return left, top, width, height

    def middle(self, of: str = "window") -> tuple[int, int]:
        """The middle of the window, or of its wizard, on the screen, once it stands still."""
        left, top, width, height = self.place(of)
        return left + width // 2, top + height // 2

    def _catch_up(self) -> None:
        """Take in what the window has shown since somebody looked last."""
        for _ in range(self._lines.qsize()):
            line = self._lines.get()
            if line is None:
                self._lines.put(None)
                return
            self.now = json.loads(line)

    def press(self, *keys: str) -> None:
        """Press keys while the window has the focus."""
        for key in keys:
            self._desk.hands("key", "--clearmodifiers", key)
            time.sleep(0.2)

    def click(self, place: tuple[int, int]) -> None:
        """Click with the mouse."""
        self._desk.hands("mousemove", *place, "click", 1)
        time.sleep(0.3)

    def ended(self) -> tuple[int, list[str]]:
        """Wait for the program to end: its exit code, and what it wrote to stderr."""
        code = self.process.wait(PATIENCE)
        for thread in self._threads:
            thread.join(10)
        return code, self._complaints

    def kill(self) -> None:
        """End it the hard way, at the end of a test that failed."""
        if self.process.poll() is None:
            self.process.kill()
        self.ended()

    def _read_answers(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as lines:
            for line in lines:
                self._lines.put(line)
        self._lines.put(None)

    def _read_complaints(self) -> None:
        assert self.process.stderr is not None
        with self.process.stderr as lines:
            self._complaints += [line.rstrip() for line in lines]
