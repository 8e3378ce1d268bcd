"""A library whose database is damaged when it is opened: say so, offer to save what can be read.

How it is saved is `library.health`'s; here is no window yet, so these are dialogs of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt
from PySide6.QtWidgets import QMessageBox, QProgressDialog, QWidget

from shoegui.basics.paths import APP_NAME, AppPaths
from shoegui.gui.engine_words import fault_said, said
from shoegui.gui.jobs import Job, Jobs

if TYPE_CHECKING:
    from shoegui.basics.errors import LibraryCorruptError
    from shoegui.library.health import Health

# By this name the extraction of the strings to translate finds them.
translate = QCoreApplication.translate


def offer_rescue(error: LibraryCorruptError, paths: AppPaths, parent: QWidget | None) -> bool:
    """Whether the damaged library in `paths` was mended, so that it can be opened now."""
    box = QMessageBox(QMessageBox.Icon.Warning, APP_NAME, fault_said(error), parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(
        translate(
            "Rescue",
            "ShoeGUI can save what can still be read into a new library. The damaged file is kept,"
            " and your photos are not touched.",
        )
    )
    repair = box.addButton(translate("Rescue", "&Repair"), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(QMessageBox.StandardButton.Close)
    box.exec()
    wanted = box.clickedButton() is repair
    box.deleteLater()
    if not wanted:
        return False
    outcome = _rescue(paths, parent)
    mended = not isinstance(outcome, Exception)
    _tell(_in_words(outcome), parent, fault=not mended)
    return mended


def _rescue(paths: AppPaths, parent: QWidget | None) -> Health | Exception:
    def work(job: Job) -> Health:
        from shoegui.library.health import check

        return check(paths, repair=True, cancel=job.cancel)

    outcome: list[Health | Exception] = []
    jobs, loop = Jobs(), QEventLoop()
    waiting = QProgressDialog(translate("Rescue", "Repairing…"), "", 0, 0, parent)
    waiting.setWindowTitle(APP_NAME)
    waiting.setCancelButton(None)
    waiting.setMinimumDuration(0)

    def ended(one: Health | Exception) -> None:
        outcome.append(one)
        loop.quit()

    jobs.start(work, done=ended, failed=ended)
    waiting.show()
    loop.exec()
    waiting.close()
    waiting.deleteLater()
    jobs.close()
    return outcome[0]


def _in_words(outcome: Health | Exception) -> str:
    if isinstance(outcome, Exception):
        return fault_said(outcome)
    lines = [said(one) for one in outcome.mended]
    if outcome.folders_lost:
        lines.append(
            translate("Rescue", "Add your folders again; the photos in them are untouched.")
        )
    return "\n".join(lines)


def _tell(text: str, parent: QWidget | None, *, fault: bool) -> None:
    icon = QMessageBox.Icon.Warning if fault else QMessageBox.Icon.Information
    box = QMessageBox(icon, APP_NAME, text, QMessageBox.StandardButton.Ok, parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.exec()
    box.deleteLater()
