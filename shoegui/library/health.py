"""Whether a library is sound, and how to mend it.

The database is the truth and is mended only where it must be; all else is made again from it, or
from the photos at the next index run.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from shoegui.basics.errors import LibraryCorruptError, NetworkError, shown_path
from shoegui.basics.paths import AppPaths
from shoegui.basics.phrase import Phrase
from shoegui.basics.progress import CancelToken
from shoegui.features.manifest import verify
from shoegui.library.library import Library
from shoegui.library.salvage import salvage


@dataclass(slots=True)
class Health:
    """What a check found, in sentences. `mended` and `to_do` come from a repair.

    `folders_lost` says that a repair could not find out which folders the library had.
    """

    problems: list[str] = field(default_factory=list)
    mended: list[str] = field(default_factory=list)
    to_do: list[str] = field(default_factory=list)
    folders_lost: bool = False

    @property
    def sound(self) -> bool:
        """Whether nothing was found, or all of it was mended."""
        return not self.problems or bool(self.mended and not self.to_do)


def check(
    paths: AppPaths,
    *,
    repair: bool = False,
    cancel: CancelToken | None = None,
    graph_in_child: bool = False,
) -> Health:
    """Look for damage in the library, and mend it with `repair`. Touches no photo.

    `graph_in_child` is that of `Library`. A repair needs the library for itself and raises
    `LibraryBusyError` if another process writes. Raises `LibraryError` if there is none, and
    `Cancelled`.
    """
    health = Health()
    cancel = cancel or CancelToken()
    try:
        with Library(paths, graph_in_child=graph_in_child) as library:
            _check_database(library)
            _check_parts(library, health, cancel, repair=repair)
    except LibraryCorruptError:
        health.problems.append(Phrase("The database is damaged."))
        if repair:
            _rescue(paths, health)
    return health


def is_sound(library: Library) -> bool:
    """Whether the database of an open library is undamaged."""
    try:
        _check_database(library)
    except LibraryCorruptError:
        return False
    return True


def _check_database(library: Library) -> None:
    findings = library.database.rows("PRAGMA integrity_check(1)")
    broken = library.database.rows("PRAGMA foreign_key_check")
    if findings != [("ok",)] or broken:
        raise LibraryCorruptError("the library is damaged", path=library.database.file)


def _check_parts(library: Library, health: Health, cancel: CancelToken, *, repair: bool) -> None:
    try:
        manifest = library.network()
        verify(manifest)
    except NetworkError as error:
        health.problems.append(Phrase("{fault}.", fault=error.in_words()))
        health.to_do.append(Phrase("See to the network first; what depends on it was not checked."))
        return
    _check_vectors(library, health, repair=repair)
    _check_thumbnails(library, health, cancel, repair=repair)
    cancel.raise_if_cancelled()
    _check_neighbours(library, health, repair=repair)


def _check_vectors(library: Library, health: Health, *, repair: bool) -> None:
    details = library.stored(library.database)
    damaged, missing = details.damaged(), details.vectors.missing()
    incomplete = details.missing() - missing
    if damaged:
        health.problems.append(
            Phrase("The features of {photos} are damaged.", photos=_photos(len(damaged)))
        )
    if missing:
        health.problems.append(
            Phrase("1 photo has no features and cannot be found.")
            if len(missing) == 1
            else Phrase(
                "{number} photos have no features and cannot be found.", number=len(missing)
            )
        )
    if incomplete:
        health.problems.append(
            Phrase(
                "A part of the features of {photos} is missing: they are found, but not in the "
                "best order.",
                photos=_photos(len(incomplete)),
            )
        )
    if not (damaged or missing or incomplete) or not repair:
        return
    if damaged:
        with library.writing() as writing, writing.database.atomic():
            library.stored(writing.database).remove(sorted(damaged))
        health.mended.append(Phrase("The damaged features were removed."))
    health.to_do.append(Phrase("Run 'shoegui index' to make the missing features from the photos."))


def _check_thumbnails(
    library: Library, health: Health, cancel: CancelToken, *, repair: bool
) -> None:
    thumbnails = library.thumbnails()
    lost = set()
    for one in library.catalogue.hashes():
        cancel.raise_if_cancelled()
        if thumbnails.get(one) is None:
            lost.add(one)
    if not lost:
        return
    health.problems.append(
        Phrase("The thumbnails of {photos} are missing or damaged.", photos=_photos(len(lost)))
    )
    if repair:
        with library.writing() as writing, writing.database.atomic():
            for digest in lost:
                writing.read_again(one.id for one in writing.photos_with_hash(digest))
        health.mended.append(Phrase("Their photos are marked to be read again."))
        health.to_do.append(
            Phrase("Run 'shoegui index' to make the missing thumbnails from the photos.")
        )


def _check_neighbours(library: Library, health: Health, *, repair: bool) -> None:
    problem = library.neighbours_file().problem()
    stale = library.neighbours().needs_merge()
    if problem:
        health.problems.append(problem)
    elif stale:
        health.problems.append(
            Phrase("The search index is behind the library; searching is slower.")
        )
    if repair and (problem or stale):
        with library.writing():
            if problem:
                library.neighbours_file().remove()
            library.neighbours().merge()
        health.mended.append(Phrase("The search index was made again."))


def _rescue(paths: AppPaths, health: Health) -> None:
    saved = salvage(paths)
    for file in paths.neighbours.glob("*"):
        file.unlink(missing_ok=True)
    health.mended.append(
        Phrase(
            "What could be read was saved into a new library: {photos} photos in {folders} "
            "folders. The damaged one was kept as {file}.",
            photos=saved.photos,
            folders=saved.folders,
            file=shown_path(saved.kept_as),
        )
    )
    if saved.folders:
        health.to_do.append(Phrase("Run 'shoegui index' to read again what is missing."))
    else:
        health.folders_lost = True
        health.to_do.append(Phrase("Run 'shoegui index FOLDER' for each of your folders."))


def _photos(number: int) -> Phrase:
    return Phrase("1 photo") if number == 1 else Phrase("{number} photos", number=number)


def library_size(paths: AppPaths) -> dict[str, int]:
    """Bytes on disk of each part of a library: database, index, thumbnails."""
    return {
        "database": sum(_size(file) for file in paths.data.glob(f"{paths.database.name}*")),
        "search index": sum(_size(file) for file in paths.neighbours.glob("*")),
        "thumbnails": _size_below(paths.thumbnails),
    }


def _size_below(folder: Path) -> int:
    # Not `Path.rglob`: it takes seconds for a hundred thousand files, and holds up every other
    # thread for a tenth of one when it throws their paths away.
    total = 0
    for place, _folders, names in os.walk(folder):
        for name in names:
            try:
                total += os.stat(os.path.join(place, name)).st_size  # noqa: PTH116
            except FileNotFoundError:
                continue
    return total


def _size(file: Path) -> int:
    return file.stat().st_size if file.is_file() else 0
