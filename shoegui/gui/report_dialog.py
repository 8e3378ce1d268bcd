"""What is shown when something happens that nobody foresaw: a report to copy, and on it goes.

Catching such exceptions, from slots and from threads, is here too.
"""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from shoegui.basics.errors import shown_path
from shoegui.basics.log import LOGGER


def report_text(error: BaseException) -> str:
    """All that a report needs: versions, and the traceback of `error`."""
    from shoegui.gui.versions import versions

    lines = [f"{name} {version}" for name, version in versions()]
    return "\n".join([*lines, "", "".join(traceback.format_exception(error))]).strip() + "\n"


class ReportDialog(QDialog):
    """Shows an unexpected exception. The program goes on behind it."""

    def __init__(self, error: BaseException, log_file: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Something unexpected happened"))
        self.text = report_text(error)
        said = QLabel(
            self.tr(
                "Something unexpected happened. Your photos are safe, and you can go on.\n"
                "This is a fault of ShoeGUI. Please report it with the text below."
            )
        )
        said.setWordWrap(True)
        shown = QPlainTextEdit(self.text)
        shown.setReadOnly(True)
        shown.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        shown.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        shown.setAccessibleName(self.tr("Report"))
        more = QLabel(self.tr("More is in the log: {file}").format(file=shown_path(log_file)))
        more.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        more.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.copy_button = buttons.addButton(
            self.tr("Copy the report"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.copy_button.clicked.connect(self._on_copy)
        buttons.rejected.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        for widget in (said, shown, more, buttons):
            column.addWidget(widget)
        letter = self.fontMetrics().averageCharWidth()
        self.resize(letter * 90, self.fontMetrics().lineSpacing() * 24)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text)


class Reporter(QObject):
    """Brings every unexpected exception to the log and to a dialog, one dialog at a time."""

    _happened = Signal(object)

    def __init__(self, log_file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._log_file = log_file
        self._dialog: ReportDialog | None = None
        self._before = (sys.excepthook, threading.excepthook)
        # Queued: the exception may come from any thread, or from the middle of a paint.
        self._happened.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Catch what no one else caught, until `remove`."""
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception

    def remove(self) -> None:
        """Leave uncaught exceptions to Python again."""
        sys.excepthook, threading.excepthook = self._before
        if self._dialog is not None:
            self._dialog.close()

    def report(self, error: BaseException) -> None:
        """Log `error` and show it. May be called from any thread."""
        logging.getLogger(LOGGER).error("unexpected", exc_info=error)
        self._happened.emit(error)

    @property
    def dialog(self) -> ReportDialog | None:
        """The dialog that is open now."""
        return self._dialog

    def _on_exception(
        self,
        kind: type[BaseException],
        error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        self.report(error if error is not None else kind())

    def _on_thread_exception(self, what: threading.ExceptHookArgs) -> None:
        if not issubclass(what.exc_type, SystemExit):
            self.report(what.exc_value if what.exc_value is not None else what.exc_type())

    def _show(self, error: BaseException) -> None:
        if self._dialog is not None:
            # The first is the cause more often than not; the others are in the log.
            return
        self._dialog = ReportDialog(error, self._log_file, QApplication.activeWindow())
        self._dialog.destroyed.connect(self._forget)
        self._dialog.show()

    def _forget(self) -> None:
        self._dialog = None
