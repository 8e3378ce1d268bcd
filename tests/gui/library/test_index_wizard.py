"""The wizard over a real network and drawn shoes, from first page to last."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget, QWizard
from pytestqt.qtbot import QtBot

from shoegui.features import cuda, device
from shoegui.gui import index_words
from shoegui.gui.engine import Engine
from shoegui.gui.index_wizard.wizard import IndexWizard
from shoegui.gui.indexing import IndexingController
from shoegui.gui.job_scope import JobScope
from shoegui.gui.jobs import Jobs
from shoegui.gui.skipped_table import SkippedTable
from shoegui.library.catalogue import SkippedFile
from shoegui.library.options import IndexOptions
from shoegui.library.report import Report
from tests.gui.library.conftest import Until, row

FAST = "efficientnet-lite0"

Make = Callable[..., IndexWizard]


@pytest.fixture
def wizard(
    qtbot: QtBot, empty_engine: Engine, jobs: Jobs, empty_indexing: IndexingController
) -> Iterator[Make]:
    """Open a wizard over an empty library."""
    made: list[IndexWizard] = []

    def make(*folders: Path) -> IndexWizard:
        one = IndexWizard(empty_engine, jobs, empty_indexing, folders)
        qtbot.addWidget(one)
        one.show()
        made.append(one)
        # Not the way to its pages, which the last test goes.
        one.finish_building()
        return one

    yield make
    for one in made:
        one.close()


def to_network_page(wizard: IndexWizard, until: Until) -> None:
    until(lambda: bool(wizard.counter.counts()) and not wizard.counter.counting)
    wizard.next()
    wizard.next()
    until(wizard.network_page.isComplete)
    wizard.plan.network = FAST


def shown(wizard: IndexWizard, button: QWizard.WizardButton) -> bool:
    return wizard.button(button).isVisible()


def test_from_folders_to_found_photos(
    wizard: Make, sample_photos: Path, empty_engine: Engine, until: Until
) -> None:
    (sample_photos / "broken.jpg").write_bytes(b"no picture")
    one = wizard(sample_photos)
    until(lambda: bool(one.counter.counts()))
    assert row(one.folders_page.list, 0).text(1) == "17"
    assert one.folders_page.isComplete()
    to_network_page(one, until)
    wanted: list[bool] = []
    one.search_wanted.connect(lambda: wanted.append(True))
    one.next()
    until(lambda: one.currentPage() is one.summary_page)
    assert one.summary_page.skipped.model.rowCount() == 1
    assert empty_engine.library.catalogue.count_photos() == 16
    one.button(QWizard.WizardButton.FinishButton).click()
    assert wanted == [True]


def test_each_network_and_processor_is_measured_with_the_photos(
    wizard: Make, sample_photos: Path, until: Until
) -> None:
    one = wizard(sample_photos)
    to_network_page(one, until)
    table = one.network_page.table
    rows = [row(table, place) for place in range(table.topLevelItemCount())]
    on_cpu = [item for item in rows if item.data(0, Qt.ItemDataRole.UserRole)[1] == "cpu"]
    assert {item.text(0) for item in on_cpu} >= {FAST, "efficientnet-lite2"}
    until(lambda: all("ms" in item.text(2) for item in on_cpu))
    others = [item for item in rows if item not in on_cpu]
    until(lambda: not any("measuring" in item.text(2) for item in others))
    assert all("ms" in item.text(2) or "cannot be used" in item.text(2) for item in others)
    assert "16 photos" in one.network_page.estimate.text()


def test_why_a_processor_cannot_be_used_is_said_in_full(
    wizard: Make, sample_photos: Path, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    lacking = cuda.Part(lacking="the driver is too old", step="Install a newer one")
    monkeypatch.setattr(device, "accelerators", lambda: ("cuda",))
    monkeypatch.setattr(device, "_tried", lambda *_of_accelerator: lacking)
    one = wizard(sample_photos)
    to_network_page(one, until)
    page = one.network_page
    until(page.faults.isVisible)

    said = "CUDA cannot be used: the driver is too old. Install a newer one."
    assert page.faults.text() == said, "once, not for each network"
    one.resize(one.minimumSize())
    assert page.faults.height() >= page.faults.heightForWidth(page.faults.width())
    rows = [row(page.table, place) for place in range(page.table.topLevelItemCount())]
    until(lambda: sum(item.isDisabled() for item in rows) == len(rows) // 2)


def test_nothing_can_be_indexed_without_a_folder(wizard: Make) -> None:
    one = wizard()
    assert not one.folders_page.isComplete()
    assert not one.button(QWizard.WizardButton.NextButton).isEnabled()


def test_nested_and_impossible_folders_are_named(
    wizard: Make, sample_photos: Path, until: Until, tmp_path: Path
) -> None:
    one = wizard(sample_photos, sample_photos / "boot", tmp_path / "nowhere")
    until(lambda: len(one.plan.entries()) == 2)
    assert str(sample_photos) in row(one.folders_page.list, 1).text(2)
    assert str(tmp_path / "nowhere") in one.folders_page.faults.text()
    assert one.plan.folders() == [sample_photos]


def test_folders_are_dropped_and_removed(wizard: Make, sample_photos: Path, until: Until) -> None:
    one = wizard()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(sample_photos / name)) for name in ("boot", "heel")])
    event = QDropEvent(
        QPoint(9, 9),
        Qt.DropAction.CopyAction | Qt.DropAction.MoveAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.ShiftModifier,
    )
    assert event.proposedAction() is Qt.DropAction.MoveAction
    one.folders_page.dropEvent(event)
    assert event.dropAction() is Qt.DropAction.CopyAction, "after a move it may be deleted"
    until(lambda: len(one.plan.folders()) == 2)
    one.folders_page.list.setCurrentItem(row(one.folders_page.list, 0))
    QTest.keyClick(one.folders_page.list, Qt.Key.Key_Delete)
    assert one.plan.folders() == [sample_photos / "heel"]


def test_a_folder_that_was_just_added_can_be_removed_at_once(
    wizard: Make, sample_photos: Path, until: Until
) -> None:
    one = wizard()
    page = one.folders_page
    assert not page.remove_button.isEnabled()
    page.add_folders([sample_photos / "heel"])
    until(lambda: len(one.plan.folders()) == 1)
    page.add_folders([sample_photos / "boot", sample_photos / "sandal"])
    until(lambda: len(one.plan.folders()) == 3)
    assert [item.text(0) for item in page.list.selectedItems()] == [
        str(sample_photos / name) for name in ("boot", "sandal")
    ]
    page.remove_button.click()
    assert one.plan.folders() == [sample_photos / "heel"]
    assert page.remove_button.isEnabled(), "the one that is left is selected now"
    page.remove_button.click()
    assert one.plan.folders() == []
    assert not page.remove_button.isEnabled()


def test_a_row_that_looks_selected_is_selected(
    wizard: Make, sample_photos: Path, until: Until
) -> None:
    one = wizard(sample_photos)
    page = one.folders_page
    until(lambda: bool(one.plan.folders()))
    page.list.clearSelection()
    assert not page.remove_button.isEnabled()
    page.add_button.setFocus()
    page.list.setFocus()
    assert page.list.currentItem() in page.list.selectedItems()
    assert page.remove_button.isEnabled()


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(3, "less than a minute left"), (40, "less than a minute left"), (7200, "about 2 hours left")],
)
def test_the_time_left_is_said_in_the_same_words_everywhere(seconds: float, said: str) -> None:
    assert index_words.time_left(seconds).replace("%Ln", "2") == said
    assert index_words.time_left(-1) == ""


def test_what_to_include_changes_the_count(wizard: Make, sample_photos: Path, until: Until) -> None:
    one = wizard(sample_photos)
    until(lambda: bool(one.counter.counts()))
    one.next()
    one.include_page.exclusions.setPlainText("boot/\n*-red-*\n")
    until(lambda: not one.counter.counting and one.counter.total() == 9)
    assert "9" in one.include_page.total.text()
    one.include_page.subfolders.setChecked(False)
    until(lambda: not one.counter.counting and one.counter.total() == 0)
    one.back()
    one.next()
    assert one.include_page.exclusions.toPlainText() == "boot/\n*-red-*\n"


def test_kinds_of_file_are_chosen_counted_remembered_and_shown(
    wizard: Make, sample_photos: Path, empty_engine: Engine, until: Until
) -> None:
    QImage(64, 64, QImage.Format.Format_RGB32).save(str(sample_photos / "drawn.png"))
    one = wizard(sample_photos)
    until(lambda: bool(one.counter.counts()))
    one.next()
    page = one.include_page
    assert all(box.isChecked() for box in page.kinds.values())
    for box in page.kinds.values():
        box.setChecked(False)
    assert not page.isComplete()
    page.kinds["png"].setChecked(True)
    assert page.isComplete()
    until(lambda: not one.counter.counting and one.counter.total() == 1)
    one.back()
    to_network_page(one, until)
    one.next()
    until(lambda: one.currentPage() is one.summary_page)
    assert empty_engine.library.catalogue.count_photos() == 1
    assert empty_engine.library.catalogue.folders()[0].rules.kinds == ("png",)
    shown_lines = [label.text() for label in one.summary_page.findChildren(QLabel)]
    assert "only PNG" in shown_lines
    assert not one.summary_page.skipped.model.rowCount()

    again = wizard(sample_photos)
    until(lambda: bool(again.counter.counts()) and not again.counter.counting)
    assert again.counter.total() == 1
    again.next()
    ticked = [kind for kind, box in again.include_page.kinds.items() if box.isChecked()]
    assert ticked == ["png"]


def test_closing_while_it_indexes_leaves_it_running(
    wizard: Make, sample_photos: Path, empty_indexing: IndexingController, until: Until
) -> None:
    one = wizard(sample_photos)
    to_network_page(one, until)
    sent: list[bool] = []
    one.sent_to_background.connect(lambda: sent.append(True))
    reports: list[Report] = []
    empty_indexing.finished.connect(reports.append)
    one.next()
    assert shown(one, QWizard.WizardButton.CustomButton1)
    QTest.keyClick(one, Qt.Key.Key_Escape)
    assert not one.isVisible()
    assert sent == [True]
    until(lambda: bool(reports))
    assert (reports[0].added, reports[0].cancelled) == (16, False)


def test_it_pauses_goes_on_and_stops(
    wizard: Make, sample_photos: Path, empty_indexing: IndexingController, until: Until
) -> None:
    one = wizard(sample_photos)
    to_network_page(one, until)
    page = one.progress_page
    one.next()
    page.pause_button.click()
    assert empty_indexing.state == "paused"
    assert page.stage.text() == "Paused"
    page.pause_button.click()
    assert page.running
    page.pause_button.click()
    one.button(QWizard.WizardButton.CustomButton2).click()
    until(lambda: one.currentPage() is one.summary_page)
    assert one.summary_page.title() == "Stopped"


def test_a_failure_is_said_on_the_page_and_can_be_tried_again(
    wizard: Make, sample_photos: Path, empty_engine: Engine, until: Until
) -> None:
    one = wizard(sample_photos)
    to_network_page(one, until)
    with empty_engine.library.writing():
        one.next()
        until(one.progress_page.fault.isVisible)
    assert "another ShoeGUI" in one.progress_page.fault.text()
    assert one.currentPage() is one.progress_page
    one.progress_page.again_button.click()
    until(lambda: one.currentPage() is one.summary_page)


def test_the_strip_shows_what_was_indexed(wizard: Make, sample_photos: Path) -> None:
    one = wizard()
    picture = QImage(str(next(sample_photos.rglob("*.jpg"))))
    one.progress_page.strip.add(picture)
    assert one.progress_page.strip.count == 1
    assert not one.progress_page.strip.grab().isNull()


def test_files_that_were_skipped_before_are_in_the_summary_and_the_export(
    wizard: Make, sample_photos: Path, empty_engine: Engine, until: Until, tmp_path: Path
) -> None:
    (sample_photos / "broken.jpg").write_bytes(b"no picture")
    empty_engine.library.index([sample_photos], IndexOptions(network=FAST, device="cpu"))
    (sample_photos / "empty.jpg").touch()
    one = wizard(sample_photos)
    to_network_page(one, until)
    one.next()
    until(lambda: one.currentPage() is one.summary_page)
    table = one.summary_page.skipped
    until(lambda: table.model.rowCount() == 2)
    for name, lines in (("list.csv", 3), ("list.txt", 2)):
        table.export(tmp_path / name)
        until((tmp_path / name).exists)
        assert len((tmp_path / name).read_text("utf-8").splitlines()) == lines


def test_an_export_never_takes_the_name_of_a_photo(
    qtbot: QtBot, jobs: Jobs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, until: Until
) -> None:
    photo = tmp_path / "a.jpg"
    photo.write_bytes(b"a photo")
    table = SkippedTable(JobScope(jobs), parent := QWidget())
    qtbot.addWidget(parent)
    table.show_files([SkippedFile(tmp_path / "b.jpg", "broken", "it is broken")])
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(photo), "Table (*.csv)"))

    table.export_button.click()

    until((tmp_path / "a.jpg.csv").exists)
    assert photo.read_bytes() == b"a photo"


def test_pages_that_are_not_made_yet_are_there_when_they_are_reached(
    qtbot: QtBot,
    empty_engine: Engine,
    jobs: Jobs,
    empty_indexing: IndexingController,
    tmp_path: Path,
) -> None:
    one = IndexWizard(empty_engine, jobs, empty_indexing, [tmp_path])
    qtbot.addWidget(one)
    one.show()
    assert one.pageIds() == [0]
    assert shown(one, QWizard.WizardButton.NextButton)
    qtbot.waitUntil(one.folders_page.isComplete)
    one.next()
    assert one.currentPage() is one.include_page
    one.close()


def test_a_wizard_may_be_closed_before_its_pages_are_made(
    qtbot: QtBot, empty_engine: Engine, jobs: Jobs, empty_indexing: IndexingController
) -> None:
    one = IndexWizard(empty_engine, jobs, empty_indexing)
    qtbot.addWidget(one)
    one.show()
    one.close()
    assert not one.isVisible()
