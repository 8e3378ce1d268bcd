"""Why a photo was found: two pictures, and over each a map of what speaks for the match.

How the map is computed is in `features.heatmap`; showing it is the caller's.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PIL import Image

from shoegui.basics.errors import NetworkError
from shoegui.basics.phrase import Phrase
from shoegui.features import heatmap
from shoegui.features.extractor import Extractor
from shoegui.features.heatmap import MAP, Floats
from shoegui.features.manifest import EMBEDDING, Input, Manifest
from shoegui.search.query import Crop, Source, open_query

# px: of the short side that the network is given at least, and of the long side that is shown.
_COVER = 480
_SHOWN = 960
_ALL = Crop(0, 0, 1, 1)


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """A picture (RGB, upright), and its heat: float32 (height, width), 0 cold to 1 hot.

    The heat lies over the whole picture even where a part of it was asked for; beside that part,
    and beside what the network saw, it is cold.
    """

    picture: Image.Image
    heat: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Why:
    """What a query and a hit have in common. `similarity` is their embeddings', 0..1."""

    query: Side
    hit: Side
    similarity: float


def check_can_explain(manifest: Manifest) -> None:
    """Raise `NetworkError` unless the network gives what a heat map is made from."""
    if MAP not in manifest.outputs:
        raise NetworkError(
            Phrase(
                "the network '{name}' cannot show why: it gives no map of its cells",
                name=manifest.name,
            ),
            advice="Use one of the networks that come with ShoeGUI",
        )


def explain(extractor: Extractor, query: Source, hit: Source, crop: Crop | None = None) -> Why:
    """Where `query`, or the part `crop` of it, and `hit` agree.

    The first call opens a session of its own in `extractor`, which keeps it. Raises `PhotoError`
    for a picture that cannot be used and `NetworkError` for a network without a map.
    """
    check_can_explain(extractor.manifest)
    parts = [crop or _ALL, _ALL]
    pictures = [
        open_query(source, None, part.cover(_COVER))
        for source, part in zip((query, hit), parts, strict=True)
    ]
    found = [
        extractor.extract(picture.crop(part.box(*picture.size)), (EMBEDDING, MAP))
        for picture, part in zip(pictures, parts, strict=True)
    ]
    rule = extractor.manifest.input
    maps = [one[MAP] for one in found]
    sides = []
    for picture, part, ours, theirs in zip(pictures, parts, maps, maps[::-1], strict=True):
        sides.append(_side(picture, part, heatmap.heat(ours, theirs), rule))
    similarity = float(np.clip(found[0][EMBEDDING] @ found[1][EMBEDDING], 0, 1))
    return Why(sides[0], sides[1], similarity)


def _side(picture: Image.Image, part: Crop, cells: Floats, rule: Input) -> Side:
    shown = picture.copy()
    shown.thumbnail((_SHOWN, _SHOWN), Image.Resampling.LANCZOS)
    box = left, top, right, bottom = part.box(*shown.size)
    found = heatmap.spread(cells, rule, right - left, bottom - top)
    return Side(shown, heatmap.within(found, box, *shown.size))
