"""A graph behaves the same in this process and in a child; and what only a child can do: die."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from shoegui.basics.errors import StorageError
from shoegui.basics.progress import Cancelled, CancelToken, Progress, silent
from shoegui.library import graph_process, neighbours
from shoegui.library.graph import GraphLost
from shoegui.library.graph_local import LocalGraphs
from shoegui.library.graph_process import ProcessGraphs
from shoegui.library.library import Library
from shoegui.library.neighbours import graph_runs_here
from tests.helpers import Place, python
from tests.library.clusters import GraphsOf, Shelf, clustered, shelf_in

pytestmark = pytest.mark.skipif(
    not graph_runs_here(), reason="this processor cannot run the graph; all search is exact"
)

posix = pytest.mark.skipif(sys.platform == "win32", reason="looks after a process by POSIX signals")

ROOM = 50


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    with shelf_in(tmp_path, graphs=ProcessGraphs) as made:
        yield made


@pytest.fixture
def graphs(shelf: Shelf) -> Iterator[ProcessGraphs]:
    made = ProcessGraphs(shelf.vectors, shelf.file)
    yield made
    made.close()


def wait_for(done: Callable[[], bool]) -> None:
    until = time.monotonic() + 30
    while not done():
        assert time.monotonic() < until
        time.sleep(0.01)


def running(code: str) -> subprocess.Popen[bytes]:
    """A child that is no good."""
    pipe = subprocess.PIPE
    return subprocess.Popen([sys.executable, "-c", code], stdin=pipe, stdout=pipe, bufsize=0)


def is_gone(process: int) -> bool:
    """Whether it has ended; one that nobody has waited for has not."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.mark.parametrize("kind", [LocalGraphs, ProcessGraphs], ids=["here", "in a child"])
def test_a_graph_is_built_searched_grown_saved_and_loaded(tmp_path: Path, kind: GraphsOf) -> None:
    with shelf_in(tmp_path) as shelf:
        graphs = kind(shelf.vectors, shelf.file)
        assert graphs.load().result() is None
        shelf.add(clustered(600))
        seen: list[Progress] = []
        graph = graphs.build(ROOM, CancelToken(), seen.append)
        query = clustered(1, seed=5)[0]

        assert (graph.held.last_id, graph.held.living, graph.held.deleted) == (600, 600, 0)
        assert [(one.done, one.total) for one in seen] == [(512, 600), (600, 600)]
        found = graph.near(query, 10)
        assert found is not None
        assert found[0].ids.tolist() == shelf.nearest(query, 10)
        assert found[1] == 600
        assert np.all(np.diff(found[0].similarities) <= 0)

        best = found[0].ids.tolist()[:3]
        graph.delete([*best, 9999])
        graph.delete(best)
        assert (graph.held.living, graph.held.deleted) == (597, 3)
        found = graph.near(query, 1000)
        assert found is not None
        assert set(found[0].ids.tolist()) == set(range(1, 601)) - set(best)

        shelf.add(clustered(100, seed=1))
        graph.grow(ROOM, CancelToken(), silent)
        assert (graph.held.last_id, graph.held.living) == (700, 697)
        graph.save(3)
        graph.close()

        loaded = graphs.load().result()
        assert loaded is not None
        assert loaded.last_removed == 3
        assert loaded.graph.held.living == 697
        again = loaded.graph.near(query, 697)
        assert again is not None
        assert not set(best) & set(again[0].ids.tolist())
        graphs.close()


@pytest.mark.parametrize("kind", [LocalGraphs, ProcessGraphs], ids=["here", "in a child"])
def test_what_goes_wrong_is_the_same_everywhere(tmp_path: Path, kind: GraphsOf) -> None:
    with shelf_in(tmp_path) as shelf:
        graphs = kind(shelf.vectors, shelf.file)
        graph = graphs.build(ROOM, CancelToken(), silent)
        assert graph.near(clustered(1)[0], 5) is None

        (tmp_path / "neighbours").write_bytes(b"a file where the folder should be")
        with pytest.raises(StorageError, match="could not be written"):
            graph.save(0)

        shelf.add(clustered(100))
        cancelled = CancelToken()
        cancelled.cancel()
        with pytest.raises(Cancelled):
            graph.grow(ROOM, cancelled, silent)
        graphs.close()


