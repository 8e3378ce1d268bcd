"""Vectors that resemble those of real photos, in a library without photos.

Clusters on a low-dimensional surface plus noise: unit vectors drawn at random have no neighbours,
and every index fails on them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from shoegui.library.catalogue import Catalogue, Facts
from shoegui.library.database import Database
from shoegui.library.graph import Candidates, Graphs, Loaded
from shoegui.library.graph_local import LocalGraphs
from shoegui.library.neighbours import Neighbours
from shoegui.library.neighbours_file import NeighboursFile
from shoegui.library.schema import migrate
from shoegui.library.vectors import FloatArray, Vectors
from shoegui.photos.scan import ScanRules

DIMENSION = 24
NETWORK = "net@1"


def clustered(count: int, seed: int = 0, dimension: int = DIMENSION) -> FloatArray:
    """Unit vectors, float32 (count, dimension): 12 clusters along 6 directions, and noise."""
    random = np.random.default_rng(seed)
    directions = np.random.default_rng(1).standard_normal((6, dimension))
    centres = np.random.default_rng(2).standard_normal((12, 6))
    places = centres[random.integers(0, 12, count)] + 0.3 * random.standard_normal((count, 6))
    vectors = places @ directions + 0.1 * random.standard_normal((count, dimension))
    made: FloatArray = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    return made


GraphsOf = Callable[[Vectors, NeighboursFile], Graphs]


class Shelf:
    """A library's vectors, and the neighbours among them with a small limit for exact search."""

    def __init__(
        self,
        folder: Path,
        *,
        limit: int = 50,
        dimension: int = DIMENSION,
        graphs: GraphsOf = LocalGraphs,
    ) -> None:
        self._graphs = graphs
        self.folder = folder
        self.limit = limit
        self.database = Database(folder / "library.db")
        migrate(self.database)
        self.catalogue = Catalogue(self.database)
        self.vectors = Vectors(self.database, NETWORK, dimension)
        self.vectors.register()
        chosen = self.catalogue.add_folder(Path("/photos"), ScanRules())
        self._directory = self.catalogue.add_directory(chosen, "/photos")
        self.neighbours = self._opened()

    @property
    def file(self) -> NeighboursFile:
        return NeighboursFile(
            self.folder / "neighbours", "library", NETWORK, self.vectors.dimension
        )

    @property
    def graph(self) -> Path:
        """The one graph file on disk."""
        [found] = (self.folder / "neighbours").glob("*.hnsw")
        return found

    @property
    def record(self) -> Path:
        """The file that says which graph is valid."""
        [found] = (self.folder / "neighbours").glob("*.json")
        return found

    def loaded(self) -> Loaded | None:
        """What the saved graph is when it is loaded in this process."""
        return LocalGraphs(self.vectors, self.file).load().result()

    def reopened(self) -> Neighbours:
        """The neighbours as the next start of the program would have them."""
        self.neighbours.close()
        self.neighbours = self._opened()
        return self.neighbours

    def _opened(self) -> Neighbours:
        graphs = self._graphs(self.vectors, self.file)
        return Neighbours(self.vectors, self.file, graphs, exact_limit=self.limit)

    def add(self, vectors: Iterable[FloatArray]) -> list[int]:
        """Add photos with these vectors; gives their ids."""
        facts = Facts(b"0" * 16, 1, 1, "JPEG", None, None)
        added: list[int] = []
        with self.database.atomic():
            for vector in vectors:
                name = f"{self.catalogue.count_photos()}-{len(added)}.jpg"
                photo = self.catalogue.add_photo(self._directory, name, 1, 1, facts)
                self.vectors.add(photo, vector)
                added.append(photo)
        return added

    def remove(self, photos: Iterable[int]) -> None:
        """Forget photos."""
        with self.database.atomic():
            self.catalogue.remove_photos(photos)

    def change(self, photo: int, vector: FloatArray) -> None:
        """Give a photo new content."""
        with self.database.atomic():
            self.vectors.add(photo, vector)

    def vector_of(self, photo: int) -> FloatArray:
        """The vector of a photo."""
        ids, vectors = self.all()
        [feature] = self.vectors.features_of([photo])
        found: FloatArray = vectors[ids.tolist().index(feature)]
        return found

    def all(self) -> tuple[np.ndarray, FloatArray]:
        """Every id and vector, straight from the database."""
        portions = list(self.vectors.since(0))
        return (
            np.concatenate([ids for ids, _ in portions]),
            np.concatenate([vectors for _, vectors in portions]),
        )

    def nearest(self, query: FloatArray, k: int) -> list[int]:
        """The ids of the nearest by sorting all of them."""
        ids, vectors = self.all()
        return [int(one) for one in ids[np.lexsort((ids, -(vectors @ query)))[:k]]]

    def near(self, query: FloatArray, k: int, *, exact: bool = False) -> Candidates:
        """What the neighbours say now."""
        self.neighbours.refresh()
        return self.neighbours.near(query, k, exact=exact)

    def recall(self, k: int = 10) -> float:
        """The share of the true nearest that the neighbours find, over many queries."""
        found = total = 0
        for query in clustered(60, seed=99, dimension=self.vectors.dimension):
            truth = set(self.nearest(query, k))
            found += len(truth & set(self.near(query, k).ids.tolist()))
            total += len(truth)
        return found / total


@contextmanager
def shelf_in(folder: Path, *, graphs: GraphsOf = LocalGraphs) -> Iterator[Shelf]:
    """A shelf that is closed at the end."""
    made = Shelf(folder, graphs=graphs)
    try:
        yield made
    finally:
        made.neighbours.close()
        made.database.close()
