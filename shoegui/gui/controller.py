"""From a query to what is shown: search jobs, history, more results, a fresh look after indexing.

Knows the query panel and the results only by what they are told and what they tell; which widget
is visible is decided by the window, from `state_changed`.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from shoegui.basics.errors import UserFacingError
from shoegui.basics.log import LOGGER
from shoegui.gui.empty_state import State
from shoegui.gui.engine import Answer
from shoegui.gui.error_bar import in_words
from shoegui.gui.history import FILE_NAME, History, Items, read_recent, write_recent
from shoegui.gui.jobs import Job, Jobs
from shoegui.gui.library_chooser import Summary, summarise
from shoegui.gui.query_item import QueryItem
from shoegui.library.report import Report

if TYPE_CHECKING:
    from shoegui.gui.engine import Engine
    from shoegui.gui.query_panel import QueryPanel
    from shoegui.gui.results.panel import ResultsPanel

FIRST_HITS = 60
"""How many hits a search brings at once: a screen or two."""
MORE_HITS = 500
"""How many there are after somebody has come near their end; then twice as many each time."""

_COUNT_SECONDS = 2.0

# A search that takes longer than this is seen to go on.
_PATIENCE_MS = 80

_SEARCH, _COUNT, _RECENT, _WARM_UP = "search", "count", "recent", "warm-up"


class Controller(QObject):
    """Searches for what the query panel holds, and shows it in the results."""

    state_changed = Signal(object, str)
    history_changed = Signal()
    counted = Signal(object)
    warmed_up = Signal()
    trouble = Signal(object)

    def __init__(
        self,
        engine: Engine,
        jobs: Jobs,
        panel: QueryPanel,
        results: ResultsPanel,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._jobs = jobs
        self._panel = panel
        self._results = results
        self._items: Items = ()
        self._answer: Answer | None = None
        self._hits_wanted = FIRST_HITS
        self.history = History()
        self._recent_read = False
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.timeout.connect(self._on_waiting)
        self._counted_at = 0.0
        self.state = State.LOADING
        self.summary = Summary()
        panel.items_changed.connect(self._on_items_changed)
        panel.recent_chosen.connect(self.search)
        panel.cleared.connect(self.clear)
        results.more_wanted.connect(self._on_more_wanted)
        results.search_from_requested.connect(self.search_from)

    def start(self) -> None:
        """Count the library, read the recent queries, then load network and index, in jobs."""
        self.count()
        file = self._engine.paths.data / FILE_NAME
        self._jobs.start(lambda _job: read_recent(file), done=self._on_recent, channel=_RECENT)
        self._jobs.start(
            lambda _job: self._engine.warm_up(),
            done=lambda _none: self.warmed_up.emit(),
            failed=self._fail,
            channel=_WARM_UP,
        )

    @property
    def items(self) -> Items:
        """The pictures that are asked for now."""
        return self._items

    @property
    def answer(self) -> Answer | None:
        """What was found for them; None until it is."""
        return self._answer

    def search(self, items: Sequence[QueryItem]) -> None:
        """Ask for these pictures, and remember that they were asked for."""
        if not items:
            self.clear()
            return
        self.history.visit(items)
        self._show(tuple(items))
        self._save_recent()

    def search_from(self, hits: Sequence[object]) -> None:
        """Ask for photos that were found."""
        self.search([QueryItem.of_photo(hit.photo) for hit in hits])  # type: ignore[attr-defined]

    def back(self) -> None:
        """The query before this one."""
        if self.history.can_back or not self._items:
            self._show(self.history.back() if self._items else self.history.current)

    def forward(self) -> None:
        """The query that one went back from."""
        if self.history.can_forward:
            self._show(self.history.forward())

    def clear(self) -> None:
        """No query: what to do is shown instead of results."""
        self._jobs.cancel_channel(_SEARCH)
        self._waiting.stop()
        self._items = ()
        self._answer = None
        self._panel.clear()
        self._results.clear()
        self.history_changed.emit()
        self._rest()

    def take_report(self, report: Report) -> None:
        """An index run has ended; what is shown changes only if the library did."""
        found = report.added or report.updated or report.moved or report.removed
        if found or report.offline or report.back_online:
            self.refresh()
        else:
            self.count()

    def take_photo(self) -> None:
        """A photo was indexed: what is there to search in grows while somebody looks."""
        now = time.monotonic()
        if now - self._counted_at > _COUNT_SECONDS:
            self._counted_at = now
            self.count()

    def refresh(self) -> None:
        """Search again after the library has changed, without disturbing who looks at it."""
        self.count()
        if self._items and not self._jobs.running(_SEARCH):
            self._start(self._on_more if self._answer and self._answer.hits else self._on_answer)

    def announce(self, state: State | None) -> None:
        """Other work takes the middle of the window; None gives it back."""
        if state is None:
            self._rest()
        else:
            self._set_state(state)

    def count(self) -> None:
        """Count what is in the library."""
        self._jobs.start(
            lambda _job: summarise(self._engine),
            done=self._on_counted,
            failed=self._fail,
            channel=_COUNT,
        )

    def forget_recent(self) -> None:
        """Forget the queries before this one, on the disk too."""
        self.history.forget()
        self.history_changed.emit()
        self._save_recent()

    def forget(self, photo_ids: Sequence[int]) -> None:
        """These photos were moved to the trash: they are found no more."""
        self._results.remove_photos(list(photo_ids))

    # What comes of it

    def _show(self, items: Items) -> None:
        self._items = items
        self._hits_wanted = FIRST_HITS
        self._answer = None
        # The search first. It is usually done before anybody could read that it goes on, and
        # painting that would take the processor from it.
        self._start(self._on_answer)
        self._waiting.start(_PATIENCE_MS)
        self.history_changed.emit()

    def _on_waiting(self) -> None:
        """The search takes its time: show what is asked for, and that it goes on."""
        self._waiting.stop()
        if tuple(self._panel.items()) != self._items:
            self._panel.set_items(list(self._items))
        if self._answer is None and self._jobs.running(_SEARCH):
            self._results.set_busy(True)
            if self.state is not State.RESULTS:
                self._set_state(State.SEARCHING)

    def _start(self, done: object) -> None:
        items, wanted, engine = self._items, self._hits_wanted, self._engine
        engine.expect_search()

        def work(job: Job) -> Answer:
            answer = engine.search([item.as_query() for item in items], wanted)
            job.cancel.raise_if_cancelled()
            return answer

        self._jobs.start(work, done=done, failed=self._on_failed, channel=_SEARCH)  # type: ignore[arg-type]

    def _on_answer(self, answer: Answer) -> None:
        self._answer = answer
        self._results.set_busy(False)
        self._results.show_answer(answer)
        self._set_state(State.RESULTS if answer.hits else State.NOTHING)
        self._on_waiting()

    def _on_more(self, answer: Answer) -> None:
        self._answer = answer
        self._results.set_busy(False)
        self._results.add_more(answer)
        self._set_state(State.RESULTS if answer.hits else State.NOTHING)

    def _on_failed(self, error: Exception) -> None:
        self._on_waiting()
        self._results.set_busy(False)
        if isinstance(error, UserFacingError):
            # Said in the middle of the window, where the results would be, and nowhere else.
            logging.getLogger(LOGGER).warning("%s", error)
            self._results.clear()
            self._set_state(State.ERROR, in_words(error))
        else:
            self._fail(error)
            self._rest()

    def _fail(self, error: Exception) -> None:
        logging.getLogger(LOGGER).warning("%s", error)
        self.trouble.emit(error)

    def _on_more_wanted(self) -> None:
        if self._answer is None or self._answer.complete or self._jobs.running(_SEARCH):
            return
        self._hits_wanted = max(MORE_HITS, 2 * self._hits_wanted)
        self._results.set_busy(True)
        self._start(self._on_more)

    def _on_items_changed(self, items: Sequence[QueryItem]) -> None:
        if tuple(items) != self._items:
            self.search(items)

    def _on_recent(self, recent: list[Items]) -> None:
        self.history.add_older(recent)
        self._recent_read = True
        self.history_changed.emit()
        if self._items:
            self._save_recent()

    def _on_counted(self, summary: Summary) -> None:
        self.summary = summary
        self.counted.emit(summary)
        if self.state in {State.LOADING, State.NO_LIBRARY, State.NO_QUERY, State.NOTHING}:
            self._rest()

    def _rest(self) -> None:
        if self._items and self._answer is not None:
            self._set_state(State.RESULTS if self._answer.hits else State.NOTHING)
        elif self._items and self._jobs.running(_SEARCH):
            self._set_state(State.SEARCHING)
        else:
            self._set_state(State.NO_QUERY if self.summary.folders else State.NO_LIBRARY)

    def _set_state(self, state: State, text: str = "") -> None:
        self.state = state
        self.state_changed.emit(state, text)

    def _save_recent(self) -> None:
        # Before the older ones are known, saving would forget them.
        if not self._recent_read:
            return
        content, file = self.history.to_json(), self._engine.paths.data / FILE_NAME
        self._jobs.start(
            lambda _job: write_recent(file, content), done=lambda _none: None, failed=self._fail
        )
