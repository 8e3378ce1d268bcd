"""The program with a window: start-up, one session after another, and the end of it all.

The window shows first; what is slow to load is loaded in jobs after that.
"""

from __future__ import annotations

import importlib
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTimer, QTranslator
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from shoegui import __version__
from shoegui.basics.bundled import resources_dir
from shoegui.basics.errors import LibraryCorruptError, UserFacingError
from shoegui.basics.log import start_log, stop_log
from shoegui.basics.paths import APP_NAME, AppPaths
from shoegui.basics.settings import Settings, load_settings
from shoegui.gui import icons
from shoegui.gui.engine import Engine
from shoegui.gui.engine_words import fault_said
from shoegui.gui.garbage import Garbage
from shoegui.gui.jobs import Job
from shoegui.gui.main_window import MainWindow
from shoegui.gui.opened_files import QtProgram
from shoegui.gui.report_dialog import Reporter
from shoegui.gui.session import Session
from shoegui.gui.single_instance import SingleInstance, hand_over
from shoegui.gui.theme import Theme
from shoegui.gui.window_state import WindowState

_STATE_FILE = "window.ini"
# How often Python gets a turn to see that Ctrl+C was pressed.
_SIGNAL_MS = 200
_SWITCH_SECONDS = 0.0002


class Application(QObject):
    """Holds what outlives a session: theme, remembered state, reports. `start` opens a library."""

    def __init__(self, home: AppPaths, qt: QApplication) -> None:
        super().__init__()
        self.home = home
        self.qt = qt
        self.state = WindowState(home.config / _STATE_FILE)
        self.theme = Theme(qt, self.state.appearance)
        self.reporter = Reporter(home.log_file, self)
        self.window: MainWindow | None = None
        self.settings = Settings()
        self._instance: SingleInstance | None = None
        self._garbage = Garbage()
        if isinstance(qt, QtProgram):
            qt.opened.connect(self._on_opened)

    def start(self, picture: Path | None = None) -> bool:
        """Open the library of `home`; False if it cannot be opened and the person gave up."""
        self.reporter.install()
        self._load_settings()
        if not self._open(self.home):
            return False
        window = self.window
        assert window is not None
        if picture is not None:
            window.started.connect(lambda: window.intake.use_paths([picture]))
        return True

    def close(self) -> None:
        """End the session and everything else."""
        self._end_session()
        self._garbage.close()
        self.reporter.remove()
        stop_log()

    def open_library(self, paths: AppPaths, then: Callable[[], None] | None = None) -> None:
        """Show another library instead of this one; this one stays if that cannot be opened."""
        if self.window is not None and self.window.session.engine.paths == paths:
            if then is not None:
                then()
            return
        if self._open(paths) and then is not None:
            assert self.window is not None
            self.window.finish_building()
            then()

    def open_samples(self) -> None:
        """Draw the sample pictures if need be, and show their library."""
        from shoegui.gui.sample_shop import SampleShop

        window = self.window
        assert window is not None
        shop = SampleShop(window)
        shop.drawn.connect(self._on_samples_drawn)
        shop.draw(self.home)

    def _on_samples_drawn(self, folder: Path, picture: Path) -> None:
        from shoegui.gui.sample_shop import SampleShop

        def then() -> None:
            assert self.window is not None
            SampleShop(self.window).index_and_search(folder, picture)

        self.open_library(self.home.sample_library(), then)

    def _open(self, paths: AppPaths) -> bool:
        try:
            engine = Engine(paths, device=self.settings.device)
        except LibraryCorruptError as error:
            from shoegui.gui.rescue import offer_rescue

            return offer_rescue(error, paths, self._parent()) and self._open(paths)
        except UserFacingError as error:
            self._complain(error)
            return False
        before = self.window
        if before is not None:
            before.save_state()
        self._end_session()
        self._garbage.loading()
        session = Session(engine, self.home, self)
        self.window = window = MainWindow(session, self.state, self.theme)
        session.jobs.failed.connect(window.show_trouble)
        window.unexpected.connect(self.reporter.report)
        window.closing.connect(self.qt.quit)
        window.library_menu.chosen.connect(self.open_library)
        window.library_menu.samples_requested.connect(self.open_samples)
        window.empty_state.samples_requested.connect(self.open_samples)
        self.state.library_opened(paths.data)
        window.started.connect(self._on_window_started)
        window.ready.connect(self._garbage.loaded)
        window.show()
        return True

    def _on_window_started(self) -> None:
        assert self.window is not None
        self.window.session.jobs.start(self._load_rest, done=self._listen)

    def _load_rest(self, _job: Job) -> None:
        # None is needed before the window shows, and all take a while to import.
        start_log(self.home.log_file)
        importlib.import_module("PySide6.QtNetwork")
        importlib.import_module("shoegui.library.plan")

    def _listen(self, _none: None) -> None:
        assert self.window is not None
        self._instance = SingleInstance(self.window.session.engine.paths, self)
        self._instance.started_again.connect(self._on_started_again)

    def _end_session(self) -> None:
        if self._instance is not None:
            self._instance.close()
            self._instance.deleteLater()
            self._instance = None
        if self.window is not None:
            # Whoever takes it apart finds it whole.
            self.window.finish_building()
        window, self.window = self.window, None
        if window is None:
            return
        window.hide()
        try:
            window.dialogs.close()
        finally:
            # Whatever happens: its threads would keep the program from ending.
            window.session.close()
        window.session.deleteLater()
        window.deleteLater()
        self._garbage.left_behind()

    def _on_started_again(self, picture: Path | None) -> None:
        window = self.window
        if window is None:
            return
        window.show()
        if window.isMinimized():
            window.showNormal()
        window.raise_()
        window.activateWindow()
        if picture is not None:
            window.intake.use_paths([picture])

    def _on_opened(self, file: str) -> None:
        if self.window is not None:
            # macOS sends it early: a window may not be complete by then.
            self.window.finish_building()
        self._on_started_again(Path(file))

    def _load_settings(self) -> None:
        try:
            self.settings = load_settings(self.home.settings_file)
        except UserFacingError as error:
            self._complain(error)

    def _complain(self, error: UserFacingError) -> None:
        box = QMessageBox(self._parent())
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(APP_NAME)
        box.setText(fault_said(error))
        box.exec()
        box.deleteLater()

    def _parent(self) -> QWidget | None:
        return self.window


