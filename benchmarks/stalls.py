"""How long the window does not react while somebody works with it, in 100,000 photos.

`python benchmarks/stalls.py [--photos 100000]`, on a display or without one. Prints the worst time
that the event loop stood still at each action and, of that, the processor time of the window's own
thread, which a busy machine does not stretch. Goal: 16 ms. Where a dialog cannot be shown in pieces
stands beside it what a bare Qt dialog of like widgets takes.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTextBrowser,
    QTreeWidget,
    QVBoxLayout,
    QWizard,
    QWizardPage,
)

from shoegui.basics.paths import AppPaths
from shoegui.gui.application import Application, make_qt, share_fairly
from shoegui.gui.main_window import MainWindow
from shoegui.gui.plain_imports import import_plainly
from shoegui.gui.stall_watch import StallWatch

_DROPS = 5
_SETTLED_SECONDS = 0.5


class ProcessorWatch(StallWatch):
    """Also the most processor time that the watched thread took between two beats."""

    def start(self) -> None:
        """As `StallWatch.start`."""
        self.busiest = 0.0
        self._used = time.thread_time()
        super().start()

    def _beat(self) -> None:
        super()._beat()
        now = time.thread_time()
        self.busiest = max(self.busiest, now - self._used)
        self._used = now


class Session:
    """The program with its window, and somebody who works with it."""

    def __init__(self, paths: AppPaths) -> None:
        import_plainly()
        self.qt = make_qt()
        share_fairly()
        self.application = Application(paths, self.qt)
        self.application.state.first_start()
        self._awake = QTimer()
        self._awake.start(20)

    @property
    def window(self) -> MainWindow:
        """The main window."""
        assert self.application.window is not None
        return self.application.window

    def until(self, seen: Callable[[], bool], least: float = _SETTLED_SECONDS) -> None:
        """Let the window work until something is seen, and for a moment more."""
        end = time.perf_counter() + least
        while not seen() or time.perf_counter() < end:
            self.qt.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def quiet(self) -> bool:
        """Whether no job runs."""
        return self.window.complete and not self.window.session.jobs.running()

    def watch(
        self, what: str, act: Callable[[], object], seen: Callable[[], bool] | None = None
    ) -> None:
        """Print what `act` and all that follows from it take at worst."""
        watch = ProcessorWatch()
        watch.start()
        act()
        self.until(seen or self.quiet)
        worst = watch.stop().seconds
        print(f"{what:36s} {1000 * worst:8.1f} ms {1000 * watch.busiest:8.1f} ms", flush=True)

    def work(self, pictures: list[Path]) -> None:
        """Start, search, look, open every dialog."""
        self.application.start()
        self.watch("the rest of the window", lambda: None, lambda: self.window.complete)
        self.watch("network and index load", lambda: None)
        window = self.window
        dialogs = window.dialogs
        for number, picture in enumerate(pictures, 1):
            self.watch(f"drop {number}, hits shown", lambda: window.intake.use_paths([picture]))  # noqa: B023
        self.watch("next hit", window.results.select_next)
        hit = window.results.current_hit()
        assert hit is not None
        self.watch("preview", lambda: window.viewing.preview(hit))
        self.watch("preview closed", window.viewing.close)
        self.watch("compare", lambda: window.viewing.compare(hit))
        self.watch("compare closed", window.viewing.close)
        self.watch("library page", dialogs.show_library)
        self.watch("library page closed", dialogs.close)
        self.watch("wizard", dialogs.add_any_folders)
        wizard = dialogs.open_one("wizard")
        assert isinstance(wizard, QWizard)
        page = wizard.currentPage()
        self.watch("wizard, a folder is chosen", lambda: page.add_folders([pictures[0].parent]))  # type: ignore[attr-defined]
        self.watch("wizard, second page", wizard.next)
        self.watch("wizard, third page (a trial runs)", wizard.next, lambda: True)
        self.watch("wizard closed", dialogs.close)
        self.watch("keyboard shortcuts", window.actions_table["shortcuts"].trigger)
        self.watch("keyboard shortcuts closed", dialogs.close)
        self.watch("About", window.actions_table["about"].trigger)
        self.watch("About closed", dialogs.close)
        for name, make in (
            ("bare Qt: like the library page", bare_page),
            ("bare Qt: like the wizard", bare_wizard),
            ("bare Qt: a table as rich text", bare_text),
        ):
            made: list[QDialog] = []
            self.watch(name, partial(_show_new, make, made))
            made[0].close()
        self.watch("nothing", lambda: None)
        self.application.close()


def _show_new(make: Callable[[], QDialog], made: list[QDialog]) -> None:
    made.append(make())
    made[0].show()


def bare_page() -> QDialog:
    """A tree, buttons, two groups of labels and choices, and nothing behind them."""
    dialog = QDialog()
    tree = QTreeWidget()
    tree.setHeaderLabels(["Folder", "State", "Photos", "Skipped", "Last looked at"])
    top, buttons, bottom, column = QHBoxLayout(), QVBoxLayout(), QHBoxLayout(), QVBoxLayout(dialog)
    for number in range(5):
        buttons.addWidget(QPushButton(f"Button {number}"))
    top.addWidget(tree, 1)
    top.addLayout(buttons)
    for _ in range(2):
        group = QGroupBox("Group")
        form = QFormLayout(group)
        for number in range(3):
            form.addRow(f"Label {number}:", QComboBox() if number < 2 else QLabel("Text"))
        form.addRow(QPushButton("Verify"))
        bottom.addWidget(group)
    column.addLayout(top, 1)
    column.addLayout(bottom)
    column.addWidget(QPushButton("Close"))
    dialog.resize(900, 560)
    return dialog


def bare_wizard() -> QWizard:
    """One page with a tree and two buttons."""
    wizard = QWizard()
    wizard.setWizardStyle(QWizard.WizardStyle.ModernStyle)
    page = QWizardPage()
    page.setTitle("Which folders?")
    page.setSubTitle("A sentence below the title.")
    column = QVBoxLayout(page)
    tree = QTreeWidget()
    tree.setHeaderLabels(["Folder", "Photos", "Note"])
    for widget in (tree, QPushButton("Add"), QPushButton("Remove"), QLabel("Text")):
        column.addWidget(widget)
    wizard.addPage(page)
    wizard.resize(740, 560)
    return wizard


def bare_text() -> QDialog:
    """A page of rich text with thirty rows."""
    dialog = QDialog()
    shown = QTextBrowser()
    rows = "".join(f"<tr><td>What it does {row}</td><td>Ctrl+{row}</td></tr>" for row in range(30))
    shown.setHtml(f"<table>{rows}</table>")
    QVBoxLayout(dialog).addWidget(shown)
    dialog.resize(560, 700)
    return dialog


def play(paths: AppPaths) -> None:
    """Print the table for the library in `paths`. Nothing of the engine may be loaded by then."""
    print(
        f"{'worst stall, and processor time of it':36s} {'stall':>11s} {'window':>11s}", flush=True
    )
    Session(paths).work(sorted((paths.data / "dropped").glob("*.jpg")))


def draw_pictures(folder: Path) -> None:
    """Draw what is dropped."""
    from shoegui.samples.shop import catalogue, draw

    folder.mkdir(exist_ok=True)
    for number in range(_DROPS):
        draw(catalogue()[number * 11]).save(folder / f"{number}.jpg", quality=90)


def main() -> None:
    """Make a library and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=int, default=100_000)
    parser.add_argument("--library", type=Path, help="one that is there already")
    parser.add_argument("--play", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.play:
        play(AppPaths.under(options.play))
        return
    from synthetic import machine
    from window import make_library

    os.environ.setdefault("QT_QPA_PLATFORM", "" if os.environ.get("DISPLAY") else "offscreen")
    print(machine(), flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        if options.library:
            paths = AppPaths.under(options.library)
        else:
            paths = make_library(Path(scratch), options.photos)
        draw_pictures(paths.data / "dropped")
        # In a process of its own: what was imported for all this is no longer waited for.
        subprocess.run([sys.executable, __file__, "--play", str(paths.data)], check=True)


if __name__ == "__main__":
    main()
