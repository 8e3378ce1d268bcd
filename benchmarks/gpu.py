"""How fast a GPU makes pictures into numbers, and whether they are the CPU's numbers.

`python benchmarks/gpu.py [--report docs/gpu.md]`, where CUDA is present; elsewhere it says what is
missing and stops. Measured: pictures a second by batch size, beside a bare session with I/O
binding; whole index runs from JPEGs, beside the lower of bare decoding and bare inference; and
agreement with the CPU. Goals: .90 of either, cosine .999, the same ten best for 95 % of queries.
Ratios are medians of turns. `--device cpu` tries the program itself and tells nothing of GPUs.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import numpy as np
import onnxruntime as ort
from index_runs import ONE_MEGAPIXEL, TWELVE_MEGAPIXELS, decode_bare, index_run, make_jpegs
from PIL import Image
from synthetic import processor

from shoegui.basics.bundled import models_dir
from shoegui.basics.errors import DeviceError
from shoegui.features import cuda, nvidia
from shoegui.features.device import cores
from shoegui.features.extractor import Extractor
from shoegui.features.manifest import EMBEDDING, Manifest, load_manifest, read_verified
from shoegui.features.session import (
    ORT_FAULTS,
    Floats,
    open_session,
    run_options,
    short_reason,
)
from shoegui.features.trial import trial_batch
from shoegui.library.options import IndexOptions
from shoegui.samples.shop import catalogue, draw

SIZES = (1, 2, 4, 8, 16, 32, 64, 128)
PRECISIONS = ("float32", "float16")
BEGIN, END = "<!-- figures -->\n", "<!-- end of figures -->\n"
ROUNDS = 3
COULD_NOT = 3


@dataclass(slots=True)
class Report:
    """Tables as they come: printed at once, and kept as Markdown."""

    lines: list[str] = field(default_factory=list)

    def say(self, line: str = "") -> None:
        """A line of text."""
        print(line, flush=True)
        self.lines.append(line)

    def head(self, *cells: str) -> None:
        """The first row of a table."""
        self.say()
        self.row(*cells)
        self.say("|" + "---|" * len(cells))

    def row(self, *cells: str) -> None:
        """A row of a table."""
        self.say("| " + " | ".join(cells) + " |")


def main() -> int:
    """Measure, print, and write the report."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--device", choices=("cuda", "cpu"), default="cuda")
    parser.add_argument("--report", type=Path, help="write the figures there, as Markdown")
    parser.add_argument("--photos", type=Path, help="a folder of photos to compare CPU and GPU on")
    parser.add_argument("--seconds", type=float, default=1.0, help="for each figure and turn")
    parser.add_argument("--sizes", type=_numbers, default=SIZES, help="batch sizes, with commas")
    parser.add_argument("--threads", type=_numbers, default=(cores(),), help="that decode")
    parser.add_argument("--large", type=int, default=400, help="how many JPEGs of 12 megapixels")
    parser.add_argument("--small", type=int, default=4000, help="how many JPEGs of 1 megapixel")
    options = parser.parse_args()
    if options.device == "cuda":
        lacking = cuda.lacking()
        if lacking is not None:
            print(
                f"There is no CUDA here: {lacking.lacking}. {lacking.step}. Nothing was measured."
            )
            return COULD_NOT
    report = Report()
    try:
        measure(options, report)
    except DeviceError as error:
        print(f"CUDA does not work here: {error}. Nothing more was measured.")
        return COULD_NOT
    if options.report:
        write(options.report, report.lines, options.device)
    return 0


def measure(options: argparse.Namespace, report: Report) -> None:
    """All figures, into `report`."""
    manifests = [load_manifest(file) for file in sorted(models_dir().glob("*.toml"))]
    introduce(options.device, manifests[0], report)
    best: dict[tuple[str, str], float] = {}
    for manifest in manifests:
        for precision in PRECISIONS:
            rate = by_batch_size(manifest, precision, options, report)
            best[manifest.name, precision] = rate
    agreement(manifests, options, report)
    default = next(one for one in manifests if one.default)
    with tempfile.TemporaryDirectory() as scratch:
        # float32 is what an index run computes in, unless asked otherwise.
        inference = best[default.name, "float32"]
        pipeline(default, inference, options, Path(scratch), report)


