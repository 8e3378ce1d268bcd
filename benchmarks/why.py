"""How much of a heat map's mass lies on the thing that two pictures share.

    python benchmarks/why.py [--pairs N] [--network NAME]

A drawn shoe stands on two different photos, in the second one changed. Printed per change, over
both pictures of all pairs: the share of the mass on the shoe over the shoe's share of the area,
for the map that the program shows and for simpler ones. 1 is chance; more is better.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np

from shoegui.basics.paths import AppPaths
from shoegui.features import heatmap
from shoegui.features.extractor import Extractor
from shoegui.features.heatmap import MAP, Floats
from shoegui.features.manifest import EMBEDDING, find
from shoegui.samples.shop import KINDS, catalogue

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.composed import (
    BACKGROUNDS,
    TRANSFORMATIONS,
    Composed,
    compose,
    mass_ratio,
    shoe,
)

Outputs = dict[str, Floats]
Way = Callable[[Outputs, Outputs], Floats]


def contributions(ours: Outputs, theirs: Outputs) -> Floats:
    """What each cell adds to the similarity: its dot product with the other's embedding."""
    height, width = ours[MAP].shape[1:]
    lines = [np.sin(np.pi * (np.arange(n) + 0.5) / n) ** 2 for n in (height, width)]
    parts = np.tensordot(theirs[EMBEDDING], ours[MAP], 1) * np.outer(*lines)
    return np.asarray(np.maximum(parts, 0), np.float32)


def unweighted(ours: Outputs, theirs: Outputs) -> Floats:
    """The same without the Hann window."""
    return np.asarray(np.maximum(np.tensordot(theirs[EMBEDDING], ours[MAP], 1), 0), np.float32)


def without_mean(ours: Outputs, theirs: Outputs) -> Floats:
    """The same, above its own mean."""
    parts = np.tensordot(theirs[EMBEDDING], ours[MAP], 1)
    return np.asarray(np.maximum(parts - parts.mean(), 0), np.float32)


def best_cosine(ours: Outputs, theirs: Outputs) -> Floats:
    """The cosine with the most similar cell of the other picture, above its mean."""
    cells = [one[MAP].reshape(len(one[MAP]), -1) for one in (ours, theirs)]
    units = [one / np.maximum(np.linalg.norm(one, axis=0), 1e-9) for one in cells]
    best = (units[0].T @ units[1]).max(axis=1).reshape(ours[MAP].shape[1:])
    return np.asarray(np.maximum(best - best.mean(), 0), np.float32)


def shown(ours: Outputs, theirs: Outputs) -> Floats:
    """What the program shows."""
    return heatmap.heat(ours[MAP], theirs[MAP])


WAYS: dict[str, Way] = {
    "contribution": contributions,
    "no window": unweighted,
    "above mean": without_mean,
    "best cosine": best_cosine,
    "as shown": shown,
}


def ratios(extractor: Extractor, first: Composed, second: Composed) -> dict[str, list[float]]:
    """For each way the ratios in both pictures."""
    sides = first, second
    outputs = [extractor.extract(side.picture, (EMBEDDING, MAP)) for side in sides]
    found: dict[str, list[float]] = {}
    for name, way in WAYS.items():
        found[name] = []
        for side, ours, theirs in zip(sides, outputs, outputs[::-1], strict=True):
            heat = heatmap.spread(way(ours, theirs), extractor.manifest.input, *side.picture.size)
            found[name].append(mass_ratio(heat, side.cover))
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pairs", type=int, default=24, help="for each change")
    parser.add_argument("--network", default="")
    options = parser.parse_args()
    manifest = find(AppPaths.for_user(), options.network)
    extractor = Extractor(manifest, device="cpu", together=True, outputs=(EMBEDDING, MAP))
    samples = [one for one in catalogue() if one.view.startswith("side")]
    random = np.random.default_rng(7)
    print(f"{manifest.name}, {options.pairs} pairs for each change: mean / least ratio")
    print(f"{'':12}" + "".join(f"{name:>16}" for name in WAYS))
    every: dict[str, list[float]] = {name: [] for name in WAYS}
    for name, (change, share) in TRANSFORMATIONS.items():
        rows: dict[str, list[float]] = {way: [] for way in WAYS}
        for number in range(options.pairs):
            kind = list(KINDS)[number % len(KINDS)]
            those = [one for one in samples if one.kind == kind]
            cut = shoe(those[int(random.integers(len(those)))])
            grounds = random.choice(BACKGROUNDS, 2, replace=False)
            size = ((480, 480), (480, 360), (360, 480))[number % 3]
            places = random.random((2, 2))
            pair = (
                compose(cut, grounds[0], place=(places[0, 0], places[0, 1])),
                compose(
                    change(cut), grounds[1], size=size, share=share,
                    place=(places[1, 0], places[1, 1]),
                ),
            )  # fmt: skip
            for way, values in ratios(extractor, *pair).items():
                rows[way] += values
                every[way] += values
        print(f"{name:12}" + "".join(_cell(values) for values in rows.values()))
    print(f"{'all':12}" + "".join(_cell(values) for values in every.values()))
    below = (f"{np.mean(np.array(values) < 2):.1%}" for values in every.values())
    print(f"{'below 2':12}" + "".join(f"{one:>16}" for one in below))


def _cell(values: list[float]) -> str:
    return f"{f'{np.mean(values):.2f} / {min(values):.2f}':>16}"


if __name__ == "__main__":
    main()
