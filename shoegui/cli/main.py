"""The commands and their options: `shoegui COMMAND --help` says what each does."""

from __future__ import annotations

import argparse
import logging
import os
import sys
import textwrap
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

from shoegui import __version__
from shoegui.basics.errors import UsageError, UserFacingError
from shoegui.basics.log import start_log, stop_log
from shoegui.basics.paths import AppPaths
from shoegui.basics.settings import DEVICES, PRECISIONS
from shoegui.cli.arguments import add_comparing, add_filters, at_least, kinds
from shoegui.cli.console import COULD_NOT, USAGE, Console
from shoegui.photos.suffixes import KINDS

# Options, paths and console in, exit code out.
Command = Callable[[argparse.Namespace, AppPaths, Console], int]

_EXIT_CODES = "exit codes: 0 done, 1 done but some files were skipped, 2 usage, 3 could not"


def run(arguments: Sequence[str]) -> int:
    """Do what `arguments` say and return the exit code."""
    parser = make_parser()
    try:
        options = parser.parse_args(arguments)
    except SystemExit as stop:
        return int(stop.code or 0)
    console = Console(as_json=options.json)
    paths = AppPaths.under(Path(options.library)) if options.library else AppPaths.for_user()
    logger = start_log(paths.log_file)
    try:
        return _carry_out(options, paths, console, logger)
    except BrokenPipeError:
        # Whoever read the answers has seen enough; Python must not complain when it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return COULD_NOT
    finally:
        stop_log()


def _carry_out(
    options: argparse.Namespace, paths: AppPaths, console: Console, logger: logging.Logger
) -> int:
    try:
        command: Command = options.command
        return command(options, paths, console)
    except UsageError as error:
        console.failure(error)
        return USAGE
    except UserFacingError as error:
        logger.warning("%s", error, exc_info=True)
        console.failure(error)
        return COULD_NOT
    except KeyboardInterrupt:
        console.remark("Stopped. What is done is kept.")
        return COULD_NOT
    except BrokenPipeError:
        raise
    except Exception as error:
        logger.exception("unexpected")
        console.failure(
            UserFacingError(
                f"something unexpected happened ({type(error).__name__}: {error})",
                advice=f"This is a fault of ShoeGUI; please report it with {paths.log_file}",
            )
        )
        return COULD_NOT


def make_parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    return _parser_and_commands()[0]


def command_names() -> frozenset[str]:
    """Every word that names a command when it comes first."""
    return frozenset(_parser_and_commands()[1].choices)


def _parser_and_commands() -> tuple[argparse.ArgumentParser, _Commands]:
    parser = argparse.ArgumentParser(
        prog="shoegui",
        parents=[_common()],
        description="Find pictures by picture, in your own photo folders, on your own computer.",
        epilog=_EXIT_CODES,
    )
    parser.add_argument("--version", action="version", version=f"ShoeGUI {__version__}")
    parser.set_defaults(library=None, json=False)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_index(commands)
    _add_search(commands)
    _add_why(commands)
    _add(
        commands,
        "words",
        "words.words",
        "List what the network guesses the photos show, and in how many of them.",
        "shoegui words",
    )
    _add_library_commands(commands)
    _add_models(commands)
    _add_doctor(commands)
    _add_demo(commands)
    return parser, commands


# argparse has no public name for what add_subparsers() gives.
_Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001


def _common() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    group = common.add_argument_group("options of every command")
    group.add_argument(
        "--library",
        metavar="DIR",
        default=argparse.SUPPRESS,
        help="use the library in this folder instead of your own",
    )
    group.add_argument(
        "--json",
        action="store_true",
        default=argparse.SUPPRESS,
        help="answer with one JSON object a line",
    )
    return common


