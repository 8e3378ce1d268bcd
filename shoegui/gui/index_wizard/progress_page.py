"""Fourth page: how far it is, how fast, what is indexed now; pause, stop, go on behind."""

from __future__ import annotations

import os

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
    QWizardPage,
)

from shoegui.basics.errors import shown_path
from shoegui.basics.progress import Progress
from shoegui.gui import index_words as words
from shoegui.gui.engine_words import fault_said, said
from shoegui.gui.index_wizard.strip import ThumbnailStrip
from shoegui.gui.indexing import IndexingController
from shoegui.gui.job_scope import JobScope
from shoegui.library.plan import IndexPlan
from shoegui.library.report import Report

_SEPARATOR = "  ·  "


class ProgressPage(QWizardPage):
    """Starts the run and shows it. `ended` brings its `Report`."""

    ended = Signal(object)

    def __init__(
        self, indexing: IndexingController, jobs: JobScope, plan: IndexPlan, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._indexing = indexing
        self._jobs = jobs
        self._plan = plan
        self._run = 0
        self._over = False
        self.setTitle(self.tr("Indexing your photos"))
        self.setSubTitle(
            self.tr("You can go on using ShoeGUI meanwhile. What is indexed so far can be found.")
        )
        self.bar = QProgressBar(self)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.stage = QLabel(self)
        self.figures = QLabel(self)
        self.place = QLabel(self)
        self.place.setTextFormat(Qt.TextFormat.PlainText)
        self.place.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.strip = ThumbnailStrip(self)
        self.fault = QLabel(self)
        self.fault.setWordWrap(True)
        self.fault.setTextFormat(Qt.TextFormat.PlainText)
        self.fault.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.pause_button = QPushButton(self)
        self.again_button = QPushButton(self.tr("Try &again"), self)
        self._lay_out()
        self.pause_button.clicked.connect(self._pause_or_resume)
        self.again_button.clicked.connect(self.begin)
        indexing.started.connect(self._show_state)
        indexing.state_changed.connect(self._show_state)
        indexing.progressed.connect(self._show_progress)
        indexing.photo_indexed.connect(self._load_thumbnail)
        indexing.finished.connect(self._finish)
        indexing.failed.connect(self._fail)

    @property
    def running(self) -> bool:
        """Whether this page's run was started and has not ended."""
        return self._run != 0 and not self._over

    def initializePage(self) -> None:
        """Begin."""
        self.begin()

    def begin(self) -> None:
        """Start the run that the plan describes."""
        self._over = False
        self.strip.clear()
        self.fault.hide()
        self.again_button.hide()
        self.pause_button.show()
        self.bar.setRange(0, 0)
        self.figures.clear()
        self.place.clear()
        self.stage.setText(self.tr("Starting…"))
        self._run = self._indexing.start(self._plan.folders(), self._plan.options())
        self._show_state()

    def stop(self) -> None:
        """Stop the run; what is done stays."""
        if self.running and self._indexing.run == self._run:
            self._indexing.cancel()

    def isComplete(self) -> bool:
        """Whether the run is over."""
        return self._run != 0 and self._over

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.figures, stretch=1)
        row.addWidget(self.again_button)
        row.addWidget(self.pause_button)
        layout = QVBoxLayout(self)
        layout.addWidget(self.stage)
        layout.addWidget(self.bar)
        layout.addLayout(row)
        layout.addWidget(self.place)
        layout.addSpacing(self.fontMetrics().height())
        layout.addWidget(self.fault)
        layout.addWidget(self.strip, stretch=1)
        self.again_button.hide()
        self.fault.hide()

    def _mine(self) -> bool:
        return self.running and self._indexing.run == self._run

    def _pause_or_resume(self) -> None:
        if self._indexing.state == "paused":
            self._indexing.resume()
        else:
            self._indexing.pause()

    def _show_state(self) -> None:
        paused = self._indexing.state == "paused"
        self.pause_button.setText(self.tr("&Resume") if paused else self.tr("&Pause"))
        self.pause_button.setEnabled(self._mine() and not self._indexing.stopping)
        if not self.running:
            return
        if not self._mine():
            self.stage.setText(self.tr("Waiting until other folders are done…"))
        elif self._indexing.stopping:
            self.stage.setText(self.tr("Stopping…"))
        elif paused:
            self.stage.setText(self.tr("Paused"))

    def _show_progress(self, progress: Progress, rate: float, seconds_left: float) -> None:
        if not self._mine() or self._indexing.stopping:
            return
        self.stage.setText(said(progress.stage))
        total = progress.total
        self.bar.setRange(0, total or 0)
        self.bar.setValue(progress.done if total else 0)
        if total:
            done = self.tr("{done} of {total}").format(
                done=words.number(progress.done), total=words.number(total)
            )
        else:
            done = self.tr("%Ln found", "", progress.done)
        parts = [done, words.rate(rate)]
        parts.append(words.time_left(seconds_left))
        if progress.skipped:
            parts.append(self.tr("%Ln skipped", "", progress.skipped))
        self.figures.setText(_SEPARATOR.join(part for part in parts if part))
        folder = shown_path(os.path.dirname(progress.detail) if total else progress.detail)  # noqa: PTH120
        width = max(self.place.width(), 20 * self.fontMetrics().height())
        elided = self.fontMetrics().elidedText(folder, Qt.TextElideMode.ElideMiddle, width)
        self.place.setText(elided)
        self.place.setToolTip(folder)

    def _load_thumbnail(self, content_hash: bytes) -> None:
        if not self._mine() or not self.isVisible():
            return
        library = self._indexing.engine.library

        def load(_job: object) -> QImage:
            return QImage.fromData(library.thumbnails().get(content_hash) or b"")

        def show(image: QImage) -> None:
            if not image.isNull():
                self.strip.add(image)

        self._jobs.start(load, done=show)

    def _finish(self, report: Report) -> None:
        if self._mine():
            self._over = True
            self.completeChanged.emit()
            self.ended.emit(report)

    def _fail(self, error: Exception) -> None:
        if not self._mine():
            return
        self._over = True
        self.bar.setRange(0, 1)
        self.bar.setValue(0)
        self.stage.setText(self.tr("Indexing had to stop. What was done is kept."))
        self.figures.clear()
        self.place.clear()
        self.fault.setText(fault_said(error))
        self.fault.show()
        self.pause_button.hide()
        self.again_button.show()
        self.ended.emit(None)
