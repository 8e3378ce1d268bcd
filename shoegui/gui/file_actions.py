"""What can be done with a photo's file from any part of the window: open, show, copy, trash.

Nothing here asks a person anything or shows a message; `trash` asks before it moves a file.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Sequence
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from PySide6.QtCore import QFile, QMimeData, QObject, QProcess, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage

from shoegui.basics.errors import shown_path

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusPendingCallWatcher

_DBUS_NAME = "org.freedesktop.FileManager1"
# Copying a picture for another program: more px than this only make it wait.
_LARGEST_COPY_SIDE = 4096


class Hindrance(Enum):
    """Why a file could not be moved to the trash."""

    GONE = "gone"
    AWAY = "away"
    PROTECTED = "protected"
    NO_TRASH = "no-trash"
    OTHER = "other"


def file_url(path: Path) -> QUrl:
    """The file: URL of `path`, also where its name is not valid UTF-8."""
    text = str(path)
    if text.isascii() or not any("\udc80" <= letter <= "\udcff" for letter in text):
        return QUrl.fromLocalFile(text)
    return QUrl.fromEncoded(b"file://" + quote(os.fsencode(path)).encode("ascii"))


def files_as_mime(paths: Sequence[Path]) -> QMimeData:
    """The files, as other programs take them from the clipboard or from a drag."""
    mime = QMimeData()
    mime.setUrls([file_url(path) for path in paths])
    mime.setText("\n".join(shown_path(path) for path in paths))
    return mime


def open_file(path: Path) -> bool:
    """Open it with the program that the desktop has for it; False when there is none."""
    return os.access(path, os.F_OK) and QDesktopServices.openUrl(file_url(path))


def show_in_file_manager(path: Path) -> bool:
    """Open the folder with the file selected, or just the folder where that cannot be asked for.

    False when there is no such folder.
    """
    if not os.access(path.parent, os.F_OK):
        return False
    if sys.platform == "win32":
        return _start("explorer", ["/select,", str(path)])
    if sys.platform == "darwin":
        return _start("open", ["-R", str(path)])
    return _ask_file_manager(path) or _open_folder(path)


def copy_files(paths: Sequence[Path]) -> None:
    """Put the files on the clipboard, to be pasted in a file manager or a mail."""
    QGuiApplication.clipboard().setMimeData(files_as_mime(paths))


def copy_paths(paths: Sequence[Path]) -> None:
    """Put the paths on the clipboard as text, one a line."""
    QGuiApplication.clipboard().setText("\n".join(shown_path(path) for path in paths))


def copy_picture(picture: QImage) -> None:
    """Put the picture itself on the clipboard."""
    QGuiApplication.clipboard().setImage(picture)


def read_picture(path: Path) -> QImage:
    """The picture in `path`, upright, at most about 4096 px on its short side, for `copy_picture`.

    Takes a while: for a worker. Raises `PhotoError`.
    """
    from shoegui.photos.decode import decode
    from shoegui.photos.reading import read_photo

    picture = decode(read_photo(path), cover=_LARGEST_COPY_SIDE, path=path).picture
    data = picture.tobytes()
    width, height = picture.size
    # A copy, because QImage does not own the bytes it is made over.
    return QImage(data, width, height, width * 3, QImage.Format.Format_RGB888).copy()


def move_to_trash(path: Path) -> bool:
    """Move the file to the trash, from where it can be restored. Never deletes; False if it failed.

    May have to copy to another disk: for a worker.
    """
    _make_place_for_trash()
    return bool(QFile.moveToTrash(str(path)))


def why_not_moved(path: Path) -> Hindrance:
    """Why `move_to_trash` failed, or `OTHER` where that cannot be seen."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        # A drive that is not connected takes its folders with it.
        return Hindrance.GONE if path.parent.is_dir() else Hindrance.AWAY
    except OSError:
        # It may well be there, where nobody may look.
        if not os.access(path.parent, os.X_OK):
            return Hindrance.PROTECTED
        return Hindrance.OTHER
    # Who may not write to a folder takes no file out of it. Windows says yes to any folder.
    if not os.access(path.parent, os.W_OK):
        return Hindrance.PROTECTED
    if sys.platform in {"win32", "darwin"}:
        return Hindrance.OTHER
    if not any(os.access(place, os.W_OK) for place in _trash_folders(path)):
        return Hindrance.NO_TRASH
    return Hindrance.OTHER


def _data_folder() -> Path:
    where = QStandardPaths.StandardLocation.GenericDataLocation
    return Path(QStandardPaths.writableLocation(where))


def _trash_folders(path: Path) -> list[Path]:
    """Where the files of a trash that may take `path` are: the person's own and its drive's."""
    top = next(one for one in path.absolute().parents if os.path.ismount(one))
    person = str(os.getuid())
    trashes = (_data_folder() / "Trash", top / ".Trash" / person, top / f".Trash-{person}")
    return [trash / "files" for trash in trashes]


def _make_place_for_trash() -> None:
    # The basic XDG rules ask for it: who writes to the data folder makes it, with these rights.
    # Qt makes the trash itself, and nothing above it.
    if sys.platform in {"win32", "darwin"}:
        return
    place = _data_folder()
    # Path.exists would raise behind a folder that may not be read.
    missing = [one for one in (place, *place.parents) if not os.access(one, os.F_OK)]
    # What stands in the way is said by the move, which fails.
    with contextlib.suppress(OSError):
        for folder in reversed(missing):
            folder.mkdir(mode=0o700)


def _start(program: str, arguments: list[str]) -> bool:
    # The annotations say bool; a tuple of success and process id is what comes.
    started: object = QProcess.startDetached(program, arguments)
    return bool(started[0] if isinstance(started, tuple) else started)


def _open_folder(path: Path) -> bool:
    return QDesktopServices.openUrl(file_url(path.parent))


def _ask_file_manager(path: Path) -> bool:
    """Ask over D-Bus, without waiting; whoever refuses gets the folder opened instead."""
    try:
        from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher
    except ImportError:
        return False
    bus = QDBusConnection.sessionBus()
    application = QGuiApplication.instance()
    if not bus.isConnected() or application is None:
        return False
    message = QDBusMessage.createMethodCall(
        _DBUS_NAME, "/org/freedesktop/FileManager1", _DBUS_NAME, "ShowItems"
    )
    message.setArguments(
        [[file_url(path).toString(QUrl.ComponentFormattingOption.FullyEncoded)], ""]
    )
    watcher = QDBusPendingCallWatcher(bus.asyncCall(message), application)
    _Answered(watcher, path)
    return True


class _Answered(QObject):
    """Waits, as a child of the watcher, for the file manager's answer."""

    def __init__(self, watcher: QDBusPendingCallWatcher, path: Path) -> None:
        super().__init__(watcher)
        self._path = path
        watcher.finished.connect(self._finished)

    def _finished(self, watcher: QDBusPendingCallWatcher) -> None:
        if watcher.isError():
            _open_folder(self._path)
        watcher.deleteLater()
