"""The window's query made more precise: look, trays, filters and stacks, from control to hits."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from shoegui.gui.asked import Asked, with_more
from shoegui.gui.empty_state import State
from shoegui.gui.engine import Answer
from shoegui.gui.filters import choices
from shoegui.gui.main_window import MainWindow
from shoegui.gui.query_item import QueryItem, Role
from shoegui.library.filters import Filters


@pytest.fixture
def boot(sample_photos: Path) -> Path:
    return min((sample_photos / "boot").iterdir())


@pytest.fixture
def searched(window: MainWindow, qtbot: QtBot, boot: Path) -> MainWindow:
    """The window with the hits for a boot."""
    window.controller.search([QueryItem.of_path(boot)])
    found(window, qtbot)
    return window


def found(window: MainWindow, qtbot: QtBot) -> Answer:
    """The answer to what is asked now, once all of it is shown."""
    controller = window.controller
    qtbot.waitUntil(
        lambda: (
            controller.answer is not None and tuple(window.query_panel.items()) == controller.items
        ),
        timeout=20_000,
    )
    assert controller.answer is not None
    return controller.answer


def test_the_slider_asks_again_and_is_remembered_with_the_query(
    searched: MainWindow, qtbot: QtBot, boot: Path
) -> None:
    look = searched.query_panel.refine.look
    with qtbot.waitSignal(searched.controller.asked_changed):
        QTest.keyClick(look.slider, Qt.Key.Key_PageUp)
    assert found(searched, qtbot).request.look == 0.25
    other = boot.parent.parent / "heel"
    searched.controller.search([QueryItem.of_path(min(other.iterdir()))])
    found(searched, qtbot)
    look.set_share(0.0)
    searched.refining.set_look(0.0)
    found(searched, qtbot)
    searched.actions_table["back"].trigger()
    searched.actions_table["back"].trigger()
    assert found(searched, qtbot).request.look == 0.25
    assert look.share() == 0.25


def test_plus_and_minus_on_hits_fill_the_trays(searched: MainWindow, qtbot: QtBot) -> None:
    hits = searched.results.hits()
    searched.results.view.setFocus()
    searched.results._go_to(2)
    QTest.keyClick(searched.results.view, Qt.Key.Key_Plus)
    found(searched, qtbot)
    searched.results._go_to(3)
    less = searched.results.current_hit()
    assert less is not None
    QTest.keyClick(searched.results.view, Qt.Key.Key_Minus)
    answer = found(searched, qtbot)
    assert [query.weight for query in answer.queries] == [1, 1, -1]
    trays = searched.query_panel.refine.trays
    assert [one.photo_id for one in trays[Role.MORE].items()] == [hits[2].photo.id]
    assert [one.photo_id for one in trays[Role.LESS].items()] == [less.photo.id]
    with qtbot.waitSignal(searched.controller.asked_changed):
        QTest.mouseClick(trays[Role.LESS].pictures[0], Qt.MouseButton.LeftButton)
    assert [query.weight for query in found(searched, qtbot).queries] == [1, 1, -2]
    searched.actions_table["back"].trigger()
    assert [query.weight for query in found(searched, qtbot).queries] == [1, 1, -1]
    searched.actions_table["back"].trigger()
    assert len(found(searched, qtbot).queries) == 2


def test_hits_that_are_dragged_onto_a_tray_are_those_selected(
    searched: MainWindow, qtbot: QtBot
) -> None:
    searched.results._go_to(4)
    hit = searched.results.current_hit()
    assert hit is not None
    searched.query_panel.refine.trays[Role.MORE].hits_dropped.emit()
    found(searched, qtbot)
    assert [one.photo_id for one in searched.controller.items][1:] == [hit.photo.id]


def test_filters_narrow_the_hits_and_a_chip_widens_them_again(
    searched: MainWindow, qtbot: QtBot, boot: Path
) -> None:
    searched.actions_table["filter"].trigger()
    panel = searched.refining.panel
    assert panel is not None
    qtbot.waitUntil(lambda: panel.folders.list.count() > 1)
    panel.folders.set_ticked([boot.parent])
    panel.folders.changed.emit()
    qtbot.waitUntil(lambda: bool(searched.results.chips.chips), timeout=20_000)
    answer = found(searched, qtbot)
    assert {hit.photo.path.parent for hit in answer.hits} == {boot.parent}
    chips = searched.results.chips
    qtbot.waitUntil(lambda: "4" in chips.count.text(), timeout=20_000)
    assert "4" in panel.count.text()
    chips.chips[0].click()
    assert len(found(searched, qtbot).hits) > 4
    assert panel.filters() is None
    assert chips.isHidden()
    panel.close()


def test_what_there_is_to_choose_is_read_once_and_counted_after_the_search(
    searched: MainWindow, qtbot: QtBot, boot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine, happened = searched.session.engine, list[str]()

    def told(name: str, real: Callable[..., object]) -> Callable[..., object]:
        def call(*given: object) -> object:
            happened.append(name)
            return real(*given)

        return call

    for name in ("read_choices", "count_again"):
        monkeypatch.setattr(choices, name, told(name, getattr(choices, name)))
    searched.actions_table["filter"].trigger()
    panel = searched.refining.panel
    assert panel is not None
    qtbot.waitUntil(lambda: panel.folders.list.count() > 1)
    assert happened == ["read_choices", "count_again"]
    happened.clear()
    monkeypatch.setattr(engine, "give_way", told("give way", engine.give_way))
    before = panel.words.model.words
    searched.refining.set_filters(Filters(folders=(boot.parent,)))
    qtbot.waitUntil(lambda: panel.words.model.words != before, timeout=20_000)
    assert happened.index("give way") < happened.index("count_again")
    assert "read_choices" not in happened
    assert panel.folders.list.count() > 1
    panel.close()


def test_filters_that_keep_all_back_can_be_taken_away_where_they_are(
    searched: MainWindow, qtbot: QtBot
) -> None:
    searched.refining.set_filters(Filters(smallest=20_000))
    assert found(searched, qtbot).hits == ()
    assert searched.controller.state is State.RESULTS
    assert searched.results.chips.isVisible()
    searched.results.chips.clear_button.click()
    assert found(searched, qtbot).hits


def test_a_new_search_begins_without_any_of_it(searched: MainWindow, qtbot: QtBot) -> None:
    searched.refining.set_look(1.0)
    searched.refining.set_filters(Filters(smallest=10))
    searched.refining.add_hits(searched.results.hits()[1:2], Role.MORE)
    found(searched, qtbot)
    searched.actions_table["clear"].trigger()
    assert searched.query_panel.refine.look.share() == 0
    assert searched.query_panel.refine.items() == []
    assert not searched.results.chips.active
    assert not searched.actions_table["filter"].isEnabled()


def test_collapsing_is_switched_in_the_menu_and_remembered(
    searched: MainWindow, qtbot: QtBot
) -> None:
    action = searched.actions_table["stacks"]
    assert action.isChecked()
    answer = searched.controller.answer
    assert answer is not None
    assert answer.request.stacks
    action.trigger()
    assert not found(searched, qtbot).request.stacks
    assert not searched._state.stacks


def test_the_panel_scrolls_where_there_is_no_room(searched: MainWindow, qtbot: QtBot) -> None:
    searched.resize(800, 420)
    panel = searched.query_panel
    bar = panel._scroll.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    button = panel.refine.filter_button
    panel._scroll.ensureWidgetVisible(button)
    assert not button.visibleRegion().isEmpty()
    assert panel._scroll.horizontalScrollBar().maximum() == 0


def test_back_undoes_the_last_change_alone_and_forward_does_it_again(
    searched: MainWindow, qtbot: QtBot
) -> None:
    back, forward = (searched.actions_table[one] for one in ("back", "forward"))
    alone = searched.controller.asked
    assert not back.isEnabled()
    searched.refining.add_hits(searched.results.hits()[1:2], Role.MORE)
    found(searched, qtbot)
    more = searched.controller.asked
    searched.refining.set_filters(Filters(smallest=10))
    found(searched, qtbot)
    narrowed = searched.controller.asked
    searched.refining.add_hits(searched.results.hits()[-1:], Role.LESS)
    found(searched, qtbot)
    for expected in (narrowed, more, alone):
        back.trigger()
        found(searched, qtbot)
        assert searched.controller.asked == expected
    assert not back.isEnabled()
    assert not searched.results.chips.active
    forward.trigger()
    found(searched, qtbot)
    assert searched.controller.asked == more
    assert searched.query_panel.refine.items() == list(more.items[1:])


def test_back_after_clear_shows_what_was_cleared(searched: MainWindow, qtbot: QtBot) -> None:
    before = searched.controller.asked
    searched.actions_table["clear"].trigger()
    assert searched.actions_table["back"].isEnabled()
    searched.actions_table["back"].trigger()
    found(searched, qtbot)
    assert searched.controller.asked == before
    assert not searched.actions_table["back"].isEnabled()


def fails(window: MainWindow, qtbot: QtBot, ask: Callable[[], object]) -> None:
    """Ask, and wait until it is said that it cannot be answered."""
    with qtbot.waitSignal(
        window.controller.state_changed,
        timeout=20_000,
        check_params_cb=lambda state, _text: state is State.ERROR,
    ):
        ask()


def test_what_cannot_be_read_is_no_step_and_no_recent_query(
    searched: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    controller = searched.controller
    before, recent = controller.asked, controller.history.recent()
    for number in range(2):
        broken = tmp_path / f"broken-{number}.jpg"
        broken.write_bytes(b"not a picture at all")
        items = [QueryItem.of_path(broken)]
        fails(searched, qtbot, partial(controller.search, items))
    assert controller.history.recent() == recent
    assert searched.query_panel.recent.queries() == tuple(recent)
    searched.actions_table["back"].trigger()
    found(searched, qtbot)
    assert controller.asked == before
    assert not searched.actions_table["back"].isEnabled()
    assert "broken" not in controller.remembering._file.read_text()


def test_a_recent_query_that_cannot_be_asked_any_more_leaves(
    searched: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    controller = searched.controller
    broken = QueryItem.of_path(tmp_path / "broken.jpg")
    (tmp_path / "broken.jpg").write_bytes(b"no picture any more")
    controller.remembering._on_read([(broken,)])
    assert searched.query_panel.recent.queries()[-1] == (broken,)
    fails(searched, qtbot, lambda: searched.query_panel.recent_chosen.emit((broken,)))
    assert (broken,) not in searched.query_panel.recent.queries()
    qtbot.waitUntil(lambda: "broken" not in controller.remembering._file.read_text())


def test_a_search_goes_on_without_what_is_no_picture(
    searched: MainWindow, qtbot: QtBot, boot: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"no picture")
    searched.controller.search([QueryItem.of_path(boot)])
    alone = found(searched, qtbot)
    # Its name is known even where it is no file.
    for bad in (QueryItem.of_path(broken), QueryItem(b"no picture", name="broken.jpg")):
        searched.controller.search([bad, QueryItem.of_path(boot)])
        answer = found(searched, qtbot)
        assert answer.hits == alone.hits
        said = "broken.jpg: it is not a picture. The search goes on without it."
        assert searched.error_bar.text == said
        searched.error_bar.hide()
    fails(searched, qtbot, lambda: searched.controller.search([bad]))
    assert searched.empty_state.text().startswith("broken.jpg: ")


def test_a_search_does_not_go_on_with_what_only_refines_it(
    searched: MainWindow, qtbot: QtBot, boot: Path
) -> None:
    broken = QueryItem(b"no picture", name="broken.jpg")
    items = with_more((broken,), [QueryItem.of_path(boot)], Role.MORE)
    fails(searched, qtbot, lambda: searched.controller.ask(Asked(items)))


def test_a_recent_query_whose_drive_is_away_stays(
    searched: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    controller = searched.controller
    away = QueryItem.of_path(tmp_path / "drive" / "away.jpg")
    controller.remembering._on_read([(away,)])
    fails(searched, qtbot, lambda: searched.query_panel.recent_chosen.emit((away,)))
    assert (away,) in searched.query_panel.recent.queries()


def test_what_was_asked_with_is_forgotten_with_the_recent_queries(
    searched: MainWindow, qtbot: QtBot, tmp_path: Path, boot: Path
) -> None:
    controller, engine = searched.controller, searched.session.engine
    before, now = tmp_path / "before.jpg", tmp_path / "now.jpg"
    for file in (before, now):
        file.write_bytes(boot.read_bytes())
        controller.search([QueryItem.of_path(file)])
        found(searched, qtbot)
    searched.query_panel.forget_recent_wanted.emit()
    before.unlink()
    now.unlink()
    assert engine.copy(before) is None
    assert engine.copy(now) is not None


def test_the_query_is_refined_when_its_file_has_gone(
    searched: MainWindow, qtbot: QtBot, boot: Path, tmp_path: Path
) -> None:
    away = tmp_path / "away.jpg"
    away.write_bytes(boot.read_bytes())
    searched.controller.search([QueryItem.of_path(away)])
    found(searched, qtbot)
    away.unlink()
    searched.refining.set_look(0.5)
    assert found(searched, qtbot).hits[0].photo.path == boot
    searched.refining.set_filters(Filters(smallest=10))
    assert found(searched, qtbot).hits[0].photo.path == boot
    searched.controller.search([QueryItem.of_path(min((boot.parent.parent / "heel").iterdir()))])
    found(searched, qtbot)
    searched.actions_table["back"].trigger()
    assert found(searched, qtbot).hits[0].photo.path == boot
    # What it held is shown, too.
    qtbot.waitUntil(lambda: bool(searched.query_panel.crop_view.picture_box()), timeout=20_000)


def test_a_photo_of_the_library_is_asked_for_by_its_path_when_its_file_has_gone(
    searched: MainWindow, qtbot: QtBot, boot: Path
) -> None:
    sandal = min((boot.parent.parent / "sandal").iterdir())
    sandal.unlink()
    searched.controller.search([QueryItem.of_path(sandal)])
    assert found(searched, qtbot).hits[0].photo.path == sandal
    qtbot.waitUntil(lambda: bool(searched.query_panel.crop_view.picture_box()), timeout=20_000)