def test_a_build_in_the_child_is_paused_and_cancelled_from_here(
    shelf: Shelf, graphs: ProcessGraphs
) -> None:
    shelf.add(clustered(1500))
    seen: list[Progress] = []
    cancel = CancelToken()
    cancel.pause()
    threading.Timer(0.3, cancel.cancel).start()
    with pytest.raises(Cancelled):
        graphs.build(ROOM, cancel, seen.append)
    assert all(one.done < 1500 for one in seen)

    pause = CancelToken()
    pause.pause()
    threading.Timer(0.3, pause.resume).start()
    assert graphs.build(ROOM, pause, silent).held.living == 1500


def test_who_watches_a_build_may_end_it_by_a_fault(shelf: Shelf, graphs: ProcessGraphs) -> None:
    shelf.add(clustered(600))

    def fail(_progress: Progress) -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        graphs.build(ROOM, CancelToken(), fail)
    assert graphs.build(ROOM, CancelToken(), silent).held.living == 600


@posix
def test_closing_ends_a_child_that_is_in_the_middle_of_a_build(
    shelf: Shelf, graphs: ProcessGraphs
) -> None:
    shelf.add(clustered(1500))
    faults: list[BaseException] = []
    waits = CancelToken()
    waits.pause()

    def build() -> None:
        try:
            graphs.build(ROOM, waits, silent)
        except GraphLost as fault:
            faults.append(fault)

    before = set(threading.enumerate())
    builder = threading.Thread(target=build)
    builder.start()
    wait_for(lambda: graphs.process_id is not None)
    process = graphs.process_id
    assert process is not None
    graphs.close()
    builder.join(30)

    assert len(faults) == 1
    assert is_gone(process)
    assert set(threading.enumerate()) == before
    assert graphs.process_id is None
    assert graphs.load().result() is None


@posix
def test_a_child_that_is_killed_in_the_middle_of_a_search_is_noticed_and_replaced(
    shelf: Shelf,
) -> None:
    shelf.add(clustered(300))
    shelf.neighbours.merge()
    graphs = shelf.neighbours._graphs
    assert isinstance(graphs, ProcessGraphs)
    first = graphs.process_id
    assert first is not None
    query = clustered(1, seed=5)[0]

    # Stopped, it does not answer: the search is under way when it is killed.
    os.kill(first, signal.SIGSTOP)
    threading.Timer(0.2, os.kill, (first, signal.SIGKILL)).start()
    assert shelf.near(query, 10).ids.tolist() == shelf.nearest(query, 10)

    shelf.neighbours.wait_until_loaded()
    assert shelf.neighbours.base_size == 300
    assert graphs.process_id not in (None, first)
    assert is_gone(first)
    assert shelf.recall() >= 0.98


