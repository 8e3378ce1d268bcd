"""Does what a search adds hold up on other sets? `python benchmarks/variants.py [DIR]`.

Other sets are made of the photos of DIR: few of each kind, kinds of uneven size, fewer kinds,
without colour, very small; and cuttings of single photos, mirrored and recoloured, which are to
find one another and their photo among all others. Prints top-1, precision@10 and mAP@200 of the
short vector alone and of the program from end to end, as quality.py does for DIR itself.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from labelled import library_of, networks, parser, photos_in, write_json
from measures import Figures, answers_of_vectors, figures
from PIL import Image, ImageEnhance, ImageOps
from quality import answers_of_program
from synthetic import machine

from shoegui.features.manifest import EMBEDDING

_SUFFIXES = (".jpg", ".jpeg", ".png", ".webp")
_SMALL = (100, 100)
_CUT_UP = 60
_CUTTINGS = 4

Random = np.random.Generator
Kinds = Mapping[str, list[Path]]
# Writes photos into the directory of their class, and tells their classes.
Write = Callable[[Kinds, Path, Random], None]


@dataclass(frozen=True, slots=True)
class Row:
    """A set, over all its draws: how many photos one of them has at most, and the figures."""

    network: str
    set: str
    photos: int
    queries: int
    short: Figures
    program: Figures


def main(arguments: list[str]) -> None:
    """Measure and print."""
    options = parser(__doc__)
    options.add_argument("--set", action="append", choices=SETS, help="may be given twice")
    chosen = options.parse_args(arguments)
    print(machine())
    rows: list[Row] = []
    with photos_in(chosen.folder) as folder:
        kinds = kinds_in(folder)
        for manifest in networks(chosen.network):
            print(f"{manifest.key}{'':8}{'short vector only':>44}{'program':>27}")
            print(f"{'':26}{'photos':>8}{'queries':>9}" + 2 * f"{'top-1':>9}{'@10':>9}{'mAP':>9}")
            for name in chosen.set or SETS:
                rows.append(measured(manifest.name, name, kinds))
                show(rows[-1])
    write_json(chosen.json, rows)


def show(row: Row) -> None:
    """Print a line of the table."""
    found = [(one.top1, one.precision10, one.map200) for one in (row.short, row.program)]
    cells = "".join(f"{figure:9.3f}" for three in found for figure in three)
    print(f"{row.set:26}{row.photos:8,}{row.queries:9,}{cells}", flush=True)


def measured(network: str, name: str, kinds: Kinds) -> Row:
    """The line of one set."""
    write, draws = SETS[name]
    short, program, most = [], [], 0
    for draw in range(draws):
        with tempfile.TemporaryDirectory() as scratch:
            write(kinds, Path(scratch), np.random.default_rng(draw))
            with library_of(Path(scratch), network) as labelled:
                library, ids = labelled.searcher.library, labelled.ids
                stored = library.compared(library.features_of(ids), (EMBEDDING,))
                short += answers_of_vectors(stored.vectors[EMBEDDING], labelled.labels)
                program += answers_of_program(labelled)
                most = max(most, len(ids))
    return Row(network, name, most, len(program), figures(short), figures(program))


def kinds_in(folder: Path) -> Kinds:
    """The photos in each directory of `folder`."""
    found = {
        directory.name: sorted(
            one for one in directory.rglob("*") if one.suffix.lower() in _SUFFIXES
        )
        for directory in sorted(folder.iterdir())
    }
    return {name: files for name, files in found.items() if files}


def some_of_each(count: Callable[[Random], int]) -> Write:
    """Of every kind as many photos as `count` says, which is asked for each."""

    def write(kinds: Kinds, folder: Path, random: Random) -> None:
        for name, files in kinds.items():
            chosen = random.permutation(len(files))[: count(random)]
            put(folder / name, [files[one] for one in sorted(chosen)])

    return write


def half_the_kinds(kinds: Kinds, folder: Path, random: Random) -> None:
    """All photos of half of the kinds."""
    names = list(kinds)
    for one in random.permutation(len(names))[: max(2, len(names) // 2)].tolist():
        put(folder / names[one], kinds[names[one]])


def changed(change: Callable[[Image.Image], Image.Image]) -> Write:
    """All photos, each changed in the same way."""

    def write(kinds: Kinds, folder: Path, _random: Random) -> None:
        for name, files in kinds.items():
            (folder / name).mkdir()
            for number, file in enumerate(files):
                change(opened(file)).save(folder / name / f"{number:05d}.jpg", quality=88)

    return write


def cuttings(kinds: Kinds, folder: Path, random: Random) -> None:
    """All photos, each a kind by itself; to some come cuttings of them, which are of that kind."""
    everything = [file for files in kinds.values() for file in files]
    cut_up = set(np.linspace(0, len(everything) - 1, _CUT_UP).round().astype(int).tolist())
    for number, file in enumerate(everything):
        place = folder / f"{number:05d}"
        put(place, [file])
        if number not in cut_up:
            continue
        for which in range(_CUTTINGS):
            cutting(opened(file), which, random).save(place / f"cut-{which}.jpg", quality=80)


def cutting(picture: Image.Image, which: int, random: Random) -> Image.Image:
    """A rectangle out of a picture; every other one mirrored, the third and fourth recoloured."""
    share = random.uniform(0.55, 0.9)
    width, height = round(share * picture.width), round(share * picture.height)
    x = int(random.integers(picture.width - width + 1))
    y = int(random.integers(picture.height - height + 1))
    made = picture.crop((x, y, x + width, y + height))
    if which % 2:
        made = ImageOps.mirror(made)
    if which >= 2:
        made = ImageEnhance.Brightness(made).enhance(random.uniform(0.6, 1.4))
        made = ImageEnhance.Color(made).enhance(random.uniform(0.3, 1.6))
    return made


def grey(picture: Image.Image) -> Image.Image:
    """Without colour."""
    return picture.convert("L")


def small(picture: Image.Image) -> Image.Image:
    """Of at most `_SMALL` pixels."""
    made = picture.copy()
    made.thumbnail(_SMALL)
    return made


def opened(file: Path) -> Image.Image:
    """A photo as it is shown."""
    return ImageOps.exif_transpose(Image.open(file)).convert("RGB")


def put(place: Path, files: list[Path]) -> None:
    """Copies of `files` in a new directory."""
    place.mkdir()
    for number, file in enumerate(files):
        (place / f"{number:05d}{file.suffix}").write_bytes(file.read_bytes())


# How each is made, and how often: the fewer photos it has, the more draws.
SETS: dict[str, tuple[Write, int]] = {
    "half of the kinds": (half_the_kinds, 2),
    "25 of each kind": (some_of_each(lambda _: 25), 2),
    "6 of each kind": (some_of_each(lambda _: 6), 8),
    "3 of each kind": (some_of_each(lambda _: 3), 16),
    "2 to 60 of each kind": (some_of_each(lambda random: round(2 * 30 ** random.random())), 3),
    "without colour": (changed(grey), 1),
    "at most 100 px": (changed(small), 1),
    "cuttings among all": (cuttings, 1),
}


if __name__ == "__main__":
    main(sys.argv[1:])
