"""The panel in which filters are chosen. It holds while it is open: every change is told at once.

What the filters are is `shoegui.library.filters`; what there is to choose among comes by
`set_choices`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from shoegui.gui.filters.days import Days
from shoegui.gui.filters.filter_words import orientation_text
from shoegui.gui.filters.folder_list import FolderList
from shoegui.gui.filters.word_field import WordField
from shoegui.gui.index_words import kind_name
from shoegui.gui.roomy_scroll import RoomyScroll
from shoegui.gui.theme import colours
from shoegui.photos.suffixes import KINDS

if TYPE_CHECKING:
    from shoegui.gui.filters.choices import Choices
    from shoegui.library.filters import Filters

_ORIENTATIONS = ("landscape", "portrait", "square")
_COLUMNS = 3
# Somebody who types a number or turns a wheel is not done with the first step.
_SETTLE_MS = 250
_MOST_PX = 20_000


class FilterPanel(QDialog):
    """`changed` carries `Filters`, or None where nothing is chosen; not after `set_filters`."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Only in"))
        self._faint: list[QLabel] = []
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(_SETTLE_MS)
        self._settling.timeout.connect(lambda: self.changed.emit(self.filters()))
        self.folders = FolderList()
        self.days = Days()
        self.kinds = {kind: QCheckBox(kind_name(kind)) for kind in KINDS}
        self.orientation = self._make_orientation()
        self.smallest = self._make_smallest()
        self.words = WordField()
        self.count = QLabel()
        self._lay_out()
        self._connect()
        self._colour()

    def filters(self) -> Filters | None:
        """What is chosen."""
        from shoegui.library.filters import Filters

        first, last = self.days.days()
        chosen = Filters(
            folders=self.folders.folders(),
            taken_from=first,
            taken_to=last,
            kinds=frozenset(kind for kind, box in self.kinds.items() if box.isChecked()),
            orientation=self.orientation.currentData(),
            smallest=self.smallest.value(),
            words=self.words.words(),
        )
        return chosen if chosen.active else None

    def set_filters(self, filters: Filters | None) -> None:
        """Show these as chosen."""
        from shoegui.library.filters import Filters

        shown = filters or Filters()
        # What is being typed must not be taken away by what it brought.
        if self._settling.isActive() or shown == (self.filters() or Filters()):
            return
        self.folders.set_ticked(shown.folders)
        self.days.set_days(shown.taken_from, shown.taken_to)
        for kind, box in self.kinds.items():
            with QSignalBlocker(box):
                box.setChecked(kind in shown.kinds)
        with QSignalBlocker(self.orientation), QSignalBlocker(self.smallest):
            self.orientation.setCurrentIndex(self.orientation.findData(shown.orientation))
            self.smallest.setValue(shown.smallest)
        self.words.set_words(shown.words)

    def set_choices(self, choices: Choices) -> None:
        """Offer these folders and words."""
        self.folders.set_choices(choices.folders)
        self.words.set_choices(choices.words)

    def show_count(self, photos: int | None) -> None:
        """How many photos pass; None while that is not known, or there is no filter."""
        words = "" if photos is None else self.tr("%Ln photo(s) match the filter", "", photos)
        self.count.setText(words)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._faint:
            self._colour()

    def done(self, result: int) -> None:
        """Closing it tells what was not told yet."""
        if self._settling.isActive():
            self._settling.stop()
            self.changed.emit(self.filters())
        super().done(result)

    def _make_orientation(self) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(self.tr("Orientation"))
        box.addItem(self.tr("Any"), None)
        for orientation in _ORIENTATIONS:
            box.addItem(orientation_text(orientation), orientation)
        return box

    def _make_smallest(self) -> QSpinBox:
        box = QSpinBox()
        box.setAccessibleName(self.tr("Smallest size"))
        box.setToolTip(self.tr("Of the shorter side"))
        box.setRange(0, _MOST_PX)
        box.setSingleStep(100)
        box.setSpecialValueText(self.tr("Any"))
        box.setSuffix(self.tr(" px"))
        return box

    def _lay_out(self) -> None:
        scroll = RoomyScroll()
        column = scroll.column
        column.setSpacing(6)
        column.addWidget(self._caption(self.tr("Folders")))
        column.addWidget(self.folders, 1)
        column.addWidget(self._caption(self.tr("Taken")))
        column.addWidget(self.days)
        column.addWidget(self._caption(self.tr("Kinds of file")))
        kinds = QGridLayout()
        for place, box in enumerate(self.kinds.values()):
            kinds.addWidget(box, place // _COLUMNS, place % _COLUMNS)
        column.addLayout(kinds)
        shape = QGridLayout()
        for at, (words, widget) in enumerate(
            (
                (self.tr("Orientation"), self.orientation),
                (self.tr("Smallest size"), self.smallest),
            )
        ):
            shape.addWidget(self._caption(words), 0, at)
            shape.addWidget(widget, 1, at)
            shape.setColumnStretch(at, 1)
        column.addLayout(shape)
        column.addWidget(self._caption(self.tr("It shows")))
        column.addWidget(self.words)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.clear_button = self.buttons.addButton(
            self.tr("Clear filters"), QDialogButtonBox.ButtonRole.ResetRole
        )
        for button in self.buttons.buttons():
            # Enter in the line of words chooses a word.
            button.setAutoDefault(False)  # type: ignore[attr-defined]
        self.count.setWordWrap(True)
        # It is empty when the panel opens, and should take no room from the rest when it comes.
        self.count.setMinimumHeight(self.count.fontMetrics().height())
        whole = QVBoxLayout(self)
        whole.addWidget(scroll, 1)
        whole.addWidget(self.count)
        whole.addWidget(self.buttons)

    def _caption(self, text: str) -> QLabel:
        label = QLabel(text)
        self._faint.append(label)
        return label

    def _connect(self) -> None:
        self.folders.changed.connect(self._settling.start)
        self.days.changed.connect(self._settling.start)
        for box in self.kinds.values():
            box.toggled.connect(lambda _on: self._settling.start())
        self.orientation.currentIndexChanged.connect(lambda _at: self._settling.start())
        self.smallest.valueChanged.connect(lambda _px: self._settling.start())
        self.words.changed.connect(self._settling.start)
        self.buttons.rejected.connect(self.reject)
        self.clear_button.clicked.connect(self._clear)

    def _clear(self) -> None:
        self._settling.stop()
        self.set_filters(None)
        self.changed.emit(None)

    def _colour(self) -> None:
        for label in self._faint:
            palette = label.palette()
            palette.setColor(label.foregroundRole(), colours(self.palette()).faint)
            label.setPalette(palette)

    def sizeHint(self) -> QSize:
        """As wide as its text asks for, and no higher than the screen."""
        letter = self.fontMetrics().averageCharWidth()
        wanted = super().sizeHint().expandedTo(QSize(46 * letter, 0))
        return wanted.boundedTo(self.screen().availableSize() * 0.9)
