"""What is known of a library as a whole: a random sample of it, drawn anew as it changes."""

from __future__ import annotations

import random
import threading
from dataclasses import dataclass

from shoegui.features.manifest import EMBEDDING
from shoegui.library.details import DETAIL, LOOK, stored_outputs
from shoegui.library.filters import Filters
from shoegui.library.library import Library
from shoegui.search.background import SAMPLE, Background
from shoegui.search.looks import Looks
from shoegui.search.rerank import centre, centred

# The sample is drawn anew when this part of the library has changed.
_CHANGED = 0.1


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A sample of a library, and when it was drawn.

    `changes` counts photos that came and went. Where a photo of the sample lacked something that
    the network gives, as those of an older library do, `state` is that of the database, else None.
    """

    changes: int
    state: tuple[int, int] | None
    background: Background
    looks: Looks

    def is_old(self, changes: int, library: Library) -> bool:
        """Whether much has changed, or what was lacking may have come."""
        if abs(changes - self.changes) > _CHANGED * self.changes:
            return True
        return self.state is not None and self.state != library.database.state()


class Sample:
    """The background and the looks of a library as it is now; any thread may ask."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._lock = threading.Lock()
        self._drawn: _Drawn | None = None

    def now(self) -> tuple[Background, Looks]:
        """Those of the last sample, or of a new one when much has changed since."""
        library = self._library
        changes = sum(library.neighbours().vectors.newest())
        with self._lock:
            drawn = self._drawn
            if drawn is None or drawn.is_old(changes, library):
                # Said before it is drawn, so that what changes meanwhile makes it old.
                state = library.database.state()
                background, whole = _draw(library)
                looks = Looks(library, background.look_middle)
                if drawn is not None and drawn.looks.seen_from(background.look_middle):
                    looks = drawn.looks
                drawn = _Drawn(changes, None if whole else state, background, looks)
                self._drawn = drawn
            return drawn.background, drawn.looks


def _draw(library: Library) -> tuple[Background, bool]:
    """A random sample of the library, the same one while it does not change, and if it is whole."""
    everything = library.matching(Filters()).tolist()
    chosen = random.Random(0).sample(everything, min(SAMPLE, len(everything)))
    photos = library.compared(chosen, (EMBEDDING, DETAIL, LOOK))
    embeddings, looks = photos.vectors[EMBEDDING], photos.having(LOOK)
    look_middle = centre(looks)
    background = Background(
        embeddings=embeddings,
        middle=centre(embeddings),
        detail_middle=centre(photos.having(DETAIL)),
        looks=centred(looks if len(looks) == len(photos) else looks[:0], look_middle),
        look_middle=look_middle,
    )
    given = stored_outputs(library.network())
    return background, all(photos.has[kind].all() for kind in (DETAIL, LOOK) if kind in given)
