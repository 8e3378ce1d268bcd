"""Which library is open, in words, and the menu that opens another one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QToolButton, QWidget

from shoegui.basics.errors import shown_path
from shoegui.basics.paths import AppPaths

if TYPE_CHECKING:
    from shoegui.gui.engine import Engine


@dataclass(frozen=True, slots=True)
class Summary:
    """What is in a library, in numbers."""

    photos: int = 0
    folders: int = 0
    skipped: int = 0


def summarise(engine: Engine) -> Summary:
    """Count what is in the library. For a job: it asks the database."""
    catalogue = engine.library.catalogue
    return Summary(catalogue.count_photos(), len(catalogue.folders()), len(catalogue.skipped()))


def in_words(summary: Summary) -> str:
    """ "12,408 photos in 3 folders" """
    # Variables of their own: what extracts the strings to translate knows no attributes here.
    photos, folders = summary.photos, summary.folders
    count = QCoreApplication.translate("Library", "%Ln photos", None, photos)
    where = QCoreApplication.translate("Library", "in %Ln folders", None, folders)
    return QCoreApplication.translate("Library", "{photos} {in_folders}").format(
        photos=count, in_folders=where
    )


class LibraryMenu(QMenu):
    """Opens another library: one of those used lately, any folder, or the sample pictures."""

    chosen = Signal(object)
    samples_requested = Signal()

    def __init__(
        self, home: AppPaths, current: AppPaths, recent: Callable[[], list[Path]], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._home = home
        self._current = current
        self._recent = recent
        self.refill()

    def refill(self) -> None:
        """Take in what was opened lately."""
        self.clear()
        known = [self._home.data, *self._recent()]
        samples = self._home.sample_library().data
        for folder in dict.fromkeys(known):
            if folder == samples:
                continue
            mine = folder == self._home.data
            text = self.tr("My photos") if mine else shown_path(folder)
            action = self.addAction(text.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(folder == self._current.data)
            paths = self._home if mine else AppPaths.under(folder)
            action.triggered.connect(lambda _checked, paths=paths: self.chosen.emit(paths))
        action = self.addAction(self.tr("Sample pictures"))
        action.setCheckable(True)
        action.setChecked(samples == self._current.data)
        action.triggered.connect(self.samples_requested)
        self.addSeparator()
        self.addAction(self.tr("Open or make another library…")).triggered.connect(self._ask)

    def _ask(self) -> None:
        folder = QFileDialog.getExistingDirectory(
            self.parentWidget(), self.tr("Folder of the library"), str(self._current.data)
        )
        if folder:
            self.chosen.emit(AppPaths.under(Path(folder)))


class LibraryButton(QToolButton):
    """Says what is in the library; a click opens its page, the arrow beside it other libraries."""

    def __init__(self, menu: QMenu, *, samples: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._samples = samples
        self.setAutoRaise(True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self.setMenu(menu)
        self.setToolTip(self.tr("Folders of the library, and other libraries"))
        self.show_summary(None)

    def show_summary(self, summary: Summary | None) -> None:
        """Say what is in the library; None while it is not known yet."""
        text = self.tr("Library") if summary is None else in_words(summary)
        if summary is not None and not summary.folders:
            text = self.tr("No folders yet")
        if self._samples:
            text = self.tr("Sample pictures: {photos}").format(photos=text)
        self.setText(text)
        self.setAccessibleName(self.tr("Library: {summary}").format(summary=text))
