"""How fast somebody scrolls: whether pictures are looked at, or only fly by.

Arithmetic on positions and times; what follows from it is `view`'s business.
"""

from __future__ import annotations

# Pages a second from which nobody sees a picture before it has gone again.
_FLYING = 5.0
# A step that comes later than this after the one before is no part of a fast scroll.
_PAUSE_SECONDS = 0.1


class Pace:
    """The pace of a scroll, step by step."""

    def __init__(self) -> None:
        self._at = 0.0
        self._top = 0

    def flies(self, at: float, top: int, page: int) -> bool:
        """Whether the step to `top` at `at` seconds is part of a fast scroll. `page` is in px."""
        seconds, pages = at - self._at, abs(top - self._top) / max(1, page)
        self._at, self._top = at, top
        return seconds < _PAUSE_SECONDS and pages > _FLYING * seconds
