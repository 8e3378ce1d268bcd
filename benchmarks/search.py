"""Search in a large library: time after the embedding, recall, memory; choosing M and ef.

`python benchmarks/search.py [--photos 100000]` prints the figures of this program beside a numpy
exact scan of the same vectors, and how long another thread, such as a window's, has to wait while
the graph is loaded and saved in this process and in a child. `--tune` prints a table over M and
ef, `--crossover` where the graph overtakes the exact scan. Goals at 100,000: at most 5 ms and never
slower than the exact scan; recall@10 at least .98; resident memory at most 400 MB. The first are
without the closer look at the candidates. Then that look by itself, reading included, at as many
candidates as the program takes and at 500, goal 15 ms; and all of a search.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

import hnswlib
import numpy as np
from synthetic import fill_library, machine, realistic_vectors, resident_megabytes

from shoegui.basics.paths import AppPaths
from shoegui.features.extractor import Extractor
from shoegui.features.manifest import EMBEDDING, find
from shoegui.library.details import DETAIL
from shoegui.library.graph import Graphs, Loaded
from shoegui.library.graph_local import BUILD_EFFORT, LINKS, SEARCH_EFFORT, LocalGraphs
from shoegui.library.graph_process import ProcessGraphs
from shoegui.library.library import Library
from shoegui.library.vectors import FloatArray
from shoegui.search.candidates import CANDIDATES
from shoegui.search.embedding import Embedded
from shoegui.search.query import Query
from shoegui.search.request import Request
from shoegui.search.rerank import centre, rerank
from shoegui.search.searcher import Searcher

_QUERIES = 300
_K = 50
_BEAT_SECONDS = 0.002

_Result = TypeVar("_Result")


def main() -> None:
    """Measure and print what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=int, default=100_000)
    parser.add_argument("--tune", action="store_true", help="a table over M and ef")
    parser.add_argument("--crossover", action="store_true", help="where the graph overtakes")
    parser.add_argument("--in-library", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.in_library:
        measure(AppPaths.under(options.in_library))
        measure_waits(AppPaths.under(options.in_library))
        return
    print(machine())
    dimension = find(AppPaths.for_user()).dimension
    if options.tune:
        tune(realistic_vectors(options.photos, dimension))
    elif options.crossover:
        crossover(dimension)
    else:
        build_and_measure(options.photos, dimension)


def build_and_measure(photos: int, dimension: int) -> None:
    """Fill a library, build its index, and measure in a process that did neither."""
    with tempfile.TemporaryDirectory() as scratch:
        paths = AppPaths.under(Path(scratch, "library"))
        vectors = realistic_vectors(photos, dimension)
        fill_library(paths, Path(scratch, "photos"), vectors, files=False, details=True)
        with Library(paths) as library:
            started = time.perf_counter()
            library.neighbours().merge()
            print(f"photos {photos:,}, index built in {time.perf_counter() - started:.1f} s")
        command = [sys.executable, __file__, "--in-library", str(paths.data)]
        subprocess.run(command, check=True)


def measure(paths: AppPaths) -> None:
    """Print time, recall and memory of a filled library."""
    with Library(paths) as library:
        started = time.perf_counter()
        neighbours = library.neighbours()
        neighbours.refresh()
        loading = time.perf_counter() - started
        searcher = Searcher(library, extractor=Extractor(library.network(), device="cpu"))
        size = library.network().input.size
        searcher.extractor.run(np.zeros((1, 3, size, size), dtype=np.float32))
        # Other members of the same clusters, none of them in the library.
        queries = realistic_vectors(_QUERIES, library.network().dimension, seed=99)
        for query in queries[:20]:
            nearest(searcher, query)
        taken, found = [], []
        for query in queries:
            started = time.perf_counter()
            found.append(nearest(searcher, query))
            taken.append(time.perf_counter() - started)
        looks = {count: _seconds_of_a_look(library, queries, count) for count in (CANDIDATES, 500)}
        closely = [_seconds_closely(searcher, photo_id) for photo_id in range(1, 2 * _QUERIES, 2)]
        memory = resident_megabytes()
        exact_taken, recall = _exact(library, queries, found)
    print(f"loading the index            {1000 * loading:9.1f} ms")
    print(f"search, median               {1000 * np.median(taken):9.2f} ms")
    print(f"search, 99th percentile      {1000 * np.percentile(taken, 99):9.2f} ms")
    for count, seconds in looks.items():
        print(f"closer look at {count}, median   {1000 * np.median(seconds):9.2f} ms")
    print(f"with a closer look, median   {1000 * np.median(closely):9.2f} ms")
    print(f"numpy exact scan, median     {1000 * np.median(exact_taken):9.2f} ms")
    print(f"ratio to the exact scan      {np.median(taken) / np.median(exact_taken):9.2f}")
    print(f"recall@10                    {recall:9.4f}")
    print(f"resident, network loaded     {memory:9.0f} MB")


def nearest(searcher: Searcher, query: FloatArray) -> list[int]:
    """Ids of the photos found with an embedding, float32 (dimension,), in its own order."""
    embedded = Embedded({EMBEDDING: query[None]}, np.ones(1, np.float32))
    # The queries of a request are what the network has to run for; here it has run.
    request = Request((Query(photo_id=1),), closer=False, stacks=False)
    return [hit.photo.id for hit in searcher.answer_embedded(embedded, request, _K).hits]


def _seconds_of_a_look(library: Library, queries: FloatArray, count: int) -> list[float]:
    """How long it takes to read the candidates of each query, and to put them in order."""
    middle = centre(library.compared(range(1, 1001), (DETAIL,)).having(DETAIL))
    taken = []
    for query in queries:
        near = library.near(query, count).ids.tolist()
        started = time.perf_counter()
        details = library.compared(near, (EMBEDDING, DETAIL)).vectors[DETAIL]
        rerank(details[:1], details, middle=middle)
        taken.append(time.perf_counter() - started)
    return taken


def _seconds_closely(searcher: Searcher, photo_id: int) -> float:
    """How long all of a search takes that begins with a photo's stored vectors."""
    request = Request((Query(photo_id=photo_id),))
    embedded = searcher.embed(request.queries)
    started = time.perf_counter()
    searcher.answer_embedded(embedded, request, _K)
    return time.perf_counter() - started


def measure_waits(paths: AppPaths) -> None:
    """Print how long another thread waits for the interpreter, and one search, by where it is."""
    kinds: dict[str, Callable[..., Graphs]] = {"here": LocalGraphs, "child": ProcessGraphs}
    for name, kind in kinds.items():
        with Library(paths) as library:
            graphs = kind(library.vectors(library.database), library.neighbours_file())
            idle, _ = _longest_wait(partial(time.sleep, 0.5))
            loading, loaded = _longest_wait(partial(_load, graphs))
            assert loaded is not None
            taken = []
            for query in realistic_vectors(_QUERIES, library.network().dimension, seed=99):
                started = time.perf_counter()
                loaded.graph.near(query, _K)
                taken.append(time.perf_counter() - started)
            saving, _ = _longest_wait(partial(loaded.graph.save, loaded.last_removed))
            graphs.close()
        print(
            f"graph {name:6} longest wait: idle {1000 * idle:6.1f} ms, loading "
            f"{1000 * loading:6.1f} ms, saving {1000 * saving:6.1f} ms; "
            f"near, median {1000 * np.median(taken):.2f} ms"
        )


def _load(graphs: Graphs) -> Loaded | None:
    return graphs.load().result()


def _longest_wait(work: Callable[[], _Result]) -> tuple[float, _Result]:
    """The longest that a thread which wants to run every 2 ms was late during `work`, seconds."""
    late = [0.0]
    over = threading.Event()

    def beat() -> None:
        before = time.perf_counter()
        while not over.is_set():
            time.sleep(_BEAT_SECONDS)
            now = time.perf_counter()
            late.append(now - before - _BEAT_SECONDS)
            before = now

    thread = threading.Thread(target=beat)
    thread.start()
    try:
        return_value = work()
    finally:
        over.set()
        thread.join()
    return max(late), return_value


def _exact(
    library: Library, queries: FloatArray, found: list[list[int]]
) -> tuple[list[float], float]:
    portions = list(library.neighbours().vectors.since(0))
    ids = np.concatenate([portion[0] for portion in portions])
    vectors = np.concatenate([portion[1] for portion in portions])
    there = library.compared(ids.tolist(), ())
    photo_of = dict(zip(there.feature_ids.tolist(), there.photo_ids.tolist(), strict=True))
    taken, right = [], 0
    for query, ours in zip(queries, found, strict=True):
        started = time.perf_counter()
        similarities = vectors @ query
        best = np.argpartition(-similarities, _K)[:_K]
        best = best[np.argsort(-similarities[best])]
        taken.append(time.perf_counter() - started)
        right += len({photo_of[int(ids[one])] for one in best[:10]} & set(ours[:10]))
    return taken, right / (10 * len(queries))


def tune(vectors: FloatArray) -> None:
    """Print recall@10, time and build time over M and ef."""
    queries = realistic_vectors(_QUERIES, vectors.shape[1], seed=99)
    truth = [np.argsort(-(vectors @ query))[:10] for query in queries]
    print(f"in use: M {LINKS}, ef_construction {BUILD_EFFORT}, ef {SEARCH_EFFORT}")
    for links in (8, 12, 16, 24, 32):
        index = hnswlib.Index(space="ip", dim=vectors.shape[1])
        index.init_index(len(vectors), M=links, ef_construction=BUILD_EFFORT)
        started = time.perf_counter()
        index.add_items(vectors, np.arange(len(vectors)))
        building = time.perf_counter() - started
        for effort in (50, 100, 160, 200, 400):
            index.set_ef(effort)
            started = time.perf_counter()
            found = [index.knn_query(query[None], k=10, num_threads=1)[0][0] for query in queries]
            taken = (time.perf_counter() - started) / len(queries)
            pairs = zip(found, truth, strict=True)
            recall = np.mean([len(set(a.tolist()) & set(b.tolist())) / 10 for a, b in pairs])
            print(
                f"M {links:3}  ef {effort:4}  recall@10 {recall:.4f}  "
                f"{1000 * taken:6.3f} ms  built in {building:6.1f} s"
            )


def crossover(dimension: int) -> None:
    """Print the time of the exact scan and of the graph over the number of photos."""
    queries = realistic_vectors(_QUERIES, dimension, seed=99)
    for count in (2_000, 5_000, 10_000, 20_000, 50_000):
        vectors = realistic_vectors(count, dimension)
        index = hnswlib.Index(space="ip", dim=dimension)
        index.init_index(count, M=LINKS, ef_construction=BUILD_EFFORT)
        started = time.perf_counter()
        index.add_items(vectors, np.arange(count))
        building = time.perf_counter() - started
        index.set_ef(SEARCH_EFFORT)
        taken = {"exact": [], "graph": []}  # type: dict[str, list[float]]
        for query in queries:
            started = time.perf_counter()
            similarities = vectors @ query
            np.argpartition(-similarities, _K)[:_K]
            middle = time.perf_counter()
            index.knn_query(query[None], k=_K, num_threads=1)
            taken["exact"].append(middle - started)
            taken["graph"].append(time.perf_counter() - middle)
        exact, graph = (1000 * float(np.median(taken[one])) for one in ("exact", "graph"))
        print(
            f"{count:8,} photos: exact {exact:7.3f} ms, graph {graph:7.3f} ms, "
            f"graph built in {building:5.1f} s"
        )


if __name__ == "__main__":
    main()
