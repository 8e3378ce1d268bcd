"""Writes docs/command-line.md from the program's own parser: `make docs`.

What a command does is said once, in shoegui/cli, and is what `--help` shows; a test holds the page
to it. Only the words around it live here.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from shoegui.basics.files import write_atomically
from shoegui.cli.commands import make_parser

PAGE = Path(__file__).resolve().parents[1] / "docs" / "command-line.md"

INTRODUCTION = """\
# Command line

<!-- Written by packaging/command_line.py from the parser. Do not edit: run `make docs`. -->

    shoegui [--library DIR] [PICTURE]     the window, searching for PICTURE if there is one
    shoegui COMMAND [OPTIONS]             a command, in the terminal

In a checkout the program is `.venv/bin/shoegui` (on Windows `.venv\\Scripts\\shoegui`). Where there
is no display, `shoegui` alone runs `demo`, and `shoegui PICTURE` runs `search PICTURE`. A picture
that is called like a command is given with its folder, as `./search`.

Answers go to standard output. Everything else (progress, remarks, errors) goes to standard error.
With `--json` each answer is one JSON object on a line of its own, and an error is one too:
`{"error": "..."}`.

| exit code | meaning |
|---|---|
| 0 | done |
| 1 | done, but some files were skipped |
| 2 | the command was not understood |
| 3 | it could not be done; the message says why |

Ctrl+C stops at the next photo and keeps what is done; pressed twice, it stops at once.
"""


def page() -> str:
    """The whole page as Markdown."""
    parser = make_parser()
    listed = list(commands(parser))
    everywhere = set.intersection(*(spellings(actions(one)) for one in listed))
    shared = [one for one in actions(parser) if everywhere & set(one.option_strings)]
    alone = [one for one in actions(parser) if one not in shared]
    parts = [INTRODUCTION, "## Options of every command\n", *table(shared)]
    parts += ["## Options without a command\n", *table(alone), "## Commands\n"]
    parts += ["| command | what it does |\n|---|---|"]
    parts += [f"| [`{one.prog}`](#{anchor(one.prog)}) | {one.description} |" for one in listed]
    parts.append("")
    for one in listed:
        parts += section(one, everywhere)
    return "\n".join(parts).rstrip() + "\n"


def actions(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    """The arguments and options of one parser, its subcommands aside."""
    # argparse has no public way to ask for them.
    return [
        action
        for action in parser._actions  # noqa: SLF001
        if not isinstance(action, argparse._SubParsersAction)  # noqa: SLF001
    ]


def commands(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """Every command and subcommand below `parser`, in the order of the help."""
    for action in parser._actions:  # noqa: SLF001
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            for command in action.choices.values():
                yield command
                yield from commands(command)


def spellings(listed: list[argparse.Action]) -> set[str]:
    """`-k`, `--json` and so on: all ways to write these options."""
    return {option for action in listed for option in action.option_strings}


def section(command: argparse.ArgumentParser, everywhere: set[str]) -> list[str]:
    """What the page says of one command; options in `everywhere` are said once, at the top."""
    own = [one for one in actions(command) if not everywhere & set(one.option_strings)]
    parts = [f"### {command.prog}\n", f"{command.description}\n", f"    {usage(command, own)}\n"]
    explained = [one for one in own if one.help]
    if explained:
        parts += table(explained)
    examples = (command.epilog or "").partition("\n\n")[0].removeprefix("examples:\n")
    if examples.strip() and examples.strip() != usage(command, own):
        parts.append("Examples:\n")
        parts += ["  " + line for line in examples.splitlines()]
        parts.append("")
    return parts


def usage(command: argparse.ArgumentParser, own: list[argparse.Action]) -> str:
    """One line: the command with its arguments, as a person types it."""
    words = [command.prog]
    for action in own:
        if action.option_strings:
            if action.required:
                words.append(spelled(action))
        elif action.nargs == "*":
            words.append(f"[{action.metavar} ...]")
        elif action.nargs == "+":
            words.append(f"{action.metavar} [{action.metavar} ...]")
        elif action.nargs == "?":
            words.append(f"[{action.metavar}]")
        else:
            words.append(str(action.metavar or action.dest))
    if any(action.option_strings and not action.required for action in own):
        words.append("[OPTIONS]")
    return " ".join(words)


def table(listed: list[argparse.Action]) -> list[str]:
    """Options and arguments with what they mean."""
    rows = ["| option | meaning |\n|---|---|"]
    for action in listed:
        meaning = (action.help or "") % {**vars(action), "prog": "shoegui"}
        if action.choices:
            meaning += ": " + ", ".join(f"`{choice}`" for choice in action.choices)
        rows.append(f"| `{escaped(spelled(action))}` | {escaped(meaning)} |")
    return [*rows, ""]


def spelled(action: argparse.Action) -> str:
    """`-k N`, `--prune`, `FOLDER`."""
    if not action.option_strings:
        return str(action.metavar or action.dest)
    value = "" if action.nargs == 0 else f" {action.metavar or action.dest.upper()}"
    return ", ".join(option + value for option in action.option_strings)


def escaped(text: str) -> str:
    """Text that can stand in a cell of a table."""
    return text.replace("|", "\\|")


def anchor(heading: str) -> str:
    """What a heading is called in a link."""
    return heading.lower().replace(" ", "-")


def main() -> int:
    """Write the page."""
    write_atomically(PAGE, page().encode("utf-8"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
