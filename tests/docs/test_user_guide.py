"""What the user guide says in bold stands in the window, and what is easily missed is in there."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from pytestqt.qtbot import QtBot

from shoegui.gui.results.header import ResultsHeader

ROOT = Path(__file__).resolve().parents[2]
PAGE = " ".join((ROOT / "docs" / "user-guide.md").read_text(encoding="utf-8").split())
BOLD = sorted(set(re.findall(r"\*\*(.+?)\*\*", PAGE)) - {"bold"})


def plain(words: str) -> str:
    """Without what marks a key, what stands around words on a button, and capitals."""
    return re.sub(r"[&+−…:]", "", words).strip().casefold()


@pytest.fixture(scope="module")
def said() -> set[str]:
    """All strings of the window, and what file managers are given."""
    table = ET.parse(ROOT / "resources" / "translations" / "shoegui_de.ts")
    action = (ROOT / "packaging" / "linux" / "action.desktop").read_text(encoding="utf-8")
    names = re.findall(r"^Name=(.*)$", action, re.MULTILINE)
    return {plain(words) for words in (*names, *(one.text or "" for one in table.iter("source")))}


@pytest.mark.parametrize("words", BOLD)
def test_what_is_in_bold_is_on_the_screen(words: str, said: set[str]) -> None:
    # Or a menu and what is in it.
    menu, _, entry = words.partition(", ")
    assert plain(words) in said or {plain(menu), plain(entry)} <= said


def test_every_order_of_the_results_is_in_the_guide(qtbot: QtBot) -> None:
    header = ResultsHeader()
    qtbot.addWidget(header)
    for action in header.sort_actions.values():
        assert f"**{action.text()}**" in PAGE


def test_the_guide_says_where_it_is() -> None:
    assert "**Help, User guide**" in PAGE