def introduce(device: str, manifest: Manifest, report: Report) -> None:
    """Name the machine."""
    used = Extractor(manifest, device=device).device
    if device == "cpu":
        report.say("**No report of a GPU**: the program was tried on a CPU.")
        report.say()
    driver = nvidia.ask_driver()
    cuda_of_driver = nvidia.dotted(driver.version) if isinstance(driver, nvidia.Driver) else "none"
    report.say(
        f"{used.label}; {processor()}, {cores()} cores; onnxruntime {ort.__version__}, "
        f"CUDA of the driver: {cuda_of_driver}; Python {sys.version.split()[0]}."
    )


def by_batch_size(
    manifest: Manifest, precision: str, options: argparse.Namespace, report: Report
) -> float:
    """Print pictures a second for every batch size; give the best rate of the bare session."""
    largest = max(options.sizes)
    extractor = Extractor(
        manifest, device=options.device, precision=precision, in_batches=(largest,)
    )
    buffer = extractor.buffer()
    buffer[:] = trial_batch(manifest.input, largest)
    session = open_session(
        read_verified(manifest), manifest, (EMBEDDING,), extractor.device.providers,
        precision=precision,
    )  # fmt: skip
    report.say()
    report.say(f"### {manifest.name}, {precision}")
    report.head("batch", "extractor, pictures/s", "bare, pictures/s", "extractor / bare")
    best = 0.0
    for size in options.sizes:
        bare = bare_run(session, manifest, buffer[:size])

        def ours(size: int = size) -> object:
            return extractor.run(buffer[:size])

        try:
            turns = [
                [rate(one, size, options.seconds) for one in (ours, bare)] for _ in range(ROUNDS)
            ]
        except ORT_FAULTS as error:
            report.row(str(size), "", short_reason(error), "")
            break
        extracted, plain = (statistics.median(column) for column in zip(*turns, strict=True))
        share = statistics.median(one / other for one, other in turns)
        report.row(str(size), f"{extracted:,.0f}", f"{plain:,.0f}", f"{share:.2f}")
        best = max(best, plain)
    return best


def bare_run(
    session: ort.InferenceSession, manifest: Manifest, batch: Floats
) -> Callable[[], None]:
    """A run as one would write it by hand: everything bound once, results in the same array."""
    result = np.empty((len(batch), manifest.dimension), np.float32)
    binding = session.io_binding()
    binding.bind_input(manifest.input.name, "cpu", 0, np.float32, batch.shape, batch.ctypes.data)
    binding.bind_output(EMBEDDING, "cpu", 0, np.float32, result.shape, result.ctypes.data)
    options = run_options()

    def run() -> None:
        session.run_with_iobinding(binding, options)
        # Keeps alive what onnxruntime knows by its address only.
        assert len(result) == len(batch)

    return run


def rate(work: Callable[[], object], pictures: int, seconds: float) -> float:
    """Pictures a second of calling `work`, which does `pictures` at a time."""
    work()
    done, started = 0, time.perf_counter()
    while done == 0 or time.perf_counter() - started < seconds:
        work()
        done += pictures
    return done / (time.perf_counter() - started)


def agreement(manifests: Sequence[Manifest], options: argparse.Namespace, report: Report) -> None:
    """Print how well the device agrees with the CPU, in vectors and in what a search finds."""
    photos = photographs(options.photos)
    report.say()
    report.say(f"### Agreement with the CPU in float32, {len(photos)} pictures")
    report.head("network", "precision", "least cosine", "same ten best, of all queries")
    for manifest in manifests:
        on_cpu = Extractor(manifest, device="cpu")
        batch = np.stack([on_cpu.prepare(one) for one in photos])
        wanted = on_cpu.run(batch)[EMBEDDING]
        for precision in PRECISIONS:
            there = Extractor(
                manifest, device=options.device, precision=precision, in_batches=(16,)
            )
            found = there.run(batch)[EMBEDDING]
            cosines = np.sum(wanted * found, axis=1)
            same = np.mean([a == b for a, b in zip(ten_best(wanted), ten_best(found), strict=True)])
            report.row(manifest.name, precision, f"{cosines.min():.5f}", f"{100 * same:.1f} %")


