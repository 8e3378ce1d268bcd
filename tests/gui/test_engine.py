from __future__ import annotations

from shoegui.gui.engine import Engine
from shoegui.library.graph_process import ProcessGraphs


def test_a_window_never_waits_for_its_search_index(engine: Engine) -> None:
    # Where hnswlib loads and saves, the interpreter stands still; a child's may.
    assert isinstance(engine.library.neighbours()._graphs, ProcessGraphs)
