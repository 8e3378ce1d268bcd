"""`python -m shoegui`, the console script and the bundle start here: the window, or a command."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from shoegui.library.graph_start import ARGUMENT

_STOPPED = 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code."""
    # Before numpy loads. A search multiplies small matrices; where the processor has other work
    # too, as beside a window or an index run, threads that wait for one another take many times as
    # long as one.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        return _main(arguments)
    except KeyboardInterrupt:
        # Pressed while modules were still being loaded; a command that has begun says more.
        return _STOPPED


def _main(arguments: Sequence[str] | None) -> int:
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given == [ARGUMENT]:
        from shoegui.library.graph_child import serve

        serve()
    if getattr(sys, "frozen", False):
        from shoegui.features.cuda_pack import use_packs

        use_packs()
    wanted = _window(given)
    if wanted is not None:
        from shoegui.basics.display import has_display

        if has_display():
            return _show(*wanted)
        given = _in_the_terminal(*wanted)

    from shoegui.cli.main import run

    return run(given)


def _window(arguments: list[str]) -> tuple[Path | None, Path | None] | None:
    """The library's folder and the picture that a window was asked for with; None for a command.

    `shoegui [--library DIR] [PICTURE]`, in either order.
    """
    rest: list[str] = []
    library: Path | None = None
    given = iter(arguments)
    for one in given:
        option, _, folder = one.partition("=")
        if option != "--library":
            rest.append(one)
            continue
        if one == option:
            folder = next(given, "")
        # Empty: a variable that is not set; Python would take it for the folder we are in.
        if not folder or library is not None:
            return None
        library = Path(folder)
    if len(rest) > 1 or (rest and not _is_picture(rest[0])):
        return None
    return library, Path(rest[0]) if rest else None


def _in_the_terminal(library: Path | None, picture: Path | None) -> list[str]:
    """The command that does the same without a display."""
    if picture is None:
        command = ["demo"]
    elif os.path.isdir(picture):  # noqa: PTH112
        # The window asks before it indexes a folder. Alone it is no command, and that is explained.
        command = [os.fspath(picture)]
    else:
        command = ["search", os.fspath(picture)]
    return command if library is None else [*command, "--library", os.fspath(library)]


def _is_picture(argument: str) -> bool:
    """Whether an argument names a file rather than a command or an option.

    A file that is called like a command has to be written with its folder, as ./search.
    """
    if argument.startswith("-"):
        return False
    from shoegui.cli.commands import command_names

    return argument not in command_names() and os.path.exists(argument)  # noqa: PTH110


def _show(library: Path | None, picture: Path | None) -> int:
    from shoegui.basics.paths import AppPaths
    from shoegui.gui.plain_imports import import_plainly

    import_plainly()
    from shoegui.gui.application import run

    return run(AppPaths.for_user() if library is None else AppPaths.under(library), picture)


if __name__ == "__main__":
    sys.exit(main())
