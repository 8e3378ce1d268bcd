"""Everything that can be done with the chosen hits: one QAction each, its key, the context menu.

The same actions serve the grid's keys, its menu and the window's menu bar.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction, QImage, QKeySequence
from PySide6.QtWidgets import QMenu

from shoegui.gui import file_actions

if TYPE_CHECKING:
    from shoegui.gui.results.panel import ResultsPanel
    from shoegui.gui.results.view import ResultsView
    from shoegui.search.searcher import Hit


class Do(StrEnum):
    """The actions, in the order of the menu."""

    OPEN = "open"
    PREVIEW = "preview"
    SEARCH = "search"
    COMPARE = "compare"
    WHY = "why"
    MORE = "more"
    LESS = "less"
    STACK = "stack"
    SHOW = "show"
    COPY_FILE = "copy-file"
    COPY_PATH = "copy-path"
    COPY_PICTURE = "copy-picture"
    SELECT_ALL = "select-all"
    TRASH = "trash"


KEYS: dict[Do, tuple[str, ...]] = {
    # Both are the same to a person; this is the one whose name is on keyboards.
    Do.OPEN: ("Enter", "Return"),
    Do.PREVIEW: ("Space",),
    Do.SEARCH: ("S",),
    Do.COMPARE: ("C",),
    Do.WHY: ("W",),
    # The key beside it on many keyboards, where + is above another sign.
    Do.MORE: ("+", "Shift++", "="),
    Do.LESS: ("-",),
    Do.STACK: ("X",),
    Do.SHOW: ("Ctrl+Shift+F",),
    Do.COPY_FILE: ("Ctrl+C",),
    Do.COPY_PATH: ("Ctrl+Shift+C",),
    Do.COPY_PICTURE: ("Ctrl+Alt+C",),
    Do.SELECT_ALL: ("Ctrl+A",),
    Do.TRASH: ("Del",),
}
_GROUPS = (
    (Do.OPEN, Do.PREVIEW),
    (Do.SEARCH, Do.COMPARE, Do.WHY),
    (Do.MORE, Do.LESS, Do.STACK),
    (Do.SHOW, Do.COPY_FILE, Do.COPY_PATH, Do.COPY_PICTURE),
    (Do.SELECT_ALL,),
    (Do.TRASH,),
)
# These read the file, which is not there while its drive is away.
_NEED_FILE = frozenset({Do.OPEN, Do.SHOW, Do.COPY_FILE, Do.COPY_PICTURE, Do.TRASH})
_FOR_ONE = frozenset({Do.OPEN, Do.PREVIEW, Do.COMPARE, Do.WHY, Do.SHOW, Do.COPY_PICTURE})


class HitActions(QObject):
    """The actions of one panel. Their keys work while its grid has the focus.

    The grid hears the keys itself rather than through Qt's shortcuts, so that the window may have
    actions with the same keys and a file name may be typed that begins with one of them.
    """

    def __init__(self, panel: ResultsPanel, view: ResultsView) -> None:
        super().__init__(panel)
        self._panel = panel
        self._view = view
        self.actions: dict[Do, QAction] = {}
        for what, (words, run) in self._all().items():
            action = QAction(words, self)
            action.setShortcuts([QKeySequence(key) for key in KEYS[what]])
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.setShortcutVisibleInContextMenu(True)
            # Without what `triggered` carries, which is nobody's business here.
            action.triggered.connect(lambda _checked=False, run=run: run())
            self.actions[what] = action
        view.set_keys(
            {QKeySequence(key): self.actions[what] for what, keys in KEYS.items() for key in keys}
        )
        view.doubleClicked.connect(lambda _index: self.actions[Do.OPEN].trigger())
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._show_menu)
        for changed in (
            view.selectionModel().selectionChanged,
            view.selectionModel().currentChanged,
            panel.model.modelReset,
            panel.model.rowsRemoved,
            panel.model.rowsInserted,
            panel.model.dataChanged,
        ):
            changed.connect(self._enable)
        self._enable()

    def fill(self, menu: QMenu) -> None:
        """Put all actions into `menu`, in groups."""
        for group in _GROUPS:
            if not menu.isEmpty():
                menu.addSeparator()
            for what in group:
                menu.addAction(self.actions[what])

    def _all(self) -> dict[Do, tuple[str, Callable[[], None]]]:
        panel = self._panel
        return {
            Do.OPEN: (self.tr("&Open"), lambda: self._one(panel.open_requested.emit)),
            Do.PREVIEW: (self.tr("&Preview"), lambda: self._one(panel.preview_requested.emit)),
            Do.SEARCH: (
                self.tr("&Search from this"),
                lambda: self._several(panel.search_from_requested.emit),
            ),
            Do.COMPARE: (
                self.tr("&Compare with the query"),
                lambda: self._one(panel.compare_requested.emit),
            ),
            Do.WHY: (self.tr("W&hy this match?"), lambda: self._one(panel.why_requested.emit)),
            Do.MORE: (
                self.tr("Mo&re like this"),
                lambda: self._several(panel.more_requested.emit),
            ),
            Do.LESS: (
                self.tr("&Less like this"),
                lambda: self._several(panel.less_requested.emit),
            ),
            Do.STACK: (self.tr("Show th&e copies"), lambda: self._one(panel.toggle_stack)),
            Do.SHOW: (self.tr("Sho&w in file manager"), lambda: self._one(self._show_file)),
            Do.COPY_FILE: (self.tr("Copy &file"), lambda: self._several(self._copy_files)),
            Do.COPY_PATH: (self.tr("Copy pa&th"), lambda: self._several(self._copy_paths)),
            Do.COPY_PICTURE: (self.tr("Copy p&icture"), lambda: self._one(self._copy_picture)),
            Do.SELECT_ALL: (self.tr("Select &all"), panel.select_all),
            Do.TRASH: (
                self.tr("&Move to trash…"),
                lambda: self._several(panel.trash_requested.emit),
            ),
        }

    def _one(self, run: Callable[[Hit], object]) -> None:
        hit = self._panel.current_hit()
        if hit is not None:
            run(hit)

    def _several(self, run: Callable[[list[Hit]], object]) -> None:
        hits = self._panel.selected_hits()
        if hits:
            run(hits)

    def _enable(self) -> None:
        current = self._panel.current_hit()
        for what, action in self.actions.items():
            there = current is not None
            if current is not None and what in _NEED_FILE:
                there = not current.photo.offline
            action.setEnabled(there)
        self._name_stack(current)

    def _name_stack(self, current: Hit | None) -> None:
        stacks, action = self._panel.model.stacks, self.actions[Do.STACK]
        size = 0 if current is None else stacks.size(current)
        action.setEnabled(size > 0)
        if current is not None and stacks.is_shown(current):
            action.setText(self.tr("Hid&e the copies"))
        elif size:
            action.setText(self.tr("Show th&e %Ln copies", "", size))
        else:
            action.setText(self.tr("Show th&e copies"))

    def _show_menu(self, where: QPoint) -> None:
        if self._panel.current_hit() is None:
            return
        menu = QMenu(self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill(menu)
        menu.popup(self._view.viewport().mapToGlobal(where))

    def _show_file(self, hit: Hit) -> None:
        if not file_actions.show_in_file_manager(hit.photo.path):
            self._panel.message.emit(
                self.tr("{name} is not there any more").format(name=hit.photo.path.name)
            )

    def _copy_files(self, hits: list[Hit]) -> None:
        file_actions.copy_files([hit.photo.path for hit in hits])
        self._panel.message.emit(self.tr("%Ln file(s) copied", "", len(hits)))

    def _copy_paths(self, hits: list[Hit]) -> None:
        file_actions.copy_paths([hit.photo.path for hit in hits])
        self._panel.message.emit(self.tr("%Ln path(s) copied", "", len(hits)))

    def _copy_picture(self, hit: Hit) -> None:
        path = hit.photo.path

        def copied(picture: QImage | None) -> None:
            if picture is None:
                words = self.tr("{name} could not be read")
            else:
                file_actions.copy_picture(picture)
                words = self.tr("Picture {name} copied")
            self._panel.message.emit(words.format(name=path.name))

        self._panel.thumbnails.run(lambda: file_actions.read_picture(path), copied)
