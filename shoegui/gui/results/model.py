"""The hits as Qt's views see them: rows, roles, and what a drag carries.

Holds no picture. A hit is found by its photo's id, because rows move when hits come and go.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import IntEnum, StrEnum
from html import escape
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from shoegui.basics.errors import shown_path
from shoegui.gui.dragged import PHOTOS, add_photos
from shoegui.gui.file_actions import files_as_mime
from shoegui.gui.photo_words import date_of, file_name, similarity_text
from shoegui.gui.results.stacks import Stacks

if TYPE_CHECKING:
    from shoegui.search.searcher import Hit

AnyIndex = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


class Role(IntEnum):
    """What a row can be asked for besides Qt's own roles."""

    HIT = Qt.ItemDataRole.UserRole
    PHOTO_ID = Qt.ItemDataRole.UserRole + 1
    SIMILARITY = Qt.ItemDataRole.UserRole + 2
    WEAK = Qt.ItemDataRole.UserRole + 3
    OFFLINE = Qt.ItemDataRole.UserRole + 4
    SAME_PICTURE = Qt.ItemDataRole.UserRole + 5


class SortBy(StrEnum):
    """What puts the hits in order, within the good ones and within the weak ones.

    `BEST` is the order of the search. It does not go by the similarity alone, `SIMILARITY` does.
    """

    BEST = "best"
    SIMILARITY = "similarity"
    DATE_TAKEN = "date-taken"
    NAME = "name"
    FOLDER = "folder"


