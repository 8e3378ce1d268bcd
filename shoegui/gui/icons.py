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
    drawing = (resources_dir() / "icons" / f"{name}.svg").read_bytes()
    # Read once for all sizes: the window draws a dozen icons before it shows.
    renderer = QSvgRenderer(QByteArray(drawing.replace(_INK, ink.name().encode())))
    made = QIcon()
    for size in _SIZES:
        full = _empty(size)
        painter = QPainter(full)
        painter.setOpacity(ink.alphaF())
        renderer.render(painter, QRectF(0, 0, size, size))
        painter.end()
        pale = _empty(size)
        painter = QPainter(pale)
        painter.setOpacity(_PALE)
        painter.drawPixmap(0, 0, full)
        painter.end()
        made.addPixmap(full, QIcon.Mode.Normal)
        made.addPixmap(pale, QIcon.Mode.Disabled)
    return made


def _empty(size: int) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    return pixmap
