"""The row above everything: back and forward, what is in the library, what the network runs on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from shoegui.gui import icons
from shoegui.gui.actions import Actions
from shoegui.gui.library_chooser import LibraryButton, Summary
from shoegui.gui.theme import colours


class Header(QWidget):
    """`library_clicked` asks for the library's page."""

    library_clicked = Signal()

    def __init__(
        self, actions: Actions, libraries: QMenu, *, samples: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._library = LibraryButton(libraries, samples=samples)
        self._library.clicked.connect(self.library_clicked)
        self._device = QLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 16, 6)
        row.setSpacing(4)
        for name in ("back", "forward"):
            button = QToolButton()
            button.setAutoRaise(True)
            button.setDefaultAction(actions[name])
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._library)
        row.addStretch(1)
        row.addWidget(self._device)
        self._recolour()

    def show_summary(self, summary: Summary) -> None:
        """What is in the library."""
        self._library.show_summary(summary)

    def show_device(self, device: str, network: str, reason: str) -> None:
        """What the network runs on, and why."""
        self._device.setText(self.tr("{device} · {network}").format(device=device, network=network))
        self._device.setToolTip(reason)
        self._device.setAccessibleDescription(reason)

    def _recolour(self) -> None:
        palette = self._device.palette()
        palette.setColor(self._device.foregroundRole(), colours(self.palette()).faint)
        self._device.setPalette(palette)
        self._library.setIcon(icons.icon("library", self.palette().windowText().color()))

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours anew when light and dark change."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_device"):
            self._recolour()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A line below parts it from the pictures."""
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, colours(self.palette()).border)
