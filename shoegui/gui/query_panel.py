"""The side of the window where the question stands: its picture or pictures, and recent ones.

Shows and asks; what is dropped, pasted or searched for is decided by whoever holds the panel.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from shoegui.gui.crop_view import CropView
from shoegui.gui.elided_label import ElidedLabel
from shoegui.gui.icons import icon
from shoegui.gui.photo_words import small_copy_words
from shoegui.gui.query_item import Role
from shoegui.gui.query_tiles import QueryTiles
from shoegui.gui.recent import RecentQueries
from shoegui.gui.refine_box import RefineBox
from shoegui.gui.roomy_scroll import RoomyScroll, RoomyStack
from shoegui.gui.tab_order import in_turn
from shoegui.gui.theme import colours

if TYPE_CHECKING:
    from shoegui.gui.picture_loader import Picture, PictureLoader
    from shoegui.gui.query_item import QueryItem
    from shoegui.search.query import Crop

_CHANNEL = "query"
# A picture is decoded again when its room has changed, once the hand that drags has come to rest.
_RELOAD_MS = 150


class QueryPanel(QWidget):
    """The question. `items_changed` carries the pictures after a crop settled or one was removed.

    `recent_chosen` carries the pictures of a query that was asked before; `cleared` comes when
    a person has taken away the last picture. None of them follows from a call of `set_items`.
    """

    items_changed = Signal(list)
    recent_chosen = Signal(object)
    forget_recent_wanted = Signal()
    open_requested = Signal()
    paste_requested = Signal()
    cleared = Signal()

    def __init__(
        self,
        loader: PictureLoader,
        parent: QWidget | None = None,
        *,
        refine: RefineBox | None = None,
    ) -> None:
        """`refine` is taken where it was made before, for those who have to be quick."""
        super().__init__(parent)
        self._faint: list[QLabel] = []
        self._buttons: dict[str, QPushButton] = {}
        self._loader = loader
        self._items: list[QueryItem] = []
        self._serial = 0
        self._reload = QTimer(self)
        self._reload.setSingleShot(True)
        self._reload.setInterval(_RELOAD_MS)
        self._reload.timeout.connect(self._load)
        self.setAccessibleName(self.tr("Query"))
        self._heading = _heading(self.tr("Query"))
        self._hint = self._make_hint()
        self.crop_view = CropView()
        self._name = ElidedLabel()
        self._details = QLabel(wordWrap=True)
        self._whole = QPushButton(self.tr("Whole picture"))
        self._tiles = QueryTiles(loader)
        self._page = QWidget()
        self._pages = RoomyStack(self._page)
        self._pages.addWidget(self._hint)
        self._single = self._make_single()
        self._pages.addWidget(self._single)
        self._pages.addWidget(self._tiles)
        self._recent_heading = _heading(self.tr("Recent"))
        self.recent = RecentQueries(loader)
        self.refine = refine or RefineBox(loader)
        self._lay_out()
        self._connect()
        self._faint += [self._heading, self._recent_heading, self._hint, self._details]
        self._colour()
        self.set_recent(())
        self._show()

    def items(self) -> list[QueryItem]:
        """The pictures that are shown, with their crops; those in the trays come last."""
        return [*self._items, *self.refine.items()]

    def set_items(self, items: Sequence[QueryItem]) -> None:
        """Show these pictures: one large with its crop, or several as tiles."""
        self.refine.set_items(items)
        items = [item for item in items if item.role is Role.MAIN]
        before, self._items = self._items, items
        alone = len(items) == 1
        if alone and len(before) == 1 and before[0].same_picture(items[0]):
            self.crop_view.set_crop(items[0].crop)
            self._show()
            return
        self._serial += 1
        self._loader.cancel(_CHANNEL)
        self._reload.stop()
        self.crop_view.set_crop(items[0].crop if alone else None)
        self.crop_view.set_image(None)
        self._details.clear()
        self._tiles.set_items(() if alone else items)
        in_turn((self._whole, *self._tiles.tiles))
        self._show()
        self._load()

    def clear(self) -> None:
        """Show no picture."""
        self.set_items(())

    def set_recent(self, queries: Sequence[Sequence[QueryItem]]) -> None:
        """Show these queries below, the newest first."""
        self.recent.set_queries(queries)
        self.recent.setVisible(bool(queries))
        self._recent_heading.setVisible(bool(queries))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()

    def _make_hint(self) -> QLabel:
        words = self.tr("Drop a picture anywhere in this window, paste one, or open a file.")
        hint = QLabel(words, wordWrap=True)
        hint.setAlignment(Qt.AlignmentFlag.AlignTop)
        return hint

    def _make_single(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.crop_view, 1)
        column.addWidget(self._name)
        row = QHBoxLayout()
        row.addWidget(self._details, 1)
        row.addWidget(self._whole)
        column.addLayout(row)
        # Whatever height the picture leaves.
        column.addStretch(0)
        self._whole.setToolTip(self.tr("Search with the whole picture again (Esc)"))
        kept = self._whole.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self._whole.setSizePolicy(kept)
        return page

    def _lay_out(self) -> None:
        self.open_button = _button(self.tr("Open…"), self.tr("Choose a picture file"))
        self.paste_button = _button(
            self.tr("Paste"), self.tr("Search with the picture in the clipboard")
        )
        self.clear_button = _button(self.tr("Clear"), self.tr("Begin again without a picture"))
        self._buttons |= {
            "picture": self.open_button,
            "paste": self.paste_button,
            "close": self.clear_button,
        }
        row = QHBoxLayout()
        for button in self._buttons.values():
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.addWidget(self._heading)
        column.addLayout(row)
        self._scroll = RoomyScroll()
        for widget, stretch in (
            (self._page, 1),
            (self.refine, 0),
            (self._recent_heading, 0),
            (self.recent, 0),
        ):
            self._scroll.column.addWidget(widget, stretch)
        column.addWidget(self._scroll, 1)
        self.recent.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _connect(self) -> None:
        self.crop_view.settled.connect(self._on_settled)
        self.crop_view.changed.connect(self._show_crop)
        self.crop_view.resized.connect(self._on_resized)
        self._whole.clicked.connect(self.crop_view.clear_crop)
        self._tiles.removed.connect(self._remove)
        self.refine.items_changed.connect(lambda: self.items_changed.emit(self.items()))
        self.recent.chosen.connect(self.recent_chosen)
        self.recent.forget_wanted.connect(self.forget_recent_wanted)
        self.open_button.clicked.connect(self.open_requested)
        self.paste_button.clicked.connect(self.paste_requested)
        self.clear_button.clicked.connect(self._on_clear)

    def _show(self) -> None:
        """What belongs to none, one or several pictures."""
        count = len(self._items)
        self.clear_button.setEnabled(count > 0)
        self.refine.setVisible(count > 0)
        if count == 0:
            self._heading.setText(self.tr("Query"))
            self._pages.setCurrentWidget(self._hint)
        elif count == 1:
            self._heading.setText(self.tr("Query"))
            self._pages.setCurrentWidget(self._single)
            self._name.set_full_text(self._items[0].name)
            self._show_crop(self._items[0].crop)
        else:
            self._heading.setText(self.tr("What these %n have in common", "", count))
            self._pages.setCurrentWidget(self._tiles)

    def _show_crop(self, crop: Crop | None) -> None:
        self._whole.setVisible(crop is not None)

    def _on_resized(self) -> None:
        if len(self._items) == 1:
            self._reload.start()

    def _load(self) -> None:
        if len(self._items) != 1:
            return
        serial = self._serial

        def opened(picture: Picture | None, error: str | None) -> None:
            if serial == self._serial:
                self._opened(picture, error)

        self._loader.open(self._items[0], self.crop_view.wanted_size(), opened, _CHANNEL)

    def _opened(self, picture: Picture | None, error: str | None) -> None:
        if picture is None:
            self.crop_view.set_image(None, error or "")
            self._details.clear()
            return
        self.crop_view.set_image(picture.image)
        if picture.small_copy:
            self._details.setText(small_copy_words())
            return
        locale = QLocale()
        self._details.setText(
            self.tr("{width} × {height} px").format(
                width=locale.toString(picture.width), height=locale.toString(picture.height)
            )
        )

    def _on_settled(self, crop: Crop | None) -> None:
        if len(self._items) == 1:
            self._items = [self._items[0].with_crop(crop)]
            self.items_changed.emit(self.items())

    def _remove(self, position: int) -> None:
        left = self.items()
        # The trays' pictures come after those of the tiles.
        del left[position]
        self.set_items(left)
        self.items_changed.emit(self.items())

    def _on_clear(self) -> None:
        self.clear()
        self.cleared.emit()

    def _colour(self) -> None:
        faint = colours(self.palette()).faint
        for label in self._faint:
            palette = label.palette()
            palette.setColor(label.foregroundRole(), faint)
            label.setPalette(palette)
        for name, button in self._buttons.items():
            button.setIcon(icon(name, self.palette().buttonText().color()))


def _heading(text: str) -> QLabel:
    label = QLabel(text, wordWrap=True)
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    return label


def _button(text: str, what: str) -> QPushButton:
    button = QPushButton(text)
    # Styles make short words as wide as long ones, which a narrow window cannot spare.
    letters = button.fontMetrics().horizontalAdvance(f"  {text}  ")
    button.setMinimumWidth(letters + button.iconSize().width())
    button.setToolTip(what)
    button.setAccessibleDescription(what)
    return button
