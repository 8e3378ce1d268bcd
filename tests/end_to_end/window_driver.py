"""The real program with its real window, which also tells what it shows, a JSON line a look.

`python window_driver.py LIBRARY [PICTURE]`. Everything is done to it from outside, through X.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, QRect, QTimer
from PySide6.QtWidgets import QApplication, QWidget, QWizard

from shoegui.basics.paths import AppPaths
from shoegui.gui import application
from shoegui.gui.main_window import MainWindow

PLACE = QRect(200, 60, 1100, 780)


def main() -> int:
    """Run the program until its window is closed."""
    make_qt = application.make_qt

    def make_talking_qt(arguments: Sequence[str] = ()) -> QApplication:
        qt = make_qt(arguments)
        ticks = QTimer(qt)
        ticks.timeout.connect(say)
        ticks.start(50)
        return qt

    application.make_qt = make_talking_qt
    picture = Path(sys.argv[2]) if len(sys.argv) > 2 else None
    return application.run(AppPaths.under(Path(sys.argv[1])), picture)


def say() -> None:
    """Print what is shown, changed or not: who waits for it to stand still counts the looks."""
    print(json.dumps(shown()), flush=True)  # noqa: T201 - read by the test


def shown() -> dict[str, Any]:
    """What a person sees."""
    wizards = visible(QWizard)
    windows = [one for one in visible(MainWindow) if one.complete]
    if not windows:
        return {"window": None, "wizard": None}
    window = windows[0]
    if window.geometry() != PLACE and not window.property("placed"):
        window.setProperty("placed", True)
        window.setGeometry(PLACE)
    controller = window.controller
    answer = controller.answer
    return {
        "window": where(window),
        "state": controller.state.name,
        "queries": [item.name for item in controller.items],
        "hits": [os.fspath(hit.photo.path) for hit in answer.hits[:10]] if answer else [],
        "good": answer.good if answer else 0,
        "photos": controller.summary.photos,
        "wizard": where(wizards[0]) if wizards else None,
        "page": wizards[0].currentPage().title() if wizards else "",
        "picture": where(window.query_panel.crop_view),
        "second": place_of_second_hit(window),
    }


def place_of_second_hit(window: MainWindow) -> list[int]:
    """Left, top, width, height on the screen of its cell; of nothing where there is none."""
    view = window.results.view
    cell = view.visualRect(view.model().index(1, 0))
    corner = view.viewport().mapToGlobal(cell.topLeft())
    return [corner.x(), corner.y(), cell.width(), cell.height()]


def visible(kind: type[Any]) -> list[Any]:
    """The visible top-level widgets of a kind."""
    widgets = QApplication.topLevelWidgets()
    return [one for one in widgets if isinstance(one, kind) and one.isVisible()]


def where(widget: QWidget) -> list[int]:
    """Left, top, width, height on the screen."""
    corner = widget.mapToGlobal(QPoint(0, 0))
    return [corner.x(), corner.y(), widget.width(), widget.height()]


if __name__ == "__main__":
    sys.exit(main())
