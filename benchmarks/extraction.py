"""How fast pictures become numbers: prepare, run and both, for every network that ships.

Prints milliseconds per picture for 1 to all cores, and the extractor's share of the rate that bare
`session.run` reaches in the same process, turn by turn: of the ratios the machine's mood drops out.

    python benchmarks/extraction.py [--outputs embedding,detail] [--seconds 2]
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version

import numpy as np
import onnxruntime as ort
from PIL import Image
from synthetic import processor

from shoegui.basics.bundled import models_dir
from shoegui.features.device import cores
from shoegui.features.extractor import Extractor
from shoegui.features.manifest import Manifest, load_manifest, read_verified
from shoegui.features.prune import pruned

ROUNDS = 8


def main() -> None:
    """Measure every shipped network."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--outputs", default="embedding", help="comma-separated")
    options.add_argument("--seconds", type=float, default=2.0, help="per figure")
    chosen = options.parse_args()
    print(
        f"{processor()}, {cores()} cores, onnxruntime {ort.__version__}, Pillow {version('pillow')}"
    )
    for file in sorted(models_dir().glob("*.toml")):
        measure(load_manifest(file), tuple(chosen.outputs.split(",")), chosen.seconds)


def measure(manifest: Manifest, outputs: tuple[str, ...], seconds: float) -> None:
    """Print the figures of one network."""
    started = time.perf_counter()
    extractor = Extractor(manifest, device="cpu", outputs=outputs)
    opened = time.perf_counter() - started
    bare = bare_session(manifest, outputs)
    picture = photo()
    batch = extractor.prepare(picture)[np.newaxis]

    def run_bare() -> None:
        bare.run(list(outputs), {manifest.input.name: batch})

    works: dict[str, Callable[[], object]] = {
        "prepare": lambda: extractor.prepare(picture),
        "run": lambda: extractor.run(batch, outputs),
        "bare": run_bare,
        "both": lambda: extractor.extract(picture, outputs),
    }
    size = f"{picture.width} x {picture.height}"
    print(f"\n{manifest.key}: {', '.join(outputs)}; opened in {1000 * opened:.0f} ms; from {size}")
    print("threads  prepare      run     both  bare run   run/bare  both/bare  (ms per picture)")
    for threads in range(1, cores() + 1):
        took: dict[str, list[float]] = {name: [] for name in works}
        for _ in range(ROUNDS):
            for name, work in works.items():
                took[name].append(per_call(work, threads, seconds / ROUNDS))
        best = {name: 1000 * min(times) for name, times in took.items()}
        ratio = {
            name: statistics.median(a / b for a, b in zip(took["bare"], took[name], strict=True))
            for name in ("run", "both")
        }
        print(
            f"{threads:7} {best['prepare']:8.2f} {best['run']:8.2f} {best['both']:8.2f} "
            f"{best['bare']:9.2f} {ratio['run']:10.3f} {ratio['both']:10.3f}"
        )


def per_call(work: Callable[[], object], threads: int, seconds: float) -> float:
    """Seconds per call of `work` when `threads` threads call it side by side."""
    end = time.perf_counter() + seconds

    def repeat(_thread: int) -> int:
        calls = 0
        while calls == 0 or time.perf_counter() < end:
            work()
            calls += 1
        return calls

    started = time.perf_counter()
    with ThreadPoolExecutor(threads) as pool:
        calls = sum(pool.map(repeat, range(threads)))
    return (time.perf_counter() - started) / calls


def bare_session(manifest: Manifest, outputs: tuple[str, ...]) -> ort.InferenceSession:
    """A session as one would open it by hand, one thread per run."""
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    return ort.InferenceSession(
        pruned(read_verified(manifest), outputs), options, providers=["CPUExecutionProvider"]
    )


def photo() -> Image.Image:
    """A picture of the size in which a decoder hands over a photo: smooth, with some noise."""
    random = np.random.default_rng(0)
    coarse = Image.fromarray(random.integers(0, 256, (9, 12, 3), np.uint8))
    smooth = np.asarray(coarse.resize((480, 360), Image.Resampling.BICUBIC), np.int16)
    noisy = smooth + random.integers(-10, 11, smooth.shape, np.int16)
    return Image.fromarray(np.clip(noisy, 0, 255).astype(np.uint8))


if __name__ == "__main__":
    main()
