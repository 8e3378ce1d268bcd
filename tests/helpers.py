"""A library on a tiny network and small drawn pictures, for tests in which neither is the point."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from onnx import helper
from PIL import Image

from shoegui.basics.paths import AppPaths
from shoegui.features.extractor import Extractor
from shoegui.features.manifest import EMBEDDING
from shoegui.library.catalogue import Photo
from shoegui.library.library import Library
from shoegui.library.options import IndexOptions
from shoegui.library.report import Report
from shoegui.library.vectors import FloatArray
from shoegui.search.searcher import Searcher
from tests.features.tiny import (
    CLASSES_TEXT,
    UNIT_LENGTH,
    VECTORS_TEXT,
    graph,
    with_all_outputs,
    write_network,
)

TINY = "tiny"
OPPOSITE = "opposite"
ALL_OUTPUTS = "all-outputs"
CLASS_NAMES = ("boot", "clog", "pump", "sandal", "sneaker", "slipper", "wader", "clog")

_NEGATED = [
    helper.make_node("Neg", ["projected"], ["negated"]),
    helper.make_node("LpNormalization", ["negated"], ["embedding"], axis=1, p=2),
]


def install_networks(paths: AppPaths) -> None:
    """Install `tiny`, and `opposite`, whose vectors point the other way."""
    for name, tail in ((TINY, UNIT_LENGTH), (OPPOSITE, _NEGATED)):
        write_network(paths.networks / name, graph(tail), name=name)


def install_all_outputs(paths: AppPaths) -> None:
    """Install `all-outputs`, which gives detail, look and classes too; two have one name."""
    folder = paths.networks / ALL_OUTPUTS
    more = VECTORS_TEXT + CLASSES_TEXT
    write_network(folder, with_all_outputs(), name=ALL_OUTPUTS, more=more)
    (folder / "tiny-8.txt").write_text("\n".join(CLASS_NAMES), "utf-8")


def draw(seed: int, size: tuple[int, int] = (48, 36)) -> Image.Image:
    """A picture of soft blots, another for every seed."""
    coarse = np.random.default_rng(seed).integers(0, 256, (4, 5, 3), np.uint8)
    return Image.fromarray(coarse).resize(size, Image.Resampling.BICUBIC)


def save(path: str | Path, seed: int) -> Path:
    """Write the picture of `seed` to `path`, in the format that its suffix names."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    draw(seed).save(path)
    return path


def vectors_of(
    library: Library, photo_ids: Sequence[int], kind: str = EMBEDDING
) -> dict[int, FloatArray]:
    """What a library has stored of a kind of those of the photos that have one, in their order."""
    photos = library.compared(library.features_of(photo_ids), (kind,))
    return dict(zip(photos.photo_ids[photos.has[kind]].tolist(), photos.having(kind), strict=True))


@dataclass(frozen=True, slots=True)
class Place:
    """A folder of photos and a library beside it, which uses the tiny network."""

    paths: AppPaths
    photos: Path

    def picture(self, name: str, seed: int) -> Path:
        """Write a picture into the folder of photos."""
        return save(self.photos / name, seed)

    def index(self, *folders: Path, **options: Any) -> Report:
        """Index `folders`, or the folder of photos; `()` for all folders of the library."""
        wanted = {"network": TINY, "device": "cpu", "threads": 2, **options}
        with self.library(create=True) as library:
            return library.index(folders or [self.photos], IndexOptions(**wanted))

    def index_all(self, **options: Any) -> Report:
        """Index every folder of the library again, with the network it uses."""
        with self.library() as library:
            return library.index((), IndexOptions(**{"device": "cpu", "threads": 2, **options}))

    def library(self, *, create: bool = False) -> Library:
        """The library, to be closed by the caller."""
        return Library(self.paths, create=create)

    def stored(self) -> dict[str, Photo]:
        """Every photo of the library by its path below the folder that all is in."""
        with self.library() as library:
            photos = library.photos(library.catalogue.photo_ids())
        top = self.photos.parent
        return {os.path.relpath(one.path, top): one for one in photos.values()}

    def names(self) -> list[str]:
        """The paths of all photos in the library, below the folder that all is in."""
        return sorted(self.stored())

    def features(self) -> dict[str, int]:
        """The id of each photo's row of features, by path as in `stored`."""
        stored = self.stored()
        with self.library() as library:
            rows = dict[int, int](library.database.rows("SELECT photo_id, id FROM features"))
        return {path: rows[photo.id] for path, photo in stored.items()}

    def vector_of(self, path: Path) -> FloatArray:
        """What the library's network makes of a file, without the library."""
        with self.library() as library:
            extractor = Extractor(library.network(), device="cpu")
        with Image.open(path) as picture:
            return extractor.extract(picture.convert("RGB"))["embedding"]

    def searcher(self, library: Library) -> Searcher:
        """A searcher on the processor."""
        return Searcher(library, device="cpu")


def program(*arguments: str | os.PathLike[str], **more: Any) -> subprocess.CompletedProcess[str]:
    """Run the program as a person would, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "shoegui", *arguments],
        capture_output=True,
        text=True,
        errors="surrogateescape",
        timeout=600,
        check=False,
        **more,
    )


def python(code: str, *arguments: str | os.PathLike[str]) -> subprocess.Popen[str]:
    """Start `code` in a Python of its own; its stdout and stderr can be read."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
