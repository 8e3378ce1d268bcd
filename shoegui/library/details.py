"""What is stored of a photo beside its embedding: detail and look vectors, and guessed words.

A row belongs to one embedding, and goes with it. Which outputs a network has, its manifest says;
only those are stored, and a photo that lacks one is read again by the next index run.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from shoegui.features import packing
from shoegui.features.manifest import CLASSES, EMBEDDING, Manifest
from shoegui.library import vectors as halves
from shoegui.library.database import Database, Row
from shoegui.library.vectors import FloatArray, IdArray, Vectors, is_sound
from shoegui.library.words import Share, most_likely

DETAIL = "detail"
LOOK = "look"

BoolArray = npt.NDArray[np.bool_]

_PORTION = 4096


@dataclass(frozen=True, slots=True)
class Stored:
    """All that is stored of one photo for one network, as it is stored.

    `words` are classes and their shares, the most likely first.
    """

    embedding: bytes
    detail: bytes | None = None
    look: bytes | None = None
    words: tuple[Share, ...] = ()


def stored_outputs(manifest: Manifest) -> tuple[str, ...]:
    """The outputs of a network that are stored, as far as it has them as plain vectors."""
    return (EMBEDDING, *_more_outputs(manifest))


def to_store(outputs: Mapping[str, FloatArray]) -> Stored:
    """What is stored of the `outputs` (those of `stored_outputs`) for one picture."""
    detail, look, classes = (outputs.get(name) for name in (DETAIL, LOOK, CLASSES))
    return Stored(
        embedding=halves.pack(outputs[EMBEDDING]),
        detail=None if detail is None else packing.pack(detail[np.newaxis])[0],
        look=None if look is None else halves.pack(look),
        words=() if classes is None else most_likely(classes),
    )


@dataclass(frozen=True, slots=True)
class Compared:
    """What n photos are compared by, all in one order.

    `feature_ids` and `photo_ids` are int64 (n,). By kind, `vectors` are float32 (n, d) of unit
    length, and `has`, bool (n,), says which photos have one; those of the others are zeros, and d
    is 0 where the network gives no such vectors.
    """

    feature_ids: IdArray
    photo_ids: IdArray
    vectors: Mapping[str, FloatArray]
    has: Mapping[str, BoolArray]

    def __len__(self) -> int:
        return len(self.photo_ids)

    def having(self, kind: str) -> FloatArray:
        """The vectors of a kind, float32, of the photos that have one."""
        return self.vectors[kind][self.has[kind]]


class Details:
    """All that is stored of photos for one network. `vectors` are its embeddings."""

    def __init__(self, database: Database, manifest: Manifest) -> None:
        self.database = database
        self.vectors = Vectors(database, manifest.key, manifest.dimension)
        self._lengths = {name: manifest.outputs[name].shape[0] for name in _more_outputs(manifest)}

    def register(self) -> None:
        """Make the network known to the library; needed once before `add`.

        If it gives more by now than it did, all photos lack that.
        """
        gives = " ".join(f"{name}:{length}" for name, length in self._lengths.items())
        with self.database.atomic():
            self.vectors.register()
            network = self.vectors.network_id
            if self._gave(network) != gives:
                self.database.run("DELETE FROM details WHERE network_id = ?", (network,))
                self.database.run("UPDATE networks SET gives = ? WHERE id = ?", (gives, network))

    def add(self, photo_id: int, stored: Stored) -> None:
        """Give a photo all that is stored of it.

        A sound embedding that it has stays: the photo's content is the same, or the photo would
        have none, and the search index need not change.
        """
        row = self._row(photo_id)
        if row is not None and is_sound(row[1], self.vectors.dimension):
            feature_id = row[0]
        else:
            feature_id = self.vectors.add_stored(photo_id, stored.embedding)
        if not self._lengths:
            return
        network = self.vectors.network_id
        self.database.run("DELETE FROM details WHERE feature_id = ?", (feature_id,))
        self.database.run(
            "INSERT INTO details (feature_id, network_id, detail, look) VALUES (?, ?, ?, ?)",
            (feature_id, network, stored.detail, stored.look),
        )
        self.database.run_many(
            "INSERT INTO words (feature_id, network_id, class, share) VALUES (?, ?, ?, ?)",
            [(feature_id, network, number, share) for number, share in stored.words],
        )

    def complete(self, photo_id: int) -> bool:
        """Whether all that the network gives is stored of a photo."""
        row = self._row(photo_id)
        return row is not None and (not self._lengths or bool(row[2]))

    def stored_of_content(self, content_hash: bytes) -> Stored | None:
        """All that is stored of some photo with exactly this content; None if any of it is not."""
        row = self.database.row(
            "SELECT vector, detail, look, (SELECT json_group_array(json_array(class, share)) "
            "FROM words WHERE words.feature_id = features.id) FROM photos "
            "JOIN features ON features.photo_id = photos.id "
            "LEFT JOIN details ON details.feature_id = features.id "
            "WHERE hash = ? AND features.network_id = ? AND kind = ? AND (? OR feature_id)",
            (content_hash, self.vectors.network_id, EMBEDDING, not self._lengths),
        )
        if row is None:
            return None
        words = tuple((number, share) for number, share in json.loads(row[3]))
        return Stored(row[0], row[1], row[2], words)

    def compared(self, feature_ids: Sequence[int], kinds: Sequence[str]) -> Compared:
        """What those of the photos with these features that are still there are compared by.

        In the order of `feature_ids`; `kinds` are of `EMBEDDING`, `DETAIL` and `LOOK`. One read for
        all: a search waits for it.
        """
        lengths = {EMBEDDING: self.vectors.dimension, **self._lengths}
        columns = ", ".join(["features.id", "photo_id", *map(_column, kinds)])
        # A plain sign before a column keeps SQLite from looking features up by their network.
        rows = self.database.rows_for(
            f"SELECT {columns} FROM features LEFT JOIN details ON feature_id = features.id "
            f"WHERE features.id IN (:ids) AND +features.network_id = {self.vectors.network_id}",
            feature_ids,
        )
        by_feature = {row[0]: row for row in rows}
        rows = [by_feature[one] for one in feature_ids if one in by_feature]
        vectors, has = {}, {}
        for place, kind in enumerate(kinds, start=2):
            stored = [row[place] for row in rows]
            vectors[kind], has[kind] = _as_far_as_sound(stored, kind, lengths.get(kind, 0))
        return Compared(
            feature_ids=np.array([row[0] for row in rows], np.int64),
            photo_ids=np.array([row[1] for row in rows], np.int64),
            vectors=vectors,
            has=has,
        )

    def missing(self) -> set[int]:
        """Ids of photos of which not all is stored that the network gives."""
        if not self._lengths:
            return self.vectors.missing()
        network = self.vectors.network_id
        # As in `Vectors.missing`; there is no such row without an embedding.
        count = self.database.value("SELECT count(*) FROM details WHERE network_id = ?", (network,))
        if count == self.database.value("SELECT count(*) FROM photos"):
            return set()
        rows = self.database.rows(
            "SELECT id FROM photos EXCEPT "
            "SELECT photo_id FROM features WHERE network_id = ?1 AND kind = ?2 "
            "AND id IN (SELECT feature_id FROM details WHERE network_id = ?1)",
            (network, EMBEDDING),
        )
        return {row[0] for row in rows}

    def damaged(self) -> set[int]:
        """Ids of photos of which something is stored that cannot be what the network gave."""
        found = set(self.vectors.damaged())
        for rows in self._portions():
            for kind in (DETAIL, LOOK):
                if kind in self._lengths:
                    found |= _damaged(rows, kind, self._lengths[kind])
        return found

    def remove(self, photo_ids: Sequence[int]) -> None:
        """Drop all that is stored of some photos, which the next index run then makes again."""
        for one in photo_ids:
            row = self._row(one)
            if row is not None and is_sound(row[1], self.vectors.dimension):
                # It can still be found by its embedding until then.
                self.database.run("DELETE FROM details WHERE feature_id = ?", (row[0],))
            else:
                self.vectors.remove([one])

    def _row(self, photo_id: int) -> Row | None:
        """Of a photo: the id of its features, its embedding, whether the rest is stored too."""
        return self.database.row(
            "SELECT id, vector, EXISTS (SELECT 1 FROM details WHERE feature_id = features.id) "
            "FROM features WHERE photo_id = ? AND network_id = ? AND kind = ?",
            (photo_id, self.vectors.network_id, EMBEDDING),
        )

    def _gave(self, network: int) -> str:
        return str(self.database.value("SELECT gives FROM networks WHERE id = ?", (network,)))

    def _portions(self) -> Iterator[list[Row]]:
        """Rows of photo id, detail and look, all of them in portions."""
        last = 0
        while True:
            rows = self.database.rows(
                "SELECT photo_id, detail, look, feature_id FROM details "
                "JOIN features ON features.id = feature_id "
                "WHERE details.network_id = ? AND feature_id > ? ORDER BY feature_id LIMIT ?",
                (self.vectors.network_id, last, _PORTION),
            )
            if not rows:
                return
            yield rows
            last = rows[-1][3]


def _more_outputs(manifest: Manifest) -> list[str]:
    return [
        name
        for name in (DETAIL, LOOK, CLASSES)
        if name in manifest.outputs and len(manifest.outputs[name].shape) == 1
    ]


def _column(kind: str) -> str:
    return {EMBEDDING: "vector", DETAIL: "detail", LOOK: "look"}[kind]


def _as_far_as_sound(
    packed: Sequence[bytes | None], kind: str, length: int
) -> tuple[FloatArray, BoolArray]:
    """Float32 (n, `length`) of unit length or zeros, and which are not zeros."""
    size = packing.packed_size(length) if kind == DETAIL else halves.packed_size(length)
    right = [one for one in packed if one is not None and len(one) == size]
    made, sound = _unpacked(right, kind, length)
    there = np.array([one is not None and len(one) == size for one in packed], bool)
    if there.all() and sound.all():
        # A copy would take as long as unpacking does.
        return made, there
    there[there] = sound
    vectors = np.zeros((len(packed), length), np.float32)
    vectors[there] = made[sound]
    return vectors, there


def _unpacked(packed: Sequence[bytes], kind: str, length: int) -> tuple[FloatArray, BoolArray]:
    """Float32 (n, `length`) of unit length, and which of them are sound."""
    if kind == DETAIL:
        return packing.unpack(packed, length)
    # What a damaged library holds may be no numbers.
    with np.errstate(invalid="ignore", over="ignore"):
        made = halves.unpack(packed, length)
    return made, np.isfinite(np.einsum("nd,nd->n", made, made))


def _damaged(rows: Sequence[Row], kind: str, length: int) -> set[int]:
    """Photos of `rows` (as from `_portions`) whose vector of a kind is none."""
    place = 1 if kind == DETAIL else 2
    _vectors, sound = _as_far_as_sound([row[place] for row in rows], kind, length)
    return {row[0] for row, good in zip(rows, sound.tolist(), strict=True) if not good}
