"""How the values of options are written: paths, numbers, days, lists of kinds.

What an option means is decided by whoever is given it.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path

from shoegui.photos.suffixes import KINDS

# SQLite's whole numbers hold more, and no picture has so many pixels, bytes or likenesses.
_MOST = 10**18


def path(text: str) -> Path:
    """A file or folder. An empty name, which a shell makes of a variable that is not set, is none.

    Python takes it for the current folder, which would then be indexed or forgotten.
    """
    if not text:
        raise argparse.ArgumentTypeError("the name of a file or folder is empty")
    return Path(text)


def pattern(text: str) -> str:
    """A shell pattern. An empty one would match nothing, and yet replace those of a folder."""
    if not text:
        raise argparse.ArgumentTypeError("the pattern is empty")
    return text


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


def at_least(least: int, most: int = _MOST) -> Callable[[str], int]:
    """A whole number from `least` up, to `most`."""
    wanted = f"from {least} up" if most == _MOST else f"from {least} to {most:,}"

    def parse(text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            number = least - 1
        if number > _MOST:
            raise argparse.ArgumentTypeError(f"'{text}' is too large a number")
        if not least <= number <= most:
            raise argparse.ArgumentTypeError(f"'{text}' is not a whole number {wanted}")
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
