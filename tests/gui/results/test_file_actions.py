"""What is done with a file reaches the desktop, the clipboard or the trash, and nothing else."""

from __future__ import annotations

import os
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


class Refusing:
    """Stands where Qt would move a file."""

    @staticmethod
    def moveToTrash(_path: str) -> bool:
        return False


def test_a_place_for_the_trash_that_cannot_be_looked_at_is_a_refusal_and_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As a folder that may not be read, which root has none of: Path.exists raises for both.
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / ("x" * 300) / "data"))
    monkeypatch.setattr(file_actions, "QFile", Refusing)
    path = save(tmp_path / "a.png", 1)
    assert not file_actions.move_to_trash(path)
    assert path.exists()


@pytest.fixture
def photo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A photo on a drive of its own, where there is no trash, and none is the person's."""
    monkeypatch.setattr("os.path.ismount", lambda folder: Path(folder) == tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return save(tmp_path / "photos" / "a.png", 1)


def test_of_a_file_that_is_gone_it_is_known(photo: Path) -> None:
    photo.unlink()
    assert file_actions.why_not_moved(photo) is Hindrance.GONE


def test_of_a_folder_that_may_not_be_changed_it_is_known(
    photo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Root may write everywhere.
    monkeypatch.setattr("os.access", lambda _path, _how: False)
    assert file_actions.why_not_moved(photo) is Hindrance.PROTECTED


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="elsewhere it cannot be seen")
@pytest.mark.parametrize("trash", ["data/Trash", ".Trash/{person}", ".Trash-{person}"])
def test_no_trash_is_said_only_where_none_is_seen(photo: Path, tmp_path: Path, trash: str) -> None:
    assert file_actions.why_not_moved(photo) is Hindrance.NO_TRASH
    (tmp_path / trash.format(person=os.getuid()) / "files").mkdir(parents=True)
    assert file_actions.why_not_moved(photo) is Hindrance.OTHER


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_where_a_trash_cannot_be_seen_none_is_missed(
    photo: Path, monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    monkeypatch.setattr("sys.platform", platform)
    assert file_actions.why_not_moved(photo) is Hindrance.OTHER
