"""Libraries for measuring: vectors that resemble real ones, catalogues of any size, machine facts.

Uniformly random unit vectors have no neighbours, and every index fails on them; these lie in
clusters of uneven size on a surface of few dimensions, with noise, as embeddings of photos do.
"""

from __future__ import annotations

import importlib.metadata
import platform
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from shoegui.basics.paths import AppPaths
from shoegui.features.device import cores
from shoegui.features.manifest import CLASSES, EMBEDDING, Manifest, find
from shoegui.library.catalogue import NETWORK, Catalogue, Facts
from shoegui.library.details import Details, Stored, stored_outputs, to_store
from shoegui.library.library import Library
from shoegui.library.vectors import FloatArray, pack
from shoegui.photos.scan import ScanRules

_SURFACE_DIMENSIONS = 24
_PER_DIRECTORY = 400


def realistic_vectors(count: int, dimension: int, seed: int = 0) -> FloatArray:
    """`count` unit vectors, float32 (count, dimension), in clusters on a surface plus noise."""
    random = np.random.default_rng(seed)
    # The surface is the same for every seed: queries have to come from where the photos are.
    surface = np.random.default_rng(12).standard_normal((_SURFACE_DIMENSIONS, dimension))
    centres = np.random.default_rng(34).standard_normal((max(8, 100_000 // 100), len(surface)))
    weights = 1.0 / np.arange(1, len(centres) + 1) ** 0.6
    which = random.choice(len(centres), size=count, p=weights / weights.sum())
    vectors = np.empty((count, dimension), dtype=np.float32)
    for start in range(0, count, 10_000):
        some = which[start : start + 10_000]
        inside = centres[some] + 0.6 * random.standard_normal((len(some), len(surface)))
        portion = np.tanh(inside) @ surface + 0.8 * random.standard_normal((len(some), dimension))
        vectors[start : start + 10_000] = portion
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors


def fill_library(
    paths: AppPaths, folder: Path, vectors: FloatArray, *, files: bool, details: bool = True
) -> None:
    """A library whose photos carry `vectors`; with `files` every photo also lies on the disk.

    The files hold one byte each: they are there to be listed, not to be read. With `details` all
    else is there that the network gives, made from the vectors.
    """
    manifest = find(paths)
    with Library(paths, create=True) as library, library.writing() as writing:
        stored = Details(writing.database, manifest)
        make = _Maker(manifest) if details else None
        with writing.database.atomic():
            stored.register()
            writing.set_fact(NETWORK, manifest.key)
            folder_id = writing.add_folder(folder, ScanRules())
            for start in range(0, len(vectors), _PER_DIRECTORY):
                directory = folder / f"{start // _PER_DIRECTORY:05d}"
                _fill_directory(
                    writing, stored, folder_id, directory, vectors[start : start + _PER_DIRECTORY],
                    files=files, make=make,
                )  # fmt: skip


def _fill_directory(
    writing: Catalogue,
    stored: Details,
    folder_id: int,
    directory: Path,
    vectors: FloatArray,
    *,
    files: bool,
    make: _Maker | None,
) -> None:
    directory_id = writing.add_directory(folder_id, str(directory))
    if files:
        directory.mkdir(parents=True)
    made = [Stored(pack(one)) for one in vectors] if make is None else make(vectors)
    for number, one in enumerate(made):
        name, size, mtime_ns = f"photo-{number:05d}.jpg", 1, 0
        if files:
            (directory / name).write_bytes(b".")
            mtime_ns = (directory / name).stat().st_mtime_ns
        digest = np.random.default_rng((directory_id, number)).bytes(16)
        width, height = ((4000, 3000), (3000, 4000), (1200, 1200))[number % 3]
        taken_at = f"{2004 + number % 20}-0{1 + number % 9}-11T10:00:00" if number % 5 else None
        facts = Facts(digest, width, height, "JPEG", taken_at, None)
        photo_id = writing.add_photo(directory_id, name, size, mtime_ns, facts)
        if make is None:
            stored.vectors.add_stored(photo_id, one.embedding)
        else:
            stored.add(photo_id, one)


class _Maker:
    """What a network gives besides, each a fixed function of the embedding."""

    def __init__(self, manifest: Manifest) -> None:
        random = np.random.default_rng(56)
        self._maps = {
            name: random.standard_normal((manifest.dimension, *manifest.outputs[name].shape))
            for name in stored_outputs(manifest)
            if name != EMBEDDING
        }

    def __call__(self, vectors: FloatArray) -> list[Stored]:
        outputs = {EMBEDDING: vectors}
        for name, matrix in self._maps.items():
            made = (vectors @ matrix).astype(np.float32)
            if name == CLASSES:
                # As steep as makes two or three classes stand out.
                made = np.exp(3 * made)
                outputs[name] = made / made.sum(axis=1, keepdims=True)
            else:
                # Detail is never negative, and about half of it is 0.
                made = np.maximum(made, 0)
                outputs[name] = made / np.linalg.norm(made, axis=1, keepdims=True)
        return [
            to_store({name: array[number] for name, array in outputs.items()})
            for number in range(len(vectors))
        ]


def best_of(runs: int, work: Callable[[], object]) -> float:
    """Seconds of the fastest of `runs` runs: what noise adds is never part of the work."""
    taken = []
    for _ in range(runs):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return min(taken)


def resident_megabytes() -> float:
    """Memory of this process that is in RAM now; Linux only, elsewhere nan."""
    try:
        status = Path("/proc/self/status").read_text("ascii")
    except OSError:
        return float("nan")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1000


def processor() -> str:
    """The processor's name, as far as the system tells."""
    try:
        info = Path("/proc/cpuinfo").read_text("utf-8")
        line = next(one for one in info.splitlines() if one.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()
    return line.partition(":")[2].strip()


def machine() -> str:
    """One line that names the machine and the versions that matter."""
    versions = ", ".join(
        f"{name} {importlib.metadata.version(name)}" for name in ("numpy", "pillow", "hnswlib")
    )
    return (
        f"{processor()}, {cores()} cores, {platform.system()}, "
        f"Python {platform.python_version()}, {versions}"
    )
