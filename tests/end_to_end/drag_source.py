"""A small window whose picture can be dragged out: the other program of a real drag.

`python drag_source.py FILE...` stands at the top left of the screen until it is ended.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel

SIZE = 160


class Source(QLabel):
    """Starts a drag of the files as soon as the pressed mouse moves."""

    def __init__(self, files: list[str]) -> None:
        super().__init__("drag me")
        self._files = files
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setGeometry(0, 0, SIZE, SIZE)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            data = QMimeData()
            data.setUrls([QUrl.fromLocalFile(file) for file in self._files])
            drag = QDrag(self)
            drag.setMimeData(data)
            drag.exec(Qt.DropAction.CopyAction)


if __name__ == "__main__":
    app = QApplication([])
    source = Source(sys.argv[1:])
    source.show()
    print("ready", flush=True)  # noqa: T201 - the test waits for it
    app.exec()
