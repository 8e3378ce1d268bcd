"""Is anything said to be a good match where there is none? `python benchmarks/cut_off.py [DIR]`.

Asks with pictures that have nothing to do with DIR: pieces of scikit-image's pictures, drawn
grounds with nothing on them, and with --strangers the photos below another folder; then with each
class of DIR while that is taken out of the library, which is harder: a dress is not unlike a skirt.
Prints for how many of those anything was called a good match, and beside it, for photos that do
have others of their class, how many have a good match, how many of what was called good is of their
class, and how many of the right ones of the first ten were called good.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import skimage
from labelled import Labelled, each_library, on_every_core, parser, without, write_json
from PIL import Image
from synthetic import machine

from shoegui.samples.scene import BACKGROUNDS, photograph
from shoegui.search.query import Query, Source
from shoegui.search.request import Request
from shoegui.search.searcher import Found

_FIRST = 10
_MOST = 50
# Those of scikit-image's pictures in which there is something to see in every part.
_STRANGERS = (
    "astronaut.png chelsea.png coffee.png coins.png hubble_deep_field.jpg ihc.png "
    "motorcycle_left.png page.png retina.jpg rocket.jpg brick.png grass.png gravel.png"
).split()
_GROUNDS = 6


@dataclass(frozen=True, slots=True)
class NothingToFind:
    """Queries without anything to find. Shares are 0..1."""

    network: str
    queries: str
    count: int
    with_good: float
    good_of_ten: float
    cut_off: float


@dataclass(frozen=True, slots=True)
class SomethingToFind:
    """Queries with something to find. Shares are 0..1."""

    network: str
    count: int
    with_good: float
    right_of_good: float
    good_of_right: float


def main(arguments: list[str]) -> None:
    """Measure and print."""
    options = parser(__doc__)
    options.add_argument("--strangers", type=Path, metavar="DIR", help="photos of other things")
    options.add_argument("--queries", type=int, default=60, help="of a class, at most")
    chosen = options.parse_args(arguments)
    print(machine())
    rows: list[NothingToFind | SomethingToFind] = []
    for manifest, labelled in each_library(chosen):
        network = manifest.key
        print(f"{network}, {len(labelled.photos):,} photos")
        rows.append(found_right(labelled, network, 5 * chosen.queries))
        print(f"{'nothing to find':28}{'queries':>9}{'with good':>11}{'of ten':>9}{'cut':>7}")
        for name, queries in strangers(chosen.strangers, 5 * chosen.queries).items():
            rows.append(found_wrong(labelled, network, name, queries))
        for one in sorted(set(labelled.classes)):
            queries = [
                photo.path
                for photo, own in zip(labelled.photos, labelled.classes, strict=True)
                if own == one
            ][: chosen.queries]
            with without(labelled, one) as rest:
                rows.append(found_wrong(rest, network, f"class left out: {one}", queries))
    write_json(chosen.json, rows)


def strangers(folder: Path | None, most: int) -> dict[str, Sequence[Source]]:
    """Pictures that are no kind of thing that a library of things has, by where they come from."""
    made: dict[str, Sequence[Source]] = {
        "scikit-image": list(pieces()),
        "drawn grounds": list(grounds()),
    }
    if folder is not None:
        files = sorted(one for one in folder.rglob("*") if one.suffix.lower() in (".jpg", ".png"))
        made["strangers"] = files[:: max(1, len(files) // most)]
    return made


def pieces() -> Iterable[bytes]:
    """Whole pictures of scikit-image, and six pieces of each."""
    folder = Path(skimage.__file__).parent / "data"
    for name in _STRANGERS:
        picture = Image.open(folder / name).convert("RGB")
        width, height = picture.width // 3, picture.height // 2
        yield encoded(picture)
        for x in range(3):
            for y in range(2):
                box = (x * width, y * height, (x + 1) * width, (y + 1) * height)
                yield encoded(picture.crop(box))


def grounds() -> Iterable[bytes]:
    """What the drawn shoes stand on, without any shoe."""
    random = np.random.default_rng(0)
    for ground in BACKGROUNDS.values():
        for _ in range(_GROUNDS):
            yield encoded(photograph(ground(random, 640, 480, False), random))


def encoded(picture: Image.Image) -> bytes:
    """As a picture file."""
    data = io.BytesIO()
    picture.save(data, "JPEG", quality=92)
    return data.getvalue()


def ask(labelled: Labelled, query: Query) -> Found:
    """The first hits, and which of them are good."""
    return labelled.searcher.answer(Request((query,), stacks=False), _MOST)


def found_wrong(
    labelled: Labelled, network: str, name: str, queries: Sequence[Source]
) -> NothingToFind:
    """The line of queries that have nothing to find."""
    found = on_every_core(lambda one: ask(labelled, Query(one)), queries)
    good = np.array([one.good for one in found])
    row = NothingToFind(
        network,
        name,
        len(found),
        float((good > 0).mean()),
        float(np.minimum(good, _FIRST).mean()) / _FIRST,
        float(np.mean([one.cut_off for one in found])),
    )
    print(
        f"{name:28}{row.count:9}{row.with_good:11.3f}{row.good_of_ten:9.3f}{row.cut_off:7.2f}",
        flush=True,
    )
    return row


def found_right(labelled: Labelled, network: str, most: int) -> SomethingToFind:
    """The line of photos that have others of their class."""
    class_of = labelled.class_of
    counts = []
    asked = labelled.some(most)
    for photo, found in zip(
        asked, on_every_core(lambda one: ask(labelled, Query(photo_id=one.id)), asked), strict=True
    ):
        hits = [hit for hit in found.hits if hit.photo.id != photo.id]
        right = np.array([class_of[hit.photo.id] == class_of[photo.id] for hit in hits], np.bool_)
        good = np.array([hit.match.good for hit in hits], np.bool_)
        ten = right[:_FIRST]
        counts.append(
            (good.any(), (good & right).sum(), good.sum(), (good[:_FIRST] & ten).sum(), ten.sum())
        )
    some, right_good, all_good, good_ten, right_ten = np.array(counts).sum(axis=0).tolist()
    row = SomethingToFind(
        network,
        len(asked),
        some / len(asked),
        right_good / max(all_good, 1),
        good_ten / max(right_ten, 1),
    )
    print(
        f"{row.count} photos with others of their class: {row.with_good:.3f} have a good match, "
        f"{row.right_of_good:.3f} of what was called good is right,\n"
        f"{row.good_of_right:.3f} of the right ones among the first ten were called good",
        flush=True,
    )
    return row


if __name__ == "__main__":
    main(sys.argv[1:])
