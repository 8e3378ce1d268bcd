"""A virtual display to look at programs on: Xvfb, a light window manager, xdotool.

What is shown is read out of Xvfb's own memory, so that nothing has to be installed to see it.
"""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import tempfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

TOOLS = ("Xvfb", "openbox", "xdotool")
REASON = f"needs {', '.join(TOOLS)}"
SIZE = (1280, 900)


def is_possible() -> bool:
    """Whether this machine has what it takes."""
    return all(map(shutil.which, TOOLS))


class Screen:
    """A display of its own, gone when left."""

    def __init__(self) -> None:
        self._memory = tempfile.TemporaryDirectory(prefix="shoegui-screen-")
        reading, writing = os.pipe()
        size = f"{SIZE[0]}x{SIZE[1]}x24"
        words = ["Xvfb", "-displayfd", str(writing), "-screen", "0", size, "-nolisten", "tcp"]
        self._server = subprocess.Popen(
            [*words, "-fbdir", self._memory.name], pass_fds=[writing], stderr=subprocess.DEVNULL
        )
        os.close(writing)
        with os.fdopen(reading) as number:
            self.display = f":{number.readline().strip()}"
        quiet = subprocess.DEVNULL
        self._environment = {**os.environ, "DISPLAY": self.display}
        self._manager = subprocess.Popen(
            ["openbox"], env=self._environment, stdout=quiet, stderr=quiet
        )

    def __enter__(self) -> Screen:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for process in (self._manager, self._server):
            process.terminate()
            process.wait(10)
        self._memory.cleanup()

    def window(self, title: str) -> str:
        """The number of the visible window with exactly this title, or nothing."""
        found = self._hands("search", "--onlyvisible", "--name", f"^{title}$").split()
        return found[0] if found else ""

    def close(self, window: str) -> None:
        """Close a window as a person would with the keyboard."""
        self._hands("windowactivate", "--sync", window, "key", "--clearmodifiers", "alt+F4")

    def is_blank(self) -> bool:
        """Whether nothing is shown yet in a row above the mouse. Takes less than a millisecond."""
        with Path(self._memory.name, "Xvfb_screen0").open("rb") as file:
            words = struct.unpack(">25I", file.read(100))
            file.seek(words[0] + 12 * words[19] + words[12] * (SIZE[1] // 3))
            return not any(file.read(4 * SIZE[0]))

    def colours(self, window: str) -> int:
        """How many different colours the right half of a window shows."""
        said = self._hands("getwindowgeometry", "--shell", window).splitlines()
        geometry = dict(line.split("=", 1) for line in said if "=" in line)
        left, top = int(geometry["X"]), int(geometry["Y"])
        width, height = int(geometry["WIDTH"]), int(geometry["HEIGHT"])
        found: set[bytes] = set()
        for row in self._rows()[max(top, 0) : top + height]:
            part = row[4 * max(left + width // 2, 0) : 4 * (left + width)]
            found.update(part[at : at + 3] for at in range(0, len(part), 4))
        return len(found)

    def save(self, png: Path) -> None:
        """Write what is shown into a PNG file."""
        lines = b"".join(
            b"\0" + b"".join(row[at : at + 3][::-1] for at in range(0, len(row), 4))
            for row in self._rows()
        )
        header = struct.pack(">IIBBBBB", *SIZE, 8, 2, 0, 0, 0)
        chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(lines)), (b"IEND", b""))
        png.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*one) for one in chunks))

    def _rows(self) -> Sequence[bytes]:
        """The screen, row by row; a pixel is blue, green, red and nothing."""
        data = Path(self._memory.name, "Xvfb_screen0").read_bytes()
        # The XWD format: its header's size comes first, as the 13th word how long a row is, as
        # the 20th how many colours of 12 bytes follow; https://www.x.org/wiki/XwdFileFormat
        words = struct.unpack(">25I", data[:100])
        start = words[0] + 12 * words[19]
        length = words[12]
        return [
            data[start + length * row : start + length * row + 4 * SIZE[0]]
            for row in range(SIZE[1])
        ]

    def _hands(self, *words: str) -> str:
        result = subprocess.run(
            ["xdotool", *words],
            env=self._environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        return result.stdout


def _chunk(kind: bytes, body: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + body))
    return struct.pack(">I", len(body)) + kind + body + check
