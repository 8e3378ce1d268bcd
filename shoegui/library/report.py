"""What an index run did, as a value for whoever tells a person."""

from __future__ import annotations

from dataclasses import dataclass, field

from shoegui.library.catalogue import SkippedFile


@dataclass(slots=True)
class Report:
    """What an index run did. Counts are photos.

    `skipped` are the files that this run could not use, `skipped_before` how many an earlier run
    could not and which have not changed. `notes` are sentences a person should read.
    """

    added: int = 0
    updated: int = 0
    moved: int = 0
    removed: int = 0
    unchanged: int = 0
    offline: int = 0
    back_online: int = 0
    skipped: list[SkippedFile] = field(default_factory=list)
    skipped_before: int = 0
    notes: list[str] = field(default_factory=list)
    cancelled: bool = False
    seconds: float = 0.0