def _add(
    commands: _Commands, name: str, command: str, summary: str, examples: str
) -> argparse.ArgumentParser:
    parser = commands.add_parser(
        name,
        parents=[_common()],
        help=summary[0].lower() + summary[1:].rstrip("."),
        description=summary,
        epilog=f"examples:\n{_indented(examples)}\n\n{_EXIT_CODES}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(command=_late(command))
    return parser


def _indented(text: str) -> str:
    return textwrap.indent(textwrap.dedent(text).strip(), "  ")


def _late(name: str) -> Command:
    """The function `module.function` of this package, imported when it is called.

    Most commands need only a part of the program, and importing all of it takes longer than many
    of them run.
    """

    def call(options: argparse.Namespace, paths: AppPaths, console: Console) -> int:
        from importlib import import_module

        module, _, function = name.partition(".")
        command: Command = getattr(import_module(f"shoegui.cli.{module}"), function)
        return command(options, paths, console)

    return call


def _add_device(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--device",
        choices=DEVICES,
        default="auto",
        help="what runs the network (default: %(default)s, the fastest that works)",
    )


def _add_index(commands: _Commands) -> None:
    parser = _add(
        commands,
        "index",
        "index.index",
        "Bring the library up to date with folders of photos.",
        """
        shoegui index ~/Pictures
        shoegui index ~/Pictures /media/disk/photos --exclude '*.gif' --exclude 'old/'
        shoegui index ~/Pictures --kinds jpeg,heic
        shoegui index                       all folders of the library again
        """,
    )
    parser.add_argument("folders", nargs="*", metavar="FOLDER", type=Path)
    parser.add_argument(
        "--exclude",
        action="append",
        metavar="PATTERN",
        help="leave out files and folders that match, like '*.gif' or 'old/'; may be repeated",
    )
    parser.add_argument("--hidden", action="store_true", help="hidden files and folders too")
    parser.add_argument(
        "--no-subfolders", action="store_true", help="only the folder itself, nothing below it"
    )
    parser.add_argument(
        "--smallest",
        type=at_least(0),
        metavar="BYTES",
        help="leave out files smaller than this",
    )
    parser.add_argument(
        "--kinds",
        type=kinds,
        metavar="KIND,...",
        help=f"look at these kinds of file only: {', '.join(KINDS)}; 'all' for all again",
    )
    parser.add_argument(
        "--prune",
        action="store_true",
        help="believe a folder that is missing or suddenly empty, and forget its photos",
    )
    parser.add_argument(
        "--network", default="", metavar="NAME", help="see 'shoegui models' (default: as before)"
    )
    parser.add_argument(
        "--threads", type=at_least(0), default=0, metavar="N", help="cores to use (default: all)"
    )
    _add_device(parser)
    parser.add_argument(
        "--precision",
        choices=PRECISIONS,
        default="float32",
        help="in what a GPU computes (default: %(default)s; auto: float16 if right and faster)",
    )


def _add_search(commands: _Commands) -> None:
    parser = _add(
        commands,
        "search",
        "search.search",
        "Find the photos most like each picture.",
        """
        shoegui search shoe.jpg
        shoegui search shoe.jpg boot.png -k 5 --sheet found.png
        shoegui search shoe.jpg --crop 0.2,0.3,0.8,0.9
        shoegui search shoe.jpg --more other.jpg --less boot.jpg
        shoegui search shoe.jpg --look 0.5 --in ~/Pictures/shop --from 2024-01-01
        shoegui search *.jpg --json > found.jsonl
        """,
    )
    parser.add_argument("pictures", nargs="+", metavar="IMAGE", type=Path)
    parser.add_argument(
        "-k",
        type=at_least(1),
        default=10,
        metavar="N",
        help="how many hits for each (default: %(default)s)",
    )
    parser.add_argument(
        "--crop",
        metavar="L,T,R,B",
        help="search for a part: left, top, right, bottom as shares 0..1 of the picture",
    )
    parser.add_argument(
        "--exact", action="store_true", help="compare with every photo instead of using the index"
    )
    parser.add_argument(
        "--sheet",
        metavar="FILE.png",
        type=Path,
        help="also draw queries and hits into this picture",
    )
    add_comparing(parser)
    add_filters(parser)
    _add_device(parser)


def _add_why(commands: _Commands) -> None:
    parser = _add(
        commands,
        "why",
        "why.why",
        "Show what two pictures have in common: each under a map of what speaks for the match.",
        """
        shoegui why shoe.jpg found.jpg --out why.png
        shoegui why street.jpg found.jpg --crop 0.2,0.3,0.8,0.9 --out why.png
        """,
    )
    parser.add_argument("query", metavar="QUERY", type=Path, help="the picture searched for")
    parser.add_argument("hit", metavar="HIT", type=Path, help="the one that was found")
    parser.add_argument(
        "--out", metavar="FILE.png", type=Path, required=True, help="where to draw it"
    )
    parser.add_argument(
        "--crop",
        metavar="L,T,R,B",
        help="the part of QUERY: left, top, right, bottom as shares 0..1 of the picture",
    )
    parser.add_argument(
        "--force", action="store_true", help="replace FILE.png where there is one already"
    )
    parser.add_argument(
        "--network",
        default="",
        metavar="NAME",
        help="see 'shoegui models' (default: the library's)",
    )
    _add_device(parser)


def _add_library_commands(commands: _Commands) -> None:
    status = _add(
        commands,
        "status",
        "library.status",
        "Say what is in the library.",
        """
        shoegui status
        shoegui status --skipped            every file that could not be indexed, and why
        """,
    )
    status.add_argument("--skipped", action="store_true", help="list the skipped files")
    _add(commands, "folders", "library.folders", "List the library's folders.", "shoegui folders")
    forget = _add(
        commands,
        "forget",
        "library.forget",
        "Take a folder out of the library. Your photos are not touched.",
        "shoegui forget ~/Pictures/old",
    )
    forget.add_argument("folder", metavar="FOLDER", type=Path)
    check = _add(
        commands,
        "check",
        "library.check",
        "Check the library for damage.",
        """
        shoegui check
        shoegui check --repair
        """,
    )
    check.add_argument("--repair", action="store_true", help="mend what is found")


def _add_models(commands: _Commands) -> None:
    parser = _add(
        commands,
        "models",
        "networks.show",
        "List the networks, or add one.",
        """
        shoegui models
        shoegui models add mynet.onnx --manifest mynet.toml
        """,
    )
    actions = parser.add_subparsers(title="actions", metavar="ACTION")
    add = _add(
        actions,
        "add",
        "networks.add",
        "Check a network and add it to those that can be used.",
        "shoegui models add mynet.onnx --manifest mynet.toml",
    )
    add.add_argument("file", metavar="FILE.onnx", type=Path)
    add.add_argument("--manifest", metavar="FILE.toml", type=Path, required=True)


def _add_doctor(commands: _Commands) -> None:
    parser = _add(
        commands,
        "doctor",
        "doctor.doctor",
        "Say what this machine can do: versions, device, speed, health of the library.",
        "shoegui doctor",
    )
    _add_device(parser)


def _add_demo(commands: _Commands) -> None:
    parser = _add(
        commands,
        "demo",
        "demo.demo",
        "Try it on a small shoe shop that ShoeGUI draws itself.",
        """
        shoegui demo
        shoegui demo --sheet shoes.png
        """,
    )
    parser.add_argument(
        "--sheet",
        metavar="FILE.png",
        type=Path,
        help="where to draw the result (default: a new file)",
    )
    _add_device(parser)
