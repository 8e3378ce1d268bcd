"""The window's start and its answer to a drop, in a library of 100,000 photos, beside bare work.

`python benchmarks/window.py [--photos 100000]`, on a display or without one. Goals: from the start
of Python to a usable window (painted, and ready for a key or a drop) at most 1.5 times a bare
PySide6 window in a program that imports onnxruntime; from a drop to the first painted thumbnails
at most 1.5 times decoding and embedding that picture, bare. A drop comes after a moment over the
window, in which the program looks at the file; a picture that comes at once, as from the clipboard,
is measured too. Each figure is the median of programs run in turns. All have their bytecode, as
installed programs have.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QEventLoop,
    QMimeData,
    QObject,
    QPointF,
    Qt,
    QTimer,
    QUrl,
)
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from synthetic import fill_library, machine, realistic_vectors

from shoegui.basics.paths import AppPaths
from shoegui.features.manifest import find
from shoegui.library.library import Library
from shoegui.photos.thumbnails import ThumbnailStore, make_thumbnail
from shoegui.samples.shop import catalogue, draw

if TYPE_CHECKING:
    from shoegui.features.extractor import Extractor
    from shoegui.gui.main_window import MainWindow

_STARTS = 7
_DROPS = 30
_REST_SECONDS = 0.3
# How long a picture is over the window before it is let go: a quick hand.
_HOVER_SECONDS = 0.2
_DROP = "drop to painted thumbnails"
_PASTE = "the same, never seen before"

# Prints the wall-clock time of its first painted frame, which ends the start.
_BARE = """
import time
from PySide6.QtWidgets import QApplication, QWidget
import onnxruntime
class Window(QWidget):
    def paintEvent(self, event):
        print(time.time(), flush=True)
        QApplication.quit()
app = QApplication([])
window = Window()
window.resize(1200, 800)
window.show()
app.exec()
"""

# Runs the program as `shoegui --library DIR` does, with a clock and an end. Two times: painted, and
# reacting to what a person does; then with all that the first picture of it does without.
_OURS = """
import sys
import time
from pathlib import Path
from PySide6.QtCore import QTimer
from shoegui.basics.paths import AppPaths
from shoegui.gui.plain_imports import import_plainly
import_plainly()
from shoegui.gui import application
def tell():
    print(time.time(), flush=True)
class Timed(application.MainWindow):
    painted = False
    def paintEvent(self, event):
        super().paintEvent(event)
        if not self.painted:
            self.painted = True
            QTimer.singleShot(0, tell)
            self.started.connect(lambda: QTimer.singleShot(0, self.end))
    def end(self):
        tell()
        application.QApplication.quit()
application.MainWindow = Timed
sys.exit(application.run(AppPaths.under(Path(sys.argv[1]))))
"""


def main() -> None:
    """Measure and print, or play one of the programs that are measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=int, default=100_000)
    parser.add_argument("--drops", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.drops:
        play_drops(AppPaths.under(options.drops))
        return
    os.environ.setdefault("QT_QPA_PLATFORM", "" if os.environ.get("DISPLAY") else "offscreen")
    print(machine())
    with tempfile.TemporaryDirectory() as scratch:
        paths = make_library(Path(scratch), options.photos)
        compare_starts(paths, Path(scratch) / "bytecode")
        subprocess.run([sys.executable, __file__, "--drops", str(paths.data)], check=True)
        stalls = Path(__file__).with_name("stalls.py")
        subprocess.run([sys.executable, stalls, "--library", paths.data], check=True)


def make_library(scratch: Path, photos: int) -> AppPaths:
    """A library of `photos` with its index, and a thumbnail for every hash that is shown."""
    paths = AppPaths.under(scratch / "library")
    vectors = realistic_vectors(photos, find(paths).dimension)
    fill_library(paths, scratch / "photos", vectors, files=False, details=True)
    (scratch / "photos").mkdir(exist_ok=True)
    with Library(paths) as library:
        library.neighbours().merge()
        picture = draw(catalogue()[0])
        thumbnail = make_thumbnail(picture)
        store = ThumbnailStore(paths.thumbnails)
        for digest in library.catalogue.hashes():
            store.put(digest, thumbnail)
    return paths


def compare_starts(paths: AppPaths, bytecode: Path) -> None:
    """Print the start of the window beside that of a bare one."""
    bare, usable, complete = [], [], []
    for _ in range(1 + _STARTS):
        bare += _seconds([sys.executable, "-c", _BARE], bytecode)
        first, last = _seconds([sys.executable, "-c", _OURS, str(paths.data)], bytecode)
        usable.append(first)
        complete.append(last)
    # The first of each wrote the bytecode.
    least = statistics.median(bare[1:])
    print(f"start, bare window + onnxruntime   {1000 * least:8.0f} ms")
    for name, times in (
        ("start, ShoeGUI, takes a drop", usable),
        ("start, ShoeGUI, all panels there", complete),
    ):
        whole = statistics.median(times[1:])
        print(f"{name:34s} {1000 * whole:8.0f} ms   {whole / least:.2f} x")


def _seconds(command: list[str], bytecode: Path) -> list[float]:
    surroundings = {**os.environ, "PYTHONPYCACHEPREFIX": str(bytecode)}
    surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
    started = time.time()
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=surroundings)
    return [float(moment) - started for moment in done.stdout.split()]


