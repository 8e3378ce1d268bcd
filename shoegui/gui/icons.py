"""The program's own line icons, from resources/icons, drawn in a colour of the palette."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from shoegui.basics.bundled import resources_dir

_INK = b"#000000"
_SIZES = (16, 24, 32, 48)


def program_icon() -> QIcon:
    """The icon of the program itself."""
    icon = QIcon()
    for path in sorted((resources_dir() / "icons" / "program").glob("*.png")):
        icon.addFile(str(path))
    return icon


def icon(name: str, ink: QColor) -> QIcon:
    """The line icon `name` in the colour `ink`, paler where it is disabled."""
    drawing = (resources_dir() / "icons" / f"{name}.svg").read_bytes()
    made = QIcon()
    pale = QColor(ink)
    pale.setAlphaF(0.4)
    for colour, mode in ((ink, QIcon.Mode.Normal), (pale, QIcon.Mode.Disabled)):
        for size in _SIZES:
            made.addPixmap(_draw(drawing, colour, size), mode)
    return made


def _draw(drawing: bytes, ink: QColor, size: int) -> QPixmap:
    renderer = QSvgRenderer(QByteArray(drawing.replace(_INK, ink.name().encode())))
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setOpacity(ink.alphaF())
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
