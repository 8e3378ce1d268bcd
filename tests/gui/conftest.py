"""Fixtures of the window's tests: a small indexed library, jobs, and a watch for what leaks."""

from __future__ import annotations

import gc
import os
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

# Before Qt starts: no test opens a window on somebody's screen.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from shoegui.basics.paths import AppPaths
from shoegui.basics.settings import Settings
from shoegui.gui.engine import Engine
from shoegui.gui.jobs import Jobs
from shoegui.library.library import Library
from shoegui.library.options import IndexOptions
from shoegui.samples.shop import catalogue, draw

if TYPE_CHECKING:
    from shoegui.gui.application import Application
    from shoegui.gui.main_window import MainWindow

NETWORK = "efficientnet-lite0"
KINDS = ("sneaker", "boot", "heel", "sandal")
COLOURS = ("red", "blue", "black", "green")


@pytest.fixture(scope="session")
def _drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of drawn shoes and, beside it, the library that was made of it."""
    place = tmp_path_factory.mktemp("drawn")
    for sample in catalogue():
        if sample.kind in KINDS and sample.colour in COLOURS and sample.design == 0:
            path = place / "photos" / sample.kind / sample.name
            path.parent.mkdir(parents=True, exist_ok=True)
            draw(sample).save(path, quality=86)
    with Library(AppPaths.under(place / "library"), create=True) as library:
        library.index([place / "photos"], IndexOptions(network=NETWORK, device="cpu", threads=2))
        library.neighbours().refresh()
    return place


@pytest.fixture
def sample_photos(_drawn: Path, tmp_path: Path) -> Path:
    """A folder of this test's own: KIND/KIND-COLOUR-01.jpg for each of `KINDS` and `COLOURS`."""
    folder = tmp_path / "photos"
    shutil.copytree(_drawn / "photos", folder)
    return folder


@pytest.fixture
def library_paths(_drawn: Path, sample_photos: Path, tmp_path: Path) -> AppPaths:
    """A library of this test's own in which `sample_photos` is indexed, not opened yet."""
    folder = tmp_path / "library"
    shutil.copytree(_drawn / "library", folder)
    paths = AppPaths.under(folder)
    old, new = os.fsencode(_drawn / "photos"), os.fsencode(sample_photos)
    database = sqlite3.connect(paths.database)
    with database:
        for table in ("folders", "directories"):
            rows = database.execute(f"SELECT id, path FROM {table}").fetchall()
            database.executemany(
                f"UPDATE {table} SET path = ? WHERE id = ?",
                [(new + path.removeprefix(old), number) for number, path in rows],
            )
    database.close()
    return paths


@pytest.fixture
def engine(library_paths: AppPaths) -> Iterator[Engine]:
    """The engine over this test's own library, on the processor."""
    made = Engine(library_paths, device="cpu")
    yield made
    made.close()


@pytest.fixture
def empty_engine(tmp_path: Path) -> Iterator[Engine]:
    """The engine over a library without any folder."""
    made = Engine(AppPaths.under(tmp_path / "empty-library"), device="cpu")
    yield made
    made.close()


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[Jobs]:
    """Jobs, which are over when the test is."""
    assert qapp is not None
    made = Jobs()
    yield made
    made.close()


@pytest.fixture(autouse=True)
def no_leaks(qapp: QApplication) -> Iterator[None]:
    """Fail a test that leaves a thread, a running timer or a window behind."""
    threads = set(threading.enumerate())
    windows = set(map(id, qapp.topLevelWidgets()))
    timers = {id(one) for one in _running_timers()}
    yield
    for _ in range(3):
        qapp.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    for thread in set(threading.enumerate()) - threads:
        thread.join(timeout=5)
    gc.collect()
    assert not [one for one in threading.enumerate() if one not in threads]
    assert not [one for one in qapp.topLevelWidgets() if id(one) not in windows and isValid(one)]
    assert not [one for one in _running_timers() if id(one) not in timers]


def _running_timers() -> list[QTimer]:
    timers = [one for one in gc.get_objects() if issubclass(type(one), QTimer)]
    return [one for one in timers if isValid(one) and one.isActive()]


@pytest.fixture
def application(qapp: QApplication, library_paths: AppPaths) -> Iterator[Application]:
    """The program over this test's own library, welcomed before and not started yet."""
    from shoegui.gui.application import Application

    palette = QPalette(qapp.palette())
    made = Application(library_paths, qapp)
    made.state.first_start()
    made.settings = Settings(device="cpu")
    yield made
    made.close()
    made.deleteLater()
    qapp.setPalette(palette)


@pytest.fixture
def window(application: Application, qtbot: QtBot) -> MainWindow:
    """The main window of that library, with the network loaded."""
    from shoegui.gui.empty_state import State

    assert application.start()
    shown = application.window
    assert shown is not None
    warm: list[bool] = []
    shown.started.connect(lambda: shown.controller.warmed_up.connect(lambda: warm.append(True)))
    qtbot.waitUntil(lambda: bool(warm), timeout=20_000)
    qtbot.waitUntil(lambda: shown.controller.state is State.NO_QUERY)
    # Wide enough for all panels, whatever the font.
    shown.resize(shown.fontMetrics().averageCharWidth() * 170, 700)
    return shown
