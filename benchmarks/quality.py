"""How well photos of the same kind find one another: `python benchmarks/quality.py [DIR]`.

DIR holds one folder per class; every photo is the query once, the others of its folder are right.
Prints top-1, precision@10 and mAP@200 of what the program does from end to end, by its own library
and search, beside parts of that, hand-made descriptors and a network used plainly.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from chart import Bars, bar_chart
from descriptors import COVER, colour_histogram, oriented_gradients, plain_mean
from labelled import Labelled, each_library, on_every_core, parser, write_json
from measures import DEPTH, Answer, Figures, Floats, figures, figures_of_vectors
from synthetic import machine

from shoegui.features.extractor import Extractor
from shoegui.features.manifest import EMBEDDING, Manifest
from shoegui.library.catalogue import Photo
from shoegui.library.details import DETAIL
from shoegui.photos.decode import decode

PROGRAM = "ShoeGUI"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. `numbers` is the length of the vectors, 0 for several kinds of them.

    `network` is the "name@version", empty for what needs none.
    """

    method: str
    network: str
    numbers: int
    figures: Figures


def main(arguments: list[str]) -> None:
    """Measure, print, and write what was asked for."""
    options = parser(__doc__)
    options.add_argument("--chart", type=Path, metavar="PNG", help="draw the figures there")
    chosen = options.parse_args(arguments)
    print(machine())
    rows: list[Row] = []
    for manifest, labelled in each_library(chosen):
        count, kinds = len(labelled.photos), len(set(labelled.classes))
        if not rows:
            print(f"{count:,} photos, {kinds} classes, leave-one-out")
            print(f"{'':42}{'numbers':>8}{'top-1':>9}{'prec@10':>9}{'mAP@200':>9}")
            rows += report(by_hand(labelled))
        rows += report(by_network(labelled, manifest))
    title = f"{count:,} photos, {kinds} kinds: how many of the nearest are of the same kind"
    write_json(chosen.json, rows, photos=count, classes=kinds)
    if chosen.chart:
        draw(rows, title, chosen.chart)


def report(rows: Iterable[Row]) -> Iterator[Row]:
    """Print them as they come, and pass them on."""
    for row in rows:
        name = f"{row.network} {row.method}".strip()
        found = row.figures
        print(
            f"{name:42}{row.numbers or '':>8}{found.top1:9.3f}{found.precision10:9.3f}"
            f"{found.map200:9.3f}",
            flush=True,
        )
        yield row


def by_hand(labelled: Labelled) -> Iterator[Row]:
    """Descriptors that know nothing of pictures but pixels."""

    def describe(photo: Photo) -> tuple[Floats, Floats]:
        picture = decode(photo.path.read_bytes(), cover=COVER).picture
        return colour_histogram(picture), oriented_gradients(picture)

    both = on_every_core(describe, labelled.photos)
    for place, name in enumerate(("HSV histogram", "HoG")):
        yield of_vectors(name, "", np.stack([each[place] for each in both]), labelled.labels)


def by_network(labelled: Labelled, manifest: Manifest) -> Iterator[Row]:
    """One network: plainly, by each kind of vector alone, and as the program searches."""
    library, labels = labelled.searcher.library, labelled.labels
    mean = plain_mean(manifest)
    extractor = (
        Extractor(manifest, device="cpu", outputs=(DETAIL,)) if has_detail(manifest) else None
    )

    def describe(photo: Photo) -> tuple[Floats, Floats]:
        picture = decode(photo.path.read_bytes(), cover=manifest.input.size).picture
        return (
            mean(picture) if mean else np.zeros(1, np.float32),
            extractor.extract(picture, (DETAIL,))[DETAIL] if extractor else np.zeros(1, np.float32),
        )

    described = on_every_core(describe, labelled.photos)
    if mean:
        means = np.stack([each[0] for each in described])
        yield of_vectors("plain mean", manifest.key, means, labels)
    stored = library.compared(library.features_of(labelled.ids), (EMBEDDING, DETAIL))
    yield of_vectors("short vector only", manifest.key, stored.vectors[EMBEDDING], labels)
    if extractor:
        details = np.stack([each[1] for each in described])
        yield of_vectors("detail only, as computed", manifest.key, details, labels)
        if stored.has[DETAIL].all():
            packed = stored.vectors[DETAIL]
            yield of_vectors("detail only, as stored", manifest.key, packed, labels)
    yield Row(PROGRAM, manifest.key, 0, figures(answers_of_program(labelled)))


def has_detail(manifest: Manifest) -> bool:
    """Whether the network gives a detail vector."""
    return DETAIL in manifest.outputs and len(manifest.outputs[DETAIL].shape) == 1


def of_vectors(method: str, network: str, vectors: Floats, labels: npt.NDArray[np.int64]) -> Row:
    """The line of vectors in the order of their cosines."""
    return Row(method, network, vectors.shape[1], figures_of_vectors(vectors, labels))


def answers_of_program(labelled: Labelled) -> list[Answer]:
    """Ask the program for every photo as a person would, and leave that photo out of its hits.

    A photo that is the only one of its class is not asked with.
    """
    class_of = labelled.class_of
    totals = {one: labelled.classes.count(one) for one in set(labelled.classes)}

    def ask(photo: Photo) -> Answer:
        own, found = class_of[photo.id], labelled.others(photo, DEPTH)
        return np.array([class_of[one] == own for one in found], np.bool_), totals[own] - 1

    labelled.searcher.warm_up()
    return on_every_core(ask, [one for one in labelled.photos if totals[class_of[one.id]] > 1])


def draw(rows: list[Row], title: str, file: Path) -> None:
    """The bar chart of all rows but those that hardly differ from another."""
    shown = [row for row in rows if row.method != "detail only, as computed"]
    bars = [
        Bars(
            f"{row.network.split('@')[0]} {row.method}".strip(),
            (row.figures.top1, row.figures.precision10, row.figures.map200),
            strong=row.method == PROGRAM,
        )
        for row in shown
    ]
    bar_chart(title, ("top-1", "precision@10", "mAP@200"), bars).save(file, optimize=True)


if __name__ == "__main__":
    main(sys.argv[1:])
