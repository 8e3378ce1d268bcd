"""From a query to ranked hits: embed, fetch candidates, put them in order."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from shoegui.basics.errors import LibraryError, UsageError
from shoegui.basics.phrase import Phrase
from shoegui.features.extractor import Extractor
from shoegui.features.manifest import EMBEDDING
from shoegui.library.catalogue import Photo
from shoegui.library.library import Library, Near
from shoegui.search.query import Query, open_query
from shoegui.search.rerank import order, similarity


@dataclass(frozen=True, slots=True)
class Hit:
    """A photo that was found. `rank` counts from 1, `similarity` is 0..1.

    `same_picture` says that its file holds exactly what the query's file holds.
    """

    rank: int
    photo: Photo
    similarity: float
    same_picture: bool


@dataclass(frozen=True, slots=True)
class Embedded:
    """A query as numbers: `vector` is float32 (dimension,) of unit length.

    `hashes` are those of the files that were asked for whole.
    """

    vector: npt.NDArray[np.float32]
    hashes: frozenset[bytes] = frozenset()


class Searcher:
    """Answers queries of one library. Loads the network once; any thread may ask."""

    def __init__(
        self, library: Library, *, device: str = "auto", extractor: Extractor | None = None
    ) -> None:
        """`extractor` is used where one is loaded already; it must run the library's network.

        Raises `NetworkError` and `DeviceError`.
        """
        self.library = library
        manifest = library.network()
        self.extractor = extractor or Extractor(manifest, device=device, together=True)
        if self.extractor.manifest.key != manifest.key:
            raise ValueError(f"{self.extractor.manifest.key} instead of {manifest.key}")

    def search(
        self, query: Query | Sequence[Query], k: int = 50, *, exact: bool = False
    ) -> list[Hit]:
        """The `k` photos most like the query, the most similar first.

        Several queries make one: what they have in common is searched for. `exact` compares with
        every photo. Raises `PhotoError` for a picture that cannot be used and `LibraryError` for a
        photo id that is gone.
        """
        if k < 1:
            raise UsageError(
                Phrase("{number} hits cannot be asked for", number=k), advice="Ask for 1 or more"
            )
        return self.nearest(self.embed(query), k, exact=exact)

    def embed(self, query: Query | Sequence[Query]) -> Embedded:
        """The part of `search` before the index is asked."""
        if isinstance(query, Query):
            return self._embed(query)
        if not query:
            raise UsageError("there is no picture to search with", advice="Give one or more")
        parts = [self._embed(one) for one in query]
        mean = np.mean([part.vector for part in parts], axis=0)
        length = max(float(np.linalg.norm(mean)), 1e-12)
        return Embedded(
            (mean / length).astype(np.float32), frozenset().union(*(part.hashes for part in parts))
        )

    def nearest(self, embedded: Embedded, k: int, *, exact: bool = False) -> list[Hit]:
        """The part of `search` after the embedding."""
        return self._hits(self.library.near(embedded.vector, k, exact=exact), embedded.hashes)

    def _embed(self, query: Query) -> Embedded:
        source = query.source
        if query.photo_id is not None:
            photo = self._photo(query.photo_id)
            stored = self.library.embeddings([photo.id]).get(photo.id)
            if query.crop is None and stored is not None:
                return Embedded(stored, frozenset([photo.facts.hash]))
            source = self._file_of(photo)
        assert source is not None
        opened = open_query(source, query.crop, self.extractor.manifest.input.size)
        vector = self.extractor.extract(opened.picture)[EMBEDDING]
        if opened.hash is None or query.crop is not None:
            return Embedded(vector)
        return Embedded(vector, frozenset([opened.hash]))

    def _file_of(self, photo: Photo) -> Path | bytes:
        """The photo's file, or while that cannot be reached its thumbnail, if there is one."""
        # os.path, because a Path raises where it may not look.
        if os.path.exists(photo.path):  # noqa: PTH110
            return photo.path
        return self.library.thumbnails().get(photo.facts.hash) or photo.path

    def _photo(self, photo_id: int) -> Photo:
        photo = self.library.photos([photo_id]).get(photo_id)
        if photo is None:
            raise LibraryError(
                Phrase("photo {number} is no longer in the library", number=str(photo_id)),
                advice="Search from another one",
            )
        return photo

    def _hits(self, candidates: list[Near], hashes: frozenset[bytes]) -> list[Hit]:
        photos = self.library.photos([one.photo_id for one in candidates])
        # A photo can be forgotten between the two questions.
        there = [one for one in candidates if one.photo_id in photos]
        similarities = similarity([one.similarity for one in there])
        return [
            Hit(
                rank=rank,
                photo=photos[there[position].photo_id],
                similarity=float(similarities[position]),
                same_picture=photos[there[position].photo_id].facts.hash in hashes,
            )
            for rank, position in enumerate(order(similarities).tolist(), start=1)
        ]
