"""What the wizard, the library page and the status bar say of indexing: durations, faults, reports.

Words only, translated; no widget.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from shoegui.basics.errors import shown_path
from shoegui.gui.engine_words import said
from shoegui.library.catalogue import SkippedFile
from shoegui.library.report import Report

if TYPE_CHECKING:
    from shoegui.library.plan import Candidate, Entry

# By this name the extraction of the strings to translate finds them.
translate = QCoreApplication.translate

_HOUR = 3600


def number(value: int) -> str:
    """A whole number with the locale's separators."""
    return QLocale().toString(value)


def size(count: int) -> str:
    """Bytes in the locale's units."""
    return QLocale().formattedDataSize(count, 1, QLocale.DataSizeFormat.DataSizeSIFormat)


def duration(seconds: float) -> str:
    """About how long, in words; empty when it is not known."""
    if not math.isfinite(seconds) or seconds < 0:
        return ""
    if seconds < 50:
        return translate("IndexWords", "less than a minute")
    if seconds < 1.5 * _HOUR:
        # Variables of their own: what extracts the strings to translate knows no sums.
        minutes = max(1, round(seconds / 60))
        return translate("IndexWords", "about %Ln minutes", None, minutes)
    hours = round(seconds / _HOUR)
    return translate("IndexWords", "about %Ln hours", None, hours)


def time_left(seconds: float) -> str:
    """How long until it is done, in words; empty when it is not known."""
    time = duration(seconds)
    return translate("IndexWords", "{time} left").format(time=time) if time else ""


def rate(per_second: float) -> str:
    """Pictures per second; empty when it is not known."""
    if per_second <= 0:
        return ""
    digits = 0 if per_second >= 10 else 1
    shown = QLocale().toString(per_second, "f", digits)
    return translate("IndexWords", "{number} a second").format(number=shown)


def speed(seconds_per_picture: float) -> str:
    """Milliseconds per picture."""
    milliseconds = 1000 * seconds_per_picture
    shown = QLocale().toString(milliseconds, "f", 0 if milliseconds >= 10 else 1)
    return translate("IndexWords", "{number} ms a picture").format(number=shown)


def kind_name(kind: str) -> str:
    """What a kind of file (`suffixes.KINDS`) is called."""
    names = {"webp": "WebP", "other": translate("IndexWords", "Others")}
    return names.get(kind, kind.upper())


def only_kinds(kinds: Sequence[str]) -> str:
    """Which kinds of file are looked at; empty for all."""
    if not kinds:
        return ""
    names = ", ".join(kind_name(one) for one in kinds)
    return translate("IndexWords", "only {kinds}").format(kinds=names)


def name_of(folder: Path) -> str:
    """A folder's path as it can be shown."""
    return shown_path(folder)


def fault(folder: Candidate) -> str:
    """Why a folder cannot be indexed, and what to do."""
    sentences = {
        "missing": translate(
            "IndexWords", "There is no folder {folder}. If it is on a drive, connect it first."
        ),
        "not_a_folder": translate(
            "IndexWords", "{folder} is a file. Choose the folder that it is in."
        ),
        "forbidden": translate(
            "IndexWords", "{folder} may not be opened. Check who owns it and its rights."
        ),
        "unreadable": translate(
            "IndexWords", "{folder} cannot be read. Check the drive and its cable."
        ),
        "own": translate(
            "IndexWords",
            "{folder} is where ShoeGUI keeps its own files. Choose a folder of your photos.",
        ),
    }
    return sentences[folder.fault or "missing"].format(folder=name_of(folder.path))


def covered(entry: Entry) -> str:
    """Why a chosen folder is not indexed by itself; empty when it is."""
    if entry.covered_by is None:
        return ""
    if entry.same:
        text = translate("IndexWords", "The same folder as {folder}")
    else:
        text = translate("IndexWords", "Part of {folder}")
    return text.format(folder=name_of(entry.covered_by))


def skipped(file: SkippedFile) -> str:
    """Why a file was skipped and what to do; `file.reason` has the details."""
    again = translate("IndexWords", "Copy it again from where it came.")
    sentences = {
        "empty": translate("IndexWords", "The file is empty.") + " " + again,
        "truncated": translate("IndexWords", "The picture is cut off.") + " " + again,
        "damaged": translate("IndexWords", "The picture is damaged.") + " " + again,
        "too_large": translate(
            "IndexWords", "The picture is too large. Save a smaller copy to have it found."
        ),
        "unsupported": translate(
            "IndexWords", "This kind of file is not supported. Save it as JPEG or PNG."
        ),
        "not_a_picture": translate("IndexWords", "This is not a picture."),
        "unreadable": translate(
            "IndexWords", "The file cannot be read. Check its drive and its rights."
        ),
    }
    return sentences.get(file.code) or said(file.reason)


def report_lines(report: Report) -> list[tuple[str, str]]:
    """What a run did, as pairs of a word and a number; what did not happen is left out."""
    counts = [
        (translate("IndexWords", "Added"), report.added),
        (translate("IndexWords", "Updated"), report.updated),
        (translate("IndexWords", "Moved"), report.moved),
        (translate("IndexWords", "Removed from the library"), report.removed),
        (translate("IndexWords", "Not reachable now"), report.offline),
        (translate("IndexWords", "Unchanged"), report.unchanged),
        (translate("IndexWords", "Skipped"), len(report.skipped) + report.skipped_before),
    ]
    return [(word, number(count)) for word, count in counts if count]
