"""The table of skipped files: all of a path can be read, and any column puts it in order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from shoegui.gui.job_scope import JobScope
from shoegui.gui.jobs import Jobs
from shoegui.gui.skipped_table import SkippedTable
from shoegui.library.catalogue import SkippedFile
from tests.gui.test_translations import speak

LONG = Path("/photos/a holiday in the mountains/the third day/up to the hut and down again")
FILES = [
    SkippedFile(Path("/photos/b/one.jpg"), "damaged", "the JPEG picture is damaged"),
    SkippedFile(LONG / "two.jpg", "empty", "the file is empty"),
    SkippedFile(Path("/photos/b/Another.jpg"), "empty", "the file is empty"),
]
NAME, FOLDER, REASON = range(3)


@pytest.fixture
def table(qtbot: QtBot, jobs: Jobs) -> Iterator[SkippedTable]:
    scope = JobScope(jobs)
    parent = QWidget()
    qtbot.addWidget(parent)
    made = SkippedTable(scope, parent)
    made.show_files(FILES)
    parent.resize(1200, 400)
    made.resize(1200, 400)
    parent.show()
    yield made
    scope.close()


def column(table: SkippedTable, number: int, role: int = Qt.ItemDataRole.DisplayRole) -> list[str]:
    """What stands in a column, from above."""
    model = table.view.model()
    return [model.index(row, number).data(role) for row in range(model.rowCount())]


def test_they_stand_by_folder_until_somebody_wants_another_order(table: SkippedTable) -> None:
    assert column(table, NAME) == ["two.jpg", "Another.jpg", "one.jpg"]

    table.view.sortByColumn(NAME, Qt.SortOrder.AscendingOrder)
    assert column(table, NAME) == ["Another.jpg", "one.jpg", "two.jpg"]
    table.view.sortByColumn(REASON, Qt.SortOrder.DescendingOrder)
    assert column(table, NAME)[0] == "one.jpg"


def test_the_tool_tip_says_where_the_file_is(table: SkippedTable) -> None:
    for number in (NAME, FOLDER):
        tips = column(table, number, Qt.ItemDataRole.ToolTipRole)
        assert tips[0] == str(LONG / "two.jpg")


def test_the_tool_tip_says_all_that_is_known_of_the_reason(table: SkippedTable) -> None:
    tips = column(table, REASON, Qt.ItemDataRole.ToolTipRole)
    assert tips[2] == "the JPEG picture is damaged"


def test_a_tool_tip_is_not_in_another_language(table: SkippedTable, qapp: QApplication) -> None:
    speaking = speak(qapp, "de_DE")
    next(speaking)
    tips = column(table, REASON, Qt.ItemDataRole.ToolTipRole)
    next(speaking, None)
    assert tips[2].startswith("Die Bilddatei ist beschädigt.")


def test_a_folder_is_shown_whole_where_there_is_room(table: SkippedTable) -> None:
    for number in (NAME, FOLDER, REASON):
        assert table.view.columnWidth(number) >= table.view.sizeHintForColumn(number)


def test_in_a_narrow_table_every_column_has_its_share(table: SkippedTable) -> None:
    table.resize(500, 300)
    widths = [table.view.columnWidth(number) for number in (NAME, FOLDER, REASON)]

    assert sum(widths) <= table.view.viewport().width()
    assert min(widths) >= 60
    assert widths[FOLDER] < table.view.sizeHintForColumn(FOLDER)


def test_a_width_that_somebody_set_stays(table: SkippedTable) -> None:
    table.view.horizontalHeader().resizeSection(NAME, 77)
    table.resize(900, 300)
    assert table.view.columnWidth(NAME) == 77
