"""One control from "same kind of thing" to "same look". What these mean the search decides."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QSlider, QVBoxLayout, QWidget

from shoegui.gui.theme import colours

_STEPS = 20
# A hand that rests so long has found what it was after.
_SETTLE_MS = 200


class LookSlider(QWidget):
    """`changed` carries the share of the look, 0..1, once the hand that moves it has come to rest.

    It does not follow from `set_share`.
    """

    changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told = 0
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(_SETTLE_MS)
        self._settling.timeout.connect(self._settled)
        self.slider = _Slider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, _STEPS)
        self.slider.setPageStep(_STEPS // 4)
        self.slider.setTickPosition(QSlider.TickPosition.TicksBelow)
        self.slider.setTickInterval(_STEPS // 2)
        self.slider.setAccessibleName(self.tr("Kind or look"))
        self.slider.setToolTip(
            self.tr(
                "Left: the same kind of thing, whatever its colour. "
                "Right: the same colours and patterns, whatever it is."
            )
        )
        self.kind = QLabel(self.tr("Same kind"))
        self.look = QLabel(self.tr("Same look"))
        names = QHBoxLayout()
        top = Qt.AlignmentFlag.AlignTop
        for label, side in (
            (self.kind, Qt.AlignmentFlag.AlignLeft),
            (self.look, Qt.AlignmentFlag.AlignRight),
        ):
            # Long words in another language must not force the panel wider; a longer one gets more
            # of the room than a short one.
            label.setMinimumWidth(1)
            label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            label.setWordWrap(True)
            label.setAlignment(side | top)
            names.addWidget(label)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.slider)
        column.addLayout(names)
        self.setFocusProxy(self.slider)
        self.slider.valueChanged.connect(self._moved)
        self._describe()
        self._colour()

    def share(self) -> float:
        """How much the look counts, 0..1."""
        return self.slider.value() / _STEPS

    def set_share(self, share: float) -> None:
        """Show this share."""
        self._settling.stop()
        self._told = round(share * _STEPS)
        with QSignalBlocker(self.slider):
            self.slider.setValue(self._told)
        self._describe()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "look"):
            self._colour()

    def _moved(self) -> None:
        self._describe()
        self._settling.start()

    def _settled(self) -> None:
        if self.slider.value() != self._told:
            self._told = self.slider.value()
            self.changed.emit(self.share())

    def _describe(self) -> None:
        value = self.slider.value()
        if value == 0:
            words = self.tr("The same kind of thing")
        elif value == _STEPS:
            words = self.tr("The same look")
        else:
            words = self.tr("{share} % look").format(share=round(100 * self.share()))
        self.slider.setAccessibleDescription(words)

    def _colour(self) -> None:
        for label in (self.kind, self.look):
            palette = label.palette()
            palette.setColor(label.foregroundRole(), colours(self.palette()).faint)
            label.setPalette(palette)


class _Slider(QSlider):
    """A double click brings it back to the same kind."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Back to where it was at first."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setValue(0)
            event.accept()
