"""A widget is prepared for being shown, without being shown."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from shoegui.gui.polishing import polish


def widget_with_labels(qtbot: QtBot) -> tuple[QWidget, list[QLabel]]:
    widget = QWidget()
    qtbot.addWidget(widget)
    labels = [QLabel(text, widget) for text in ("one", "two")]
    column = QVBoxLayout(widget)
    for label in labels:
        column.addWidget(label)
    return widget, labels


def test_all_in_a_widget_is_polished_and_nothing_shown(qtbot: QtBot) -> None:
    widget, labels = widget_with_labels(qtbot)
    for _ in polish(widget):
        assert not widget.isVisible()
    for one in (widget, *labels):
        assert one.testAttribute(Qt.WidgetAttribute.WA_WState_Polished)


def test_what_goes_between_two_pieces_is_left_out(qtbot: QtBot) -> None:
    widget, labels = widget_with_labels(qtbot)
    pieces = polish(widget)
    next(pieces)
    delete(labels[0])
    list(pieces)
    assert labels[1].testAttribute(Qt.WidgetAttribute.WA_WState_Polished)
