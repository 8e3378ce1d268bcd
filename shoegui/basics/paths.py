"""Where the program keeps its own files: data, cache, settings, log; which path lies in which.

Values only. Nothing here creates a folder; whoever writes first does.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import appdirs

APP_NAME = "ShoeGUI"


@dataclass(frozen=True, slots=True)
class AppPaths:
    """The program's own places. `data` holds what cannot be made again, `cache` what can."""

    data: Path
    cache: Path
    config: Path
    log: Path

    @classmethod
    def for_user(cls) -> AppPaths:
        """The places that the platform sets aside for this user's programs."""
        return cls(
            data=Path(appdirs.user_data_dir(APP_NAME, appauthor=False)),
            cache=Path(appdirs.user_cache_dir(APP_NAME, appauthor=False)),
            config=Path(appdirs.user_config_dir(APP_NAME, appauthor=False)),
            log=Path(appdirs.user_log_dir(APP_NAME, appauthor=False)),
        )

    @classmethod
    def under(cls, folder: Path) -> AppPaths:
        """Everything inside one folder: another library beside the user's own."""
        folder = folder.expanduser().absolute()
        return cls(
            data=folder, cache=folder / "cache", config=folder / "config", log=folder / "log"
        )

    @property
    def database(self) -> Path:
        """The SQLite file that is the library."""
        return self.data / "library.db"

    @property
    def neighbours(self) -> Path:
        """The folder of the nearest-neighbour index files, which can be made again."""
        return self.cache / "neighbours"

    @property
    def thumbnails(self) -> Path:
        """The folder of the thumbnail store."""
        return self.cache / "thumbnails"

    @property
    def networks(self) -> Path:
        """The folder of networks that a person added."""
        return self.data / "networks"

    @property
    def samples(self) -> Path:
        """The folder of the sample pictures that the program draws for itself."""
        return self.data / "sample-pictures"

    def sample_library(self) -> AppPaths:
        """A library of its own for the sample pictures, so that they never mix with a person's."""
        return AppPaths.under(self.data / "sample-library")

    @property
    def settings_file(self) -> Path:
        """The settings, as JSON."""
        return self.config / "settings.json"

    @property
    def log_file(self) -> Path:
        """The newest log file; older ones carry a number."""
        return self.log / "shoegui.log"

    def never_indexed(self) -> tuple[Path, ...]:
        """The program's own folders, which a scan of photos must not enter."""
        return (self.data, self.cache, self.config, self.log)


def lies_in(path: str, folder: str) -> bool:
    """Whether `path` is `folder` or something inside it; both absolute.

    Compares text and asks no disk, a hundred thousand times a scan if need be.
    """
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)
