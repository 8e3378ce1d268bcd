"""Last page: what was done, and what was skipped and why."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLabel, QVBoxLayout, QWidget, QWizardPage

from shoegui.basics.paths import lies_in
from shoegui.gui import index_words as words
from shoegui.gui.engine import Engine
from shoegui.gui.engine_words import said
from shoegui.gui.job_scope import JobScope
from shoegui.gui.skipped_table import SkippedTable
from shoegui.library.catalogue import SkippedFile
from shoegui.library.report import Report


class SummaryPage(QWizardPage):
    """Shows a `Report`."""

    def __init__(self, engine: Engine, jobs: JobScope, parent: QWidget) -> None:
        super().__init__(parent)
        self._engine = engine
        self._jobs = jobs
        self.setFinalPage(True)
        self.setTitle(self.tr("Done"))
        self.counts = QFormLayout()
        self.notes = QLabel(self)
        self.notes.setWordWrap(True)
        self.notes.setTextFormat(Qt.TextFormat.PlainText)
        self.notes.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.skipped = SkippedTable(jobs, self)
        layout = QVBoxLayout(self)
        layout.addLayout(self.counts)
        layout.addWidget(self.notes)
        layout.addWidget(self.skipped, stretch=1)
        layout.addStretch()

    def show_report(self, report: Report, folders: list[Path], kinds: Sequence[str] = ()) -> None:
        """Show what a run over `folders`, which looked at `kinds` of file, did."""
        if report.cancelled:
            self.setTitle(self.tr("Stopped"))
            self.setSubTitle(
                self.tr("What was done is kept. Index the folders again to go on where it stopped.")
            )
        else:
            self.setTitle(self.tr("Done"))
            time = words.duration(report.seconds)
            self.setSubTitle(
                self.tr("Your photos can be found now. It took {time}.").format(time=time)
            )
        while self.counts.rowCount():
            self.counts.removeRow(0)
        lines = words.report_lines(report) or [(self.tr("Photos found"), words.number(0))]
        for word, figure in lines:
            self.counts.addRow(self.tr("{what}:").format(what=word), QLabel(figure, self))
        if kinds:
            self.counts.addRow(self.tr("Kinds of file:"), QLabel(words.only_kinds(kinds), self))
        self.notes.setText("\n".join(map(said, report.notes)))
        self.notes.setVisible(bool(report.notes))
        self._show_skipped(report.skipped)
        if report.skipped_before:
            self._add_those_of_before(report.skipped, folders)

    def _show_skipped(self, files: list[SkippedFile]) -> None:
        self.skipped.setVisible(bool(files))
        self.skipped.show_files(files)

    def _add_those_of_before(self, now: list[SkippedFile], folders: list[Path]) -> None:
        def load(_job: object) -> list[SkippedFile]:
            there = {one.path: one for one in now}
            for one in self._engine.library.catalogue.skipped():
                if any(lies_in(os.fspath(one.path), os.path.abspath(top)) for top in folders):
                    there.setdefault(one.path, one)
            return list(there.values())

        self._jobs.start(load, done=self._show_skipped)
