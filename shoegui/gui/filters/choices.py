"""What there is to choose among in a library, and how many photos a choice leaves. For jobs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCollator, QLocale, Qt

if TYPE_CHECKING:
    from shoegui.gui.engine import Engine
    from shoegui.library.filters import Filters

# More than anybody looks through; those that are deeper down go first.
_MOST_FOLDERS = 120


@dataclass(frozen=True, slots=True)
class Choices:
    """`folders` are those of the library and all inside them, in the order of a tree.

    `words` are the classes of the network: those that it saw in photos of this library first, with
    the number of photos that pass the other filters, then the others with 0. `names` are all of
    these words in reading order.
    """

    folders: tuple[Path, ...] = ()
    words: tuple[tuple[str, int], ...] = ()
    names: tuple[str, ...] = ()


def read_choices(engine: Engine, filters: Filters | None = None) -> Choices:
    """What can be chosen in the library of `engine` beside `filters`. Asks the database."""
    names = tuple(in_reading_order(set(engine.library.network().class_names())))
    return count_again(engine, filters, Choices(_folders(engine), names=names))


def count_again(engine: Engine, filters: Filters | None, choices: Choices) -> Choices:
    """`choices` with the words as they are beside `filters`. Asks the database."""
    # Of several words any one will do, so that those that are chosen keep no other back.
    beside = replace(filters, words=()) if filters else None
    seen = engine.library.vocabulary(beside if beside and beside.active else None)
    others = ((name, 0) for name in choices.names if name not in seen)
    return replace(choices, words=(*seen.items(), *others))


def _folders(engine: Engine) -> tuple[Path, ...]:
    catalogue = engine.library.catalogue
    folders: set[Path] = set()
    for folder in catalogue.folders():
        folders.add(folder.path)
        for directory in map(Path, catalogue.directories(folder.id)):
            # Those between hold only folders, which the library does not write down.
            for path in (directory, *directory.parents):
                if path in folders or not path.is_relative_to(folder.path):
                    break
                folders.add(path)
    while len(folders) > _MOST_FOLDERS:
        deepest = max(len(path.parts) for path in folders)
        shallow = {path for path in folders if len(path.parts) < deepest}
        if not shallow:
            folders = set(sorted(folders)[:_MOST_FOLDERS])
            break
        folders = shallow
    return tuple(as_tree(folders))


def in_reading_order(names: Iterable[str]) -> list[str]:
    """As the language has them: capitals and small letters alike, 9 before 10."""
    spoken = QLocale()
    if spoken.language() == QLocale.Language.C:
        # Without a language Qt would go by the letters' numbers.
        spoken = QLocale(QLocale.Language.English)
    collator = QCollator(spoken)
    collator.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    collator.setNumericMode(True)
    return sorted(sorted(names), key=collator.sortKey)


def as_tree(folders: Iterable[Path]) -> list[Path]:
    """Every folder before those inside it, and those in one in reading order."""
    known = list(folders)
    parts = in_reading_order({part for path in known for part in path.parts})
    place = {part: at for at, part in enumerate(parts)}
    return sorted(known, key=lambda path: [place[part] for part in path.parts])


def count_matching(engine: Engine, filters: Filters) -> int:
    """How many photos `filters` let through. Asks the database. Raises `UsageError`."""
    return len(engine.library.matching(filters))
