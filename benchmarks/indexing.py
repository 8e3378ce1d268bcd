"""Indexing, beside the ideal rate of this machine.

`python benchmarks/indexing.py [--photos DIR]`. The ideal is cores / (seconds for the scaled decode
+ seconds for one run of the network), both measured bare, on one core, in the same run. Sets: (a)
12-megapixel JPEGs made here, (b) photos of at most 480 px: those in DIR, or drawn ones. Goal: at
least .90 of the ideal. Bare and whole are measured in turns and the medians compared, because other
programs on the machine disturb both.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from index_runs import TWELVE_MEGAPIXELS, decode_bare, index_run, make_jpegs
from PIL import Image
from synthetic import machine

from shoegui.basics.paths import AppPaths
from shoegui.features.device import cores
from shoegui.features.extractor import Extractor
from shoegui.features.manifest import Manifest, find
from shoegui.features.prepare import Preparation
from shoegui.library.details import stored_outputs
from shoegui.library.options import IndexOptions
from shoegui.samples.shop import catalogue, draw

_ROUNDS = 3


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=Path, help="a folder of photos for (b)")
    parser.add_argument("--network", default="", help="default: the program's default")
    parser.add_argument("--large", type=int, default=48, help="how many 12-megapixel pictures")
    options = parser.parse_args()
    print(machine())
    with tempfile.TemporaryDirectory() as scratch:
        manifest = find(AppPaths.under(Path(scratch)), options.network)
        large = make_jpegs(Path(scratch, "large"), TWELVE_MEGAPIXELS, options.large)
        small = Path(scratch, "small")
        count = copy_small(small, options.photos)
        for title, folder in ((f"{options.large} JPEGs of 12 megapixels", large),
                              (f"{count} photos of at most 480 px", small)):  # fmt: skip
            compare(title, folder, manifest, Path(scratch))


def copy_small(folder: Path, photos: Path | None) -> int:
    """Photos of at most 480 px into `folder`; how many."""
    folder.mkdir()
    if photos is None:
        for sample in catalogue()[:300]:
            picture = draw(sample)
            picture.thumbnail((480, 480))
            picture.save(folder / sample.name, quality=86)
        return 300
    found = sorted(photos.rglob("*.jpg"))[:600]
    for number, file in enumerate(found):
        (folder / f"{number:04d}.jpg").write_bytes(file.read_bytes())
    return len(found)


def compare(title: str, folder: Path, manifest: Manifest, scratch: Path) -> None:
    """Print the bare times, the ideal rate, and the rate of this program."""
    files = sorted(folder.glob("*.jpg"))
    sources = [file.read_bytes() for file in files[:: max(1, len(files) // 48)]]
    decodes, runs, rates = [], [], []
    for number in range(_ROUNDS):
        decodes.append(bare_decode(sources, manifest.input.size))
        runs.append(bare_run(manifest))
        library = scratch / f"library-{title[:3].strip()}-{number}"
        rates.append(whole(folder, library, manifest, len(files)))
    decode, run = statistics.median(decodes), statistics.median(runs)
    ideal, rate = cores() / (decode + run), statistics.median(rates)
    print(f"{title}, {manifest.name}")
    print(f"  bare scaled decode   {1000 * decode:8.2f} ms")
    print(f"  bare network         {1000 * run:8.2f} ms")
    print(f"  ideal                {ideal:8.1f} photos/s")
    print(f"  shoegui index        {rate:8.1f} photos/s   {rate / ideal:.2f} of the ideal")


def bare_decode(sources: Sequence[bytes], size: int) -> float:
    """Seconds for one picture from bytes to `size` px."""
    taken = []
    for data in sources:
        started = time.perf_counter()
        decode_bare(data, size)
        taken.append(time.perf_counter() - started)
    return statistics.mean(taken)


def bare_run(manifest: Manifest) -> float:
    """Seconds for one run of the network on one core, for all that is stored."""
    outputs = stored_outputs(manifest)
    extractor = Extractor(manifest, device="cpu", threads=1, outputs=outputs)
    batch = Preparation(manifest.input)(Image.new("RGB", (400, 300), (90, 120, 60)))[None]
    extractor.run(batch, outputs)
    taken = []
    for _ in range(60):
        started = time.perf_counter()
        extractor.run(batch, outputs)
        taken.append(time.perf_counter() - started)
    return statistics.mean(taken)


def whole(folder: Path, library: Path, manifest: Manifest, count: int) -> float:
    """Photos per second of an index run into a new library, network loading left out."""
    run = index_run(folder, library, IndexOptions(network=manifest.name, device="cpu"))
    assert len(run.done) == count
    # From the first photo done to the end: loading the network is paid once, not for each photo.
    return (count - 1) / (run.ended - run.done[0])


if __name__ == "__main__":
    main()
