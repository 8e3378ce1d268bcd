"""The table of skipped files: all of a path can be read, and any column puts it in order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from shoegui.gui import index_words, skipped_table
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
_LONGEST = "The picture is damaged. Copy it again from where it came."


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


def test_putting_many_in_order_makes_no_words_for_each_comparison(
    table: SkippedTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some thousand files would keep the window waiting for seconds."""
    table.show_files([SkippedFile(Path(f"/photos/{one}.jpg"), "empty", "") for one in range(99)])
    said: list[object] = []

    def say(what: object) -> str:
        said.append(what)
        return str(what)

    monkeypatch.setattr(index_words, "skipped", say)
    monkeypatch.setattr(skipped_table, "shown_path", say)
    for number in (REASON, NAME, FOLDER):
        table.view.sortByColumn(number, Qt.SortOrder.DescendingOrder)
    assert len(said) <= 1, "the one reason that there is"


def test_files_alike_stay_by_place_in_either_direction(table: SkippedTable) -> None:
    for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
        table.view.sortByColumn(REASON, order)
        names = column(table, NAME)
        assert names.index("two.jpg") < names.index("Another.jpg")


def test_new_files_stand_in_the_order_that_was_chosen(table: SkippedTable) -> None:
    table.view.sortByColumn(NAME, Qt.SortOrder.DescendingOrder)
    table.show_files([*FILES, SkippedFile(Path("/photos/b/ten.jpg"), "empty", "it is empty")])
    assert column(table, NAME) == ["two.jpg", "ten.jpg", "one.jpg", "Another.jpg"]


def test_letters_stand_where_the_language_has_them(table: SkippedTable) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    places = [Path("/photos") / name for name in ("z.jpg", "ä.jpg", "B.jpg", "a.jpg")]
    table.show_files([SkippedFile(place, "empty", "it is empty") for place in places])
    table.view.sortByColumn(NAME, Qt.SortOrder.AscendingOrder)
    names = column(table, NAME)
    QLocale.setDefault(before)
    assert names == ["a.jpg", "ä.jpg", "B.jpg", "z.jpg"]


def test_the_selected_file_stays_selected_in_another_order(table: SkippedTable) -> None:
    table.view.selectRow(column(table, NAME).index("one.jpg"))
    for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
        table.view.sortByColumn(NAME, order)
        rows = table.view.selectionModel().selectedRows()
        assert [row.data() for row in rows] == ["one.jpg"]
        assert table.view.currentIndex().data() == "one.jpg"


def test_the_list_is_exported_by_place_whatever_the_order(
    table: SkippedTable, tmp_path: Path, qtbot: QtBot
) -> None:
    table.view.sortByColumn(NAME, Qt.SortOrder.DescendingOrder)
    file = tmp_path / "list.txt"
    table.export(file)
    qtbot.waitUntil(file.exists)
    places = [line.split(": ")[0] for line in file.read_text("utf-8").splitlines()]
    assert places == sorted(str(one.path) for one in FILES)


@pytest.mark.parametrize(
    ("place", "why"),
    [("folder.txt", "it is a folder"), ("file/list.txt", "its folder is not there")],
)
def test_a_place_where_no_list_can_be_is_said_to_be_none(
    table: SkippedTable, tmp_path: Path, qtbot: QtBot, place: str, why: str
) -> None:
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "file").write_text("I am a file")
    table.export(tmp_path / place)
    qtbot.waitUntil(lambda: "could not be written" in table.heading.text())
    assert table.heading.text().endswith(f"{why}. Choose another place")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["file", "folder.txt"]


def test_the_tool_tip_says_where_the_file_is(table: SkippedTable) -> None:
    for number in (NAME, FOLDER):
        tips = column(table, number, Qt.ItemDataRole.ToolTipRole)
        assert tips[0] == str(LONG / "two.jpg")


def test_the_tool_tip_says_all_that_is_known_of_the_reason(table: SkippedTable) -> None:
    tips = column(table, REASON, Qt.ItemDataRole.ToolTipRole)
    assert (
        tips[2] == "The picture is damaged. Copy it again from where it came.\n" + FILES[0].reason
    )


def test_a_tool_tip_is_not_in_another_language(table: SkippedTable, qapp: QApplication) -> None:
    speaking = speak(qapp, "de_DE")
    next(speaking)
    tips = column(table, REASON, Qt.ItemDataRole.ToolTipRole)
    next(speaking, None)
    assert tips[2].startswith("Die Bilddatei ist beschädigt.")


def test_a_folder_is_shown_whole_where_there_is_room(table: SkippedTable) -> None:
    for number in (NAME, FOLDER, REASON):
        assert table.view.columnWidth(number) >= table.view.sizeHintForColumn(number)


@pytest.mark.parametrize("width", [1200, 500, 340])
def test_a_reason_is_never_cut_off(table: SkippedTable, width: int) -> None:
    """It says what to do, at its end."""
    table.resize(width, 300)
    view = table.view
    needed = view.fontMetrics().boundingRect(
        QRect(0, 0, view.columnWidth(REASON) - 8, 999), Qt.TextFlag.TextWordWrap.value, _LONGEST
    )
    assert view.rowHeight(0) == view.rowHeight(2) >= needed.height()
    lines = needed.height() // view.fontMetrics().height()
    assert (lines > 1) == (width < 1200), "only where it needs to"


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
