"""From the same kind of thing to the same look: `python benchmarks/look.py [DIR]`.

Prints, along the control that `--look` sets, how many of the ten best hits are of the class of the
query; how many have its main colour (DIR: the commonest of 15 in the middle of a photo; drawn
shoes: the colour in the catalogue of the shop); how many have both; and how many are among the
tenth of all photos that are nearest to it by two hand-made measures, of colours (HSV histogram)
and of texture (local binary patterns); with what chance alone would give.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from descriptors import COVER, Floats, colour_histogram, local_patterns, main_colour
from labelled import Labelled, each_library, on_every_core, parser, write_json
from measures import cosines_with_others
from synthetic import machine

from shoegui.library.catalogue import Photo
from shoegui.photos.decode import decode
from shoegui.samples.shop import catalogue

_FIRST = 10
_NEAR = 0.1
_LOOKS = (0.0, 0.25, 0.5, 0.75, 1.0)
_HEADINGS = ("kind", "colour", "both", "like colours", "like texture")

Relevant = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Row:
    """Means of precision@10 over queries, 0..1, in the order of `_HEADINGS`."""

    network: str
    look: float
    precisions: tuple[float, ...]


def main(arguments: list[str]) -> None:
    """Measure and print."""
    options = parser(__doc__)
    options.add_argument("--queries", type=int, default=400, help="how many photos are asked with")
    chosen = options.parse_args(arguments)
    print(machine())
    rows: list[Row] = []
    chance: tuple[float, ...] = ()
    for manifest, labelled in each_library(chosen):
        relevant = relevance(labelled, drawn=chosen.folder is None)
        chance = tuple(relevant.mean(axis=(1, 2)).tolist())
        asked = labelled.some(chosen.queries)
        print(f"{manifest.key}: {len(asked)} of {len(labelled.photos):,} photos")
        print(f"{'look':8}" + "".join(f"{one:>14}" for one in _HEADINGS))
        for look in _LOOKS:
            rows.append(Row(manifest.key, look, precisions(labelled, relevant, asked, look)))
            show(f"{look:g}", rows[-1].precisions)
        show("chance", chance)
    write_json(chosen.json, rows, measures=_HEADINGS, chance=chance)


def show(name: str, figures: tuple[float, ...]) -> None:
    """Print a line of the table."""
    print(f"{name:8}" + "".join(f"{one:14.3f}" for one in figures), flush=True)


def relevance(labelled: Labelled, *, drawn: bool) -> Relevant:
    """What is relevant to what, by each measure: bool (measures, n, n), nothing to itself."""

    def describe(photo: Photo) -> tuple[Floats, Floats, int]:
        picture = decode(photo.path.read_bytes(), cover=COVER).picture
        return colour_histogram(picture), local_patterns(picture), main_colour(picture)

    described = on_every_core(describe, labelled.photos)
    colours = np.array([one[2] for one in described])
    if drawn:
        words = {sample.name: sample.colour for sample in catalogue()}
        _, colours = np.unique(
            [words[one.path.name] for one in labelled.photos], return_inverse=True
        )
    kind = labelled.labels[:, np.newaxis] == labelled.labels
    colour = colours[:, np.newaxis] == colours
    made = [kind, colour, kind & colour]
    made += [nearest_tenth(np.stack([one[place] for one in described])) for place in (0, 1)]
    relevant = np.stack(made)
    relevant[:, np.arange(len(kind)), np.arange(len(kind))] = False
    return relevant


def nearest_tenth(vectors: Floats) -> Relevant:
    """Which are among the tenth that is nearest to each of `vectors` (n, d): bool (n, n)."""
    cosines = cosines_with_others(vectors)
    count = max(1, round(_NEAR * len(vectors)))
    return np.asarray(cosines >= np.partition(cosines, -count, axis=1)[:, -count, np.newaxis])


def precisions(
    labelled: Labelled, relevant: Relevant, asked: list[Photo], look: float
) -> tuple[float, ...]:
    """Mean precision@10 by each measure."""
    place = {one: number for number, one in enumerate(labelled.ids)}

    def ask(photo: Photo) -> npt.NDArray[np.float64]:
        found = [place[hit] for hit in labelled.others(photo, _FIRST, look=look)]
        return np.asarray(relevant[:, place[photo.id], found].sum(axis=1) / _FIRST)

    return tuple(np.mean(on_every_core(ask, asked), axis=0).tolist())


if __name__ == "__main__":
    main(sys.argv[1:])
