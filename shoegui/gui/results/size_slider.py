"""The slider for the size of the pictures, between a small picture and a large one.

It says what is wanted; the steps that keys and the wheel take are the header's business.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QSlider, QToolButton, QWidget

from shoegui.gui import icons


class SizeSlider(QWidget):
    """A `slider`, with a button at each end that moves it a step towards that end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        letter = self.fontMetrics().averageCharWidth()
        # In a narrow window it gives way to what was found.
        self.slider.setMinimumWidth(letter * 6)
        self.slider.setMaximumWidth(letter * 18)
        self.slider.setAccessibleName(self.tr("Size of the pictures"))
        self.slider.setToolTip(self.tr("Size of the pictures (Ctrl + wheel)"))
        self.setToolTip(self.slider.toolTip())
        self.smaller = self._end(self.tr("Smaller pictures"), -1, 0.8)
        self.larger = self._end(self.tr("Larger pictures"), 1, 1.35)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for widget in (self.smaller, self.slider, self.larger):
            row.addWidget(widget)
        self._recolour()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "larger"):
            self._recolour()

    def _end(self, name: str, direction: int, lines: float) -> QToolButton:
        button = QToolButton()
        button.setAutoRaise(True)
        # The keys move the slider itself.
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setAccessibleName(name)
        button.setToolTip(name)
        side = round(self.fontMetrics().height() * lines)
        button.setIconSize(QSize(side, side))
        button.clicked.connect(lambda: self._step(direction))
        return button

    def _step(self, direction: int) -> None:
        self.slider.setValue(self.slider.value() + direction * self.slider.pageStep())

    def _recolour(self) -> None:
        icon = icons.icon("picture", self.palette().windowText().color())
        for button in (self.smaller, self.larger):
            button.setIcon(icon)
