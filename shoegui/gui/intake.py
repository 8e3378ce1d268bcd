"""How pictures and folders get into the window: drop, paste, the open dialog, a second start.

What the mime data hold is read by `incoming`; here it is decided what the window does with it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPointF, QStandardPaths, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
)
from PySide6.QtWidgets import QFileDialog, QWidget

from shoegui.gui.dragged import photos_in
from shoegui.gui.drop_overlay import DropOverlay
from shoegui.gui.incoming import Incoming, read_mime, read_paths, take
from shoegui.photos.suffixes import PICTURE_SUFFIXES


class Intake(QObject):
    """Listens to the window's drags, and to those who ask for a paste or a dialog.

    `pictures` brings query items, `folders` paths, `explained` a sentence about what cannot be
    used. `coming` has the pictures that are over the window and may be dropped, unless they
    have `left`.
    """

    coming = Signal(list)
    left = Signal()
    pictures = Signal(list)
    folders = Signal(list)
    explained = Signal(str)

    def __init__(
        self,
        window: QWidget,
        area: QWidget,
        own_drags_over: Callable[[QPointF], bool],
    ) -> None:
        """What a drop on `window` will do is said over `area`, which is a part of it.

        `own_drags_over` says whether hits that are dragged may be dropped at a place.
        """
        super().__init__(window)
        self._window = window
        self._own_drags_over = own_drags_over
        self._incoming = Incoming()
        self.overlay = DropOverlay(area)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def paste(self) -> None:
        """Use what is in the clipboard."""
        self._use(take(QGuiApplication.clipboard().mimeData()))

    def ask_for_file(self) -> None:
        """The open dialog: one picture, or several that make one query."""
        start = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        names = " ".join(f"*{suffix}" for suffix in sorted(PICTURE_SUFFIXES))
        chosen, _ = QFileDialog.getOpenFileNames(
            self._window,
            self.tr("Open a picture"),
            start,
            ";;".join(
                [self.tr("Pictures ({names})").format(names=names), self.tr("All files (*)")]
            ),
        )
        if chosen:
            self.use_paths([Path(one) for one in chosen])

    def use_paths(self, paths: list[Path]) -> None:
        """Use these files and folders."""
        self._use(read_paths(paths))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The drags over the window; its children let them through."""
        if watched is not self._window:
            return False
        if isinstance(event, QDragEnterEvent):
            self._incoming = self._hits(event) or read_mime(event.mimeData())
            if self._incoming.pictures:
                self.coming.emit(list(self._incoming.pictures))
            return self._consider(event)
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            return self._drop(event)
        if isinstance(event, QDragMoveEvent):
            return self._consider(event)
        if isinstance(event, QDragLeaveEvent):
            self.left.emit()
            self.overlay.hide()
        return False

    def _consider(self, event: QDragMoveEvent) -> bool:
        if not self._wanted_here(event):
            self.overlay.hide()
            _refuse(event)
            return True
        usable = self._incoming.usable or bool(self._incoming.remote)
        self.overlay.show_promise(self._incoming.promise(), welcome=self._incoming.usable)
        if usable:
            # Never a move: whoever drags a file here keeps it.
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            _refuse(event)
        return True

    def _drop(self, event: QDropEvent) -> bool:
        if not self._wanted_here(event):
            self.overlay.hide()
            event.ignore()
            return True
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        incoming = self._hits(event) or take(event.mimeData())
        if incoming.pictures:
            self.overlay.linger()
        else:
            self.overlay.hide()
        self._use(incoming)
        return True

    def _wanted_here(self, event: QDropEvent) -> bool:
        return event.source() is None or self._own_drags_over(event.position())

    def _hits(self, event: QDropEvent) -> Incoming | None:
        """Hits of this window: to search with a photo of the library, its file need not be there.

        In another window, perhaps of another library, they are files like any others.
        """
        hits = () if event.source() is None else photos_in(event.mimeData())
        return Incoming(hits) if hits else None

    def _use(self, incoming: Incoming) -> None:
        if incoming.pictures:
            self.pictures.emit(list(incoming.pictures))
        elif incoming.folders:
            self.folders.emit(list(incoming.folders))
        else:
            self.explained.emit(incoming.promise())


def _refuse(event: QDragMoveEvent) -> None:
    """Not here, but perhaps at another place of the window."""
    event.ignore()
    if event.type() == QEvent.Type.DragEnter:
        # Without this there would be neither the moves nor the leave event.
        event.accept()
