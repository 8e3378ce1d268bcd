"""The bottom of the window: how far indexing is, with pause and cancel, and short messages.

Where there is no room for all of it, what matters least is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QStatusBar,
    QToolButton,
    QWidget,
)

from shoegui.basics.errors import shown_path
from shoegui.basics.progress import Progress
from shoegui.gui import icons, index_words
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
# Between two parts, at most.
_GAP = 10
_BETWEEN_NUMBERS = "   "
# Letters of a file's path that are worth showing.
_LEAST_OF_PATH = 16
_LEAST_FIRST = ("where", "rate", "bar", "left", "skipped")


class StatusBar(QStatusBar):
    """Follows an IndexingController. `skipped_requested` asks for the list of skipped files."""

    skipped_requested = Signal()

    def __init__(self, indexing: IndexingController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._indexing = indexing
        self._seen = self._working = False
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
        self._where = ElidedLabel()
        # It takes what the others leave.
        self._where.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._count = QLabel()
        # How many, how fast, how long still.
        self._numbers = ("", "", "")
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
        self._skipped_count = 0
        self._work = (self._what, self._where, self._count, self._bar, self._pause, self._cancel)
        self.addWidget(self._message, 1)
        self.addWidget(self._what)
        self.addWidget(self._where, 1)
        for widget in self._work[2:]:
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
        self._fit()
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
        self._skipped_count = count
        self._fit()

    def _on_started(self) -> None:
        self._seen = False
        self._what.set_full_text("")
        self._where.set_full_text("")
        self._numbers = ("", "", "")
        self._bar.setRange(0, 0)

    def _on_state(self) -> None:
        state = self._indexing.state
        # A look around that nobody asked for shows only when it finds something to do.
        quiet = self._indexing.background and not self._seen
        self._working = state != "idle" and not quiet
        paused = state == "paused"
        ink = self.palette().windowText().color()
        self._pause.setIcon(icons.icon("resume" if paused else "pause", ink))
        name = self.tr("Go on indexing") if paused else self.tr("Pause indexing")
        self._pause.setToolTip(name)
        self._pause.setAccessibleName(name)
        self._pause.setEnabled(not self._indexing.stopping)
        self._cancel.setEnabled(not self._indexing.stopping)
        if paused:
            self._numbers = (self.tr("Paused"), "", "")
        elif self._indexing.stopping:
            self._numbers = (self.tr("Stopping…"), "", "")
        self._fit()

    def _on_progress(self, progress: Progress, rate: float, seconds_left: float) -> None:
        if self._indexing.background and not self._seen:
            if progress.stage == _LOOKING:
                return
            self._seen = True
            self._on_state()
        where = shown_path(progress.detail) if progress.detail else ""
        self._what.set_full_text(said(progress.stage), _stage(progress))
        self._where.set_full_text(where)
        if progress.total:
            self._bar.setRange(0, progress.total)
            self._bar.setValue(min(progress.done, progress.total))
        else:
            self._bar.setRange(0, 0)
        if self._indexing.state == "running" and not self._indexing.stopping:
            self._numbers = _numbers(progress, rate, seconds_left)
        self._fit()

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

    def minimumSizeHint(self) -> QSize:
        """No wider than a message needs: it is for the width to say what is shown."""
        letters = self.fontMetrics().averageCharWidth()
        return QSize(20 * letters, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        gone = self._left_out()
        speaks = bool(self.message)
        for widget, shown in (
            (self._what, not speaks),
            (self._where, not speaks and "where" not in gone),
            (self._count, True),
            (self._bar, "bar" not in gone),
            (self._pause, True),
            (self._cancel, True),
        ):
            widget.setVisible(self._working and shown)
        self._skipped.setVisible(self._skipped_count > 0 and "skipped" not in gone)
        count, rate, left = self._numbers
        parts = (count, "" if "rate" in gone else rate, "" if "left" in gone else left)
        self._count.setText(_joined(parts))
        self._count.setToolTip(_joined(self._numbers))

    def _left_out(self) -> set[str]:
        """Which of `_LEAST_FIRST` there is no room for."""
        metrics, speaks = self.fontMetrics(), bool(self.message)
        needs = dict.fromkeys(_LEAST_FIRST, 0)
        if self._skipped_count > 0:
            needs["skipped"] = self._skipped.sizeHint().width() + _GAP
        needed = 3 * _GAP + (self._message if speaks else self._what).sizeHint().width()
        if self._working:
            count, rate, left = (
                metrics.horizontalAdvance(text + _BETWEEN_NUMBERS) if text else 0
                for text in self._numbers
            )
            path = min(self._where.sizeHint().width(), metrics.averageCharWidth() * _LEAST_OF_PATH)
            needs |= {"where": 0 if speaks else path, "rate": rate, "left": left}
            needs["bar"] = self._bar.width() + _GAP
            needed += count
            needed += sum(one.sizeHint().width() + _GAP for one in (self._pause, self._cancel))
        needed += sum(needs.values())
        gone = set()
        for part in _LEAST_FIRST:
            if needed <= self.width():
                break
            gone.add(part)
            needed -= needs[part]
        return gone

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
            self._fit()


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


def _numbers(progress: Progress, rate: float, seconds_left: float) -> tuple[str, str, str]:
    """How many of how many, how many a second, and how long it will take; what is known of it."""
    locale = QLocale()
    done = locale.toString(progress.done)
    count, speed = done, ""
    if progress.total:
        count = translate("StatusBar", "{done} of {total}").format(
            done=done, total=locale.toString(progress.total)
        )
    if rate >= 1:
        speed = translate("StatusBar", "{rate}/s").format(rate=locale.toString(round(rate)))
    return count, speed, index_words.time_left(seconds_left)


def _joined(parts: tuple[str, str, str]) -> str:
    return _BETWEEN_NUMBERS.join(part for part in parts if part)
