"""The library's folders as a table: how each stands, how many photos it has, what was skipped."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal
from PySide6.QtGui import QBrush, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from shoegui.gui import index_words as words
from shoegui.gui.engine import Engine
from shoegui.gui.indexing import IndexingController
from shoegui.gui.job_scope import JobScope
from shoegui.gui.jobs import Job
from shoegui.gui.library_state import (
    FolderFacts,
    LibraryFacts,
    State,
    changes_in,
    folder_state,
    is_indexed_now,
)
from shoegui.gui.roomy_rows import RoomyRows
from shoegui.gui.theme import colours
from shoegui.library.counting import Count

_PATH = Qt.ItemDataRole.UserRole
_FOLDER, _STATE, _PHOTOS, _SKIPPED, _LOOKED = range(5)
_FEWEST_LETTERS = 24
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class LibraryFolders(QTreeWidget):
    """Shows `LibraryFacts`, and finds out in jobs what has changed in each folder."""

    chosen = Signal()

    def __init__(
        self, engine: Engine, jobs: JobScope, indexing: IndexingController, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._jobs = jobs
        self._indexing = indexing
        self._facts: tuple[FolderFacts, ...] = ()
        self._found: dict[Path, Count] = {}
        self._looking: Job | None = None
        self._waiting: list[FolderFacts] = []
        self.setRootIsDecorated(False)
        self.setItemDelegate(RoomyRows(self))
        self.setAllColumnsShowFocus(True)
        self.setUniformRowHeights(True)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAccessibleName(self.tr("Folders of the library"))
        self.setHeaderLabels(
            [
                self.tr("Folder"),
                self.tr("State"),
                self.tr("Photos"),
                self.tr("Skipped"),
                self.tr("Last looked at"),
            ]
        )
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_FOLDER, QHeaderView.ResizeMode.Fixed)
        # Once all of them have their new widths.
        header.sectionResized.connect(self._fit, Qt.ConnectionType.QueuedConnection)
        # Numbers, which end at the right, last: no words begin right behind them.
        header.moveSection(_LOOKED, _PHOTOS)
        for column in (_PHOTOS, _SKIPPED):
            self.headerItem().setTextAlignment(column, _RIGHT)
        self.itemSelectionChanged.connect(self.chosen)
        indexing.state_changed.connect(self._show_states)

    def show_facts(self, facts: LibraryFacts) -> None:
        """Show these folders, then look what has changed in them."""
        before = self.selected()
        self._facts = facts.folders
        self._found.clear()
        self.clear()
        for one in facts.folders:
            row = self._row(one)
            self.addTopLevelItem(row)
            if before is None or one.folder.id == before.folder.id:
                before = before or one
                self.setCurrentItem(row)
        self._waiting = list(facts.folders)
        self._show_states()
        self._look()

    def selected(self) -> FolderFacts | None:
        """The folder that is selected."""
        rows = self.selectedItems()
        path = rows[0].data(0, _PATH) if rows else None
        return next((one for one in self._facts if one.folder.path == path), None)

    def folder_state(self, facts: FolderFacts) -> State:
        """How a folder stands."""
        path = facts.folder.path
        busy = self._indexing.state != "idle" and is_indexed_now(path, self._indexing.folders)
        return folder_state(facts, self._found.get(path), indexing=busy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The folders take what the other columns leave."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self, resized: int = _STATE) -> None:
        if resized == _FOLDER:
            return
        header = self.header()
        rest = sum(header.sectionSize(column) for column in range(_FOLDER + 1, header.count()))
        # Where that is too little to know a folder by, the table scrolls.
        least = self.fontMetrics().averageCharWidth() * _FEWEST_LETTERS
        header.resizeSection(_FOLDER, max(least, self.viewport().width() - rest))

    def _row(self, facts: FolderFacts) -> QTreeWidgetItem:
        name = words.name_of(facts.folder.path)
        looked = _moment(facts.folder.scanned_at)
        skipped = words.number(facts.skipped) if facts.skipped else ""
        kinds = words.only_kinds(facts.folder.rules.kinds)
        if kinds:
            name = self.tr("{folder} ({kinds})").format(folder=name, kinds=kinds)
        row = QTreeWidgetItem([name, "", words.number(facts.photos), skipped, looked])
        row.setData(0, _PATH, facts.folder.path)
        row.setToolTip(_FOLDER, name)
        row.setTextAlignment(_PHOTOS, _RIGHT)
        row.setTextAlignment(_SKIPPED, _RIGHT)
        return row

    def _look(self) -> None:
        if self._looking is not None or not self._waiting:
            return
        facts = self._waiting.pop(0)

        def done(found: Count) -> None:
            self._looking = None
            self._found[facts.folder.path] = found
            self._show_states()
            self._look()

        self._looking = self._jobs.start(
            lambda job: changes_in(self._engine, facts.folder, job), done=done
        )

    def _show_states(self) -> None:
        hues = colours(self.palette())
        for position, facts in enumerate(self._facts):
            row = self.topLevelItem(position)
            if row is None:
                continue
            state = self.folder_state(facts)
            row.setText(_STATE, self._word(state, self._found.get(facts.folder.path)))
            text = self.palette().text()
            brushes = {"up_to_date": QBrush(hues.success), "offline": QBrush(hues.danger)}
            row.setForeground(_STATE, brushes.get(state, text))
            row.setToolTip(_STATE, self._explained(state))

    def _word(self, state: State, found: Count | None) -> str:
        if state == "changed" and found is not None:
            return self.tr("%Ln changes", "", found.new + found.changed + found.gone)
        return {
            "indexing": self.tr("Being indexed…"),
            "offline": self.tr("Not connected"),
            "new": self.tr("Not looked at yet"),
            "looking": self.tr("Looking…"),
            "changed": self.tr("Changed"),
            "up_to_date": self.tr("Up to date"),
        }[state]

    def _explained(self, state: State) -> str:
        if state == "offline":
            return self.tr(
                "The folder is not there now. Its photos can still be found; connect its drive to"
                " open them."
            )
        if state == "new":
            return self.tr("The first look at this folder was not finished. Look again to go on.")
        return ""


def _moment(scanned_at: str | None) -> str:
    if scanned_at is None:
        return ""
    moment = QDateTime.fromString(scanned_at, Qt.DateFormat.ISODate)
    # Not through `QTimeZone`, which reads all that is known of the zone for it.
    return QLocale().toString(moment.toLocalTime(), QLocale.FormatType.ShortFormat)
