"""Options that several commands have, and the two groups that only `search` has.

How their values are written is in `values`; what they mean is decided by whoever is given them.
"""

from __future__ import annotations

import argparse

from shoegui.basics.settings import DEVICES
from shoegui.cli.values import at_least, day, kinds, path, share
from shoegui.photos.suffixes import KINDS


def add_crop(parser: argparse.ArgumentParser, what: str) -> None:
    """`--crop`, which is `what`: a part of a query."""
    parser.add_argument(
        "--crop",
        metavar="L,T,R,B",
        help=f"{what}: left, top, right, bottom as shares 0..1 of the picture",
    )


def add_device(parser: argparse.ArgumentParser) -> None:
    """`--device`."""
    parser.add_argument(
        "--device",
        choices=DEVICES,
        default="auto",
        help="what runs the network (default: %(default)s, the fastest that works)",
    )


def add_network(parser: argparse.ArgumentParser, default: str) -> None:
    """`--network`; `default` says which one is taken without it."""
    parser.add_argument(
        "--network",
        default="",
        metavar="NAME",
        help=f"see 'shoegui models' (default: {default})",
    )


def add_drawing(
    parser: argparse.ArgumentParser, option: str, what: str, *, required: bool = False
) -> None:
    """`option`, a picture that is drawn, and `--force`, which lets it replace a file."""
    parser.add_argument(option, metavar="FILE.png", type=path, required=required, help=what)
    parser.add_argument(
        "--force",
        action="store_true",
        help="replace FILE.png where there is one already, unless it is a photo of the library",
    )


def add_comparing(parser: argparse.ArgumentParser) -> None:
    """The options of how photos are compared with the query."""
    group = parser.add_argument_group("what is looked for")
    group.add_argument(
        "--more",
        nargs="+",
        action="extend",
        default=[],
        metavar="IMAGE",
        type=path,
        help="these show what is wanted, too: what they have in common with each query is found",
    )
    group.add_argument(
        "--less",
        nargs="+",
        action="extend",
        default=[],
        metavar="IMAGE",
        type=path,
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
        type=path,
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
