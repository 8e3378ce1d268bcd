"""The two palettes can be read, and the choice between them is kept to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QCheckBox, QStyle, QStyleOptionSlider
from pytestqt.qtbot import QtBot

from shoegui.basics.bundled import resources_dir
from shoegui.gui.look_slider import LookSlider
from shoegui.gui.theme import Appearance, Theme, colours, is_dark, make_palette

_Role = QPalette.ColorRole
_Icon = QStyle.StandardPixmap


def contrast(one: QColor, other: QColor) -> float:
    """The contrast ratio of WCAG 2.2, 1..21."""

    def luminance(colour: QColor) -> float:
        parts = [colour.redF(), colour.greenF(), colour.blueF()]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture
def application(qapp: QApplication) -> Iterator[QApplication]:
    before = QPalette(qapp.palette())
    yield qapp
    qapp.setPalette(before)


@pytest.mark.parametrize("dark", [False, True])
def test_every_text_stands_out_from_what_it_stands_on(dark: bool) -> None:
    palette = make_palette(dark=dark)
    for text, ground in [
        (_Role.WindowText, _Role.Window),
        (_Role.Text, _Role.Base),
        (_Role.Text, _Role.AlternateBase),
        (_Role.ButtonText, _Role.Button),
        (_Role.HighlightedText, _Role.Highlight),
        (_Role.ToolTipText, _Role.ToolTipBase),
        (_Role.PlaceholderText, _Role.Base),
        (_Role.Link, _Role.Window),
    ]:
        assert contrast(palette.color(text), palette.color(ground)) >= 4.5, (text, ground)


def test_a_check_box_can_be_seen_on_a_dark_window(application: QApplication, qtbot: QtBot) -> None:
    theme = Theme(application, Appearance.DARK)
    box = QCheckBox("Gentle")
    qtbot.addWidget(box)
    box.show()
    image = box.grab().toImage()
    ground = make_palette(dark=True).color(_Role.Window)
    column = [image.pixelColor(x, image.height() // 2) for x in range(8)]
    assert max(contrast(pixel, ground) for pixel in column) >= 3

    theme.choose(Appearance.LIGHT)
    application.processEvents()
    assert box.palette().color(_Role.Window) == make_palette(dark=False).color(_Role.Window)


@pytest.mark.parametrize("share", [0.0, 0.5])
def test_the_handle_of_a_slider_can_be_seen_on_a_dark_window(
    application: QApplication, qtbot: QtBot, share: float
) -> None:
    Theme(application, Appearance.DARK)
    look = LookSlider()
    qtbot.addWidget(look)
    look.set_share(share)
    look.resize(300, 60)
    look.show()
    option = QStyleOptionSlider()
    look.slider.initStyleOption(option)
    handle = look.style().subControlRect(
        QStyle.ComplexControl.CC_Slider, option, QStyle.SubControl.SC_SliderHandle, look.slider
    )
    image = look.slider.grab().toImage()
    ground = make_palette(dark=True).color(_Role.Window)
    assert contrast(image.pixelColor(handle.center()), ground) >= 3
    assert contrast(ground, image.pixelColor(handle.center().x(), handle.top() + 4)) >= 3


@pytest.fixture
def icon_themes(application: QApplication) -> Iterator[None]:
    """A desktop with icon themes, as before once the test is over."""
    assert application is not None
    before, places = QIcon.themeName(), QIcon.themeSearchPaths()
    fallback = QIcon.fallbackThemeName()
    QIcon.setThemeName("hicolor")
    yield
    QIcon.setThemeSearchPaths(places)
    QIcon.setFallbackThemeName(fallback)
    QIcon.setThemeName(before)


@pytest.mark.usefixtures("icon_themes")
def test_what_qt_puts_on_buttons_is_in_the_ink_of_their_text(application: QApplication) -> None:
    theme = Theme(application, Appearance.LIGHT)
    for appearance in (Appearance.DARK, Appearance.LIGHT, Appearance.DARK):
        theme.choose(appearance)
        ink = application.palette().color(_Role.ButtonText).name()
        for kind in (
            _Icon.SP_DialogCloseButton,
            _Icon.SP_DialogCancelButton,
            _Icon.SP_DialogOkButton,
        ):
            image = application.style().standardIcon(kind).pixmap(32, 32).toImage()
            places = [(x, y) for x in range(image.width()) for y in range(image.height())]
            full = [
                image.pixelColor(*one) for one in places if image.pixelColor(*one).alpha() == 255
            ]
            assert {one.name() for one in full} == {ink}, kind
        assert QIcon.fallbackThemeName() == "hicolor", "the desktop's are there for all others"
        assert QIcon.themeSearchPaths().count(str(resources_dir() / "icons")) == 1


@pytest.mark.usefixtures("icon_themes")
def test_without_icon_themes_qt_is_left_alone(application: QApplication) -> None:
    QIcon.setThemeName("")
    if QIcon.themeName():
        pytest.skip("this desktop has an icon theme whatever is chosen")
    places = QIcon.themeSearchPaths()
    Theme(application, Appearance.DARK)
    assert QIcon.themeName() == ""
    assert QIcon.themeSearchPaths() == places


@pytest.mark.parametrize("dark", [False, True])
def test_the_further_colours_can_be_read_as_text_on_window_and_card(dark: bool) -> None:
    palette = make_palette(dark=dark)
    more = colours(palette)
    for text in (more.accent, more.faint, more.danger, more.success):
        for ground in (palette.color(_Role.Window), palette.color(_Role.Base), more.card):
            assert contrast(text, ground) >= 4.5, (text.name(), ground.name())
    assert 0 < more.scrim.alpha() < 255


def test_a_palette_knows_whether_it_is_dark() -> None:
    assert is_dark(make_palette(dark=True))
    assert not is_dark(make_palette(dark=False))


def test_a_chosen_appearance_wins_over_the_system(application: QApplication) -> None:
    theme = Theme(application, Appearance.DARK)
    assert is_dark(application.palette())
    changes: list[bool] = []
    theme.changed.connect(lambda: changes.append(is_dark(application.palette())))
    theme.choose(Appearance.LIGHT)
    theme.choose(Appearance.LIGHT)
    assert changes == [False]


def test_the_system_decides_unless_somebody_chose(application: QApplication) -> None:
    assert Theme(application, Appearance.SYSTEM).appearance is Appearance.SYSTEM
    system_is_dark = application.styleHints().colorScheme() is Qt.ColorScheme.Dark
    assert is_dark(application.palette()) == system_is_dark
