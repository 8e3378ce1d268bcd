"""In which order Tab goes through the window. Qt's own is that in which widgets were made."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def in_turn(widgets: Sequence[QWidget]) -> None:
    """Go through these, which take the focus, one after the other; the first stays in its place."""
    for one, other in pairwise(widgets):
        QWidget.setTabOrder(one, other)


def parts_in_turn(window: QWidget, parts: Sequence[QWidget]) -> None:
    """Go through these parts of `window` one after the other, and through each as before."""
    chain = [one for one in round_of(window) if one.focusPolicy() != Qt.FocusPolicy.NoFocus]
    in_turn([one for part in parts for one in chain if part.isAncestorOf(one)])


def round_of(window: QWidget) -> list[QWidget]:
    """All widgets of `window` in the order in which the focus comes to them."""
    found: list[QWidget] = []
    last, widget = window.previousInFocusChain(), window.nextInFocusChain()
    # Not once around to the window: PySide keeps what it is given by a widget for as long as that
    # lives, and a window that its own part keeps is never let go.
    while widget is not None and widget is not last:
        found.append(widget)
        widget = widget.nextInFocusChain()
    return found if last is None else [*found, last]


def put_before(widget: QWidget, new: Sequence[QWidget]) -> None:
    """Come to these right before `widget`."""
    before = widget.previousInFocusChain()
    while before is not None and before.focusPolicy() == Qt.FocusPolicy.NoFocus:
        before = before.previousInFocusChain()
    if before is not None:
        in_turn([before, *new, widget])
