"""Every action of the window, in one table: menus, header and the shortcuts page come from it.

What an action does is connected in `main_window`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence, QPalette
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from shoegui.gui import icons

_CONTEXT = "Actions"
# On buttons of the first screen; the other icons are drawn a little later.
_SEEN_AT_ONCE = ("back", "forward")


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:
    """`text` as it is; by this name the extraction of what to translate finds it.

    Qt's own of that name does not say that it gives text back.
    """
    return text


@dataclass(frozen=True, slots=True)
class Entry:
    """One action. `keys` are portable names of shortcuts, the first one is shown in the menu.

    `submenu` stands where others fill in a menu.
    """

    name: str
    text: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    checkable: bool = False
    submenu: bool = False


SEPARATOR = Entry("", "")


@dataclass(frozen=True, slots=True)
class Menu:
    """One menu of the menu bar; `filled_as` names one whose actions come from elsewhere."""

    title: str
    entries: tuple[Entry, ...]
    filled_as: str = ""


MENUS = (
    Menu(
        QT_TRANSLATE_NOOP("Actions", "&File"),
        (
            Entry("open", QT_TRANSLATE_NOOP("Actions", "&Open a picture…"), ("Ctrl+O",), "picture"),
            Entry("paste", QT_TRANSLATE_NOOP("Actions", "&Paste a picture"), ("Ctrl+V",), "paste"),
            SEPARATOR,
            Entry(
                "index", QT_TRANSLATE_NOOP("Actions", "Add &folders…"), ("Ctrl+I",), "folder-add"
            ),
            Entry("library", QT_TRANSLATE_NOOP("Actions", "&Library…"), ("Ctrl+L",), "library"),
            Entry("pause", QT_TRANSLATE_NOOP("Actions", "Pa&use all indexing"), checkable=True),
            Entry(
                "gentle", QT_TRANSLATE_NOOP("Actions", "Index &gently, on one core"), checkable=True
            ),
            SEPARATOR,
            Entry("libraries", QT_TRANSLATE_NOOP("Actions", "O&ther libraries"), submenu=True),
            SEPARATOR,
            Entry("quit", QT_TRANSLATE_NOOP("Actions", "&Quit"), ("Ctrl+Q",)),
        ),
    ),
    Menu(
        QT_TRANSLATE_NOOP("Actions", "&Search"),
        (
            Entry("back", QT_TRANSLATE_NOOP("Actions", "&Back"), ("Alt+Left",), "back"),
            Entry("forward", QT_TRANSLATE_NOOP("Actions", "&Forward"), ("Alt+Right",), "forward"),
            SEPARATOR,
            Entry("filter", QT_TRANSLATE_NOOP("Actions", "&Only in…"), ("Ctrl+F",)),
            Entry("clear", QT_TRANSLATE_NOOP("Actions", "&New search"), ("Ctrl+N",), "clear"),
        ),
    ),
    # The results have the actions of this one, and fill it.
    Menu(QT_TRANSLATE_NOOP("Actions", "&Photo"), (), "photo"),
    Menu(
        QT_TRANSLATE_NOOP("Actions", "&View"),
        (
            Entry(
                "show.query",
                QT_TRANSLATE_NOOP("Actions", "&Query panel"),
                ("F7",),
                checkable=True,
            ),
            Entry(
                "show.inspector",
                QT_TRANSLATE_NOOP("Actions", "&Photo panel"),
                ("F8",),
                checkable=True,
            ),
            SEPARATOR,
            Entry(
                "stacks",
                QT_TRANSLATE_NOOP("Actions", "&Collapse near duplicates"),
                checkable=True,
            ),
            Entry("appearance", QT_TRANSLATE_NOOP("Actions", "&Appearance"), submenu=True),
            Entry(
                "fullscreen",
                QT_TRANSLATE_NOOP("Actions", "&Full screen"),
                ("F11",),
                checkable=True,
            ),
        ),
    ),
    Menu(
        QT_TRANSLATE_NOOP("Actions", "&Help"),
        (
            Entry("guide", QT_TRANSLATE_NOOP("Actions", "&User guide")),
            Entry("shortcuts", QT_TRANSLATE_NOOP("Actions", "&Keyboard shortcuts"), ("F1",)),
            Entry("log", QT_TRANSLATE_NOOP("Actions", "Show the &log file")),
            SEPARATOR,
            Entry("about", QT_TRANSLATE_NOOP("Actions", "&About ShoeGUI")),
        ),
    ),
)


def entries() -> Iterator[Entry]:
    """Every entry of every menu that is an action."""
    for menu in MENUS:
        for entry in menu.entries:
            if entry.name and not entry.submenu:
                yield entry


def plain_text(entry_or_menu: Entry | Menu) -> str:
    """Its translated text without the mark of its access key and without dots."""
    text = entry_or_menu.title if isinstance(entry_or_menu, Menu) else entry_or_menu.text
    return QCoreApplication.translate(_CONTEXT, text).replace("&", "").rstrip("….")


class Actions:
    """The window's QActions by name, and the menus that they fill.

    All icons but those of the first screen wait for `recolour`.
    """

    def __init__(self, parent: QWidget) -> None:
        self._actions = {entry.name: _make(entry, parent) for entry in entries()}
        self._icons = {entry.name: entry.icon for entry in entries() if entry.icon}
        self._menus: dict[Menu, QMenu] = {}
        self._draw(_SEEN_AT_ONCE, parent.palette())

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def recolour(self, palette: QPalette) -> None:
        """Draw the icons in the palette's colour."""
        self._draw(self._icons, palette)

    def _draw(self, names: Iterable[str], palette: QPalette) -> None:
        ink = palette.windowText().color()
        for name in names:
            self._actions[name].setIcon(icons.icon(self._icons[name], ink))

    def make_menus(self, bar: QMenuBar) -> None:
        """Put the menus into the bar, empty as yet."""
        for menu in MENUS:
            self._menus[menu] = bar.addMenu(QCoreApplication.translate(_CONTEXT, menu.title))

    def fill(
        self,
        submenus: Mapping[str, QMenu],
        fillers: Mapping[str, Callable[[QMenu], None]],
    ) -> None:
        """Fill the menus; `submenus` and `fillers` go where the table names them."""
        for menu, made in self._menus.items():
            if menu.filled_as:
                fillers[menu.filled_as](made)
            for entry in menu.entries:
                if entry.submenu:
                    submenu = submenus[entry.name]
                    submenu.setTitle(QCoreApplication.translate(_CONTEXT, entry.text))
                    made.addMenu(submenu)
                elif entry.name:
                    made.addAction(self._actions[entry.name])
                else:
                    made.addSeparator()


def _make(entry: Entry, parent: QWidget) -> QAction:
    action = QAction(QCoreApplication.translate(_CONTEXT, entry.text), parent)
    action.setObjectName(entry.name)
    action.setShortcuts([QKeySequence(key) for key in entry.keys])
    action.setCheckable(entry.checkable)
    if entry.name == "quit":
        action.setMenuRole(QAction.MenuRole.QuitRole)
    elif entry.name == "about":
        action.setMenuRole(QAction.MenuRole.AboutRole)
    parent.addAction(action)
    return action
