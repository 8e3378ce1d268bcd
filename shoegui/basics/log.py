"""The program's log: a file that rotates, for tracebacks and facts a report needs."""

from __future__ import annotations

import logging
import logging.handlers
from pathlib import Path

LOGGER = "shoegui"


class _QuietFile(logging.handlers.RotatingFileHandler):
    """A log file whose own faults (a full disk, a lost right) are nobody's business."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Say nothing, where `logging` would print a traceback to stderr."""


def start_log(file: Path) -> logging.Logger:
    """Send the program's log records to `file` (1 MB, three older ones kept) and return the logger.

    A log that cannot be written never stops the program: then nothing is logged.
    """
    logger = logging.getLogger(LOGGER)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    stop_log()
    handler: logging.Handler
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handler = _QuietFile(
            file,
            maxBytes=1_000_000,
            backupCount=3,
            encoding="utf-8",
            errors="backslashreplace",
            delay=True,
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logger.addHandler(handler)
    return logger


def stop_log() -> None:
    """Close the log file."""
    logger = logging.getLogger(LOGGER)
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
        handler.close()
