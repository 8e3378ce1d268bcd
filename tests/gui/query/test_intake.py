"""Hits that are dropped on the query panel are searched for as photos of the library."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QObject, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shoegui.features.extractor import Extractor
from shoegui.gui.main_window import MainWindow
from shoegui.gui.photo_words import small_copy_words
from shoegui.search.embedding import Embedded
from shoegui.search.query import Query
from shoegui.search.searcher import Searcher

COPY, LEFT = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
NO_KEYS = Qt.KeyboardModifier.NoModifier


class OwnEnter(QDragEnterEvent):
    """As from a drag that began in this window."""

    begun_at: QObject

    def source(self) -> QObject:
        return self.begun_at


class OwnDrop(QDropEvent):
    """The same, let go."""

    begun_at: QObject

    def source(self) -> QObject:
        return self.begun_at


def search(window: MainWindow, qtbot: QtBot, path: Path) -> None:
    """Search until the query panel, too, shows what was asked for."""
    window.intake.use_paths([path])
    shown = window.query_panel.items
    qtbot.waitUntil(lambda: window.controller.answer is not None and shown() != [], timeout=20_000)


def drop(window: MainWindow, mime: QMimeData, begun_at: QObject) -> str:
    """Drop it on the query panel, which shows the last query; what was promised meanwhile."""
    assert window.query_panel.isVisible()
    at = QPointF(window.query_panel.mapTo(window, QPoint(20, 20)))
    enter = OwnEnter(at.toPoint(), COPY, mime, LEFT, NO_KEYS)
    enter.begun_at = begun_at
    QApplication.sendEvent(window, enter)
    promised = window.intake._incoming.promise()
    let_go = OwnDrop(at, COPY, mime, LEFT, NO_KEYS)
    let_go.begun_at = begun_at
    QApplication.sendEvent(window, let_go)
    return promised


def test_an_offline_hit_can_be_dropped_as_the_next_query(
    window: MainWindow, qtbot: QtBot, sample_photos: Path
) -> None:
    search(window, qtbot, sample_photos / "boot" / "boot-red-01.jpg")
    window.results.select_next()
    photo = window.results.selected_hits()[0].photo
    view = window.results.view
    mime = view.model().mimeData([view.currentIndex()])
    assert mime.urls() == [QUrl.fromLocalFile(str(photo.path))]
    photo.path.unlink()

    assert drop(window, mime, view) == "Find pictures like this one"

    assert [item.photo_id for item in window.controller.items] == [photo.id]
    panel = window.query_panel
    qtbot.waitUntil(lambda: panel._details.text() == small_copy_words(), timeout=20_000)
    assert panel.crop_view.picture_box() is not None
    qtbot.waitUntil(lambda: window.controller.answer is not None, timeout=20_000)
    assert window.results.hits()[0].photo.id == photo.id


def test_a_hit_is_what_was_dragged_whatever_stands_in_the_grid_by_then(
    window: MainWindow, qtbot: QtBot, sample_photos: Path
) -> None:
    search(window, qtbot, sample_photos / "boot" / "boot-red-01.jpg")
    view = window.results.view
    window.results.select_next()
    photo = window.results.selected_hits()[0].photo
    mime = view.model().mimeData([view.currentIndex()])
    window.results.select_next()
    assert window.results.selected_hits()[0].photo != photo

    drop(window, mime, view)

    assert [item.photo_id for item in window.controller.items] == [photo.id]


def test_a_drag_that_leaves_is_looked_at_no_further(
    window: MainWindow, qtbot: QtBot, sample_photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on, looked = threading.Event(), threading.Event(), []
    real = Searcher.embed

    def slowly(self: Searcher, query: Query, **more: bool) -> Embedded:
        looked.append(query)
        begun.set()
        go_on.wait(20)
        return real(self, query, **more)

    monkeypatch.setattr(Searcher, "embed", slowly)
    mime = QMimeData()
    files = sorted((sample_photos / "boot").iterdir())[:4]
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    at = window.rect().center()

    QApplication.sendEvent(window, QDragEnterEvent(at, COPY, mime, LEFT, NO_KEYS))
    qtbot.waitUntil(begun.is_set, timeout=20_000)
    QApplication.sendEvent(window, QDragLeaveEvent())
    assert not window.session.jobs.running("prepare")
    go_on.set()

    window.session.jobs.close()
    assert len(looked) == 1


def test_what_is_dragged_from_elsewhere_in_the_window_is_what_it_says(
    window: MainWindow, qtbot: QtBot, sample_photos: Path
) -> None:
    boot, heel = (sample_photos / one / f"{one}-red-01.jpg" for one in ("boot", "heel"))
    search(window, qtbot, boot)
    mime = QMimeData()
    mime.setText(str(heel))

    drop(window, mime, window.inspector)

    assert [item.name for item in window.controller.items] == [heel.name]
    assert window.controller.items[0].photo_id is None


def test_the_network_looks_at_a_picture_while_it_is_over_the_window(
    window: MainWindow, qtbot: QtBot, sample_photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[object] = []
    real = Extractor.extract

    def noted(self: Extractor, picture: Image.Image, outputs: Sequence[str]) -> Any:
        looked.append(picture.size)
        return real(self, picture, outputs)

    monkeypatch.setattr(Extractor, "extract", noted)
    boot = sample_photos / "boot" / "boot-red-01.jpg"
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(boot))])
    at = QPointF(window.rect().center())

    QApplication.sendEvent(window, QDragEnterEvent(at.toPoint(), COPY, mime, LEFT, NO_KEYS))
    qtbot.waitUntil(lambda: bool(looked) and not window.session.jobs.running(), timeout=20_000)
    assert window.controller.items == (), "nothing is asked for yet"
    QApplication.sendEvent(window, QDropEvent(at, COPY, mime, LEFT, NO_KEYS))

    qtbot.waitUntil(lambda: window.controller.answer is not None, timeout=20_000)
    assert window.results.hits()[0].photo.path == boot
    assert len(looked) == 1


def test_what_is_wrong_with_a_picture_is_not_said_before_it_is_dropped(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"\xff\xd8\xff")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(broken))])
    at = QPointF(window.rect().center())
    state = window.controller.state

    QApplication.sendEvent(window, QDragEnterEvent(at.toPoint(), COPY, mime, LEFT, NO_KEYS))
    assert window.session.jobs.running()
    qtbot.waitUntil(lambda: not window.session.jobs.running(), timeout=20_000)

    assert window.controller.state is state
    assert window.error_bar.isHidden()
