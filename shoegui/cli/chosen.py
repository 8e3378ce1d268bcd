"""From the options that narrow a search down to filters, in the library's own paths."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from pathlib import Path

from shoegui.basics.errors import UsageError, shown_path
from shoegui.basics.paths import lies_in
from shoegui.library.catalogue import Catalogue
from shoegui.library.filters import Filters


def chosen_filters(options: argparse.Namespace, catalogue: Catalogue) -> Filters:
    """The filters of `search`. Raises `UsageError` where one makes no sense."""
    return Filters(
        folders=tuple(one for folder in options.folders for one in _known(folder, catalogue)),
        taken_from=options.taken_from,
        taken_to=options.taken_to,
        kinds=frozenset(options.kinds),
        orientation=options.orientation,
        smallest=options.smallest,
        words=tuple(options.words),
    )


def _known(folder: Path, catalogue: Catalogue) -> list[Path]:
    """`folder` as the library writes it, which may have come there by another way.

    Raises `UsageError` where the library has nothing in it: no hits would say less.
    """
    folders = catalogue.folders()
    directories = [path for one in folders for path in catalogue.directories(one.id)]
    for name in _names(folder, [one.path for one in folders]):
        if any(lies_in(directory, name) for directory in directories):
            return [Path(name)]
    real = os.path.realpath(folder.expanduser())
    inside = [one.path for one in folders if lies_in(os.path.realpath(one.path), real)]
    if not inside:
        known = ", ".join(shown_path(one.path) for one in folders)
        raise UsageError(
            "the library has no photos in this folder",
            path=folder,
            advice=f"Its folders: {known}",
        )
    return inside


def _names(folder: Path, tops: list[Path]) -> Iterator[str]:
    """What a folder can be called: as it is written, or from the library's folder it is in."""
    written = os.path.abspath(folder.expanduser())
    yield written
    real = os.path.realpath(written)
    for top in tops:
        real_top = os.path.realpath(top)
        if lies_in(real, real_top):
            yield os.path.normpath(top / os.path.relpath(real, real_top))
