"""The icons that Qt itself puts on buttons: in the program's colours, not in those of the system.

A desktop's icons are drawn for its own windows, and Qt's are dark ones: in a dark window of a light
desktop nobody sees them. `icons` has those that the program puts anywhere itself.
"""

from __future__ import annotations

from PySide6.QtGui import QIcon

from shoegui.basics.bundled import resources_dir

_LIGHT, _DARK = "shoegui_light", "shoegui_dark"


def choose(*, dark: bool) -> None:
    """Have Qt take its icons from the program's own theme, and from the desktop's what that lacks.

    Where there are no icon themes Qt puts no icons on buttons, and nothing is changed.
    """
    before = QIcon.themeName()
    if not before:
        return
    if before not in {_LIGHT, _DARK}:
        QIcon.setFallbackThemeName(before)
        QIcon.setThemeSearchPaths([*QIcon.themeSearchPaths(), str(resources_dir() / "icons")])
    QIcon.setThemeName(_DARK if dark else _LIGHT)
