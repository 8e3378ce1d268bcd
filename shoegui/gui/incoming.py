"""What is dropped or pasted: pictures, folders, links, and what a drop of it will do.

`read_mime` is for the moment a drag comes over the window and asks little of the other program;
`take` is for the drop and brings the pictures themselves. Nothing is ever fetched from a network.
"""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QMimeData, Qt
from PySide6.QtGui import QImage, QImageWriter, QPainter, QPixmap

from shoegui.basics.errors import shown_path
from shoegui.gui.addresses import Addresses, data_url_bytes, in_html, in_text, in_uri_list
from shoegui.gui.query_item import QueryItem
from shoegui.photos.suffixes import OTHER_SUFFIXES, suffix_of

_URI_LISTS = ("text/uri-list", "x-special/gnome-copied-files", "x-special/mate-copied-files")
# Larger files in a temporary folder are left there: reading them would be felt.
_LARGEST_KEPT = 128 << 20
# Pixels of a bitmap from another program; more are of no use even to a search for a small part.
_LONGEST_SIDE = 2560


@dataclass(frozen=True, slots=True)
class Incoming:
    """What comes in: `pictures` to search with, `folders` to index.

    `remote` are links that are not followed, `other` the names of files that are no pictures,
    `missing` the whole paths of files that are not there.
    """

    pictures: tuple[QueryItem, ...] = ()
    folders: tuple[Path, ...] = ()
    remote: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether there is something to search with or to index."""
        return bool(self.pictures or self.folders)

    def promise(self) -> str:
        """What a drop of this will do, as a sentence for the person who drags it."""
        if self.pictures:
            return self._promise_for_pictures()
        if self.folders:
            return self._promise_for_folders()
        if self.remote:
            return QCoreApplication.translate(
                "Incoming",
                "This is a link to a web page; ShoeGUI does not download. Save the picture first",
            )
        if self.missing:
            return QCoreApplication.translate("Incoming", "{path} was not found").format(
                path=self.missing[0]
            )
        if len(self.other) == 1:
            return QCoreApplication.translate("Incoming", "{name} is not a picture").format(
                name=self.other[0]
            )
        return QCoreApplication.translate("Incoming", "Nothing here that can be searched for")

    def _promise_for_pictures(self) -> str:
        count = len(self.pictures)
        if count == 1:
            text = QCoreApplication.translate("Incoming", "Find pictures like this one")
        else:
            text = QCoreApplication.translate(
                "Incoming", "Find what these %n pictures have in common", None, count
            )
        left_out = len(self.folders) + len(self.other) + len(self.missing)
        if left_out:
            more = QCoreApplication.translate("Incoming", "%n others are left out", None, left_out)
            text = f"{text} ({more})"
        return text

    def _promise_for_folders(self) -> str:
        if len(self.folders) > 1:
            count = len(self.folders)
            return QCoreApplication.translate("Incoming", "Index these %n folders", None, count)
        folder = self.folders[0]
        return QCoreApplication.translate("Incoming", "Index the folder {name}").format(
            name=shown_path(folder.name or folder)
        )


def read_mime(mime: QMimeData) -> Incoming:
    """What `mime` offers, quickly: pictures that are not files come without their content."""
    return _read(mime, None)


def take(mime: QMimeData, temporary: Sequence[Path] | None = None) -> Incoming:
    """What `mime` offers, with the content of pictures that may be gone in a moment.

    Those are what another program holds, a bitmap as well as a file, and files in the folders
    `temporary` (by default the system's), which archive managers empty behind a drop.
    """
    incoming = _read(mime, temporary_folders() if temporary is None else temporary)
    kept = (item for item in incoming.pictures if item.source is not None)
    return replace(incoming, pictures=tuple(kept))


def read_paths(paths: Iterable[Path]) -> Incoming:
    """What these files and folders are; for the open dialog and the command line."""
    return _of_paths(paths, ())


def temporary_folders() -> tuple[Path, ...]:
    """Where programs put files that they soon delete."""
    folders = [Path(tempfile.gettempdir())]
    if os.name == "posix":
        folders += [Path("/tmp"), Path("/var/tmp"), Path.home() / ".cache"]  # noqa: S108
    return tuple(dict.fromkeys([*folders, *(folder.resolve() for folder in folders)]))


def _read(mime: QMimeData, temporary: Sequence[Path] | None) -> Incoming:
    """`temporary` is None where no content is wanted."""
    linked = Addresses.joined(
        in_uri_list(_bytes(mime, name)) for name in _URI_LISTS if mime.hasFormat(name)
    )
    files = _of_paths(linked.paths, temporary or ())
    if files.usable:
        return files
    # Before any link: a browser gives the picture itself beside where it came from.
    bitmap = _bitmap(mime, wanted=temporary is not None)
    if bitmap is not None:
        return Incoming((bitmap,))
    written = Addresses.joined(
        (
            linked,
            in_html(mime.html()) if mime.hasHtml() else Addresses(),
            in_text(mime.text()) if mime.hasText() else Addresses(),
        )
    )
    pictures = _written_out(written.data_urls, wanted=temporary is not None)
    if pictures:
        return Incoming(pictures)
    named = _of_paths(written.paths, temporary or ())
    return named if named.usable else replace(named, remote=written.remote)


def _of_paths(paths: Iterable[Path], temporary: Sequence[Path]) -> Incoming:
    pictures: list[QueryItem] = []
    folders: list[Path] = []
    other: list[str] = []
    missing: list[str] = []
    for path in paths:
        name = shown_path(path.name or path)
        try:
            found = path.stat()
        except (OSError, ValueError):
            # Given as it was typed, it may be looked for in another folder than was thought.
            missing.append(shown_path(os.path.abspath(path)))
            continue
        if stat.S_ISDIR(found.st_mode):
            folders.append(path)
        elif not stat.S_ISREG(found.st_mode) or suffix_of(path.name) in OTHER_SUFFIXES:
            other.append(name)
        else:
            short_lived = found.st_size <= _LARGEST_KEPT and _is_in(path, temporary)
            pictures.append(_kept(path) if short_lived else QueryItem.of_path(path))
    return Incoming(tuple(pictures), tuple(folders), (), tuple(other), tuple(missing))


def _is_in(path: Path, folders: Sequence[Path]) -> bool:
    return any(path.is_relative_to(folder) for folder in folders)


def _kept(path: Path) -> QueryItem:
    item = QueryItem.of_path(path)
    try:
        content = path.read_bytes()
    except OSError:
        return item
    # What is wrong with an empty file is said where its path is known.
    return replace(item, source=content) if content else item


def _bitmap(mime: QMimeData, *, wanted: bool) -> QueryItem | None:
    if not mime.hasImage() and not _picture_formats(mime):
        return None
    item = QueryItem(name=QCoreApplication.translate("Incoming", "Picture without a name"))
    if not wanted:
        return item
    content = _file_content(mime) or _as_file(mime)
    return replace(item, source=content) if content else None


def _picture_formats(mime: QMimeData) -> list[str]:
    return [name for name in mime.formats() if name.startswith("image/") and "svg" not in name]


def _file_content(mime: QMimeData) -> bytes | None:
    """The bytes of a picture file, if the other program gives them: nothing is coded anew."""
    from shoegui.photos.sniff import sniff

    for name in _picture_formats(mime):
        content = _bytes(mime, name)
        if content and sniff(content) is not None:
            return content
    return None


def _as_file(mime: QMimeData) -> bytes | None:
    """The picture as an uncompressed file, over white where it lets something through.

    A PPM takes a hundredth of the time of a PNG, and this runs while the window waits.
    """
    held = mime.imageData()
    image = held.toImage() if isinstance(held, QPixmap) else held
    if not isinstance(image, QImage) or image.isNull():
        return None
    if max(image.width(), image.height()) > _LONGEST_SIDE:
        image = image.scaled(
            _LONGEST_SIDE,
            _LONGEST_SIDE,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    plain = QImage(image.size(), QImage.Format.Format_RGB32)
    plain.fill(Qt.GlobalColor.white)
    plain.setDevicePixelRatio(image.devicePixelRatio())
    painter = QPainter(plain)
    painter.drawImage(0, 0, image)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    written = QImageWriter(buffer, b"ppm").write(plain)
    return bytes(buffer.data().data()) if written else None


def _written_out(urls: Iterable[str], *, wanted: bool) -> tuple[QueryItem, ...]:
    item = QueryItem(name=QCoreApplication.translate("Incoming", "Picture from a web page"))
    if not wanted:
        return tuple(item for _ in urls)
    contents = (data_url_bytes(url) for url in urls)
    return tuple(replace(item, source=content) for content in contents if content)


def _bytes(mime: QMimeData, name: str) -> bytes:
    return bytes(mime.data(name).data())
