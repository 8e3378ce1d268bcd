"""Queries as numbers: what the network makes of each picture that is asked with.

A photo of the library has its numbers already; anything else goes through the network once.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from shoegui.basics.errors import LibraryError
from shoegui.features.extractor import Extractor
from shoegui.features.manifest import EMBEDDING, Manifest
from shoegui.library.catalogue import Photo
from shoegui.library.details import DETAIL, LOOK
from shoegui.library.library import Library
from shoegui.photos.reading import content_hash
from shoegui.search.query import Crop, Query, Source, decode_query, open_query, read_query
from shoegui.search.remembered import Remembered
from shoegui.search.rerank import FloatArray, combine

# How far pictures of what is not wanted lead away beside how far the others lead to them (gamma
# and beta of Rocchio 1971).
_AWAY = 0.5


Seen = Remembered[dict[str, FloatArray]]
"""Vectors of pictures that were asked with lately, of one network."""


@dataclass(frozen=True, slots=True)
class Embedded:
    """Queries as numbers.

    `vectors` are by kind, float32 (m, d) of unit length for m queries: `EMBEDDING`, and `DETAIL`
    and `LOOK` where they were asked for and every query has them. `weights`, float32 (m,), add up
    to 1 for what is wanted and to no less than -.5 for what is not. `hashes` are those of the files
    that were asked for whole, and wanted as more than an example; `refused` those of what is not
    wanted.
    """

    vectors: Mapping[str, FloatArray]
    weights: FloatArray
    hashes: frozenset[bytes] = frozenset()
    refused: frozenset[bytes] = frozenset()

    @property
    def vector(self) -> FloatArray:
        """What is wanted, as one embedding: float32 (d,) of unit length."""
        return self.wanted(EMBEDDING)

    def wanted(self, kind: str) -> FloatArray:
        """The mean of what is wanted, float32 (d,) of unit length."""
        wanted = self.weights > 0
        return combine(self.vectors[kind][wanted], self.weights[wanted], None)

    def unwanted(self, kind: str) -> FloatArray:
        """What is not wanted, float32 (m, d)."""
        return self.vectors[kind][self.weights < 0]


def outputs_for_queries(manifest: Manifest, *, look: bool = False) -> tuple[str, ...]:
    """The outputs that a query is compared by, as far as the network has them.

    `look` only where it counts: it adds a sixth to the time of the network.
    """
    wanted = (EMBEDDING, DETAIL, LOOK) if look else (EMBEDDING, DETAIL)
    return tuple(name for name in wanted if name in manifest.outputs)


def embed(
    library: Library,
    extractor: Extractor,
    seen: Seen,
    queries: Sequence[Query],
    *,
    look: bool = False,
) -> Embedded:
    """What `queries`, one or more, are in numbers; with `look` what they look like, too.

    The network does not run for what was `seen` before, with the same `extractor`. Raises
    `PhotoError` for a picture that cannot be used and `LibraryError` for a photo id that is gone.
    """
    outputs = outputs_for_queries(extractor.manifest, look=look)
    one_by_one = [_embed(library, extractor, seen, query, outputs) for query in queries]
    kinds = set.intersection(*(set(vectors) for vectors, _content in one_by_one))
    contents = [content for _vectors, content in one_by_one]
    return Embedded(
        {kind: np.stack([vectors[kind] for vectors, _content in one_by_one]) for kind in kinds},
        balanced([query.weight for query in queries]),
        _hashes(contents, [one.weight > 0 and not one.example for one in queries]),
        _hashes(contents, [one.weight < 0 for one in queries]),
    )


def _hashes(contents: Sequence[bytes | None], wanted: Sequence[bool]) -> frozenset[bytes]:
    pairs = zip(contents, wanted, strict=True)
    return frozenset(one for one, is_wanted in pairs if is_wanted and one is not None)


def balanced(weights: Sequence[float]) -> FloatArray:
    """`weights` in proportion, so that those above 0 add up to 1.

    Those below 0 add up to as much less than 0 as they are of those above, halved, but not to less
    than -.5: however much is not wanted, what is wanted decides.
    """
    array = np.asarray(weights, np.float32)
    wanted = float(array[array > 0].sum())
    unwanted = float(-array[array < 0].sum())
    share = _AWAY / max(unwanted, wanted)
    return np.where(array > 0, array / wanted, array * share).astype(np.float32)


_One = tuple[dict[str, FloatArray], bytes | None]


def _embed(
    library: Library, extractor: Extractor, seen: Seen, query: Query, outputs: tuple[str, ...]
) -> _One:
    """The vectors of one query, and the hash of its file if that was asked for whole."""
    source = query.source
    if query.photo_id is not None:
        photo = _photo(library, query.photo_id)
        stored = None if query.crop is not None else _stored(library, photo.id)
        if stored is not None:
            return stored, photo.facts.hash
        source = _file_of(library, photo)
    assert source is not None
    vectors, content = _extract(extractor, seen, source, query.crop, outputs)
    return vectors, None if query.crop is not None else content


def _extract(
    extractor: Extractor, seen: Seen, source: Source, crop: Crop | None, outputs: tuple[str, ...]
) -> _One:
    """What the network gives for a picture or a part of it, and the hash of its file's content."""
    cover = extractor.manifest.input.size
    if isinstance(source, Image.Image):
        return extractor.extract(open_query(source, crop, cover), outputs), None
    data, path = read_query(source), source if isinstance(source, Path) else None
    content = content_hash(data)

    def extract() -> dict[str, FloatArray]:
        return extractor.extract(decode_query(data, crop, cover, path=path), outputs)

    return seen.get((content, crop, outputs), extract), content


def _stored(library: Library, photo_id: int) -> dict[str, FloatArray] | None:
    """The vectors of a photo as far as they were stored; None where it has none yet."""
    features = library.features_of([photo_id])
    photos = library.compared(features, (EMBEDDING, DETAIL, LOOK))
    if not len(photos.having(EMBEDDING)):
        return None
    return {kind: photos.vectors[kind][0] for kind, has in photos.has.items() if has[0]}


def source_of(library: Library, photo_id: int) -> Path | bytes:
    """Where to read a photo's picture: its file, or its thumbnail while that is away.

    Raises `LibraryError` for a photo id that is gone.
    """
    return _file_of(library, _photo(library, photo_id))


def _file_of(library: Library, photo: Photo) -> Path | bytes:
    """The photo's file, or while that cannot be reached its thumbnail, if there is one."""
    # os.path, because a Path raises where it may not look.
    if os.path.exists(photo.path):  # noqa: PTH110
        return photo.path
    return library.thumbnails().get(photo.facts.hash) or photo.path


def _photo(library: Library, photo_id: int) -> Photo:
    photo = library.photos([photo_id]).get(photo_id)
    if photo is None:
        raise LibraryError(
            "the photo that is searched from is no longer in the library",
            advice="Search from another one",
        )
    return photo
