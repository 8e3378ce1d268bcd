"""What the inspector and the grid ask to be done with a hit's file: open, show, copy.

How that is done is `file_actions`; here it is said when it could not be.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from shoegui.basics.errors import UserFacingError
from shoegui.gui import file_actions
from shoegui.gui.hit_buttons import CopyKind
from shoegui.gui.jobs import Jobs

if TYPE_CHECKING:
    from shoegui.search.searcher import Hit


class HitFiles(QObject):
    """Acts for the window. `message` says what was done, `trouble` brings what went wrong."""

    message = Signal(str)
    trouble = Signal(object)

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs

    def open(self, hit: Hit) -> None:
        """Open the file in the desktop's own program."""
        self._if_there(hit, lambda: file_actions.open_file(hit.photo.path))

    def show_in_folder(self, hit: Hit) -> None:
        """Show the file in the file manager."""
        self._if_there(hit, lambda: file_actions.show_in_file_manager(hit.photo.path))

    def copy(self, hit: Hit, kind: CopyKind) -> None:
        """Put the file, its path or its picture on the clipboard."""
        path = hit.photo.path
        if kind is CopyKind.FILE:
            file_actions.copy_files([path])
            self.message.emit(self.tr("File copied"))
        elif kind is CopyKind.PATH:
            file_actions.copy_paths([path])
            self.message.emit(self.tr("Path copied"))
        else:
            self._jobs.start(
                lambda _job: file_actions.read_picture(path),
                done=self._on_picture,
                failed=self.trouble.emit,
                channel="copy-picture",
            )

    def _on_picture(self, picture: QImage) -> None:
        file_actions.copy_picture(picture)
        self.message.emit(self.tr("Picture copied"))

    def _if_there(self, hit: Hit, act: Callable[[], bool]) -> None:
        """Look in a job whether the file is there: on a drive that went away that can take long.

        Qt's desktop services work in this thread only.
        """
        path = hit.photo.path

        def done(there: bool) -> None:
            if not (there and act()):
                self.trouble.emit(
                    UserFacingError(
                        self.tr("this file cannot be opened"),
                        path=path,
                        advice=self.tr("Check that it is still there and its drive is connected"),
                    )
                )

        self._jobs.start(lambda _job: path.exists(), done=done, failed=self.trouble.emit)
