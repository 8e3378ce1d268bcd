"""Filters in words, one by one, and what is left of them when one of those is taken away.

What passes a filter is the library's business.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from shoegui.basics.errors import shown_path
from shoegui.gui.index_words import kind_name

if TYPE_CHECKING:
    from datetime import date

    from shoegui.library.filters import Filters

# By this name the extraction of the strings to translate finds them.
translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Part:
    """One filter of several: what it says, more of it for a tool tip, and what is left without."""

    text: str
    details: str
    rest: Filters


def parts_of(filters: Filters | None) -> list[Part]:
    """Every filter by itself, in the order in which they are chosen."""
    if filters is None:
        return []
    found = [
        Part(
            shown_path(folder.name or folder),
            shown_path(folder),
            replace(filters, folders=tuple(one for one in filters.folders if one != folder)),
        )
        for folder in filters.folders
    ]
    if filters.taken_from or filters.taken_to:
        text = days_text(filters.taken_from, filters.taken_to)
        found.append(Part(text, text, replace(filters, taken_from=None, taken_to=None)))
    for kind in sorted(filters.kinds):
        text = kind_name(kind)
        found.append(Part(text, text, replace(filters, kinds=filters.kinds - {kind})))
    if filters.orientation:
        text = orientation_text(filters.orientation)
        found.append(Part(text, text, replace(filters, orientation=None)))
    if filters.smallest:
        text = smallest_text(filters.smallest)
        found.append(Part(text, text, replace(filters, smallest=0)))
    for word in filters.words:
        rest = replace(filters, words=tuple(one for one in filters.words if one != word))
        guess = translate("Filters", "The network’s guess: {word}").format(word=word)
        found.append(Part(f"“{word}”", guess, rest))
    return found


def days_text(first: date | None, last: date | None) -> str:
    """From which day to which."""
    if first and last:
        form = translate("Filters", "{first} to {last}")
    else:
        form = translate("Filters", "Since {first}") if first else translate("Filters", "To {last}")
    return form.format(first=_day(first), last=_day(last))


def orientation_text(orientation: str) -> str:
    """How a picture lies, or stands."""
    return {
        "landscape": translate("Filters", "Landscape"),
        "portrait": translate("Filters", "Portrait"),
        "square": translate("Filters", "Square"),
    }[orientation]


def smallest_text(smallest: int) -> str:
    """How many px the short side has at least."""
    return translate("Filters", "{number} px or more").format(number=QLocale().toString(smallest))


def _day(day: date | None) -> str:
    if day is None:
        return ""
    return QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.ShortFormat)
