"""The library page over a real library."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialogButtonBox, QMessageBox
from pytestqt.qtbot import QtBot

from shoegui.basics.progress import CancelToken
from shoegui.basics.settings import load_settings
from shoegui.gui.engine import Engine
from shoegui.gui.indexing import IndexingController
from shoegui.gui.jobs import Jobs
from shoegui.gui.library_page import _AFTER_SHOWN_MS, LibraryPage
from shoegui.gui.library_state import INDEX, sizes_on_disk
from shoegui.gui.network_change import change_in_words
from shoegui.gui.skipped_table import SkippedTable
from shoegui.library import neighbours
from shoegui.library.options import IndexOptions
from shoegui.library.report import Report
from shoegui.photos.scan import ScanRules
from shoegui.search.query import Query
from shoegui.search.request import Request
from tests.gui.library.conftest import Until, row


@pytest.fixture
def page(
    qtbot: QtBot, engine: Engine, jobs: Jobs, indexing: IndexingController, until: Until
) -> Iterator[LibraryPage]:
    made = LibraryPage(engine, jobs, indexing)
    qtbot.addWidget(made)
    made.show()
    until(lambda: made.facts is not None and state(made) not in ("", "looking"))
    yield made
    made.close()


def state(page: LibraryPage) -> str:
    chosen = page.folders.selected()
    return "" if chosen is None else page.folders.folder_state(chosen)


def answer(page: LibraryPage, button: QMessageBox.ButtonRole) -> None:
    box = next(one for one in page.findChildren(QMessageBox) if one.isVisible())
    next(one for one in box.buttons() if box.buttonRole(one) == button).click()


def test_it_shows_folders_photos_and_sizes(
    page: LibraryPage, sample_photos: Path, until: Until
) -> None:
    first = row(page.folders, 0)
    assert first.text(0) == str(sample_photos)
    assert first.text(1) == "Up to date"
    assert first.text(2) == "16"
    assert page.network.currentData() == "efficientnet-lite0"
    until(lambda: all(label.text() for label in page.health.sizes.values()))
    assert page.health.sizes[INDEX].text() == "none needed for so few photos"
    assert page.health.sizes[INDEX].toolTip()


def test_a_search_index_that_is_there_or_missing_has_its_size(
    page: LibraryPage, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(neighbours, "EXACT_LIMIT", 15)
    assert sizes_on_disk(engine)[INDEX] == 0, "large enough for one, and there is none"
    page.health.show_sizes({INDEX: 0})
    assert page.health.sizes[INDEX].text() == "0 bytes"
    monkeypatch.setattr(neighbours, "EXACT_LIMIT", 16)
    assert sizes_on_disk(engine)[INDEX] is None

    engine.paths.neighbours.mkdir(parents=True)
    (engine.paths.neighbours / "graph").write_bytes(b"12345")
    assert sizes_on_disk(engine)[INDEX] == 5


def test_shown_twice_in_a_moment_it_looks_once(
    page: LibraryPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[str] = []
    monkeypatch.setattr(page, "reload", lambda: looks.append("at the library"))
    timers = len(page.findChildren(QTimer))
    for _ in range(2):
        page.hide()
        page.show()
    assert len(page.findChildren(QTimer)) == timers
    # One that starts later and takes as long is over later.
    qtbot.waitUntil(lambda: bool(looks))
    qtbot.wait(2 * _AFTER_SHOWN_MS)
    assert looks == ["at the library"]


def test_a_folder_with_changes_says_so_until_it_is_looked_at_again(
    page: LibraryPage, sample_photos: Path, until: Until
) -> None:
    next(sample_photos.rglob("*.jpg")).unlink()
    page.reload()
    until(lambda: state(page) == "changed")
    page.look_button.click()
    assert state(page) == "indexing"
    until(lambda: state(page) == "up_to_date")
    assert row(page.folders, 0).text(2) == "15"


def test_a_folder_that_is_gone_is_not_connected(
    page: LibraryPage, sample_photos: Path, until: Until
) -> None:
    sample_photos.rename(sample_photos.parent / "unplugged")
    page.look_all_button.click()
    until(lambda: state(page) == "offline")
    assert row(page.folders, 0).text(2) == "16"


def test_removing_asks_and_touches_no_file(
    page: LibraryPage, engine: Engine, sample_photos: Path, until: Until
) -> None:
    page.remove_button.click()
    answer(page, QMessageBox.ButtonRole.RejectRole)
    assert engine.library.catalogue.count_photos() == 16
    page.remove_button.click()
    answer(page, QMessageBox.ButtonRole.AcceptRole)
    until(lambda: page.facts is not None and not page.facts.folders)
    assert engine.library.catalogue.count_photos() == 0
    assert len(list(sample_photos.rglob("*.jpg"))) == 16


def test_removing_while_it_is_indexed_does_not_bring_it_back(
    page: LibraryPage, engine: Engine, indexing: IndexingController, until: Until
) -> None:
    page.look_button.click()
    page.remove_button.click()
    answer(page, QMessageBox.ButtonRole.AcceptRole)
    until(lambda: indexing.state == "idle" and bool(page.facts and not page.facts.folders))
    assert engine.library.catalogue.folders() == []


def test_the_skipped_files_of_a_folder_are_shown_on_demand(
    page: LibraryPage, sample_photos: Path, until: Until
) -> None:
    assert not page.skipped_button.isEnabled()
    (sample_photos / "broken.jpg").write_bytes(b"no picture")
    page.look_button.click()
    until(page.skipped_button.isEnabled)
    dialog = page.show_skipped()
    table = dialog.findChild(SkippedTable)
    assert isinstance(table, SkippedTable)
    until(lambda: table.model.rowCount() == 1)
    assert table.model.files[0].path == sample_photos / "broken.jpg"
    box = dialog.findChild(QDialogButtonBox)
    assert isinstance(box, QDialogButtonBox)
    box.rejected.emit()


def test_changing_the_network_asks_then_changes_all(
    page: LibraryPage, engine: Engine, until: Until
) -> None:
    page.network.setCurrentIndex(page.network.findData("efficientnet-lite2"))
    page.change_network()
    answer(page, QMessageBox.ButtonRole.RejectRole)
    assert page.network.currentData() == "efficientnet-lite0"
    page.network.setCurrentIndex(page.network.findData("efficientnet-lite2"))
    page.change_network()
    answer(page, QMessageBox.ButtonRole.AcceptRole)
    until(lambda: page.facts is not None and page.facts.network == "efficientnet-lite2")
    key = engine.library.network_key
    assert key is not None
    assert key.startswith("efficientnet-lite2@")


def test_a_change_of_network_that_was_stopped_can_go_on_where_it_stopped(
    page: LibraryPage, engine: Engine, indexing: IndexingController, until: Until
) -> None:
    token = CancelToken()
    engine.index(
        (),
        IndexOptions(network="efficientnet-lite2", device="cpu", threads=1),
        token,
        lambda now: token.cancel() if now.stage == "Indexing" and now.done >= 5 else None,
    )
    page.reload()
    until(lambda: page.facts is not None and bool(page.facts.changes))
    assert page.facts is not None
    assert page.facts.network == "efficientnet-lite0", "until it is done"
    done = page.facts.changes["efficientnet-lite2"]
    assert 5 <= done < 16
    assert page.unfinished.isVisible()
    text = page.unfinished.text.text()
    assert text == f"The change to efficientnet-lite2 was stopped: {done} of 16 photos are done."
    reports: list[Report] = []
    indexing.finished.connect(reports.append)

    page.unfinished.resume_button.click()

    until(lambda: page.facts is not None and page.facts.network == "efficientnet-lite2")
    assert not page.unfinished.isVisible()
    assert reports[0].updated == 16 - done


def test_before_a_change_of_network_it_says_what_will_not_be_found(
    page: LibraryPage, sample_photos: Path, until: Until
) -> None:
    sample_photos.rename(sample_photos.with_name("away"))
    page.reload()
    until(lambda: page.facts is not None and page.facts.offline == 16)
    assert page.facts is not None
    words = change_in_words(page.facts, "efficientnet-lite2")
    assert "16 of them are on drives that are not connected" in words
    begun = replace(page.facts, changes={"efficientnet-lite2": 6})
    words = change_in_words(begun, "efficientnet-lite2")
    assert words.startswith("6 photos are done already. 10 photos will be read again")


def test_a_folder_says_which_kinds_of_file_are_looked_at(
    page: LibraryPage, engine: Engine, sample_photos: Path, until: Until
) -> None:
    with engine.library.writing() as writing:
        writing.add_folder(sample_photos, ScanRules(kinds=("jpeg", "heic")))
    page.reload()
    until(lambda: "only JPEG, HEIC" in row(page.folders, 0).text(0))


def test_a_sound_library_is_said_to_be_sound(page: LibraryPage, until: Until) -> None:
    page.health.verify_button.click()
    until(page.health.verify_button.isEnabled)
    assert page.health.verdict.text() == "Everything is sound."
    assert not page.health.repair_button.isVisible()


def test_damage_is_found_and_mended_while_the_library_is_open(
    page: LibraryPage, engine: Engine, sample_photos: Path, until: Until
) -> None:
    thumbnails = [
        engine.library.thumbnails().path(one) for one in engine.library.catalogue.hashes()
    ]
    thumbnails[0].unlink()
    page.health.verify_button.click()
    until(page.health.repair_button.isVisible)
    assert "thumbnails" in page.health.verdict.text()
    page.health.repair_button.click()
    until(lambda: thumbnails[0].exists() and state(page) == "up_to_date")
    found = engine.search(Request((Query(sample_photos / "boot" / "boot-red-01.jpg"),)), 1)
    assert found.hits[0].photo.path.name == "boot-red-01.jpg"


def test_a_damaged_database_is_replaced_by_what_can_be_saved(
    page: LibraryPage, engine: Engine, until: Until
) -> None:
    engine.library.database.run("PRAGMA wal_checkpoint(TRUNCATE)")
    file = engine.paths.database
    content = bytearray(file.read_bytes())
    # Somewhere behind the tables' own descriptions.
    content[-8192:-4096] = b"\xff" * 4096
    file.write_bytes(content)
    page.health.verify_button.click()
    until(page.health.verify_button.isEnabled)
    assert "damaged" in page.health.verdict.text()
    page.health.repair_button.click()
    until(page.health.verify_button.isEnabled)
    page.health.verify_button.click()
    until(page.health.verify_button.isEnabled)
    assert "database is damaged" not in page.health.verdict.text()
    assert engine.library.catalogue.folders() is not None


def test_a_device_that_works_is_used_and_remembered(
    page: LibraryPage, engine: Engine, until: Until
) -> None:
    page.device.setCurrentIndex(page.device.findData("auto"))
    page.choose_device()
    until(lambda: "now" in page.status.text())
    assert engine.device == "auto"
    assert load_settings(engine.paths.settings_file).device == "auto"


def test_a_device_that_does_not_work_is_refused_with_the_reason(
    page: LibraryPage, engine: Engine, until: Until
) -> None:
    engine.device = "auto"
    page.device.setCurrentIndex(page.device.findData("cpu"))
    page.choose_device()
    until(lambda: engine.device == "cpu")
    page.device.addItem("DirectML", "directml")
    page.device.setCurrentIndex(page.device.findData("directml"))
    page.choose_device()
    until(lambda: "cannot be used" in page.status.text())
    assert engine.device == "cpu"
    assert page.device.currentData() == "cpu"


def test_adding_folders_is_left_to_the_wizard(page: LibraryPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.add_folders_requested):
        page.add_button.click()
