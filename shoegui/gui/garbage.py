"""When Python looks for garbage: not while the program loads, and never in what was loaded then.

Looking through all our modules takes it a tenth of a second, in which every thread waits. They are
no garbage, and neither is a window as long as it is open.
"""

from __future__ import annotations

import gc


class Garbage:
    """Tells Python when to look. Nothing is done before `loading`; `close` undoes it all."""

    def __init__(self) -> None:
        self._old = False

    def loading(self) -> None:
        """From now on much is made that stays."""
        gc.disable()

    def loaded(self) -> None:
        """All of that is there: look for garbage among what comes after it."""
        if self._old:
            self._old = False
            gc.collect()
        gc.freeze()
        gc.enable()

    def left_behind(self) -> None:
        """What was loaded before is no longer needed: once there is something new, look at it."""
        gc.unfreeze()
        self._old = True

    def close(self) -> None:
        """As Python does by itself."""
        gc.unfreeze()
        gc.enable()
