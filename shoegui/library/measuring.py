"""How fast this machine indexes, by trying: real pictures through a network on a device.

Does what an index run does with a picture, and stores nothing.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from shoegui.basics.errors import DeviceError, NetworkError, PhotoError
from shoegui.basics.parallel import in_parallel
from shoegui.basics.progress import CancelToken
from shoegui.features.device import cores
from shoegui.features.extractor import Extractor
from shoegui.features.manifest import Manifest
from shoegui.features.session import Floats
from shoegui.library.batches import through_network
from shoegui.library.details import stored_outputs
from shoegui.photos.decode import decode
from shoegui.photos.reading import content_hash, read_photo
from shoegui.photos.thumbnails import make_thumbnail

# Long enough for a figure that holds within a tenth or two, short enough to wait for.
_LEAST_SECONDS = 0.6
_LEAST_PICTURES = 8


@dataclass(frozen=True, slots=True)
class Speed:
    """How fast a network runs on a device.

    `device` is its kind, `label` its name. `seconds_per_picture` covers reading, decoding, the
    network and the thumbnail, with all threads at work; NaN where no picture could be tried.
    `fault` says why the device or the network cannot be used at all, and what to do about it.
    """

    network: str
    device: str
    label: str
    seconds_per_picture: float
    fault: str = ""


def measure(
    manifest: Manifest,
    device: str,
    pictures: Sequence[str],
    *,
    threads: int = 0,
    cancel: CancelToken,
) -> Speed:
    """The speed of `manifest` on `device` over `pictures` (paths), with `threads`, 0 for all cores.

    Pictures that cannot be read are left out. Raises `Cancelled`.
    """
    cancel.raise_if_cancelled()
    try:
        outputs = stored_outputs(manifest)
        extractor = Extractor(manifest, device=device, threads=threads, outputs=outputs)
        seconds = _seconds_per_picture(extractor, pictures, threads, cancel)
    except (DeviceError, NetworkError) as error:
        return Speed(manifest.name, device, device, math.nan, error.without_path())
    return Speed(manifest.name, extractor.device.kind, extractor.device.label, seconds)


def _seconds_per_picture(
    extractor: Extractor, pictures: Sequence[str], threads: int, cancel: CancelToken
) -> float:
    if not pictures:
        return math.nan
    in_batches = extractor.device.in_batches
    size = extractor.manifest.input.size
    # The first run of a session is slow, and on a GPU so is the first of each batch size.
    batch = extractor.batch_size
    outputs = stored_outputs(extractor.manifest)
    extractor.run(np.zeros((batch, 3, size, size), np.float32), outputs)

    def prepare(path: str) -> tuple[str, Floats | None]:
        try:
            data = read_photo(path)
            content_hash(data)
            decoded = decode(data, cover=size, path=path)
        except PhotoError:
            return path, None
        make_thumbnail(decoded.picture)
        pixels = extractor.prepare(decoded.picture)
        if not in_batches:
            extractor.run(pixels[None], outputs)
        return path, pixels

    threads = threads or (cores() if in_batches else extractor.workers)
    tries = iter(_again_and_again(pictures, cancel, least=max(_LEAST_PICTURES, batch)))
    started = time.perf_counter()
    prepared = in_parallel(prepare, tries, threads=threads, look_ahead=max(4 * threads, batch))
    tried: Iterator[tuple[str, object]] = prepared
    if in_batches:
        tried = through_network(prepared, extractor, outputs=outputs, seconds=_LEAST_SECONDS)
    done = sum(found is not None for _path, found in tried)
    return (time.perf_counter() - started) / done if done else math.nan


def _again_and_again(pictures: Sequence[str], cancel: CancelToken, *, least: int) -> Iterator[str]:
    """The pictures in turn until both enough time has passed and enough were tried."""
    end = time.perf_counter() + _LEAST_SECONDS
    tried = 0
    while tried < least or time.perf_counter() < end:
        for one in pictures:
            cancel.raise_if_cancelled()
            yield one
            tried += 1
            if tried >= least and time.perf_counter() >= end:
                return
