"""From which day to which, either of them or both."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QDateEdit, QGridLayout, QWidget

_YEARS_AT_FIRST = 1


class Days(QWidget):
    """`changed` comes when a person chooses a day or takes one away."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first = _Day(self.tr("From"), self.tr("First day"))
        self.last = _Day(self.tr("To"), self.tr("Last day"))
        today = QDate.currentDate()
        self.first.edit.setDate(today.addYears(-_YEARS_AT_FIRST))
        self.last.edit.setDate(today)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        for row, day in enumerate((self.first, self.last)):
            grid.addWidget(day.box, row, 0)
            grid.addWidget(day.edit, row, 1)
            day.box.toggled.connect(self._changed)
            day.edit.dateChanged.connect(self._changed)

    def days(self) -> tuple[date | None, date | None]:
        """The first and the last day; the last is never before the first."""
        first, last = self.first.day(), self.last.day()
        if first and last and first > last:
            return last, first
        return first, last

    def set_days(self, first: date | None, last: date | None) -> None:
        """Show these."""
        if (first, last) != self.days():
            self.first.set_day(first)
            self.last.set_day(last)

    def _changed(self) -> None:
        for day in (self.first, self.last):
            day.edit.setEnabled(day.box.isChecked())
        self.changed.emit()


class _Day:
    """A day that may be left open: a box to tick and the day beside it."""

    def __init__(self, text: str, name: str) -> None:
        self.box = QCheckBox(text)
        self.box.setAccessibleName(name)
        self.edit = QDateEdit()
        self.edit.setAccessibleName(name)
        self.edit.setCalendarPopup(True)
        self.edit.setEnabled(False)

    def day(self) -> date | None:
        """The day, None where it is left open."""
        chosen = self.edit.date()
        whole = date(chosen.year(), chosen.month(), chosen.day())
        return whole if self.box.isChecked() else None

    def set_day(self, day: date | None) -> None:
        """Show it without telling anybody."""
        with QSignalBlocker(self.box), QSignalBlocker(self.edit):
            self.box.setChecked(day is not None)
            self.edit.setEnabled(day is not None)
            if day is not None:
                self.edit.setDate(QDate(day.year, day.month, day.day))
