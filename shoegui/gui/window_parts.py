"""What the first picture of the main window does without, made or loaded piece by piece.

Which part is seen when is the window's business.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

if TYPE_CHECKING:
    from types import ModuleType

    from PySide6.QtCore import QPointF

    from shoegui.gui.main_window import MainWindow
    from shoegui.gui.theme import Theme
    from shoegui.gui.window_state import WindowState

# Those that import others come after them, so that each is a small piece of work.
_MODULES = (
    "photo_words",
    "query_item",
    "history",
    "picture_view",
    "hit_buttons",
    "addresses",
    "crop_geometry",
    "crop_view",
    "query_tiles",
    "recent",
    "flow_layout",
    "roomy_scroll",
    "look_slider",
    "incoming",
    "tray_picture",
    "tray",
    "refine_box",
    "query_panel",
    "inspector",
    "index_words",
    "filters.filter_words",
    "filters.chips",
    "results.stacks",
    "results.model",
    "results.cell_art",
    "results.delegate",
    "results.size_slider",
    "results.header",
    "results.grid_view",
    "results.view",
    "results.panel",
    "preparing",
    "controller",
    "refining",
    "file_actions",
    "intake",
    "window_dialogs",
)

# What is opened over the window later on.
_DIALOGS = (
    "job_scope",
    "roomy_rows",
    "skipped_table",
    "library_state",
    "library_folders",
    "library_health",
    "network_change",
    "library_page",
    "index_wizard.counter",
    "index_wizard.folders_page",
    "index_wizard.include_page",
    "index_wizard.trials",
    "index_wizard.network_page",
    "index_wizard.strip",
    "index_wizard.progress_page",
    "index_wizard.summary_page",
    "index_wizard.wizard",
    "filters.days",
    "filters.folder_list",
    "filters.word_field",
    "filters.panel",
    "zoom_view",
    "overlay",
    "preview",
    "compare",
    "why",
    "shortcuts_help",
    "about",
)
_NO_WIDGETS = ("QAbstractGraphics", "QCommonStyle", "QGraphics", "QProxyStyle", "QStyle")
# No use to us, and by far the longest of all pieces.
_NO_TYPES = ("QNativeInterface",)


def make_parts(window: MainWindow) -> Iterator[None]:
    """Make them and put them into the window, unseen."""
    # The first widget that Qt hands to Python makes PySide look through all of them.
    yield from meet_types(QtWidgets, but=_NO_WIDGETS)
    yield from load(_MODULES)
    yield from _make_panels(window)
    yield from _make_helpers(window)


def get_ready_for_dialogs() -> Iterator[None]:
    """Take the time now that the first look at the library or a preview would take then."""
    for module in (QtCore, QtGui, QtWidgets):
        yield from meet_types(module, but=_NO_TYPES)
    yield from load(_DIALOGS)


def meet_types(module: ModuleType, *, but: tuple[str, ...] = ()) -> Iterator[None]:
    """Have PySide make its types of `module`, which it does only when one is first used.

    Those whose names begin like one of `but` are left out.
    """
    for name in dir(module):
        if not name.startswith(but):
            getattr(module, name)
            yield


def load(modules: tuple[str, ...]) -> Iterator[None]:
    """Import modules of the window, one by one."""
    for name in modules:
        importlib.import_module(f"shoegui.gui.{name}")
        yield


def _make_panels(window: MainWindow) -> Iterator[None]:
    from shoegui.gui.inspector import Inspector
    from shoegui.gui.polishing import polish
    from shoegui.gui.query_panel import QueryPanel
    from shoegui.gui.refine_box import RefineBox
    from shoegui.gui.results.panel import ResultsPanel
    from shoegui.gui.tab_order import parts_in_turn

    session, splitter = window.session, window.splitter
    refine = RefineBox(session.loader)
    yield
    window.query_panel = QueryPanel(session.loader, refine=refine)
    yield
    window.results = ResultsPanel(session.thumbnails)
    yield
    window.inspector = Inspector(session.loader, session.thumbnails)
    yield
    window.pages.addWidget(window.results)
    for place, panel in ((0, window.query_panel), (2, window.inspector)):
        # Or the splitter would show it at once.
        panel.hide()
        splitter.insertWidget(place, panel)
        yield
        yield from polish(panel)
    yield from polish(window.results)
    for place in range(splitter.count()):
        middle = splitter.widget(place) is window.pages
        splitter.setStretchFactor(place, 1 if middle else 0)
        splitter.setCollapsible(place, not middle)
    splitter.setSizes([290, 900, 270])
    parts = (window.header, window.error_bar, window.query_panel, window.pages, window.inspector)
    parts_in_turn(window, (*parts, window.status_bar))
    yield


def _make_helpers(window: MainWindow) -> Iterator[None]:
    from shoegui.gui.controller import Controller
    from shoegui.gui.hit_files import HitFiles
    from shoegui.gui.intake import Intake
    from shoegui.gui.refining import Refining
    from shoegui.gui.trash import Trash
    from shoegui.gui.viewing import Viewing
    from shoegui.gui.window_dialogs import WindowDialogs

    session, splitter = window.session, window.splitter
    window.controller = Controller(
        session.engine, session.jobs, window.query_panel, window.results, window
    )
    yield
    window.refining = Refining(
        session, window.controller, window.query_panel, window.results, window
    )
    yield
    window.hit_files = HitFiles(session.jobs, window)
    window.trash = Trash(session.jobs, window, session.engine.forget_photos)
    window.viewing = Viewing(session, window.controller, window.results, window)
    window.intake = Intake(window, splitter, partial(_own_drags_over, window))
    window.dialogs = WindowDialogs(session, window)
    yield


def _own_drags_over(window: MainWindow, place: QPointF) -> bool:
    """A hit dropped where it came from is no query; dropped on the query panel it is."""
    panel = window.query_panel
    point = panel.mapFrom(window, place.toPoint())
    return panel.isVisible() and panel.rect().contains(point)


def fill_menus(window: MainWindow, theme: Theme, state: WindowState) -> Iterator[None]:
    """What is in the menus, and the icons of it."""
    from shoegui.gui.appearance_menu import AppearanceMenu

    appearance = AppearanceMenu(theme, state, window)
    yield
    window.actions_table.fill(
        {"libraries": window.library_menu, "appearance": appearance},
        {"photo": window.results.actions_for_hits.fill},
    )
    yield
    window.actions_table.recolour(window.palette())
    yield


def connect_hits(window: MainWindow) -> None:
    """What is done with the hits: looked at, opened, moved to the trash."""
    results, files, view, asked = window.results, window.hit_files, window.viewing, window.inspector
    results.current_changed.connect(asked.show_hit)
    results.open_requested.connect(files.open)
    results.preview_requested.connect(view.preview)
    results.compare_requested.connect(view.compare)
    results.why_requested.connect(view.why)
    results.trash_requested.connect(window.trash.request)
    asked.open_requested.connect(files.open)
    asked.show_in_folder_requested.connect(files.show_in_folder)
    asked.search_from_requested.connect(lambda hit: window.controller.search_from([hit]))
    asked.compare_requested.connect(view.compare)
    asked.why_requested.connect(view.why)
    asked.preview_requested.connect(view.preview)
    asked.copy_requested.connect(files.copy)
    asked.trash_requested.connect(lambda hit: window.trash.request([hit]))
    files.trouble.connect(window.show_trouble)
    window.trash.moved.connect(window.controller.forget)
    for message in (
        results.message,
        files.message,
        window.trash.message,
        window.refining.message,
    ):
        message.connect(window.status_bar.say)
