"""Is the thing in a part of a picture found again? `python benchmarks/crops.py [DIR]`.

Things out of library photos (drawn shoes along their outline; with DIR the middles of its photos)
are changed, put into other pictures, and looked for: with the whole new picture, and with a box
around the thing. Prints how often the photo that the thing was taken from is the first hit, and
among the first ten.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from labelled import Labelled, each_library, on_every_core, parser, write_json
from objects import CHANGES, Change, Scene, Thing, drawn_thing, middle_thing, put
from synthetic import machine

from shoegui.library.catalogue import Photo
from shoegui.samples.scene import BACKGROUNDS
from shoegui.samples.shop import Sample, catalogue, shoot
from shoegui.search.query import Query
from shoegui.search.request import Request

_FIRST = 10


@dataclass(frozen=True, slots=True)
class Row:
    """Shares of the queries, 0..1, that found the photo first, and among the first ten."""

    network: str
    change: str
    whole_1: float
    whole_10: float
    box_1: float
    box_10: float


def main(arguments: list[str]) -> None:
    """Measure and print."""
    options = parser(__doc__)
    options.add_argument("--things", type=int, default=120, help="how many are looked for")
    chosen = options.parse_args(arguments)
    print(machine())
    rows: list[Row] = []
    for manifest, labelled in each_library(chosen):
        photos = labelled.some(chosen.things)
        cutter = thing_of_photo if chosen.folder else thing_of_drawing()
        things = on_every_core(cutter, photos)
        print(f"{manifest.key}: {len(things)} things among {len(labelled.photos):,} photos")
        print(f"{'':24}{'whole picture':>20}{'box around it':>20}")
        print(f"{'':24}{'recall@1':>10}{'@10':>10}{'recall@1':>10}{'@10':>10}")
        for name, change in CHANGES.items():
            row = Row(manifest.key, name, *recalls(labelled, photos, things, change))
            print(
                f"{name:24}{row.whole_1:10.3f}{row.whole_10:10.3f}"
                f"{row.box_1:10.3f}{row.box_10:10.3f}",
                flush=True,
            )
            rows.append(row)
    write_json(chosen.json, rows)


def thing_of_photo(photo: Photo) -> Thing:
    """The middle of a photo."""
    return middle_thing(photo.path.read_bytes())


def thing_of_drawing() -> Callable[[Photo], Thing]:
    """A function that gives the shoe in one of the drawn pictures."""
    samples: dict[str, Sample] = {sample.name: sample for sample in catalogue()}
    return lambda photo: drawn_thing(shoot(samples[photo.path.name]))


def recalls(
    labelled: Labelled, photos: list[Photo], things: list[Thing], change: Change
) -> tuple[float, float, float, float]:
    """Recall@1 and @10 asked with the whole picture, then with a box in it."""
    grounds = tuple(BACKGROUNDS)

    def scene(number: int) -> Scene:
        random = np.random.default_rng(zlib.crc32(photos[number].path.name.encode()))
        ground = grounds[int(random.integers(len(grounds)))]
        return put(things[number], change, ground, random)

    def ask(number: int) -> tuple[int, int]:
        made = scene(number)
        whole, box = Query(made.data), Query(made.data, crop=made.box)
        return place(labelled, whole, photos[number]), place(labelled, box, photos[number])

    places = np.array(on_every_core(ask, range(len(photos))))
    at_1, at_10 = (places < 1).mean(axis=0), (places < _FIRST).mean(axis=0)
    return float(at_1[0]), float(at_10[0]), float(at_1[1]), float(at_10[1])


def place(labelled: Labelled, query: Query, wanted: Photo) -> int:
    """Where among the first hits, from 0, the photo is; past their end if it is not."""
    hits = labelled.searcher.search(Request((query,), stacks=False), _FIRST)
    ids = [hit.photo.id for hit in hits]
    return ids.index(wanted.id) if wanted.id in ids else _FIRST


if __name__ == "__main__":
    main(sys.argv[1:])
