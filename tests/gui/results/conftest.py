"""Hits made by hand, real thumbnails on the disk, and a panel that shows them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shoegui.gui.engine import Answer
from shoegui.gui.results.panel import ResultsPanel
from shoegui.gui.results.thumbnails import ThumbnailLoader
from shoegui.library.catalogue import Facts, Photo
from shoegui.photos.thumbnails import ThumbnailStore, make_thumbnail
from shoegui.search.query import Query
from shoegui.search.request import Request
from shoegui.search.searcher import Hit
from shoegui.search.words import Match
from tests.helpers import draw

FLAG = QItemSelectionModel.SelectionFlag


def digest(number: int) -> bytes:
    return number.to_bytes(16, "big")


def make_hit(
    number: int,
    path: Path | str | None = None,
    *,
    offline: bool = False,
    same: bool = False,
    taken_at: str | None = None,
    content_hash: bytes | None = None,
    copies: int = 0,
) -> Hit:
    """The hit of rank `number`, whose photo id is 1000 + number.

    The ids of its `copies` are 100 (1000 + number) and those after it.
    """
    facts = Facts(content_hash or digest(number), 400, 300, "JPEG", taken_at, None)
    place = Path(path or f"/photos/{number:04d}.jpg")
    photo = Photo(1000 + number, place, 1, number, facts, offline)
    match = Match.SAME if same else Match.SIMILAR
    first = 100 * photo.id
    stack = tuple(replace(photo, id=one) for one in range(first, first + copies))
    return Hit(number, photo, max(0.0, 1 - number / 1000), same, match, stack)


def make_hits(count: int, first: int = 1) -> list[Hit]:
    return [make_hit(number) for number in range(first, first + count)]


def answer(hits: Sequence[Hit], good: int, *, complete: bool = True) -> Answer:
    return Answer(Request((Query(photo_id=1),)), tuple(hits), good, 0.5, complete, 0.25, "tiny@1")


def ids(hits: Sequence[Hit]) -> list[int]:
    return [hit.photo.id for hit in hits]


class GatedStore(ThumbnailStore):
    """A store that remembers who was asked for and waits, if told to, before it answers."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.asked: list[bytes] = []
        self.open = threading.Event()
        self.open.set()
        self.waiting = threading.Event()

    def get(self, content_hash: bytes) -> bytes | None:
        self.asked.append(content_hash)
        self.waiting.set()
        assert self.open.wait(10)
        return super().get(content_hash)


@pytest.fixture(scope="session")
def _thumbnails() -> list[bytes]:
    return [make_thumbnail(draw(number, (400, 300))) for number in range(1, 81)]


@pytest.fixture
def store(_thumbnails: list[bytes], tmp_path: Path) -> GatedStore:
    """Thumbnails of 80 pictures, under the hashes that `make_hit` gives."""
    made = GatedStore(tmp_path / "thumbnails")
    for number, thumbnail in enumerate(_thumbnails, start=1):
        made.put(digest(number), thumbnail)
    return made


@pytest.fixture
def loader(qapp: QApplication, store: GatedStore) -> Iterator[ThumbnailLoader]:
    made = ThumbnailLoader(store, parent=qapp)
    yield made
    store.open.set()
    made.close()


@pytest.fixture
def panel(qtbot: QtBot, loader: ThumbnailLoader) -> ResultsPanel:
    """A panel of five columns, shown and focused."""
    made = ResultsPanel(loader)
    qtbot.addWidget(made)
    made.resize(1030, 640)
    made.show()
    made.activateWindow()
    made.view.setFocus()
    qtbot.waitUntil(made.view.hasFocus)
    assert made.view.grid.columns == 5
    return made


@pytest.fixture
def choose(panel: ResultsPanel) -> Callable[..., None]:
    """Select rows; the first becomes the current one."""

    def select(*rows: int) -> None:
        selection = panel.view.selectionModel()
        selection.setCurrentIndex(panel.model.index(rows[0]), FLAG.ClearAndSelect)
        for row in rows[1:]:
            selection.select(panel.model.index(row), FLAG.Select)

    return select
