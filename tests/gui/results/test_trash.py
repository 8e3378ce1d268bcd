"""Nothing goes to the trash before a person said so, and what could not go is named."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from shoegui.gui.file_actions import Hindrance, why_not_moved
from shoegui.gui.jobs import Jobs
from shoegui.gui.trash import Trash
from shoegui.search.searcher import Hit
from tests.gui.results.conftest import make_hit
from tests.helpers import save

pytestmark = pytest.mark.skipif(
    sys.platform in {"win32", "darwin"}, reason="elsewhere the trash is the person's own"
)


@pytest.fixture
def hits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Hit]:
    """Eight hits whose files are there; a trash of the test's own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    (tmp_path / "data").mkdir()
    return [make_hit(n, save(tmp_path / "photos" / f"{n}.png", n)) for n in range(1, 9)]


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def box() -> QMessageBox:
    found = QApplication.activeModalWidget()
    assert isinstance(found, QMessageBox)
    return found


def agree() -> None:
    button = box().findChild(QPushButton, "move")
    assert isinstance(button, QPushButton)
    button.click()


def test_it_asks_first_and_to_leave_it_is_the_default(
    qtbot: QtBot, jobs: Jobs, window: QWidget, hits: list[Hit]
) -> None:
    Trash(jobs, window).request(hits)
    question = box()
    assert question.text() == "Move 8 picture(s) to the trash?"
    assert "1.png" in question.informativeText()
    assert "and 3 more" in question.informativeText()
    assert "Restoring" in question.informativeText()
    assert question.defaultButton() is question.button(QMessageBox.StandardButton.Cancel)
    question.reject()
    qtbot.wait(20)
    assert all(hit.photo.path.exists() for hit in hits)
    assert jobs.running() == []


def test_agreed_to_it_moves_them_and_says_which(
    qtbot: QtBot, jobs: Jobs, window: QWidget, hits: list[Hit], tmp_path: Path
) -> None:
    forgotten: list[int] = []
    trash = Trash(jobs, window, forgotten.extend)
    trash.request(hits[:2])
    with qtbot.waitSignals([trash.moved, trash.message]):
        agree()
    assert forgotten == [1001, 1002]
    assert [hit.photo.path.exists() for hit in hits[:3]] == [False, False, True]
    in_trash = sorted(path.name for path in (tmp_path / "data/Trash/files").iterdir())
    assert in_trash == ["1.png", "2.png"]


def test_a_photo_that_is_gone_already_leaves_like_one_that_was_moved(
    qtbot: QtBot, jobs: Jobs, window: QWidget, hits: list[Hit]
) -> None:
    hits[0].photo.path.unlink()
    forgotten: list[int] = []
    left: list[int] = []
    trash = Trash(jobs, window, forgotten.extend)
    trash.moved.connect(left.extend)
    trash.request(hits[:2])
    with qtbot.waitSignal(trash.message) as said:
        agree()
    assert said.args == ["1 picture(s) moved to the trash, 1 picture(s) already gone"]
    assert left == forgotten == [1002, 1001]
    assert QApplication.activeModalWidget() is None


def test_nobody_is_told_of_a_move_where_every_photo_was_gone(
    qtbot: QtBot, jobs: Jobs, window: QWidget, hits: list[Hit]
) -> None:
    hits[0].photo.path.unlink()
    trash = Trash(jobs, window)
    trash.request(hits[:1])
    with qtbot.waitSignal(trash.message) as said:
        agree()
    assert said.args == ["1 picture(s) already gone"]


def test_a_photo_whose_folder_is_away_stays_in_the_library(
    qtbot: QtBot, jobs: Jobs, window: QWidget, hits: list[Hit]
) -> None:
    folder = hits[0].photo.path.parent
    folder.rename(folder.with_name("elsewhere"))
    trash = Trash(jobs, window, lambda _ids: pytest.fail("forgotten"))
    trash.moved.connect(lambda _ids: pytest.fail("moved"))
    trash.request(hits[:1])
    agree()
    qtbot.waitUntil(lambda: "stayed in place" in box().text())
    assert "connect the drive" in box().informativeText()
    box().close()


def test_a_photo_that_nobody_may_look_at_is_not_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "lstat", refuse)
    assert why_not_moved(tmp_path / "1.png") is not Hindrance.GONE


@pytest.mark.parametrize(("chosen", "stay"), [(slice(1), True), (slice(3), False)])
def test_it_says_that_copies_under_a_picture_stay(
    jobs: Jobs, window: QWidget, hits: list[Hit], chosen: slice, stay: bool
) -> None:
    stack = tuple(hit.photo for hit in hits[1:3])
    shown = [replace(hits[0], stack=stack), *hits[1:]]
    Trash(jobs, window).request(shown[chosen])
    assert ("Copies under them stay" in box().informativeText()) is stay
    box().reject()


def test_what_could_not_be_moved_is_named(
    qtbot: QtBot, jobs: Jobs, window: QWidget, hits: list[Hit]
) -> None:
    hits[1] = make_hit(2, hits[1].photo.path.with_name("away") / "2.png")
    trash = Trash(jobs, window)
    trash.request(hits[:3])
    with qtbot.waitSignal(trash.moved) as moved:
        agree()
    assert moved.args == [[1001, 1003]]
    failed = box()
    assert "1 picture(s)" in failed.text()
    assert "2.png" in failed.informativeText()
    assert "1.png" not in failed.informativeText().replace("2.png", "")
    failed.close()


def test_it_says_why_each_one_stayed(
    qtbot: QtBot,
    jobs: Jobs,
    window: QWidget,
    hits: list[Hit],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "data" / "Trash" / "files").mkdir(parents=True)
    hits[1] = make_hit(2, hits[1].photo.path.with_name("away") / "2.png")
    monkeypatch.setattr("shoegui.gui.trash.move_to_trash", lambda _path: False)
    Trash(jobs, window).request(hits[:2])
    agree()
    qtbot.waitUntil(lambda: "stayed in place" in box().text())
    there, away = sorted(box().informativeText().split("\n\n"), key=lambda part: "2.png" in part)
    assert "1.png" in there
    assert "may be in use" in there
    assert "elete" not in there, "it can still be kept"
    assert "2.png" in away
    assert "folder is not there" in away
    box().close()


def test_files_whose_drive_is_away_are_left_alone(
    qtbot: QtBot, jobs: Jobs, window: QWidget
) -> None:
    trash = Trash(jobs, window)
    with qtbot.waitSignal(trash.message):
        trash.request([make_hit(1, offline=True)])
    assert QApplication.activeModalWidget() is None
