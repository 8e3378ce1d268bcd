"""What all commands have in common: their help, their options, how a mistake in them is said.

Which commands there are is in `commands`.
"""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Callable
from typing import NoReturn, TypeAlias

from shoegui.basics.errors import UsageError, shown_path
from shoegui.basics.paths import AppPaths
from shoegui.cli.console import Console
from shoegui.cli.values import path

# Options, paths and console in, exit code out.
Command = Callable[[argparse.Namespace, AppPaths, Console], int]

# argparse has no public name for what add_subparsers() gives.
Commands: TypeAlias = "argparse._SubParsersAction[Parser]"  # noqa: SLF001

EXIT_CODES = "exit codes: 0 done, 1 done but some files were skipped, 2 usage, 3 could not"


class Parser(argparse.ArgumentParser):
    """A parser whose faults are `UsageError`: a sentence, not a page of options before it."""

    def error(self, message: str) -> NoReturn:
        """Raise what argparse would print before it ends the program."""
        # It may quote what was typed as it is, line breaks and all.
        raise UsageError(shown_path(message), advice=f"'{self.prog} --help' explains it")


def common() -> Parser:
    """The options of every command, before or after its name."""
    parser = Parser(add_help=False)
    group = parser.add_argument_group("options of every command")
    group.add_argument(
        "--library",
        metavar="DIR",
        type=path,
        default=argparse.SUPPRESS,
        help="use the library in this folder instead of your own",
    )
    group.add_argument(
        "--json",
        action="store_true",
        default=argparse.SUPPRESS,
        help="answer with one JSON object a line",
    )
    return parser


def add_command(
    commands: Commands, name: str, function: str, summary: str, examples: str
) -> Parser:
    """A command that calls `function`, as `module.function` of this package."""
    parser = commands.add_parser(
        name,
        parents=[common()],
        help=summary[0].lower() + summary[1:].rstrip("."),
        description=summary,
        epilog=f"examples:\n{_indented(examples)}\n\n{EXIT_CODES}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(command=_late(function))
    return parser


def _indented(text: str) -> str:
    return textwrap.indent(textwrap.dedent(text).strip(), "  ")


def _late(name: str) -> Command:
    """The function `module.function` of this package, imported when it is called.

    Most commands need only a part of the program, and importing all of it takes longer than many
    of them run.
    """

    def call(options: argparse.Namespace, paths: AppPaths, console: Console) -> int:
        from importlib import import_module

        module, _, function = name.partition(".")
        command: Command = getattr(import_module(f"shoegui.cli.{module}"), function)
        return command(options, paths, console)

    return call
