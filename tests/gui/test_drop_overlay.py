"""What a drop will do is said above whatever the window shows, and where it shows it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from shoegui.gui.drop_overlay import DropOverlay
from shoegui.gui.overlay import Overlay


def test_the_promise_is_seen_above_what_covers_the_window(qtbot: QtBot) -> None:
    window, middle, bar, area = QMainWindow(), QWidget(), QWidget(), QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(middle)
    bar.setFixedHeight(40)
    column.addWidget(bar)
    column.addWidget(area, 1)
    window.setCentralWidget(middle)
    window.menuBar().addMenu("File")
    window.resize(600, 500)
    window.show()
    promise, preview = DropOverlay(area), Overlay(window)
    preview.setGeometry(window.rect())
    preview.show()
    preview.raise_()
    promise.show_promise("Search with this picture", welcome=True)
    assert not promise.visibleRegion().isEmpty()
    assert window.children().index(promise) > window.children().index(preview)

    def covers_the_area() -> bool:
        return promise.geometry() == QRect(area.mapTo(window, QPoint()), area.size())

    assert covers_the_area()
    window.resize(600, 400)
    qtbot.waitUntil(covers_the_area)
