"""What was searched for beside what was found, zoomed and moved together.

Which hit comes next is for the results to say; this only asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from shoegui.basics.errors import shown_path
from shoegui.gui import photo_words
from shoegui.gui.elided_label import ElidedLabel
from shoegui.gui.overlay import Overlay
from shoegui.gui.picture_loader import HasSource, PictureLoader
from shoegui.gui.picture_view import Thumbnails
from shoegui.gui.zoom_view import ZoomView

if TYPE_CHECKING:
    from shoegui.search.query import Crop
    from shoegui.search.searcher import Hit


class Asked(HasSource, Protocol):
    """What was searched for."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def crop(self) -> Crop | None:
        """The part of it that was searched for, if not the whole."""


class Together(QObject):
    """Keeps two views at the same part of their pictures, relative to the whole fitting.

    `ZoomView.set_view` is silent, so that one follows the other and never back.
    """

    def __init__(self, first: ZoomView, second: ZoomView) -> None:
        super().__init__(first)
        first.view_changed.connect(second.set_view)
        second.view_changed.connect(first.set_view)


class Compare(Overlay):
    """The query and a hit side by side. X swaps the sides, arrows bring other hits, Esc closes."""

    def __init__(self, loader: PictureLoader, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Compare"))
        self._asked: Asked | None = None
        self._hit: Hit | None = None
        self.query_view = ZoomView(loader, "compare-query", thumbnails, self)
        self.hit_view = ZoomView(loader, "compare-hit", thumbnails, self)
        self._together = Together(self.query_view, self.hit_view)
        self._query_side = _Side(self.tr("Your picture"), self.query_view)
        self._hit_side = _Side(self.tr("Match"), self.hit_view)
        self._make_buttons()
        self._swap = QPushButton(self.tr("Swap sides"), self)
        self._swap.setToolTip(self.tr("Swap sides (X)"))
        self._swap.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._swap.clicked.connect(self.swap_sides)
        self._lay_out()

    def hit(self) -> Hit | None:
        """The hit that is shown, or was shown last."""
        return self._hit

    def show_pair(
        self,
        asked: Asked,
        hit: Hit,
        before: Hit | None = None,
        after: Hit | None = None,
    ) -> None:
        """Show `hit` beside `asked`, and open if closed. The rest is as in `Preview.show_hit`.

        What is seen of them stays while only the hit changes.
        """
        opening = not self.is_open()
        self._open(self.query_view)
        if opening or asked != self._asked:
            self._show_asked(asked)
        self._hit = hit
        name = photo_words.file_name(hit.photo)
        about = photo_words.match_text(hit)
        self._hit_side.describe(name, shown_path(hit.photo.path), about)
        self._show_neighbours(before, after)
        self.hit_view.show_photo(hit.photo)
        self.hit_view.set_view(self.query_view.view())

    def swap_sides(self) -> None:
        """What was left is right now."""
        direction = self._sides.direction()
        self._sides.setDirection(
            QBoxLayout.Direction.RightToLeft
            if direction == QBoxLayout.Direction.LeftToRight
            else QBoxLayout.Direction.LeftToRight
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """X swaps the sides."""
        if event.key() == Qt.Key.Key_X:
            self.swap_sides()
        else:
            super().keyPressEvent(event)

    def _show_asked(self, asked: Asked) -> None:
        self._asked = asked
        crop = asked.crop
        self._query_side.describe(
            asked.name or self.tr("Picture without a name"),
            None,
            self.tr("Searched for") if crop is None else self.tr("Searched for the outlined part"),
        )
        self.query_view.show_source(asked)
        if crop is not None:
            self.query_view.set_outline((crop.left, crop.top, crop.right, crop.bottom))

    def _lay_out(self) -> None:
        line = self.fontMetrics().height()
        title = QLabel(self.tr("Compare"), self)
        top = QHBoxLayout()
        top.setSpacing(line)
        top.addWidget(title, 1)
        top.addWidget(self._swap)
        top.addWidget(self._close_button)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(line)
        # Both the same width, however long their names are.
        self._sides.addWidget(self._query_side, 1)
        self._sides.addWidget(self._hit_side, 1)
        middle = QHBoxLayout()
        middle.addWidget(self._previous_button)
        middle.addLayout(self._sides, 1)
        middle.addWidget(self._next_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(line, line, line, line)
        column.addLayout(top)
        column.addLayout(middle, 1)


class _Side(QWidget):
    """A picture and what it is."""

    def __init__(self, title: str, view: ZoomView) -> None:
        super().__init__()
        self._view = view
        self._name = ElidedLabel()
        self._about = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self._title = title
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(view, 1)
        column.addWidget(self._name)
        column.addWidget(self._about)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)

    def describe(self, name: str, path: str | None, about: str) -> None:
        """Its name, where it lies, and a few words."""
        self._name.set_full_text(name, path)
        self._about.setText(about)
        self._view.setAccessibleName(f"{self._title}: {name}")
        self._view.setAccessibleDescription(about)
