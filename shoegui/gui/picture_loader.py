"""Pictures for the window: decoded in a job at the size they are shown, and the last few kept.

Thumbnails are another matter (`results.thumbnails`), and so is how a picture is laid out on the
screen (`zoom_view`).
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QSize
from PySide6.QtGui import QImage

from shoegui.basics.errors import PhotoError, UserFacingError
from shoegui.gui.engine_words import said
from shoegui.gui.jobs import Job, Jobs
from shoegui.library.catalogue import Photo

if TYPE_CHECKING:
    from PIL import Image

    from shoegui.search.sources import Copy

CACHE_BYTES = 64 << 20
"""Bytes of decoded pictures that are kept, those that were asked for last."""

# More threads than this only slow each other down: a decode keeps a core and much memory busy.
_AT_ONCE = 2
# Bytes copied while the interpreter is held, so that the window is never kept waiting.
_STRIP_BYTES = 1 << 20


class HasSource(Protocol):
    """Something that was asked for and can be shown: a file, a file's bytes, or neither."""

    @property
    def source(self) -> Path | bytes | None:
        """Where the picture comes from."""

    @property
    def photo_id(self) -> int | None:
        """Which photo of the library it is, if it is one."""


Source = Path | bytes | Photo | HasSource


@dataclass(frozen=True, slots=True)
class Picture:
    """A decoded picture, and how many px the original has (upright). Never larger than that.

    `small_copy` says that the file cannot be reached now and this is the library's thumbnail of it.
    """

    image: QImage
    width: int
    height: int
    small_copy: bool = False


Shown = Callable[[QImage | None, str | None], None]
Opened = Callable[[Picture | None, str | None], None]


class PictureLoader(QObject):
    """Decodes pictures in jobs. Lives in the GUI thread, where its callbacks run too.

    A *channel* is a place where one picture is shown at a time: the newest request of a channel
    wins, and what an older one brings is dropped.
    """

    def __init__(
        self,
        jobs: Jobs,
        parent: QObject | None = None,
        *,
        cache_bytes: int = CACHE_BYTES,
        give_way: Callable[[], None] = lambda: None,
        copy: Callable[[int | Path], Copy | None] = lambda _of: None,
    ) -> None:
        """`give_way` is called in the job, and waits while something else should go first.

        For when a file cannot be read, `copy` knows what is left of a photo, by its id, or a file.
        """
        super().__init__(parent)
        self._copy = copy
        self._give_way = give_way
        self._jobs = jobs
        self._cache = PictureCache(cache_bytes)
        self._turns = threading.BoundedSemaphore(_AT_ONCE)

    def load(self, source: Source, size: QSize, callback: Shown, channel: str) -> None:
        """Give `callback` the picture, or None and a sentence that says why there is none.

        `size` is the room for it in device px; the picture fits into it and fills it one way,
        unless the original is smaller. An empty size asks for the original's. `callback` runs at
        once, before this returns, if the picture is at hand.
        """

        def opened(picture: Picture | None, error: str | None) -> None:
            callback(None if picture is None else picture.image, error)

        self.open(source, size, opened, channel)

    def open(self, source: Source, size: QSize, callback: Opened, channel: str) -> None:
        """Like `load`, for those who want to know the original's size as well."""
        self.cancel(channel)
        found = plain_source(source)
        if found is None:
            callback(None, self.tr("There is no picture to show"))
            return
        room = QSize() if size.isEmpty() else size
        kept = self._at_hand(found, room)
        if kept is not None:
            callback(kept, None)
            return

        def failed(error: Exception) -> None:
            if isinstance(error, UserFacingError):
                callback(None, sentence(error))
            else:
                callback(None, self.tr("The picture cannot be shown"))
                self._jobs.failed.emit(error)

        # Who shows a `Photo` has its thumbnail already.
        photo_id = None if isinstance(source, Path | bytes | Photo) else source.photo_id
        of = found if photo_id is None and isinstance(found, Path) else photo_id
        self._jobs.start(
            lambda job: self._work(job, found, room, of),
            done=lambda picture: callback(picture, None),
            failed=failed,
            channel=_name(channel),
        )

    def prefetch(self, source: Source, size: QSize, channel: str) -> None:
        """Have the picture at hand when it is asked for at this size. Says nothing if it fails."""
        self.cancel(channel)
        found = plain_source(source)
        if found is None or size.isEmpty() or self._at_hand(found, size) is not None:
            return
        self._jobs.start(
            lambda job: self._work(job, found, size),
            done=lambda _picture: None,
            failed=lambda _error: None,
            channel=_name(channel),
        )

    def cancel(self, channel: str) -> None:
        """Nothing that was asked for in `channel` is delivered any more."""
        self._jobs.cancel_channel(_name(channel))

    def _at_hand(self, source: Path | bytes | Photo, room: QSize) -> Picture | None:
        # Whether a file has changed since can only be asked of the disk, which may be slow.
        return None if isinstance(source, Path) else self._cache.get(_key(source, room))

    def _work(
        self,
        job: Job,
        source: Path | bytes | Photo,
        room: QSize,
        of: int | Path | None = None,
    ) -> Picture:
        self._give_way()
        with self._turns:
            job.cancel.raise_if_cancelled()
            key = _key(source, room)
            picture = self._cache.get(key)
            if picture is None:
                try:
                    picture = _decoded(job, source, room)
                except PhotoError as error:
                    if not error.out_of_reach:
                        raise
                    copy = None if of is None else self._copy(of)
                    if copy is None:
                        raise
                    # Not cached: the drive may be connected at any time.
                    picture, photo = _decoded(job, copy.data, room), copy.thumbnail_of
                    if photo is None:
                        return picture
                    facts = photo.facts
                    return Picture(picture.image, facts.width, facts.height, small_copy=True)
                self._cache.put(key, picture)
            return picture


