"""The main window: puts the widgets together and connects them. What they do is theirs.

Searching is the controller's, getting pictures in is the intake's, dialogs are `WindowDialogs`'.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from shoegui.basics.errors import LibraryBusyError, LibraryCorruptError, UserFacingError
from shoegui.gui.actions import Actions
from shoegui.gui.empty_state import EmptyState, State
from shoegui.gui.engine_words import said
from shoegui.gui.error_bar import ErrorBar
from shoegui.gui.header import Header
from shoegui.gui.in_pieces import InPieces
from shoegui.gui.library_chooser import LibraryMenu, Summary
from shoegui.gui.side_panels import SidePanels
from shoegui.gui.status_bar import StatusBar
from shoegui.gui.window_parts import connect_hits, fill_menus, get_ready_for_dialogs, make_parts

if TYPE_CHECKING:
    from shoegui.gui.controller import Controller
    from shoegui.gui.hit_files import HitFiles
    from shoegui.gui.inspector import Inspector
    from shoegui.gui.intake import Intake
    from shoegui.gui.query_panel import QueryPanel
    from shoegui.gui.refining import Refining
    from shoegui.gui.results.panel import ResultsPanel
    from shoegui.gui.session import Session
    from shoegui.gui.theme import Theme
    from shoegui.gui.trash import Trash
    from shoegui.gui.viewing import Viewing
    from shoegui.gui.window_dialogs import WindowDialogs
    from shoegui.gui.window_state import WindowState

# A window that is not painted, being minimised or hidden, begins to work all the same.
_START_MS = 1000
# Between two turns at what is not needed yet.
_PAUSE_MS = 5


class MainWindow(QMainWindow):
    """The window of one session. `closing` comes when it was closed, `unexpected` with our bugs.

    It shows with its frame only. Once that has been painted, the parts below are made, piece by
    piece; then `started` comes, once, and it begins to work; `ready` comes when all is loaded.
    """

    started = Signal()
    ready = Signal()
    closing = Signal()
    unexpected = Signal(object)

    query_panel: QueryPanel
    results: ResultsPanel
    inspector: Inspector
    controller: Controller
    refining: Refining
    intake: Intake
    dialogs: WindowDialogs
    hit_files: HitFiles
    trash: Trash
    viewing: Viewing
    panels: SidePanels
    _may_welcome = True
    complete = False
    """Whether they are there. Who cannot wait calls `finish_building`."""

    def __init__(self, session: Session, state: WindowState, theme: Theme) -> None:
        super().__init__()
        self.session = session
        self._state = state
        self.setWindowTitle("ShoeGUI")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        self.actions_table = Actions(self)
        self.actions_table.make_menus(self.menuBar())
        for name in ("back", "forward", "clear", "filter"):
            self.actions_table[name].setEnabled(False)
        self.empty_state = EmptyState()
        self.error_bar = ErrorBar()
        self.library_menu = LibraryMenu(
            session.home, session.engine.paths, lambda: state.recent_libraries, self
        )
        self.header = Header(self.actions_table, self.library_menu, samples=session.is_samples)
        self.status_bar = StatusBar(session.indexing)
        self._lay_out()
        state.restore_window(self)
        self._building = InPieces(self._build(theme), self)
        self._building.ended.connect(self._start)
        self._getting_ready = InPieces(
            get_ready_for_dialogs(), self, pause_ms=_PAUSE_MS, waits=self._searching
        )
        self._getting_ready.ended.connect(self.ready)
        self._begin = QTimer(self, singleShot=True)
        self._begin.timeout.connect(self._start_building)
        self._begin.start(_START_MS)

    def finish_building(self) -> None:
        """Make the rest of the window now, for somebody who needs it."""
        self._building.finish()

    def _searching(self) -> bool:
        from shoegui.gui.controller import SEARCH

        return bool(self.session.jobs.running(SEARCH))

    def _start_building(self) -> None:
        handle = self.windowHandle()
        if handle is not None:
            self._building.finish_for(handle)
        self._building.start()

    def _build(self, theme: Theme) -> Iterator[None]:
        yield from make_parts(self)
        self._state.restore_panels(self.splitter)
        yield
        yield from fill_menus(self, theme, self._state)
        self._connect_search()
        connect_hits(self)
        yield
        self._connect_library()
        self._connect_window()
        self.complete = True
        self._on_state(self.controller.state, "")

    def _start(self) -> None:
        # One after the other, or each would hold up all; without a network the rest goes on.
        self.controller.warmed_up.connect(self._getting_ready.start)
        self.controller.trouble.connect(self._getting_ready.start)
        self.ready.connect(self.session.keeping_up.start)
        self.session.keeping_up.recall()
        self.controller.start()
        self.started.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Go on once the first picture of the window is on the screen."""
        super().paintEvent(event)
        if self._begin.isActive():
            self._begin.start(0)

    def _lay_out(self) -> None:
        self.pages = QStackedWidget()
        self.pages.addWidget(self.empty_state)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(6)
        self.splitter.addWidget(self.pages)
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
        self.refining.follow(action, self._state)
        self.query_panel.open_requested.connect(self.intake.ask_for_file)
        self.query_panel.paste_requested.connect(self.intake.paste)
        self.query_panel.forget_recent_wanted.connect(controller.forget_recent)
        self.empty_state.open_requested.connect(self.intake.ask_for_file)
        self.intake.coming.connect(controller.prepare)
        self.intake.left.connect(controller.preparing.stop)
        self.intake.pictures.connect(controller.search)
        self.intake.pictures.connect(self.error_bar.hide_hint)
        self.intake.explained.connect(self.error_bar.show_hint)
        controller.state_changed.connect(self._on_state)
        controller.state_changed.connect(lambda *_state: self.intake.overlay.hide())
        controller.history_changed.connect(self._on_history)
        controller.counted.connect(self._on_counted)
        controller.warmed_up.connect(self._show_device)
        controller.network_changed.connect(self._show_device)
        controller.trouble.connect(self.show_trouble)

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
        dialogs.library_repaired.connect(lambda: self.error_bar.mended(LibraryCorruptError))
        dialogs.message.connect(self.status_bar.say)
        dialogs.search_wanted.connect(self.activateWindow)

    def _connect_window(self) -> None:
        action, dialogs = self.actions_table, self.dialogs
        action["quit"].triggered.connect(self.close)
        action["fullscreen"].toggled.connect(self._on_fullscreen)
        photo = list(self.results.actions_for_hits.actions.values())
        action["shortcuts"].triggered.connect(lambda: dialogs.show_shortcuts(photo))
        action["guide"].triggered.connect(dialogs.show_guide)
        action["about"].triggered.connect(dialogs.show_about)
        action["log"].triggered.connect(dialogs.show_log)
        self.panels = SidePanels(
            self.splitter, self.query_panel, self.inspector, action, self._state
        )

    # What is shown when

    def show_trouble(self, error: Exception) -> None:
        """A fault a person can do something about goes into the bar; others are reported."""
        if isinstance(error, LibraryCorruptError):
            self._show_damage(error)
        elif isinstance(error, UserFacingError):
            self.error_bar.show_error(error)
        else:
            self.unexpected.emit(error)

    def _show_damage(self, error: LibraryCorruptError) -> None:
        # The engine's advice is a command; here is a button instead.
        fault = LibraryCorruptError(error.what, path=error.path)
        repair = self.dialogs.repair_library
        self.error_bar.show_error(fault, self.tr("Repair…"), repair, stays=True)
        # Who has lost folders is told on the library page that they have to be added again.
        self._may_welcome = False
        if self.controller.state is State.LOADING:
            # It could not be counted. A picture may find something all the same.
            self.controller.announce(State.NO_QUERY)

    def _on_state(self, state: State, text: str) -> None:
        self.empty_state.set_state(state, text)
        found = state is State.RESULTS
        self.pages.setCurrentWidget(self.results if found else self.empty_state)
        recent = state is State.NO_QUERY and bool(self.controller.history.recent(1))
        asked = bool(self.controller.items) or recent
        self.panels.set_of_use(query=asked, inspector=found)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many panels as there is room for."""
        super().resizeEvent(event)
        if self.complete:
            self.panels.arrange()

    def _on_history(self) -> None:
        history = self.controller.history
        self.actions_table["back"].setEnabled(self.controller.can_back)
        self.actions_table["forward"].setEnabled(history.can_forward)
        self.actions_table["clear"].setEnabled(bool(self.controller.items))

    def _on_counted(self, summary: Summary) -> None:
        self.header.show_summary(summary)
        self._show_device()
        self.status_bar.show_skipped(summary.skipped)
        # Only what the window found when it started: somebody may empty the library later on.
        welcome, self._may_welcome = self._may_welcome, False
        if welcome and not self.session.is_samples:
            first = self._state.first_start()
            if first and not summary.folders:
                self.dialogs.add_any_folders()

    def _show_device(self) -> None:
        engine = self.session.engine
        if engine.device_label:
            self.header.show_device(
                said(engine.device_label), engine.network_name, said(engine.device_reason)
            )

    def _on_indexing_failed(self, error: Exception) -> None:
        quiet = self.session.indexing.background and isinstance(error, LibraryBusyError)
        # Another program of ours is writing; keeping up tries again by itself.
        if not quiet:
            self.show_trouble(error)

    def _on_keeping_up(self) -> None:
        keeping_up = self.session.keeping_up
        self.actions_table["pause"].setChecked(keeping_up.paused)
        self.actions_table["gentle"].setChecked(keeping_up.gentle)

    def _on_fullscreen(self, on: bool) -> None:
        if on:
            self.showFullScreen()
        else:
            self.showNormal()

    def changeEvent(self, event: QEvent) -> None:
        """Recolour the icons; keep the full-screen action true."""
        super().changeEvent(event)
        if not self.complete:
            return
        if event.type() == QEvent.Type.PaletteChange:
            self.actions_table.recolour(self.palette())
        elif event.type() == QEvent.Type.WindowStateChange:
            self.actions_table["fullscreen"].setChecked(self.isFullScreen())

    def save_state(self) -> None:
        """Remember where the window is and how its panels share it."""
        self.finish_building()
        self._state.save_window(self, self.panels.usual_sizes())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the window, then let the session end."""
        self.finish_building()
        self._getting_ready.stop()
        self.save_state()
        super().closeEvent(event)
        self.hide()
        self.closing.emit()
