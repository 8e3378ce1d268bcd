"""View > Appearance: as the system has it, light, or dark."""

from __future__ import annotations

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from shoegui.gui.theme import Appearance, Theme
from shoegui.gui.window_state import WindowState


class AppearanceMenu(QMenu):
    """Chooses the palette and remembers the choice."""

    def __init__(self, theme: Theme, state: WindowState, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._state = state
        group = QActionGroup(self)
        names = {
            Appearance.SYSTEM: self.tr("Like the &system"),
            Appearance.LIGHT: self.tr("&Light"),
            Appearance.DARK: self.tr("&Dark"),
        }
        for appearance, name in names.items():
            action = group.addAction(self.addAction(name))
            action.setCheckable(True)
            action.setChecked(appearance is theme.appearance)
            action.triggered.connect(lambda _on, one=appearance: self._choose(one))

    def _choose(self, appearance: Appearance) -> None:
        self._state.appearance = appearance
        self._theme.choose(appearance)
