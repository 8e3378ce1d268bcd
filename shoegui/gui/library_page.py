"""The library page: folders, network, processor, sizes on disk, verify and repair.

Shows and asks; what it sets off goes through jobs and the indexing controller.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from shoegui.basics.settings import change_settings
from shoegui.gui import index_words as words
from shoegui.gui.engine import Engine
from shoegui.gui.engine_words import fault_said, said
from shoegui.gui.indexing import IndexingController
from shoegui.gui.job_scope import JobScope
from shoegui.gui.jobs import Job, Jobs
from shoegui.gui.library_folders import LibraryFolders
from shoegui.gui.library_health import LibraryHealth
from shoegui.gui.library_state import LibraryFacts, gather, sizes_on_disk, skipped_in
from shoegui.gui.network_change import UnfinishedChange, change_in_words
from shoegui.gui.skipped_table import SkippedTable
from shoegui.library.catalogue import Folder
from shoegui.library.options import IndexOptions

_AFTER_SHOWN_MS = 50


class LibraryPage(QDialog):
    """Looks after one library. What it changes, `IndexingController.library_changed` tells."""

    add_folders_requested = Signal()
    closed = Signal()

    def __init__(
        self,
        engine: Engine,
        jobs: Jobs,
        indexing: IndexingController,
        parent: QWidget | None = None,
        *,
        settings_file: Path | None = None,
        repaired: Callable[[], None] = lambda: None,
    ) -> None:
        """`settings_file` is the library's own where none is named.

        `repaired` is called after each repair, also when the page was closed meanwhile.
        """
        super().__init__(parent)
        self._engine = engine
        self._jobs = JobScope(jobs)
        self._indexing = indexing
        self._settings_file = settings_file or engine.paths.settings_file
        self.facts: LibraryFacts | None = None
        self.setWindowTitle(self.tr("Library"))
        self.folders = LibraryFolders(engine, self._jobs, indexing, self)
        self.add_button = QPushButton(self.tr("&Add folders…"), self)
        self.look_button = QPushButton(self.tr("&Look again"), self)
        self.look_all_button = QPushButton(self.tr("Look at all a&gain"), self)
        self.remove_button = QPushButton(self.tr("&Remove…"), self)
        self.skipped_button = QPushButton(self.tr("S&kipped files…"), self)
        self.network = QComboBox(self)
        self.device = QComboBox(self)
        self.unfinished = UnfinishedChange(self)
        self.status = QLabel(self)
        self.health = LibraryHealth(engine, self._jobs, indexing, self, repaired)
        self._just_shown = QTimer(self, singleShot=True, interval=_AFTER_SHOWN_MS)
        self._fill_devices()
        self._lay_out()
        self._connect()
        self._show_buttons()

    def showEvent(self, event: QShowEvent) -> None:
        """Look at the library, a moment later: jobs would hold up the page as it comes."""
        super().showEvent(event)
        self._just_shown.start()

    def verify_when_shown(self) -> None:
        """Look for damage, once the page is there to say what is found."""
        if self.isVisible():
            self.health.verify()
        else:
            self._just_shown.timeout.connect(
                self.health.verify, Qt.ConnectionType.SingleShotConnection
            )

    def reload(self) -> None:
        """Look at the library anew."""
        self._jobs.start(lambda _job: gather(self._engine), done=self._show, channel="library-page")
        self._jobs.start(
            lambda _job: sizes_on_disk(self._engine),
            done=self.health.show_sizes,
            channel="library-sizes",
        )

    def done(self, result: int) -> None:
        """Close; what was set off goes on, but nothing is shown any more."""
        self._jobs.close()
        super().done(result)
        self.closed.emit()

    def look_again(self) -> None:
        """Bring the selected folder up to date."""
        chosen = self.folders.selected()
        if chosen is not None:
            self._indexing.start([chosen.folder.path], self._options())

    def look_at_all_again(self) -> None:
        """Bring every folder up to date."""
        self._indexing.start((), self._options())

    def remove_selected(self) -> None:
        """Take the selected folder out of the library, after asking."""
        chosen = self.folders.selected()
        if chosen is None:
            return
        name = words.name_of(chosen.folder.path)
        box = self._question(
            self.tr("Remove {folder} from the library?").format(folder=name),
            self.tr(
                "Its %Ln photos will no longer be found. The files themselves are not touched.",
                "",
                chosen.photos,
            ),
            self.tr("&Remove from library"),
        )
        box.accepted.connect(lambda: self._remove(chosen.folder))
        box.open()

    def change_network(self) -> None:
        """Use the network that is selected, after asking."""
        facts, name = self.facts, self.network.currentData()
        if facts is None or name == facts.network:
            return
        box = self._question(
            self.tr("Change to {network}?").format(network=name),
            change_in_words(facts, name),
            self.tr("&Change network"),
        )
        box.accepted.connect(lambda: self._indexing.start((), self._options(name)))
        box.rejected.connect(self._show_network)
        box.open()

    def show_skipped(self) -> QDialog:
        """The files of the selected folder that were skipped, and why."""
        chosen = self.folders.selected()
        folder = None if chosen is None else chosen.folder
        dialog = QDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Skipped files"))
        table = SkippedTable(self._jobs, dialog)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, dialog)
        buttons.rejected.connect(dialog.reject)
        layout = QVBoxLayout(dialog)
        layout.addWidget(table)
        layout.addWidget(buttons)
        em = self.fontMetrics().height()
        dialog.resize(QSize(62 * em, 24 * em).boundedTo(self.screen().availableSize()))

        job = self._jobs.start(lambda _job: skipped_in(self._engine, folder), done=table.show_files)
        dialog.finished.connect(lambda _result: self._jobs.cancel(job.id))
        dialog.open()
        return dialog

    def choose_device(self) -> None:
        """Search and index on the device that is selected, if it works, and remember it."""
        device = self.device.currentData()
        if device == self._engine.device:
            return
        file = self._settings_file

        def use(_job: Job) -> None:
            self._engine.use_device(device)
            change_settings(file, device=device)

        def done(_result: None) -> None:
            self.status.setText(
                self.tr("ShoeGUI runs on {device} now.").format(
                    device=said(self._engine.device_label)
                )
            )

        self.status.setText(self.tr("Trying it…"))
        self._jobs.start(use, done=done, failed=self._refuse_device, channel="library-device")

    def _lay_out(self) -> None:
        buttons = QVBoxLayout()
        for button in (
            self.add_button,
            self.look_button,
            self.look_all_button,
            self.skipped_button,
            self.remove_button,
        ):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch()
        top = QHBoxLayout()
        top.addWidget(self.folders, stretch=1)
        top.addLayout(buttons)
        search = QGroupBox(self.tr("How photos are looked at"), self)
        form = QFormLayout(search)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        for choice in (self.network, self.device):
            choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        form.addRow(self.tr("&Network:"), self.network)
        form.addRow(self.unfinished)
        form.addRow(self.tr("&Processor:"), self.device)
        form.addRow(self.status)
        self.status.setWordWrap(True)
        self.status.setTextFormat(Qt.TextFormat.PlainText)
        bottom = QHBoxLayout()
        bottom.addWidget(search, stretch=1)
        bottom.addWidget(self.health, stretch=1)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        close.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(top, stretch=1)
        layout.addLayout(bottom)
        layout.addWidget(close)
        em = self.fontMetrics().height()
        self.resize(QSize(72 * em, 36 * em).boundedTo(self.screen().availableSize()))

    def _connect(self) -> None:
        self.add_button.clicked.connect(self.add_folders_requested)
        self.look_button.clicked.connect(self.look_again)
        self.look_all_button.clicked.connect(self.look_at_all_again)
        self.remove_button.clicked.connect(self.remove_selected)
        self.skipped_button.clicked.connect(self.show_skipped)
        self.network.activated.connect(self.change_network)
        self.device.activated.connect(self.choose_device)
        self.unfinished.resume_wanted.connect(
            lambda name: self._indexing.start((), self._options(name))
        )
        self.folders.chosen.connect(self._show_buttons)
        self._just_shown.timeout.connect(self._reload_if_shown)
        self._indexing.library_changed.connect(self._reload_if_shown)
        self._indexing.finished.connect(self._reload_if_shown)
        self._indexing.failed.connect(self._reload_if_shown)

    def _fill_devices(self) -> None:
        for title, kind in (
            (self.tr("The fastest that works"), "auto"),
            (self.tr("NVIDIA GPU (CUDA)"), "cuda"),
            (self.tr("CPU"), "cpu"),
        ):
            self.device.addItem(title, kind)
        self._show_device()

    def _show_device(self) -> None:
        if self.device.findData(self._engine.device) < 0:
            self.device.addItem(self._engine.device, self._engine.device)
        self.device.setCurrentIndex(self.device.findData(self._engine.device))

    def _show(self, facts: LibraryFacts) -> None:
        self.facts = facts
        self.folders.show_facts(facts)
        self.network.clear()
        for one in facts.networks:
            self.network.addItem(one.name, one.name)
            last = self.network.count() - 1
            self.network.setItemData(last, said(one.description), Qt.ItemDataRole.ToolTipRole)
        self._show_network()
        self.unfinished.show_facts(facts, indexing=self._indexing.state != "idle")
        self._show_buttons()

    def _show_network(self) -> None:
        if self.facts is not None:
            self.network.setCurrentIndex(self.network.findData(self.facts.network))

    def _show_buttons(self) -> None:
        chosen = self.folders.selected()
        self.look_button.setEnabled(chosen is not None)
        self.remove_button.setEnabled(chosen is not None)
        self.skipped_button.setEnabled(chosen is not None and chosen.skipped > 0)
        self.look_all_button.setEnabled(self.facts is not None and bool(self.facts.folders))

    def _options(self, network: str = "") -> IndexOptions:
        return IndexOptions(network=network, device=self._engine.device)

    def _question(self, title: str, text: str, yes: str) -> QMessageBox:
        box = QMessageBox(QMessageBox.Icon.Question, self.windowTitle(), title, parent=self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setInformativeText(text)
        box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        return box

    def _remove(self, folder: Folder) -> None:
        self._indexing.alone(
            lambda _job: self._engine.library.forget(folder.path),
            done=lambda _folder: None,
            failed=self._say,
            forgets=folder.path,
        )

    def _refuse_device(self, error: Exception) -> None:
        self._show_device()
        self._say(error)

    def _say(self, error: Exception) -> None:
        if isValid(self):
            self.status.setText(fault_said(error))

    def _reload_if_shown(self) -> None:
        if self.isVisible():
            self.reload()
