"""The program's own line icons, from resources/icons, drawn in a colour of the palette."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from shoegui.basics.bundled import resources_dir

_INK = b"#000000"
_SIZES = (16, 24, 32, 48)
_PALE = 0.4


def program_icon() -> QIcon:
    """The icon of the program itself."""
    icon = QIcon()
    for path in sorted((resources_dir() / "icons" / "program").glob("*.png")):
        icon.addFile(str(path))
    return icon


def icon(name: str, ink: QColor) -> QIcon:
    """The line icon `name` in the colour `ink`, paler where it is disabled."""
    # Read once for all sizes: the window draws a dozen icons before it shows.
    renderer = _renderer(name, ink)
    made = QIcon()
    for size in _SIZES:
        full = _drawn(renderer, ink, size)
        pale = _empty(size)
        painter = QPainter(pale)
        painter.setOpacity(_PALE)
        painter.drawPixmap(0, 0, full)
        painter.end()
        made.addPixmap(full, QIcon.Mode.Normal)
        made.addPixmap(pale, QIcon.Mode.Disabled)
    return made


def large(name: str, ink: QColor, side: int, ratio: float) -> QPixmap:
    """The line icon `name`, `side` device-independent px wide, for a screen of this `ratio`."""
    pixmap = _drawn(_renderer(name, ink), ink, round(side * ratio))
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def _renderer(name: str, ink: QColor) -> QSvgRenderer:
    drawing = (resources_dir() / "icons" / f"{name}.svg").read_bytes()
    return QSvgRenderer(QByteArray(drawing.replace(_INK, ink.name().encode())))


def _drawn(renderer: QSvgRenderer, ink: QColor, size: int) -> QPixmap:
    pixmap = _empty(size)
    painter = QPainter(pixmap)
    painter.setOpacity(ink.alphaF())
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap


def _empty(size: int) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    return pixmap
