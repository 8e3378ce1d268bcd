"""What the panel shows, keeps, tells and asks for."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessible, QPalette
from pytestqt.qtbot import QtBot

from shoegui.gui.results.model import SortBy
from shoegui.gui.results.panel import ResultsPanel
from shoegui.gui.results.size_slider import SizeSlider
from shoegui.gui.results.thumbnails import ThumbnailLoader
from shoegui.gui.theme import make_palette
from shoegui.library.filters import Filters
from shoegui.search.searcher import Hit
from tests.gui.results.conftest import GatedStore, answer, digest, ids, make_hit, make_hits

Choose = Callable[..., None]


def row(panel: ResultsPanel) -> int:
    return panel.view.currentIndex().row()


def test_an_answer_starts_at_its_first_hit(panel: ResultsPanel, qtbot: QtBot) -> None:
    told: list[Hit | None] = []
    panel.current_changed.connect(told.append)
    hits = make_hits(50)
    panel.show_answer(answer(hits, 20))
    qtbot.waitUntil(lambda: told == [hits[0]])
    assert panel.current_hit() is hits[0]
    assert ids(panel.hits()) == ids(hits)


def test_hits_are_painted_before_more_is_said_of_the_first(
    panel: ResultsPanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    happened: list[str] = []
    paint = panel.view.paint_cells

    def paint_cells(*arguments: Any) -> None:
        happened.append("painted")
        paint(*arguments)

    monkeypatch.setattr(panel.view, "paint_cells", paint_cells)
    panel.current_changed.connect(lambda _hit: happened.append("told"))
    panel.show_answer(answer(make_hits(50), 20))
    qtbot.waitUntil(lambda: "told" in happened)
    assert happened[0] == "painted"


def test_thumbnails_are_made_as_soon_as_the_hits_are_known(
    panel: ResultsPanel, qtbot: QtBot, store: GatedStore
) -> None:
    hits = make_hits(500)
    expect, cells = panel.expecting(), panel.view.cells
    teller = threading.Thread(target=expect, args=(hits,))
    teller.start()
    teller.join()
    qtbot.waitUntil(lambda: len(store.asked) == cells)
    assert sorted(store.asked) == [digest(number) for number in range(1, cells + 1)]
    panel.show_answer(answer(hits, 500))
    look = panel.view.hits_delegate.look(panel.view.devicePixelRatioF())
    qtbot.waitUntil(lambda: panel.thumbnails.at_hand(hits[0].photo, look) is not None)


def test_what_flies_by_is_not_loaded_and_what_it_comes_to_rest_at_is(
    panel: ResultsPanel, qtbot: QtBot, store: GatedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Every step a page, a hundredth of a second after the one before.
    times = itertools.count(1000, 0.01)
    monkeypatch.setattr("shoegui.gui.results.view.perf_counter", lambda: next(times))
    hits = make_hits(3000)
    panel.show_answer(answer(hits, 3000))
    view, bar = panel.view, panel.view.verticalScrollBar()
    view.repaint()
    for step in range(1, 30):
        bar.setValue(step * bar.pageStep())
        view.viewport().repaint()
    passed = {hits[row].photo.facts.hash for row in view.visible_rows()}
    assert not passed & set(store.asked)
    qtbot.waitUntil(lambda: passed <= set(store.asked))


@pytest.mark.parametrize(
    ("count", "good", "complete", "text"),
    [
        (50, 20, True, "20 similar picture(s)"),
        (50, 50, False, "More than 50 similar picture(s)"),
        (50, 0, True, "No good match: the nearest are shown faded"),
        (0, 0, True, "Nothing found"),
    ],
)
def test_the_header_says_how_many_are_alike(
    panel: ResultsPanel, count: int, good: int, complete: bool, text: str
) -> None:
    panel.show_answer(answer(make_hits(count), good, complete=complete))
    assert panel.header.summary.text() == text


def test_the_pictures_at_its_ends_move_the_slider_for_their_size(panel: ResultsPanel) -> None:
    (sizes,) = panel.findChildren(SizeSlider)
    before = panel.view.grid.cell_width
    sizes.larger.click()
    assert panel.view.grid.cell_width > before
    sizes.smaller.click()
    assert panel.view.grid.cell_width == before
    assert sizes.larger.iconSize().width() > sizes.smaller.iconSize().width()
    for widget in (sizes.smaller, sizes.slider, sizes.larger):
        assert widget.toolTip()
        assert widget.accessibleName()


def test_being_busy_is_said_and_unsaid(panel: ResultsPanel) -> None:
    panel.show_answer(answer(make_hits(5), 5))
    before = panel.header.summary.text()
    panel.set_busy(True)
    assert panel.header.summary.text() == "Searching…"
    panel.set_busy(False)
    assert panel.header.summary.text() == before


def test_clearing_leaves_nothing(panel: ResultsPanel) -> None:
    panel.show_answer(answer(make_hits(5), 5))
    panel.clear()
    assert (len(panel.hits()), panel.current_hit(), panel.selected_hits()) == (0, None, [])
    assert panel.header.summary.text() == ""


def test_more_hits_keep_selection_and_scroll_position(panel: ResultsPanel, choose: Choose) -> None:
    panel.show_answer(answer(make_hits(60), 60, complete=False))
    choose(40, 42)
    bar = panel.view.verticalScrollBar()
    bar.setValue(700)
    panel.add_more(answer(make_hits(120), 90))
    assert bar.value() == 700
    assert [hit.rank for hit in panel.selected_hits()] == [41, 43]
    assert panel.current_hit() == make_hit(41)
    assert len(panel.hits()) == 120


def test_another_order_keeps_the_current_photo(panel: ResultsPanel, choose: Choose) -> None:
    names = "fedcba"
    panel.show_answer(answer([make_hit(n + 1, f"/x/{c}.jpg") for n, c in enumerate(names)], 6))
    choose(0)
    panel.header.sort_actions[SortBy.NAME].trigger()
    assert [hit.photo.path.stem for hit in panel.hits()] == sorted(names)
    assert row(panel) == 5
    assert panel.header.button.text().strip() == "By name"


def test_the_order_of_the_search_is_named_for_what_it_is(panel: ResultsPanel) -> None:
    shares = (0.73, 0.78, 0.71)
    hits = [replace(make_hit(rank), similarity=one) for rank, one in enumerate(shares, start=1)]
    panel.show_answer(answer(hits, 3))
    button, orders = panel.header.button, panel.header.sort_actions
    assert button.text().strip() == "Best match first"
    assert "need not fall evenly" in button.toolTip()
    assert orders[SortBy.BEST].toolTip() in button.accessibleDescription()
    orders[SortBy.SIMILARITY].trigger()
    assert [hit.similarity for hit in panel.hits()] == [0.78, 0.73, 0.71]
    assert button.text().strip() == "By similarity"
    assert "need not fall evenly" not in button.toolTip()
    for by in set(SortBy) - {SortBy.BEST}:
        assert "after the good ones" in orders[by].toolTip(), by
    orders[SortBy.BEST].trigger()
    assert [hit.rank for hit in panel.hits()] == [1, 2, 3]


def test_removed_photos_leave_and_the_next_one_becomes_current(
    panel: ResultsPanel, choose: Choose
) -> None:
    panel.show_answer(answer(make_hits(10), 10))
    choose(3, 4)
    panel.remove_photos([1004, 1005])
    hit = panel.current_hit()
    assert hit is not None
    assert hit.photo.id in {1003, 1006}
    assert len(panel.hits()) == 8
    panel.remove_photos(range(1000, 1100))
    assert panel.current_hit() is None


def test_the_header_counts_what_is_left(panel: ResultsPanel) -> None:
    panel.show_answer(answer([make_hit(1, copies=1), *make_hits(9, first=2)], 6))
    panel.remove_photos([1002, 1009])
    assert panel.header.summary.text() == "5 similar picture(s)"
    panel.remove_photos([1003])
    panel.set_busy(True)
    panel.set_busy(False)
    assert panel.header.summary.text() == "4 similar picture(s)"
    panel.remove_photos([1001])
    assert panel.header.summary.text() == "4 similar picture(s)", "a copy took its place"
    panel.add_more(answer([make_hit(1, copies=1), *make_hits(11, first=2)], 7))
    assert panel.header.summary.text() == "5 similar picture(s)"
    panel.show_answer(answer(make_hits(10), 6))
    assert panel.header.summary.text() == "6 similar picture(s)"


def test_copies_that_are_shown_one_by_one_are_no_further_matches(panel: ResultsPanel) -> None:
    panel.show_answer(answer([make_hit(1, copies=3), *make_hits(3, first=2)], 4))
    panel.toggle_stack(panel.hits()[0])
    panel.remove_photos([1004])
    assert panel.header.summary.text() == "3 similar picture(s)"


def test_when_nothing_is_left_the_grid_says_so(panel: ResultsPanel) -> None:
    panel.show_answer(answer(make_hits(3), 3))
    panel.remove_photos([1001, 1002, 1003])
    assert panel.view.empty_text == "There are no pictures to show"
    assert panel.header.summary.text() == "Nothing left to show"


def test_after_a_removal_under_filters_nobody_is_told_that_none_passed(
    panel: ResultsPanel,
) -> None:
    panel.chips.show_filters(Filters(smallest=600))
    panel.show_answer(answer(make_hits(1), 1))
    panel.remove_photos([1001])
    assert panel.view.empty_text == "There are no pictures to show"
    panel.show_answer(answer((), 0))
    assert panel.view.empty_text == "No photo passes the filters above"


def test_hits_are_counted_without_looking_at_each(
    panel: ResultsPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel.show_answer(answer([make_hit(1, copies=3), *make_hits(9, first=2)], 4))
    panel.toggle_stack(panel.hits()[0])
    panel.remove_photos([1004])
    with monkeypatch.context() as patched:
        patched.setattr(panel.model, "hits", lambda: pytest.fail("looked at all of them"))
        panel.set_busy(True)
        panel.set_busy(False)
    assert panel.header.summary.text() == "3 similar picture(s)"


def test_a_scroll_bar_is_seen_only_where_there_is_more_and_keeps_its_place(
    panel: ResultsPanel,
) -> None:
    bar = panel.view.verticalScrollBar()

    def colours() -> set[int]:
        image = panel.grab(QRect(bar.mapTo(panel, QPoint()), bar.size())).toImage()
        columns, lines = range(0, image.width(), 2), range(0, image.height(), 2)
        return {image.pixel(x, y) for x in columns for y in lines}

    panel.show_answer(answer(make_hits(200), 200))
    width = panel.view.viewport().width()
    assert len(colours()) > 1
    for few in (make_hits(3), ()):
        panel.show_answer(answer(few, len(few)))
        assert len(colours()) == 1
        assert panel.view.viewport().width() == width


def test_more_is_wanted_once_when_the_end_comes_near(qtbot: QtBot, panel: ResultsPanel) -> None:
    asked: list[bool] = []
    panel.more_wanted.connect(lambda: asked.append(True))
    panel.show_answer(answer(make_hits(400), 400, complete=False))
    qtbot.wait(150)
    assert asked == []
    bar = panel.view.verticalScrollBar()
    for value in (bar.maximum() - 50, bar.maximum(), bar.maximum() - 20):
        bar.setValue(value)
        qtbot.wait(120)
    assert asked == [True]
    panel.add_more(answer(make_hits(800), 400, complete=False))
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: len(asked) == 2)


def test_nothing_more_is_wanted_of_a_complete_answer(qtbot: QtBot, panel: ResultsPanel) -> None:
    with qtbot.assertNotEmitted(panel.more_wanted, wait=150):
        panel.show_answer(answer(make_hits(10), 10, complete=True))


def test_what_is_seen_gets_its_thumbnails(
    qtbot: QtBot, panel: ResultsPanel, loader: ThumbnailLoader
) -> None:
    panel.show_answer(answer(make_hits(80), 80))
    look = panel.view.hits_delegate.look(panel.view.viewport().devicePixelRatioF())
    seen = [panel.hits()[row].photo for row in panel.view.visible_rows()]
    qtbot.waitUntil(lambda: all(loader.request(photo, look) is not None for photo in seen))


def test_a_late_thumbnail_of_an_earlier_answer_changes_nothing(
    qtbot: QtBot, panel: ResultsPanel, loader: ThumbnailLoader, store: GatedStore
) -> None:
    store.open.clear()
    panel.show_answer(answer(make_hits(3), 3))
    qtbot.waitUntil(lambda: len(store.asked) > 0)
    later = [make_hit(n, content_hash=digest(n)) for n in range(40, 45)]
    panel.show_answer(answer(later, 60))
    late: list[int] = []
    loader.ready.connect(late.append)
    store.open.set()
    qtbot.waitUntil(lambda: {1040, 1041, 1042, 1043, 1044} <= set(late))
    look = panel.view.hits_delegate.look(panel.view.viewport().devicePixelRatioF())
    assert all(loader.request(hit.photo, look) is not None for hit in later)
    loader.ready.emit(1001)
    assert panel.model.row_of(1001) is None
    assert ids(panel.hits()) == ids(later)


def test_weak_hits_are_painted_fainter_until_chosen(
    qtbot: QtBot, panel: ResultsPanel, choose: Choose
) -> None:
    panel.setPalette(make_palette(dark=False))
    hits = [make_hit(n, content_hash=digest(1)) for n in (1, 2, 3)]
    panel.show_answer(answer(hits, 1))
    panel.view.clearFocus()
    look = panel.view.hits_delegate.look(panel.view.viewport().devicePixelRatioF())
    qtbot.waitUntil(lambda: panel.thumbnails.request(hits[0].photo, look) is not None)
    choose(2)

    def middle(at: int) -> int:
        image = panel.view.viewport().grab().toImage()
        centre = panel.view.visualRect(panel.model.index(at)).center()
        return image.pixelColor(centre).lightness()

    assert middle(1) > middle(0)
    assert middle(2) == middle(0)


def test_the_cell_size_follows_slider_and_wheel_and_keeps_the_place(
    panel: ResultsPanel, choose: Choose
) -> None:
    panel.show_answer(answer(make_hits(300), 300))
    choose(150)
    panel.header.slider.setValue(110)
    assert panel.view.hits_delegate.side == 110
    assert 150 in panel.view.visible_rows()
    panel.view.size_wanted.emit(1)
    assert panel.header.slider.value() > 110
    assert 150 in panel.view.visible_rows()


def test_names_and_scores_can_be_shown_on_every_picture(panel: ResultsPanel) -> None:
    panel.show_answer(answer(make_hits(30), 30))
    low = panel.view.grid.cell_height
    panel.header.names.setChecked(True)
    assert panel.view.grid.cell_height > low
    panel.header.scores.setChecked(True)
    assert panel.view.hits_delegate.show_scores


def test_screen_readers_find_a_list_with_its_hits(panel: ResultsPanel) -> None:
    panel.show_answer(answer(make_hits(30), 30))
    spoken = QAccessible.queryAccessibleInterface(panel.view)
    assert spoken.role() == QAccessible.Role.List
    assert spoken.childCount() == 30
    assert spoken.text(QAccessible.Text.Name) == "Similar pictures"
    assert spoken.child(1).text(QAccessible.Text.Name) == "0002.jpg, Similar, 100 %"
    for control in (panel.header.slider, panel.header.button):
        assert control.accessibleName()


def test_cells_follow_the_palette(panel: ResultsPanel) -> None:
    panel.show_answer(answer(make_hits(3), 3))
    shades = []
    for dark in (False, True):
        panel.setPalette(make_palette(dark=dark))
        image = panel.view.viewport().grab().toImage()
        corner = panel.view.visualRect(panel.model.index(1)).topLeft()
        shades.append(image.pixelColor(corner + QPoint(14, 90)).lightness())
        assert image.pixelColor(2, 2) == panel.palette().color(QPalette.ColorRole.Window)
    assert shades[0] > 200 > 80 > shades[1]


def test_hits_of_an_answer_are_left_as_they_were(panel: ResultsPanel) -> None:
    hits = tuple(make_hits(5))
    given = replace(answer((), 3), hits=hits)
    panel.show_answer(given)
    panel.remove_photos([1001])
    assert given.hits == hits


def test_a_cell_has_the_name_that_its_file_has_now(panel: ResultsPanel) -> None:
    delegate = panel.view.hits_delegate
    look = delegate.art(panel.palette(), panel.font(), 1.0)
    hit = make_hit(1)
    assert delegate._name(look, hit, 400) == hit.photo.path.name
    photo = replace(hit.photo, path=hit.photo.path.with_name("renamed.jpg"))
    assert delegate._name(look, replace(hit, photo=photo), 400) == "renamed.jpg"
