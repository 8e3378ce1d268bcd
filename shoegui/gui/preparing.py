"""Has the network look at pictures that will most likely be asked with, before they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shoegui.gui.asked import Asked
    from shoegui.gui.engine import Engine
    from shoegui.gui.jobs import Jobs
    from shoegui.gui.query_item import QueryItem

_CHANNEL = "prepare"
_MOST = 8


class Preparing:
    """What is over the window will be dropped: a drag takes longer than the network does."""

    def __init__(self, engine: Engine, jobs: Jobs) -> None:
        self._engine = engine
        self._jobs = jobs

    def start(self, asked: Asked, items: Sequence[QueryItem]) -> None:
        """Look at `items`, to be asked for like `asked`; of several, the first few will do.

        What is wrong with them is said when they are dropped.
        """
        files = tuple(one for one in items if isinstance(one.source, Path))[:_MOST]
        if files:
            coming, engine = replace(asked, items=files), self._engine
            self._jobs.start(
                lambda job: engine.prepare(coming.as_request(stacks=True), job.cancel),
                done=lambda _: None,
                failed=lambda _: None,
                channel=_CHANNEL,
            )

    def stop(self) -> None:
        """They will not be asked with."""
        self._jobs.cancel_channel(_CHANNEL)
