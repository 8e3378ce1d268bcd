"""One hit over the whole window, with the next and the previous one a key away.

Which hit comes next is for the results to say; this only asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from shoegui.basics.errors import shown_path
from shoegui.gui import photo_words
from shoegui.gui.elided_label import ElidedLabel
from shoegui.gui.overlay import Overlay
from shoegui.gui.picture_loader import PictureLoader
from shoegui.gui.picture_view import Thumbnails
from shoegui.gui.zoom_view import ZoomView

if TYPE_CHECKING:
    from shoegui.search.searcher import Hit


class Preview(Overlay):
    """A picture as large as the window. Space and Esc close it; + - 0 1 and the wheel zoom."""

    def __init__(self, loader: PictureLoader, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self._hit: Hit | None = None
        self._neighbours: tuple[Hit | None, Hit | None] = (None, None)
        self.setAccessibleName(self.tr("Preview"))
        self._name = ElidedLabel(self)
        self._name.setFont(_bold(self._name.font()))
        self._match = QLabel(self, textFormat=Qt.TextFormat.PlainText)
        self._percent = QLabel(self, textFormat=Qt.TextFormat.PlainText)
        self.zoom_view = ZoomView(loader, "preview", thumbnails, self)
        self.zoom_view.seen.connect(self._show_percent)
        self.zoom_view.loaded.connect(self._prefetch)
        self._make_buttons()
        self._lay_out()

    def hit(self) -> Hit | None:
        """What is shown, or was shown last."""
        return self._hit

    def show_hit(
        self,
        hit: Hit,
        before: Hit | None = None,
        after: Hit | None = None,
    ) -> None:
        """Show `hit`, and open if closed.

        `before` and `after` are got ready to be shown next; without one there is no button for it.
        """
        self._hit = hit
        self._neighbours = (before, after)
        name = photo_words.file_name(hit.photo)
        self._name.set_full_text(name, shown_path(hit.photo.path))
        self._match.setText(photo_words.match_text(hit))
        self.zoom_view.setAccessibleName(name)
        self.zoom_view.setAccessibleDescription(self._match.text())
        self._show_neighbours(before, after)
        self._open(self.zoom_view)
        self.zoom_view.show_photo(hit.photo)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space closes what Space has opened."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.close()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """The name stays bold in another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._name.setFont(_bold(self.font()))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(self.fontMetrics().height())
        top.addWidget(self._name, 1)
        top.addWidget(self._match)
        top.addWidget(self._percent)
        top.addWidget(self._close_button)
        grid = QGridLayout(self)
        gap = self.fontMetrics().height()
        grid.setContentsMargins(gap, gap, gap, gap)
        grid.setSpacing(gap)
        grid.addLayout(top, 0, 0, 1, 3)
        grid.addWidget(self._previous_button, 1, 0)
        grid.addWidget(self.zoom_view, 1, 1)
        grid.addWidget(self._next_button, 1, 2)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(1, 1)

    def _show_percent(self) -> None:
        percent = self.zoom_view.percent()
        self._percent.setText("" if percent is None else photo_words.percent_text(percent))

    def _prefetch(self) -> None:
        # Only now: a person who leafs through quickly waits for nothing but what is on its way.
        for hit, channel in zip(self._neighbours, ("preview-before", "preview-after"), strict=True):
            if hit is not None and self.is_open():
                self.zoom_view.prefetch(hit.photo, channel)


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setBold(True)
    return bold
