"""The guide shows what ships and leads nowhere else, back by the way that one came."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import (
    QDesktopServices,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextList,
    QTextTable,
)
from pytestqt.qtbot import QtBot

from shoegui.basics.bundled import docs_dir
from shoegui.gui.guide import FIRST_PAGE, Guide
from shoegui.gui.guide_page import append, in_parts, read_page
from shoegui.gui.jobs import Jobs
from shoegui.gui.main_window import MainWindow

PAGES = sorted(path.name for path in docs_dir().glob("*.md"))


@pytest.fixture
def guide(qtbot: QtBot, jobs: Jobs) -> Guide:
    """The guide, open at its first page."""
    made = Guide(jobs)
    qtbot.addWidget(made)
    made.show()
    wait_for(qtbot, made, "F1 lists every key")
    return made


def wait_for(qtbot: QtBot, guide: Guide, words: str) -> None:
    qtbot.waitUntil(lambda: words in guide.shown.toPlainText())


def blocks(document: QTextDocument) -> list[tuple[object, ...]]:
    """What each paragraph of a document looks like, in words and numbers."""
    found: list[tuple[object, ...]] = []
    block = document.begin()
    while block.isValid():
        look = block.blockFormat()
        found.append(
            (
                block.text(),
                (look.headingLevel(), look.indent(), look.topMargin(), look.bottomMargin()),
                place(block, block.textList()),
                shape(QTextCursor(block).currentTable()),
                *runs(block),
            )
        )
        block = block.next()
    return found


# Qt's annotations leave out that there may be none.
def place(block: QTextBlock, items: QTextList | None) -> object:
    return None if items is None else (items.format().style(), items.itemNumber(block))


def shape(table: QTextTable | None) -> object:
    return None if table is None else (table.rows(), table.columns())


def runs(block: QTextBlock) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = []
    run = block.begin()
    while not run.atEnd():
        look = run.fragment().charFormat()
        font = look.font()
        found.append((run.fragment().text(), look.anchorHref(), font.weight(), font.families()))
        run += 1
    return found


def test_help_opens_the_guide_without_asking_anybody_on_the_web(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    window.actions_table["guide"].trigger()
    page = window.dialogs.open_one("guide")
    assert isinstance(page, Guide)
    wait_for(qtbot, page, "F1 lists every key")
    assert not page.back_button.isEnabled()
    wait_for(qtbot, page, "Remove it")
    picture = page.shown.document().resource(
        QTextDocument.ResourceType.ImageResource, QUrl("images/wizard-folders.webp")
    )
    assert picture.width() > 200
    page.follow(QUrl("how-it-works.md#what-is-stored-and-where"))
    qtbot.waitUntil(lambda: "What is stored" in page.shown.textCursor().block().text())
    page.follow(QUrl("../tests/library/test_health.py"))
    page.follow(QUrl("https://example.org/"))
    assert opened == [QUrl("https://example.org/")]
    page.back_button.click()
    wait_for(qtbot, page, "F1 lists every key")
    assert not page.back_button.isEnabled()
    page.close()


def test_the_guide_has_its_pictures_no_wider_than_asked_for() -> None:
    page = read_page(FIRST_PAGE, 500, 2.0)
    assert len(page.pictures) > 9
    for picture in page.pictures.values():
        assert 0 < picture.deviceIndependentSize().width() <= 500


def test_a_link_that_is_clicked_twice_is_one_step_and_so_is_the_way_back(
    guide: Guide, qtbot: QtBot
) -> None:
    guide.follow(QUrl("how-it-works.md"))
    guide.follow(QUrl("how-it-works.md"))
    wait_for(qtbot, guide, "A picture becomes numbers")
    guide.follow(QUrl("licences.md"))
    wait_for(qtbot, guide, "It stands on these packages")
    guide.back_button.click()
    guide.back_button.click()
    wait_for(qtbot, guide, "A picture becomes numbers")
    assert guide.back_button.isEnabled()
    guide.back_button.click()
    wait_for(qtbot, guide, "F1 lists every key")
    assert not guide.back_button.isEnabled()


def test_the_way_back_leads_to_where_one_was(guide: Guide, qtbot: QtBot) -> None:
    guide.follow(QUrl("how-it-works.md"))
    wait_for(qtbot, guide, "A picture becomes numbers")
    bar = guide.shown.verticalScrollBar()
    qtbot.waitUntil(lambda: guide._filling.over)
    bar.setValue(bar.maximum() // 2)
    before = bar.value()
    assert before > 0
    guide.follow(QUrl("licences.md"))
    wait_for(qtbot, guide, "It stands on these packages")
    qtbot.waitUntil(lambda: guide._filling.over)
    assert bar.value() == 0
    guide.back_button.click()
    wait_for(qtbot, guide, "A picture becomes numbers")
    qtbot.waitUntil(lambda: bar.value() == before)


def test_a_page_that_cannot_be_read_is_no_step_and_is_said(
    guide: Guide, qtbot: QtBot, jobs: Jobs
) -> None:
    with qtbot.waitSignal(jobs.failed):
        guide.follow(QUrl("gone.md"))
    assert not guide.back_button.isEnabled()
    guide.follow(QUrl("licences.md"))
    wait_for(qtbot, guide, "It stands on these packages")
    with qtbot.waitSignal(jobs.failed):
        guide.follow(QUrl("gone.md"))
    assert guide.back_button.isEnabled()
    guide.back_button.click()
    wait_for(qtbot, guide, "F1 lists every key")
    assert not guide.back_button.isEnabled()


@pytest.mark.parametrize("name", PAGES)
def test_no_page_has_a_link_to_what_does_not_ship(name: str) -> None:
    document = QTextDocument()
    for part in read_page(name, 500).parts:
        append(document, part)
    links = set()
    block = document.begin()
    while block.isValid():
        links |= {str(run[1]) for run in runs(block) if run[1]}
        block = block.next()
    for link in links:
        assert re.match(r"https?:|#", link) or (docs_dir() / link.partition("#")[0]).is_file()
        assert not link.startswith("..")


def test_what_a_link_to_the_source_says_is_still_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shoegui.gui.guide_page.docs_dir", lambda: tmp_path)
    text = (
        "A [`test`](../tests/a.py), [this](#here), [that](b.md#x), [no page](c.md), [web](http://d)"
    )
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    shutil.copy(tmp_path / "a.md", tmp_path / "b.md")
    assert read_page("a.md", 500).parts == (
        "A `test`, [this](#here), [that](b.md#x), no page, [web](http://d)",
    )


@pytest.mark.parametrize("name", PAGES)
def test_a_page_in_parts_is_the_page_in_one(name: str) -> None:
    text = (docs_dir() / name).read_text("utf-8")
    whole, grown = QTextDocument(), QTextDocument()
    whole.setMarkdown(text, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
    for part in in_parts(text):
        append(grown, part)
    assert blocks(grown) == blocks(whole)


def test_a_long_page_is_laid_out_a_little_at_a_time(guide: Guide, qtbot: QtBot) -> None:
    wait_for(qtbot, guide, "Remove it")
    added: list[int] = []
    guide.shown.document().contentsChange.connect(lambda _at, _gone, new: added.append(new))
    guide.follow(QUrl("quality.md"))
    *_, last = (docs_dir() / "quality.md").read_text("utf-8").split("\n#")
    wait_for(qtbot, guide, last.partition("\n")[0].strip("# "))
    assert sum(added) > 8000
    assert max(added) < 3000
    assert guide.shown.verticalScrollBar().value() == 0


def test_a_heading_of_a_page_that_is_still_coming_is_gone_to_when_it_is_there(
    guide: Guide, qtbot: QtBot
) -> None:
    guide.follow(QUrl("#remove-it"))
    qtbot.waitUntil(lambda: guide.shown.textCursor().block().text() == "Remove it")
    assert guide.shown.verticalScrollBar().value() > 0
