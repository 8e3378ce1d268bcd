"""What showing a widget for the first time does all at once, done before that in small pieces.

What is shown when is the business of those who show it.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid


def polish(widget: QWidget) -> Iterator[None]:
    """Have the style prepare `widget` and all that is in it, and lay it out."""
    for one in (widget, *widget.findChildren(QWidget)):
        # Some come and go between two pieces.
        if isValid(one):
            one.ensurePolished()
            yield
    layout = widget.layout()
    if layout is not None:
        layout.activate()
    yield
