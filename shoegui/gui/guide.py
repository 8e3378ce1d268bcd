"""The user guide and the pages that it leads to, as they ship with the program.

They are read from the program's own folder; an address on the web opens in a browser, on a click.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QTextCursor, QTextDocument
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from shoegui.basics.bundled import docs_dir
from shoegui.gui.job_scope import JobScope
from shoegui.gui.jobs import Jobs

FIRST_PAGE = "user-guide.md"
_PICTURE = re.compile(r"!\[[^\]]*\]\(([^)]+)\)")
_MARGIN = 16
_LETTERS = 86
_LINES = 38


@dataclass(frozen=True, slots=True)
class Page:
    """A page in Markdown and its pictures by the names that it has for them."""

    name: str
    text: str
    pictures: Mapping[str, QImage] = field(default_factory=dict)


def read_page(name: str, width: int, ratio: float = 1.0) -> Page:
    """A page of the guide, its pictures at most `width` wide. Reads files: for a job.

    `ratio` is how many px of the screen a px of the window has.
    """
    folder = docs_dir()
    text = (folder / name).read_text("utf-8")
    pictures = {}
    for picture in set(_PICTURE.findall(text)):
        image = QImage(str(folder / picture))
        if image.width() > width * ratio:
            smooth = Qt.TransformationMode.SmoothTransformation
            image = image.scaledToWidth(round(width * ratio), smooth)
        image.setDevicePixelRatio(max(1.0, image.width() / width))
        pictures[picture] = image
    return Page(name, text, pictures)


class _Shown(QTextBrowser):
    """Has the pictures in memory; it reads nothing by itself."""

    pictures: Mapping[str, QImage] = MappingProxyType({})

    def loadResource(self, _kind: int, name: QUrl | str) -> QImage | None:
        """As Qt asks for it."""
        return self.pictures.get(QUrl(name).toString())


class Guide(QDialog):
    """Shows a page; links lead to others, and back."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = JobScope(jobs)
        self._gone: list[str] = []
        self._name = ""
        self.setWindowTitle(self.tr("User guide"))
        self.shown = _Shown()
        self.shown.setOpenLinks(False)
        self.shown.setAccessibleName(self.windowTitle())
        self.shown.anchorClicked.connect(self.follow)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.back_button = buttons.addButton(
            self.tr("&Back"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.back_button.setEnabled(False)
        self.back_button.clicked.connect(self._go_back)
        buttons.rejected.connect(self.close)
        self.finished.connect(self._jobs.close)
        column = QVBoxLayout(self)
        column.addWidget(self.shown)
        column.addWidget(buttons)
        letter, line = self.fontMetrics().averageCharWidth(), self.fontMetrics().lineSpacing()
        wanted = QSize(_LETTERS * letter, _LINES * line)
        self.resize(wanted.boundedTo(self.screen().availableSize() * 0.9))
        self.open_page(FIRST_PAGE)

    def open_page(self, name: str, anchor: str = "") -> None:
        """Show the page of that name, from the heading that `anchor` leads to."""
        bar = self.shown.verticalScrollBar().sizeHint().width()
        # Those of a list are indented with it.
        indent = round(self.shown.document().indentWidth())
        width = self.width() - 4 * _MARGIN - bar - indent
        ratio = self.devicePixelRatioF()

        def show(page: Page) -> None:
            self._show(page)
            self._scroll_to(anchor)

        self._jobs.start(lambda _job: read_page(name, width, ratio), done=show, channel="guide")

    def follow(self, link: QUrl) -> None:
        """Go where a link leads. One to the program's source, which does not ship, goes nowhere."""
        name, anchor = link.path(), link.fragment()
        if link.scheme() in {"http", "https"}:
            QDesktopServices.openUrl(link)
        elif not name:
            self._scroll_to(anchor)
        elif "/" not in name and name.endswith(".md"):
            self._gone.append(self._name)
            self.open_page(name, anchor)

    def _go_back(self) -> None:
        self.open_page(self._gone.pop())

    def _show(self, page: Page) -> None:
        self._name = page.name
        self.back_button.setEnabled(bool(self._gone))
        document = self.shown.document()
        self.shown.pictures = page.pictures
        document.setMarkdown(page.text, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
        document.setDocumentMargin(_MARGIN)
        self.shown.moveCursor(QTextCursor.MoveOperation.Start)

    def _scroll_to(self, anchor: str) -> None:
        block = self.shown.document().begin()
        while anchor and block.isValid():
            if block.blockFormat().headingLevel() and _anchor(block.text()) == anchor:
                self.shown.setTextCursor(QTextCursor(block))
                top = self.shown.document().documentLayout().blockBoundingRect(block).top()
                self.shown.verticalScrollBar().setValue(round(top))
                return
            block = block.next()


def _anchor(heading: str) -> str:
    """What links call a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")
