"""First page: which folders. They are added with a button, by dropping, or from suggestions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QRect, QStandardPaths, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QFocusEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
    QWizardPage,
)

from shoegui.gui import index_words as words
from shoegui.gui.engine import Engine
from shoegui.gui.index_wizard.counter import FolderCounter
from shoegui.gui.job_scope import JobScope
from shoegui.gui.roomy_rows import RoomyRows
from shoegui.gui.theme import colours
from shoegui.library.catalogue import Folder
from shoegui.library.plan import Candidate, Entry, IndexPlan, library_folder_of, look_at

_PATH = Qt.ItemDataRole.UserRole


class FolderList(QTreeWidget):
    """The chosen folders; says what to do while there is none."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.hint = ""
        self.setRootIsDecorated(False)
        self.setItemDelegate(RoomyRows(self))
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select the row that Qt frames, which otherwise looks selected and is not."""
        super().focusInEvent(event)
        current = self.currentItem()
        if current is not None and not self.selectedItems():
            current.setSelected(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, or the hint."""
        super().paintEvent(event)
        if self.topLevelItemCount() or not self.hint:
            return
        painter = QPainter(self.viewport())
        painter.setPen(self.palette().placeholderText().color())
        margin = self.fontMetrics().height()
        area = self.viewport().rect().adjusted(margin, margin, -margin, -margin)
        flags = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextWordWrap.value
        painter.drawText(QRect(area), flags, self.hint)
        painter.end()


