"""What is done with a file reaches the desktop, the clipboard or the trash, and nothing else."""

from __future__ import annotations

import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication

from shoegui.basics.errors import PhotoError
from shoegui.gui import file_actions
from shoegui.gui.file_actions import Hindrance
from tests.helpers import save


class Desktop(QObject):
    """Stands where the desktop's own programs would open a file."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.opened: list[Path] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(Path(url.toLocalFile()))


@pytest.fixture
def desktop(qapp: QApplication) -> Iterator[Desktop]:
    made = Desktop(qapp)
    QDesktopServices.setUrlHandler("file", made, "open")  # type: ignore[arg-type]
    yield made
    QDesktopServices.unsetUrlHandler("file")


def test_a_file_is_opened_by_the_desktop(desktop: Desktop, tmp_path: Path) -> None:
    path = save(tmp_path / "a #1 ü.png", 1)
    assert file_actions.open_file(path)
    assert desktop.opened == [path]


def test_a_file_that_is_gone_is_not_opened(desktop: Desktop, tmp_path: Path) -> None:
    assert not file_actions.open_file(tmp_path / "gone.png")
    assert desktop.opened == []


def test_the_folder_is_opened_where_no_file_manager_can_be_asked(
    desktop: Desktop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr(file_actions, "_ask_file_manager", lambda _path: False)
    assert file_actions.show_in_file_manager(save(tmp_path / "a.png", 1))
    assert desktop.opened == [tmp_path]
    assert not file_actions.show_in_file_manager(tmp_path / "nowhere" / "a.png")


@pytest.mark.usefixtures("qapp")
def test_a_picture_is_copied_as_it_is(tmp_path: Path) -> None:
    picture = file_actions.read_picture(save(tmp_path / "a.png", 1))
    file_actions.copy_picture(picture)
    copied = QGuiApplication.clipboard().image()
    assert (copied.width(), copied.height()) == (48, 36)
    assert copied.pixelColor(20, 20) == picture.pixelColor(20, 20)


def test_what_is_no_picture_is_refused_with_a_reason(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(b"nothing")
    with pytest.raises(PhotoError):
        file_actions.read_picture(path)


def test_the_trash_takes_a_file_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    (tmp_path / "data").mkdir()
    path = save(tmp_path / "photos" / "a.png", 1)
    content = path.read_bytes()
    assert file_actions.move_to_trash(path)
    assert not path.exists()
    assert (tmp_path / "data" / "Trash" / "files" / "a.png").read_bytes() == content


def test_what_cannot_be_moved_is_said(tmp_path: Path) -> None:
    assert not file_actions.move_to_trash(tmp_path / "gone.png")


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="elsewhere the trash is there")
def test_the_trash_is_made_where_the_person_has_none_yet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even the folder that it is in, which Qt does not make."""
    place = tmp_path / "home" / ".local" / "share"
    monkeypatch.setenv("XDG_DATA_HOME", str(place))
    path = save(tmp_path / "photos" / "a.png", 1)
    assert file_actions.move_to_trash(path)
    assert (place / "Trash" / "files" / "a.png").exists()
    made = (place.parent, place, place / "Trash")
    assert {stat.S_IMODE(one.stat().st_mode) for one in made} == {0o700}


def test_why_a_file_stayed_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = save(tmp_path / "a.png", 1)
    assert file_actions.why_not_moved(path) is Hindrance.NO_TRASH
    assert file_actions.why_not_moved(tmp_path / "gone.png") is Hindrance.GONE
    # Root may write everywhere.
    monkeypatch.setattr("os.access", lambda _path, _how: False)
    assert file_actions.why_not_moved(path) is Hindrance.PROTECTED
