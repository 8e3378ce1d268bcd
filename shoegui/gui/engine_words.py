"""What the engine says, in the window's language: faults, notes of reports, devices, findings.

The translations lie with the others, in the context "Engine"; `resources/translations/update.py`
finds the engine's sentences by itself. What has no translation stays English.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from shoegui.basics.errors import UserFacingError
from shoegui.basics.phrase import Phrase

_CONTEXT = "Engine"


def said(text: str) -> str:
    """A text of the engine, translated. Its values follow the locale, or are translated too."""
    if not isinstance(text, Phrase) or not text.values:
        return QCoreApplication.translate(_CONTEXT, text)
    spoken = QCoreApplication.translate(_CONTEXT, text.template)
    return spoken.format_map({name: _value(one) for name, one in text.values.items()})


def fault_said(error: Exception) -> str:
    """Where it happened, what happened and what to do, translated."""
    return said(error.in_words()) if isinstance(error, UserFacingError) else str(error)


def _value(value: object) -> str:
    if isinstance(value, Phrase):
        return said(value)
    return QLocale().toString(value) if isinstance(value, int) else str(value)
