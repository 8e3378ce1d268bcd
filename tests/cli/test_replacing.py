"""A command that draws replaces no photo, and nothing at all unless it is told to."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image

from shoegui.cli.replacing import new_name
from tests.cli.conftest import Outcome, Shoegui
from tests.helpers import Place, save

COMMANDS = ["search", "why", "demo"]


@pytest.fixture
def drawn(filled: Place, shoegui: Shoegui) -> Sequence[Path]:
    """Two photos of a library that could be asked for."""
    assert shoegui("check").code == 0
    return filled.photos / "0.png", filled.photos / "1.png"


def draw(command: str, shoegui: Shoegui, pictures: Sequence[Path], *options: str | Path) -> Outcome:
    if command == "search":
        return shoegui("search", pictures[0], "--sheet", *options)
    if command == "why":
        return shoegui("why", *pictures, "--out", *options)
    return shoegui("demo", "--sheet", *options)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("force", [(), ("--force",)])
def test_a_photo_of_the_library_is_never_replaced(
    command: str, force: tuple[str, ...], filled: Place, shoegui: Shoegui, drawn: Sequence[Path]
) -> None:
    photo = filled.photos / "3.png"
    before = photo.read_bytes()

    outcome = draw(command, shoegui, drawn, photo, *force)

    assert (outcome.code, outcome.out) == (2, "")
    assert f"{photo}: a picture in a folder of the library is never" in outcome.complaint
    assert photo.read_bytes() == before


@pytest.mark.parametrize("command", COMMANDS)
def test_nor_is_a_picture_in_its_folders_that_was_not_indexed_yet(
    command: str, filled: Place, shoegui: Shoegui, drawn: Sequence[Path]
) -> None:
    photo = filled.picture("later/new.png", 9)
    before = photo.read_bytes()

    assert draw(command, shoegui, drawn, photo, "--force").code == 2
    assert photo.read_bytes() == before


@pytest.mark.parametrize("command", COMMANDS)
def test_nor_a_copy_of_a_photo_elsewhere(
    command: str, filled: Place, shoegui: Shoegui, drawn: Sequence[Path], tmp_path: Path
) -> None:
    copy = tmp_path / "elsewhere.png"
    shutil.copy(filled.photos / "3.png", copy)

    outcome = draw(command, shoegui, drawn, copy, "--force")

    assert outcome.code == 2
    assert "a photo of the library, or a copy of one" in outcome.complaint
    assert copy.read_bytes() == (filled.photos / "3.png").read_bytes()


def test_nor_a_photo_by_way_of_a_link(
    filled: Place, shoegui: Shoegui, drawn: Sequence[Path], tmp_path: Path
) -> None:
    link = tmp_path / "link"
    try:
        link.symlink_to(filled.photos, target_is_directory=True)
    except OSError:
        pytest.skip("no links can be made here")
    photo = filled.picture("new.png", 9)
    before = photo.read_bytes()

    assert draw("search", shoegui, drawn, link / "new.png", "--force").code == 2
    assert photo.read_bytes() == before


@pytest.mark.parametrize("option", ["--more", "--less"])
def test_nor_a_picture_that_is_searched_with(
    option: str, filled: Place, shoegui: Shoegui, tmp_path: Path
) -> None:
    beside = save(tmp_path / "beside.png", 7)
    before = beside.read_bytes()

    outcome = shoegui(
        "search", filled.photos / "0.png", option, beside, "--sheet", beside, "--force"
    )

    assert outcome.code == 2
    assert "one of the pictures it is made from" in outcome.complaint
    assert beside.read_bytes() == before


@pytest.mark.parametrize("command", COMMANDS)
def test_any_other_file_stays_without_force(
    command: str, shoegui: Shoegui, drawn: Sequence[Path], tmp_path: Path
) -> None:
    other = save(tmp_path / "other.png", 8)
    before = other.read_bytes()

    outcome = draw(command, shoegui, drawn, other)

    assert (outcome.code, outcome.out) == (2, "")
    assert "--force" in outcome.complaint
    assert other.read_bytes() == before


def test_and_is_replaced_with_it(shoegui: Shoegui, drawn: Sequence[Path], tmp_path: Path) -> None:
    other = save(tmp_path / "other.png", 8)

    assert draw("search", shoegui, drawn, other, "--force").code == 0
    with Image.open(other) as sheet:
        assert sheet.width > 1000


def test_a_new_picture_may_be_drawn_beside_the_photos(filled: Place, shoegui: Shoegui) -> None:
    sheet = filled.photos / "found.png"

    assert shoegui("search", filled.photos / "0.png", "--sheet", sheet).code == 0
    assert sheet.exists()


def test_a_damaged_library_cannot_vouch_for_a_file(
    filled: Place, shoegui: Shoegui, tmp_path: Path
) -> None:
    photo = filled.photos / "3.png"
    before = photo.read_bytes()
    filled.paths.database.write_bytes(b"no database " * 1000)
    pictures = save(tmp_path / "a.png", 1), save(tmp_path / "b.png", 2)

    assert draw("why", shoegui, pictures, photo, "--force").code == 3
    assert photo.read_bytes() == before


def test_a_folder_in_the_way_is_said(
    shoegui: Shoegui, drawn: Sequence[Path], tmp_path: Path
) -> None:
    (tmp_path / "folder.png").mkdir()

    outcome = draw("search", shoegui, drawn, tmp_path / "folder.png", "--force")

    assert (outcome.code, outcome.out) == (2, "")
    assert "is not a file that can be replaced" in outcome.complaint


def test_a_place_that_is_no_folder_is_said_before_the_search(
    shoegui: Shoegui, drawn: Sequence[Path], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")

    outcome = draw("search", shoegui, drawn, tmp_path / "file" / "a.png")

    assert (outcome.code, outcome.out) == (3, "")
    assert f"{tmp_path / 'file'} is not a folder" in outcome.complaint


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="needs a user whose rights end"
)
def test_a_folder_that_may_not_be_written_is_said_before_the_search(
    shoegui: Shoegui, drawn: Sequence[Path], tmp_path: Path
) -> None:
    (tmp_path / "closed").mkdir(mode=0o500)

    outcome = draw("search", shoegui, drawn, tmp_path / "closed" / "a.png")

    assert (outcome.code, outcome.out) == (3, "")
    assert "permission denied" in outcome.complaint


def test_a_name_of_our_own_choice_is_always_new(tmp_path: Path) -> None:
    wanted = tmp_path / "demo.png"

    assert new_name(wanted) == wanted
    wanted.touch()
    assert new_name(wanted) == tmp_path / "demo-2.png"
    (tmp_path / "demo-2.png").touch()
    assert new_name(wanted) == tmp_path / "demo-3.png"
