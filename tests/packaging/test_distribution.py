"""The sdist and the wheel hold what they should, and are the same bytes wherever they are made."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import distribution
import pytest
import reproducible
from distribution import Built
from system_needs import SetupError

from shoegui import __version__

ROOT = Path(__file__).resolve().parents[2]
TIME = 1_700_000_000


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sources without git, with networks cut short: packing those takes most of the time."""
    copy = tmp_path_factory.mktemp("source") / "copy"
    reproducible.clean_copy(ROOT, copy)
    for network in copy.glob("models/*.onnx"):
        network.write_bytes(network.read_bytes()[:1000])
    return copy


@pytest.fixture(scope="module")
def built(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    """What a build makes of the sources."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", str(TIME))
        yield distribution.build(source, tmp_path_factory.mktemp("dist"), Path(sys.executable))


def in_sdist(built: Built) -> set[str]:
    """Files of the sdist, without its outer folder."""
    with tarfile.open(built.sdist) as archive:
        return {one.name.partition("/")[2] for one in archive.getmembers() if one.isfile()}


def in_wheel(built: Built) -> set[str]:
    """Files of the wheel."""
    return set(zipfile.ZipFile(built.wheel).namelist())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no umask")
def test_another_folder_umask_and_day_give_the_same_bytes(
    source: Path, built: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "another folder"
    before = os.umask(0o077)
    try:
        reproducible.clean_copy(source, other)
        for path in other.rglob("*.py"):
            path.chmod(0o600)
            os.utime(path, (TIME - 5000, TIME - 5000))
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(TIME))
        again = distribution.build(other, tmp_path / "dist", Path(sys.executable))
    finally:
        os.umask(before)
    assert again.sdist.read_bytes() == built.sdist.read_bytes()
    assert again.wheel.read_bytes() == built.wheel.read_bytes()


def test_the_sdist_holds_all_that_git_knows(built: Built, source: Path) -> None:
    known = {path.relative_to(source).as_posix() for path in source.rglob("*") if path.is_file()}
    made = {name for name in in_sdist(built) if ".egg-info/" in name}
    assert in_sdist(built) - made - {"PKG-INFO", "setup.cfg"} == known
    for needed in ("tests/conftest.py", "models/efficientnet-lite2.toml", "constraints.txt"):
        assert needed in known


def test_no_leftover_gets_into_a_build(built: Built) -> None:
    unwanted = re.compile(
        r"__pycache__|\.py[co]$|(^|/)\.(venv|git|hypothesis|\w+_cache)/|(^|/)(build|dist)/", re.I
    )
    for names in (in_sdist(built), in_wheel(built)):
        assert not {name for name in names if unwanted.search(name)}


def test_no_photo_gets_into_a_build(built: Built) -> None:
    photo = re.compile(r"\.(jpe?g|heic|webp|avif|tiff?|cr2|nef|dng)$", re.I)
    ours = re.compile(
        r"^(shoegui/)?(docs/images|resources/icons/program|tests/photos/data)/[\w-]+\.\w+$"
    )
    for names in (in_sdist(built), in_wheel(built)):
        assert not {name for name in names if photo.search(name) and not ours.match(name)}
        pictures = {name for name in names if name.endswith((".png", ".gif", ".bmp", ".ico"))}
        assert not {name for name in pictures if not ours.match(name)}


def test_the_wheel_holds_the_program_its_networks_and_its_licence(built: Built) -> None:
    names = in_wheel(built)
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "shoegui").rglob("*.py")}
    assert modules <= names
    for network in (ROOT / "models").glob("*.onnx"):
        assert f"shoegui/models/{network.name}" in names
    assert "shoegui/resources/translations/shoegui_de.qm" in names
    assert f"shoegui-{__version__}.dist-info/licenses/LICENSE" in names
    assert not {name for name in names if name.startswith(("tests/", "packaging/", "docs/"))}


def test_of_docs_the_wheel_holds_the_pages_and_the_pictures_in_them_and_nothing_else(
    built: Built,
) -> None:
    pages = list((ROOT / "docs").glob("*.md"))
    shown = {
        picture
        for page in pages
        for picture in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", page.read_text("utf-8"))
    }
    wanted = {f"shoegui/docs/{name}" for name in {page.name for page in pages} | shown}
    assert {name for name in in_wheel(built) if name.startswith("shoegui/docs/")} == wanted


def test_no_program_that_draws_or_writes_what_ships_is_in_the_wheel(built: Built) -> None:
    folders = ("shoegui/docs/", "shoegui/resources/")
    programs = {name for name in in_wheel(built) if name.endswith(".py")}
    assert not {name for name in programs if name.startswith(folders)}


def test_everything_in_a_build_has_the_time_that_was_asked_for(built: Built) -> None:
    with tarfile.open(built.sdist) as archive:
        members = archive.getmembers()
    assert {member.mtime for member in members} == {TIME}
    assert {(member.uid, member.gid, member.mode & 0o022) for member in members} == {(0, 0, 0)}
    times = {entry.date_time for entry in zipfile.ZipFile(built.wheel).infolist()}
    assert times == {(2023, 11, 14, 22, 13, 20)}


def test_files_that_git_ignores_stay_out_of_the_copy(tmp_path: Path) -> None:
    checkout = tmp_path / "checkout"
    checkout.mkdir()
    subprocess.run(["git", "init", "--quiet", str(checkout)], check=True)
    (checkout / ".gitignore").write_text("/dist/\n", encoding="utf-8")
    (checkout / "dist").mkdir()
    (checkout / "dist" / "old.whl").write_bytes(b"")
    (checkout / "new.py").write_text("", encoding="utf-8")
    reproducible.clean_copy(checkout, tmp_path / "copy")
    assert sorted(path.name for path in (tmp_path / "copy").iterdir()) == [".gitignore", "new.py"]


def test_a_time_that_is_no_number_is_refused() -> None:
    with pytest.raises(SetupError, match="yesterday"):
        reproducible.build_time(ROOT, {"SOURCE_DATE_EPOCH": "yesterday"})


def test_a_time_before_zip_files_becomes_the_first_that_they_know() -> None:
    assert reproducible.build_time(ROOT, {"SOURCE_DATE_EPOCH": "0"}) == 315_532_800


def test_the_time_of_an_unpacked_sdist_is_that_of_its_files(source: Path) -> None:
    os.utime(source / "pyproject.toml", (TIME, TIME))
    assert reproducible.build_time(source, {}) == TIME
