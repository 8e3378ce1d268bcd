"""A QListView whose cells lie on a uniform grid, so that no layout pass is ever needed.

Keeps QListView's selection, drag and what it tells screen readers, and answers all of its questions
about places by arithmetic: a hundred thousand rows cost what ten do. What is shown is `view`'s.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from shoegui.gui.results.geometry import Grid
from shoegui.gui.roomy_scroll import QuietBar

AnyIndex = QModelIndex | QPersistentModelIndex
_Action = QAbstractItemView.CursorAction

MARGIN = 8


class GridView(QListView):
    """Lays its model out as `make_grid` says and has `paint_cells` paint what is seen of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = Grid(0, 0, 1, 1, 1, 0, MARGIN)
        self._band_from: QPoint | None = None
        self._band = QRect()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # It keeps its place, or the columns would move as hits come and go.
        self.setVerticalScrollBar(QuietBar())
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFrameShape(QListView.Shape.NoFrame)
        # The whole background is painted here, so Qt may move what is there when it scrolls.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    # For those that derive

    def make_grid(self) -> Grid:
        """The layout of all rows at the present width."""
        raise NotImplementedError

    def paint_cells(self, painter: QPainter, rows: Sequence[int], area: QRect) -> None:
        """Paint these rows, and what else lies in `area` of the viewport.

        The background is filled already.
        """
        raise NotImplementedError

    def visible_rows(self) -> range:
        """The rows that can be seen now."""
        top = self.verticalOffset()
        return self.grid.between(top, top + self.viewport().height())

    def selected_rows(self) -> list[int]:
        """The selected rows, in order."""
        ranges = self.selectionModel().selection().toList()
        return sorted({row for one in ranges for row in range(one.top(), one.bottom() + 1)})

    def relayout(self) -> None:
        """Work the layout out again."""
        self.grid = self.make_grid()
        self.updateGeometries()
        self.viewport().update()

    def _index(self, row: int) -> QModelIndex:
        return self.model().index(row, 0)

    # Layout, scrolling, painting

    def doItemsLayout(self) -> None:
        """As Qt asks for it, after the model changed."""
        self.grid = self.make_grid()
        QAbstractItemView.doItemsLayout(self)

    def updateGeometries(self) -> None:
        """Set the scroll bar to the height of everything."""
        bar, height = self.verticalScrollBar(), self.viewport().height()
        bar.setPageStep(height)
        # Three of these are a notch of the wheel: about a row.
        bar.setSingleStep(max(12, self.grid.cell_height // 3))
        bar.setRange(0, max(0, self.grid.height - height))
        QAbstractItemView.updateGeometries(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the row at the top where it is while the columns change."""
        rows = self.visible_rows()
        QAbstractItemView.resizeEvent(self, event)
        scrolled = self.verticalOffset() > 0
        self.relayout()
        if scrolled and rows:
            self.scrollTo(self._index(rows[0]), QAbstractItemView.ScrollHint.PositionAtTop)

    def scrollContentsBy(self, _dx: int, dy: int) -> None:
        """Move what is painted already; only the strip that appears is painted."""
        if not self._band.isNull():
            self.viewport().update()
        else:
            self.viewport().scroll(0, dy)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Background, cells, and the rubber band."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self.palette().brush(QPalette.ColorRole.Window))
        self.paint_cells(painter, self._rows_in(event.region()), event.rect())
        if not self._band.isNull():
            colour = self.palette().color(QPalette.ColorRole.Highlight)
            painter.setPen(colour)
            colour.setAlpha(50)
            painter.setBrush(colour)
            painter.drawRect(
                self._band.translated(0, -self.verticalOffset()).adjusted(0, 0, -1, -1)
            )
        painter.end()

    def _rows_in(self, region: QRegion) -> list[int]:
        """The rows that a region of the viewport touches: far fewer than its bounding box does."""
        offset = self.verticalOffset()
        rows: set[int] = set()
        for rect in region:  # type: ignore[attr-defined]
            top = rect.top() + offset
            for run in self.grid.inside(rect.left(), top, rect.right() + 1, top + rect.height()):
                rows.update(run)
        return sorted(rows)

    # The mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a rubber band may begin."""
        where = event.position().toPoint()
        starts = event.button() == Qt.MouseButton.LeftButton and not self.indexAt(where).isValid()
        self._band_from = where + QPoint(0, self.verticalOffset()) if starts else None
        QAbstractItemView.mousePressEvent(self, event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw the rubber band out."""
        QAbstractItemView.mouseMoveEvent(self, event)
        if self._band_from is not None and self.state() == self.State.DragSelectingState:
            to = event.position().toPoint() + QPoint(0, self.verticalOffset())
            self._band = QRect(self._band_from, to).normalized()
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The rubber band is over."""
        QAbstractItemView.mouseReleaseEvent(self, event)
        self._band_from = None
        if not self._band.isNull():
            self._band = QRect()
            self.viewport().update()

    # What screen readers are told: QListView would look in the layout that it does not have here.

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        """As Qt tells it."""
        QAbstractItemView.currentChanged(self, current, previous)
        if current.isValid() and self.hasFocus():
            self._announce(QAccessible.Event.Focus, current.row())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """As Qt tells it."""
        QAbstractItemView.selectionChanged(self, selected, deselected)
        if not selected.isEmpty():
            self._announce(QAccessible.Event.SelectionAdd, selected.first().top())

    def _announce(self, what: QAccessible.Event, row: int) -> None:
        if QAccessible.isActive():
            event = QAccessibleEvent(self, what)
            event.setChild(row)
            QAccessible.updateAccessibility(event)

    # Qt's questions about places

    def visualRect(self, index: AnyIndex) -> QRect:
        """Where a cell is in the viewport."""
        if not index.isValid():
            return QRect()
        x, y = self.grid.corner(index.row())
        width, height = self.grid.cell_width, self.grid.cell_height
        return QRect(x, y - self.verticalOffset(), width, height)

    def indexAt(self, point: QPoint) -> QModelIndex:
        """The cell at a point of the viewport."""
        row = self.grid.index_at(point.x(), point.y() + self.verticalOffset())
        return self._index(row) if row >= 0 else QModelIndex()

    def horizontalOffset(self) -> int:
        """Nothing scrolls sideways."""
        return 0

    def verticalOffset(self) -> int:
        """How far it is scrolled, in px."""
        return self.verticalScrollBar().value()

    def scrollTo(
        self,
        index: AnyIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a cell into sight."""
        if not index.isValid():
            return
        rect, bar, height = (
            self.visualRect(index),
            self.verticalScrollBar(),
            self.viewport().height(),
        )
        if hint == QAbstractItemView.ScrollHint.PositionAtCenter:
            bar.setValue(bar.value() + rect.center().y() - height // 2)
        elif hint == QAbstractItemView.ScrollHint.PositionAtTop or rect.top() < 0:
            bar.setValue(bar.value() + rect.top() - MARGIN)
        elif rect.bottom() >= height:
            bar.setValue(bar.value() + min(rect.top(), rect.bottom() - height + 1) + MARGIN)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """What has to be painted again when `selection` changes: never more than is seen."""
        rows = self.visible_rows()
        touched = any(
            one.top() < rows.stop and one.bottom() >= rows.start
            for one in selection.toList()
            if rows
        )
        return QRegion(self.viewport().rect()) if touched else QRegion()

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Select what a rectangle of the viewport touches."""
        rect = rect.normalized()
        top = rect.top() + self.verticalOffset()
        selection = QItemSelection()
        for run in self.grid.inside(rect.left(), top, rect.right() + 1, top + rect.height()):
            selection.select(self._index(run[0]), self._index(run[-1]))
        self.selectionModel().select(selection, command)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, _modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Where a key leads."""
        count = self.grid.count
        if not count:
            return QModelIndex()
        row = self.currentIndex().row()
        if row < 0:
            return self._index(count - 1 if action == _Action.MoveEnd else 0)
        page = max(1, self.viewport().height() // self.grid.cell_height)
        match action:
            case _Action.MoveLeft | _Action.MovePrevious:
                row -= 1
            case _Action.MoveRight | _Action.MoveNext:
                row += 1
            case _Action.MoveUp:
                row = self.grid.vertical(row, -1)
            case _Action.MoveDown:
                row = self.grid.vertical(row, 1)
            case _Action.MovePageUp:
                row = self.grid.vertical(row, -page)
            case _Action.MovePageDown:
                row = self.grid.vertical(row, page)
            case _Action.MoveHome:
                row = 0
            case _Action.MoveEnd:
                row = count - 1
        return self._index(max(0, min(row, count - 1)))
