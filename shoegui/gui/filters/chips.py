"""The filters that hold now, as chips above the results; each can be taken away, or all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolButton, QWidget

from shoegui.gui.filters.filter_words import Part, parts_of
from shoegui.gui.flow_layout import FlowLayout
from shoegui.gui.icons import icon
from shoegui.gui.tab_order import put_before
from shoegui.gui.theme import colours

if TYPE_CHECKING:
    from shoegui.library.filters import Filters

_MOST_LETTERS = 28


class FilterChips(QWidget):
    """Hidden while there is no filter. `changed` carries what is left, None where none is."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chips: list[Chip] = []
        self._filters: Filters | None = None
        self.setAccessibleName(self.tr("Filters"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._flow = FlowLayout(self, spacing=6)
        self._flow.setContentsMargins(14, 0, 10, 6)
        self.count = QLabel(self)
        self.clear_button = QToolButton(self)
        self.clear_button.setAutoRaise(True)
        self.clear_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clear_button.setText(self.tr("Clear filters"))
        self.clear_button.setToolTip(self.tr("Find any photo of the library again"))
        self.clear_button.clicked.connect(lambda: self.changed.emit(None))
        self._colour()
        self.hide()

    @property
    def active(self) -> bool:
        """Whether there is any filter."""
        return self._filters is not None

    def show_filters(self, filters: Filters | None) -> None:
        """Show these."""
        if filters == self._filters:
            return
        self._filters = filters
        while self._flow.count():
            self._flow.takeAt(0)
        for chip in self.chips:
            chip.hide()
            chip.deleteLater()
        self.chips = [self._made(part) for part in parts_of(filters)]
        put_before(self.clear_button, self.chips)
        for widget in (*self.chips, self.clear_button, self.count):
            self._flow.addWidget(widget)
            widget.show()
        self.count.clear()
        self.setVisible(filters is not None)

    def show_count(self, photos: int) -> None:
        """Say how many photos pass."""
        self.count.setText(self.tr("%Ln photo(s) match the filter", "", photos))
        self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "clear_button"):
            self._colour()

    def _made(self, part: Part) -> Chip:
        chip = Chip(part, self)
        chip.clicked.connect(lambda: self._take_away(chip))
        return chip

    def _take_away(self, chip: Chip) -> None:
        rest = chip.part.rest
        # The chip is about to go, and the keys should not be lost with it.
        self.clear_button.setFocus()
        self.changed.emit(rest if rest.active else None)

    def _colour(self) -> None:
        palette = self.count.palette()
        palette.setColor(self.count.foregroundRole(), colours(self.palette()).faint)
        self.count.setPalette(palette)


class Chip(QToolButton):
    """One filter. A click, Del or Backspace takes it away."""

    def __init__(self, part: Part, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.part = part
        letters = self.fontMetrics().averageCharWidth() * _MOST_LETTERS
        self.setText(
            self.fontMetrics().elidedText(part.text, Qt.TextElideMode.ElideMiddle, letters)
        )
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        side = self.fontMetrics().height() * 2 // 3
        self.setIconSize(QSize(side, side))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("Take the filter {name} away").format(name=part.text))
        what = self.tr("Click to take this filter away")
        self.setToolTip(f"{part.details}\n{what}")
        self._colour()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Like a click."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return):
            self.click()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "part"):
            self._colour()

    def _colour(self) -> None:
        self.setIcon(icon("close", self.palette().buttonText().color()))
