"""The sample pictures: drawing them, then indexing and searching them in a library of their own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from shoegui.basics.paths import AppPaths
from shoegui.basics.progress import Progress
from shoegui.gui.empty_state import State
from shoegui.gui.jobs import Job
from shoegui.gui.query_item import QueryItem
from shoegui.library.options import IndexOptions
from shoegui.library.report import Report

if TYPE_CHECKING:
    from shoegui.gui.main_window import MainWindow

_CHANNEL = "samples"
# A red shoe is seen to be right at a glance.
_KIND, _COLOUR = "sneaker", "red"


class SampleShop(QObject):
    """Draws the shop for one window. `drawn` brings its folder and a picture to begin with."""

    drawn = Signal(object, object)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.empty_state.cancel_requested.connect(self.cancel)

    def draw(self, home: AppPaths) -> None:
        """Draw what is missing, in a job; the window shows how far it is."""
        empty = self._window.empty_state
        self._window.controller.announce(State.WORKING)

        def work(job: Job) -> tuple[Path, Path]:
            from shoegui.samples.shop import catalogue, make_shop

            shop = make_shop(
                home.samples,
                progress=lambda done, total: job.report(Progress("", done, total)),
                cancel=job.cancel,
            )
            one = next(one for one in catalogue() if (one.kind, one.colour) == (_KIND, _COLOUR))
            return shop, shop / one.kind / one.name

        self._window.session.jobs.start(
            work,
            done=lambda made: self.drawn.emit(*made),
            failed=self._on_failed,
            progress=lambda now: empty.show_progress(self.tr("Drawing a small shoe shop…"), now),
            channel=_CHANNEL,
        )

    def index_and_search(self, shop: Path, picture: Path) -> None:
        """Bring the sample library up to date, then search with `picture`."""
        window = self._window
        indexing = window.session.indexing
        window.controller.announce(State.WORKING)
        title = self.tr("Looking at the pictures…")
        follow = indexing.progressed.connect(
            lambda now, _rate, _left: window.empty_state.show_progress(title, now)
        )
        number = indexing.start([shop], IndexOptions(device=window.session.engine.device))
        ended = False

        def over(outcome: object) -> None:
            nonlocal ended
            if ended or indexing.run != number:
                return
            ended = True
            indexing.progressed.disconnect(follow)
            if isinstance(outcome, Report) and not outcome.cancelled:
                window.controller.search([QueryItem.of_path(picture)])
            else:
                window.controller.announce(None)

        indexing.finished.connect(over)
        indexing.failed.connect(over)

    def cancel(self) -> None:
        """Stop drawing or indexing; what is done is kept."""
        self._window.session.jobs.cancel_channel(_CHANNEL)
        self._window.session.indexing.cancel()
        self._window.controller.announce(None)

    def _on_failed(self, error: Exception) -> None:
        self._window.controller.announce(None)
        self._window.controller.trouble.emit(error)