class PictureCache:
    """The pictures used last, up to a number of bytes. Safe in many threads."""

    def __init__(self, most_bytes: int) -> None:
        self._most = most_bytes
        self._lock = threading.Lock()
        self._pictures: OrderedDict[Hashable, Picture] = OrderedDict()
        self._bytes = 0

    @property
    def bytes(self) -> int:
        """Bytes of the pictures that are kept now."""
        return self._bytes

    def get(self, key: Hashable) -> Picture | None:
        """The picture kept under `key`, which counts as used now."""
        with self._lock:
            picture = self._pictures.get(key)
            if picture is not None:
                self._pictures.move_to_end(key)
            return picture

    def put(self, key: Hashable, picture: Picture) -> None:
        """Keep `picture`, and drop those not used for longest that no longer fit beside it."""
        with self._lock:
            before = self._pictures.pop(key, None)
            if before is not None:
                self._bytes -= before.image.sizeInBytes()
            if picture.image.sizeInBytes() > self._most:
                return
            self._pictures[key] = picture
            self._bytes += picture.image.sizeInBytes()
            while self._bytes > self._most:
                _, dropped = self._pictures.popitem(last=False)
                self._bytes -= dropped.image.sizeInBytes()


def plain_source(source: Source) -> Path | bytes | Photo | None:
    """The file, bytes or photo that stand behind `source`."""
    return source if isinstance(source, Path | bytes | Photo) else source.source


def sentence(error: UserFacingError) -> str:
    """What happened and what to do, without the path: for where the picture is named anyway."""
    text = said(error.without_path())
    return f"{text[:1].upper()}{text[1:]}."


def to_qimage(picture: Image.Image) -> QImage:
    """The RGB `picture` as a QImage that owns its pixels. For workers: other threads get turns.

    Raises `PhotoError` when there is not enough memory.
    """
    image = QImage(picture.width, picture.height, QImage.Format.Format_RGB32)
    if image.isNull():
        raise PhotoError("there is not enough memory to show it", code="too_large")
    line = image.bytesPerLine()
    pixels = memoryview(image.bits()).cast("B")
    rows = max(1, _STRIP_BYTES // line)
    for top in range(0, picture.height, rows):
        bottom = min(top + rows, picture.height)
        # Qt takes for granted that the fourth byte is 255, which "BGRX" leaves 0.
        strip = picture.crop((0, top, picture.width, bottom)).convert("RGBA")
        pixels[top * line : bottom * line] = strip.tobytes("raw", "BGRA")
    return image


def _decoded(job: Job, source: Path | bytes | Photo, room: QSize) -> Picture:
    from PIL import Image

    from shoegui.photos.decode import decode, read_photo

    path = source.path if isinstance(source, Photo) else source
    data = read_photo(path) if isinstance(path, Path) else path
    job.cancel.raise_if_cancelled()
    # What fits into the room has no longer short side than the room has.
    cover = 0 if room.isEmpty() else min(room.width(), room.height())
    decoded = decode(data, cover=cover, path=path if isinstance(path, Path) else None)
    job.cancel.raise_if_cancelled()
    picture = decoded.picture
    fitted = QSize(picture.width, picture.height)
    if not room.isEmpty():
        factor = min(room.width() / picture.width, room.height() / picture.height)
        if factor < 1:
            fitted = QSize(
                max(1, round(picture.width * factor)), max(1, round(picture.height * factor))
            )
            picture = picture.resize(
                (fitted.width(), fitted.height()), Image.Resampling.LANCZOS, reducing_gap=3.0
            )
    job.cancel.raise_if_cancelled()
    return Picture(to_qimage(picture), decoded.width, decoded.height)


def _key(source: Path | bytes | Photo, room: QSize) -> Hashable:
    size = (room.width(), room.height())
    if isinstance(source, Photo):
        return (source.path, source.facts.hash, source.mtime_ns, size)
    if isinstance(source, bytes):
        return (len(source), hash(source), size)
    try:
        found = source.stat()
    except OSError:
        # Reading it will say what is wrong.
        return (source, size)
    return (source, found.st_size, found.st_mtime_ns, size)


def _name(channel: str) -> str:
    return f"picture-{channel}"
