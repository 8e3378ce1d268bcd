"""The bottom of the window: how far indexing is, with pause and cancel, and short messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale, Qt, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QLabel,
    QProgressBar,
    QPushButton,
    QStatusBar,
    QToolButton,
    QWidget,
)

from shoegui.basics.errors import shown_path
from shoegui.basics.progress import Progress
from shoegui.gui import icons
from shoegui.gui.elided_label import ElidedLabel
from shoegui.gui.engine_words import said
from shoegui.gui.indexing import IndexingController
from shoegui.gui.theme import colours
from shoegui.library.report import Report

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent

# By this name the extraction of what to translate finds it.
translate = QCoreApplication.translate

_MESSAGE_MS = 6000
_INSET = 8
_LOOKING = "Looking for photos"


class StatusBar(QStatusBar):
    """Follows an IndexingController. `skipped_requested` asks for the list of skipped files."""

    skipped_requested = Signal()

    def __init__(self, indexing: IndexingController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._indexing = indexing
        self._seen = False
        self.setSizeGripEnabled(False)
        # Not QStatusBar's own message, which hides everything else.
        self._message = ElidedLabel()
        self._message.setContentsMargins(_INSET, 0, 0, 0)
        self._message.hide()
        self._fade = QTimer(self)
        self._fade.setSingleShot(True)
        self._fade.setInterval(_MESSAGE_MS)
        self._fade.timeout.connect(self._on_faded)
        self._what = ElidedLabel()
        self._what.setContentsMargins(_INSET, 0, 0, 0)
        self._count = QLabel()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Indexing"))
        self._pause = QToolButton()
        self._pause.setAutoRaise(True)
        self._pause.clicked.connect(self._on_pause)
        self._cancel = QToolButton()
        self._cancel.setAutoRaise(True)
        self._cancel.setToolTip(self.tr("Stop indexing; what is done is kept"))
        self._cancel.setAccessibleName(self.tr("Stop indexing"))
        self._cancel.clicked.connect(indexing.cancel)
        self._skipped = QPushButton()
        self._skipped.setFlat(True)
        self._skipped.setCursor(Qt.CursorShape.PointingHandCursor)
        self._skipped.clicked.connect(self.skipped_requested)
        self._skipped.hide()
        self._work = (self._what, self._count, self._bar, self._pause, self._cancel)
        self.addWidget(self._message, 1)
        self.addWidget(self._what, 1)
        for widget in self._work[1:]:
            self.addWidget(widget)
        self.addPermanentWidget(self._skipped)
        self._resize()
        self._recolour()
        indexing.started.connect(self._on_started)
        indexing.state_changed.connect(self._on_state)
        indexing.progressed.connect(self._on_progress)
        indexing.finished.connect(self._on_finished)
        self._on_state()

    def say(self, text: str) -> None:
        """Show a short message for a while; how far indexing is stays in sight beside it."""
        self._message.set_full_text(text)
        self._message.show()
        self._what.hide()
        self._fade.start()

    @property
    def message(self) -> str:
        """The message that is shown now; empty when there is none."""
        return "" if self._message.isHidden() else self._message.full_text

    def _on_faded(self) -> None:
        self._message.hide()
        self._on_state()

    def show_skipped(self, count: int) -> None:
        """How many files of the library could not be used; nothing for none."""
        self._skipped.setText(self.tr("%Ln skipped files", "", count))
        self._skipped.setVisible(count > 0)

    def _on_started(self) -> None:
        self._seen = False
        self._what.set_full_text("")
        self._count.clear()
        self._bar.setRange(0, 0)

    def _on_state(self) -> None:
        state = self._indexing.state
        # A look around that nobody asked for shows only when it finds something to do.
        quiet = self._indexing.background and not self._seen
        for widget in self._work:
            widget.setVisible(state != "idle" and not quiet)
        if self.message:
            self._what.hide()
        paused = state == "paused"
        ink = self.palette().windowText().color()
        self._pause.setIcon(icons.icon("resume" if paused else "pause", ink))
        name = self.tr("Go on indexing") if paused else self.tr("Pause indexing")
        self._pause.setToolTip(name)
        self._pause.setAccessibleName(name)
        self._pause.setEnabled(not self._indexing.stopping)
        self._cancel.setEnabled(not self._indexing.stopping)
        if paused:
            self._count.setText(self.tr("Paused"))
        elif self._indexing.stopping:
            self._count.setText(self.tr("Stopping…"))

    def _on_progress(self, progress: Progress, rate: float, seconds_left: float) -> None:
        if self._indexing.background and not self._seen:
            if progress.stage == _LOOKING:
                return
            self._seen = True
            self._on_state()
        self._what.set_full_text(_stage(progress))
        if progress.total:
            self._bar.setRange(0, progress.total)
            self._bar.setValue(min(progress.done, progress.total))
        else:
            self._bar.setRange(0, 0)
        if self._indexing.state == "running" and not self._indexing.stopping:
            self._count.setText(_numbers(progress, rate, seconds_left))

    def _on_finished(self, report: Report) -> None:
        if report.added or report.updated or report.removed:
            self.say(_changes(report))
        elif not self._indexing.background and not report.cancelled:
            self.say(self.tr("All photos are up to date"))

    def _on_pause(self) -> None:
        if self._indexing.state == "paused":
            self._indexing.resume()
        else:
            self._indexing.pause()

    def _resize(self) -> None:
        self._bar.setFixedWidth(self.fontMetrics().averageCharWidth() * 22)
        self._bar.setMaximumHeight(max(6, self.fontMetrics().height() // 2))

    def _recolour(self) -> None:
        ink = self.palette().windowText().color()
        self._cancel.setIcon(icons.icon("close", ink))
        palette = self._count.palette()
        palette.setColor(QPalette.ColorRole.WindowText, colours(self.palette()).faint)
        self._count.setPalette(palette)

    def changeEvent(self, event: QEvent) -> None:
        """Take colours and font anew."""
        super().changeEvent(event)
        if not hasattr(self, "_work"):
            return
        if event.type() == event.Type.PaletteChange:
            self._recolour()
            self._on_state()
        elif event.type() == event.Type.FontChange:
            self._resize()


def _changes(report: Report) -> str:
    added, updated, removed = report.added, report.updated, report.removed
    parts = []
    if added:
        parts.append(translate("StatusBar", "%Ln photos added", None, added))
    if updated:
        parts.append(translate("StatusBar", "%Ln photos updated", None, updated))
    if removed:
        parts.append(translate("StatusBar", "%Ln photos removed", None, removed))
    return ", ".join(parts)


def _stage(progress: Progress) -> str:
    name = said(progress.stage)
    if not progress.detail:
        return name
    where = shown_path(progress.detail)
    return translate("StatusBar", "{stage}: {detail}").format(stage=name, detail=where)


def _numbers(progress: Progress, rate: float, seconds_left: float) -> str:
    locale = QLocale()
    done = locale.toString(progress.done)
    parts = [done]
    if progress.total:
        parts = [
            translate("StatusBar", "{done} of {total}").format(
                done=done, total=locale.toString(progress.total)
            )
        ]
    if rate >= 1:
        parts.append(translate("StatusBar", "{rate}/s").format(rate=locale.toString(round(rate))))
    if seconds_left >= 0:
        parts.append(_time_left(seconds_left))
    return "   ".join(parts)


def _time_left(seconds: float) -> str:
    minutes = round(seconds / 60)
    if minutes < 1:
        return translate("StatusBar", "less than a minute left")
    if minutes < 90:
        return translate("StatusBar", "%Ln minutes left", None, minutes)
    hours = round(minutes / 60)
    return translate("StatusBar", "%Ln hours left", None, hours)
