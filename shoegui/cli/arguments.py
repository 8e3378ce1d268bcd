"""How the values of options are written, and the options that only `search` has.

What an option means is decided by whoever is given it.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path

from shoegui.photos.suffixes import KINDS


def kinds(text: str) -> tuple[str, ...]:
    """The kinds of file in a list with commas; none for all of them."""
    names = [one.strip().lower() for one in text.split(",")]
    if names == ["all"]:
        return ()
    unknown = [one for one in names if one not in KINDS]
    if unknown:
        raise argparse.ArgumentTypeError(
            f"'{unknown[0]}' is not a kind of file; there are {', '.join(KINDS)} and all"
        )
    return tuple(kind for kind in KINDS if kind in names)


def at_least(least: int) -> Callable[[str], int]:
    """A whole number from `least` up."""

    def parse(text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            number = least - 1
        if number < least:
            raise argparse.ArgumentTypeError(f"'{text}' is not a whole number from {least} up")
        return number

    return parse


def day(text: str) -> date:
    """A day as 2024-03-31."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"'{text}' is not a day; write 2024-03-31") from error


def share(text: str) -> float:
    """A number from 0 to 1."""
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 1:
        raise argparse.ArgumentTypeError(f"'{text}' is not a number from 0 to 1")
    return number


def add_comparing(parser: argparse.ArgumentParser) -> None:
    """The options of how photos are compared with the query."""
    group = parser.add_argument_group("what is looked for")
    group.add_argument(
        "--more",
        nargs="+",
        action="extend",
        default=[],
        metavar="IMAGE",
        type=Path,
        help="these show what is wanted, too: what they have in common with each query is found",
    )
    group.add_argument(
        "--less",
        nargs="+",
        action="extend",
        default=[],
        metavar="IMAGE",
        type=Path,
        help="these show what is not wanted",
    )
    group.add_argument(
        "--look",
        type=share,
        default=0.0,
        metavar="0..1",
        help="from 0, the same kind of thing, to 1, the same colours and patterns "
        "(default: %(default)g)",
    )
    group.add_argument(
        "--no-stacks", action="store_true", help="list copies of a picture as hits of their own"
    )


def add_filters(parser: argparse.ArgumentParser) -> None:
    """The options that narrow a search down."""
    group = parser.add_argument_group("which photos may be found")
    group.add_argument(
        "--in",
        dest="folders",
        action="append",
        default=[],
        metavar="FOLDER",
        type=Path,
        help="only photos in this folder or below it; may be repeated",
    )
    group.add_argument(
        "--from",
        dest="taken_from",
        type=day,
        metavar="DAY",
        help="only photos taken on this day or later, as 2024-03-31; where a photo does not say "
        "when, its file's date counts",
    )
    group.add_argument(
        "--to", dest="taken_to", type=day, metavar="DAY", help="only photos taken by this day"
    )
    group.add_argument(
        "--kinds",
        type=kinds,
        default=(),
        metavar="KIND,...",
        help=f"only these kinds of file: {', '.join(KINDS)}",
    )
    group.add_argument(
        "--orientation", metavar="WHICH", help="only landscape, portrait or square photos"
    )
    group.add_argument(
        "--smallest",
        type=at_least(0),
        default=0,
        metavar="PX",
        help="only photos whose shorter side has at least so many pixels",
    )
    group.add_argument(
        "--word",
        dest="words",
        action="append",
        default=[],
        metavar="WORD",
        help="only photos that the network guesses to show this, any of them if repeated; "
        "'shoegui words' lists them",
    )