def play_drops(paths: AppPaths) -> None:
    """Print the time from a drop to painted thumbnails beside decoding and embedding, bare."""
    from shoegui.features.extractor import Extractor
    from shoegui.gui.application import Application, make_qt, share_fairly

    files = []
    for number in range(2 * _DROPS):
        files.append(paths.data / f"dropped-{number}.jpg")
        draw(catalogue()[number * 6]).save(files[-1], quality=90)
    qt = make_qt()
    share_fairly()
    application = Application(paths, qt)
    application.state.first_start()
    application.start()
    window = application.window
    assert window is not None

    awake = QTimer()
    awake.start(20)

    def until(seen: Callable[[], bool]) -> None:
        while not seen():
            # As the program's own loop does: sleep until something comes, never spin.
            qt.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    session = window.session

    def rest() -> None:
        until(partial(_has_passed, time.perf_counter() + _REST_SECONDS))
        until(lambda: not session.jobs.running())

    until(lambda: bool(session.engine.device_label) and not session.jobs.running())
    manifest = session.engine.library.network()
    bare = Extractor(manifest, device="cpu")
    bare_together = Extractor(manifest, device="cpu", together=True)

    def hover() -> None:
        until(partial(_has_passed, time.perf_counter() + _HOVER_SECONDS))

    measured: dict[str, Callable[[Path], float]] = {
        "decode + embed, bare, one core": partial(_embed, bare),
        "decode + embed, bare, every core": partial(_embed, bare_together),
        _DROP: partial(_drop, window, until, hover),
        _PASTE: partial(_use, window, until),
    }
    taken: dict[str, list[float]] = {name: [] for name in measured}
    for dropped, unseen in zip(files[::2], files[1::2], strict=True):
        for name, work in measured.items():
            taken[name].append(work(unseen if name == _PASTE else dropped))
            # What else it set going, such as thumbnails of the next page, is no part of the next.
            rest()
    medians = {name: statistics.median(seconds[5:]) for name, seconds in taken.items()}
    for name, median in medians.items():
        ratios = f"drop {medians[_DROP] / median:.2f} x, unseen {medians[_PASTE] / median:.2f} x"
        beside = f"   {ratios}" if "bare" in name else ""
        print(f"{name:34s} {1000 * median:8.1f} ms{beside}")
    application.close()


def _embed(extractor: Extractor, file: Path) -> float:
    """Seconds from a file to its vectors, with nothing else."""
    from shoegui.photos.decode import decode

    started = time.perf_counter()
    cover = extractor.manifest.input.size
    extractor.extract(decode(file.read_bytes(), cover=cover).picture)
    return time.perf_counter() - started


_Until = Callable[[Callable[[], bool]], None]


def _drop(window: MainWindow, until: _Until, hover: Callable[[], None], file: Path) -> float:
    """Seconds from letting a file go over the window until the first thumbnails are painted."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    at = QPointF(window.rect().center())
    how = Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QCoreApplication.sendEvent(window, QDragEnterEvent(at.toPoint(), *how))
    hover()
    painting, started = _Painting(window), time.perf_counter()
    QCoreApplication.sendEvent(window, QDropEvent(at, *how))
    until(lambda: painting.done)
    painting.close()
    return time.perf_counter() - started


def _use(window: MainWindow, until: _Until, file: Path) -> float:
    """Seconds until then of a file that comes without having been over the window."""
    painting, started = _Painting(window), time.perf_counter()
    window.intake.use_paths([file])
    until(lambda: painting.done)
    painting.close()
    return time.perf_counter() - started


def _has_passed(moment: float) -> bool:
    return time.perf_counter() > moment


class _Painting(QObject):
    """Sees when the grid has painted the thumbnail of an answer's first hit."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.done = False
        self._controller, self._view = window.controller, window.results.view
        self._thumbnails, self._before = window.session.thumbnails, window.controller.answer
        self._view.viewport().installEventFilter(self)

    def close(self) -> None:
        """See no more."""
        self._view.viewport().removeEventFilter(self)
        self.deleteLater()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        # The event is painted next, before whoever looks at `done` goes on.
        if event.type() == QEvent.Type.Paint:
            answer = self._controller.answer
            if answer is not None and answer is not self._before:
                ratio = self._view.viewport().devicePixelRatioF()
                look = self._view.hits_delegate.look(ratio)
                there = self._thumbnails.at_hand(answer.hits[0].photo, look)
                self.done |= there is not None
        return False


if __name__ == "__main__":
    main()
