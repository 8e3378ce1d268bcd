"""The wizard: puts its pages around one plan, and says what closing it means on each.

While indexing runs, closing leaves it running in the background.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget, QWizard

from shoegui.gui.engine import Engine
from shoegui.gui.in_pieces import InPieces
from shoegui.gui.index_wizard.counter import FolderCounter
from shoegui.gui.index_wizard.folders_page import FoldersPage
from shoegui.gui.index_wizard.include_page import IncludePage
from shoegui.gui.index_wizard.network_page import NetworkPage
from shoegui.gui.index_wizard.progress_page import ProgressPage
from shoegui.gui.index_wizard.summary_page import SummaryPage
from shoegui.gui.indexing import IndexingController
from shoegui.gui.job_scope import JobScope
from shoegui.gui.jobs import Jobs
from shoegui.library.plan import IndexPlan
from shoegui.library.report import Report

_Button = QWizard.WizardButton
_BACKGROUND = _Button.CustomButton1
_STOP = _Button.CustomButton2
# The places of the pages, which are their ids.
_PROGRESS, _SUMMARY = 3, 4


class IndexWizard(QWizard):
    """Asks what to index and how, does it, and says what came of it.

    `search_wanted` comes when a person is done and wants to search; `sent_to_background` when the
    wizard closes while indexing goes on.
    """

    search_wanted = Signal()
    sent_to_background = Signal()

    def __init__(
        self,
        engine: Engine,
        jobs: Jobs,
        indexing: IndexingController,
        folders: Sequence[Path] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._jobs = JobScope(jobs)
        self.plan = IndexPlan()
        self.counter = FolderCounter(engine, self._jobs, self.plan, self)
        self.folders_page = FoldersPage(engine, self._jobs, self.plan, self.counter, self)
        self.addPage(self.folders_page)
        self._building = InPieces(self._build(engine, indexing), self)
        self.setWindowTitle(self.tr("Index folders"))
        self.setWizardStyle(QWizard.WizardStyle.ModernStyle)
        self.setOption(QWizard.WizardOption.NoBackButtonOnStartPage)
        self.setOption(QWizard.WizardOption.NoBackButtonOnLastPage)
        self.setOption(QWizard.WizardOption.HaveCustomButton1)
        self.setOption(QWizard.WizardOption.HaveCustomButton2)
        self.setButtonText(_Button.CommitButton, self.tr("&Start indexing"))
        self.setButtonText(_Button.FinishButton, self.tr("&Search now"))
        self.setButtonText(_BACKGROUND, self.tr("Continue in the &background"))
        self.setButtonText(_STOP, self.tr("S&top"))
        self.button(_STOP).setToolTip(self.tr("Stop indexing; what is done is kept"))
        em = self.fontMetrics().height()
        self.setMinimumSize(30 * em, 24 * em)
        self.resize(46 * em, 34 * em)
        self.setSizeGripEnabled(True)
        self.button(_BACKGROUND).clicked.connect(self.reject)
        self.currentIdChanged.connect(self._arrange_buttons)
        self._arrange_buttons()
        self.folders_page.add_folders(folders)
        self._building.start()

    def finish_building(self) -> None:
        """Make the pages now that are still to come."""
        self._building.finish()

    def nextId(self) -> int:
        """The next page, whether or not it has been made."""
        here = self.currentId()
        return here + 1 if 0 <= here < _SUMMARY else -1

    def validateCurrentPage(self) -> bool:
        """Whether one may go on; then there has to be a next page."""
        self.finish_building()
        return super().validateCurrentPage()

    def accept(self) -> None:
        """Done: on to searching."""
        super().accept()
        self.search_wanted.emit()

    def reject(self) -> None:
        """Close; indexing, if it runs, goes on in the background."""
        running = self._building.over and self.progress_page.running
        super().reject()
        if running:
            self.sent_to_background.emit()

    def done(self, result: int) -> None:
        """Close, and drop whatever is still being looked up for the pages."""
        self._building.finish()
        # First, since it takes the pages back, which may begin to count again.
        super().done(result)
        self.counter.stop()
        self.include_page.stop()
        self.network_page.stop()
        self._jobs.close()

    def _build(self, engine: Engine, indexing: IndexingController) -> Iterator[None]:
        """The pages after the first, which is enough to look at for a moment."""
        self.include_page = IncludePage(self.plan, self.counter, self)
        self.addPage(self.include_page)
        yield
        self.network_page = NetworkPage(engine, self._jobs, self.plan, self.counter, self)
        self.addPage(self.network_page)
        yield
        self.progress_page = ProgressPage(indexing, self._jobs, self.plan, self)
        self.addPage(self.progress_page)
        yield
        self.summary_page = SummaryPage(engine, self._jobs, self)
        self.addPage(self.summary_page)
        self.button(_STOP).clicked.connect(self.progress_page.stop)
        self.progress_page.ended.connect(self._show_end)
        indexing.state_changed.connect(self._arrange_buttons)

    def _show_end(self, report: Report | None) -> None:
        self._arrange_buttons()
        if report is None:
            return
        self.summary_page.show_report(report, self.plan.folders(), self.plan.kinds)
        if self.currentPage() is self.progress_page:
            self.next()

    def _arrange_buttons(self) -> None:
        layout: list[QWizard.WizardButton]
        here = self.currentId()
        if here == _PROGRESS and self.progress_page.running:
            layout = [_Button.Stretch, _STOP, _BACKGROUND]
        elif here == _PROGRESS:
            layout = [_Button.Stretch, _Button.CancelButton]
        elif here == _SUMMARY:
            layout = [_Button.Stretch, _Button.FinishButton]
        else:
            layout = [
                _Button.Stretch,
                _Button.CancelButton,
                _Button.BackButton,
                _Button.NextButton,
                _Button.CommitButton,
            ]
        self.setButtonLayout(layout)
