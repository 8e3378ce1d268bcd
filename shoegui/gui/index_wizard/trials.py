"""Tries each network on each device of this machine, one after the other, and remembers the speed.

No widget: the page shows what is known so far.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from shoegui.gui.engine import Engine
from shoegui.gui.engine_words import fault_said
from shoegui.gui.job_scope import JobScope
from shoegui.gui.jobs import Job

if TYPE_CHECKING:
    from shoegui.features.manifest import Manifest
    from shoegui.library.measuring import Speed


@dataclass(frozen=True, slots=True)
class Found:
    """What there is to choose from. `kinds` of devices are in the order in which `auto` tries them.

    `library_network` is the name of the network that the library uses, None in a new one;
    `library_photos` how many photos it holds. `faults` are networks that cannot be used.
    """

    networks: tuple[Manifest, ...]
    kinds: tuple[str, ...]
    library_network: str | None
    library_photos: int
    faults: tuple[str, ...]

    @property
    def preferred(self) -> str:
        """The network to begin with: the library's, else the default one."""
        names = [one.name for one in self.networks]
        if self.library_network in names:
            return self.library_network or ""
        defaults = [one.name for one in self.networks if one.default]
        return (defaults or names or [""])[0]


@dataclass(frozen=True, slots=True)
class Trial:
    """One thing to measure: a network on a kind of device, gently or with all cores."""

    network: str
    kind: str
    gentle: bool


def look_around(engine: Engine) -> Found:
    """What networks and devices there are. Takes a while: it loads the network's runtime."""
    from shoegui.features.device import accelerators
    from shoegui.features.manifest import survey

    found = survey(engine.paths)
    key = engine.library.network_key
    return Found(
        networks=found.networks,
        kinds=(*accelerators(), "cpu"),
        library_network=None if key is None else key.partition("@")[0],
        library_photos=engine.library.catalogue.count_photos(),
        faults=tuple(fault_said(one) for one in found.faults),
    )


class Trials(QObject):
    """Speeds by trial; `changed` comes when another one is known."""

    changed = Signal()

    def __init__(self, jobs: JobScope, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._speeds: dict[Trial, Speed] = {}
        self._waiting: list[tuple[Trial, Manifest]] = []
        self._pictures: tuple[str, ...] = ()
        self._job: Job | None = None

    def run(self, trials: Sequence[tuple[Trial, Manifest]], pictures: Sequence[str]) -> None:
        """Measure these with `pictures` (paths), other than those that are known already."""
        if set(pictures) != set(self._pictures):
            self._speeds = {trial: one for trial, one in self._speeds.items() if one.fault}
        self._pictures = tuple(pictures)
        self._waiting = [one for one in trials if one[0] not in self._speeds]
        self._next()

    def speed_of(self, trial: Trial) -> Speed | None:
        """What was measured; None while it is not known."""
        return self._speeds.get(trial)

    def stop(self) -> None:
        """Measure no further."""
        self._waiting.clear()
        if self._job is not None:
            self._jobs.cancel(self._job.id)
            self._job = None

    def _next(self) -> None:
        if self._job is not None or not self._waiting:
            return
        trial, manifest = self._waiting.pop(0)
        self._job = self._jobs.start(
            _measuring(trial, manifest, self._pictures), done=lambda one: self._known(trial, one)
        )

    def _known(self, trial: Trial, speed: Speed) -> None:
        self._job = None
        self._speeds[trial] = speed
        self.changed.emit()
        self._next()


def _measuring(
    trial: Trial, manifest: Manifest, pictures: tuple[str, ...]
) -> Callable[[Job], Speed]:
    def work(job: Job) -> Speed:
        from shoegui.library.measuring import measure

        return measure(
            manifest, trial.kind, pictures, threads=1 if trial.gentle else 0, cancel=job.cancel
        )

    return work