def make_qt(arguments: Sequence[str] = ()) -> QApplication:
    """The QApplication with the program's names, icon and language."""
    qt = QtProgram([APP_NAME, *arguments])
    qt.setApplicationName(APP_NAME)
    qt.setApplicationDisplayName(APP_NAME)
    qt.setApplicationVersion(__version__)
    qt.setDesktopFileName("shoegui")
    qt.setWindowIcon(icons.program_icon())
    if QLocale().language() == QLocale.Language.C:
        # A system without a locale; its numbers would have no separators.
        QLocale.setDefault(QLocale(QLocale.Language.English))
    translate(qt, QLocale())
    return qt


def translate(qt: QApplication, locale: QLocale) -> None:
    """Speak the language of `locale` where there is a translation, and English otherwise."""
    folder = str(resources_dir() / "translations")
    english = QTranslator(qt)
    # English needs one too: for "1 photo" and "2 photos".
    if english.load("shoegui_en", folder):
        qt.installTranslator(english)
    spoken = QLocale(QLocale.Language.English)
    ours = QTranslator(qt)
    if ours.load(locale, "shoegui", "_", folder):
        qt.installTranslator(ours)
        spoken = QLocale(ours.language())
    # Qt's own words in the same language: no "Annuler" beside "Look again".
    buttons = QTranslator(qt)
    if buttons.load(
        spoken, "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    ):
        qt.installTranslator(buttons)


def share_fairly() -> None:
    """Let threads that compute hand over sooner: after a fifth of a millisecond, not five."""
    sys.setswitchinterval(_SWITCH_SECONDS)


def run(paths: AppPaths, picture: Path | None = None) -> int:
    """Show the window of the library in `paths` until it is closed; the exit code."""
    qt = make_qt()
    if hand_over(paths, picture):
        return 0
    share_fairly()
    application = Application(paths, qt)
    signal.signal(signal.SIGINT, lambda *_: qt.quit())
    awake = QTimer(application)
    # Python sees signals only when it runs; Qt's loop would sleep through them.
    awake.timeout.connect(lambda: None)
    awake.start(_SIGNAL_MS)
    try:
        if not application.start(picture):
            return 3
        return qt.exec()
    finally:
        awake.stop()
        application.close()
        # A program with a window has none on Windows.
        if sys.stdout is not None:
            sys.stdout.flush()
