"""What the network makes of each picture that is asked with.

A photo of the library has its numbers already; anything else goes through the network once. What
was asked with lately is kept, so that it can be asked with again although its file is gone.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image

from shoegui.basics.errors import PhotoError, PhotoGoneError
from shoegui.features.extractor import Extractor
from shoegui.features.manifest import EMBEDDING
from shoegui.library.catalogue import Photo
from shoegui.library.details import DETAIL, LOOK
from shoegui.library.library import Library
from shoegui.photos.reading import content_hash
from shoegui.search.embedding import Embedded, balanced, outputs_for_queries
from shoegui.search.kept_files import KeptFiles
from shoegui.search.query import Crop, Query, decode_query, open_query, read_query
from shoegui.search.remembered import Remembered
from shoegui.search.rerank import FloatArray
from shoegui.search.sources import photo_of

# The vectors of a picture take some 7 kB.
_REMEMBERED = 64

_Vectors = dict[str, FloatArray]
# With the hash of the file's content.
_Known = tuple[_Vectors, bytes]


class Embedder:
    """Queries to one library in numbers, by one network. Any thread may ask.

    `files` has what was asked with before, of any network, and keeps what is asked with now.
    """

    def __init__(self, library: Library, extractor: Extractor, files: KeptFiles) -> None:
        self._library = library
        self._extractor = extractor
        self._files = files
        # By content, crop and outputs.
        self._pictures: Remembered[_Vectors] = Remembered(_REMEMBERED)
        # Photos with the vectors that were stored of them, for when they leave the library.
        self._photos: Remembered[tuple[Photo, _Vectors | None]] = Remembered(_REMEMBERED)

    def embed(self, queries: Sequence[Query], *, look: bool = False) -> Embedded:
        """What `queries`, one or more, are in numbers; with `look` what they look like, too.

        Raises `PhotoError` for a picture that cannot be used, `PhotoGoneError` for a photo id that
        is gone.
        """
        outputs = outputs_for_queries(self._extractor.manifest, look=look)
        one_by_one = [self._embed(query, outputs) for query in queries]
        kinds = set.intersection(*(set(vectors) for vectors, _content in one_by_one))
        contents = [content for _vectors, content in one_by_one]
        return Embedded(
            {kind: np.stack([vectors[kind] for vectors, _content in one_by_one]) for kind in kinds},
            balanced([query.weight for query in queries]),
            _hashes(contents, [one.weight > 0 and not one.example for one in queries]),
            _hashes(contents, [one.weight < 0 for one in queries]),
        )

    def _embed(self, query: Query, outputs: tuple[str, ...]) -> tuple[_Vectors, bytes | None]:
        """The vectors of one query, and the hash of its file if that was asked for whole."""
        source, crop = query.source, query.crop
        if query.photo_id is not None:
            photo, stored = self._photo(query.photo_id, whole=crop is None)
            if crop is None and stored is not None:
                return stored, photo.facts.hash
            source = photo.path
        assert source is not None
        if isinstance(source, Image.Image):
            picture = open_query(source, crop, self._extractor.manifest.input.size)
            return self._extractor.extract(picture, outputs), None
        if isinstance(source, Path):
            vectors, content = self._of_file(source, crop, outputs)
        else:
            vectors, content = self._of_bytes(source, crop, outputs)
        return vectors, None if crop is not None else content

    def _photo(self, photo_id: int, *, whole: bool) -> tuple[Photo, _Vectors | None]:
        """A photo and, where it is asked for `whole`, its vectors; as it was, if it is gone now."""
        before = self._photos.known(photo_id)
        try:
            photo = photo_of(self._library, photo_id)
        except PhotoGoneError:
            if before is None:
                raise
            return before
        stored = before[1] if before is not None else None
        if whole:
            stored = self._stored(photo_id)
        self._photos.put(photo_id, (photo, stored))
        return photo, stored

    def _of_file(self, path: Path, crop: Crop | None, outputs: tuple[str, ...]) -> _Known:
        try:
            data = read_query(path)
        except PhotoError as error:
            known = None
            if error.code == "unreadable":
                known = self._kept(path, crop, outputs) or self._indexed(path, crop, outputs)
            if known is None:
                raise
            return known
        vectors, content = self._of_bytes(data, crop, outputs, path)
        self._files.keep(path, content, data)
        return vectors, content

    def _kept(self, path: Path, crop: Crop | None, outputs: tuple[str, ...]) -> _Known | None:
        """What is known of a file that was asked with before."""
        kept = self._files.at(path)
        if kept is None:
            return None
        vectors = self._pictures.known((kept.content, crop, outputs))
        if vectors is not None:
            return vectors, kept.content
        return None if kept.data is None else self._of_bytes(kept.data, crop, outputs, path)

    def _indexed(self, path: Path, crop: Crop | None, outputs: tuple[str, ...]) -> _Known | None:
        """What is known of a file that is in the library."""
        photo_id = self._library.catalogue.id_at(path)
        if photo_id is None:
            return None
        content = photo_of(self._library, photo_id).facts.hash
        stored = self._stored(photo_id) if crop is None else None
        if stored is not None:
            return stored, content
        small = self._library.thumbnails().get(content)
        return None if small is None else (self._of_bytes(small, crop, outputs)[0], content)

    def _of_bytes(
        self, data: bytes, crop: Crop | None, outputs: tuple[str, ...], path: Path | None = None
    ) -> _Known:
        """What the network gives for a picture file's content; `path` is for messages."""
        content, extractor = content_hash(data), self._extractor

        def extract() -> _Vectors:
            picture = decode_query(data, crop, extractor.manifest.input.size, path=path)
            return extractor.extract(picture, outputs)

        return self._pictures.get((content, crop, outputs), extract), content

    def _stored(self, photo_id: int) -> _Vectors | None:
        """The vectors of a photo as far as they were stored; None where it has none yet."""
        features = self._library.features_of([photo_id])
        photos = self._library.compared(features, (EMBEDDING, DETAIL, LOOK))
        if not len(photos.having(EMBEDDING)):
            return None
        return {kind: photos.vectors[kind][0] for kind, has in photos.has.items() if has[0]}


def _hashes(contents: Sequence[bytes | None], wanted: Sequence[bool]) -> frozenset[bytes]:
    pairs = zip(contents, wanted, strict=True)
    return frozenset(one for one, is_wanted in pairs if is_wanted and one is not None)
