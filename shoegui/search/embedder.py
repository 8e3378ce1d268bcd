"""What the network makes of each picture that is asked with.

A photo of the library has its numbers already; anything else goes through the network once. What
was asked with lately can be asked with again although its file is gone.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image

from shoegui.basics.errors import PhotoError
from shoegui.features.extractor import Extractor
from shoegui.features.manifest import EMBEDDING
from shoegui.library.catalogue import Photo
from shoegui.library.details import DETAIL, LOOK
from shoegui.library.library import Library
from shoegui.photos.reading import content_hash
from shoegui.search.embedding import Embedded, balanced, outputs_for_queries
from shoegui.search.query import Crop, Query, decode_query, open_query, read_query
from shoegui.search.remembered import Remembered
from shoegui.search.rerank import FloatArray
from shoegui.search.sources import Sources

# The vectors of a picture take some 7 kB.
_REMEMBERED = 64

_Vectors = dict[str, FloatArray]
# With the hash of the file's content.
_Known = tuple[_Vectors, bytes]


class Embedder:
    """Queries to one library in numbers, by one network. Any thread may ask."""

    def __init__(self, library: Library, extractor: Extractor, sources: Sources) -> None:
        self._library = library
        self._extractor = extractor
        self._sources = sources
        # By content, crop and outputs.
        self._pictures: Remembered[_Vectors] = Remembered(_REMEMBERED)
        # What was stored of photos, by content, for when they leave the library.
        self._photos: Remembered[_Vectors] = Remembered(_REMEMBERED)

    def embed(self, queries: Sequence[Query], *, look: bool = False, keep: bool = True) -> Embedded:
        """What `queries`, one or more, are in numbers; with `look` what they look like, too.

        Without `keep` a file that goes cannot be asked with again. Raises `PhotoError` for a
        picture that cannot be used, `PhotoGoneError` for a photo id that is gone.
        """
        outputs = outputs_for_queries(self._extractor.manifest, look=look)
        one_by_one = [self._embed(query, outputs, keep=keep) for query in queries]
        kinds = set.intersection(*(set(vectors) for vectors, _content in one_by_one))
        contents = [content for _vectors, content in one_by_one]
        return Embedded(
            {kind: np.stack([vectors[kind] for vectors, _content in one_by_one]) for kind in kinds},
            balanced([query.weight for query in queries]),
            _hashes(contents, [one.weight > 0 and not one.example for one in queries]),
            _hashes(contents, [one.weight < 0 for one in queries]),
        )

    def forget(self) -> None:
        """Nobody has asked with anything."""
        self._pictures.clear()
        self._photos.clear()

    def _embed(
        self, query: Query, outputs: tuple[str, ...], *, keep: bool
    ) -> tuple[_Vectors, bytes | None]:
        """The vectors of one query, and the hash of its file if that was asked for whole."""
        source, crop, photo = query.source, query.crop, None
        if query.photo_id is not None:
            photo = self._sources.photo(query.photo_id)
            stored = None if crop is not None else self._stored(photo)
            if stored is not None:
                return stored, photo.facts.hash
            source = photo.path
        assert source is not None
        if isinstance(source, Image.Image):
            picture = open_query(source, crop, self._extractor.manifest.input.size)
            return self._extractor.extract(picture, outputs), None
        if isinstance(source, Path):
            vectors, content = self._of_file(source, crop, outputs, photo, keep=keep)
        else:
            vectors, content = self._of_bytes(source, crop, outputs)
        return vectors, None if crop is not None else content

    def _of_file(
        self,
        path: Path,
        crop: Crop | None,
        outputs: tuple[str, ...],
        photo: Photo | None,
        *,
        keep: bool,
    ) -> _Known:
        try:
            data = read_query(path)
        except PhotoError as error:
            known = self._known(path, crop, outputs, photo) if error.out_of_reach else None
            if known is None:
                raise
            return known
        vectors, content = self._of_bytes(data, crop, outputs, path)
        if keep:
            self._sources.kept.keep_file(path, content, data)
        return vectors, content

    def _known(
        self, path: Path, crop: Crop | None, outputs: tuple[str, ...], photo: Photo | None
    ) -> _Known | None:
        """What is known of a file that cannot be read, of `photo` if it is one of the library."""
        file = self._sources.kept.file(path)
        if file is not None:
            vectors = self._pictures.known((file.content, crop, outputs))
            if vectors is not None:
                return vectors, file.content
        photo = photo or self._sources.photo_at(path)
        if photo is not None and crop is None and file is None:
            stored = self._stored(photo)
            if stored is not None:
                return stored, photo.facts.hash
        copy = self._sources.copy(path, photo)
        if copy is None:
            return None
        vectors, content = self._of_bytes(copy.data, crop, outputs, path)
        return vectors, content if copy.thumbnail_of is None else copy.thumbnail_of.facts.hash

    def _of_bytes(
        self, data: bytes, crop: Crop | None, outputs: tuple[str, ...], path: Path | None = None
    ) -> _Known:
        """What the network gives for a picture file's content; `path` is for messages."""
        content, extractor = content_hash(data), self._extractor

        def extract() -> _Vectors:
            picture = decode_query(data, crop, extractor.manifest.input.size, path=path)
            return extractor.extract(picture, outputs)

        return self._pictures.get((content, crop, outputs), extract), content

    def _stored(self, photo: Photo) -> _Vectors | None:
        """The vectors of a photo as far as they are, or were, stored; None where none were."""
        features = self._library.features_of([photo.id])
        photos = self._library.compared(features, (EMBEDDING, DETAIL, LOOK))
        if not len(photos.having(EMBEDDING)):
            return self._photos.known(photo.facts.hash)
        stored = {kind: photos.vectors[kind][0] for kind, has in photos.has.items() if has[0]}
        self._photos.put(photo.facts.hash, stored)
        return stored


def _hashes(contents: Sequence[bytes | None], wanted: Sequence[bool]) -> frozenset[bytes]:
    pairs = zip(contents, wanted, strict=True)
    return frozenset(one for one, is_wanted in pairs if is_wanted and one is not None)
