"""`shoegui words`: what the network guesses that the photos of the library show."""

from __future__ import annotations

import argparse

from shoegui.basics.paths import AppPaths
from shoegui.cli.console import DONE, Console, count
from shoegui.library.library import Library


def words(_options: argparse.Namespace, paths: AppPaths, console: Console) -> int:
    """List the words of the library, the most frequent first."""
    with Library(paths) as library:
        found = library.vocabulary()
    for word, photos in found.items():
        console.answer({"word": word, "photos": photos, "guess": True}, [f"{photos:7,}  {word}"])
    if found:
        guessed = count(len(found), "word")
        console.remark(f"{guessed}: guesses of the network, which are often wrong.")
    else:
        console.remark("No words yet: they come with the next 'shoegui index'.")
    return DONE
