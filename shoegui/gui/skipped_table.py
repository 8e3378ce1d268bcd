"""The files that were skipped and why, as a table that can be exported."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from PySide6.QtCore import (
    QAbstractTableModel,
    QCollator,
    QEvent,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
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
# Shares of the table's width that the names, and the reasons, have at most beside the folders.
_NAMES, _REASONS = 0.3, 0.4
# So many rows beside those in sight are measured for that.
_MEASURED = 100
# No sentence is as long as that, in px.
_ONE_LINE = 100_000
_MOST_LINES = 5
_ENGLISH = (QLocale.Language.English, QLocale.Language.C)


class SkippedModel(QAbstractTableModel):
    """Rows are skipped files in the order asked for; columns are name, folder and reason."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        # As they were given, in whatever order they are shown.
        self.files: tuple[SkippedFile, ...] = ()
        self.reasons: tuple[str, ...] = ()
        self._rows: list[int] = []
        self._order = -1, Qt.SortOrder.AscendingOrder

    def show(self, files: Sequence[SkippedFile]) -> None:
        """Replace what is shown; the order stays that of the last `sort`."""
        self.beginResetModel()
        self.files = tuple(files)
        self.reasons = tuple(dict.fromkeys(self._texts(2)))
        self._rows = self._in_order()
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By what a column shows, in the locale's order; files alike there stay as given."""
        # A view asks twice for each click.
        if (column, order) == self._order:
            return
        self.layoutAboutToBeChanged.emit()
        before = self._rows
        self._order = column, order
        self._rows = self._in_order()
        row_of = {file: row for row, file in enumerate(self._rows)}
        held = self.persistentIndexList()
        moved = [self.index(row_of[before[one.row()]], one.column()) for one in held]
        self.changePersistentIndexList(held, moved)
        self.layoutChanged.emit()

    def _in_order(self) -> list[int]:
        column, order = self._order
        rows = list(range(len(self.files)))
        if column < 0:
            return rows
        # Qt's proxy for sorting would ask for both texts at each comparison, which takes seconds.
        key_of = cache(QCollator().sortKey)
        keys = [key_of(text) for text in self._texts(column)]
        return sorted(rows, key=keys.__getitem__, reverse=order == Qt.SortOrder.DescendingOrder)

    def _texts(self, column: int) -> Iterator[str]:
        if column == 2:
            # Thousands of files have a few reasons among them.
            said_of: dict[tuple[str, str], str] = {}
            for file in self.files:
                why = file.code, file.reason
                if why not in said_of:
                    said_of[why] = index_words.skipped(file)
                yield said_of[why]
            return
        for file in self.files:
            folder, _, name = str(file.path).rpartition(os.sep)
            text = folder if column else name
            # Nearly all are shown as they are, and `shown_path` looks at every letter.
            yield text if text.isprintable() else shown_path(text)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many files."""
        return 0 if parent.isValid() else len(self.files)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Name, folder, reason."""
        return 0 if parent.isValid() else 3

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """The text of a cell; where the file is, or all of the reason, as tooltip."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        file = self.files[self._rows[index.row()]]
        details = role == Qt.ItemDataRole.ToolTipRole
        if index.column() < 2:
            part = file.path.parent if index.column() else file.path.name
            return shown_path(file.path if details else part)
        # The details are in English.
        sentence, more = index_words.skipped(file), said(file.reason)
        if not details or QLocale().language() not in _ENGLISH or more == sentence:
            return sentence
        return f"{sentence}\n{more}"

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """The columns' names."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self.tr("File"), self.tr("Folder"), self.tr("Reason"))[section]


class _Sentences(QStyledItemDelegate):
    """Text that is read from its beginning, on as many lines as its row has room for."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideRight
        option.features |= QStyleOptionViewItem.ViewItemFeature.WrapText

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """What it takes on one line."""
        wide = QStyleOptionViewItem(option)
        wide.rect = QRect(0, 0, _ONE_LINE, option.rect.height())
        return super().sizeHint(wide, index)


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
        self.view.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.view.setItemDelegateForColumn(2, _Sentences(self))
        # By folder; within one they stay as they are shown.
        self.view.setSortingEnabled(True)
        self.view.sortByColumn(1, Qt.SortOrder.AscendingOrder)
        header = self.view.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setStretchLastSection(True)
        header.setResizeContentsPrecision(_MEASURED)
        header.sectionResized.connect(self._on_resized)
        self._sharing = self._own_widths = False
        self.view.viewport().installEventFilter(self)
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
        self.model.show(sorted(files, key=lambda one: one.path.parts))
        self.heading.setText(self.tr("%Ln files were skipped", "", len(files)))
        self.export_button.setEnabled(bool(files))
        self._share_width()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Share the table's new width among the columns."""
        if event.type() == QEvent.Type.Resize and watched is self.view.viewport():
            self._share_width()
        return False

    def _share_width(self) -> None:
        """To each what its longest text needs; where that is too much, the folders give way."""
        if self._own_widths:
            self._fit_rows()
            return
        room = self.view.viewport().width()
        header = self.view.horizontalHeader()
        gap = self.fontMetrics().averageCharWidth()
        name, folder, reason = (
            gap + max(self.view.sizeHintForColumn(one), header.sectionSizeHint(one))
            for one in range(3)
        )
        if name + folder + reason > room:
            name = min(name, round(_NAMES * room))
            reason = min(reason, round(_REASONS * room))
            folder = min(folder, room - name - reason)
        self._sharing = True
        header.resizeSection(0, name)
        header.resizeSection(1, folder)
        self._sharing = False
        self._fit_rows()

    def _fit_rows(self) -> None:
        """As high as the longest reason needs, all alike: there may be thousands of rows."""
        metrics = self.view.fontMetrics()
        edge = self.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin) + 1
        # The last column has the rest, or will have as soon as it is stretched.
        rest = self.view.viewport().width() - self.view.columnWidth(0) - self.view.columnWidth(1)
        room = QRect(0, 0, rest - 2 * edge, _ONE_LINE)
        needed = [
            metrics.boundingRect(room, Qt.TextFlag.TextWordWrap.value, text).height()
            for text in self.model.reasons[:_MEASURED]
        ]
        line = metrics.height()
        height = min(max(needed, default=line), _MOST_LINES * line) + round(0.6 * line)
        self.view.verticalHeader().setDefaultSectionSize(height)

    def _on_resized(self, section: int) -> None:
        # The last follows from the others. What somebody has set stays.
        if not self._sharing and section < 2:
            self._own_widths = True
            self._fit_rows()

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
