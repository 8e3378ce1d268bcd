"""The pages say what the program's commands and options are, and name none that is not there."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import command_line
import pytest

from shoegui.cli.commands import make_parser

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "models" / "README.md"])
COMMANDS = {one.prog: one for one in command_line.commands(make_parser())}
OPTION = re.compile(r"(?<![\w-])--?[a-zA-Z][\w-]*")


def options(parser: argparse.ArgumentParser) -> set[str]:
    """What `--help` lists, taken from its text."""
    return set(OPTION.findall(parser.format_help()))


def test_the_page_is_up_to_date() -> None:
    written = command_line.PAGE.read_text(encoding="utf-8")
    assert written == command_line.page(), "run: make docs"


@pytest.mark.parametrize("command", COMMANDS)
def test_all_that_the_help_of_a_command_names_is_on_the_page(command: str) -> None:
    top, _, rest = command_line.PAGE.read_text(encoding="utf-8").partition("## Commands")
    section = rest.partition(f"### {command}\n")[2].partition("\n### ")[0]
    assert {"--library", "--json"} <= options(COMMANDS[command])
    assert options(COMMANDS[command]) <= set(OPTION.findall(top + section))


def said_commands() -> list[tuple[str, str]]:
    """Every command line of ShoeGUI in the pages, with the page that it stands in."""
    found = []
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        lines = re.findall(r"^ +(?:\$ )?(?:[\w./-]*/)?(shoegui .*)$", text, re.MULTILINE)
        lines += re.findall(r"`(shoegui [^`]*)`", text)
        found += [(page.name, line.strip()) for line in lines]
    return found


@pytest.mark.parametrize(("page", "line"), sorted(set(said_commands())))
def test_every_command_and_option_in_the_pages_is_there(page: str, line: str) -> None:
    # An explanation stands behind two spaces.
    words = re.split(r"\s{2,}", line)[0].split()
    named = [prog for prog in COMMANDS if words[: len(prog.split())] == prog.split()]
    if not named:
        # Words that stand for others, and what opens the window.
        assert re.match(r"[A-Z\[]|--(library|version|help)|[\w./~-]+\.\w+$", words[1]), page
        return
    assert set(OPTION.findall(" ".join(words))) <= options(COMMANDS[max(named, key=len)]), page


def test_the_pages_are_read_for_commands_in_code_and_in_text() -> None:
    found = said_commands()
    assert ("README.md", "shoegui COMMAND --help") in found
    assert ("command-line.md", "shoegui check --repair") in found
