"""The window as a person uses it: pictures come in by drop, paste and command; hits come out."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
)
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from shoegui.gui import controller as controller_module
from shoegui.gui.application import Application
from shoegui.gui.empty_state import State
from shoegui.gui.main_window import MainWindow
from shoegui.gui.query_item import QueryItem
from shoegui.library.options import IndexOptions

if TYPE_CHECKING:
    from shoegui.gui.engine import Answer, Engine
    from shoegui.search.request import Request


def files(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def drag_over(window: MainWindow, mime: QMimeData) -> QDragEnterEvent:
    event = QDragEnterEvent(
        QPoint(300, 300),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(window, event)
    return event


def drop(window: MainWindow, mime: QMimeData) -> None:
    drag_over(window, mime)
    event = QDropEvent(
        QPointF(300, 300),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(window, event)


def search(window: MainWindow, qtbot: QtBot, *paths: Path) -> Answer:
    """Search with the pictures and wait for what is found."""
    window.controller.search([QueryItem.of_path(path) for path in paths])
    return found(window, qtbot)


def found(window: MainWindow, qtbot: QtBot) -> Answer:
    qtbot.waitUntil(lambda: window.controller.answer is not None, timeout=20_000)
    answer = window.controller.answer
    assert answer is not None
    return answer


def first(window: MainWindow) -> Path:
    """The file of the first hit that the results show."""
    path: Path = window.results.hits()[0].photo.path
    return path


@pytest.fixture
def boot(sample_photos: Path) -> Path:
    return sample_photos / "boot" / "boot-red-01.jpg"


@pytest.fixture
def heel(sample_photos: Path) -> Path:
    return sample_photos / "heel" / "heel-blue-01.jpg"


def test_it_starts_with_what_to_do_and_what_is_in_the_library(window: MainWindow) -> None:
    assert window.empty_state.isVisible()
    assert not window.results.isVisible()
    assert not window.inspector.isVisible()
    assert window.controller.summary.photos == 16
    assert window.controller.summary.folders == 1


def test_a_dropped_file_is_searched_for(window: MainWindow, qtbot: QtBot, boot: Path) -> None:
    drop(window, files(boot))
    found(window, qtbot)
    assert first(window) == boot
    assert window.results.isVisible()
    assert window.query_panel.isVisible()
    assert window.inspector.isVisible()
    assert not window.intake.overlay.isVisible()


def test_what_a_drop_promised_is_seen_until_its_hits_are(
    window: MainWindow, qtbot: QtBot, boot: Path
) -> None:
    drag_over(window, files(boot))
    drop(window, files(boot))
    assert window.intake.overlay.isVisible()
    found(window, qtbot)
    qtbot.waitUntil(lambda: not window.intake.overlay.isVisible())


def test_several_dropped_files_make_one_query(
    window: MainWindow, qtbot: QtBot, boot: Path, heel: Path
) -> None:
    drop(window, files(boot, heel))
    assert len(found(window, qtbot).queries) == 2
    assert {hit.photo.path for hit in window.results.hits()[:2]} == {boot, heel}


def test_while_dragging_the_window_says_what_a_drop_will_do(window: MainWindow, boot: Path) -> None:
    event = drag_over(window, files(boot))
    assert event.isAccepted()
    assert window.intake.overlay.isVisible()
    assert window.intake.overlay.promise
    QApplication.sendEvent(window, QDragLeaveEvent())
    assert not window.intake.overlay.isVisible()
    assert window.controller.state is State.NO_QUERY


def test_what_a_drop_will_do_is_said_between_the_bars(
    window: MainWindow, qtbot: QtBot, boot: Path
) -> None:
    drag_over(window, files(boot))
    overlay, header = window.intake.overlay, window.header
    for height in (600, 700):
        window.resize(window.width(), height)
        place = overlay.mapTo(window, QPoint())
        assert place.y() >= header.mapTo(window, QPoint(0, header.height())).y()
        assert place.y() + overlay.height() <= window.status_bar.geometry().top()
    before = overlay.mapTo(window, QPoint()).y()
    window.error_bar.show_hint("Something else")
    qtbot.waitUntil(lambda: overlay.mapTo(window, QPoint()).y() > before)
    QApplication.sendEvent(window, QDragLeaveEvent())


def test_a_dropped_folder_is_offered_to_be_indexed(window: MainWindow, sample_photos: Path) -> None:
    drop(window, files(sample_photos / "boot"))
    assert window.dialogs.open_one("wizard") is not None
    assert window.controller.state is State.NO_QUERY


def test_a_link_without_a_picture_is_explained_and_not_followed(window: MainWindow) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl("https://example.invalid/shoe.jpg")])
    drop(window, mime)
    assert window.error_bar.text
    assert window.controller.state is State.NO_QUERY


def test_a_pasted_picture_is_searched_for(window: MainWindow, qtbot: QtBot, boot: Path) -> None:
    QGuiApplication.clipboard().setImage(QImage(str(boot)))
    window.actions_table["paste"].trigger()
    found(window, qtbot)
    assert first(window) == boot


def test_a_pasted_path_is_searched_for(window: MainWindow, qtbot: QtBot, heel: Path) -> None:
    QGuiApplication.clipboard().setText(str(heel))
    window.actions_table["paste"].trigger()
    found(window, qtbot)
    assert first(window) == heel


def test_a_hit_becomes_the_next_query(window: MainWindow, qtbot: QtBot, boot: Path) -> None:
    search(window, qtbot, boot)
    other = window.results.hits()[1]
    window.inspector.search_from_requested.emit(other)
    found(window, qtbot)
    assert window.controller.items[0].photo_id == other.photo.id
    assert first(window) == other.photo.path


def test_only_the_last_search_is_shown(
    window: MainWindow, qtbot: QtBot, boot: Path, heel: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine: Engine = window.session.engine
    real = engine.search
    begun, go_on, answered = threading.Event(), threading.Event(), threading.Event()
    slow: list[Answer] = []

    def search_slowly(request: Request, k: int) -> Answer:
        if request.queries[0].source == boot:
            begun.set()
            go_on.wait(20)
            slow.append(real(request, k))
            answered.set()
            return slow[0]
        return real(request, k)

    monkeypatch.setattr(engine, "search", search_slowly)
    window.controller.search([QueryItem.of_path(boot)])
    # One that has not begun would not even be asked.
    assert begun.wait(20)
    window.controller.search([QueryItem.of_path(heel)])
    found(window, qtbot)
    go_on.set()
    assert answered.wait(20)
    qtbot.wait(50)
    assert slow[0].hits[0].photo.path == boot
    assert first(window) == heel


def test_back_and_forward_go_through_the_queries(
    window: MainWindow, qtbot: QtBot, boot: Path, heel: Path
) -> None:
    back, forward = window.actions_table["back"], window.actions_table["forward"]
    search(window, qtbot, boot)
    assert not back.isEnabled()
    search(window, qtbot, heel)
    back.trigger()
    found(window, qtbot)
    assert first(window) == boot
    assert not back.isEnabled()
    forward.trigger()
    found(window, qtbot)
    assert first(window) == heel
    assert not forward.isEnabled()


def test_a_new_search_begins_with_what_to_do(window: MainWindow, qtbot: QtBot, boot: Path) -> None:
    search(window, qtbot, boot)
    window.actions_table["clear"].trigger()
    assert window.controller.state is State.NO_QUERY
    assert not window.controller.items
    assert not window.results.hits()


def test_more_hits_come_when_the_end_is_reached(
    window: MainWindow, qtbot: QtBot, boot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(controller_module, "FIRST_HITS", 4)
    search(window, qtbot, boot)
    # The grid is not full with four, so it asks at once, and again, until it has all.
    window.results.more_wanted.emit()
    qtbot.waitUntil(lambda: len(window.results.hits()) == 16, timeout=20_000)
    assert first(window) == boot


def test_a_file_that_is_no_picture_is_named_where_the_results_would_be(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"not a picture at all")
    window.controller.search([QueryItem.of_path(broken)])
    qtbot.waitUntil(lambda: window.controller.state is State.ERROR, timeout=20_000)
    assert "broken.jpg" in window.empty_state.text()
    assert window.empty_state.isVisible()
    assert window.error_bar.text == ""


def test_recent_queries_of_before_outlive_a_search_that_comes_at_once(
    window: MainWindow, qtbot: QtBot, sample_photos: Path
) -> None:
    before, now = sorted((sample_photos / "heel").iterdir())[:2]
    controller = window.controller
    controller.search([QueryItem.of_path(now)])
    controller.remembering._on_read([(QueryItem.of_path(before),)])
    qtbot.waitUntil(lambda: controller.state is State.RESULTS, timeout=20_000)
    names = [items[0].name for items in controller.history.recent(5)]
    assert names[:1] == [now.name]
    assert before.name in names


def test_what_is_indexed_can_be_found_at_once(
    window: MainWindow, qtbot: QtBot, boot: Path, sample_photos: Path
) -> None:
    search(window, qtbot, boot)
    new = sample_photos / "boot" / "another.png"
    # Upside down: a mirror image would stand under the picture it is a copy of.
    QImage(str(boot)).flipped(Qt.Orientation.Vertical).save(str(new))
    window.session.indexing.start([], IndexOptions(device="cpu", threads=1))
    qtbot.waitUntil(lambda: window.controller.summary.photos == 17, timeout=20_000)
    qtbot.waitUntil(
        lambda: new in {hit.photo.path for hit in window.results.hits()}, timeout=20_000
    )
    assert window.results.isVisible()


def test_a_photo_that_was_deleted_elsewhere_leaves_the_hits(
    window: MainWindow, qtbot: QtBot, boot: Path, heel: Path
) -> None:
    search(window, qtbot, heel)
    before = {hit.photo.path for hit in window.results.hits()}
    assert boot in before
    renamed, other = boot.with_name("renamed.jpg"), min(boot.parent.iterdir())
    boot.rename(renamed)
    other.unlink()
    window.session.indexing.start([], IndexOptions(device="cpu", threads=1))
    wanted = (before - {boot, other}) | {renamed}
    qtbot.waitUntil(
        lambda: {hit.photo.path for hit in window.results.hits()} == wanted, timeout=20_000
    )
    model = window.results.model
    names = {model.index(row).data() for row in range(model.rowCount())}
    assert names == {one.name for one in wanted}


def test_another_network_makes_another_answer(window: MainWindow, qtbot: QtBot, boot: Path) -> None:
    search(window, qtbot, boot)
    used = window.session.engine.network_name
    other = "efficientnet-lite0" if used.endswith("2") else "efficientnet-lite2"
    window.session.indexing.start([], IndexOptions(device="cpu", threads=2, network=other))
    qtbot.waitUntil(lambda: other in window.header._device.text(), timeout=60_000)
    answer = window.controller.answer
    assert answer is not None
    assert answer.network.startswith(other)
    shown = [(hit.photo.id, hit.similarity) for hit in window.results.hits()]
    assert shown == [(hit.photo.id, hit.similarity) for hit in answer.hits]


def test_preview_and_compare_follow_the_hits(window: MainWindow, qtbot: QtBot, boot: Path) -> None:
    search(window, qtbot, boot)
    hits = window.results.hits()
    window.viewing.preview(hits[0])
    assert window.viewing.is_open
    window.results.select_next()
    preview = window.viewing._preview
    assert preview is not None
    shown = preview.hit()
    assert shown is not None
    assert shown.photo.id == hits[1].photo.id
    window.viewing.close()
    assert not window.viewing.is_open
    window.viewing.compare(hits[1])
    assert window.viewing.is_open
    window.viewing.close()
    window.viewing.why(hits[1])
    why = window.viewing._why
    assert why is not None
    qtbot.waitUntil(lambda: not why.hit_view.heat().isNull(), timeout=20_000)
    window.viewing.close()
    assert not window.viewing.is_open


def test_a_panel_that_was_hidden_stays_hidden(window: MainWindow, qtbot: QtBot, boot: Path) -> None:
    search(window, qtbot, boot)
    window.actions_table["show.inspector"].trigger()
    assert not window.inspector.isVisible()
    window.actions_table["clear"].trigger()
    search(window, qtbot, boot)
    assert not window.inspector.isVisible()
    window.actions_table["show.inspector"].trigger()
    assert window.inspector.isVisible()


def test_closing_in_the_middle_of_work_ends_it(
    application: Application, qtbot: QtBot, boot: Path, sample_photos: Path
) -> None:
    assert application.start(boot)
    window = application.window
    assert window is not None
    window.session.indexing.start([sample_photos], IndexOptions(device="cpu", threads=2))
    with qtbot.waitSignal(window.closing):
        window.close()
    application.close()
    assert application.window is None


def test_photos_that_are_gone_are_out_of_the_library(
    window: MainWindow, qtbot: QtBot, boot: Path
) -> None:
    search(window, qtbot, boot)
    gone = window.results.hits()[0].photo.id
    window.session.engine.forget_photos([gone])
    window.trash.moved.emit([gone])
    assert gone not in {hit.photo.id for hit in window.results.hits()}
    search(window, qtbot, boot)
    assert gone not in {hit.photo.id for hit in window.results.hits()}


def test_the_icons_follow_light_and_dark(window: MainWindow, application: Application) -> None:
    from shoegui.gui.theme import Appearance

    def ink() -> QColor:
        image = window.actions_table["open"].icon().pixmap(24, 24).toImage()
        shown = [
            image.pixelColor(x, y)
            for x in range(image.width())
            for y in range(image.height())
            if image.pixelColor(x, y).alpha() > 200
        ]
        return shown[0]

    application.theme.choose(Appearance.LIGHT)
    QApplication.sendPostedEvents(None, QEvent.Type.PaletteChange.value)
    light = ink().lightness()
    application.theme.choose(Appearance.DARK)
    QApplication.processEvents()
    assert ink().lightness() > light


def test_nothing_but_the_trays_keeps_a_drop_for_itself(window: MainWindow) -> None:
    assert window.acceptDrops()
    central = window.centralWidget()
    assert central is not None
    taking = [one for one in central.findChildren(QWidget) if one.acceptDrops()]
    assert taking == list(window.query_panel.refine.trays.values())


def test_a_narrow_window_goes_without_the_third_panel(
    window: MainWindow, qtbot: QtBot, boot: Path
) -> None:
    search(window, qtbot, boot)
    letter = window.fontMetrics().averageCharWidth()
    window.resize(letter * 150, 500)
    assert window.inspector.isVisible()
    window.resize(letter * 90, 500)
    assert not window.inspector.isVisible()
    assert window.results.isVisible()


def test_a_dialog_opens_between_the_events(window: MainWindow, qtbot: QtBot) -> None:
    before = {id(one) for one in QApplication.topLevelWidgets() if isinstance(one, QDialog)}

    def new() -> list[QDialog]:
        tops = QApplication.topLevelWidgets()
        dialogs = [one for one in tops if isinstance(one, QDialog) and id(one) not in before]
        return [one for one in dialogs if one.isVisible()]

    window.actions_table["shortcuts"].trigger()
    assert not new()
    qtbot.waitUntil(lambda: bool(new()))
    assert new() == [window.dialogs.open_one("shortcuts")]


def test_a_dialog_asked_for_twice_opens_once(window: MainWindow) -> None:
    window.dialogs.show_library()
    window.dialogs.show_library()
    page = window.dialogs.open_one("library")
    window.dialogs.show_library()
    assert page is not None
    assert window.dialogs.open_one("library") is page


def test_a_dialog_that_was_never_seen_is_closed_with_the_others(
    window: MainWindow, qtbot: QtBot
) -> None:
    closed: list[bool] = []
    window.dialogs.library_closed.connect(lambda: closed.append(True))
    window.dialogs.show_library()
    window.dialogs.close()
    qtbot.wait(50)
    assert window.dialogs.open_one("library") is None
    window.dialogs.show_library()
    assert window.dialogs.open_one("library") is not None
    window.dialogs.close()
    assert closed == [True]


def test_hits_stay_when_the_photo_that_was_searched_from_is_gone(
    window: MainWindow, qtbot: QtBot, boot: Path
) -> None:
    search(window, qtbot, boot)
    photo = window.results.hits()[1].photo
    window.controller.search([QueryItem.of_photo(photo)])
    found(window, qtbot)
    before = [hit.photo for hit in window.results.hits()]
    window.session.engine.forget_photos([photo.id])

    window.controller.refresh()
    qtbot.waitUntil(lambda: not window.session.jobs.running("search"), timeout=20_000)

    assert [hit.photo for hit in window.results.hits()] == before
    assert window.results.isVisible()
    # Its vectors are remembered, so there is nothing to say.
    assert window.error_bar.text == ""


def test_a_hint_about_a_drop_goes_with_the_next_picture(window: MainWindow, boot: Path) -> None:
    window.intake.explained.emit("This is a link to a web page")
    assert window.error_bar.text
    window.intake.use_paths([boot])
    assert not window.error_bar.text
    window.error_bar.show_note("Folders cannot be watched")
    window.intake.use_paths([boot])
    assert window.error_bar.text
