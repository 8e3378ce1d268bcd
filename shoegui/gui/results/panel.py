"""The results as the window uses them: header, grid, and what can be done with what is chosen.

Does by itself what needs no one else (copying, showing in the file manager) and asks by signals
for the rest. Nothing is searched, moved or opened here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shoegui.gui.filters.chips import FilterChips
from shoegui.gui.results.header import ResultsHeader
from shoegui.gui.results.hit_actions import HitActions
from shoegui.gui.results.model import ResultsModel, SortBy
from shoegui.gui.results.thumbnails import ThumbnailLoader
from shoegui.gui.results.view import ResultsView

if TYPE_CHECKING:
    from shoegui.gui.engine import Answer
    from shoegui.search.searcher import Hit

_Flag = QItemSelectionModel.SelectionFlag

_FIRST_ROW_SECONDS = 0.012


class ResultsPanel(QWidget):
    """A grid of hits with a line above it.

    `current_changed`, `open_requested`, `preview_requested` and `compare_requested` carry a `Hit`
    (the first also None); `search_from_requested`, `trash_requested`, `more_requested` (more like
    these) and `less_requested` a list of them. `message` says in words what was done here.
    """

    current_changed = Signal(object)
    open_requested = Signal(object)
    preview_requested = Signal(object)
    search_from_requested = Signal(list)
    compare_requested = Signal(object)
    why_requested = Signal(object)
    trash_requested = Signal(list)
    more_requested = Signal(list)
    less_requested = Signal(list)
    more_wanted = Signal()
    message = Signal(str)

    def __init__(self, thumbnails: ThumbnailLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.thumbnails = thumbnails
        self._answer: Answer | None = None
        self._told: Hit | None = None
        self._telling = QTimer(self)
        self._telling.setSingleShot(True)
        self._telling.timeout.connect(self._tell_current)
        self.model = ResultsModel(self)
        self.header = ResultsHeader(self)
        self.chips = FilterChips(self)
        self.view = ResultsView(self.model, thumbnails, self)
        self.actions_for_hits = HitActions(self, self.view)
        self.setFocusProxy(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.chips)
        column.addWidget(self.view, 1)
        self.header.size_changed.connect(self.view.set_cell_side)
        self.header.sort_changed.connect(self._sort)
        self.header.show_changed.connect(self._show_labels)
        self.view.size_wanted.connect(self.header.step_size)
        self.view.near_end.connect(self._near_end)
        self.view.stack_clicked.connect(self.toggle_stack)
        self.view.selectionModel().currentChanged.connect(self._current_moved)
        self.model.rowsRemoved.connect(self._tell_current)

    # What is shown

    def expecting(self) -> Callable[[Sequence[Hit]], None]:
        """What to call with the hits once they are known, before they are shown, in any thread.

        It has the thumbnails of a page of them made, and waits a little for the first row: hits
        that are painted once, with pictures, are seen sooner than those that are painted twice.
        """
        view, loader = self.view, self.thumbnails
        look = view.hits_delegate.look(view.viewport().devicePixelRatioF())
        cells, columns = view.cells, view.grid.columns

        def expect(hits: Sequence[Hit]) -> None:
            photos = [hit.photo for hit in hits[:cells]]
            loader.expect(photos, look, first=columns, seconds=_FIRST_ROW_SECONDS)

        return expect

    def show_answer(self, answer: Answer) -> None:
        """Show a new answer from its first hit."""
        self._answer = answer
        # What else there is to say of the first hit comes after the hits are painted.
        self._telling.start()
        self.thumbnails.forget_missing()
        # The first row, which `expecting` waited for, is painted with the cells.
        self.thumbnails.take_arrived()
        self.view.empty_text = "" if answer.hits else self._nothing()
        self.model.show(answer.hits, answer.good)
        self.view.scrollToTop()
        self._say_how_many(answer)
        if answer.hits:
            self._go_to(0, select=False)

    def paint_now(self) -> None:
        """Paint the hits without Qt's usual wait of 5 ms for more that may have to be painted."""
        self.view.viewport().repaint()

    def add_more(self, answer: Answer) -> None:
        """Take in what a larger answer to the same query holds more; nothing else moves."""
        self._answer = answer
        self.model.add_more(answer.hits, answer.good)
        self._say_how_many(answer)
        self._tell_current()

    def clear(self) -> None:
        """Show nothing."""
        self._answer = None
        self.view.empty_text = ""
        self.model.show((), 0)
        self.header.clear()
        self._tell_current()

    def set_busy(self, busy: bool) -> None:
        """Say that a search is under way, or what the last one found."""
        if busy:
            self.header.show_busy()
        elif self._answer is not None:
            self._say_how_many(self._answer)
        else:
            self.header.clear()

    def remove_photos(self, photo_ids: Iterable[int]) -> None:
        """Take photos out that are no longer there; the next one becomes the current one."""
        row = self.view.currentIndex().row()
        self.model.remove(photo_ids)
        count = self.model.rowCount()
        if self._answer is not None:
            self._say_how_many(self._answer)
            if not count and self._answer.hits:
                self.view.empty_text = self.tr("There are no pictures to show")
        if count and not self.view.currentIndex().isValid():
            self._go_to(min(max(row, 0), count - 1))
        # Another of its copies may stand in its row.
        self._tell_current()

    # What is chosen

    def hits(self) -> Sequence[Hit]:
        """All hits in the order shown. Not to be changed."""
        return self.model.hits()

    def current_hit(self) -> Hit | None:
        """The hit that keys and the inspector are about."""
        return self.model.hit(self.view.currentIndex().row())

    def selected_hits(self) -> list[Hit]:
        """The selected hits in the order shown; the current one where none is selected."""
        hits = self.model.hits()
        rows = self.view.selected_rows()
        current = self.current_hit()
        if rows or current is None:
            return [hits[row] for row in rows]
        return [current]

    def select_next(self) -> None:
        """Go to the next hit, if there is one."""
        self._step(1)

    def select_previous(self) -> None:
        """Go to the hit before, if there is one."""
        self._step(-1)

    def select_all(self) -> None:
        """Select every hit that was loaded so far, and say how many these are."""
        self.view.selectAll()
        count = len(self.view.selected_rows())
        if not count:
            return
        if self._answer is None or self._answer.complete:
            self.message.emit(self.tr("%Ln picture(s) selected", "", count))
        else:
            self.message.emit(
                self.tr("The first %Ln picture(s) selected. Scroll down for more.", "", count)
            )

    def toggle_stack(self, hit: Hit) -> None:
        """Show the copies of a hit, or hide them; of one of them, hide all."""
        head = self.model.stacks.head_of(hit)
        if head is not None:
            row = self.model.row_of(head.id)
            if row is not None:
                self._go_to(row)
        self.model.toggle_stack(hit.photo.id if head is None else head.id)

    def _say_how_many(self, answer: Answer) -> None:
        """Of an answer, those that were not removed since."""
        self.header.show_answer(answer, *self.model.count())

    def _nothing(self) -> str:
        if self.chips.active:
            return self.tr("No photo passes the filters above")
        return self.tr("There are no pictures to show")

    def _step(self, by: int) -> None:
        row = self.view.currentIndex().row() + by
        if 0 <= row < self.model.rowCount():
            self._go_to(row)

    def _go_to(self, row: int, *, select: bool = True) -> None:
        flag = _Flag.ClearAndSelect if select else _Flag.NoUpdate
        self.view.selectionModel().setCurrentIndex(self.model.index(row), flag)

    def _current_moved(self, _current: QModelIndex, _previous: QModelIndex) -> None:
        if not self._telling.isActive():
            self._tell_current()

    def _tell_current(self) -> None:
        self._telling.stop()
        hit = self.current_hit()
        if hit is not self._told:
            self._told = hit
            self.current_changed.emit(hit)

    # What the header and the grid ask for

    def _sort(self, by: SortBy) -> None:
        self.model.set_sort(by)
        self.view.scrollTo(self.view.currentIndex())

    def _show_labels(self) -> None:
        self.view.set_show(
            names=self.header.names.isChecked(), scores=self.header.scores.isChecked()
        )

    def _near_end(self) -> None:
        if self._answer is not None and not self._answer.complete:
            self.more_wanted.emit()
