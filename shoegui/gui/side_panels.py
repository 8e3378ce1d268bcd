"""The panels on both sides of the results: which are shown, as the person and the width have it.

What is in them is their own business; what the person chose is remembered by `WindowState`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QSplitter

if TYPE_CHECKING:
    from shoegui.gui.actions import Actions
    from shoegui.gui.inspector import Inspector
    from shoegui.gui.query_panel import QueryPanel
    from shoegui.gui.window_state import WindowState

# In letters of the window's font.
_ROOM_FOR_THREE = 148
# From left to right, the results between them.
_SIDES = ("query", "inspector")


class SidePanels(QObject):
    """Query panel and photo panel, and the menu's entries for them.

    A narrow window goes without the photo panel unless somebody asks for it there; then both take
    no more room than they need, and it goes by itself once the window has been wide again.
    """

    def __init__(
        self,
        splitter: QSplitter,
        query: QueryPanel,
        inspector: Inspector,
        actions: Actions,
        state: WindowState,
    ) -> None:
        super().__init__(splitter)
        self._splitter = splitter
        self._panels = {"query": query, "inspector": inspector}
        self._toggles = {name: actions[f"show.{name}"] for name in self._panels}
        self._state = state
        self._of_use = dict.fromkeys(self._panels, False)
        self._asked_for = False
        # How the panels share a wide window, while they have less.
        self._usual: QByteArray | None = None
        self._wide = True
        self._arranging = False
        for name, toggle in self._toggles.items():
            toggle.toggled.connect(lambda shown, name=name: self._on_toggled(name, shown))
        self.arrange()

    def set_of_use(self, *, query: bool, inspector: bool) -> None:
        """Which of them have anything to show."""
        self._of_use = {"query": query, "inspector": inspector}
        self.arrange()

    def arrange(self) -> None:
        """Show what there is room for; to be called when the window's width has changed."""
        letter = self._splitter.fontMetrics().averageCharWidth()
        self._wide = self._splitter.window().width() >= _ROOM_FOR_THREE * letter
        if self._wide:
            self._asked_for = False
        shown = {name: self._state.shown(name) for name in self._panels}
        shown["inspector"] &= self._wide or self._asked_for
        self._arranging = True
        for name, panel in self._panels.items():
            self._toggles[name].setChecked(shown[name])
            panel.setVisible(shown[name] and self._of_use[name])
        self._arranging = False
        self._share()
        # Now rather than in the loop's next turn: whoever paints the results next paints them once,
        # in the width that they keep.
        QCoreApplication.sendPostedEvents(self._splitter, QEvent.Type.LayoutRequest.value)

    def _on_toggled(self, name: str, shown: bool) -> None:
        if self._arranging:
            return
        # Hidden because the window is narrow, it is not unwanted in a wide one.
        if shown or self._wide or name != "inspector":
            self._state.set_shown(name, shown)
        if name == "inspector":
            self._asked_for = shown
        self.arrange()

    def usual_sizes(self) -> QByteArray:
        """How the panels share a window that has room for them; for `QSplitter.restoreState`."""
        return self._splitter.saveState() if self._usual is None else self._usual

    def _share(self) -> None:
        """Leave the results as much of a narrow window as can be, and undo that in a wide one."""
        if self._wide and self._usual is not None:
            self._splitter.restoreState(self._usual)
            self._usual = None
        elif not self._wide and self._usual is None and not self._panels["inspector"].isHidden():
            self._usual = self._splitter.saveState()
            first, last = (self._panels[name].minimumSizeHint().width() for name in _SIDES)
            # Those that are hidden, too, or they would come back with no width at all.
            self._splitter.setSizes([first, self._splitter.width() - first - last, last])
