"""Clicks on the sign of a stack, which are about its copies and not about the photo it is on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent

if TYPE_CHECKING:
    from shoegui.gui.results.model import ResultsModel
    from shoegui.gui.results.view import ResultsView
    from shoegui.search.searcher import Hit


class StackClicks(QObject):
    """Listens to the grid's mouse. `clicked` carries the hit."""

    clicked = Signal(object)

    def __init__(self, view: ResultsView, model: ResultsModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        view.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Keep the clicks on a sign to itself; the second of two does nothing more."""
        if not isinstance(event, QMouseEvent) or event.button() != Qt.MouseButton.LeftButton:
            return False
        if event.type() not in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
            return False
        hit = self._hit_at(event.position().toPoint())
        if hit is not None and event.type() == QEvent.Type.MouseButtonPress:
            self.clicked.emit(hit)
        return hit is not None

    def _hit_at(self, where: QPoint) -> Hit | None:
        view = self._view
        row = view.indexAt(where).row()
        if row < 0:
            return None
        x, y = view.grid.corner(row)
        corner, hit = QPoint(x, y - view.verticalOffset()), self._model.hits()[row]
        inside = view.hits_delegate.stack_area(corner, view.cell_art(), hit).contains(where)
        return hit if inside else None
