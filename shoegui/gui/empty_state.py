"""What the middle of the window shows while there are no results: what to do, or what is going on.

Never a blank grid. Which of its states holds is decided elsewhere.
"""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QEvent, QLocale, QRectF, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from shoegui.basics.progress import Progress
from shoegui.gui import icons
from shoegui.gui.theme import colours

_CORNER = 18
_INSET = 28
_ICON = 48
# Letters on a line that is easy to read.
_LINE = 72


class State(Enum):
    """What is in the middle of the window."""

    LOADING = auto()
    NO_LIBRARY = auto()
    NO_QUERY = auto()
    WORKING = auto()
    SEARCHING = auto()
    RESULTS = auto()
    NOTHING = auto()
    ERROR = auto()


_ICONS = {
    State.NO_LIBRARY: "library",
    State.NO_QUERY: "drop",
    State.NOTHING: "nothing",
    State.ERROR: "warning",
}


class EmptyState(QWidget):
    """One large drop target that says what to do, with the buttons that do it."""

    folders_requested = Signal()
    samples_requested = Signal()
    open_requested = Signal()
    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = State.LOADING
        self._icon = QLabel()
        self._icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title = self._label(1.7)
        self._text = self._label(1.0)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._folders = QPushButton(self.tr("Choose folders…"))
        self._samples = QPushButton(self.tr("Try the sample pictures"))
        self._open = QPushButton(self.tr("Open a picture…"))
        self._cancel = QPushButton(self.tr("Cancel"))
        self._folders.clicked.connect(self.folders_requested)
        self._samples.clicked.connect(self.samples_requested)
        self._open.clicked.connect(self.open_requested)
        self._cancel.clicked.connect(self.cancel_requested)
        self._lay_out()
        self.set_state(State.LOADING)

    def _label(self, scale: float) -> QLabel:
        label = QLabel()
        font = label.font()
        font.setPointSizeF(font.pointSizeF() * scale)
        label.setFont(font)
        label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addStretch(1)
        for button in (self._folders, self._open, self._samples, self._cancel):
            buttons.addWidget(button)
        buttons.addStretch(1)
        bar = QHBoxLayout()
        bar.addStretch(1)
        bar.addWidget(self._bar, 2)
        bar.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(_INSET * 3, _INSET * 2, _INSET * 3, _INSET * 2)
        column.setSpacing(14)
        column.addStretch(3)
        column.addWidget(self._icon)
        column.addWidget(self._title)
        text = QHBoxLayout()
        text.addStretch(1)
        text.addWidget(self._text, 100)
        text.addStretch(1)
        self._text.setMaximumWidth(self.fontMetrics().averageCharWidth() * _LINE)
        column.addLayout(text)
        column.addLayout(bar)
        column.addSpacing(10)
        column.addLayout(buttons)
        column.addStretch(4)

    def set_state(self, state: State, text: str = "") -> None:
        """Show what belongs to `state`; `text` replaces its explanation."""
        self.state = state
        title, explanation = self._words(state)
        self._title.setText(title)
        self._text.setText(text or explanation)
        self._text.setVisible(bool(text or explanation))
        self._bar.setVisible(state in {State.WORKING, State.SEARCHING})
        self._bar.setRange(0, 0)
        self._cancel.setVisible(state is State.WORKING)
        first = state is State.NO_LIBRARY
        self._folders.setVisible(first or state is State.NOTHING)
        self._samples.setVisible(first)
        self._open.setVisible(state in {State.NO_LIBRARY, State.NO_QUERY, State.ERROR})
        chief = self._folders if first or state is State.NOTHING else self._open
        for button in (self._folders, self._open):
            button.setDefault(button is chief)
            button.setAutoDefault(button is chief)
        self.setAccessibleName(title)
        self.setAccessibleDescription(self._text.text())
        self._recolour()
        self.update()

    def text(self) -> str:
        """The explanation that is shown."""
        return self._text.text()

    def show_progress(self, what: str, progress: Progress) -> None:
        """How far the work is: a bar, and `what` is being done."""
        locale = QLocale()
        self._title.setText(what)
        if progress.total:
            self._bar.setRange(0, progress.total)
            self._bar.setValue(progress.done)
            self._text.setText(
                self.tr("{done} of {total}").format(
                    done=locale.toString(progress.done), total=locale.toString(progress.total)
                )
            )
            self._text.show()

    def _words(self, state: State) -> tuple[str, str]:
        paste = QKeySequence(QKeySequence.StandardKey.Paste).toString(
            QKeySequence.SequenceFormat.NativeText
        )
        words = {
            State.LOADING: ("", ""),
            State.NO_LIBRARY: (
                self.tr("Find pictures by picture"),
                self.tr(
                    "First choose the folders with your photos, or drop one here. "
                    "ShoeGUI looks at each photo once and remembers what it looks like. "
                    "Nothing leaves this computer."
                ),
            ),
            State.NO_QUERY: (
                self.tr("Drop a picture here"),
                self.tr(
                    "Your photos that look like it will be shown. You can also paste one with "
                    "{key}, or drag one out of a web page."
                ).format(key=paste),
            ),
            State.WORKING: (self.tr("Getting ready…"), ""),
            State.SEARCHING: (self.tr("Looking for similar pictures…"), ""),
            State.RESULTS: ("", ""),
            State.NOTHING: (
                self.tr("No photos to search in"),
                self.tr("The library has no photos yet. Choose the folders they are in."),
            ),
            State.ERROR: (self.tr("This search did not work"), ""),
        }
        return words[state]

    def _recolour(self) -> None:
        more = colours(self.palette())
        name = _ICONS.get(self.state)
        self._icon.setVisible(name is not None)
        if name is not None:
            ink = more.danger if self.state is State.ERROR else more.accent
            self._icon.setPixmap(icons.large(name, ink, _ICON, self.devicePixelRatioF()))
        palette = self._text.palette()
        palette.setColor(self._text.foregroundRole(), more.faint)
        self._text.setPalette(palette)

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours anew when light and dark change."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_cancel"):
            self._recolour()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The dashed frame of a drop target, where a drop is what to do."""
        if self.state not in {State.NO_LIBRARY, State.NO_QUERY}:
            return
        more = colours(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(more.border, 2, Qt.PenStyle.DashLine))
        painter.setBrush(more.card)
        frame = QRectF(self.rect()).adjusted(_INSET, _INSET, -_INSET, -_INSET)
        painter.drawRoundedRect(frame, _CORNER, _CORNER)
