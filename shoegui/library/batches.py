"""Feeding a GPU: pictures that threads have decoded go through the network a batch at a time.

Two batches are on their way at once: one is filled while the other is computed, so that neither
decoding nor the GPU nor whoever takes the results waits for the others. Where one picture a
thread is best, as on a CPU, none of this is used.
"""

from __future__ import annotations

import queue
import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from shoegui.basics.parallel import in_parallel
from shoegui.features.extractor import Extractor
from shoegui.features.manifest import EMBEDDING
from shoegui.features.session import Floats

Item = TypeVar("Item")

_IN_FLIGHT = 2


@dataclass(slots=True)
class _Batch(Generic[Item]):
    """`pictures` lie in the first places of `buffer`; `others` need no network."""

    buffer: Floats
    pictures: list[Item]
    others: list[Item]


def through_network(
    prepared: Iterator[tuple[Item, Floats | None]],
    extractor: Extractor,
    *,
    outputs: Sequence[str] = (EMBEDDING,),
    seconds: float,
) -> Generator[tuple[Item, Mapping[str, Floats] | None], None, None]:
    """Yield each item of `prepared` with the `outputs` for its pixels, None where it has none.

    Pixels are float32 (3, size, size) as made by `Extractor.prepare`. A batch goes on its way when
    it is full, or when its first item has waited for `seconds`. Memory holds three batches at most.
    Raises what `prepared` and `Extractor.run` raise. Closing closes `prepared` too.
    """
    spare: queue.SimpleQueue[Floats] = queue.SimpleQueue()
    for _ in range(_IN_FLIGHT):
        spare.put(extractor.buffer())

    def embed(batch: _Batch[Item]) -> list[tuple[Item, Mapping[str, Floats] | None]]:
        done: list[tuple[Item, Mapping[str, Floats] | None]] = [(one, None) for one in batch.others]
        if batch.pictures:
            found = extractor.run(batch.buffer[: len(batch.pictures)], outputs)
            done += [
                (one, {name: array[number] for name, array in found.items()})
                for number, one in enumerate(batch.pictures)
            ]
        spare.put(batch.buffer)
        return done

    batches = in_parallel(
        embed, _filled(prepared, spare, seconds), threads=_IN_FLIGHT, look_ahead=_IN_FLIGHT
    )
    try:
        for done in batches:
            yield from done
    finally:
        batches.close()  # type: ignore[attr-defined]
        prepared.close()  # type: ignore[attr-defined]


def _filled(
    prepared: Iterator[tuple[Item, Floats | None]],
    spare: queue.SimpleQueue[Floats],
    seconds: float,
) -> Iterator[_Batch[Item]]:
    batch: _Batch[Item] | None = None
    started = 0.0
    for item, pixels in prepared:
        if batch is None:
            # Each thread gives its buffer back before it comes here, so one is always there.
            batch, started = _Batch(spare.get(), [], []), time.monotonic()
        if pixels is None:
            batch.others.append(item)
        else:
            batch.buffer[len(batch.pictures)] = pixels
            batch.pictures.append(item)
        full = max(len(batch.pictures), len(batch.others)) >= len(batch.buffer)
        if full or time.monotonic() - started > seconds:
            yield batch
            batch = None
    if batch is not None:
        yield batch
