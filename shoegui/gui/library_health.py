"""A library's room on disk, and whether it is sound: verify, and repair what is not."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QGroupBox, QHBoxLayout, QLabel, QPushButton, QWidget
from shiboken6 import isValid

from shoegui.gui import index_words as words
from shoegui.gui.engine import Engine
from shoegui.gui.engine_words import fault_said, said
from shoegui.gui.indexing import IndexingController
from shoegui.gui.job_scope import JobScope
from shoegui.gui.library_state import INDEX
from shoegui.library.options import IndexOptions

if TYPE_CHECKING:
    from shoegui.library.health import Health


# As the engine names them.
_PARTS = ("database", INDEX, "thumbnails")


class LibraryHealth(QGroupBox):
    """Sizes, a verdict, and buttons for another one."""

    def __init__(
        self,
        engine: Engine,
        jobs: JobScope,
        indexing: IndexingController,
        parent: QWidget,
        repaired: Callable[[], None] = lambda: None,
    ) -> None:
        """`repaired` is called after a repair, also when this is not there any more by then."""
        super().__init__(parent)
        self._tell_repaired = repaired
        self._engine = engine
        self._jobs = jobs
        self._indexing = indexing
        self.setTitle(self.tr("On disk"))
        self.sizes = {name: QLabel(self) for name in _PARTS}
        self.verdict = QLabel(self)
        self.verdict.setWordWrap(True)
        self.verdict.setTextFormat(Qt.TextFormat.PlainText)
        self.verify_button = QPushButton(self.tr("&Verify"), self)
        self.verify_button.setToolTip(self.tr("Look for damage in the library"))
        self.repair_button = QPushButton(self.tr("R&epair"), self)
        self.repair_button.setToolTip(self.tr("Mend what was found; photos are not touched"))
        self.repair_button.hide()
        buttons = QHBoxLayout()
        for button in (self.verify_button, self.repair_button):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch()
        layout = QFormLayout(self)
        titles = (self.tr("Library:"), self.tr("Search index:"), self.tr("Thumbnails:"))
        for title, label in zip(titles, self.sizes.values(), strict=True):
            layout.addRow(title, label)
        layout.addRow(self.verdict)
        layout.addRow(buttons)
        self.verify_button.clicked.connect(self.verify)
        self.repair_button.clicked.connect(self.repair)

    def show_sizes(self, sizes: dict[str, int | None]) -> None:
        """Show how large each part is, as `sizes_on_disk` has it."""
        for name, label in self.sizes.items():
            size = sizes.get(name, 0)
            none = self.tr("none needed for so few photos")
            label.setText(none if size is None else words.size(size))
            why = self.tr("A search compares so few photos one by one, which is just as quick.")
            label.setToolTip(why if size is None else "")

    def verify(self) -> None:
        """Look for damage, unless that is done already or a repair runs."""
        if not self.verify_button.isEnabled():
            return
        self._begin(self.tr("Verifying…"))
        self._jobs.start(
            lambda job: self._engine.check(job.cancel), done=self._verified, failed=self._failed
        )

    def repair(self) -> None:
        """Mend what was found, then make again what has to be made from the photos."""
        self._begin(self.tr("Repairing…"))
        self._indexing.alone(
            lambda job: self._engine.repair(job.cancel), done=self._repaired, failed=self._failed
        )

    def _begin(self, text: str) -> None:
        self.verdict.setText(text)
        self.verify_button.setEnabled(False)
        self.repair_button.hide()

    def _verified(self, health: Health) -> None:
        self.verify_button.setEnabled(True)
        if not health.problems:
            self.verdict.setText(self.tr("Everything is sound."))
            return
        self.verdict.setText("\n".join(map(said, health.problems)))
        self.repair_button.show()

    def _repaired(self, health: Health) -> None:
        lines = [said(one) for one in health.mended]
        if health.folders_lost:
            lines.append(self.tr("Add your folders again; the photos in them are untouched."))
        elif health.to_do:
            self._indexing.start((), IndexOptions(device=self._engine.device))
            lines.append(self.tr("What is missing is being made again from the photos."))
        self._tell_repaired()
        # The page may have been closed meanwhile.
        if not isValid(self):
            return
        self.verify_button.setEnabled(True)
        self.verdict.setText("\n".join(lines or [self.tr("Everything is sound.")]))

    def _failed(self, error: Exception) -> None:
        if not isValid(self):
            return
        self.verify_button.setEnabled(True)
        self.verdict.setText(fault_said(error))
