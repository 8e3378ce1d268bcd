from __future__ import annotations

from pathlib import Path

import pytest

from shoegui.basics.bundled import models_dir, resources_dir
from shoegui.basics.paths import AppPaths


def test_a_library_in_a_folder_keeps_everything_in_that_folder(tmp_path: Path) -> None:
    paths = AppPaths.under(tmp_path / "library")

    for file in (
        paths.database,
        paths.neighbours,
        paths.thumbnails,
        paths.networks,
        paths.samples,
        paths.settings_file,
        paths.log_file,
    ):
        assert file.is_relative_to(tmp_path / "library")


def test_asking_for_paths_creates_nothing(tmp_path: Path) -> None:
    paths = AppPaths.under(tmp_path / "library")
    paths.never_indexed()
    paths.sample_library()
    AppPaths.for_user()

    assert list(tmp_path.iterdir()) == []


def test_what_can_be_made_again_is_apart_from_what_cannot(tmp_path: Path) -> None:
    paths = AppPaths.under(tmp_path)

    assert paths.neighbours.is_relative_to(paths.cache)
    assert paths.thumbnails.is_relative_to(paths.cache)
    assert not paths.database.is_relative_to(paths.cache)
    assert not paths.networks.is_relative_to(paths.cache)


def test_a_relative_library_folder_is_made_absolute(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))

    assert AppPaths.under(Path("mine")).data == tmp_path / "mine"
    assert AppPaths.under(Path("~/mine")).data == tmp_path / "mine"


def test_the_sample_pictures_have_a_library_of_their_own(tmp_path: Path) -> None:
    paths = AppPaths.under(tmp_path)

    assert paths.sample_library().database != paths.database


def test_the_user_s_places_come_from_the_platform(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("appdirs.user_data_dir", lambda name, **_: f"/data/{name}")

    assert AppPaths.for_user().database == Path("/data/ShoeGUI/library.db")
    assert AppPaths.for_user().data in AppPaths.for_user().never_indexed()


def test_models_and_resources_are_found() -> None:
    assert list(models_dir().glob("*.toml"))
    assert (resources_dir() / "classes").is_dir()


def test_a_frozen_bundle_brings_its_own_models(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "shoegui" / "models").mkdir(parents=True)
    monkeypatch.setattr("sys._MEIPASS", str(tmp_path), raising=False)

    assert models_dir() == tmp_path / "shoegui" / "models"