def ten_best(vectors: Floats) -> list[frozenset[int]]:
    """For every vector the ten most like it, itself left out."""
    alike = vectors @ vectors.T
    np.fill_diagonal(alike, -np.inf)
    return [frozenset(np.argpartition(-row, 10)[:10].tolist()) for row in alike]


def photographs(folder: Path | None) -> list[Image.Image]:
    """Up to 400 photos of `folder`, or drawn ones."""
    if folder is None:
        samples = catalogue()
        return [draw(one) for one in samples[:: max(1, len(samples) // 400)]]
    files = sorted(folder.rglob("*.jpg"))
    return [Image.open(one).convert("RGB") for one in files[:: max(1, len(files) // 400)]]


def pipeline(
    manifest: Manifest, inference: float, options: argparse.Namespace, scratch: Path, report: Report
) -> None:
    """Print the rate of whole index runs beside the ideal."""
    report.say()
    report.say(f"### Indexing with {manifest.name}")
    report.head(
        "pictures", "threads", "bare decoding/s", "bare inference/s", "indexed/s", "of the ideal"
    )
    for pixels, count in ((TWELVE_MEGAPIXELS, options.large), (ONE_MEGAPIXEL, options.small)):
        folder = scratch / f"{pixels[0]}"
        make_jpegs(folder, pixels, count)
        sources = [one.read_bytes() for one in sorted(folder.iterdir())[:96]]
        for threads in options.threads:
            turns = []
            for turn in range(ROUNDS):
                decoding = decoded(sources, manifest.input.size, threads)
                library = scratch / f"library-{pixels[0]}-{threads}-{turn}"
                whole = indexed(folder, library, manifest, options.device, threads)
                turns.append((decoding, whole, whole / min(decoding, inference)))
            decoding, whole, share = (statistics.median(one) for one in zip(*turns, strict=True))
            report.row(
                f"{count} of {pixels[0]} × {pixels[1]}", str(threads), f"{decoding:,.0f}",
                f"{inference:,.0f}", f"{whole:,.0f}", f"{share:.2f}",
            )  # fmt: skip


def decoded(sources: Sequence[bytes], size: int, threads: int) -> float:
    """Pictures a second from bytes to `size` px, with Pillow alone in so many threads."""
    with ThreadPoolExecutor(threads) as pool:
        started = time.perf_counter()
        list(pool.map(partial(decode_bare, size=size), sources))
        return len(sources) / (time.perf_counter() - started)


def indexed(folder: Path, library: Path, manifest: Manifest, device: str, threads: int) -> float:
    """Photos a second of an index run into a new library, loading and trials left out."""
    options = IndexOptions(network=manifest.name, device=device, threads=threads)
    stamps = index_run(folder, library, options).done
    # From the first batch that is done, since all of its pictures come out at once.
    first = next(number for number, stamp in enumerate(stamps) if stamp > stamps[0] + 0.02)
    return (len(stamps) - first) / (stamps[-1] - stamps[first - 1])


def write(file: Path, lines: Sequence[str], device: str) -> None:
    """The report as a file of its own, or between the marks of one that has them."""
    text = "\n".join(lines) + "\n"
    before = file.read_text("utf-8") if file.is_file() else ""
    if BEGIN not in before:
        file.write_text(f"# Figures of a GPU\n\n{text}", "utf-8")
    elif device == "cpu":
        print(f"{file} is for figures of a GPU and was left as it is.")
    else:
        head, _, rest = before.partition(BEGIN)
        file.write_text(head + BEGIN + text + END + rest.partition(END)[2], "utf-8")


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(one) for one in text.split(","))


if __name__ == "__main__":
    sys.exit(main())
