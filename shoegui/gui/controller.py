"""From a query to what is shown: search jobs, history, more results, a fresh look after indexing.

Knows the query panel and the results only by what they are told and what they tell; which widget
is visible is decided by the window, from `state_changed`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from shoegui.basics.errors import LibraryCorruptError, PhotoError, PhotoGoneError, UserFacingError
from shoegui.basics.log import LOGGER
from shoegui.gui.asked import Asked, Items, named
from shoegui.gui.counting import Counting
from shoegui.gui.empty_state import State
from shoegui.gui.engine import Answer
from shoegui.gui.error_bar import in_words
from shoegui.gui.history import FILE_NAME, History
from shoegui.gui.jobs import Job, Jobs
from shoegui.gui.library_chooser import Summary
from shoegui.gui.preparing import Preparing
from shoegui.gui.query_item import QueryItem
from shoegui.gui.remembering import Remembering
from shoegui.library.report import Report

if TYPE_CHECKING:
    from shoegui.gui.engine import Engine
    from shoegui.gui.query_panel import QueryPanel
    from shoegui.gui.results.panel import ResultsPanel
    from shoegui.search.searcher import Hit

    Expect = Callable[[Sequence[Hit]], None]

FIRST_HITS = 60
"""How many hits a search brings at once: a screen or two."""
MORE_HITS = 500
"""How many there are after somebody has come near their end; then twice as many each time."""

# A search that takes longer is seen to go on. The query is shown a frame after its hits.
_PATIENCE_MS, _AFTER_HITS_MS, _WARM_UP_MS = 120, 20, 80
SEARCH, _GONE, _WARM_UP = "search", "gone", "warm-up"


class Controller(QObject):
    """Searches for what is asked and shows what it finds. `asked_changed` carries an `Asked`."""

    state_changed = Signal(object, str)
    asked_changed = Signal(object)
    history_changed = Signal()
    counted = Signal(object)
    warmed_up = Signal()
    network_changed = Signal()
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
        self._asked = Asked()
        self._stacks = True
        self._answer: Answer | None = None
        self._hits_wanted = FIRST_HITS
        self.history = History()
        self._untold = False
        self.preparing = Preparing(engine, jobs)
        self.remembering = Remembering(
            self.history, jobs, engine.paths.data / FILE_NAME, parent=self
        )
        self._waiting = QTimer(self, singleShot=True)
        self._waiting.timeout.connect(self._on_waiting)
        self._counting = Counting(engine, jobs, self)
        self._counting.counted.connect(self._on_counted)
        self._counting.trouble.connect(self._fail)
        self.count, self.take_photo = self._counting.count, self._counting.take_photo
        self.state, self.summary = State.LOADING, Summary()
        self.remembering.known.connect(self._on_recent)
        self.remembering.trouble.connect(self._fail)
        panel.items_changed.connect(self._on_items_changed)
        panel.recent_chosen.connect(self.search)
        panel.cleared.connect(self.clear)
        results.more_wanted.connect(self._on_more_wanted)
        results.search_from_requested.connect(self.search_from)

    def start(self) -> None:
        """Count the library, read the recent queries; once they show, load network and index.

        That holds up the window for moments, which is seen less when everything stands there.
        """
        self.count()
        self.remembering.start()
        loading = QTimer(self, singleShot=True)
        loading.timeout.connect(self._warm_up)
        loading.start(_WARM_UP_MS)

    def _warm_up(self) -> None:
        warm, fail, tell = self._engine.warm_up, self._fail, self.warmed_up.emit
        self._jobs.start(lambda _: warm(), done=lambda _: tell(), failed=fail, channel=_WARM_UP)

    @property
    def asked(self) -> Asked:
        """What is asked for now."""
        return self._asked

    @property
    def items(self) -> Items:
        """The pictures that are asked for now."""
        return self._asked.items

    @property
    def answer(self) -> Answer | None:
        """What was found for them; None until it is."""
        return self._answer

    def prepare(self, items: Sequence[QueryItem]) -> None:
        """These are over the window: let the network look at them before they are dropped."""
        self.preparing.start(self._asked, items)

    def search(self, items: Sequence[QueryItem]) -> None:
        """Ask for these pictures, as precisely as now."""
        if items:
            self.ask(replace(self._asked, items=tuple(items)))
        else:
            self.clear()

    def set_stacks(self, on: bool) -> None:
        """Whether copies of a picture are collapsed under the best of them."""
        changed, self._stacks = on is not self._stacks, on
        if changed and self.items:
            self._show(self._asked)

    def ask(self, asked: Asked) -> None:
        """Ask for this; without pictures, `look` and filters are for those that come next."""
        if asked.items:
            self._show(asked)
        else:
            self._asked = asked
            self.asked_changed.emit(asked)

    def search_from(self, hits: Sequence[object]) -> None:
        """Ask for photos that were found."""
        self.search([QueryItem.of_photo(hit.photo) for hit in hits])  # type: ignore[attr-defined]

    @property
    def can_back(self) -> bool:
        """Whether there is a change that `back` would undo."""
        return self.history.can_undo(self._asked)

    def back(self) -> None:
        """Undo the last change of what is asked for, and no other."""
        if self.can_back:
            self._show(self.history.undo(self._asked))

    def forward(self) -> None:
        """The request that one went back from."""
        if self.history.can_forward:
            self._show(self.history.forward())

    def clear(self) -> None:
        """No query: what to do is shown instead of results."""
        self._jobs.cancel_channel(SEARCH)
        self._waiting.stop()
        self._asked, self._answer = Asked(), None
        self._panel.clear()
        self._results.clear()
        self._tell()
        self.asked_changed.emit(self._asked)
        self.history_changed.emit()
        self._rest()

    def take_report(self, report: Report) -> None:
        """An index run has ended; what is shown changes only if the library did."""
        found = report.added or report.updated or report.moved or report.removed
        if found or report.offline or report.back_online:
            self.refresh()
        else:
            self.count()

    def refresh(self) -> None:
        """Search again after the library has changed, without disturbing who looks at it."""
        self.count()
        if self.items and not self._jobs.running(SEARCH):
            hits, engine = tuple(self._results.hits()), self._engine
            self._jobs.start(
                lambda _job: engine.gone(
                    [one.id for hit in hits for one in (hit.photo, *hit.stack)]
                ),
                done=self._on_gone,
                failed=self._fail,
                channel=_GONE,
            )

    def announce(self, state: State | None) -> None:
        """Other work takes the middle of the window; None gives it back."""
        self._rest() if state is None else self._set_state(state)

    def forget(self, photo_ids: Sequence[int]) -> None:
        """These photos were moved to the trash: they are found no more."""
        self._results.remove_photos(list(photo_ids))

    def forget_recent(self) -> None:
        """Forget what was asked for before this, and what is kept of the pictures."""
        self.remembering.forget()
        files = [one.source for one in self.items if isinstance(one.source, Path)]
        self._engine.forget_asked(files)

    # What comes of it

    def _show(self, asked: Asked) -> None:
        self._asked = asked
        self._hits_wanted, self._answer = FIRST_HITS, None
        # It is usually done before anybody could read that it goes on: painting that costs time.
        self._start(self._on_answer, self._results.expecting())
        self._waiting.start(_PATIENCE_MS)
        self.asked_changed.emit(asked)
        self.history_changed.emit()

    def _tell(self) -> None:
        """Let the recent queries be shown and kept, once after each change."""
        if self._untold:
            self._untold = False
            self._panel.set_recent(self.history.recent())
            self.remembering.save()

    def _on_waiting(self) -> None:
        """Show what is asked for, and that the search goes on if it does."""
        self._waiting.stop()
        self._tell()
        if tuple(self._panel.items()) != self.items:
            self._panel.set_items(self.items)
        if self._answer is None and self._jobs.running(SEARCH):
            self._results.set_busy(True)
            if self.state is not State.RESULTS:
                self._set_state(State.SEARCHING)

    def _start(self, done: object, expect: Expect = lambda _hits: None) -> None:
        asked, stacks, wanted, engine = self._asked, self._stacks, self._hits_wanted, self._engine
        expected = engine.expect_search()

        def work(job: Job) -> Answer:
            try:
                answer = engine.search(asked.as_request(stacks=stacks), wanted)
            finally:
                expected.searched.set()
            job.cancel.raise_if_cancelled()
            expect(answer.hits)
            return answer

        self._jobs.start(work, done=done, failed=self._on_failed, channel=SEARCH)  # type: ignore[arg-type]

    def _on_answer(self, answer: Answer) -> None:
        self._take(answer, self._results.show_answer)
        self._results.paint_now()
        # What cannot be answered is nothing to come back to.
        if self.history.visit(self._asked):
            self._untold = True
            self.history_changed.emit()
        self._waiting.start(_AFTER_HITS_MS)
        for place, error in answer.left_out:
            without = self.tr("The search goes on without it")
            self._fail(named(error, self.items[place : place + 1], without))

    def _on_gone(self, photo_ids: Sequence[int]) -> None:
        """Photos that are shown are no longer in the library; of what is, there may be more."""
        if photo_ids:
            self.forget(photo_ids)
        if self.items and not self._jobs.running(SEARCH):
            self._start(self._on_renewed)

    def _on_renewed(self, answer: Answer) -> None:
        before = self._answer
        if before is not None and before.network != answer.network:
            self.network_changed.emit()
        elif before is not None and before.hits:
            self._on_more(answer)
            return
        self._on_answer(answer)

    def _on_more(self, answer: Answer) -> None:
        self._take(answer, self._results.add_more)

    def _take(self, answer: Answer, show: Callable[[Answer], None]) -> None:
        self._answer = answer
        self._results.set_busy(False)
        show(answer)
        self._set_state(self._state_of(answer))

    def _on_failed(self, error: Exception) -> None:
        # A drive may be connected again; what is no picture will not be one.
        for_good = isinstance(error, PhotoGoneError) or (
            isinstance(error, PhotoError) and not error.out_of_reach
        )
        if for_good and self._answer is None:
            self._untold |= self.history.leave(self._asked)
            self.history_changed.emit()
        self._on_waiting()
        self._results.set_busy(False)
        if isinstance(error, UserFacingError) and not (self._answer and self._answer.hits):
            # Said in the middle of the window, where the results would be, and nowhere else.
            logging.getLogger(LOGGER).warning("%s", error)
            self._results.clear()
            self._set_state(State.ERROR, in_words(named(error, self.items)))
            if isinstance(error, LibraryCorruptError):
                # It is not the picture's, and can be mended from the bar.
                self.trouble.emit(error)
        else:
            self._fail(error)
            self._rest()

    def _fail(self, error: Exception) -> None:
        logging.getLogger(LOGGER).warning("%s", error)
        self.trouble.emit(error)

    def _on_more_wanted(self) -> None:
        if self._answer is None or self._answer.complete or self._jobs.running(SEARCH):
            return
        self._hits_wanted = max(MORE_HITS, 2 * self._hits_wanted)
        self._results.set_busy(True)
        self._start(self._on_more)

    def _on_items_changed(self, items: Sequence[QueryItem]) -> None:
        if tuple(items) != self.items:
            self.search(items)

    def _on_recent(self) -> None:
        self.history_changed.emit()
        self._panel.set_recent(self.history.recent())
        if self.history.current.items:
            self.remembering.save()

    def _on_counted(self, summary: Summary) -> None:
        self.summary = summary
        self.counted.emit(summary)
        if self.state in {State.LOADING, State.NO_LIBRARY, State.NO_QUERY, State.NOTHING}:
            self._rest()

    def _rest(self) -> None:
        if self.items and self._answer is not None:
            self._set_state(self._state_of(self._answer))
        elif self.items and self._jobs.running(SEARCH):
            self._set_state(State.SEARCHING)
        else:
            self._set_state(State.NO_QUERY if self.summary.folders else State.NO_LIBRARY)

    def _state_of(self, answer: Answer) -> State:
        # What keeps everything back can be taken away where the results are.
        return State.RESULTS if answer.hits or self._asked.filters else State.NOTHING

    def _set_state(self, state: State, text: str = "") -> None:
        self.state = state
        self.state_changed.emit(state, text)
