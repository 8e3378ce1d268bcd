"""A library whose damage shows only when it is read: the window says so and leads to the repair."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from shoegui.basics.errors import LibraryCorruptError
from shoegui.gui.application import Application
from shoegui.gui.empty_state import State
from shoegui.gui.library_page import LibraryPage
from shoegui.gui.main_window import MainWindow
from shoegui.gui.query_item import QueryItem


def overwrite(file: Path, *tables: str) -> None:
    """Damage the first pages of these tables; the library can be opened all the same."""
    database = sqlite3.connect(file)
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    [[size]] = database.execute("PRAGMA page_size").fetchall()
    rows = database.execute("SELECT name, rootpage FROM sqlite_master WHERE type = 'table'")
    pages = [page for name, page in rows.fetchall() if name in tables]
    database.close()
    assert len(pages) == len(tables)
    content = bytearray(file.read_bytes())
    for page in pages:
        content[(page - 1) * size : page * size] = b"\xff" * size
    file.write_bytes(content)


def button(window: MainWindow, label: str) -> QPushButton:
    [found] = [
        one
        for one in window.error_bar.findChildren(QPushButton)
        if one.text() == label and one.isVisible()
    ]
    return found


def damaged(application: Application, qtbot: QtBot, *tables: str) -> MainWindow:
    """The window over a library with these tables damaged, once it says so."""
    overwrite(application.home.database, *tables)
    assert application.start()
    window = application.window
    assert window is not None
    qtbot.waitUntil(lambda: "damaged" in window.error_bar.text, timeout=20_000)
    return window


def page_of(window: MainWindow, qtbot: QtBot) -> LibraryPage:
    qtbot.waitUntil(lambda: window.dialogs.open_one("library") is not None)
    page = window.dialogs.open_one("library")
    assert isinstance(page, LibraryPage)
    return page


def test_what_is_damaged_is_said_with_a_button_that_leads_to_the_repair(
    application: Application, qtbot: QtBot
) -> None:
    window = damaged(application, qtbot, "photos")
    assert "shoegui check" not in window.error_bar.text
    assert window.controller.state is State.NO_QUERY
    assert window.empty_state.isVisible()
    assert window.empty_state.text()

    button(window, "Repair…").click()
    page = page_of(window, qtbot)
    qtbot.waitUntil(page.health.repair_button.isVisible, timeout=20_000)
    assert "damaged" in page.health.verdict.text()
    assert window.error_bar.text, "nothing is repaired yet"

    page.health.repair_button.click()
    qtbot.waitUntil(page.health.verify_button.isEnabled, timeout=20_000)
    assert window.error_bar.text == ""
    qtbot.waitUntil(lambda: window.controller.summary.photos == 16, timeout=20_000)
    assert window.error_bar.text == ""
    assert window.controller.state is State.NO_QUERY


def test_a_library_page_that_is_open_looks_for_the_damage(
    application: Application, qtbot: QtBot
) -> None:
    window = damaged(application, qtbot, "photos")
    window.dialogs.show_library()
    page = page_of(window, qtbot)
    button(window, "Repair…").click()
    assert page_of(window, qtbot) is page
    qtbot.waitUntil(page.health.repair_button.isVisible, timeout=20_000)


def test_a_repair_ends_well_though_its_page_was_closed(
    application: Application, qtbot: QtBot
) -> None:
    window = damaged(application, qtbot, "photos")
    window.dialogs.show_library()
    page = page_of(window, qtbot)
    page.health.repair()
    page.close()
    qtbot.waitUntil(lambda: window.error_bar.text == "", timeout=20_000)
    qtbot.waitUntil(lambda: window.controller.summary.photos == 16, timeout=20_000)


def test_whoever_has_lost_the_folders_is_not_welcomed_over_the_repair(
    application: Application, qtbot: QtBot
) -> None:
    application.state._settings.remove("start/welcomed")
    window = damaged(application, qtbot, "folders", "directories", "photos")
    button(window, "Repair…").click()
    page = page_of(window, qtbot)
    qtbot.waitUntil(page.health.repair_button.isVisible, timeout=20_000)
    page.health.repair_button.click()
    qtbot.waitUntil(lambda: window.controller.state is State.NO_LIBRARY, timeout=20_000)
    assert "Add your folders again" in page.health.verdict.text()
    assert window.dialogs.open_one("wizard") is None


def test_a_search_that_meets_the_damage_leads_to_the_repair_too(
    window: MainWindow, qtbot: QtBot, sample_photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_asked: object) -> None:
        raise LibraryCorruptError("the library is damaged", path="library.db")

    monkeypatch.setattr(window.session.engine, "search", fail)
    window.controller.search([QueryItem.of_path(sample_photos / "boot" / "boot-red-01.jpg")])
    qtbot.waitUntil(lambda: window.controller.state is State.ERROR)
    assert button(window, "Repair…").isVisible()
