"""Moving photos to the trash: asks first, moves in the background, says what could not be moved.

Nothing is ever deleted: where there is no trash the file stays.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from shoegui.basics.errors import shown_path
from shoegui.gui.file_actions import Hindrance, move_to_trash, why_not_moved

if TYPE_CHECKING:
    from shoegui.gui.jobs import Job, Jobs
    from shoegui.search.searcher import Hit

_NAMED = 5

_Stayed = tuple["Hit", Hindrance]


class Trash(QObject):
    """Asks and moves. `moved` carries the ids of the photos that are in the trash now.

    `message` says in words how it went.
    """

    moved = Signal(list)
    message = Signal(str)

    def __init__(
        self,
        jobs: Jobs,
        window: QWidget,
        forget: Callable[[list[int]], None] = lambda _photo_ids: None,
    ) -> None:
        """`forget` is called, in the worker, with the ids of the photos that were moved."""
        super().__init__(window)
        self._forget = forget
        self._jobs = jobs
        self._window = window

    def request(self, hits: Sequence[Hit]) -> None:
        """Ask whether the files of `hits` shall go to the trash, and move them if so."""
        there = [hit for hit in hits if not hit.photo.offline]
        if not there:
            self.message.emit(self.tr("The drive that holds it is not connected"))
            return
        box = self._question(there)
        box.accepted.connect(lambda: self._move(there))
        box.open()

    def _question(self, hits: Sequence[Hit]) -> QMessageBox:
        box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Move to trash"))
        # File names are never HTML.
        box.setTextFormat(Qt.TextFormat.PlainText)
        if sys.platform == "win32":
            box.setText(self.tr("Move %Ln picture(s) to the recycle bin?", "", len(hits)))
            restore = self.tr("Restoring from the recycle bin is possible.")
        else:
            box.setText(self.tr("Move %Ln picture(s) to the trash?", "", len(hits)))
            restore = self.tr("Restoring from the trash is possible.")
        box.setInformativeText(self._named([hit.photo.path for hit in hits]) + "\n\n" + restore)
        move = box.addButton(self.tr("&Move to trash"), QMessageBox.ButtonRole.AcceptRole)
        move.setObjectName("move")
        cancel = box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(cancel)
        box.setEscapeButton(cancel)
        return box

    def _move(self, hits: Sequence[Hit]) -> None:
        def work(job: Job) -> tuple[list[int], list[_Stayed]]:
            moved, stayed = [], []
            for hit in hits:
                job.cancel.raise_if_cancelled()
                if move_to_trash(hit.photo.path):
                    moved.append(hit.photo.id)
                else:
                    stayed.append((hit, why_not_moved(hit.photo.path)))
            if moved:
                self._forget(moved)
            return moved, stayed

        self._jobs.start(work, done=self._done)

    def _done(self, result: tuple[list[int], list[_Stayed]]) -> None:
        moved, stayed = result
        if moved:
            self.moved.emit(moved)
            self.message.emit(self.tr("%Ln picture(s) moved to the trash", "", len(moved)))
        if stayed:
            box = QMessageBox(self._window)
            box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            box.setIcon(QMessageBox.Icon.Warning)
            box.setWindowTitle(self.tr("Move to trash"))
            box.setTextFormat(Qt.TextFormat.PlainText)
            box.setText(
                self.tr("%Ln picture(s) could not be moved and stayed in place", "", len(stayed))
            )
            box.setInformativeText(
                "\n\n".join(
                    self._named([hit.photo.path for hit, why in stayed if why is reason])
                    + "\n"
                    + self._sentence(reason)
                    for reason in Hindrance
                    if any(why is reason for _hit, why in stayed)
                )
            )
            box.open()

    def _sentence(self, reason: Hindrance) -> str:
        return {
            Hindrance.GONE: self.tr("It is not there any more."),
            Hindrance.PROTECTED: self.tr(
                "You may not change its folder. Ask whoever it belongs to, or change its rights."
            ),
            Hindrance.NO_TRASH: self.tr(
                "There is no trash on its drive, or the trash cannot be written to."
            ),
            Hindrance.OTHER: self.tr(
                "The system refused. The file may be in use or protected, or its drive may have "
                "no trash."
            ),
        }[reason]

    def _named(self, paths: Sequence[object]) -> str:
        names = [shown_path(str(path)) for path in paths[:_NAMED]]
        if len(paths) > _NAMED:
            names.append(self.tr("and %Ln more", "", len(paths) - _NAMED))
        return "\n".join(names)