def test_a_child_that_keeps_dying_is_not_started_for_ever(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.add(clustered(300))
    shelf.neighbours.merge()
    shelf.reopened()
    starts: list[None] = []

    def die() -> subprocess.Popen[bytes]:
        starts.append(None)
        return running("")

    monkeypatch.setattr(graph_process, "start_child", die)
    for query in clustered(6, seed=5):
        assert shelf.near(query, 10).ids.tolist() == shelf.nearest(query, 10)
        shelf.neighbours.wait_until_loaded()
    shelf.neighbours.merge()

    assert len(starts) == 3
    assert shelf.neighbours.base_size == 0


def test_where_no_process_can_be_started_all_is_compared(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    shelf.add(clustered(300))

    shelf.neighbours.merge()

    query = clustered(1, seed=5)[0]
    assert shelf.near(query, 10).ids.tolist() == shelf.nearest(query, 10)


def test_until_the_child_has_loaded_the_graph_all_is_compared(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.add(clustered(300))
    shelf.neighbours.merge()
    shelf.reopened()
    monkeypatch.setattr(
        graph_process, "start_child", partial(running, "import time; time.sleep(60)")
    )

    shelf.neighbours.wait_until_loaded(0.01)

    assert shelf.neighbours.base_size == 0
    query = clustered(1, seed=5)[0]
    assert shelf.near(query, 10).ids.tolist() == shelf.nearest(query, 10)


def test_a_graph_that_another_process_saved_is_taken_over(shelf: Shelf) -> None:
    shelf.add(clustered(300))
    query = clustered(1, seed=5)[0]
    shelf.near(query, 10)
    assert shelf.neighbours.base_size == 0

    with_command = LocalGraphs(shelf.vectors, shelf.file)
    with_command.build(ROOM, CancelToken(), silent).save(0)

    assert shelf.near(query, 10).ids.tolist() == shelf.nearest(query, 10)
    shelf.neighbours.wait_until_loaded()
    assert shelf.neighbours.base_size == 300
    assert not shelf.neighbours.needs_merge()


def test_a_small_library_starts_no_process(shelf: Shelf) -> None:
    shelf.add(clustered(30))
    shelf.near(clustered(1)[0], 5)
    shelf.neighbours.merge()

    graphs = shelf.neighbours._graphs
    assert isinstance(graphs, ProcessGraphs)
    assert graphs.process_id is None


@posix
def test_a_library_for_a_window_keeps_its_graph_in_a_child_that_ends_with_it(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(neighbours.Neighbours.__init__, "__kwdefaults__", {"exact_limit": 5})
    for seed in range(8):
        place.picture(f"{seed}.png", seed)
    place.index()

    with Library(place.paths, graph_in_child=True) as library:
        library.neighbours().wait_until_loaded()
        graphs = library.neighbours()._graphs
        assert isinstance(graphs, ProcessGraphs)
        child = graphs.process_id
        assert child is not None
        query = place.vector_of(place.photos / "3.png")
        assert len(library.near(query, 1).ids) == 1
    assert is_gone(child)
    with Library(place.paths) as library:
        assert isinstance(library.neighbours()._graphs, LocalGraphs)
        assert library.neighbours().base_size == 0
        assert library.near(query, 1).similarities[0] > 0.999


HOLD_AND_WAIT = """
import sys, time
from pathlib import Path
from shoegui.basics.progress import CancelToken, silent
from shoegui.library.graph_process import ProcessGraphs
from tests.library.clusters import Shelf, clustered
shelf = Shelf(Path(sys.argv[1]))
shelf.add(clustered(20))
graphs = ProcessGraphs(shelf.vectors, shelf.file)
graphs.build(50, CancelToken(), silent)
print(graphs.process_id, flush=True)
time.sleep(60)
"""


@posix
def test_a_child_ends_with_the_program_however_that_ends(tmp_path: Path) -> None:
    with python(HOLD_AND_WAIT, tmp_path) as program:
        assert program.stdout is not None
        child = int(program.stdout.readline())
        # Ctrl+C in a terminal is the program's.
        assert os.getpgid(child) != os.getpgid(program.pid)
        os.kill(child, signal.SIGINT)
        assert not is_gone(child)
        program.kill()
        program.wait()
        wait_for(lambda: is_gone(child) or is_zombie(child))


def is_zombie(process: int) -> bool:
    """Whether it has ended and only waits for the system to ask how."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return False


def test_a_bundle_is_started_by_its_hidden_argument(monkeypatch: pytest.MonkeyPatch) -> None:
    from shoegui import __main__ as program
    from shoegui.library.graph_start import ARGUMENT, _command

    served: list[bool] = []
    monkeypatch.setattr("shoegui.library.graph_child.serve", lambda: served.append(True))
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    command, *arguments = _command()
    monkeypatch.setattr("shoegui.cli.main.run", lambda _arguments: 0)
    program.main(arguments)

    assert command == sys.executable
    assert arguments == [ARGUMENT]
    assert served == [True]
