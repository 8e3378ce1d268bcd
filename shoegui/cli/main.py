"""From the words of the command line to an exit code: faults become sentences here."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from shoegui.basics.errors import UsageError, UserFacingError
from shoegui.basics.log import start_log, stop_log
from shoegui.basics.paths import AppPaths
from shoegui.cli.commands import make_parser
from shoegui.cli.console import COULD_NOT, DONE, USAGE, Console
from shoegui.cli.parser import Command


def run(arguments: Sequence[str]) -> int:
    """Do what `arguments` say and return the exit code."""
    try:
        return _understood(arguments)
    except BrokenPipeError:
        # Whoever read the answers has seen enough.
        return COULD_NOT
    finally:
        _let_go_of_stdout()


def _understood(arguments: Sequence[str]) -> int:
    try:
        return _run(make_parser().parse_args(arguments))
    except UsageError as error:
        # The options cannot be asked, as they may not have been understood.
        Console(as_json="--json" in arguments).failure(error)
        return USAGE
    except SystemExit as stop:
        # What --help and --version end with.
        return int(stop.code or DONE)


def _let_go_of_stdout() -> None:
    """Python would complain, when it closes stdout, of what nobody took."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(options: argparse.Namespace) -> int:
    paths = AppPaths.for_user() if options.library is None else AppPaths.under(options.library)
    # A folder whose name was mistyped must not be made for the sake of a log.
    logged = options.library is None or options.makes_library or paths.data.exists()
    logger = start_log(paths.log_file if logged else Path(os.devnull))
    try:
        return _carry_out(options, paths, Console(as_json=options.json), logger)
    finally:
        stop_log()


def _carry_out(
    options: argparse.Namespace, paths: AppPaths, console: Console, logger: logging.Logger
) -> int:
    try:
        command: Command = options.command
        return command(options, paths, console)
    except (UsageError, BrokenPipeError):
        raise
    except UserFacingError as error:
        logger.warning("%s", error, exc_info=True)
        console.failure(error)
        return COULD_NOT
    except KeyboardInterrupt:
        console.remark("Stopped. What is done is kept.")
        return COULD_NOT
    except Exception as error:
        logger.exception("unexpected")
        console.failure(
            UserFacingError(
                f"something unexpected happened ({type(error).__name__}: {error})",
                advice=f"This is a fault of ShoeGUI; please report it with {paths.log_file}",
            )
        )
        return COULD_NOT
