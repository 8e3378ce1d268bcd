"""Going to a picture by typing the beginning of its file name.

Looks through the names a few thousand at a time, between other events, however many there are.
"""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QKeyCombination, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication

from shoegui.gui.results.model import ResultsModel

# Names looked at before other events get their turn: some 2 ms.
_AT_A_TIME = 2000
# Begins a name explicitly, for names that begin with the letter of an action.
START = "/"
# Plain keys that mean an action unless a name is being typed.
ACTION_KEYS = frozenset("scwx +-=")
_SLOWEST_TYPING = 2


def key_name(event: QKeyEvent) -> str:
    """The key as actions name it, whether or not it is on the keypad."""
    plain = event.keyCombination()
    left = plain.keyboardModifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return QKeySequence(QKeyCombination(left, plain.key())).toString()


class TypeAhead(QObject):
    """Collects what is typed without long pauses; `found` carries the row of the next match."""

    found = Signal(int)

    def __init__(self, model: ResultsModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._text = ""
        self._active = False
        self._since = QElapsedTimer()
        self._start = 0
        self._done = 0
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._look)
        for changed in (model.modelReset, model.rowsRemoved, model.layoutChanged):
            changed.connect(self._turn.stop)

    def takes(self, event: QKeyEvent) -> bool:
        """Whether a key belongs to a name and not to an action."""
        text = event.text()
        # With Alt, a letter opens a menu.
        commands = (
            Qt.KeyboardModifier.ControlModifier
            | Qt.KeyboardModifier.MetaModifier
            | Qt.KeyboardModifier.AltModifier
        )
        if len(text) != 1 or not text.isprintable() or event.modifiers() & commands:
            return False
        return self._typing() or text.lower() not in ACTION_KEYS

    def type(self, text: str, current: int) -> None:
        """Take a typed letter; `current` is the row to go on from."""
        going_on = self._typing()
        self._since.start()
        self._active = True
        if not going_on:
            self._text = ""
            if text == START:
                return
        repeated = len(self._text) == 1 and text.casefold() == self._text
        self._text = self._text if repeated else self._text + text.casefold()
        # The same letter again, or a new name: the next one. A longer name: this one may do.
        self._start = max(0, current + (1 if repeated or not going_on else 0))
        self._done = 0
        self._look()

    def _typing(self) -> bool:
        pause = QApplication.keyboardInputInterval() * _SLOWEST_TYPING
        return self._active and self._since.elapsed() < pause

    def _look(self) -> None:
        hits = self._model.hits()
        count = len(hits)
        for step in range(self._done, min(self._done + _AT_A_TIME, count)):
            row = (self._start + step) % count
            if hits[row].photo.path.name.casefold().startswith(self._text):
                self._turn.stop()
                self.found.emit(row)
                return
        self._done += _AT_A_TIME
        if self._done < count:
            self._turn.start()
        else:
            self._turn.stop()
