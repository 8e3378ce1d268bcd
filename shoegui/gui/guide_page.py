"""A page of the guide as it is read from the program's own folder, and put into a document.

What leads from one page to another is in `guide`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextCursor, QTextDocument, QTextDocumentFragment

from shoegui.basics.bundled import docs_dir

_PICTURE = re.compile(r"!\[[^\]]*\]\(([^)]+)\)")
_LINK = re.compile(r"(?<!!)\[([^\[\]]+)\]\(([^)\s]+)\)")
# What belongs to the paragraph before it: the rest of a list, a table, code, a remark.
_GOES_ON = re.compile(r"\s|[-*+] |\d+\. |\||```|<!--")
_FENCE = "```"
_GITHUB = QTextDocument.MarkdownFeature.MarkdownDialectGitHub


@dataclass(frozen=True, slots=True)
class Page:
    """A page in Markdown, cut into parts, and its pictures by the names that it has for them.

    Each part begins with a heading or a paragraph.
    """

    name: str
    parts: tuple[str, ...]
    pictures: Mapping[str, QImage] = field(default_factory=dict)


def read_page(name: str, width: int, ratio: float = 1.0) -> Page:
    """A page of the guide, its pictures at most `width` wide. Reads files: for a job.

    `ratio` is how many px of the screen a px of the window has. A link to what does not ship, as
    the program's source, is only its words.
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

    def kept(link: re.Match[str]) -> str:
        return link[0] if _leads_somewhere(QUrl(link[2]), folder) else link[1]

    return Page(name, tuple(in_parts(_LINK.sub(kept, text))), pictures)


def _leads_somewhere(link: QUrl, folder: Path) -> bool:
    name = link.path()
    return is_on_the_web(link) or not name or (is_page(name) and (folder / name).is_file())


def is_on_the_web(link: QUrl) -> bool:
    """Whether a browser shows it."""
    return link.scheme() in {"http", "https"}


def is_page(name: str) -> bool:
    """Whether a link's path is the name of a page beside the one that it is in."""
    return "/" not in name and name.endswith(".md")


def in_parts(text: str) -> Iterator[str]:
    """Markdown in the shortest parts that each begin with a heading or a paragraph."""
    part: list[str] = []
    fenced = False
    for block in text.split("\n\n"):
        if part and not fenced and not _GOES_ON.match(block):
            yield "\n\n".join(part)
            part = []
        part.append(block)
        fenced ^= block.count(_FENCE) % 2 == 1
    yield "\n\n".join(part)


def append(document: QTextDocument, part: str) -> None:
    """Put a part of a page at the end of `document`.

    All of them, one after another, make what `setMarkdown` makes of the whole text. Most of its
    time is the layout, which Qt does for as much as is put in at once, in the GUI thread.
    """
    read = QTextDocument()
    read.setMarkdown(part, _GITHUB)
    first = read.begin()
    cursor = QTextCursor(document)
    cursor.movePosition(QTextCursor.MoveOperation.End)
    # The place where a fragment is put in keeps its own format.
    if document.isEmpty():
        cursor.setBlockFormat(first.blockFormat())
        cursor.setBlockCharFormat(first.charFormat())
    else:
        cursor.insertBlock(first.blockFormat(), first.charFormat())
    cursor.insertFragment(QTextDocumentFragment(read))
