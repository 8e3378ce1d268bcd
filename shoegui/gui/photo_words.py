"""What is known of a photo and of a hit, in words: similarity, dates, sizes, where it is missing.

Only text is made here; who shows it, and where, is the widgets' business.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, Qt

from shoegui.basics.errors import shown_path
from shoegui.gui.index_words import size
from shoegui.library.catalogue import Photo

if TYPE_CHECKING:
    from shoegui.search.searcher import Hit

# By this name the extraction of the strings to translate finds them.
translate = QCoreApplication.translate

_DRIVES = (
    re.compile(r"^/(?:run/)?media/[^/]+/(?P<name>[^/]+)/"),
    re.compile(r"^/Volumes/(?P<name>[^/]+)/"),
    re.compile(r"^/mnt/(?P<name>[^/]+)/"),
    re.compile(r"^(?P<name>[A-Za-z]:)[\\/]"),
    re.compile(r"^(?P<name>\\\\[^\\/]+[\\/][^\\/]+)[\\/]"),
)


def file_name(photo: Photo) -> str:
    """The file's name, in letters that can be shown."""
    return shown_path(photo.path.name)


def match_word(hit: Hit) -> str:
    """How good a hit is."""
    return {
        "same picture": translate("PhotoWords", "Same picture"),
        "very similar": translate("PhotoWords", "Very similar"),
        "similar": translate("PhotoWords", "Similar"),
        "weak": translate("PhotoWords", "Weak match"),
    }[hit.match]


def similarity_text(hit: Hit) -> str:
    """How similar a hit is, as a word and a number: "Very similar, 93 %"."""
    return translate("PhotoWords", "{word}, {number}").format(
        word=match_word(hit), number=percent_text(100 * hit.similarity)
    )


def match_text(hit: Hit) -> str:
    """Where a hit stands among the others, and how similar it is."""
    return translate("PhotoWords", "Match {rank}: {similarity}").format(
        rank=QLocale().toString(hit.rank), similarity=similarity_text(hit)
    )


def taken_text(photo: Photo) -> str:
    """When the picture was taken, by the camera's clock; empty when that is not known."""
    if photo.facts.taken_at is None:
        return ""
    moment = QDateTime.fromString(photo.facts.taken_at, Qt.DateFormat.ISODate)
    return _moment(moment) if moment.isValid() else ""


def date_of(photo: Photo) -> str:
    """When the picture was taken, ISO 8601, or last changed where that is not known."""
    if photo.facts.taken_at is not None:
        return photo.facts.taken_at
    from datetime import datetime

    try:
        return datetime.fromtimestamp(max(0, photo.mtime_ns) / 1e9).isoformat()  # noqa: DTZ006
    except (OverflowError, ValueError, OSError):
        return ""


def changed_text(photo: Photo) -> str:
    """When the file was changed last; empty when that is not known."""
    if photo.mtime_ns <= 0:
        return ""
    return _moment(QDateTime.fromMSecsSinceEpoch(photo.mtime_ns // 1_000_000))


def pixels_text(photo: Photo) -> str:
    """Width, height and megapixels."""
    locale = QLocale()
    width, height = photo.facts.width, photo.facts.height
    megapixels = width * height / 1e6
    return translate("PhotoWords", "{width} × {height} px, {megapixels} MP").format(
        width=locale.toString(width),
        height=locale.toString(height),
        megapixels=locale.toString(megapixels, "f", 1 if megapixels < 9.95 else 0),
    )


def file_text(photo: Photo) -> str:
    """The file's size and format."""
    return translate("PhotoWords", "{size}, {format}").format(
        size=size(photo.size), format=photo.facts.format
    )


def offline_notice(photo: Photo) -> str:
    """What to connect so that the photo's file can be opened."""
    drive = drive_of(photo.path)
    if drive is not None:
        return translate(
            "PhotoWords", "Offline. Connect the drive “{drive}” to open this photo."
        ).format(drive=drive)
    folder = shown_path(photo.path.parent)
    return translate(
        "PhotoWords", "Offline. Connect what holds the folder “{folder}” to open this photo."
    ).format(folder=folder)


def small_copy_words() -> str:
    """Said where a photo that cannot be reached is shown, and asked for, by what is kept of it."""
    return translate("PhotoWords", "Not connected. This is the library’s small copy.")


def percent_text(percent: float) -> str:
    """A share, as similarities and sizes are shown everywhere in the window: "93 %"."""
    return translate("PhotoWords", "{number} %").format(number=QLocale().toString(round(percent)))


def drive_of(path: Path) -> str | None:
    """The name of the drive or share that `path` is on, where its path tells."""
    text = shown_path(path)
    for pattern in _DRIVES:
        found = pattern.match(text)
        if found:
            return found["name"]
    return None


def _moment(moment: QDateTime) -> str:
    locale = QLocale()
    # The long form of the locale, less the day of the week.
    form = re.sub(r"dddd[^\w']*", "", locale.dateFormat(QLocale.FormatType.LongFormat))
    return translate("PhotoWords", "{date}, {time}").format(
        date=locale.toString(moment.date(), form.strip()),
        time=locale.toString(moment.time(), QLocale.FormatType.ShortFormat),
    )
