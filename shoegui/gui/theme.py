"""The program's two palettes, light and dark, and the few colours that a palette has no name for.

Which of the two is shown follows the system unless a person chose one. Widgets take colours from
their QPalette or from `colours`, never from literals of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from shoegui.gui import icon_theme


class Appearance(StrEnum):
    """What a person can choose under View > Appearance."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Colours:
    """What goes beside a palette's own roles.

    `accent` marks what is chosen or active and can be read as text on the window; `faint` is text
    that steps back; `card` is a surface that stands out a little from the window; `border` parts
    surfaces; `scrim` (half transparent) goes over what is not to be looked at now.
    """

    accent: QColor
    faint: QColor
    danger: QColor
    success: QColor
    card: QColor
    border: QColor
    scrim: QColor


def is_dark(palette: QPalette) -> bool:
    """Whether text is lighter than what it stands on."""
    text = palette.color(QPalette.ColorRole.WindowText)
    return text.lightness() > palette.color(QPalette.ColorRole.Window).lightness()


def colours(palette: QPalette) -> Colours:
    """The further colours that go with `palette`."""
    if is_dark(palette):
        return Colours(
            accent=QColor("#62bad6"),
            faint=QColor("#a0a3a8"),
            danger=QColor("#ff8a7a"),
            success=QColor("#7ccf9a"),
            card=QColor("#2a2c2f"),
            border=QColor("#3c3f43"),
            scrim=QColor(0, 0, 0, 170),
        )
    return Colours(
        accent=QColor("#1b6b87"),
        faint=QColor("#63666b"),
        danger=QColor("#b3261e"),
        success=QColor("#1f7a46"),
        card=QColor("#ffffff"),
        border=QColor("#dcdbd8"),
        scrim=QColor(30, 30, 32, 140),
    )


_Role = QPalette.ColorRole

_LIGHT = {
    _Role.Window: "#f5f4f2",
    _Role.WindowText: "#1e1f21",
    _Role.Base: "#ffffff",
    _Role.AlternateBase: "#f0efec",
    _Role.Text: "#1e1f21",
    _Role.PlaceholderText: "#6e7176",
    _Role.Button: "#efeeeb",
    _Role.ButtonText: "#1e1f21",
    _Role.BrightText: "#ffffff",
    _Role.ToolTipBase: "#2b2c2f",
    _Role.ToolTipText: "#f5f4f2",
    _Role.Highlight: "#1b6b87",
    _Role.HighlightedText: "#ffffff",
    _Role.Accent: "#1b6b87",
    _Role.Link: "#1b6b87",
    _Role.LinkVisited: "#5d4b86",
    _Role.Light: "#ffffff",
    _Role.Midlight: "#f9f8f7",
    _Role.Mid: "#cfcdc9",
    _Role.Dark: "#b3b1ad",
    _Role.Shadow: "#8a8884",
}
_DARK = {
    _Role.Window: "#1f2023",
    _Role.WindowText: "#ececee",
    _Role.Base: "#191a1c",
    _Role.AlternateBase: "#242629",
    _Role.Text: "#ececee",
    _Role.PlaceholderText: "#95989d",
    _Role.Button: "#303236",
    _Role.ButtonText: "#ececee",
    _Role.BrightText: "#ffffff",
    _Role.ToolTipBase: "#e8e8ea",
    _Role.ToolTipText: "#1f2023",
    _Role.Highlight: "#25738e",
    _Role.HighlightedText: "#ffffff",
    _Role.Accent: "#62bad6",
    _Role.Link: "#62bad6",
    _Role.LinkVisited: "#b7a4e0",
    _Role.Light: "#47494e",
    _Role.Midlight: "#3a3c41",
    _Role.Mid: "#2a2c2f",
    _Role.Dark: "#131416",
    _Role.Shadow: "#000000",
}
# Fusion outlines these in the window's colour, darkened: on a dark window nobody sees that. They
# paint no window of their own, so for them it is the colour that gives a good outline.
_OUTLINED = ("QCheckBox", "QRadioButton", "QLineEdit", "QAbstractSpinBox")
_OUTLINED_DARK = "#a9adb4"
# And it fills a slider's handle like a button, which is hardly seen without a button's outline.
_SLIDER = "QSlider"
_SLIDER_DARK = {_Role.Window: _OUTLINED_DARK, _Role.Button: "#8a8f96", _Role.Highlight: "#62bad6"}
_SLIDER_DARK_DISABLED = {_Role.Button: "#4a4d52", _Role.Highlight: "#3a3c41"}
_TEXTS = (_Role.WindowText, _Role.Text, _Role.ButtonText)


def make_palette(*, dark: bool) -> QPalette:
    """One of the program's two palettes."""
    palette = QPalette()
    for role, name in (_DARK if dark else _LIGHT).items():
        palette.setColor(role, QColor(name))
    disabled = QColor("#6f7277" if dark else "#9b9da1")
    for role in _TEXTS:
        palette.setColor(QPalette.ColorGroup.Disabled, role, disabled)
    marked = QColor("#3a3c41" if dark else "#d3d2cf")
    palette.setColor(QPalette.ColorGroup.Disabled, _Role.Highlight, marked)
    return palette


class Theme(QObject):
    """Keeps the application in one of the two palettes. `changed` comes after each change."""

    changed = Signal()

    def __init__(self, application: QApplication, appearance: Appearance) -> None:
        super().__init__()
        self._application = application
        self.appearance = appearance
        application.setStyle("Fusion")
        application.styleHints().colorSchemeChanged.connect(self._apply)
        self._apply()

    def choose(self, appearance: Appearance) -> None:
        """Show this one from now on."""
        self.appearance = appearance
        self._apply()

    def _apply(self) -> None:
        dark = self.appearance is Appearance.DARK
        if self.appearance is Appearance.SYSTEM:
            dark = self._application.styleHints().colorScheme() is Qt.ColorScheme.Dark
        if is_dark(self._application.palette()) != dark or not self._ours():
            self._application.setPalette(make_palette(dark=dark))
            outlined, slider = make_palette(dark=dark), make_palette(dark=dark)
            if dark:
                outlined.setColor(_Role.Window, QColor(_OUTLINED_DARK))
                for role, name in _SLIDER_DARK.items():
                    slider.setColor(role, QColor(name))
                for role, name in _SLIDER_DARK_DISABLED.items():
                    slider.setColor(QPalette.ColorGroup.Disabled, role, QColor(name))
            for name, palette in (*((one, outlined) for one in _OUTLINED), (_SLIDER, slider)):
                # PySide takes a str, and says that it takes bytes.
                self._application.setPalette(palette, name)  # type: ignore[arg-type]
            icon_theme.choose(dark=dark)
            self.changed.emit()

    def _ours(self) -> bool:
        window = self._application.palette().color(_Role.Window).name()
        return window in {_LIGHT[_Role.Window], _DARK[_Role.Window]}
