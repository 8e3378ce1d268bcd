"""`shoegui doctor`: what this machine can do, and whether the library is sound."""

from __future__ import annotations

import argparse
import importlib.metadata
import platform
import statistics
import time

import numpy as np
import onnxruntime as ort

from shoegui import __version__
from shoegui.basics.errors import DeviceError, LibraryError, NetworkError, shown_path
from shoegui.basics.paths import AppPaths
from shoegui.cli.console import COULD_NOT, DONE, Console
from shoegui.features import cuda
from shoegui.features.device import cores
from shoegui.features.extractor import Extractor
from shoegui.features.manifest import Manifest, survey
from shoegui.library.health import check
from shoegui.library.neighbours import graph_runs_here

_PACKAGES = (
    "PySide6-Essentials",
    "onnxruntime-gpu",
    "onnxruntime",
    "numpy",
    "pillow",
    "pi-heif",
    "hnswlib",
    "xxhash",
)
_RUNS = 15
# So many pictures that finding the fastest way to run a network pays.
_MANY = 1_000_000


def doctor(options: argparse.Namespace, paths: AppPaths, console: Console) -> int:
    """Look at versions, device, speed and library."""
    sound = True
    versions = {"ShoeGUI": __version__, "Python": platform.python_version(), **_versions()}
    machine = f"{platform.system()} {platform.machine()}, {cores()} cores"
    console.answer(
        {"machine": machine, "versions": versions},
        [f"Machine    {machine}", "Versions   " + _listed(versions)],
    )
    providers = ort.get_available_providers()
    console.answer(
        {"providers": providers, "graph_index": graph_runs_here()},
        [
            f"Providers  {', '.join(providers)} (built in; which one really runs is said below)",
            *(() if graph_runs_here() else (_NO_GRAPH,)),
        ],
    )
    if options.device in ("auto", "cuda"):
        _look_at_cuda(console)
    found = survey(paths)
    for manifest in found.networks:
        sound &= _try_network(manifest, options.device, console)
    for fault in found.faults:
        sound = False
        console.failure(fault)
    sound &= _try_library(paths, console)
    return DONE if sound else COULD_NOT


_NO_GRAPH = "Index      this processor has no AVX2: large libraries are searched exactly, slower"


def _look_at_cuda(console: Console) -> None:
    parts = list(cuda.parts())
    words = [part.found or f"missing: {part.lacking}. {part.step}" for part in parts]
    console.answer(
        {
            "cuda": [
                {"found": part.found, "lacking": part.lacking, "step": part.step} for part in parts
            ]
        },
        [f"{'' if number else 'CUDA':11}{one}" for number, one in enumerate(words)],
    )


def _try_network(manifest: Manifest, device: str, console: Console) -> bool:
    try:
        extractor = Extractor(manifest, device=device)
        extractor.tune(_MANY)
        milliseconds = milliseconds_per_picture(extractor)
    except (DeviceError, NetworkError) as error:
        console.answer(
            {"network": manifest.name, "error": str(error)},
            [f"Network    {manifest.name}: {error}"],
        )
        return False
    used = extractor.device
    console.answer(
        {
            "network": manifest.name,
            "device": used.kind,
            "label": used.label,
            "reason": used.reason,
            "precision": extractor.precision,
            "batch": extractor.batch_size,
            "milliseconds_per_picture": round(milliseconds, 2),
        },
        [
            f"Network    {manifest.name}: {milliseconds:.1f} ms per picture on {used.label} "
            f"({used.reason}){_way(extractor)}"
        ],
    )
    return True


def _way(extractor: Extractor) -> str:
    if not extractor.device.in_batches:
        return ""
    return f", {extractor.batch_size} at a time in {extractor.precision}"


def milliseconds_per_picture(extractor: Extractor) -> float:
    """The median time of the network alone for one picture, in full batches of its device."""
    size = extractor.manifest.input.size
    shape = (extractor.batch_size, 3, size, size)
    pixels = np.random.default_rng(0).standard_normal(shape).astype(np.float32)
    extractor.run(pixels)
    taken = []
    for _ in range(_RUNS):
        started = time.perf_counter()
        extractor.run(pixels)
        taken.append(time.perf_counter() - started)
    return 1000 * statistics.median(taken) / len(pixels)


def _try_library(paths: AppPaths, console: Console) -> bool:
    where = shown_path(paths.data)
    if not paths.database.exists():
        console.answer(
            {"library": where, "exists": False},
            [f"Library    none yet at {where}; make one with: shoegui index FOLDER"],
        )
        return True
    try:
        problems = check(paths).problems
    except LibraryError as error:
        problems = [str(error)]
    said = "; ".join(problems) + " Mend it with: shoegui check --repair" if problems else "sound"
    console.answer(
        {"library": where, "exists": True, "problems": problems}, [f"Library    {where}: {said}"]
    )
    return not problems


def _versions() -> dict[str, str]:
    found = {}
    for name in _PACKAGES:
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
    return found


def _listed(versions: dict[str, str]) -> str:
    return ", ".join(f"{name} {version}" for name, version in versions.items())
