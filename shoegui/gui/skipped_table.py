"""The files that were skipped and why, as a table that can be exported."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from shoegui.basics.errors import shown_path
from shoegui.gui import index_words
from shoegui.gui.engine_words import fault_said, said
from shoegui.gui.job_scope import JobScope
from shoegui.library.catalogue import SkippedFile

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class SkippedModel(QAbstractTableModel):
    """Rows are skipped files; columns are name, folder and reason."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.files: tuple[SkippedFile, ...] = ()

    def show(self, files: Sequence[SkippedFile]) -> None:
        """Replace what is shown."""
        self.beginResetModel()
        self.files = tuple(files)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many files."""
        return 0 if parent.isValid() else len(self.files)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Name, folder, reason."""
        return 0 if parent.isValid() else 3

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """The text of a cell; the whole of it as tooltip."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        file = self.files[index.row()]
        if index.column() == 0:
            return shown_path(file.path.name)
        if index.column() == 1:
            return shown_path(file.path.parent)
        details = role == Qt.ItemDataRole.ToolTipRole
        return said(file.reason) if details else index_words.skipped(file)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """The columns' names."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self.tr("File"), self.tr("Folder"), self.tr("Reason"))[section]


class SkippedTable(QWidget):
    """The table with a heading and a button that exports it."""

    def __init__(self, jobs: JobScope, parent: QWidget) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self.model = SkippedModel(self)
        self.heading = QLabel(self)
        self.view = QTableView(self)
        self.view.setModel(self.model)
        self.view.setAccessibleName(self.tr("Skipped files"))
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.view.setTabKeyNavigation(False)
        self.view.setWordWrap(False)
        self.view.setShowGrid(False)
        self.view.verticalHeader().hide()
        self.view.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * 1.6))
        header = self.view.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setStretchLastSection(True)
        for section, widths in ((0, 9), (1, 11)):
            header.setSectionResizeMode(section, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(section, widths * self.fontMetrics().height())
        self.export_button = QPushButton(self.tr("&Export list…"), self)
        self.export_button.clicked.connect(self._ask_where)
        row = QHBoxLayout()
        row.addWidget(self.heading, stretch=1)
        row.addWidget(self.export_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(row)
        layout.addWidget(self.view, stretch=1)

    def show_files(self, files: Sequence[SkippedFile]) -> None:
        """Show these files, sorted by place."""
        self.model.show(sorted(files, key=lambda one: one.path))
        self.heading.setText(self.tr("%Ln files were skipped", "", len(files)))
        self.export_button.setEnabled(bool(files))

    def export(self, file: Path) -> None:
        """Write the list to `file`: a table if its name ends in .csv, else lines of text."""
        files = self.model.files

        def write(_job: object) -> None:
            from shoegui.basics.files import write_atomically
            from shoegui.library.skipped_list import as_csv, as_text

            make = as_csv if file.suffix.lower() == ".csv" else as_text
            write_atomically(file, make(files))

        def done(_result: None) -> None:
            self.heading.setText(self.tr("Written to {file}").format(file=shown_path(file)))

        def failed(error: Exception) -> None:
            self.heading.setText(fault_said(error))

        self._jobs.start(write, done=done, failed=failed)

    def _ask_where(self) -> None:
        kinds = self.tr("Table (*.csv);;Text (*.txt)")
        name, kind = QFileDialog.getSaveFileName(
            self, self.tr("Export the skipped files"), self.tr("skipped files.csv"), kinds
        )
        if name:
            file = Path(name)
            # Never a photo, even if one is chosen.
            if file.suffix.lower() not in {".csv", ".txt"}:
                file = file.with_name(file.name + (".txt" if "*.txt" in kind else ".csv"))
            self.export(file)
