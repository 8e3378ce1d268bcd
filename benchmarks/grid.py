"""Scrolling the grid of results from end to end, its thumbnails coming from a real store.

`xvfb-run python benchmarks/grid.py [--hits 100000]` prints frame times (one scroll step: what the
event loop does for it, painting included) and resident memory, beside a bare QListView that shows
plain pixmaps it has in memory already. By the wheel and end to end pictures fly by, and the grid
loads what it comes to rest at; at reading pace, frames in which nothing scrolls included, it loads
all. Goals at 100,000 hits: 99th percentile at most 16 ms, worst at most 50 ms, at most 500 MB.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import QApplication, QListView, QScrollBar, QWidget
from synthetic import machine, resident_megabytes

from shoegui.gui.application import share_fairly
from shoegui.gui.engine import Answer
from shoegui.gui.results.panel import ResultsPanel
from shoegui.gui.results.thumbnails import ThumbnailLoader
from shoegui.library.catalogue import Facts, Photo
from shoegui.photos.thumbnails import ThumbnailStore, make_thumbnail
from shoegui.samples.shop import catalogue, draw
from shoegui.search.query import Query
from shoegui.search.request import Request
from shoegui.search.searcher import Hit
from shoegui.search.words import Match

_SIZE = (1280, 860)
_DRAWN = 60
# The steps of an end-to-end scroll: a few rows each at first, as a wheel does, then in leaps.
_WHEEL_STEPS = 500
_LEAPS = 500
# A notch of the wheel every so many frames lets every picture be seen.
_READING_FRAMES = 5
_READING_STEPS = 100
_WARM_UP = 20

# Wall time and processor time of the window's thread, in ms.
Frame = tuple[float, float]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hits", type=int, default=100_000)
    parser.add_argument("--distinct", type=int, default=2_000, help="different thumbnails")
    parser.add_argument("--runs", type=int, default=3, help="the best one counts")
    options = parser.parse_args()
    if sys.platform == "linux" and not {"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys():
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication([])
    share_fairly()
    print(machine())
    print(f"Qt platform {application.platformName()}, {options.hits:,} hits")
    with tempfile.TemporaryDirectory() as scratch:
        store = ThumbnailStore(Path(scratch))
        hashes = fill_store(store, options.distinct)
        before = resident_megabytes()
        measure_grid(store, make_answer(hashes, options.hits), options.runs, before)
    measure_plain(options.hits, options.runs)


def fill_store(store: ThumbnailStore, count: int) -> list[bytes]:
    """Put `count` thumbnails of drawn pictures into the store, under as many hashes."""
    thumbnails = [make_thumbnail(draw(sample)) for sample in catalogue()[:_DRAWN]]
    hashes = [os.urandom(16) for _ in range(count)]
    for number, content_hash in enumerate(hashes):
        store.put(content_hash, thumbnails[number % len(thumbnails)])
    return hashes


def make_answer(hashes: list[bytes], count: int) -> Answer:
    """`count` hits, half of them good."""
    hits = tuple(
        Hit(
            rank=number + 1,
            photo=Photo(
                id=number + 1,
                path=Path(f"/photos/{number // 400:05d}/photo-{number:06d}.jpg"),
                size=2_000_000,
                mtime_ns=number,
                facts=Facts(hashes[number % len(hashes)], 4000, 3000, "JPEG", None, None),
                offline=False,
            ),
            similarity=1 - number / count,
            same_picture=number == 0,
            match=Match.SIMILAR if number < count // 2 else Match.WEAK,
        )
        for number in range(count)
    )
    return Answer(Request((Query(photo_id=1),)), hits, count // 2, 0.5, True, 0.1, "none")


def measure_grid(store: ThumbnailStore, answer: Answer, runs: int, before: float) -> None:
    """Our own grid, its thumbnails read, decoded and evicted meanwhile."""
    loader = ThumbnailLoader(store)
    panel = ResultsPanel(loader)
    panel.resize(*_SIZE)
    panel.show()
    QApplication.processEvents()
    started = time.perf_counter()
    panel.show_answer(answer)
    QApplication.processEvents()
    print(f"grid: first frame {1000 * (time.perf_counter() - started):.0f} ms")
    bar = panel.view.verticalScrollBar()
    report("grid, by the wheel", runs, lambda: scroll(bar, wheel_stops(bar)))
    report("grid, end to end", runs, lambda: scroll(bar, leaps(bar)))
    report("grid, at reading pace", runs, lambda: scroll(bar, reading_stops(bar)))
    started = time.perf_counter()
    panel.resize(_SIZE[0] - 200, _SIZE[1])
    QApplication.processEvents()
    print(f"grid: resize {1000 * (time.perf_counter() - started):.1f} ms")
    used = loader.memory_used / 1e6
    print(f"grid: resident {resident_megabytes():.0f} MB, of which {before:.0f} MB before the hits")
    print(f"grid: {used:.0f} MB of pixmaps kept")
    loader.close()
    panel.deleteLater()
    close(panel)


def measure_plain(count: int, runs: int) -> None:
    """A QListView as it comes, with pixmaps that are there already."""
    view = QListView()
    view.setViewMode(QListView.ViewMode.IconMode)
    view.setUniformItemSizes(True)
    view.setResizeMode(QListView.ResizeMode.Adjust)
    view.setLayoutMode(QListView.LayoutMode.Batched)
    view.setBatchSize(1000)
    view.setIconSize(QSize(166, 166))
    view.setGridSize(QSize(192, 192))
    view.setModel(_Plain(count, view))
    view.resize(*_SIZE)
    view.show()
    bar = view.verticalScrollBar()
    maximum = -1
    while bar.maximum() != maximum:
        maximum = bar.maximum()
        end = time.perf_counter() + 1
        while time.perf_counter() < end:
            QApplication.processEvents()
    report("bare QListView, by the wheel", runs, lambda: scroll(bar, wheel_stops(bar)))
    report("bare QListView, end to end", runs, lambda: scroll(bar, leaps(bar)))
    close(view)


class _Plain(QAbstractListModel):
    """Rows with one of a few plain pixmaps."""

    def __init__(self, count: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._count = count
        self._pixmaps = []
        for hue in range(0, 360, 15):
            pixmap = QPixmap(166, 124)
            pixmap.fill(QColor.fromHsv(hue, 120, 200))
            self._pixmaps.append(pixmap)

    def rowCount(self, _parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008, N802
        return self._count

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> object:
        if role == Qt.ItemDataRole.DecorationRole:
            return self._pixmaps[index.row() % len(self._pixmaps)]
        return None


def wheel_stops(bar: QScrollBar) -> list[int]:
    """A scroll of one notch after another, from the top."""
    return [min(step * 3 * bar.singleStep(), bar.maximum()) for step in range(_WHEEL_STEPS)]


def reading_stops(bar: QScrollBar) -> list[int]:
    """A notch now and then, from the middle, where no thumbnail has been loaded."""
    middle, notch = bar.maximum() // 2, 3 * bar.singleStep()
    frames = range(_READING_STEPS * _READING_FRAMES)
    return [middle + frame // _READING_FRAMES * notch for frame in frames]


def leaps(bar: QScrollBar) -> list[int]:
    """The whole way in equal leaps, as when the handle is dragged; every frame is a new page."""
    return [bar.maximum() * step // _LEAPS for step in range(_LEAPS + 1)]


def scroll(bar: QScrollBar, stops: list[int]) -> list[Frame]:
    """One scroll over these positions."""
    bar.setValue(0)
    for _ in range(_WARM_UP):
        QApplication.processEvents()
        time.sleep(0.01)
    frames: list[Frame] = []
    for stop in stops:
        started, worked = time.perf_counter(), time.thread_time()
        bar.setValue(stop)
        QApplication.processEvents()
        taken = time.perf_counter() - started
        frames.append((1000 * taken, 1000 * (time.thread_time() - worked)))
        # The rest of a frame of 60 a second, in which the workers get on.
        time.sleep(max(0.0, 0.016 - taken))
    return frames


def report(name: str, runs: int, work: Callable[[], list[Frame]]) -> None:
    """Print the figures of the best of several runs: what noise adds is not part of the work."""
    tried = [work() for _ in range(runs)]
    for which, what in enumerate(("frame", "of which processor time of the window's thread")):
        sorted_runs = [sorted(frame[which] for frame in frames) for frames in tried]
        median = min(run[len(run) // 2] for run in sorted_runs)
        p99 = min(run[int(len(run) * 0.99)] for run in sorted_runs)
        worst = min(run[-1] for run in sorted_runs)
        print(
            f"{name}, {what}: median {median:.1f} ms, 99th percentile {p99:.1f} ms, "
            f"worst {worst:.1f} ms"
        )


def close(widget: QWidget) -> None:
    """Take a window away before the next one is measured."""
    widget.close()
    QApplication.processEvents()


if __name__ == "__main__":
    main()
