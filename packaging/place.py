"""Where smoke.py runs a program: on this system or in another one's folder, with an empty home.

Only how a command is put together; what is run is in smoke.py and roots.py.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Place:
    """Where a program runs: its empty `home` as it names it, inside `root`, as `user`.

    `user` is "uid:gid" and only for a root. Needs to be root itself for that.
    """

    home: str
    root: Path | None = None
    user: str = ""

    def outside(self, path: str) -> Path:
        """A path of the program's as this process names it."""
        return Path(path) if self.root is None else Path(f"{self.root}{path}")

    def command(self, words: Sequence[str], extra: Mapping[str, str]) -> list[str]:
        """The words that run `words` there."""
        if self.root is None:
            return list(words)
        # A bundle asks /proc where it lies. The mount is gone with the last process that sees it.
        into = 'mount -t proc proc "$0/proc" && exec chroot --userspec="$1" "$0" env -i "${@:2}"'
        given = [f"{name}={value}" for name, value in self.environment(extra).items()]
        enter = ["unshare", "--mount", "--", "bash", "-c", into, str(self.root), self.user]
        return [*enter, *given, *words]

    def environment(self, extra: Mapping[str, str]) -> dict[str, str]:
        """All that the program knows of its environment."""
        clean = {"HOME": self.home, "PATH": "/usr/local/bin:/usr/bin:/bin"}
        if os.name == "nt":
            kept = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "COMSPEC", "NUMBER_OF_PROCESSORS")
            clean |= {name: os.environ[name] for name in kept if name in os.environ}
            clean |= {"USERPROFILE": self.home, "APPDATA": f"{self.home}/Roaming"}
            clean |= {"LOCALAPPDATA": f"{self.home}/Local"}
        return clean | dict(extra)
