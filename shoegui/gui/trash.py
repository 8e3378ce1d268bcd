"""Moving photos to the trash: asks first, moves in the background, says what could not be moved.

Nothing is ever deleted: where there is no trash the file stays. A photo whose file is gone already
leaves the results as if it had been moved.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
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


@dataclass(frozen=True, slots=True)
class _Outcome:
    """The ids of the photos that were moved and that were gone already, and those that stayed."""

    moved: list[int] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    stayed: list[_Stayed] = field(default_factory=list)


class Trash(QObject):
    """Asks and moves. `moved` carries the ids of the photos that are not in their places any more.

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
        """`forget` is called, in the worker, with the ids that `moved` carries."""
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
        parts = [self._named([hit.photo.path for hit in hits]), restore]
        chosen = {hit.photo.id for hit in hits}
        if any(copy.id not in chosen for hit in hits for copy in hit.stack):
            parts.insert(1, self.tr("Only the pictures on top are moved. Copies under them stay."))
        box.setInformativeText("\n\n".join(parts))
        move = box.addButton(self.tr("&Move to trash"), QMessageBox.ButtonRole.AcceptRole)
        move.setObjectName("move")
        cancel = box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(cancel)
        box.setEscapeButton(cancel)
        return box

    def _move(self, hits: Sequence[Hit]) -> None:
        def work(job: Job) -> _Outcome:
            outcome = _Outcome()
            for hit in hits:
                job.cancel.raise_if_cancelled()
                if move_to_trash(hit.photo.path):
                    outcome.moved.append(hit.photo.id)
                elif (why := why_not_moved(hit.photo.path)) is Hindrance.GONE:
                    outcome.gone.append(hit.photo.id)
                else:
                    outcome.stayed.append((hit, why))
            if left := outcome.moved + outcome.gone:
                self._forget(left)
            return outcome

        self._jobs.start(work, done=self._done)

    def _done(self, outcome: _Outcome) -> None:
        moved, gone, stayed = outcome.moved, outcome.gone, outcome.stayed
        said = []
        if moved:
            said.append(self.tr("%Ln picture(s) moved to the trash", "", len(moved)))
        if gone:
            said.append(self.tr("%Ln picture(s) already gone", "", len(gone)))
        if said:
            self.moved.emit(moved + gone)
            self.message.emit(", ".join(said))
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
            Hindrance.AWAY: self.tr(
                "Its folder is not there. If it is on a drive, connect the drive and try again."
            ),
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
