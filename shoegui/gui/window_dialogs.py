"""The dialogs of the window: wizard, library page, guide, shortcuts, About; each open once at most.

Each is made, laid out and shown in turns of its own, so that events get in between.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QWidget
from shiboken6 import isValid

from shoegui.gui import file_actions
from shoegui.gui.in_pieces import InPieces
from shoegui.gui.polishing import polish

if TYPE_CHECKING:
    from shoegui.gui.session import Session


class WindowDialogs(QObject):
    """Opens them over the window and keeps hold of those that are open.

    `search_wanted` comes when somebody is done indexing, `library_closed` when its page closed,
    `library_repaired` when a repair has ended well; `message` says what goes on unseen.
    """

    search_wanted = Signal()
    library_closed = Signal()
    library_repaired = Signal()
    message = Signal(str)

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._open: dict[str, QDialog] = {}
        self._coming: dict[str, InPieces] = {}

    def add_folders(self, folders: Sequence[Path] = ()) -> None:
        """The wizard that indexes folders, with these to begin with."""
        from shoegui.gui.index_wizard.wizard import IndexWizard

        session, window = self._session, self._window
        if folders:
            # One that is open has other folders; what was dropped last is what is meant.
            self._close("wizard")

        def make() -> QDialog:
            wizard = IndexWizard(
                session.engine, session.jobs, session.indexing, list(folders), parent=window
            )
            wizard.search_wanted.connect(self.search_wanted)
            wizard.sent_to_background.connect(
                lambda: self.message.emit(self.tr("Indexing goes on meanwhile"))
            )
            return wizard

        self._show("wizard", make)

    def add_any_folders(self) -> None:
        """The wizard, with no folders to begin with."""
        self.add_folders()

    def show_library(self) -> None:
        """The page of the library's folders."""
        self._show_library(verify=False)

    def repair_library(self) -> None:
        """The same page, looking for damage; where there is some, it offers to repair it."""
        page = self.open_one("library")
        self._show_library(verify=True)
        if page is not None:
            page.verify_when_shown()  # type: ignore[attr-defined]

    def _show_library(self, *, verify: bool) -> None:
        from shoegui.gui.library_page import LibraryPage

        session, window = self._session, self._window

        def make() -> QDialog:
            page = LibraryPage(
                session.engine,
                session.jobs,
                session.indexing,
                window,
                settings_file=session.home.settings_file,
                repaired=self.library_repaired.emit,
            )
            if verify:
                page.verify_when_shown()
            page.add_folders_requested.connect(self.add_any_folders)
            page.finished.connect(self.library_closed)
            return page

        self._show("library", make)

    def show_shortcuts(self, photo: Sequence[QAction]) -> None:
        """All keyboard shortcuts; `photo` are those for hits."""
        from shoegui.gui.shortcuts_help import ShortcutsHelp

        self._show("shortcuts", lambda: ShortcutsHelp({"photo": photo}, self._window))

    def show_guide(self) -> None:
        """The user guide that ships with the program."""
        from shoegui.gui.guide import Guide

        self._show("guide", lambda: Guide(self._session.jobs, self._window))

    def show_about(self) -> None:
        """Versions and licences."""
        from shoegui.gui.about import AboutBox
        from shoegui.gui.engine_words import said
        from shoegui.gui.versions import versions

        device = said(self._session.engine.device_label)

        def show(found: list[tuple[str, str]]) -> None:
            self._show("about", lambda: AboutBox(found, device, self._window))

        self._session.jobs.start(lambda _job: versions(), done=show, channel="about")

    def show_log(self) -> None:
        """The log file, in the file manager."""
        file_actions.show_in_file_manager(self._session.home.log_file)

    def open_one(self, name: str) -> QDialog | None:
        """The open dialog of that name: wizard, library, guide, shortcuts or about."""
        if name in self._coming:
            self._coming[name].finish()
        dialog = self._open.get(name)
        return dialog if dialog is not None and isValid(dialog) and dialog.isVisible() else None

    def close(self) -> None:
        """Close all of them."""
        for name in {*self._open, *self._coming}:
            self._close(name)

    def _show(self, name: str, make: Callable[[], QDialog]) -> None:
        dialog = self.open_one(name)
        if dialog is not None:
            _bring_up(dialog)
            return
        coming = self._coming[name] = InPieces(self._make(name, make), self)
        coming.ended.connect(coming.deleteLater)
        # Also where the dialog could not be made.
        coming.ended.connect(lambda: self._has_come(name, coming))
        handle = self._window.windowHandle()
        if handle is not None:
            coming.finish_for(handle)
        coming.start()

    def _make(self, name: str, make: Callable[[], QDialog]) -> Iterator[None]:
        dialog = self._open[name] = make()
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        yield
        yield from polish(dialog)
        del self._coming[name]
        _bring_up(dialog)

    def _has_come(self, name: str, coming: InPieces) -> None:
        if self._coming.get(name) is coming:
            del self._coming[name]

    def _close(self, name: str) -> None:
        coming = self._coming.pop(name, None)
        if coming is not None:
            coming.stop()
            coming.deleteLater()
        dialog = self._open.pop(name, None)
        if dialog is None or not isValid(dialog):
            return
        if dialog.isVisible():
            dialog.close()
        elif coming is not None:
            # Closing does nothing to one that was never seen.
            dialog.done(QDialog.DialogCode.Rejected)


def _bring_up(dialog: QDialog) -> None:
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()
