"""Which folders an index run is about: new, known, inside another, around others."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from shoegui.basics.errors import UsageError, UserFacingError, shown_path
from shoegui.basics.paths import lies_in
from shoegui.basics.phrase import Phrase
from shoegui.library.catalogue import Catalogue, Folder
from shoegui.photos.scan import ScanRules


@dataclass(frozen=True, slots=True)
class Target:
    """A folder of the library, and where in it to start: at its top or at a folder inside."""

    folder: Folder
    start: Path


def choose(catalogue: Catalogue, folders: Sequence[Path], rules: ScanRules | None) -> list[Target]:
    """The targets for `folders`, or for every folder of the library where none is named.

    A folder inside a chosen one becomes a part of it, not a second folder; one around chosen ones
    takes them over. `rules` are for new folders and replace those of known ones. Raises
    `UserFacingError` for one that does not exist or is not a folder; then nothing was added.
    """
    if not folders and rules is None:
        return [Target(one, one.path) for one in catalogue.folders()]
    folders = folders or [one.path for one in catalogue.folders()]
    known = {one.path for one in catalogue.folders()}
    wanted = [Path(os.path.abspath(one.expanduser())) for one in folders]
    for one in wanted:
        if one not in known:
            _require_folder(one)
    targets: dict[Path, Target] = {}
    with catalogue.database.atomic():
        for one in sorted(wanted, key=lambda path: len(path.parts)):
            target = _target(catalogue, one, rules)
            covered = any(
                earlier.folder.id == target.folder.id
                and lies_in(os.fspath(target.start), os.fspath(earlier.start))
                for earlier in targets.values()
            )
            if not covered:
                targets[target.start] = target
    return list(targets.values())


def _target(catalogue: Catalogue, path: Path, rules: ScanRules | None) -> Target:
    real = os.path.realpath(path)
    for folder in catalogue.folders():
        top = os.path.realpath(folder.path)
        if real == top:
            if rules is not None:
                catalogue.add_folder(folder.path, rules)
                _adopt(catalogue, folder.id, real, rules)
            return Target(_folder(catalogue, folder.id), folder.path)
        if lies_in(real, top) and _reaches(folder.rules, os.path.relpath(real, top)):
            if rules not in (None, folder.rules):
                raise UsageError(
                    Phrase(
                        "is a part of the library's folder {folder}",
                        folder=shown_path(folder.path),
                    ),
                    path=path,
                    advice="What to include is chosen for that folder as a whole",
                )
            # Patterns speak of paths from the folder's top, so with them all of it is looked at.
            within = "" if folder.rules.exclude else os.path.relpath(real, top)
            return Target(folder, folder.path / within)
    rules = rules or ScanRules()
    number = catalogue.add_folder(path, rules)
    _adopt(catalogue, number, real, rules)
    return Target(_folder(catalogue, number), path)


def _adopt(catalogue: Catalogue, number: int, real: str, rules: ScanRules) -> None:
    """Folder `number`, really at `real`, takes over the chosen ones that it now reaches."""
    for folder in catalogue.folders():
        inside = os.path.realpath(folder.path)
        if (
            folder.id != number
            and lies_in(inside, real)
            and _reaches(rules, os.path.relpath(inside, real))
        ):
            catalogue.adopt(folder.id, number)


def _reaches(rules: ScanRules, inside: str) -> bool:
    """Whether a scan by `rules` gets to the path `inside`, relative to where it starts."""
    hidden = any(part.startswith(".") for part in Path(inside).parts)
    return rules.recursive and (rules.include_hidden or not hidden)


def _folder(catalogue: Catalogue, number: int) -> Folder:
    return next(one for one in catalogue.folders() if one.id == number)


def _require_folder(path: Path) -> None:
    try:
        os.scandir(path).close()
    except FileNotFoundError as error:
        raise UserFacingError(
            "there is no such folder", path=path, advice="Check how it is written"
        ) from error
    except NotADirectoryError as error:
        raise UserFacingError(
            "is a file, not a folder", path=path, advice="Name the folder it is in"
        ) from error
    except PermissionError as error:
        raise UserFacingError(
            "the folder cannot be opened: permission denied",
            path=path,
            advice="Check who owns it and its rights",
        ) from error
    except OSError as error:
        raise UserFacingError(
            Phrase("the folder cannot be opened: {reason}", reason=error.strerror),
            path=path,
            advice="Check the drive and its cable",
        ) from error
