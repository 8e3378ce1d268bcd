"""The grid of hits: what its cells and its dividing line look like, keys, hovering, drag out.

Where things are is `grid_view`'s business, what one cell looks like `delegate`'s.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from time import perf_counter

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QCursor,
    QDrag,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPalette,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QWidget

from shoegui.gui.results.cell_art import OUTSIDE, CellArt, Frame
from shoegui.gui.results.delegate import LARGEST, SMALLEST, HitDelegate
from shoegui.gui.results.drag_pixmap import drag_pixmap
from shoegui.gui.results.geometry import Grid
from shoegui.gui.results.grid_view import MARGIN, GridView
from shoegui.gui.results.model import ResultsModel
from shoegui.gui.results.pace import Pace
from shoegui.gui.results.stack_clicks import StackClicks
from shoegui.gui.results.thumbnails import ThumbnailLoader
from shoegui.gui.results.type_ahead import TypeAhead, key_name

_SETTLED_MS = 80
# More is asked for before the end is reached, so that a steady scroll does not have to wait.
_PAGES_AHEAD = 2
_STACKED = 4


class ResultsView(GridView):
    """Shows a `ResultsModel`. `near_end` comes once each time the last hits come into reach.

    `size_wanted` asks for larger (1) or smaller (-1) cells, `stack_clicked` carries the hit whose
    sign of a stack was clicked.
    """

    near_end = Signal()
    size_wanted = Signal(int)
    stack_clicked = Signal(object)

    def __init__(
        self, model: ResultsModel, loader: ThumbnailLoader, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._results = model
        self._loader = loader
        self._hovered = -1
        self._near_end_told = False
        self._pace = Pace()
        self._keys: dict[str, QAction] = {}
        self.empty_text = ""
        self.type_ahead = TypeAhead(model, self)
        self.type_ahead.found.connect(self._go_to)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLED_MS)
        self._settled.timeout.connect(self._look_around)
        self.hits_delegate = HitDelegate(loader, self)
        self.hits_delegate.stack_text = model.stacks.text
        self.setItemDelegate(self.hits_delegate)
        self.setModel(model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Similar pictures"))
        loader.ready.connect(self._show_thumbnail)
        model.modelReset.connect(self._hits_changed)
        model.rowsInserted.connect(self._hits_changed)
        model.rowsRemoved.connect(self._hits_changed)
        model.layoutChanged.connect(self.relayout)
        model.dataChanged.connect(self.relayout)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.relayout()
        self._stack_clicks = StackClicks(self, model)
        self._stack_clicks.clicked.connect(self.stack_clicked)

    # What is shown

    @property
    def cells(self) -> int:
        """How many cells are seen at once, at most."""
        rows = -(-self.viewport().height() // self.grid.cell_height)
        return self.grid.columns * (rows + 1)

    def set_cell_side(self, side: int) -> None:
        """Make cards `side` px wide; what is seen stays in sight."""
        self.hits_delegate.side = max(SMALLEST, min(side, LARGEST))
        self._reshape()

    def set_show(self, *, names: bool, scores: bool) -> None:
        """Show file names and scores on every cell, not only where the pointer is."""
        self.hits_delegate.show_names = names
        self.hits_delegate.show_scores = scores
        self._reshape()

    def make_grid(self) -> Grid:
        """The good matches, a line, the weaker ones."""
        size = self.hits_delegate.cell_size(self.font())
        return Grid(
            count=self._results.rowCount(),
            strong=self._results.strong_count,
            width=self.viewport().width(),
            cell_width=size.width(),
            cell_height=size.height(),
            band_height=round(self.fontMetrics().height() * 2.6),
            margin=MARGIN,
        )

    def relayout(self) -> None:
        """Also see to it that what comes into sight is loaded."""
        super().relayout()
        self._settled.start()

    def _reshape(self) -> None:
        rows, current = self.visible_rows(), self.currentIndex().row()
        anchor = current if current in rows else (rows[0] if rows else -1)
        before = self.visualRect(self._index(anchor)).top() if anchor >= 0 else 0
        self.relayout()
        if anchor >= 0:
            after = self.visualRect(self._index(anchor)).top()
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + after - before)

    def _hits_changed(self) -> None:
        self._near_end_told = False
        self._hovered = -1
        self._set_loading(True)
        self.relayout()
        # Now, and not when the cells are painted without them; the first hit's is made first.
        hits = self._results.hits()
        look = self.hits_delegate.look(self.viewport().devicePixelRatioF())
        for row in reversed(self.visible_rows()):
            self._loader.request(hits[row].photo, look)

    def _show_thumbnail(self, photo_id: int) -> None:
        row = self._results.row_of(photo_id)
        # None: it belongs to an answer that is no longer shown.
        if row is not None and row in self.visible_rows():
            self.viewport().update(self.visualRect(self._index(row)))

    def _scrolled(self) -> None:
        self._settled.start()
        page = self.viewport().height()
        self._set_loading(not self._pace.flies(perf_counter(), self.verticalOffset(), page))
        # Another cell is under the pointer now, though the pointer did not move.
        if self.viewport().underMouse():
            self._hover(self.viewport().mapFromGlobal(QCursor.pos()))

    def _set_loading(self, loading: bool) -> None:
        """While pictures only fly by, none is asked for: painting goes first."""
        if loading is self.hits_delegate.loading:
            return
        self.hits_delegate.loading = loading
        if loading:
            self.viewport().update()
        else:
            look = self.hits_delegate.look(self.viewport().devicePixelRatioF())
            self._loader.retain(look, ())

    def _look_around(self) -> None:
        """Scrolling has come to rest: make what is seen first, then what comes next."""
        self._set_loading(True)
        rows, hits = self.visible_rows(), self._results.hits()
        if not rows:
            return
        look = self.hits_delegate.look(self.viewport().devicePixelRatioF())
        self._loader.retain(look, [hits[row].photo for row in rows])
        for row in range(rows.stop, min(rows.stop + len(rows), len(hits))):
            self._loader.prefetch(hits[row].photo, look)
        if not self._near_end_told and rows.stop + len(rows) * _PAGES_AHEAD >= len(hits):
            self._near_end_told = True
            self.near_end.emit()

    # Painting

    def paint_cells(self, painter: QPainter, rows: Sequence[int], area: QRect) -> None:
        """As `GridView` asks for it."""
        hits, paint = self._results.hits(), self.hits_delegate.paint_hit
        if not hits:
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, self.empty_text)
            return
        offset, art = self.verticalOffset(), self.cell_art()
        selection = self.selectionModel()
        anything = selection.hasSelection()
        current = self.currentIndex().row() if self.hasFocus() else -1
        # Last first: the newest request is served first, and that is then the top left one.
        for row in reversed(rows):
            x, y = self.grid.corner(row)
            frame = Frame(
                selected=anything and selection.isSelected(self._index(row)),
                current=row == current,
                hovered=row == self._hovered,
            )
            hit = hits[row]
            paint(painter, QPoint(x, y - offset), art, hit, frame, weak=self._results.is_weak(hit))
        if self.grid.parted:
            self._paint_line(painter, art, area)

    def cell_art(self) -> CellArt:
        """What the cells are put together from, on this screen."""
        ratio = self.viewport().devicePixelRatioF()
        return self.hits_delegate.art(self.palette(), self.font(), ratio)

    def _paint_line(self, painter: QPainter, art: CellArt, area: QRect) -> None:
        """The line that parts good matches from weaker ones."""
        top = self.grid.band_top - self.verticalOffset()
        band = QRect(0, top, self.viewport().width(), self.grid.band_height)
        if not band.intersects(area):
            return
        painter.setFont(self.font())
        art.paint_line(painter, band, MARGIN + OUTSIDE, self.tr("Weaker matches below"))

    # Pointer and keys

    def viewportEvent(self, event: QEvent) -> bool:
        """Follow the pointer."""
        if event.type() == QEvent.Type.HoverMove or event.type() == QEvent.Type.HoverEnter:
            self._hover(event.position().toPoint())  # type: ignore[attr-defined]
        elif event.type() in {QEvent.Type.Leave, QEvent.Type.HoverLeave}:
            self._hover(None)
        return super().viewportEvent(event)

    def _hover(self, where: QPoint | None) -> None:
        row = -1 if where is None else self.indexAt(where).row()
        if row == self._hovered:
            return
        for one in (row, self._hovered):
            if 0 <= one < self.grid.count:
                self.viewport().update(self.visualRect(self._index(one)))
        self._hovered = row

    def set_keys(self, keys: Mapping[QKeySequence, QAction]) -> None:
        """Trigger these actions by these keys while the grid has the focus."""
        self._keys = {key.toString(): action for key, action in keys.items()}

    def _action_for(self, event: QKeyEvent) -> QAction | None:
        return self._keys.get(key_name(event))

    def event(self, event: QEvent) -> bool:
        """Hear the keys that mean something here before they become a shortcut of the window."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (self.type_ahead.takes(event) or self._action_for(event) is not None)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type-ahead first, then what every view does with keys."""
        if self.type_ahead.takes(event):
            self.type_ahead.type(event.text(), self.currentIndex().row())
        elif (action := self._action_for(event)) is not None:
            action.trigger()
        elif event.key() == Qt.Key.Key_Escape and self.selectionModel().hasSelection():
            self.clearSelection()
        else:
            super().keyPressEvent(event)

    def _go_to(self, row: int) -> None:
        self.setCurrentIndex(self._index(row))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl, change the size of the cells."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            steps = event.angleDelta().y()
            if steps:
                self.size_wanted.emit(1 if steps > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Hand the selected files to whatever they are dropped on."""
        rows = self.selected_rows()
        if not rows:
            return
        drag = QDrag(self)
        drag.setMimeData(self._results.mimeData([self._index(row) for row in rows]))
        ratio = self.viewport().devicePixelRatioF()
        look = self.hits_delegate.look(ratio)
        hits = [self._results.hits()[row] for row in rows[:_STACKED]]
        pictures = [self._loader.request(hit.photo, look) for hit in hits]
        drag.setPixmap(drag_pixmap(pictures, len(rows), self, ratio))
        drag.setHotSpot(QPoint(16, 16))
        drag.exec(actions, Qt.DropAction.CopyAction)
