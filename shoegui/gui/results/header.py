"""The line above the grid: how many were found, the size of the cells, the order.

Shows and asks only; the panel does what is asked.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QToolButton, QWidget

from shoegui.gui.results.delegate import LARGEST, SMALLEST, USUAL
from shoegui.gui.results.model import SortBy
from shoegui.gui.results.size_slider import SizeSlider

if TYPE_CHECKING:
    from shoegui.gui.engine import Answer

_STEP = 24


class ResultsHeader(QWidget):
    """Says what was found. `size_changed` is in px, `sort_changed` carries a `SortBy`."""

    size_changed = Signal(int)
    sort_changed = Signal(object)
    show_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.summary = QLabel(self)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        # A long sentence in a narrow window must not force the window wider.
        self.summary.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.summary.setWordWrap(True)
        self.summary.setMinimumWidth(self.fontMetrics().averageCharWidth() * 10)
        sizes = SizeSlider(self)
        self.slider = sizes.slider
        self.slider.setRange(SMALLEST, LARGEST)
        self.slider.setSingleStep(_STEP // 2)
        self.slider.setPageStep(_STEP * 2)
        self.slider.setValue(USUAL)
        self.slider.valueChanged.connect(self.size_changed)
        self.button = QToolButton(self)
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.button.setAutoRaise(True)
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.setAccessibleName(self.tr("Order and labels of the results"))
        self.button.setMenu(self._make_menu())
        self._name_order(SortBy.BEST)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 10, 4)
        row.setSpacing(12)
        row.addWidget(self.summary, 1)
        row.addWidget(sizes)
        row.addWidget(self.button)

    # What is said

    def show_answer(self, answer: Answer, found: int, good: int) -> None:
        """Say how many good matches there are: `good` of the `found` hits that are left of it."""
        if not found:
            text = self.tr("Nothing left to show") if answer.hits else self.tr("Nothing found")
        elif not good:
            text = self.tr("No good match: the nearest are shown faded")
        elif good == found and not answer.complete:
            text = self.tr("More than %Ln similar picture(s)", "", good)
        else:
            text = self.tr("%Ln similar picture(s)", "", good)
        self.summary.setText(text)
        locale = QLocale()
        self.summary.setToolTip(
            self.tr(
                "Found in {seconds} s. Pictures that are less than {share} % similar are shown "
                "faded: that is no more alike than pictures of your library are by chance."
            ).format(
                seconds=locale.toString(answer.seconds, "f", 2),
                share=locale.toString(round(100 * answer.cut_off)),
            )
        )

    def show_busy(self) -> None:
        """Say that a search is under way."""
        self.summary.setText(self.tr("Searching…"))
        self.summary.setToolTip("")

    def clear(self) -> None:
        """Say nothing."""
        self.summary.clear()
        self.summary.setToolTip("")

    # What is asked

    def step_size(self, direction: int) -> None:
        """Larger (1) or smaller (-1) cells."""
        self.slider.setValue(self.slider.value() + direction * _STEP)

    def _make_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        menu.addSection(self.tr("Sort by"))
        group = QActionGroup(self)
        self.sort_actions: dict[SortBy, QAction] = {}
        for by, words in (
            (SortBy.BEST, self.tr("Best match first")),
            (SortBy.SIMILARITY, self.tr("Similarity, good matches first")),
            (SortBy.DATE_TAKEN, self.tr("Date taken, newest first")),
            (SortBy.NAME, self.tr("File name")),
            (SortBy.FOLDER, self.tr("Folder")),
        ):
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(by is SortBy.BEST)
            action.setToolTip(self._explained(by))
            action.setData(by)
            group.addAction(action)
            self.sort_actions[by] = action
        group.triggered.connect(self._sort_chosen)
        menu.addSection(self.tr("Show on every picture"))
        self.names = menu.addAction(self.tr("File name"))
        self.scores = menu.addAction(self.tr("Similarity in per cent"))
        for action in (self.names, self.scores):
            action.setCheckable(True)
            action.toggled.connect(self.show_changed)
        return menu

    def _sort_chosen(self, action: QAction) -> None:
        by = SortBy(action.data())
        self._name_order(by)
        self.sort_changed.emit(by)

    def _name_order(self, by: SortBy) -> None:
        words = {
            SortBy.BEST: self.tr("Best match first"),
            SortBy.SIMILARITY: self.tr("By similarity"),
            SortBy.DATE_TAKEN: self.tr("By date"),
            SortBy.NAME: self.tr("By name"),
            SortBy.FOLDER: self.tr("By folder"),
        }
        # The arrow stands in the last letter's place otherwise.
        self.button.setText(words[by] + "\N{EN SPACE}")
        what = self.tr("Order and labels of the results")
        why = self._explained(by)
        self.button.setToolTip(_in_paragraphs(what, why))
        self.button.setAccessibleDescription(why)

    def _explained(self, by: SortBy) -> str:
        """What is to be known of an order, beyond its name."""
        if by is SortBy.BEST:
            return self.tr(
                "The percentages need not fall evenly: each compares a photo with your picture "
                "alone, while the order also looks at finer detail and at what the photos found "
                "have in common."
            )
        if by is SortBy.SIMILARITY:
            return self.tr(
                "By the percentage alone; weaker matches still come after the good ones."
            )
        return self.tr("Weaker matches still come after the good ones.")


def _in_paragraphs(*texts: str) -> str:
    """As HTML, because only that is wrapped where it is long."""
    return "".join(f"<p>{escape(text)}</p>" for text in texts)
