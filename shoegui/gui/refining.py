"""Makes the query more precise: look, trays and filters, from their controls to the controller.

The controls show what is asked, whoever asked it; how many photos pass the filters is counted here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from shoegui.gui.asked import Asked, with_more
from shoegui.gui.filters.filter_words import parts_of
from shoegui.gui.query_item import QueryItem, Role

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from shoegui.gui.actions import Actions
    from shoegui.gui.controller import Controller
    from shoegui.gui.engine import Engine
    from shoegui.gui.filters.choices import Choices
    from shoegui.gui.filters.panel import FilterPanel
    from shoegui.gui.jobs import Job
    from shoegui.gui.query_panel import QueryPanel
    from shoegui.gui.results.panel import ResultsPanel
    from shoegui.gui.session import Session
    from shoegui.gui.window_state import WindowState
    from shoegui.library.filters import Filters
    from shoegui.search.searcher import Hit

Result = TypeVar("Result")

_COUNT, _CHOICES = "filter-count", "filter-choices"


class Refining(QObject):
    """Connects the controls. `message` says what was done where that may not be in sight."""

    message = Signal(str)

    def __init__(
        self,
        session: Session,
        controller: Controller,
        query: QueryPanel,
        results: ResultsPanel,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._controller = controller
        self._box = query.refine
        self._results = results
        self._window = window
        self._filters: Filters | None = None
        # As read when the panel was opened: only the numbers in it change with the filters.
        self._choices: Choices | None = None
        self._choose: QAction | None = None
        self.panel: FilterPanel | None = None
        self._box.look.changed.connect(self.set_look)
        self._box.dropped.connect(self.add)
        self._box.hits_dropped.connect(lambda role: self.add_hits(results.selected_hits(), role))
        self._box.filters_wanted.connect(self.choose_filters)
        results.more_requested.connect(lambda hits: self.add_hits(hits, Role.MORE))
        results.less_requested.connect(lambda hits: self.add_hits(hits, Role.LESS))
        results.chips.changed.connect(self.set_filters)
        controller.asked_changed.connect(self._show)
        controller.counted.connect(lambda _summary: self._count())

    def follow(self, actions: Actions, state: WindowState) -> None:
        """Do what the menus ask for, and remember it."""
        self._choose = actions["filter"]
        self._choose.triggered.connect(self.choose_filters)
        actions["stacks"].setChecked(state.stacks)
        self._controller.set_stacks(state.stacks)
        actions["stacks"].toggled.connect(state.set_stacks)
        actions["stacks"].toggled.connect(self._controller.set_stacks)

    def set_look(self, look: float) -> None:
        """From the same kind of thing, 0, to the same look, 1."""
        self._controller.ask(replace(self._controller.asked, look=look))

    def set_filters(self, filters: Filters | None) -> None:
        """Find only photos that these let through."""
        asked = self._controller.asked
        if filters != asked.filters:
            self._controller.ask(replace(asked, filters=filters))

    def add(self, items: Sequence[QueryItem], role: Role) -> None:
        """Ask for more, or less, like these pictures too."""
        before = self._controller.items
        after = with_more(before, items, role)
        if after == before:
            return
        self._controller.search(after)
        if role is Role.MORE:
            self.message.emit(self.tr("More like %Ln photo(s)", "", len(items)))
        else:
            self.message.emit(self.tr("Less like %Ln photo(s)", "", len(items)))

    def add_hits(self, hits: Sequence[Hit], role: Role) -> None:
        """The same with photos that were found."""
        self.add([QueryItem.of_photo(hit.photo) for hit in hits], role)

    def choose_filters(self) -> None:
        """Open the filters' panel beside its button."""
        if self.panel is None:
            from shoegui.gui.filters.panel import FilterPanel

            self.panel = FilterPanel(self._window)
            self.panel.changed.connect(self.set_filters)
            self.panel.set_filters(self._filters)
        panel = self.panel
        if not panel.isVisible():
            self._choices = None
            panel.resize(panel.sizeHint())
            panel.move(self._place(panel))
        panel.show()
        panel.raise_()
        panel.activateWindow()
        self._count()
        self._offer()

    def _offer(self) -> None:
        filters, known = self._filters, self._choices
        if self.panel is None or not self.panel.isVisible():
            return

        from shoegui.gui.filters.choices import count_again, read_choices

        def read(engine: Engine) -> Choices:
            if known is None:
                return read_choices(engine, filters)
            return count_again(engine, filters, known)

        self._session.jobs.start(self._after_a_search(read), done=self._offered, channel=_CHOICES)

    def _offered(self, choices: Choices) -> None:
        self._choices = choices
        if self.panel is not None:
            self.panel.set_choices(choices)

    def _after_a_search(self, work: Callable[[Engine], Result]) -> Callable[[Job], Result]:
        """`work` as a job that leaves the processor to the search that is expected, if one is."""
        engine = self._session.engine

        def run(job: Job) -> Result:
            engine.give_way()
            job.cancel.raise_if_cancelled()
            return work(engine)

        return run

    def _place(self, panel: QWidget) -> QPoint:
        button = self._box.filter_button
        if button.isVisible():
            corner = button.mapToGlobal(QPoint(button.width() + 12, button.height()))
            wanted = corner - QPoint(0, panel.height())
        else:
            wanted = self._window.frameGeometry().center() - panel.rect().center()
        room = self._window.screen().availableGeometry()
        return QPoint(
            max(room.left(), min(wanted.x(), room.right() - panel.width())),
            max(room.top(), min(wanted.y(), room.bottom() - panel.height())),
        )

    def _show(self, asked: Asked) -> None:
        self._box.look.set_share(asked.look)
        if self._choose is not None:
            self._choose.setEnabled(bool(asked.items))
        if asked.filters == self._filters:
            return
        self._filters = asked.filters
        self._box.show_filter_count(len(parts_of(asked.filters)))
        self._results.chips.show_filters(asked.filters)
        if self.panel is not None:
            self.panel.set_filters(asked.filters)
        self._count()
        self._offer()

    def _count(self) -> None:
        filters = self._filters
        if filters is None:
            self._session.jobs.cancel_channel(_COUNT)
            if self.panel is not None:
                self.panel.show_count(None)
            return

        from shoegui.gui.filters.choices import count_matching

        self._session.jobs.start(
            self._after_a_search(lambda engine: count_matching(engine, filters)),
            done=self._counted,
            # The search says what is wrong with them.
            failed=lambda _error: None,
            channel=_COUNT,
        )

    def _counted(self, photos: int) -> None:
        self._results.chips.show_count(photos)
        if self.panel is not None:
            self.panel.show_count(photos)