class FoldersPage(QWizardPage):
    """Shows the plan's folders with what is found in them so far."""

    def __init__(
        self,
        engine: Engine,
        jobs: JobScope,
        plan: IndexPlan,
        counter: FolderCounter,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._jobs = jobs
        self._plan = plan
        self._counter = counter
        self.setTitle(self.tr("Which folders hold your photos?"))
        self.setSubTitle(
            self.tr("ShoeGUI looks at the photos in them and remembers what it saw. It only reads.")
        )
        self.setAcceptDrops(True)
        self.list = FolderList(self)
        self.list.hint = self.tr("Drop folders here, or use Add folder.")
        self.list.setHeaderLabels([self.tr("Folder"), self.tr("Photos"), self.tr("Note")])
        self.list.setAccessibleName(self.tr("Chosen folders"))
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        self.add_button = QPushButton(self.tr("&Add folder…"), self)
        self.remove_button = QPushButton(self.tr("&Remove"), self)
        self.remove_button.setToolTip(self.tr("Take the selected folders off this list"))
        self.faults = QLabel(self)
        self.faults.setWordWrap(True)
        self.faults.setTextFormat(Qt.TextFormat.PlainText)
        self.faults.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.total = QLabel(self)
        self._suggestions = QHBoxLayout()
        self._lay_out()
        self.add_button.clicked.connect(self._ask_for_folder)
        self.remove_button.clicked.connect(self.remove_selected)
        self.list.itemSelectionChanged.connect(self._show_buttons)
        delete = QShortcut(QKeySequence.StandardKey.Delete, self.list)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self.remove_selected)
        counter.changed.connect(self._show_counts)
        self._show()
        self._find_suggestions()

    def add_folders(self, folders: Sequence[Path]) -> None:
        """Choose folders; what is wrong with some of them is said on the page."""
        engine = self._engine

        def look(_job: object) -> list[tuple[Candidate, Folder | None]]:
            known = engine.library.catalogue.folders()
            found = [look_at(one, engine.paths) for one in folders]
            return [(one, library_folder_of(one, known)) for one in found]

        def done(found: list[tuple[Candidate, Folder | None]]) -> None:
            for one, before in found:
                if self._plan.add(one) and before is not None:
                    self._plan.start_from(before.rules)
            said = [words.fault(one) for one, _ in found if one.fault is not None]
            self.faults.setText("\n".join(said))
            self.faults.setVisible(bool(said))
            self._show([one.path for one, _ in found])

        if folders:
            self._jobs.start(look, done=done)

    def remove_selected(self) -> None:
        """Choose the selected folders no longer."""
        first = min((one.row() for one in self.list.selectedIndexes()), default=0)
        for item in self.list.selectedItems():
            self._plan.remove(item.data(0, _PATH))
        self._show()
        # The next one, so that several can be taken off one after another.
        after = self.list.topLevelItem(min(first, self.list.topLevelItemCount() - 1))
        if after is not None:
            self.list.setCurrentItem(after)

    def isComplete(self) -> bool:
        """Whether there is a folder to index."""
        return bool(self._plan.folders())

    def initializePage(self) -> None:
        """Count what was counted by other rules before."""
        self._counter.update()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take local files and folders; which of them are folders the drop tells."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            _accept_as_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Choose what was dropped."""
        urls = event.mimeData().urls()
        self.add_folders([Path(one.toLocalFile()) for one in urls if one.isLocalFile()])
        _accept_as_copy(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._paint_faults()

    def _lay_out(self) -> None:
        buttons = QVBoxLayout()
        buttons.addWidget(self.add_button)
        buttons.addWidget(self.remove_button)
        buttons.addStretch()
        row = QHBoxLayout()
        row.addWidget(self.list, stretch=1)
        row.addLayout(buttons)
        layout = QVBoxLayout(self)
        layout.addLayout(row, stretch=1)
        layout.addWidget(self.faults)
        layout.addLayout(self._suggestions)
        layout.addWidget(self.total)
        self.faults.hide()
        self._paint_faults()

    def _paint_faults(self) -> None:
        palette = self.palette()
        palette.setColor(self.faults.foregroundRole(), colours(palette).danger)
        self.faults.setPalette(palette)

    def _find_suggestions(self) -> None:
        place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        paths = self._engine.paths

        def done(found: Candidate) -> None:
            if found.fault is None and self._suggestions.count() == 0:
                self._suggest(found.path)

        if place:
            self._jobs.start(lambda _job: look_at(Path(place), paths), done=done)

    def _suggest(self, folder: Path) -> None:
        button = QPushButton(
            self.tr("Add {folder}").format(folder=words.name_of(folder).replace("&", "&&")), self
        )
        button.clicked.connect(lambda: self.add_folders([folder]))
        self._suggestions.addWidget(QLabel(self.tr("Suggested:"), self))
        self._suggestions.addWidget(button)
        self._suggestions.addStretch()

    def _ask_for_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Choose a folder of photos"))
        if chosen:
            self.add_folders([Path(chosen)])

    def _show(self, selected: Sequence[Path] = ()) -> None:
        self._counter.update()
        self.list.clear()
        for entry in self._plan.entries():
            row = self._row(entry)
            self.list.addTopLevelItem(row)
            if entry.folder.path in selected:
                if not self.list.selectedItems():
                    self.list.setCurrentItem(row)
                row.setSelected(True)
        self._show_counts()
        self._show_buttons()
        self.completeChanged.emit()

    def _row(self, entry: Entry) -> QTreeWidgetItem:
        name = words.name_of(entry.folder.path)
        row = QTreeWidgetItem([name, "", words.covered(entry)])
        row.setToolTip(0, name)
        row.setToolTip(2, words.covered(entry))
        row.setData(0, _PATH, entry.folder.path)
        row.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return row

    def _show_counts(self) -> None:
        for position, entry in enumerate(self._plan.entries()):
            row = self.list.topLevelItem(position)
            if row is None or entry.covered_by is not None:
                continue
            path = entry.folder.path
            found = self._counter.count_of(path)
            shown = words.number(self._counter.photos_in(path))
            row.setText(
                1, shown if found is not None else self.tr("{number}…").format(number=shown)
            )
            if found is not None:
                row.setText(2, self._note(found.photos, found.new, len(found.problems)))
        self.total.setText(self._total())

    def _note(self, photos: int, new: int, problems: int) -> str:
        if problems:
            return self.tr("%Ln places cannot be read", "", problems)
        if photos and new == 0:
            return self.tr("In the library already")
        if new < photos:
            return self.tr("%Ln new", "", new)
        return ""

    def _total(self) -> str:
        folders = len(self._plan.folders())
        if not folders:
            return ""
        found = self.tr("%Ln photos", "", self._counter.total())
        if self._counter.counting:
            return self.tr("{photos} so far, still looking…").format(photos=found)
        return found

    def _show_buttons(self) -> None:
        self.remove_button.setEnabled(bool(self.list.selectedItems()))


def _accept_as_copy(event: QDropEvent) -> None:
    """Never as a move, after which the other program may delete what was dragged."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()
