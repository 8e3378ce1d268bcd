"""Makes the pictures of the window in docs/images: the real program, real results, drawn shoes.

`make screenshots`. Runs without a display. Each scale is a program of its own: Qt reads it once.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from shoegui.basics.paths import AppPaths
from shoegui.library.library import Library
from shoegui.library.options import IndexOptions
from shoegui.samples.shop import make_shop

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from shoegui.gui.application import Application
    from shoegui.gui.main_window import MainWindow

IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"
# As PNG they would take five times the room, in the program that ships them too.
_QUALITY = 90
SIZE = (1280, 820)
PICTURES = "Pictures/Shoes"
PATIENCE = 120.0


def main() -> int:
    """Make all pictures, or, called with a folder and a scale, those of one program."""
    if len(sys.argv) == 3:
        Scenes(Path(sys.argv[1]), "" if sys.argv[2] == "1" else f"-{sys.argv[2]}00").take_all()
        return 0
    IMAGES.mkdir(exist_ok=True)
    # A plain name, because it is seen in the pictures.
    scratch = Path(tempfile.gettempdir(), "you")
    scratch.mkdir()
    try:
        _take_all(scratch)
    finally:
        shutil.rmtree(scratch)
    return 0


def _take_all(scratch: Path) -> None:
    home = AppPaths.under(Path(scratch, "ShoeGUI"))
    shop = make_shop(home.samples)
    # The program's own folder is never indexed into a person's library.
    shutil.copytree(shop, Path(scratch, PICTURES))
    with Library(home.sample_library(), create=True) as library:
        library.index([shop], IndexOptions(device="cpu"))
    for scale in ("1", "2"):
        environment = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "QT_SCALE_FACTOR": scale,
            "LC_ALL": "C.UTF-8",
        }
        command = [sys.executable, __file__, os.fspath(scratch), scale]
        subprocess.run(command, check=True, env=environment)


class Scenes:
    """One run of the program, and what is to be seen in it."""

    def __init__(self, home: Path, suffix: str) -> None:
        from shoegui.gui.application import Application, make_qt

        self.paths = AppPaths.under(home / "ShoeGUI")
        self.suffix = suffix
        self.qt = make_qt()
        self.application: Application = Application(self.paths, self.qt)
        self.shop = self.paths.samples
        self.pictures = home / PICTURES

    def take_all(self) -> None:
        """Take the pictures one after another."""
        from shoegui.gui.theme import Appearance

        self.application.theme.choose(Appearance.LIGHT)
        self.application.state.first_start()
        self.application.start()
        self._until(lambda: self.window.controller.state.name in {"NO_LIBRARY", "NO_QUERY"})
        self._rest()
        self._take("empty", self.window)
        if not self.suffix:
            self._wizard()
        self.application.open_library(self.paths.sample_library())
        self._until(lambda: self.window.controller.summary.photos == 360)
        if not self.suffix:
            self._dropped()
        self._results()
        self._cropped()
        self._looking()
        self._refined()
        self._library_page()
        self.application.theme.choose(Appearance.DARK)
        self._search("sneaker/sneaker-red-01.jpg")
        self._take("results-dark", self.window)
        self.application.close()

    @property
    def window(self) -> MainWindow:
        """The main window as it is now."""
        window = self.application.window
        assert window is not None
        window.finish_building()
        if (window.width(), window.height()) != SIZE:
            window.resize(*SIZE)
        return window

    def _dropped(self) -> None:
        from drop_animation import DropAnimation

        drop = DropAnimation(self.window, self.shop / "sneaker/sneaker-red-01.jpg")
        self._rest()
        drop.drag()
        drop.drop()
        drop.watch(2.0)
        drop.save(IMAGES / "drop.webp")
        sys.stdout.write("drop.webp\n")
        # What comes from the folder of temporary files is remembered as if it were another picture.
        self.window.controller.clear()
        self.window.controller.forget_recent()

    def _results(self) -> None:
        self._search("heel/heel-blue-02.jpg")
        self._search("boot/boot-brown-01.jpg")
        self._search("sneaker/sneaker-red-01.jpg")
        self.window.results.select_next()
        self._rest()
        self._take("results", self.window)

    def _cropped(self) -> None:
        from shoegui.search.query import Crop

        self._search("sneaker/sneaker-red-01.jpg", Crop(0.05, 0.3, 0.62, 0.9))
        self._take("crop", self.window)

    def _looking(self) -> None:
        self._search("sneaker/sneaker-red-01.jpg")
        self.window.results.select_next()
        hit = self.window.results.hits()[2]
        self.window.viewing.compare(hit)
        self._rest()
        self._take("compare", self.window)
        self.window.viewing.close()
        self.window.viewing.preview(hit)
        self._rest()
        self._take("preview", self.window)
        self.window.viewing.close()
        self.window.viewing.why(self.window.results.hits()[4])
        self._rest(3.0)
        self._take("why", self.window)
        self.window.viewing.close()

    def _refined(self) -> None:
        from shoegui.gui.query_item import Role
        from shoegui.library.filters import Filters

        self._search("sneaker/sneaker-red-01.jpg")
        hits = self.window.results.hits()
        refining = self.window.refining
        refining.add_hits([hits[2]], Role.MORE)
        refining.add_hits([hits[9]], Role.LESS)
        refining.set_look(0.4)
        refining.set_filters(Filters(orientation="landscape"))
        self._rest(3.0)
        self._take("refine", self.window)
        refining.set_filters(None)
        refining.set_look(0.0)

    def _wizard(self) -> None:
        from shoegui.gui.index_wizard.wizard import IndexWizard

        self.window.dialogs.add_folders([self.pictures])
        wizard = self.window.dialogs.open_one("wizard")
        assert isinstance(wizard, IndexWizard)
        names = iter(("wizard-folders", "wizard-include", "wizard-network"))
        for name in names:
            self._rest(3.0 if name != "wizard-network" else 15.0)
            self._take(name, wizard)
            wizard.next()
        self._rest(4.0)
        self._take("wizard-progress", wizard)
        self._until(lambda: self.window.session.indexing.state == "idle")
        self._rest(2.0)
        self._take("wizard-summary", wizard)
        wizard.close()

    def _library_page(self) -> None:
        self.window.dialogs.show_library()
        page = self.window.dialogs.open_one("library")
        assert page is not None
        self._rest(3.0)
        self._take("library", page)
        page.close()

    def _search(self, picture: str, crop: object = None) -> None:
        from shoegui.gui.query_item import QueryItem

        item = QueryItem.of_path(self.shop / picture)
        self.window.controller.search([item.with_crop(crop)])  # type: ignore[arg-type]
        self._until(lambda: self.window.controller.answer is not None)
        self._rest()

    def _take(self, name: str, widget: QWidget) -> None:
        file = IMAGES / f"{name}{self.suffix}.webp"
        if self.suffix and name not in {"results", "library"}:
            return
        widget.grab().save(os.fspath(file), quality=_QUALITY)
        sys.stdout.write(f"{file.name}\n")

    def _rest(self, seconds: float = 1.5) -> None:
        end = time.monotonic() + seconds
        self._until(lambda: time.monotonic() > end)

    def _until(self, seen: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not seen():
            if time.monotonic() > end:
                raise TimeoutError(f"the window shows {self.window.controller.state}")
            self.qt.processEvents()
            time.sleep(0.01)


if __name__ == "__main__":
    sys.exit(main())
