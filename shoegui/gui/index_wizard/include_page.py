"""Second page: what in the folders counts: subfolders, hidden ones, exclusions, smallest size."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QLabel,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
    QWizardPage,
)

from shoegui.gui.index_wizard.counter import FolderCounter
from shoegui.library.plan import IndexPlan

_KILO = 1000
_SETTLE_MS = 400


class IncludePage(QWizardPage):
    """Changes the plan's rules and shows how many photos are left."""

    def __init__(self, plan: IndexPlan, counter: FolderCounter, parent: QWidget) -> None:
        super().__init__(parent)
        self._plan = plan
        self._counter = counter
        self.setTitle(self.tr("What should be included?"))
        self.setSubTitle(self.tr("The usual is set. You can change it at any time."))
        self.subfolders = QCheckBox(self.tr("Look into &subfolders"), self)
        self.subfolders.setChecked(plan.recursive)
        self.hidden = QCheckBox(self.tr("Include &hidden files and folders"), self)
        self.hidden.setChecked(plan.include_hidden)
        self.exclusions = QPlainTextEdit("\n".join(plan.exclude), self)
        self.exclusions.setPlaceholderText(
            self.tr("One pattern on each line, for example\n*.gif\nscreenshots/\n2019/*/drafts/")
        )
        self.exclusions.setTabChangesFocus(True)
        self.exclusions.setAccessibleName(self.tr("Patterns of names to leave out"))
        self.smallest = QSpinBox(self)
        self.smallest.setRange(0, 100_000)
        self.smallest.setSingleStep(10)
        self.smallest.setSuffix(self.tr(" kB"))
        self.smallest.setSpecialValueText(self.tr("any size"))
        self.smallest.setValue(plan.smallest_bytes // _KILO)
        self.total = QLabel(self)
        self._lay_out()
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self._apply)
        self.subfolders.toggled.connect(self._settle.start)
        self.hidden.toggled.connect(self._settle.start)
        self.exclusions.textChanged.connect(self._settle.start)
        self.smallest.valueChanged.connect(self._settle.start)
        counter.changed.connect(self._show_total)

    def initializePage(self) -> None:
        """Show the present count."""
        self._show_total()

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
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        form.addRow(self.tr("S&mallest file:"), self.smallest)
        layout = QVBoxLayout(self)
        layout.addWidget(self.subfolders)
        layout.addWidget(self.hidden)
        layout.addLayout(form)
        layout.addWidget(heading)
        layout.addWidget(self.exclusions, stretch=1)
        layout.addWidget(explained)
        layout.addWidget(self.total)

    def _apply(self) -> None:
        self._settle.stop()
        self._plan.recursive = self.subfolders.isChecked()
        self._plan.include_hidden = self.hidden.isChecked()
        self._plan.exclude = tuple(self.exclusions.toPlainText().splitlines())
        self._plan.smallest_bytes = self.smallest.value() * _KILO
        self._counter.update()

    def _show_total(self) -> None:
        found = self.tr("%Ln photos", "", self._counter.total())
        if self._counter.counting:
            found = self.tr("{photos} so far, still looking…").format(photos=found)
        self.total.setText(found)
