"""Does it help to say more like this, less like that? `python benchmarks/feedback.py [DIR]`.

Someone looks for photos of one class of DIR, beginning with one of them, and in each of four rounds
marks three of the ten best hits: a right one as more like this, a wrong one as less. Prints
precision@10 after each round among photos that were not marked yet, so that marking alone gains
nothing; beside it, the same if what is marked is taken out of the hits but never asked with.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import partial

import numpy as np
from labelled import Labelled, each_library, on_every_core, parser, write_json
from measures import precision
from synthetic import machine

from shoegui.library.catalogue import Photo
from shoegui.search.query import Query
from shoegui.search.request import Request

_ROUNDS = 4
_CLICKS = 3
_FIRST = 10


@dataclass(frozen=True, slots=True)
class Row:
    """Precision@10 after so many rounds, a mean over searches, 0..1."""

    network: str
    rounds: int
    marked: float
    only_removed: float


def main(arguments: list[str]) -> None:
    """Measure and print."""
    options = parser(__doc__)
    options.add_argument("--searches", type=int, default=200, help="how many are begun")
    chosen = options.parse_args(arguments)
    print(machine())
    rows: list[Row] = []
    for manifest, labelled in each_library(chosen):
        begun = labelled.some(chosen.searches)
        courses = np.array(on_every_core(partial(course, labelled), begun))
        print(f"{manifest.key}: {len(begun)} searches in {len(labelled.photos):,} photos")
        print(f"{'rounds':8}{'marked':>8}{'prec@10':>10}{'not asked with':>18}")
        for rounds, (marked, removed) in enumerate(courses.mean(axis=0).tolist()):
            print(f"{rounds:<8}{rounds * _CLICKS:8}{marked:10.3f}{removed:18.3f}")
            rows.append(Row(manifest.key, rounds, marked, removed))
    write_json(chosen.json, rows)


def course(labelled: Labelled, start: Photo) -> list[tuple[float, float]]:
    """Precision@10 before the first round and after each, with what was marked and without."""
    class_of = labelled.class_of
    wanted = class_of[start.id]
    marks: dict[int, float] = {start.id: 1.0}
    figures = []
    for _ in range(_ROUNDS + 1):
        hits = best(labelled, marks, seen=set(marks))
        plain = best(labelled, {start.id: 1.0}, seen=set(marks))
        figures.append(tuple(of(one, class_of, wanted) for one in (hits, plain)))
        for one in clicked([class_of[hit] == wanted for hit in hits]):
            marks[hits[one]] = 1.0 if class_of[hits[one]] == wanted else -1.0
    return [(marked, removed) for marked, removed in figures]


def best(labelled: Labelled, marks: dict[int, float], seen: set[int]) -> list[int]:
    """The ten best hits that were not seen yet, asked with pictures by id and their weights."""
    queries = tuple(Query(photo_id=one, weight=weight) for one, weight in marks.items())
    request = Request(queries, stacks=False)
    hits = labelled.searcher.search(request, _FIRST + len(seen))
    return [hit.photo.id for hit in hits if hit.photo.id not in seen][:_FIRST]


def of(hits: list[int], class_of: dict[int, str], wanted: str) -> float:
    """Precision@10."""
    return precision(np.array([class_of[hit] == wanted for hit in hits], np.bool_), _FIRST)


def clicked(right: list[bool]) -> list[int]:
    """Which of the hits, `right` or not and in order, are marked.

    The best right one and the best wrong one, as far as there are any, and from the top what is
    left.
    """
    places = range(len(right))
    first = [one for one in places if right[one]][:1] + [one for one in places if not right[one]][
        :1
    ]
    return (first + [one for one in places if one not in first])[:_CLICKS]


if __name__ == "__main__":
    main(sys.argv[1:])
