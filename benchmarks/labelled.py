"""Photos in one folder per class, in a library of their own: what measuring of quality begins with.

Where no folder is named, the program's own drawn shoes take its place. Nothing is measured here.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
import numpy.typing as npt
from synthetic import machine

from shoegui.basics.paths import AppPaths
from shoegui.features.device import cores
from shoegui.features.manifest import Manifest, installed
from shoegui.library.catalogue import Photo
from shoegui.library.library import Library
from shoegui.library.options import IndexOptions
from shoegui.samples.shop import make_shop
from shoegui.search.query import Query
from shoegui.search.request import Request
from shoegui.search.searcher import Searcher

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_Thing = TypeVar("_Thing")
_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Labelled:
    """Photos of a library in the order of their paths, and the class of each.

    The class is the name of the directory in `folder` that a photo lies in.
    """

    folder: Path
    searcher: Searcher
    photos: tuple[Photo, ...]
    classes: tuple[str, ...]

    @property
    def ids(self) -> list[int]:
        """The photos' ids."""
        return [photo.id for photo in self.photos]

    @property
    def class_of(self) -> dict[int, str]:
        """The class of each photo, by its id."""
        return dict(zip(self.ids, self.classes, strict=True))

    @property
    def labels(self) -> npt.NDArray[np.int64]:
        """The classes as numbers, int64 (n,)."""
        names = sorted(set(self.classes))
        return np.array([names.index(one) for one in self.classes], np.int64)

    def some(self, count: int) -> list[Photo]:
        """At most `count` of the photos, from all over them; always the same."""
        chosen = np.linspace(0, len(self.photos) - 1, min(count, len(self.photos)))
        return [self.photos[int(one)] for one in chosen.round()]

    def others(self, photo: Photo, count: int, *, look: float = 0.0) -> list[int]:
        """Ids of the `count` best hits for a photo as a person would ask, less the photo itself."""
        request = Request((Query(photo_id=photo.id),), look=look, stacks=False)
        hits = self.searcher.search(request, count + 1)
        return [hit.photo.id for hit in hits if hit.photo.id != photo.id][:count]


def parser(doc: str | None) -> argparse.ArgumentParser:
    """The arguments that every program takes."""
    made = argparse.ArgumentParser(description=(doc or "").splitlines()[0])
    made.add_argument(
        "folder",
        type=Path,
        nargs="?",
        metavar="DIR",
        help="one folder of photos per class; default: the shoes that the program draws",
    )
    made.add_argument(
        "--network", action="append", metavar="NAME", help="may be given twice; default: all"
    )
    made.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    return made


def networks(names: Sequence[str] | None) -> list[Manifest]:
    """The networks that ship, or those that are named; the default one first."""
    with tempfile.TemporaryDirectory() as empty:
        found = installed(AppPaths.under(Path(empty)))
    chosen = [one for one in found if not names or one.name in names]
    if len(chosen) < len(names or ()):
        raise SystemExit(f"There is only {', '.join(one.name for one in found)}.")
    return sorted(chosen, key=lambda one: not one.default)


@contextlib.contextmanager
def photos_in(folder: Path | None) -> Iterator[Path]:
    """`folder`, or for the time being one of drawn shoes."""
    if folder is not None:
        if not folder.is_dir():
            raise SystemExit(f"There is no folder {folder}.")
        yield folder.absolute()
        return
    with tempfile.TemporaryDirectory() as scratch:
        yield make_shop(Path(scratch, "shop"))


def each_library(chosen: argparse.Namespace) -> Iterator[tuple[Manifest, Labelled]]:
    """For each network that was asked for, all photos that were, in a library made for them.

    `chosen` is what `parser` made of the arguments. A library is gone when the next one comes.
    """
    with photos_in(chosen.folder) as folder:
        for manifest in networks(chosen.network):
            with library_of(folder, manifest.name) as labelled:
                yield manifest, labelled


@contextlib.contextmanager
def library_of(folder: Path, network: str) -> Iterator[Labelled]:
    """All photos in the class folders of `folder`, in a library made for them."""
    classes = sorted(entry for entry in folder.iterdir() if entry.is_dir())
    if not classes:
        raise SystemExit(f"There is no class folder in {folder}.")
    with (
        tempfile.TemporaryDirectory() as place,
        Library(AppPaths.under(Path(place)), create=True) as library,
    ):
        report = library.index(classes, IndexOptions(network=network, device="cpu"))
        if report.skipped:
            print(f"{len(report.skipped)} files skipped: {report.skipped[0]}")
        yield _labelled(library, folder, Searcher(library, device="cpu"))


@contextlib.contextmanager
def without(original: Labelled, class_name: str) -> Iterator[Labelled]:
    """What `library_of` made, less one class. Nothing is computed again."""
    with tempfile.TemporaryDirectory() as place:
        shutil.copytree(original.searcher.library.paths.data, place, dirs_exist_ok=True)
        with Library(AppPaths.under(Path(place))) as library:
            library.forget(original.folder / class_name)
            extractor = original.searcher.extractor
            yield _labelled(library, original.folder, Searcher(library, extractor=extractor))


def _labelled(library: Library, folder: Path, searcher: Searcher) -> Labelled:
    top = os.path.realpath(folder)
    photos = sorted(
        library.photos(library.catalogue.photo_ids()).values(), key=lambda one: one.path
    )
    classes = tuple(Path(os.path.realpath(one.path)).relative_to(top).parts[0] for one in photos)
    return Labelled(folder, searcher, tuple(photos), classes)


def on_every_core(work: Callable[[_Thing], _Result], things: Iterable[_Thing]) -> list[_Result]:
    """`work` done on each of `things`, in their order."""
    with ThreadPoolExecutor(cores()) as pool:
        return list(pool.map(work, things))


def write_json(file: Path | None, rows: Iterable[DataclassInstance], **facts: Any) -> None:
    """Write the figures where they were asked for, with other facts and the machine."""
    if file is not None:
        report = {**facts, "machine": machine(), "rows": [asdict(row) for row in rows]}
        file.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
