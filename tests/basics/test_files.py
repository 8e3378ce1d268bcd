from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from shoegui.basics.errors import StorageError
from shoegui.basics.files import write_atomically


@pytest.mark.parametrize("durable", [True, False])
def test_a_file_is_written_with_its_folders(tmp_path: Path, durable: bool) -> None:
    file = tmp_path / "a" / "b" / "data.bin"

    write_atomically(file, b"one", durable=durable)
    write_atomically(file, b"two", durable=durable)

    assert file.read_bytes() == b"two"
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failure_at_any_step_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    file = tmp_path / "data.bin"
    write_atomically(file, b"old")

    def fail(*_: Any) -> None:
        raise OSError(5, "Input/output error")

    if step == "fsync":
        monkeypatch.setattr("os.fsync", fail)
    else:
        monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(StorageError, match=r"data\.bin"):
        write_atomically(file, b"new")

    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


def test_an_interruption_leaves_no_half_written_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("os.fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(tmp_path / "data.bin", b"new")

    assert list(tmp_path.iterdir()) == []


def test_a_file_where_a_folder_is_needed_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("I am a file")

    with pytest.raises(StorageError, match="could not be written"):
        write_atomically(tmp_path / "a" / "data.bin", b"new")


def test_a_missing_folder_that_cannot_be_made_asks_for_another_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise FileNotFoundError(2, "No such file or directory")

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(StorageError, match=r"its folder is not there\. Choose another place"):
        write_atomically(tmp_path / "away" / "list.csv", b"new")


def test_a_folder_of_that_name_is_left_alone_and_said_to_be_one(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=r"it is a folder\. Choose another place"):
        write_atomically(tmp_path, b"new")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (FileExistsError(17, "it exists"), "its folder is not there"),
        (PermissionError(13, "access is denied"), "it is a folder"),
    ],
)
def test_what_windows_says_of_such_places_is_understood(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, why: str
) -> None:
    def refuse(*_: Any) -> None:
        raise error

    monkeypatch.setattr("os.open", refuse)
    with pytest.raises(StorageError, match=rf"{why}\. Choose another place"):
        write_atomically(tmp_path, b"new")
