"""The QApplication, which hears of files that are opened with ShoeGUI in macOS's Finder.

Elsewhere such a file is an argument of a new start; on macOS it is an event, at any time.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class QtProgram(QApplication):
    """`opened` carries the path of a file that is to be shown."""

    # Not an event filter: on the application that would see the events of every widget.
    opened = Signal(str)

    def event(self, event: QEvent) -> bool:
        """Tell of a file that is opened, and leave everything else to Qt."""
        if isinstance(event, QFileOpenEvent) and event.file():
            self.opened.emit(event.file())
            return True
        return super().event(event)
