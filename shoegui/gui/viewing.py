"""Preview, compare and "Why?" over the window: opening them, and going to the next hit.

The order of the hits is that of the results, whose selection follows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from shoegui.gui.compare import Compare
    from shoegui.gui.controller import Controller
    from shoegui.gui.preview import Preview
    from shoegui.gui.results.panel import ResultsPanel
    from shoegui.gui.session import Session
    from shoegui.gui.why import WhyView
    from shoegui.search.searcher import Hit


class Viewing(QObject):
    """Makes each when it is first needed."""

    def __init__(
        self, session: Session, controller: Controller, results: ResultsPanel, window: QWidget
    ) -> None:
        super().__init__(window)
        self._session = session
        self._controller = controller
        self._results = results
        self._window = window
        self._preview: Preview | None = None
        self._compare: Compare | None = None
        self._why: WhyView | None = None
        results.current_changed.connect(self._on_current)

    def preview(self, hit: Hit) -> None:
        """Show a hit as large as the window."""
        if self._preview is None:
            from shoegui.gui.preview import Preview

            self._preview = Preview(self._session.loader, self._session.thumbnails, self._window)
            self._preview.next_wanted.connect(self._results.select_next)
            self._preview.previous_wanted.connect(self._results.select_previous)
        before, after = self._neighbours(hit)
        self._preview.show_hit(hit, before, after)

    def compare(self, hit: Hit) -> None:
        """Show a hit beside the first picture of the query."""
        items = self._controller.items
        if not items:
            return
        if self._compare is None:
            from shoegui.gui.compare import Compare

            self._compare = Compare(self._session.loader, self._session.thumbnails, self._window)
            self._compare.next_wanted.connect(self._results.select_next)
            self._compare.previous_wanted.connect(self._results.select_previous)
        before, after = self._neighbours(hit)
        self._compare.show_pair(items[0], hit, before, after)

    def why(self, hit: Hit) -> None:
        """Show what a hit and the first picture of the query have in common."""
        items = self._controller.items
        if not items:
            return
        if self._why is None:
            from shoegui.gui.why import WhyView

            session = self._session
            self._why = WhyView(
                session.loader, session.thumbnails, session.jobs, session.engine.why, self._window
            )
            self._why.next_wanted.connect(self._results.select_next)
            self._why.previous_wanted.connect(self._results.select_previous)
        before, after = self._neighbours(hit)
        self._why.show_why(items[0], hit, before, after)

    @property
    def is_open(self) -> bool:
        """Whether one of them covers the window."""
        return any(one is not None and one.is_open() for one in self._all())

    def close(self) -> None:
        """Close what is open."""
        for one in self._all():
            if one is not None and one.is_open():
                one.close()

    def _neighbours(self, hit: Hit) -> tuple[Hit | None, Hit | None]:
        hits = self._results.hits()
        for place, one in enumerate(hits):
            if one.photo.id == hit.photo.id:
                before = hits[place - 1] if place > 0 else None
                after = hits[place + 1] if place + 1 < len(hits) else None
                return before, after
        return None, None

    def _on_current(self, hit: Hit | None) -> None:
        if hit is None:
            self.close()
        elif self._preview is not None and self._preview.is_open():
            self.preview(hit)
        elif self._compare is not None and self._compare.is_open():
            self.compare(hit)
        elif self._why is not None and self._why.is_open():
            self.why(hit)

    def _all(self) -> tuple[Preview | Compare | WhyView | None, ...]:
        return self._preview, self._compare, self._why
