from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shoegui.basics.errors import StorageError, UserFacingError
from shoegui.basics.settings import (
    DEVICES,
    Settings,
    change_settings,
    load_settings,
    save_settings,
)


@given(st.builds(Settings, st.sampled_from(DEVICES), st.integers(0, 1024)))
def test_settings_come_back_as_they_were_saved(
    tmp_path_factory: pytest.TempPathFactory, settings: Settings
) -> None:
    file = tmp_path_factory.mktemp("settings") / "config" / "settings.json"

    save_settings(file, settings)

    assert load_settings(file) == settings


def test_without_a_file_there_are_the_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "settings.json") == Settings()


def test_the_settings_of_a_newer_version_can_be_read(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text(json.dumps({"device": "cpu", "hologram": True}))

    assert load_settings(file) == Settings(device="cpu")


@pytest.mark.parametrize("content", ["", "{", "[]", '"cpu"', "\ufeff{}", "\x00"])
def test_a_file_that_is_no_settings_is_refused_by_name(tmp_path: Path, content: str) -> None:
    file = tmp_path / "settings.json"
    file.write_text(content, "utf-8")

    with pytest.raises(UserFacingError, match=r"settings\.json: the settings cannot be read"):
        load_settings(file)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("device", "toaster"),
        ("device", 1),
        ("threads", -1),
        ("threads", 5000),
        ("threads", True),
        ("threads", "2"),
        ("threads", None),
    ],
)
def test_a_setting_that_makes_no_sense_is_refused(tmp_path: Path, name: str, value: object) -> None:
    file = tmp_path / "settings.json"
    file.write_text(json.dumps({name: value}))

    with pytest.raises(UserFacingError):
        load_settings(file)


def test_settings_that_cannot_be_saved_leave_the_old_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "settings.json"
    save_settings(file, Settings(threads=3))

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StorageError, match="the disk is full"):
        save_settings(file, Settings(threads=4))

    assert load_settings(file) == Settings(threads=3)
    assert list(tmp_path.iterdir()) == [file]


def test_changing_one_setting_leaves_the_others(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    save_settings(file, Settings(device="cpu", threads=3))
    assert change_settings(file, threads=1) == Settings(device="cpu", threads=1)
    assert load_settings(file) == Settings(device="cpu", threads=1)
