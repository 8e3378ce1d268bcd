"""Preview and compare: the keys, the focus, and two views that move as one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QPaintEvent, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from shoegui.gui.compare import Compare
from shoegui.gui.elided_label import ElidedLabel
from shoegui.gui.jobs import Jobs
from shoegui.gui.overlay import GlyphButton, Overlay
from shoegui.gui.picture_loader import PictureLoader
from shoegui.gui.preview import Preview
from shoegui.gui.query_item import QueryItem
from shoegui.gui.results.thumbnails import ThumbnailLoader
from shoegui.gui.zoom_geometry import FIT, View
from shoegui.search.query import Crop
from tests.gui.looking.conftest import MakeHit


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    column = QVBoxLayout(made)
    column.addWidget(QPushButton("first"))
    column.addWidget(QPushButton("second"))
    made.resize(500, 400)
    made.show()
    qtbot.waitActive(made)
    return made


@pytest.fixture
def preview(window: QWidget, loader: PictureLoader, thumbnails: ThumbnailLoader) -> Preview:
    return Preview(loader, thumbnails, window)


@pytest.fixture
def compare(window: QWidget, loader: PictureLoader, thumbnails: ThumbnailLoader) -> Compare:
    return Compare(loader, thumbnails, window)


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def button(window: QWidget, name: str) -> QPushButton:
    return next(one for one in window.findChildren(QPushButton) if one.text() == name)


def texts(overlay: Overlay) -> list[str]:
    labels = overlay.findChildren(QLabel)
    return [one.full_text if isinstance(one, ElidedLabel) else one.text() for one in labels]


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Escape])
def test_preview_covers_the_window_and_gives_the_focus_back(
    qtbot: QtBot, window: QWidget, preview: Preview, make_hit: MakeHit, key: Qt.Key
) -> None:
    button(window, "second").setFocus()
    preview.show_hit(make_hit())
    assert preview.geometry() == window.rect()
    assert focus() is preview.zoom_view
    window.resize(600, 300)
    assert preview.geometry() == window.rect()
    with qtbot.waitSignal(preview.closed):
        QTest.keyClick(focus(), key)
    assert not preview.is_open()
    assert focus() is button(window, "second")


def test_keys_and_buttons_ask_for_the_next_and_the_previous(
    qtbot: QtBot, preview: Preview, make_hit: MakeHit
) -> None:
    hits = [make_hit(), make_hit(), make_hit()]
    preview.show_hit(hits[1], hits[0], hits[2])
    back, forward, _close = preview.findChildren(GlyphButton)
    for wanted, key, edge in (
        (preview.next_wanted, Qt.Key.Key_Right, forward),
        (preview.previous_wanted, Qt.Key.Key_Left, back),
    ):
        with qtbot.waitSignal(wanted):
            QTest.keyClick(preview.zoom_view, key)
        with qtbot.waitSignal(wanted):
            QTest.keyClick(edge, key)
        with qtbot.waitSignal(wanted):
            QTest.mouseClick(edge, Qt.MouseButton.LeftButton)
    preview.show_hit(hits[2], hits[1], None)
    assert back.isEnabled()
    assert not forward.isEnabled()


def test_preview_names_the_hit_and_keeps_the_neighbours_ready(
    qtbot: QtBot, preview: Preview, jobs: Jobs, make_hit: MakeHit
) -> None:
    hits = [make_hit(colour, size=(900, 900)) for colour in ("red", "lime", "blue")]
    preview.show_hit(hits[1], hits[0], hits[2])
    assert {hits[1].photo.path.name, "Match 2: Similar, 70 %"} <= {*texts(preview)}
    assert preview.zoom_view.accessibleName() == hits[1].photo.path.name
    qtbot.waitUntil(lambda: preview.zoom_view.picture() is not None and not jobs.running())
    preview.show_hit(hits[2], hits[1], None)
    assert preview.zoom_view.picture() is not None
    preview.show_hit(hits[0], None, hits[1])
    assert preview.zoom_view.picture() is not None


def test_the_focus_goes_round_and_shortcuts_of_the_window_rest(
    window: QWidget, preview: Preview, make_hit: MakeHit
) -> None:
    pressed: list[str] = []
    for keys in ("S", "Ctrl+O"):
        QShortcut(QKeySequence(keys), window, lambda keys=keys: pressed.append(keys))
    preview.show_hit(make_hit(), make_hit(), make_hit())
    seen = []
    for _ in range(12):
        seen.append(focus())
        QTest.keyClick(focus(), Qt.Key.Key_Tab)
    assert all(preview.isAncestorOf(one) for one in seen)
    assert {*seen} == {preview.zoom_view, *preview.findChildren(GlyphButton)}
    QTest.keyClick(focus(), Qt.Key.Key_S)
    QTest.keyClick(focus(), Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    assert pressed == ["Ctrl+O"]


def test_compare_zooms_and_moves_both_and_neither_answers_back(
    qtbot: QtBot, compare: Compare, make_hit: MakeHit
) -> None:
    query, hit = make_hit("red", size=(1000, 500)), make_hit("lime", size=(400, 800))
    compare.show_pair(QueryItem.of_photo(query.photo), hit)
    left, right = compare.query_view, compare.hit_view
    qtbot.waitUntil(lambda: bool(left.original_size() and right.original_size()))
    said: list[View] = []
    left.view_changed.connect(said.append)
    right.view_changed.connect(said.append)
    left.zoom_by(3)
    right.zoom_by(2)
    assert said == [View(3.0), View(6.0)]
    assert left.view() == right.view() == View(6.0)
    QTest.keyClick(right, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert len(said) == 3
    assert left.view().x == pytest.approx(right.view().x)
    assert left.view().x > 0.5


def test_what_is_seen_stays_while_the_next_hit_comes(
    qtbot: QtBot, compare: Compare, make_hit: MakeHit
) -> None:
    asked = QueryItem.of_photo(make_hit(size=(500, 500)).photo)
    compare.show_pair(asked, make_hit(size=(500, 500)))
    qtbot.waitUntil(lambda: compare.query_view.original_size() is not None)
    compare.query_view.zoom_by(2.5)
    compare.show_pair(asked, make_hit(size=(800, 800)))
    assert compare.query_view.view() == compare.hit_view.view() == View(2.5)
    compare.show_pair(QueryItem.of_photo(make_hit().photo), make_hit())
    assert compare.hit_view.view() == FIT


def test_x_swaps_the_sides_and_esc_closes(
    qtbot: QtBot, compare: Compare, make_hit: MakeHit
) -> None:
    item = QueryItem.of_photo(make_hit().photo).with_crop(Crop(0.1, 0.1, 0.5, 0.5))
    compare.show_pair(item, make_hit())

    def query_is_left() -> bool:
        left, right = (
            one.mapTo(compare, one.rect().topLeft()).x()
            for one in (compare.query_view, compare.hit_view)
        )
        return left < right

    qtbot.waitUntil(query_is_left)
    QTest.keyClick(compare.query_view, Qt.Key.Key_X)
    qtbot.waitUntil(lambda: not query_is_left())
    assert "Searched for the outlined part" in texts(compare)
    with qtbot.waitSignal(compare.closed):
        QTest.keyClick(compare.hit_view, Qt.Key.Key_Escape)


def test_the_window_beneath_is_not_painted_again(
    qtbot: QtBot, window: QWidget, preview: Preview, make_hit: MakeHit
) -> None:
    painted: list[str] = []

    class Beneath(QWidget):
        def paintEvent(self, _event: QPaintEvent) -> None:
            painted.append("beneath")

    layout = window.layout()
    assert layout is not None
    layout.addWidget(Beneath())
    preview.show_hit(make_hit(size=(800, 800)))
    qtbot.waitUntil(lambda: preview.zoom_view.picture() is not None)
    painted.clear()
    preview.zoom_view.zoom_by(2)
    preview.zoom_view.repaint()
    assert not painted
