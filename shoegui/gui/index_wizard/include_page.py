"""Second page: what in the folders counts: subfolders, hidden ones, kinds, exclusions, size."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QGridLayout,
    QGroupBox,
    QLabel,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
    QWizardPage,
)

from shoegui.gui import index_words as words
from shoegui.gui.index_wizard.counter import FolderCounter
from shoegui.library.plan import IndexPlan
from shoegui.photos.suffixes import KINDS

_KILO = 1000
_SETTLE_MS = 400
_KIND_COLUMNS = 5


class IncludePage(QWizardPage):
    """Changes the plan's rules and shows how many photos are left."""

    def __init__(self, plan: IndexPlan, counter: FolderCounter, parent: QWidget) -> None:
        super().__init__(parent)
        self._plan = plan
        self._counter = counter
        self.setTitle(self.tr("What should be included?"))
        self.setSubTitle(self.tr("The usual is set. You can change it at any time."))
        self.subfolders = QCheckBox(self.tr("Look into &subfolders"), self)
        self.hidden = QCheckBox(self.tr("Include &hidden files and folders"), self)
        self.kinds = {one: QCheckBox(words.kind_name(one), self) for one in KINDS}
        self.smallest = QSpinBox(self)
        self.smallest.setRange(0, 100_000)
        self.smallest.setSingleStep(10)
        self.smallest.setSuffix(self.tr(" kB"))
        self.smallest.setSpecialValueText(self.tr("any size"))
        self.exclusions = QPlainTextEdit(self)
        self.exclusions.setPlaceholderText(
            self.tr("One pattern on each line, for example\n*.gif\nscreenshots/\n2019/*/drafts/")
        )
        self.exclusions.setTabChangesFocus(True)
        self.exclusions.setAccessibleName(self.tr("Patterns of names to leave out"))
        self.total = QLabel(self)
        self._lay_out()
        self._show_plan()
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self._apply)
        self.subfolders.toggled.connect(self._settle.start)
        self.hidden.toggled.connect(self._settle.start)
        for box in self.kinds.values():
            box.toggled.connect(self._settle.start)
            box.toggled.connect(self.completeChanged)
        self.exclusions.textChanged.connect(self._settle.start)
        self.smallest.valueChanged.connect(self._settle.start)
        counter.changed.connect(self._show_total)

    def initializePage(self) -> None:
        """Show the plan, which may have taken over a folder's choices, and the present count."""
        self._show_plan()
        self._show_total()

    def isComplete(self) -> bool:
        """Whether some kind of file is left."""
        return any(box.isChecked() for box in self.kinds.values())

    def cleanupPage(self) -> None:
        """Going back keeps what was chosen, which is not QWizard's way."""
        self._apply()

    def validatePage(self) -> bool:
        """Take over what was typed last."""
        self._apply()
        return True

    def stop(self) -> None:
        """Start nothing more."""
        self._settle.stop()

    def _lay_out(self) -> None:
        heading = QLabel(self.tr("&Leave out:"), self)
        heading.setBuddy(self.exclusions)
        explained = QLabel(
            self.tr(
                "* stands for any letters. A pattern that ends in / speaks of folders. "
                "Files that are no pictures are left out anyway."
            ),
            self,
        )
        explained.setWordWrap(True)
        kinds = QGroupBox(self.tr("Kinds of file"), self)
        kinds.setToolTip(self.tr("By the ending of a file's name"))
        grid = QGridLayout(kinds)
        for position, box in enumerate(self.kinds.values()):
            grid.addWidget(box, *divmod(position, _KIND_COLUMNS))
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        form.addRow(self.tr("S&mallest file:"), self.smallest)
        layout = QVBoxLayout(self)
        layout.addWidget(self.subfolders)
        layout.addWidget(self.hidden)
        layout.addWidget(kinds)
        layout.addLayout(form)
        layout.addWidget(heading)
        layout.addWidget(self.exclusions, stretch=1)
        layout.addWidget(explained)
        layout.addWidget(self.total)

    def _show_plan(self) -> None:
        self.subfolders.setChecked(self._plan.recursive)
        self.hidden.setChecked(self._plan.include_hidden)
        for kind, box in self.kinds.items():
            box.setChecked(not self._plan.kinds or kind in self._plan.kinds)
        if self._exclusions() != self._plan.exclude:
            self.exclusions.setPlainText("\n".join(self._plan.exclude))
        self.smallest.setValue(self._plan.smallest_bytes // _KILO)

    def _apply(self) -> None:
        self._settle.stop()
        chosen = tuple(kind for kind, box in self.kinds.items() if box.isChecked())
        if chosen:
            self._plan.kinds = () if len(chosen) == len(KINDS) else chosen
        self._plan.recursive = self.subfolders.isChecked()
        self._plan.include_hidden = self.hidden.isChecked()
        self._plan.exclude = self._exclusions()
        self._plan.smallest_bytes = self.smallest.value() * _KILO
        self._counter.update()

    def _exclusions(self) -> tuple[str, ...]:
        return tuple(self.exclusions.toPlainText().splitlines())

    def _show_total(self) -> None:
        found = self.tr("%Ln photos", "", self._counter.total())
        if self._counter.counting:
            found = self.tr("{photos} so far, still looking…").format(photos=found)
        if not self.isComplete():
            found = self.tr("Choose at least one kind of file.")
        self.total.setText(found)
