"""The features of photos: networks, and one vector for each photo, network and kind.

Vectors are kept as float16: half the disk, and a cosine that differs by less than 0.001. A vector
never changes: a photo with new content gets a new row with a higher id, so "what came since id N"
and "what was removed since number M" are all an index needs to catch up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from shoegui.library.database import Database

FloatArray = npt.NDArray[np.float32]
IdArray = npt.NDArray[np.int64]

EMBEDDING = "embedding"

_STORED = np.dtype("<f2")

# Larger portions are slower: numpy multiplies them in threads of its own and allocates them anew.
_PORTION = 1024


def pack(vector: FloatArray) -> bytes:
    """`vector` (float32, any length) as it is stored."""
    return np.ascontiguousarray(vector, dtype=_STORED).tobytes()


def packed_size(length: int) -> int:
    """How many bytes a vector of `length` numbers takes."""
    return length * _STORED.itemsize


def unpack(stored: Sequence[bytes], dimension: int) -> FloatArray:
    """Stored vectors as a float32 array (n, dimension) of unit length rows.

    Rounding to float16 moves the length a little; it is put right here, so that the similarity of
    a picture with itself is 1. Raises `ValueError` when a vector has another dimension.
    """
    array = np.frombuffer(b"".join(stored), dtype=_STORED).astype(np.float32)
    array = array.reshape(len(stored), dimension)
    array /= np.maximum(np.linalg.norm(array, axis=1, keepdims=True), np.float32(1e-12))
    return array


class Vectors:
    """The stored vectors of one network, by its key "name@version", and one kind."""

    def __init__(self, database: Database, key: str, dimension: int, kind: str = EMBEDDING) -> None:
        self.database = database
        self.key = key
        self.dimension = dimension
        self.kind = kind

    @property
    def network_id(self) -> int:
        """The number of the network in this library; -1 where it has none of it."""
        found = self.database.value("SELECT id FROM networks WHERE key = ?", (self.key,))
        return -1 if found is None else int(found)

    def register(self) -> None:
        """Make this network known to the library; needed once before `add`."""
        self.database.run(
            "INSERT INTO networks (key, dimension) VALUES (?, ?) ON CONFLICT (key) DO NOTHING",
            (self.key, self.dimension),
        )

    def add(self, photo_id: int, vector: FloatArray) -> None:
        """Give a photo its vector, float32 (dimension,), in place of one it had."""
        if vector.shape != (self.dimension,):
            raise ValueError(f"a vector of shape {vector.shape}, expected ({self.dimension},)")
        self.add_stored(photo_id, pack(vector))

    def add_stored(self, photo_id: int, stored: bytes) -> int:
        """Give a photo a vector as it is stored, and return the id of its features."""
        network = self.network_id
        # Not an upsert: the trigger that counts removals must see the old row go.
        self.database.run(
            "DELETE FROM features WHERE photo_id = ? AND network_id = ? AND kind = ?",
            (photo_id, network, self.kind),
        )
        return self.database.run(
            "INSERT INTO features (photo_id, network_id, kind, vector) VALUES (?, ?, ?, ?)",
            (photo_id, network, self.kind, stored),
        )

    def stored(self, photo_id: int) -> bytes | None:
        """A photo's vector as it is stored, or None."""
        found: bytes | None = self.database.value(
            "SELECT vector FROM features WHERE photo_id = ? AND network_id = ? AND kind = ?",
            (photo_id, self.network_id, self.kind),
        )
        return found

    def features_of(self, photo_ids: Sequence[int]) -> list[int]:
        """The ids of the features of those of the photos that have some, in their order."""
        found: dict[int, int] = dict(
            self.database.rows_for(
                "SELECT photo_id, id FROM features WHERE "
                f"network_id = {self.network_id} AND kind = '{self.kind}' AND photo_id IN (:ids)",
                photo_ids,
            )
        )
        return [found[one] for one in photo_ids if one in found]

    def missing(self) -> set[int]:
        """Ids of photos that have no vector yet."""
        # Counting is twenty times as fast as comparing, and nearly always enough.
        if self.count() == self.database.value("SELECT count(*) FROM photos"):
            return set()
        rows = self.database.rows(
            "SELECT id FROM photos EXCEPT "
            "SELECT photo_id FROM features WHERE network_id = ? AND kind = ?",
            (self.network_id, self.kind),
        )
        return {row[0] for row in rows}

    def count(self) -> int:
        """How many photos have a vector."""
        return int(
            self.database.value(
                "SELECT count(*) FROM features WHERE network_id = ? AND kind = ?",
                (self.network_id, self.kind),
            )
        )

    def since(self, last_id: int, portion: int = _PORTION) -> Iterator[tuple[IdArray, FloatArray]]:
        """Vectors with a feature id above `last_id`, ascending, in portions.

        Each portion is ids, int64 (n,), and vectors, float32 (n, dimension). Vectors that are no
        longer of the right length (a damaged library) are left out; `check` names them.
        """
        network = self.network_id
        while True:
            rows = self.database.rows(
                "SELECT id, vector FROM features WHERE network_id = ? AND kind = ? AND id > ? "
                "ORDER BY id LIMIT ?",
                (network, self.kind, last_id, portion),
            )
            if not rows:
                return
            last_id = rows[-1][0]
            sound = [row for row in rows if len(row[1]) == packed_size(self.dimension)]
            if sound:
                ids = np.fromiter((row[0] for row in sound), dtype=np.int64, count=len(sound))
                yield ids, unpack([row[1] for row in sound], self.dimension)

    def chosen(self, feature_ids: IdArray) -> Iterator[tuple[IdArray, FloatArray]]:
        """The vectors of `feature_ids` that are there, in portions as in `since`."""
        for start in range(0, len(feature_ids), _PORTION):
            rows = self.database.rows_for(
                "SELECT id, vector FROM features WHERE id IN (:ids)",
                feature_ids[start : start + _PORTION].tolist(),
            )
            sound = [row for row in rows if len(row[1]) == packed_size(self.dimension)]
            if sound:
                ids = np.fromiter((row[0] for row in sound), dtype=np.int64, count=len(sound))
                yield ids, unpack([row[1] for row in sound], self.dimension)

    def removed_since(self, number: int) -> tuple[int, list[int]]:
        """The number of the last removal, and the feature ids removed after `number`."""
        rows = self.database.rows(
            "SELECT number, feature_id FROM removed_features WHERE number > ? ORDER BY number",
            (number,),
        )
        return (rows[-1][0] if rows else number), [row[1] for row in rows]

    def newest(self) -> tuple[int, int]:
        """The highest feature id of this network and the highest removal number."""
        last = self.database.value(
            "SELECT max(id) FROM features WHERE network_id = ? AND kind = ?",
            (self.network_id, self.kind),
        )
        removed = self.database.value("SELECT max(number) FROM removed_features")
        return int(last or 0), int(removed or 0)

    def remove_other_networks(self) -> None:
        """Drop the vectors of every other network: this one has taken over."""
        with self.database.atomic():
            self.database.run("DELETE FROM features WHERE network_id <> ?", (self.network_id,))
            self.database.run("DELETE FROM networks WHERE key <> ?", (self.key,))

    def damaged(self) -> list[int]:
        """Ids of photos whose vector has a wrong length or is not a finite unit vector."""
        network = self.network_id
        found: list[int] = []
        last = 0
        while True:
            rows = self.database.rows(
                "SELECT id, photo_id, vector FROM features WHERE network_id = ? AND kind = ? "
                "AND id > ? ORDER BY id LIMIT 4096",
                (network, self.kind, last),
            )
            if not rows:
                return found
            last = rows[-1][0]
            found += [row[1] for row in rows if not is_sound(row[2], self.dimension)]

    def remove_of_all_networks(self, photo_id: int) -> None:
        """Drop all vectors of a photo whose content has changed."""
        self.database.run("DELETE FROM features WHERE photo_id = ?", (photo_id,))

    def remove(self, photo_ids: Sequence[int]) -> None:
        """Drop the vectors of some photos, which the next index run then makes again."""
        self.database.run_many(
            "DELETE FROM features WHERE photo_id = ? AND network_id = ? AND kind = ?",
            [(one, self.network_id, self.kind) for one in photo_ids],
        )


def is_sound(stored: bytes, dimension: int) -> bool:
    """Whether a stored vector has the right length and is a finite unit vector."""
    if len(stored) != packed_size(dimension):
        return False
    vector = np.frombuffer(stored, dtype=_STORED).astype(np.float32)
    return bool(np.isfinite(vector).all()) and abs(float(np.linalg.norm(vector)) - 1.0) < 0.01
