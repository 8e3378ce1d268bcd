"""An indexing controller over the test's own engine, and patience for what jobs bring."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from shoegui.gui.engine import Engine
from shoegui.gui.indexing import IndexingController
from shoegui.gui.jobs import Jobs


def row(tree: QTreeWidget, place: int) -> QTreeWidgetItem:
    """A row that is there."""
    found = tree.topLevelItem(place)
    assert found is not None
    return found


Until = Callable[[Callable[[], bool]], None]


@pytest.fixture
def until(qtbot: QtBot) -> Until:
    """Wait until something is true."""

    def wait(condition: Callable[[], bool]) -> None:
        qtbot.waitUntil(condition, timeout=60_000)

    return wait


@pytest.fixture
def indexing(engine: Engine, jobs: Jobs) -> Iterator[IndexingController]:
    """A controller over the library of drawn shoes."""
    made = IndexingController(engine, jobs)
    yield made
    made.close()


@pytest.fixture
def empty_indexing(empty_engine: Engine, jobs: Jobs) -> Iterator[IndexingController]:
    """A controller over a library without any folder."""
    made = IndexingController(empty_engine, jobs)
    yield made
    made.close()
