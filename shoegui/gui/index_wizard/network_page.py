"""Third page: which network on which processor, how fast that is here, how long it will take."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
    QWizardPage,
)

from shoegui.gui import index_words as words
from shoegui.gui.engine import Engine
from shoegui.gui.engine_words import said
from shoegui.gui.index_wizard.counter import FolderCounter
from shoegui.gui.index_wizard.trials import Found, Trial, Trials, look_around
from shoegui.gui.job_scope import JobScope
from shoegui.gui.roomy_rows import RoomyRows
from shoegui.library.plan import IndexPlan, estimate_seconds, workload

_KEY = Qt.ItemDataRole.UserRole
_NAMES = {"cpu": "CPU", "cuda": "CUDA", "coreml": "Core ML", "directml": "DirectML"}


class NetworkPage(QWizardPage):
    """Sets the plan's network, device and gentleness."""

    def __init__(
        self,
        engine: Engine,
        jobs: JobScope,
        plan: IndexPlan,
        counter: FolderCounter,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._jobs = jobs
        self._plan = plan
        self._counter = counter
        self._found: Found | None = None
        self._looking = False
        self._trials = Trials(jobs, self)
        self.setTitle(self.tr("How should it look at them?"))
        self.setSubTitle(
            self.tr("A network turns each photo into numbers. Each is tried here with your photos.")
        )
        self.setCommitPage(True)
        self.table = QTreeWidget(self)
        self.table.setRootIsDecorated(False)
        self.table.setItemDelegate(RoomyRows(self.table))
        self.table.setAllColumnsShowFocus(True)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setHeaderLabels(
            [self.tr("Network"), self.tr("Runs on"), self.tr("Speed"), self.tr("For your photos")]
        )
        self.table.setAccessibleName(self.tr("Networks and processors"))
        header = self.table.header()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.faults = self._text()
        self.faults.hide()
        self.about = self._text()
        self.estimate = self._text()
        self.gentle = QCheckBox(self.tr("&Gentle: use one processor core only"), self)
        self.gentle.setChecked(plan.gentle)
        layout = QVBoxLayout(self)
        layout.addWidget(self.table, stretch=1)
        layout.addWidget(self.faults)
        layout.addWidget(self.about)
        layout.addWidget(self.gentle)
        layout.addWidget(self.estimate)
        self.table.itemSelectionChanged.connect(self._choose)
        self.gentle.toggled.connect(self._be_gentle)
        self._trials.changed.connect(self._show)
        counter.changed.connect(self._counted)

    def initializePage(self) -> None:
        """Look what there is, then measure it."""
        self._counter.update()
        if self._found is not None:
            self._measure()
            self._show()
        elif not self._looking:
            self._looking = True
            self.about.setText(self.tr("Looking for networks and processors…"))
            self._jobs.start(lambda _job: look_around(self._engine), done=self._know)

    def cleanupPage(self) -> None:
        """Going back measures no further and keeps what was chosen."""
        self._trials.stop()

    def validatePage(self) -> bool:
        """Leave the machine to the indexing."""
        self._trials.stop()
        return True

    def isComplete(self) -> bool:
        """Whether there is a network to use."""
        return self._found is not None and bool(self._plan.network)

    def stop(self) -> None:
        """Start nothing more."""
        self._trials.stop()

    def _text(self) -> QLabel:
        label = QLabel(self)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def _know(self, found: Found) -> None:
        self._looking = False
        self._found = found
        self._plan.network = self._plan.network or found.preferred
        self._plan.device = self._engine.device
        for manifest in found.networks:
            for kind in found.kinds:
                row = QTreeWidgetItem([manifest.name, _NAMES[kind], "", ""])
                row.setData(0, _KEY, (manifest.name, kind))
                row.setToolTip(0, said(manifest.description))
                self.table.addTopLevelItem(row)
        self._measure()
        self._show()
        self.completeChanged.emit()

    def _counted(self) -> None:
        if self._found is not None and not self._counter.counting and self.isVisible():
            self._measure()
        self._show()

    def _measure(self) -> None:
        if self._found is None or self._counter.counting:
            return
        # The one that will most likely be taken first, so that its estimate is there at once.
        networks = sorted(self._found.networks, key=lambda one: one.name != self._plan.network)
        wanted = [
            (Trial(one.name, kind, self._plan.gentle), one)
            for one in networks
            for kind in self._found.kinds
        ]
        self._trials.run(wanted, self._counter.samples())

    def _be_gentle(self, gentle: bool) -> None:
        self._plan.gentle = gentle
        self._trials.stop()
        self._measure()
        self._show()

    def _rows(self) -> list[QTreeWidgetItem]:
        rows = [self.table.topLevelItem(one) for one in range(self.table.topLevelItemCount())]
        return [one for one in rows if one is not None]

    def _show(self) -> None:
        if self._found is None:
            return
        for row in self._rows():
            network, kind = row.data(0, _KEY)
            speed = self._trials.speed_of(Trial(network, kind, self._plan.gentle))
            usable = speed is None or not speed.fault
            row.setDisabled(not usable)
            if speed is None:
                row.setText(2, self.tr("measuring…") if self._counter.samples() else "")
                row.setText(3, "")
            elif speed.fault:
                row.setText(2, self.tr("cannot be used"))
                row.setToolTip(2, said(speed.fault))
            else:
                row.setText(1, said(speed.label))
                known = math.isfinite(speed.seconds_per_picture)
                row.setText(2, words.speed(speed.seconds_per_picture) if known else "")
                row.setText(3, self._time(network, speed.seconds_per_picture))
        self._show_faults()
        self._select()
        self._explain()

    def _show_faults(self) -> None:
        """Why what cannot be used cannot; in a cell of the table it would be cut off."""
        assert self._found is not None
        keys = [row.data(0, _KEY) for row in self._rows()]
        gentle = self._plan.gentle
        speeds = [self._trials.speed_of(Trial(network, kind, gentle)) for network, kind in keys]
        # Most often it is the same for each network.
        faults = dict.fromkeys(said(one.fault) for one in speeds if one is not None and one.fault)
        self.faults.setText("\n".join(f"{one[:1].upper()}{one[1:]}." for one in faults))
        self.faults.setVisible(bool(faults))

    def _time(self, network: str, seconds_per_picture: float) -> str:
        assert self._found is not None
        work = workload(
            self._counter.counts(),
            self._found.library_photos,
            changes_network=self._changes_network(network),
        )
        if work.to_read == 0:
            return self.tr("nothing new to read")
        return words.duration(estimate_seconds(work, seconds_per_picture))

    def _changes_network(self, network: str) -> bool:
        assert self._found is not None
        return self._found.library_network not in (None, network)

    def _kind_of_auto(self) -> str:
        """What `auto` would take, as far as that is known."""
        assert self._found is not None
        for kind in self._found.kinds:
            speed = self._trials.speed_of(Trial(self._plan.network, kind, self._plan.gentle))
            if speed is not None and not speed.fault:
                return kind
        return "cpu"

    def _select(self) -> None:
        kind = self._plan.device
        if kind == "auto":
            kind = self._kind_of_auto()
        for row in self._rows():
            if row.data(0, _KEY) == (self._plan.network, kind):
                self.table.blockSignals(True)
                self.table.setCurrentItem(row)
                self.table.blockSignals(False)

    def _choose(self) -> None:
        rows = self.table.selectedItems()
        if not rows or self._found is None:
            return
        self._plan.network, kind = rows[0].data(0, _KEY)
        self._plan.device = "auto" if kind == self._kind_of_auto() else kind
        self._explain()
        self.completeChanged.emit()

    def _explain(self) -> None:
        assert self._found is not None
        chosen = [one for one in self._found.networks if one.name == self._plan.network]
        if not chosen:
            self.about.setText("\n".join(self._found.faults))
            return
        text = said(chosen[0].description)
        if self._changes_network(chosen[0].name):
            text += "\n" + self.tr(
                "Your library uses {network} now. All its %Ln photos will be read again; until that"
                " is done you search with what is there.",
                "",
                self._found.library_photos,
            ).format(network=self._found.library_network)
        self.about.setText(text)
        self.estimate.setText(self._estimate())

    def _estimate(self) -> str:
        kind = self._kind_of_auto() if self._plan.device == "auto" else self._plan.device
        trial = Trial(self._plan.network, kind, self._plan.gentle)
        speed = self._trials.speed_of(trial)
        photos = self.tr("%Ln photos", "", self._counter.total())
        if self._counter.counting or (speed is None and self._counter.samples()):
            return self.tr("{photos}; measuring how long that takes…").format(photos=photos)
        time = "" if speed is None else self._time(trial.network, speed.seconds_per_picture)
        return self.tr("{photos}: {time}.").format(photos=photos, time=time) if time else photos
