"""Which commands there are, and their options: `shoegui COMMAND --help` says what each does."""

from __future__ import annotations

import argparse
import os
import re
from typing import Any

from shoegui import __version__
from shoegui.basics.settings import PRECISIONS
from shoegui.cli.arguments import (
    add_comparing,
    add_crop,
    add_device,
    add_drawing,
    add_filters,
    add_network,
)
from shoegui.cli.parser import EXIT_CODES, Commands, Parser, add_command, common
from shoegui.cli.values import at_least, kinds, path, pattern
from shoegui.photos.suffixes import KINDS

# Each takes memory even where there are fewer cores.
_MOST_THREADS = 1024
# A scheme of one letter would be a drive of Windows.
_LINK = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


class _Program(Parser):
    """The parser of what comes first, which is a command; argparse would just list them all."""

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is None or value in action.choices:
            return
        # A Path raises for a name that is too long.
        if os.path.isdir(value):  # noqa: PTH112
            what = f"'{value}' is a folder; to index its photos say 'shoegui index FOLDER'"
        elif os.path.exists(value):  # noqa: PTH110
            what = f"'{value}' is a file; to search with it say 'shoegui search IMAGE'"
        elif _LINK.match(value):
            what = f"'{value}' is a link, and ShoeGUI fetches nothing; save the picture first"
        else:
            what = f"there is no command and no file '{value}'"
        raise argparse.ArgumentError(None, what)


def make_parser() -> Parser:
    """The parser of the whole command line."""
    return _parser_and_commands()[0]


def command_names() -> frozenset[str]:
    """Every word that names a command when it comes first."""
    return frozenset(_parser_and_commands()[1].choices)


def _parser_and_commands() -> tuple[Parser, Commands]:
    parser = _Program(
        prog="shoegui",
        parents=[common()],
        description="Find pictures by picture, in your own photo folders, on your own computer.",
        epilog=EXIT_CODES,
    )
    parser.add_argument("--version", action="version", version=f"ShoeGUI {__version__}")
    parser.set_defaults(library=None, json=False, makes_library=False)
    commands = parser.add_subparsers(
        title="commands", metavar="COMMAND", required=True, parser_class=Parser
    )
    _add_index(commands)
    _add_search(commands)
    _add_why(commands)
    add_command(
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


def _add_index(commands: Commands) -> None:
    parser = add_command(
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
    parser.set_defaults(makes_library=True)
    parser.add_argument("folders", nargs="*", metavar="FOLDER", type=path)
    parser.add_argument(
        "--exclude",
        action="append",
        metavar="PATTERN",
        type=pattern,
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
    add_network(parser, "as before")
    parser.add_argument(
        "--threads",
        type=at_least(0, _MOST_THREADS),
        default=0,
        metavar="N",
        help="cores to use (default: all)",
    )
    add_device(parser)
    parser.add_argument(
        "--precision",
        choices=PRECISIONS,
        default="float32",
        help="in what a GPU computes (default: %(default)s; auto: float16 if right and faster)",
    )


def _add_search(commands: Commands) -> None:
    parser = add_command(
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
    parser.add_argument("pictures", nargs="+", metavar="IMAGE", type=path)
    parser.add_argument(
        "-k",
        type=at_least(1),
        default=10,
        metavar="N",
        help="how many hits for each (default: %(default)s)",
    )
    add_crop(parser, "search for a part")
    parser.add_argument(
        "--exact", action="store_true", help="compare with every photo instead of using the index"
    )
    add_drawing(parser, "--sheet", "also draw queries and hits into this picture")
    add_comparing(parser)
    add_filters(parser)
    add_device(parser)


def _add_why(commands: Commands) -> None:
    parser = add_command(
        commands,
        "why",
        "why.why",
        "Show what two pictures have in common: each under a map of what speaks for the match.",
        """
        shoegui why shoe.jpg found.jpg --out why.png
        shoegui why street.jpg found.jpg --crop 0.2,0.3,0.8,0.9 --out why.png
        """,
    )
    parser.add_argument("query", metavar="QUERY", type=path, help="the picture searched for")
    parser.add_argument("hit", metavar="HIT", type=path, help="the one that was found")
    add_drawing(parser, "--out", "where to draw it", required=True)
    add_crop(parser, "the part of QUERY")
    add_network(parser, "the library's")
    add_device(parser)


def _add_library_commands(commands: Commands) -> None:
    status = add_command(
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
    add_command(
        commands, "folders", "library.folders", "List the library's folders.", "shoegui folders"
    )
    forget = add_command(
        commands,
        "forget",
        "library.forget",
        "Take a folder out of the library. Your photos are not touched.",
        "shoegui forget ~/Pictures/old",
    )
    forget.add_argument("folder", metavar="FOLDER", type=path)
    check = add_command(
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


def _add_models(commands: Commands) -> None:
    parser = add_command(
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
    add = add_command(
        actions,
        "add",
        "networks.add",
        "Check a network and add it to those that can be used.",
        "shoegui models add mynet.onnx --manifest mynet.toml",
    )
    add.set_defaults(makes_library=True)
    add.add_argument("file", metavar="FILE.onnx", type=path)
    add.add_argument("--manifest", metavar="FILE.toml", type=path, required=True)


def _add_doctor(commands: Commands) -> None:
    parser = add_command(
        commands,
        "doctor",
        "doctor.doctor",
        "Say what this machine can do: versions, device, speed, health of the library.",
        "shoegui doctor",
    )
    add_device(parser)


def _add_demo(commands: Commands) -> None:
    parser = add_command(
        commands,
        "demo",
        "demo.demo",
        "Try it on a small shoe shop that ShoeGUI draws itself.",
        """
        shoegui demo
        shoegui demo --sheet shoes.png
        """,
    )
    parser.set_defaults(makes_library=True)
    add_drawing(parser, "--sheet", "where to draw the result (default: a new file)")
    add_device(parser)
