"""Why?: the maps over both pictures, and what is said while there are none."""

from __future__ import annotations

import threading
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from shoegui.basics.errors import NetworkError
from shoegui.gui.jobs import Jobs
from shoegui.gui.picture_loader import PictureLoader
from shoegui.gui.query_item import QueryItem
from shoegui.gui.results.thumbnails import ThumbnailLoader
from shoegui.gui.why import WhyView
from shoegui.photos.thumbnails import ThumbnailStore, make_thumbnail
from shoegui.search.query import Query
from shoegui.search.why import Side, Why
from tests.gui.looking.conftest import MakeHit

Make = Callable[[Callable[[Query, int], Why]], WhyView]


def warm(left: float) -> Why:
    """Both sides hot on the right, and as warm as `left` on the left."""
    heat = np.full((40, 60), left, np.float32)
    heat[:, 30:] = 1
    side = Side(Image.new("RGB", (60, 40)), heat)
    return Why(side, side, 0.7)


@pytest.fixture
def make(qtbot: QtBot, jobs: Jobs, loader: PictureLoader, thumbnails: ThumbnailLoader) -> Make:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(700, 400)
    window.show()
    qtbot.waitActive(window)
    return lambda explain: WhyView(loader, thumbnails, jobs, explain, window)


def texts(view: WhyView) -> str:
    return "\n".join(one.text() for one in view.findChildren(QLabel))


def test_colours_lie_over_both_pictures_as_strongly_as_the_slider_says(
    qtbot: QtBot, make: Make, make_hit: MakeHit
) -> None:
    view = make(lambda _query, _photo_id: warm(0))
    hit = make_hit("white")
    view.show_why(QueryItem.of_photo(make_hit("white").photo), hit)
    qtbot.waitUntil(lambda: not view.hit_view.heat().isNull())
    qtbot.waitUntil(lambda: view.hit_view.picture() is not None)

    def middle_left() -> int:
        shown = view.hit_view.grab().toImage()
        frame = view.hit_view._frame()
        return shown.pixelColor(
            round(shown.width() / 2 - frame.width * frame.fit / 4), shown.height() // 2
        ).lightness()

    view.opacity.setValue(100)
    dark = middle_left()
    view.opacity.setValue(0)
    assert middle_left() == 255
    assert dark < 60
    assert not view.query_view.heat().isNull()


def test_the_late_answer_for_another_hit_is_dropped(
    qtbot: QtBot, make: Make, make_hit: MakeHit, jobs: Jobs
) -> None:
    first, second = make_hit(), make_hit()
    go = threading.Event()

    def explain(_query: Query, photo_id: int) -> Why:
        if photo_id == first.photo.id:
            go.wait(10)
            return warm(1)
        return warm(0)

    view = make(explain)
    asked = QueryItem.of_photo(make_hit().photo)
    view.show_why(asked, first)
    view.show_why(asked, second)
    qtbot.waitUntil(lambda: not view.hit_view.heat().isNull())
    shown = view.hit_view.heat().copy()
    go.set()
    qtbot.waitUntil(lambda: not jobs.running())
    qtbot.wait(20)

    assert view.hit() == second
    assert view.hit_view.heat() == shown


def test_a_network_that_cannot_say_why_is_said_in_a_sentence(
    qtbot: QtBot, make: Make, make_hit: MakeHit
) -> None:
    def explain(_query: Query, _photo_id: int) -> Why:
        raise NetworkError("it gives no map", advice="Use another")

    view = make(explain)
    view.show_why(QueryItem.of_photo(make_hit().photo), make_hit())

    qtbot.waitUntil(lambda: "It gives no map" in view.state.text())
    assert view.hit_view.heat().isNull()
    assert view.is_open()


def test_an_offline_hit_is_explained_from_its_small_copy_and_that_is_said(
    qtbot: QtBot, make: Make, make_hit: MakeHit, store: ThumbnailStore
) -> None:
    view = make(lambda _query, _photo_id: warm(0))
    away = make_hit(offline=True)
    with Image.open(away.photo.path) as picture:
        store.put(away.photo.facts.hash, make_thumbnail(picture))
    away.photo.path.unlink()
    view.show_why(QueryItem.of_photo(make_hit().photo), away)

    qtbot.waitUntil(lambda: not view.hit_view.heat().isNull())
    assert "from the small copy" in texts(view)
    qtbot.waitUntil(lambda: view.hit_view.message() != "")
    view.opacity.setValue(0)
    bare = view.hit_view.grab().toImage()
    view.opacity.setValue(100)
    assert view.hit_view.grab().toImage() != bare


def test_a_legend_says_what_the_colours_mean(make: Make) -> None:
    view = make(lambda _query, _photo_id: warm(0))

    dark, bright = "Dark: counts little", "Bright: counts most for this match"
    assert dark in texts(view)
    assert bright in texts(view)
    assert view.opacity.accessibleName()
    assert f"{dark}. {bright}." in view.legend.accessibleName()


def test_arrows_ask_for_other_hits_and_escape_closes(
    qtbot: QtBot, make: Make, make_hit: MakeHit, jobs: Jobs
) -> None:
    view = make(lambda _query, _photo_id: warm(0))
    view.show_why(QueryItem.of_photo(make_hit().photo), make_hit(), after=make_hit())

    with qtbot.waitSignal(view.next_wanted):
        QTest.keyClick(view.hit_view, Qt.Key.Key_Right)
    with qtbot.waitSignal(view.previous_wanted):
        QTest.keyClick(view.hit_view, Qt.Key.Key_Left)
    with qtbot.waitSignal(view.closed):
        QTest.keyClick(view.hit_view, Qt.Key.Key_Escape)
    assert not jobs.running("why")
