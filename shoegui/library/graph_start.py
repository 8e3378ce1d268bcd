"""How the program starts itself once more, as the process that holds a graph.

The same in a checkout, an installed package and a bundle. Nothing heavy is imported here: the
program looks at `ARGUMENT` before anything else.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess

# What a bundle, which has no Python to call, is started with. Not for people.
ARGUMENT = "--hold-graph"


def start_child() -> subprocess.Popen[bytes]:
    """The process, which runs `graph_child.serve`; its stdin and stdout are ours to talk to it.

    Raises `OSError`.
    """
    import subprocess

    # It multiplies no matrices: numpy's threads for that would only take memory.
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1"}
    pipe = subprocess.PIPE
    if sys.platform == "win32":
        # Without a console it neither opens a window nor hears Ctrl+C.
        flags = subprocess.CREATE_NO_WINDOW
        return subprocess.Popen(
            _command(), env=environment, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL,
            bufsize=0, creationflags=flags,
        )  # fmt: skip
    return subprocess.Popen(
        _command(), env=environment, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL,
        # Of its own, so that Ctrl+C in a terminal is for the program and not for it.
        bufsize=0, process_group=0,
    )  # fmt: skip


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, ARGUMENT]
    # The same packages as here, however they were found, and nothing from the current folder.
    run = (
        f"import sys; sys.path[:] = {sys.path!r}; "
        "from shoegui.library.graph_child import serve; serve()"
    )
    return [sys.executable, "-P", "-c", run]
