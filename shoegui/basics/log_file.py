"""The handler of the log file. Apart from `log`, so that only who writes a log loads it."""

from __future__ import annotations

import contextlib
import logging
import logging.handlers


class QuietFile(logging.handlers.RotatingFileHandler):
    """A log file whose own faults (a full disk, a lost right) are nobody's business."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Say nothing, where `logging` would print a traceback to stderr."""

    def close(self) -> None:
        """Close the file; what a full disk did not take is lost."""
        with contextlib.suppress(OSError):
            super().close()
