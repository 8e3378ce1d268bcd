"""The shop's catalogue, and the pictures of it on disk.

Which pictures exist is decided here; how they look is decided in the modules of the kinds, in
`render`, `scene` and `camera`.
"""

from __future__ import annotations

import io
import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from shoegui.basics.files import write_atomically
from shoegui.samples import boots, dress, sports, summer
from shoegui.samples.camera import VIEWS, Shot, take
from shoegui.samples.outlines import Part
from shoegui.samples.palette import COLOURS, palette
from shoegui.samples.render import Plane, Relief, colour, relief
from shoegui.samples.scene import BACKGROUNDS

if TYPE_CHECKING:
    from shoegui.basics.progress import CancelToken

KINDS: dict[str, Callable[[int], list[Part]]] = {
    "sneaker": sports.sneaker,
    "running shoe": sports.running_shoe,
    "high-top": sports.high_top,
    "boot": boots.boot,
    "ankle boot": boots.ankle_boot,
    "rain boot": boots.rain_boot,
    "heel": dress.heel,
    "ballerina": dress.ballerina,
    "loafer": dress.loafer,
    "sandal": summer.sandal,
    "flip-flop": summer.flip_flop,
    "clog": summer.clog,
}
_DESIGNS = 3
_QUALITY = 86


@dataclass(frozen=True, slots=True)
class Sample:
    """One picture of the shop: its file name, and what it shows."""

    name: str
    kind: str
    colour: str
    view: str
    background: str

    @property
    def design(self) -> int:
        """Which of the kind's designs it shows, 0 and up: the number in the name, less one."""
        return int(self.name.rsplit("-", 1)[1].split(".")[0]) - 1


def catalogue() -> tuple[Sample, ...]:
    """Every sample: each kind in each colour and design, in a fixed order."""
    backgrounds = tuple(BACKGROUNDS)
    samples = []
    for k, kind in enumerate(KINDS):
        for c, word in enumerate(COLOURS):
            for design in range(_DESIGNS):
                # Steps that share no factor with the tables' lengths: every kind and every colour
                # meets every view and every background.
                view = VIEWS[(k + c + design * 2) % len(VIEWS)]
                ground = backgrounds[(k * 3 + c * 7 + design * 4) % len(backgrounds)]
                name = f"{kind.replace(' ', '-')}-{word}-{design + 1:02d}.jpg"
                samples.append(Sample(name, kind, word, view, ground))
    return tuple(samples)


def _shape(kind: str, design: int, grains: dict[str, Plane]) -> Relief:
    return relief(KINDS[kind](design), grains)


def _picture(sample: Sample, shape: Relief) -> Shot:
    shoe = colour(shape, palette(sample.kind, sample.colour, sample.design))
    return take(shoe, sample.name, sample.view, sample.background, lying=sample.kind == "flip-flop")


def draw(sample: Sample) -> Image.Image:
    """Draw one sample: an RGB picture, the same at every call."""
    return shoot(sample).picture


def shoot(sample: Sample) -> Shot:
    """Draw one sample and say where in the picture the shoe is."""
    return _picture(sample, _shape(sample.kind, sample.design, {}))


def make_shop(
    folder: Path,
    *,
    progress: Callable[[int, int], None] | None = None,
    cancel: CancelToken | None = None,
) -> Path:
    """Write the pictures that are missing to `folder`/KIND/NAME, and return `folder`.

    A picture appears under its name only when it is complete, and one that is there is left alone.
    `progress` is told (pictures there, pictures in all), from one thread at a time.

    Raises:
        StorageError: the folder cannot be written.
        What `cancel` raises, once it is cancelled; the pictures made so far stay.
    """
    samples = catalogue()
    missing = [s for s in samples if not (folder / s.kind / s.name).is_file()]
    done = len(samples) - len(missing)
    lock = threading.Lock()
    grains: dict[str, Plane] = {}

    def key(sample: Sample) -> tuple[str, int]:
        return sample.kind, sample.design

    def make(group: list[Sample]) -> None:
        nonlocal done
        shape: Relief | None = None
        for sample in group:
            if stop.is_set():
                return
            if cancel is not None:
                cancel.raise_if_cancelled()
            shape = shape or _shape(sample.kind, sample.design, grains)
            _write(folder / sample.kind / sample.name, _picture(sample, shape).picture)
            with lock:
                done += 1
                if progress is not None:
                    progress(done, len(samples))

    # One design's pictures share its relief, the costly part, so a design is the unit of work.
    groups = [list(group) for _, group in groupby(sorted(missing, key=key), key=key)]
    stop = threading.Event()
    with ThreadPoolExecutor(min(4, os.cpu_count() or 1)) as pool:
        jobs = [pool.submit(make, group) for group in groups]
        try:
            for job in as_completed(jobs):
                job.result()
        finally:
            stop.set()
    return folder


def _write(path: Path, picture: Image.Image) -> None:
    data = io.BytesIO()
    picture.save(data, "JPEG", quality=_QUALITY)
    write_atomically(path, data.getvalue(), durable=False)
