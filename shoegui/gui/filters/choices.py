"""What there is to choose among in a library, and how many photos a choice leaves. For jobs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shoegui.gui.engine import Engine
    from shoegui.library.filters import Filters

# More than anybody looks through; those that are deeper down go first.
_MOST_FOLDERS = 120


@dataclass(frozen=True, slots=True)
class Choices:
    """`folders` are those of the library and all inside them, in the order of a tree.

    `words` are the classes of the network: those that it saw in photos of this library first, with
    the number of photos, then the others with 0.
    """

    folders: tuple[Path, ...] = ()
    words: tuple[tuple[str, int], ...] = ()


def read_choices(engine: Engine) -> Choices:
    """What can be chosen in the library of `engine`. Asks the database."""
    catalogue = engine.library.catalogue
    folders: set[Path] = set()
    for folder in catalogue.folders():
        folders.add(folder.path)
        folders.update(map(Path, catalogue.directories(folder.id)))
    while len(folders) > _MOST_FOLDERS:
        deepest = max(len(path.parts) for path in folders)
        shallow = {path for path in folders if len(path.parts) < deepest}
        if not shallow:
            folders = set(sorted(folders)[:_MOST_FOLDERS])
            break
        folders = shallow
    seen = engine.library.vocabulary()
    others = sorted(set(engine.library.network().class_names()) - set(seen))
    words = (*seen.items(), *((name, 0) for name in others))
    return Choices(tuple(sorted(folders)), words)


def count_matching(engine: Engine, filters: Filters) -> int:
    """How many photos `filters` let through. Asks the database. Raises `UsageError`."""
    return len(engine.library.matching(filters))
