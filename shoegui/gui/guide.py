"""The user guide and the pages that it leads to, as they ship with the program.

Shows them, and goes from one to another; an address on the web opens in a browser, on a click.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QTextCursor
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from shoegui.gui.guide_page import Page, append, is_on_the_web, is_page, read_page
from shoegui.gui.in_pieces import InPieces
from shoegui.gui.job_scope import JobScope
from shoegui.gui.jobs import Jobs

FIRST_PAGE = "user-guide.md"
_MARGIN = 16
_LETTERS = 112
_LINES = 46


class _Shown(QTextBrowser):
    """Has the pictures in memory; it reads nothing by itself."""

    pictures: Mapping[str, QImage] = MappingProxyType({})

    def loadResource(self, _kind: int, name: QUrl | str) -> QImage | None:
        """As Qt asks for it."""
        return self.pictures.get(QUrl(name).toString())


@dataclass(frozen=True, slots=True)
class _Place:
    """A place in the guide: a page, and a heading of it or how far down, in px."""

    page: str
    anchor: str = ""
    top: int = 0


class Guide(QDialog):
    """Shows a page; links lead to others, and back."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = JobScope(jobs)
        self._failed = jobs.failed
        self._name = ""
        # Whatever led to the page that is shown, the first one first.
        self._trail: tuple[_Place, ...] = ()
        self._place: _Place | None = None
        self._filling = InPieces(iter(()), self)
        self.setWindowTitle(self.tr("User guide"))
        self.shown = _Shown()
        self.shown.setOpenLinks(False)
        self.shown.setAccessibleName(self.windowTitle())
        # One that comes only when the page has grown makes all of it be laid out again.
        self.shown.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.shown.anchorClicked.connect(self.follow)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.back_button = buttons.addButton(
            self.tr("&Back"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.back_button.clicked.connect(self._go_back)
        buttons.rejected.connect(self.close)
        self.finished.connect(self._stop)
        column = QVBoxLayout(self)
        column.addWidget(self.shown)
        column.addWidget(buttons)
        letter, line = self.fontMetrics().averageCharWidth(), self.fontMetrics().lineSpacing()
        wanted = QSize(_LETTERS * letter, _LINES * line)
        self.resize(wanted.boundedTo(self.screen().availableSize() * 0.9))
        self._open(_Place(FIRST_PAGE), ())

    def follow(self, link: QUrl) -> None:
        """Go where a link leads."""
        name, anchor = link.path(), link.fragment()
        if is_on_the_web(link):
            QDesktopServices.openUrl(link)
        elif not name:
            self._go_to(_Place(self._name, anchor))
        elif is_page(name):
            here = _Place(self._name, top=self.shown.verticalScrollBar().value())
            self._open(_Place(name, anchor), (*self._trail, here))

    def _go_back(self) -> None:
        self._open(self._trail[-1], self._trail[:-1])

    def _open(self, place: _Place, trail: tuple[_Place, ...]) -> None:
        """Show the page of `place` from there; `trail` is what then leads back."""
        bar = self.shown.verticalScrollBar().sizeHint().width()
        # Those of a list are indented with it.
        indent = round(self.shown.document().indentWidth())
        width = self.width() - 4 * _MARGIN - bar - indent
        ratio = self.devicePixelRatioF()
        self.back_button.setEnabled(False)

        def show(page: Page) -> None:
            self._trail = trail
            self._show(page)
            self._go_to(place)

        def failed(error: Exception) -> None:
            self.back_button.setEnabled(bool(self._trail))
            self._failed.emit(error)

        self._jobs.start(
            lambda _job: read_page(place.page, width, ratio),
            done=show,
            failed=failed,
            channel="guide",
        )

    def _show(self, page: Page) -> None:
        self._filling.stop()
        self._filling.deleteLater()
        self._name = page.name
        self.back_button.setEnabled(bool(self._trail))
        self.shown.pictures = page.pictures
        self.shown.document().clear()
        self.shown.document().setDocumentMargin(_MARGIN)
        self._filling = InPieces(self._fill(page), self)
        self._filling.ended.connect(self._scroll)
        self._filling.start()

    def _fill(self, page: Page) -> Iterator[None]:
        for part in page.parts:
            append(self.shown.document(), part)
            if part is page.parts[0]:
                self.shown.moveCursor(QTextCursor.MoveOperation.Start)
            yield

    def _stop(self) -> None:
        self._filling.stop()
        self._jobs.close()

    def _go_to(self, place: _Place) -> None:
        self._place = place
        if self._filling.over:
            self._scroll()

    def _scroll(self) -> None:
        place = self._place
        if place is None:
            return
        if place.top:
            self.shown.verticalScrollBar().setValue(place.top)
        if not place.anchor:
            return
        block = self.shown.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() and _anchor(block.text()) == place.anchor:
                self.shown.setTextCursor(QTextCursor(block))
                top = self.shown.document().documentLayout().blockBoundingRect(block).top()
                self.shown.verticalScrollBar().setValue(round(top))
                return
            block = block.next()


def _anchor(heading: str) -> str:
    """What links call a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")
