"""The page of all keyboard shortcuts, made from the table of actions."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from shoegui.gui.actions import MENUS, QT_TRANSLATE_NOOP, plain_text
from shoegui.gui.theme import colours

# What widgets listen to themselves and no menu has.
_FURTHER = (
    (
        QT_TRANSLATE_NOOP("ShortcutsHelp", "Results"),
        (
            (("Left", "Right", "Up", "Down"), QT_TRANSLATE_NOOP("ShortcutsHelp", "Move")),
            (("A", "…", "Z"), QT_TRANSLATE_NOOP("ShortcutsHelp", "Jump to a file name")),
        ),
    ),
    (
        QT_TRANSLATE_NOOP("ShortcutsHelp", "Preview and compare"),
        (
            (("Left", "Right"), QT_TRANSLATE_NOOP("ShortcutsHelp", "Previous and next photo")),
            (("+", "-"), QT_TRANSLATE_NOOP("ShortcutsHelp", "Zoom")),
            (("Esc",), QT_TRANSLATE_NOOP("ShortcutsHelp", "Close")),
        ),
    ),
    (
        QT_TRANSLATE_NOOP("ShortcutsHelp", "Part of the query picture"),
        (
            (("Left", "Right", "Up", "Down"), QT_TRANSLATE_NOOP("ShortcutsHelp", "Move the part")),
            (("Esc",), QT_TRANSLATE_NOOP("ShortcutsHelp", "The whole picture again")),
        ),
    ),
)

_Row = tuple[str, str]

# No line is as long as that.
_WIDE = 10_000


class ShortcutsHelp(QDialog):
    """Two columns: what it does, and the keys."""

    def __init__(
        self, filled: Mapping[str, Sequence[QAction]], parent: QWidget | None = None
    ) -> None:
        """`filled` are the actions of the menus that others fill, by what those are filled as."""
        super().__init__(parent)
        self._filled = filled
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        shown = QTextBrowser()
        shown.setHtml(self._html())
        shown.document().setDocumentMargin(16)
        shown.setAccessibleName(self.windowTitle())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(shown)
        column.addWidget(buttons)
        letter = self.fontMetrics().averageCharWidth()
        # The longest line, the scroll bar beside it and the margins around both. Not `adjustSize`,
        # which lays everything out again and again in search of a pleasant shape.
        shown.document().setTextWidth(_WIDE)
        width = round(shown.document().idealWidth()) + 10 * letter + 40
        self.resize(width, self.fontMetrics().lineSpacing() * 38)

    def _html(self) -> str:
        key = f"padding: 3px 0; white-space: pre; color: {colours(self.palette()).accent.name()}"
        name = "padding: 3px 48px 3px 0; white-space: pre"
        text = ""
        for title, rows in self._sections():
            above = 14 if text else 0
            text += f"<tr><td colspan=2 style='padding: {above}px 0 4px 0'><b>{title}</b></td></tr>"
            for what, keys in rows:
                text += (
                    f"<tr><td style='{name}'>{html.escape(what)}</td>"
                    f"<td style='{key}'>{html.escape(keys)}</td></tr>"
                )
        return f"<table>{text}</table>"

    def _sections(self) -> list[tuple[str, list[_Row]]]:
        sections: list[tuple[str, list[_Row]]] = []
        for menu in MENUS:
            rows = [(plain_text(one), _keys(one.keys)) for one in menu.entries if one.keys]
            for action in self._filled.get(menu.filled_as, ()):
                keys = tuple(key.toString() for key in action.shortcuts()[:1])
                rows.append((action.text().replace("&", "").rstrip("…"), _keys(keys)))
            sections.append((plain_text(menu), rows))
        for title, lines in _FURTHER:
            found = [(_translated(what), _keys(keys)) for keys, what in lines]
            sections.append((_translated(title), found))
        return sections


def _translated(text: str) -> str:
    return QCoreApplication.translate("ShortcutsHelp", text)


def _keys(keys: tuple[str, ...]) -> str:
    native = QKeySequence.SequenceFormat.NativeText
    return "  ".join(key if key == "…" else QKeySequence(key).toString(native) for key in keys)
