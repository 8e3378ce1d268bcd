"""The main window: puts the widgets together and connects them. What they do is theirs.

Searching is the controller's, getting pictures in is the intake's, dialogs are `WindowDialogs`'.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from shoegui.basics.errors import LibraryBusyError, UserFacingError
from shoegui.gui.actions import Actions
from shoegui.gui.appearance_menu import AppearanceMenu
from shoegui.gui.controller import Controller
from shoegui.gui.empty_state import EmptyState, State
from shoegui.gui.error_bar import ErrorBar
from shoegui.gui.header import Header
from shoegui.gui.hit_files import HitFiles
from shoegui.gui.inspector import Inspector
from shoegui.gui.intake import Intake
from shoegui.gui.library_chooser import LibraryMenu, Summary
from shoegui.gui.query_panel import QueryPanel
from shoegui.gui.results.panel import ResultsPanel
from shoegui.gui.status_bar import StatusBar
from shoegui.gui.trash import Trash
from shoegui.gui.viewing import Viewing
from shoegui.gui.window_dialogs import WindowDialogs

if TYPE_CHECKING:
    from shoegui.gui.session import Session
    from shoegui.gui.theme import Theme
    from shoegui.gui.window_state import WindowState
    from shoegui.search.searcher import Hit

# In letters of the window's font.
_ROOM_FOR_THREE = 118
# A window that is not painted, being minimised or hidden, begins to work all the same.
_START_MS = 1000


class MainWindow(QMainWindow):
    """The window of one session. `closing` comes when it was closed, `unexpected` with our bugs.

    `started` comes once, when it has been painted for the first time and begins to work.
    """

    started = Signal()
    closing = Signal()
    unexpected = Signal(object)

    def __init__(self, session: Session, state: WindowState, theme: Theme) -> None:
        super().__init__()
        self.session = session
        self._state = state
        self.setWindowTitle("ShoeGUI")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        self.actions_table = Actions(self)
        self.query_panel = QueryPanel(session.loader)
        self.results = ResultsPanel(session.thumbnails)
        self.inspector = Inspector(session.loader, session.thumbnails)
        self.empty_state = EmptyState()
        self.error_bar = ErrorBar()
        self.library_menu = LibraryMenu(
            session.home, session.engine.paths, lambda: state.recent_libraries, self
        )
        self.header = Header(self.actions_table, self.library_menu, samples=session.is_samples)
        self.status_bar = StatusBar(session.indexing)
        self._lay_out()
        self.controller = Controller(
            session.engine, session.jobs, self.query_panel, self.results, self
        )
        self.hit_files = HitFiles(session.jobs, self)
        self.trash = Trash(session.jobs, self, session.engine.forget_photos)
        self.viewing = Viewing(session, self.controller, self.results, self)
        self.intake = Intake(self, self._own_drags_over)
        self.dialogs = WindowDialogs(session, self)
        self.actions_table.fill(
            self.menuBar(),
            {"libraries": self.library_menu, "appearance": AppearanceMenu(theme, state, self)},
            {"photo": self.results.actions_for_hits.fill},
        )
        self._connect_search()
        self._connect_hits()
        self._connect_library()
        self._connect_window()
        self._on_state(State.LOADING, "")
        state.restore_window(self, self.splitter)
        self._begin = QTimer(self)
        self._begin.setSingleShot(True)
        self._begin.timeout.connect(self._start)
        self._begin.start(_START_MS)

    def _start(self) -> None:
        self.controller.start()
        self.session.keeping_up.start()
        self.started.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Begin to work once the first picture of the window is on the screen."""
        super().paintEvent(event)
        if self._begin.isActive():
            self._begin.start(0)

    def _lay_out(self) -> None:
        self.pages = QStackedWidget()
        self.pages.addWidget(self.empty_state)
        self.pages.addWidget(self.results)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(6)
        for place, (widget, share) in enumerate(
            ((self.query_panel, 0), (self.pages, 1), (self.inspector, 0))
        ):
            self.splitter.addWidget(widget)
            self.splitter.setStretchFactor(place, share)
            self.splitter.setCollapsible(place, widget is not self.pages)
        self.splitter.setSizes([240, 900, 260])
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.error_bar)
        column.addWidget(self.splitter, 1)
        self.setCentralWidget(middle)
        self.setStatusBar(self.status_bar)

    def _connect_search(self) -> None:
        action, controller = self.actions_table, self.controller
        action["open"].triggered.connect(self.intake.ask_for_file)
        action["paste"].triggered.connect(self.intake.paste)
        action["back"].triggered.connect(controller.back)
        action["forward"].triggered.connect(controller.forward)
        action["clear"].triggered.connect(controller.clear)
        self.query_panel.open_requested.connect(self.intake.ask_for_file)
        self.query_panel.paste_requested.connect(self.intake.paste)
        self.query_panel.forget_recent_wanted.connect(controller.forget_recent)
        self.empty_state.open_requested.connect(self.intake.ask_for_file)
        self.intake.pictures.connect(controller.search)
        self.intake.explained.connect(self.error_bar.show_note)
        controller.state_changed.connect(self._on_state)
        controller.history_changed.connect(self._on_history)
        controller.counted.connect(self._on_counted)
        controller.warmed_up.connect(self._show_device)
        controller.trouble.connect(self.show_trouble)

    def _connect_hits(self) -> None:
        results, files, view, asked = self.results, self.hit_files, self.viewing, self.inspector
        results.current_changed.connect(self._on_current)
        results.open_requested.connect(files.open)
        results.preview_requested.connect(view.preview)
        results.compare_requested.connect(view.compare)
        results.trash_requested.connect(self.trash.request)
        asked.open_requested.connect(files.open)
        asked.show_in_folder_requested.connect(files.show_in_folder)
        asked.search_from_requested.connect(lambda hit: self.controller.search_from([hit]))
        asked.compare_requested.connect(view.compare)
        asked.preview_requested.connect(view.preview)
        asked.copy_requested.connect(files.copy)
        asked.trash_requested.connect(lambda hit: self.trash.request([hit]))
        files.trouble.connect(self.show_trouble)
        self.trash.moved.connect(self.controller.forget)
        for said in (results.message, files.message, self.trash.message):
            said.connect(self.status_bar.say)

    def _connect_library(self) -> None:
        action, dialogs, indexing = self.actions_table, self.dialogs, self.session.indexing
        action["index"].triggered.connect(dialogs.add_any_folders)
        action["library"].triggered.connect(dialogs.show_library)
        self.empty_state.folders_requested.connect(dialogs.add_any_folders)
        self.intake.folders.connect(dialogs.add_folders)
        self.status_bar.skipped_requested.connect(dialogs.show_library)
        self.library_menu.aboutToShow.connect(self.library_menu.refill)
        self.header.library_clicked.connect(dialogs.show_library)
        indexing.finished.connect(self.controller.take_report)
        indexing.photo_indexed.connect(lambda _hash: self.controller.take_photo())
        indexing.library_changed.connect(self.controller.refresh)
        indexing.failed.connect(self._on_indexing_failed)
        keeping_up = self.session.keeping_up
        keeping_up.note.connect(self.error_bar.show_note)
        keeping_up.changed.connect(self._on_keeping_up)
        action["pause"].triggered.connect(keeping_up.pause_everything)
        action["gentle"].triggered.connect(keeping_up.set_gentle)
        dialogs.library_closed.connect(self.controller.count)
        dialogs.message.connect(self.status_bar.say)
        dialogs.search_wanted.connect(self.activateWindow)

    def _connect_window(self) -> None:
        action, dialogs = self.actions_table, self.dialogs
        action["quit"].triggered.connect(self.close)
        action["fullscreen"].toggled.connect(self._on_fullscreen)
        photo = list(self.results.actions_for_hits.actions.values())
        action["shortcuts"].triggered.connect(lambda: dialogs.show_shortcuts(photo))
        action["about"].triggered.connect(dialogs.show_about)
        action["log"].triggered.connect(dialogs.show_log)
        for name in ("query", "inspector"):
            toggle = action[f"show.{name}"]
            toggle.setChecked(self._state.shown(name))
            toggle.toggled.connect(lambda shown, name=name: self._on_panel(name, shown))

    # What is shown when

    def show_trouble(self, error: Exception) -> None:
        """A fault a person can do something about goes into the bar; others are reported."""
        if isinstance(error, UserFacingError):
            self.error_bar.show_error(error)
        else:
            self.unexpected.emit(error)

    def _on_state(self, state: State, text: str) -> None:
        self.empty_state.set_state(state, text)
        found = state is State.RESULTS
        self.pages.setCurrentWidget(self.results if found else self.empty_state)
        wanted = self._state.shown
        recent = state is State.NO_QUERY and bool(self.controller.history.recent(1))
        asked = bool(self.controller.items) or recent
        self.query_panel.setVisible(wanted("query") and asked)
        self.inspector.setVisible(wanted("inspector") and found and self._has_room())

    def _has_room(self) -> bool:
        """Whether three panels fit beside each other; a narrow window goes without the third."""
        return self.width() >= _ROOM_FOR_THREE * self.fontMetrics().averageCharWidth()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many panels as there is room for."""
        super().resizeEvent(event)
        if hasattr(self, "dialogs") and self.inspector.isHidden() == self._has_room():
            self._on_state(self.controller.state, self.empty_state.text())

    def _on_history(self) -> None:
        history = self.controller.history
        self.actions_table["back"].setEnabled(history.can_back)
        self.actions_table["forward"].setEnabled(history.can_forward)
        self.actions_table["clear"].setEnabled(bool(self.controller.items))
        self.query_panel.set_recent(history.recent())

    def _on_counted(self, summary: Summary) -> None:
        self.header.show_summary(summary)
        self._show_device()
        self.status_bar.show_skipped(summary.skipped)
        if not summary.folders and not self.session.is_samples and self._state.first_start():
            self.dialogs.add_any_folders()

    def _show_device(self) -> None:
        engine = self.session.engine
        if engine.device_label:
            self.header.show_device(engine.device_label, engine.network_name, engine.device_reason)

    def _on_indexing_failed(self, error: Exception) -> None:
        quiet = self.session.indexing.background and isinstance(error, LibraryBusyError)
        # Another program of ours is writing; keeping up tries again by itself.
        if not quiet:
            self.show_trouble(error)

    def _on_keeping_up(self) -> None:
        keeping_up = self.session.keeping_up
        self.actions_table["pause"].setChecked(keeping_up.paused)
        self.actions_table["gentle"].setChecked(keeping_up.gentle)

    def _on_current(self, hit: Hit | None) -> None:
        answer = self.controller.answer
        self.inspector.show_hit(hit, None if answer is None else answer.cut_off)

    def _own_drags_over(self, place: QPointF) -> bool:
        """A hit dropped where it came from is no query; dropped on the query panel it is."""
        point = self.query_panel.mapFrom(self, QPoint(round(place.x()), round(place.y())))
        return self.query_panel.isVisible() and self.query_panel.rect().contains(point)

    def _on_panel(self, name: str, shown: bool) -> None:
        self._state.set_shown(name, shown)
        self._on_state(self.controller.state, self.empty_state.text())

    def _on_fullscreen(self, on: bool) -> None:
        if on:
            self.showFullScreen()
        else:
            self.showNormal()

    def changeEvent(self, event: QEvent) -> None:
        """Recolour the icons; keep the full-screen action true."""
        super().changeEvent(event)
        if not hasattr(self, "dialogs"):
            return
        if event.type() == QEvent.Type.PaletteChange:
            self.actions_table.recolour(self.palette())
        elif event.type() == QEvent.Type.WindowStateChange:
            self.actions_table["fullscreen"].setChecked(self.isFullScreen())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the window, then let the session end."""
        self._state.save_window(self, self.splitter)
        super().closeEvent(event)
        self.hide()
        self.closing.emit()
