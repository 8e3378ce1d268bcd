"""Words for what photos show, found by their beginning or any part, among those that there are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtWidgets import QCompleter, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from shoegui.gui.flow_layout import FlowLayout
from shoegui.gui.icons import icon
from shoegui.gui.theme import colours

_WORD = Qt.ItemDataRole.UserRole
_AnyIndex = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


class _Words(QAbstractListModel):
    """The words to complete from, made into text only as they are looked at."""

    words: tuple[tuple[str, int], ...] = ()

    def show(self, words: tuple[tuple[str, int], ...]) -> None:
        """Offer these."""
        self.beginResetModel()
        self.words = words
        self.endResetModel()

    def rowCount(self, parent: _AnyIndex = _NO_INDEX) -> int:
        """As Qt asks for it."""
        return 0 if parent.isValid() else len(self.words)

    def data(self, index: _AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The word itself, or as it is shown."""
        name, count = self.words[index.row()]
        if role == _WORD:
            return name
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return f"{name}  ({QLocale().toString(count)})" if count else name


class WordField(QWidget):
    """A line to type in and the words that were chosen. `changed` comes when a person chooses."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words: tuple[str, ...] = ()
        self._choices: tuple[tuple[str, int], ...] = ()
        self.buttons: list[QToolButton] = []
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("A word, like sneaker"))
        self.line.setAccessibleName(self.tr("What the photo shows"))
        self.model = _Words(self)
        self.completer = QCompleter(self.model, self)
        self.completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.completer.setCompletionRole(_WORD)
        self.line.setCompleter(self.completer)
        self.completer.activated.connect(self._take, Qt.ConnectionType.QueuedConnection)
        popup = self.completer.popup()
        assert popup is not None
        self.popup = popup
        self.popup.installEventFilter(self)
        # Comes before the completer looks for what was typed.
        self.line.textEdited.connect(self._order)
        self.line.returnPressed.connect(lambda: self._take(self.line.text()))
        self.note = QLabel(
            self.tr("These words are the network’s guess of what a photo shows; it can be wrong.")
        )
        self.note.setWordWrap(True)
        self.line.setAccessibleDescription(self.note.text())
        self.trouble = QLabel(self.tr("No such word. Choose one from the list."))
        self.trouble.setWordWrap(True)
        self.trouble.hide()
        self.line.textChanged.connect(lambda: self._complain(False))
        self._chosen = QWidget()
        self._flow = FlowLayout(self._chosen, spacing=6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.line)
        column.addWidget(self.trouble)
        column.addWidget(self._chosen)
        column.addWidget(self.note)
        self._show()
        self._colour()

    def words(self) -> tuple[str, ...]:
        """Those that were chosen; a photo shows any of them."""
        return self._words

    def set_words(self, words: Sequence[str]) -> None:
        """Show these as chosen."""
        if tuple(words) != self._words:
            self._words = tuple(words)
            self._show()

    def set_choices(self, words: Sequence[tuple[str, int]]) -> None:
        """Offer these, with the number of photos of each where there are any.

        Those that somebody is choosing among stay until that is done.
        """
        self._choices = tuple(words)
        self._offer()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See when nobody chooses among the words any more."""
        if event.type() == QEvent.Type.Hide:
            # Later: the completer hides them before it takes the chosen one from among them.
            QTimer.singleShot(0, self, self._offer)
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_chosen"):
            self._colour()

    def _offer(self) -> None:
        if not self.popup.isVisible():
            self._order(self.line.text())

    def _order(self, typed: str) -> None:
        """Offer what begins like that before what has it somewhere."""
        start = typed.strip().casefold()
        words = sorted(self._choices, key=lambda one: not one[0].casefold().startswith(start))
        if self.model.words != tuple(words):
            self.model.show(tuple(words))

    def _take(self, text: str) -> None:
        """Choose the word that was typed; only one that the network knows can be found."""
        wanted = text.strip().casefold()
        known = (name for name, _count in self.model.words)
        found = next((name for name in known if name.casefold() == wanted), None)
        if found is None:
            self._complain(bool(wanted))
            return
        self.line.clear()
        self._offer()
        if found not in self._words:
            self._words = (*self._words, found)
            self._show()
            self.changed.emit()

    def _complain(self, unknown: bool) -> None:
        """Say that there is no such word, or no more."""
        self.trouble.setVisible(unknown)
        told = self.trouble if unknown else self.note
        self.line.setAccessibleDescription(told.text())

    def _take_away(self, word: str) -> None:
        self._words = tuple(one for one in self._words if one != word)
        self._show()
        self.line.setFocus()
        self.changed.emit()

    def _show(self) -> None:
        while self._flow.count():
            self._flow.takeAt(0)
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        self.buttons = []
        for word in self._words:
            button = QToolButton(self._chosen)
            button.setText(word)
            button.setIcon(icon("close", self.palette().buttonText().color()))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAccessibleName(self.tr("Take the word {word} away").format(word=word))
            button.setToolTip(button.accessibleName())
            button.clicked.connect(lambda _on=False, word=word: self._take_away(word))
            self._flow.addWidget(button)
            self.buttons.append(button)
        self._chosen.setVisible(bool(self.buttons))

    def _colour(self) -> None:
        shades = colours(self.palette())
        for label, shade in ((self.note, shades.faint), (self.trouble, shades.danger)):
            palette = label.palette()
            palette.setColor(label.foregroundRole(), shade)
            label.setPalette(palette)