class ResultsModel(QAbstractListModel):
    """The hits of one answer, which may grow and lose members."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hits: list[Hit] = []
        self._rows: dict[int, int] = {}
        self._good = 0
        self._strong = 0
        self._sort = SortBy.BEST
        self._removed: set[int] = set()
        self.stacks = Stacks()

    # What is there

    def hits(self) -> Sequence[Hit]:
        """All hits in the order shown. Not to be changed."""
        return self._hits

    def hit(self, row: int) -> Hit | None:
        """The hit in a row."""
        return self._hits[row] if 0 <= row < len(self._hits) else None

    def row_of(self, photo_id: int) -> int | None:
        """The row in which a photo stands now."""
        return self._rows.get(photo_id)

    def is_weak(self, hit: Hit) -> bool:
        """Whether a hit lies beyond the good matches."""
        return hit.rank > self._good

    @property
    def strong_count(self) -> int:
        """How many rows, from the first, are good matches."""
        return self._strong

    def count(self) -> tuple[int, int]:
        """How many hits there are, and good ones of these; shown copies count with their heads."""
        shown, good = self.stacks.count_shown(self._good)
        return len(self._hits) - shown, self._strong - good

    # What changes it

    def show(self, hits: Iterable[Hit], good: int) -> None:
        """Replace everything. `good` is the last rank that counts as a good match."""
        self.beginResetModel()
        self._good = good
        self._removed.clear()
        self.stacks.clear()
        self._hits = self._ordered(hits)
        self._number()
        self.endResetModel()

    def add_more(self, hits: Iterable[Hit], good: int) -> None:
        """Take in those of `hits` that are not there yet; rows already there stay where they are.

        What is known of their photos is renewed: a drive may have been connected since. A photo
        that was removed since `show` does not come back.
        """
        now = {hit.photo.id: hit for hit in hits}
        tops = [hit for hit in now.values() if hit.photo.id not in self._removed]
        copies = {photo.id for hit in tops for photo in hit.stack}
        # Another picture may stand on top of a stack now; the copies take turns until it does.
        while below := self.stacks.without_shown(self._rows.keys() & (copies - now.keys())):
            self._take_out(below)
        self._hits = [self.stacks.renewed(hit, now) for hit in self._hits]
        new = [
            hit
            for photo_id, hit in now.items()
            if photo_id not in self._rows and photo_id not in self._removed
        ]
        good_changed = good != self._good
        if new:
            first = len(self._hits)
            self.beginInsertRows(QModelIndex(), first, first + len(new) - 1)
            self._hits.extend(new)
            self._number()
            self.endInsertRows()
        self._good = good
        if new or good_changed:
            self._rearrange()
        if self._hits:
            self.dataChanged.emit(self.index(0), self.index(len(self._hits) - 1))

    def remove(self, photo_ids: Iterable[int]) -> None:
        """Take these photos out, for as long as this is about the same query."""
        ids = set(photo_ids)
        self._removed |= ids
        self._take_out(ids)

    def _take_out(self, ids: set[int]) -> None:
        """Run by run of neighbouring rows."""
        before = self._hits
        self._hits, ids = self.stacks.without(before, ids)
        # Where copies take the places of their heads. The rest has the numbers that it had.
        if self._hits != before:
            self._number()
            self.dataChanged.emit(self.index(0), self.index(len(self._hits) - 1))
        rows = sorted((self._rows[one] for one in ids if one in self._rows), reverse=True)
        while rows:
            last = first = rows.pop(0)
            while rows and rows[0] == first - 1:
                first = rows.pop(0)
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._hits[first : last + 1]
            self._number()
            self.endRemoveRows()

    def toggle_stack(self, photo_id: int) -> None:
        """Show the copies that are collapsed under a photo after it, or hide them again."""
        row = self._rows.get(photo_id)
        if row is None or not self._hits[row].stack:
            return
        if self.stacks.is_open(photo_id):
            last = row + self.stacks.shown(photo_id)
            self.beginRemoveRows(QModelIndex(), row + 1, last)
            self.stacks.close(photo_id)
            del self._hits[row + 1 : last + 1]
            self._number()
            self.endRemoveRows()
        else:
            copies = self.stacks.open(self._hits[row], self._rows)
            self.beginInsertRows(QModelIndex(), row + 1, row + len(copies))
            self._hits[row + 1 : row + 1] = copies
            self._number()
            self.endInsertRows()

    def set_sort(self, by: SortBy) -> None:
        """Put the hits into another order."""
        if by is not self._sort:
            self._sort = by
            self._rearrange()

    def _rearrange(self) -> None:
        """Put everything in order; current and selected rows follow their photos."""
        ordered = self._ordered(self._hits)
        if all(new is old for new, old in zip(ordered, self._hits, strict=True)):
            self._number()
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        ids = [self._hits[index.row()].photo.id for index in before]
        self._hits = ordered
        self._number()
        self.changePersistentIndexList(before, [self.index(self._rows[one]) for one in ids])
        self.layoutChanged.emit()

    def _ordered(self, hits: Iterable[Hit]) -> list[Hit]:
        ranked = sorted(self.stacks.heads(hits), key=lambda hit: hit.rank)
        if self._sort is SortBy.SIMILARITY:
            ranked.sort(key=lambda hit: hit.similarity, reverse=True)
        elif self._sort is SortBy.DATE_TAKEN:
            ranked.sort(key=lambda hit: date_of(hit.photo), reverse=True)
        elif self._sort is SortBy.NAME:
            ranked.sort(key=lambda hit: hit.photo.path.name.casefold())
        elif self._sort is SortBy.FOLDER:
            ranked.sort(key=lambda hit: str(hit.photo.path).casefold())
        # Good ones first whatever the order: the line between them and the rest keeps its meaning.
        ranked.sort(key=self.is_weak)
        return self.stacks.spread(ranked)

    def _number(self) -> None:
        self._rows = {hit.photo.id: row for row, hit in enumerate(self._hits)}
        self._strong = sum(hit.rank <= self._good for hit in self._hits)

    # Qt's side

    def rowCount(self, parent: AnyIndex = _NO_INDEX) -> int:
        """As Qt asks for it."""
        return 0 if parent.isValid() else len(self._hits)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """As Qt asks for it; `Role` names the program's own."""
        hit = self.hit(index.row()) if index.isValid() else None
        if hit is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return shown_path(hit.photo.path.name)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tool_tip(hit)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(hit)
        return self._own_data(hit, role)

    def _own_data(self, hit: Hit, role: int) -> Any:
        match role:
            case Role.HIT:
                return hit
            case Role.PHOTO_ID:
                return hit.photo.id
            case Role.SIMILARITY:
                return hit.similarity
            case Role.WEAK:
                return self.is_weak(hit)
            case Role.OFFLINE:
                return hit.photo.offline
            case Role.SAME_PICTURE:
                return hit.same_picture
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Every hit can be selected and dragged out."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsDragEnabled
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def mimeTypes(self) -> list[str]:
        """What a drag carries."""
        return ["text/uri-list", "text/plain", PHOTOS]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The files of these hits, as other programs take them, and which photos they are."""
        rows = sorted(index.row() for index in indexes if index.isValid())
        photos = [self._hits[row].photo for row in rows]
        mime = files_as_mime([photo.path for photo in photos])
        add_photos(mime, photos)
        return mime

    def supportedDragActions(self) -> Qt.DropAction:
        """Never a move: a file manager would take the person's picture away."""
        return Qt.DropAction.CopyAction | Qt.DropAction.LinkAction

    # Words

    def _tool_tip(self, hit: Hit) -> str:
        lines = [shown_path(hit.photo.path), similarity_text(hit), *self._stack_words(hit)]
        if hit.same_picture:
            lines.append(self.tr("The same picture as the one you searched with"))
        if hit.photo.offline:
            lines.append(self.tr("Not connected: plug in the drive that holds it"))
        # As HTML on purpose: a file name that looks like it must not be taken for it.
        return "<br>".join(f"<nobr>{escape(line)}</nobr>" for line in lines)

    def _spoken(self, hit: Hit) -> str:
        parts = [shown_path(hit.photo.path.name), similarity_text(hit), *self._stack_words(hit)]
        if hit.photo.offline:
            parts.append(self.tr("not connected"))
        return ", ".join(parts)

    def _stack_words(self, hit: Hit) -> list[str]:
        """That a hit stands for several, or is one of them."""
        if hit.stack:
            count = len(hit.stack) + 1
            return [self.tr("%Ln copies of this picture were found (X shows them)", "", count)]
        head = self.stacks.head_of(hit)
        return [] if head is None else [self.tr("A copy of {name}").format(name=file_name(head))]
