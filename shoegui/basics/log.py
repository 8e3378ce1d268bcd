"""The program's log: a file that rotates, for tracebacks and facts a report needs."""

from __future__ import annotations

import logging
from pathlib import Path

LOGGER = "shoegui"


def start_log(file: Path) -> logging.Logger:
    """Send the program's log records to `file` (1 MB, three older ones kept) and return the logger.

    A log that cannot be written never stops the program: then nothing is logged.
    """
    # Brings half a dozen modules with it, for handlers that nobody here uses.
    from shoegui.basics.log_file import QuietFile

    logger = logging.getLogger(LOGGER)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    stop_log()
    handler: logging.Handler
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handler = QuietFile(
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
