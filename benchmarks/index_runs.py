"""What index runs are measured with: JPEGs of any size, bare decoding, and when photos were done.

The measuring itself is done by the programs beside this one.
"""

from __future__ import annotations

import io
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from shoegui.basics.paths import AppPaths
from shoegui.library.library import Library
from shoegui.library.options import IndexOptions
from shoegui.samples.shop import catalogue, draw

TWELVE_MEGAPIXELS, ONE_MEGAPIXEL = (4000, 3000), (1200, 900)
_DIFFERENT = 24


@dataclass(frozen=True, slots=True)
class IndexRun:
    """When each photo was done, in order, and when the run had ended: seconds of one clock."""

    done: tuple[float, ...]
    ended: float


def make_jpegs(folder: Path, size: tuple[int, int], count: int) -> Path:
    """`count` JPEGs of `size` in a new folder: drawn shoes, enlarged, with a sensor's noise."""
    folder.mkdir()
    samples = catalogue()
    noise = np.random.default_rng(0).normal(0, 7, (size[1], size[0], 3)).astype(np.int16)
    data = []
    for number in range(min(count, _DIFFERENT)):
        picture = draw(samples[number * 7 % len(samples)]).resize(size, Image.Resampling.BICUBIC)
        pixels = np.asarray(picture, np.int16) + np.roll(noise, number * 37, axis=0)
        target = io.BytesIO()
        Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8)).save(target, "JPEG", quality=90)
        data.append(target.getvalue())
    for number in range(count):
        # A few bytes after the end make another file of it, and leave the work the same.
        (folder / f"{number:05d}.jpg").write_bytes(data[number % len(data)] + b"%d" % number)
    return folder


def decode_bare(data: bytes, size: int) -> None:
    """From bytes to `size` px with Pillow alone: its draft mode and one LANCZOS resize."""
    picture = Image.open(io.BytesIO(data))
    picture.draft("RGB", (size, size))
    picture.convert("RGB").resize((size, size), Image.Resampling.LANCZOS)


def index_run(folder: Path, library: Path, options: IndexOptions) -> IndexRun:
    """Index the photos in `folder` into a new library; none of them may be left out."""
    done: list[float] = []
    with Library(AppPaths.under(library), create=True) as opened:
        report = opened.index(
            [folder],
            options,
            progress=lambda progress: (
                done.append(time.perf_counter()) if progress.stage == "Indexing" else None
            ),
        )
        ended = time.perf_counter()
    assert report.added == len(done) > 0, report
    return IndexRun(tuple(done), ended)
