"""What the window remembers between starts: its place, its panels, its look, recent libraries.

An ini file in the program's config folder. Nothing here can fail the start: whatever cannot be
read is as if it had never been written.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QRect, QSettings, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSplitter, QWidget

from shoegui.gui.theme import Appearance

RECENT_LIBRARIES = 8
_LARGEST_AT_FIRST = QSize(1440, 920)
# So much of the title bar must be within reach of the mouse, in px.
_REACHABLE = 120
_TITLE_BAR = 24


class WindowState:
    """The remembered state, in the file that it is given."""

    def __init__(self, file: Path) -> None:
        self._settings = QSettings(str(file), QSettings.Format.IniFormat)

    def save_window(self, window: QWidget, panels: QByteArray) -> None:
        """Remember where the window is and how its panels share it (`QSplitter.saveState`)."""
        self._settings.setValue("window/geometry", window.saveGeometry())
        self._settings.setValue("window/splitter", panels)
        self._settings.sync()

    def restore_window(self, window: QWidget) -> None:
        """Put the window where it was; in the middle of the screen if nobody could reach it."""
        geometry = self._settings.value("window/geometry")
        restored = isinstance(geometry, QByteArray) and window.restoreGeometry(geometry)
        if not restored or not _reachable(window.geometry()):
            window.setGeometry(_at_first())

    def restore_panels(self, splitter: QSplitter) -> None:
        """Share the window among its panels as they shared it before."""
        state = self._settings.value("window/splitter")
        if isinstance(state, QByteArray):
            splitter.restoreState(state)

    def shown(self, panel: str) -> bool:
        """Whether the panel of this name is shown; it is unless somebody hid it."""
        return str(self._settings.value(f"panels/{panel}", "true")) == "true"

    def set_shown(self, panel: str, shown: bool) -> None:
        """Remember whether a panel is shown."""
        self._settings.setValue(f"panels/{panel}", "true" if shown else "false")

    def first_start(self) -> bool:
        """Whether this was never asked before: once true, then false for good."""
        first = self._settings.value("start/welcomed") is None
        self._settings.setValue("start/welcomed", "true")
        return first

    @property
    def stacks(self) -> bool:
        """Whether copies of a picture are collapsed in the results."""
        return str(self._settings.value("view/stacks", "true")) == "true"

    def set_stacks(self, on: bool) -> None:
        """Remember whether they are."""
        self._settings.setValue("view/stacks", "true" if on else "false")

    @property
    def appearance(self) -> Appearance:
        """Light, dark, or as the system has it."""
        try:
            return Appearance(str(self._settings.value("view/appearance", "system")))
        except ValueError:
            return Appearance.SYSTEM

    @appearance.setter
    def appearance(self, appearance: Appearance) -> None:
        self._settings.setValue("view/appearance", appearance.value)

    @property
    def recent_libraries(self) -> list[Path]:
        """The folders of libraries opened lately, the last one first."""
        stored = self._settings.value("libraries/recent", [])
        # Qt writes a list of one as a plain string.
        texts = [stored] if isinstance(stored, str) else stored if isinstance(stored, list) else []
        return [Path(text) for text in texts if isinstance(text, str) and text]

    def library_opened(self, folder: Path) -> None:
        """Put this library's folder first among the recent ones."""
        others = [one for one in self.recent_libraries if one != folder]
        texts = [str(one) for one in [folder, *others][:RECENT_LIBRARIES]]
        self._settings.setValue("libraries/recent", texts)


def _at_first() -> QRect:
    screen = QGuiApplication.primaryScreen().availableGeometry()
    size = (screen.size() * 0.85).boundedTo(_LARGEST_AT_FIRST)
    place = QRect(screen.topLeft(), size)
    place.moveCenter(screen.center())
    return place


def _reachable(geometry: QRect) -> bool:
    title = QRect(geometry.left(), geometry.top(), geometry.width(), _TITLE_BAR)
    for screen in QGuiApplication.screens():
        seen = title.intersected(screen.availableGeometry())
        if seen.width() >= _REACHABLE and seen.height() > 0:
            return True
    return False
