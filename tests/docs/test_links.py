"""Links and pictures in the pages lead somewhere, and every page in docs/ is led to."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "models").glob("*.md")])
CODE = re.compile(r"^```.*?^```|`[^`\n]*`", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(<?([^)>\s]+)>?[^)]*\)|(?:src|href)=\"([^\"]+)\"")


def links(page: Path) -> list[str]:
    """The targets of a page's links and pictures, those in code aside."""
    text = CODE.sub("", page.read_text(encoding="utf-8"))
    return [first or second for first, second in LINK.findall(text)]


def anchors(page: Path) -> set[str]:
    """What links can call the headings of a page."""
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", one.lower()).strip().replace(" ", "-") for one in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    broken = []
    for link in links(page):
        if re.match(r"[a-z]+:", link):
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        inside = target.exists() and target.is_relative_to(ROOT)
        if not inside or (anchor and anchor not in anchors(target)):
            broken.append(link)
    assert not broken


def test_every_test_that_a_page_names_is_there() -> None:
    named = [
        (page, test, target)
        for page in PAGES
        for test, target in re.findall(
            r"\[`(test_\w+)`\]\(([^)]+)\)", page.read_text(encoding="utf-8")
        )
    ]
    assert {page.name for page, _, _ in named} == {"reliability.md"}
    for page, test, target in named:
        source = (page.parent / target).read_text(encoding="utf-8")
        assert re.search(rf"^def {test}\(", source, re.MULTILINE), test


def test_every_page_is_led_to() -> None:
    reached = {
        (page.parent / link.partition("#")[0]).resolve() for page in PAGES for link in links(page)
    }
    assert not {page.name for page in PAGES if page.parent.name == "docs"} - {
        path.name for path in reached
    }
