"""A bar across the window for what went wrong and can wait, or for what a person should know.

What cannot wait is a dialog; what nobody foresaw is `report_dialog`.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from shoegui.basics.errors import UserFacingError, shown_path
from shoegui.gui import icons
from shoegui.gui.engine_words import said
from shoegui.gui.theme import colours


def in_words(error: UserFacingError) -> str:
    """What happened, to which file, and what to do, as sentences."""
    what, advice = said(error.what), said(error.advice)
    end = "" if what.endswith((".", "!", "?")) else "."
    if error.path is None:
        text = what[:1].upper() + what[1:] + end
    else:
        text = f"{shown_path(error.path.name or error.path)}: {what}{end}"
    if advice:
        text += f" {advice}" + ("" if advice.endswith((".", "!", "?")) else ".")
    return text


class ErrorBar(QFrame):
    """Shows one message, the newest; hidden while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Message"))
        self._is_hint = False
        self._do: Callable[[], None] | None = None
        self._error: Exception | None = None
        self._stays = False
        self._icon = QLabel()
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._action = QPushButton()
        self._action.clicked.connect(self._on_action)
        self._copy = QPushButton(self.tr("Copy details"))
        self._copy.clicked.connect(self._on_copy)
        self._close = QToolButton()
        self._close.setAutoRaise(True)
        self._close.setToolTip(self.tr("Close"))
        self._close.setAccessibleName(self.tr("Close this message"))
        self._close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 12, 8)
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        for button in (self._action, self._copy, self._close):
            row.addWidget(button)
        self.hide()

    @property
    def text(self) -> str:
        """The message that is shown; empty when there is none."""
        return "" if self.isHidden() else self._text.text()

    def show_error(
        self,
        error: Exception,
        label: str = "",
        action: Callable[[], None] | None = None,
        *,
        stays: bool = False,
    ) -> None:
        """Say what happened, to which file, and what to do. `action` has a button with `label`.

        With `stays` the button does not close the bar: the fault is there until it is `mended`.
        """
        text = in_words(error) if isinstance(error, UserFacingError) else str(error)
        self._show(text, error, label=label, action=action, stays=stays)

    def mended(self, kind: type[Exception]) -> None:
        """Faults of this kind are past: hide if that is what is shown."""
        if isinstance(self._error, kind):
            self.hide()

    def show_hint(self, text: str) -> None:
        """Say what matters until the next thing is done: see `hide_hint`."""
        self.show_note(text)
        self._is_hint = True

    def hide_hint(self) -> None:
        """What was hinted at is past."""
        if self._is_hint:
            self.hide()

    def show_note(
        self, text: str, label: str = "", action: Callable[[], None] | None = None
    ) -> None:
        """Say something that is no fault."""
        self._show(text, None, label=label, action=action)

    def _show(
        self,
        text: str,
        error: Exception | None,
        *,
        label: str,
        action: Callable[[], None] | None,
        stays: bool = False,
    ) -> None:
        self._text.setText(text)
        self._is_hint = False
        self._error, self._stays = error, stays
        self._do = action
        self._action.setText(label)
        self._action.setVisible(action is not None)
        self._copy.setVisible(error is not None and bool(str(error)))
        self._restyle()
        self.show()

    def _restyle(self) -> None:
        more = colours(self.palette())
        colour = more.danger if self._error is not None else more.accent
        name = "warning" if self._error is not None else "info"
        self._icon.setPixmap(icons.icon(name, colour).pixmap(QSize(20, 20)))
        self._close.setIcon(icons.icon("close", self.palette().windowText().color()))
        # The line on the left is painted here; new icons repaint no more than themselves.
        self.update()

    def changeEvent(self, event: object) -> None:
        """Take the icons' colours anew when light and dark change."""
        super().changeEvent(event)  # type: ignore[arg-type]
        if event.type() == event.Type.PaletteChange and hasattr(self, "_close"):  # type: ignore[attr-defined]
            self._restyle()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A card with a line of the message's colour on its left."""
        more = colours(self.palette())
        painter = QPainter(self)
        painter.fillRect(event.rect(), more.card)
        painter.fillRect(
            0, 0, 4, self.height(), more.danger if self._error is not None else more.accent
        )
        painter.fillRect(0, self.height() - 1, self.width(), 1, more.border)

    def _on_action(self) -> None:
        action = self._do
        if not self._stays:
            self.hide()
        if action is not None:
            action()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(str(self._error))
