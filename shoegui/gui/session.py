"""One open library with everything that works for it, and the order in which that ends.

A window belongs to one session. Opening another library makes another session and another window.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from shoegui.gui.engine import Engine
from shoegui.gui.indexing import IndexingController
from shoegui.gui.jobs import Jobs
from shoegui.gui.keeping_up import KeepingUp
from shoegui.gui.picture_loader import PictureLoader
from shoegui.gui.results.thumbnails import ThumbnailLoader

if TYPE_CHECKING:
    from shoegui.basics.paths import AppPaths


class Session(QObject):
    """Engine, jobs, loaders, indexing and keeping up, over one library."""

    def __init__(self, engine: Engine, home: AppPaths, parent: QObject | None = None) -> None:
        """`home` is where the program itself keeps its things, whichever library is open."""
        super().__init__(parent)
        self.engine = engine
        self.home = home
        self.jobs = Jobs(self)
        self.thumbnails = ThumbnailLoader(engine.library.thumbnails(), parent=self)
        self.loader = PictureLoader(
            self.jobs,
            self,
            give_way=engine.give_way,
            copy=engine.copy,
        )
        self.indexing = IndexingController(engine, self.jobs, self)
        self.keeping_up = KeepingUp(engine, self.indexing, self, settings_file=home.settings_file)

    @property
    def is_samples(self) -> bool:
        """Whether the library is that of the sample pictures."""
        return self.engine.paths == self.home.sample_library()

    def close(self) -> None:
        """Stop all work, then close the library. What is committed stays."""
        self.keeping_up.close()
        self.indexing.close()
        self.jobs.close()
        self.thumbnails.close()
        self.engine.close()
