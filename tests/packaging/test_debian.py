"""The Debian package: what it depends on, where its files go, and what file managers are told."""

from __future__ import annotations

import configparser
import gzip
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import debian
import pytest
from system_needs import SetupError

from shoegui.cli.commands import command_names

ROOT = Path(__file__).resolve().parents[2]
TIME = 1_790_000_000

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Debian packages are Linux's")


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """A folder laid out like a bundle, with a real program in it."""
    folder = tmp_path / "bundle"
    (folder / "_internal/licences").mkdir(parents=True)
    (folder / "_internal/licences/THIRD-PARTY.txt").write_text("theirs", encoding="utf-8")
    shutil.copy("/bin/true", folder / "shoegui")
    (folder / "_internal/libalso.so.1").symlink_to("../shoegui")
    return folder


@pytest.fixture
def tree(bundle: Path, tmp_path: Path) -> Path:
    """What the package of that bundle installs."""
    debian.stage(ROOT, bundle, tmp_path / "tree", "1.2.3", TIME)
    return tmp_path / "tree"


def entry(path: Path) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(interpolation=None, strict=True)
    parser.optionxform = str  # type: ignore[assignment]
    parser.read_string(path.read_text(encoding="utf-8"))
    return parser


def test_the_command_on_path_leads_to_the_program(tree: Path) -> None:
    link = tree / "usr/bin/shoegui"
    assert link.is_symlink()
    assert link.resolve() == tree / "usr/lib/shoegui/shoegui"


def test_links_inside_the_bundle_stay_links(tree: Path) -> None:
    assert (tree / "usr/lib/shoegui/_internal/libalso.so.1").is_symlink()


def test_the_desktop_entry_opens_one_picture_of_every_kind_that_is_read(tree: Path) -> None:
    said = entry(tree / debian.FILES["shoegui.desktop"])["Desktop Entry"]
    assert said["Exec"] == "shoegui %f"
    assert said["Terminal"] == "false"
    assert said["MimeType"].rstrip(";").split(";") == list(debian.MIME_TYPES)
    assert {"image/jpeg", "image/png", "image/heif", "image/avif"} <= set(debian.MIME_TYPES)
    icons = [path.stem for path in (tree / "usr/share/icons").rglob("shoegui.*")]
    assert said["Icon"] in icons


@pytest.mark.parametrize("name", ["nemo.nemo_action", "kde.desktop", "action.desktop"])
def test_file_managers_offer_find_similar_for_one_picture(tree: Path, name: str) -> None:
    parser = entry(tree / debian.FILES[name])
    values = {key: value for part in parser.sections() for key, value in parser[part].items()}
    names = [parser[part].get("Name") for part in parser.sections()]
    assert "Find similar with ShoeGUI" in names
    assert values["Exec"].split()[0] == "shoegui"
    assert "image/jpeg" in (
        values.get("MimeType") or values.get("MimeTypes") or values["Mimetypes"]
    )


def test_nothing_is_left_to_fill_in(tree: Path) -> None:
    for place in debian.FILES.values():
        assert not re.search(r"@[A-Z_]+@", (tree / place).read_text(encoding="utf-8"))


def test_the_metainfo_tells_the_version_and_its_day(tree: Path) -> None:
    root = ET.fromstring((tree / debian.FILES["metainfo.xml"]).read_text(encoding="utf-8"))
    release = root.find("releases/release")
    assert release is not None
    assert release.attrib == {"version": "1.2.3", "date": "2026-09-21"}
    assert root.findtext("launchable") == Path(debian.FILES["shoegui.desktop"]).name


def test_the_man_page_names_every_command(tree: Path) -> None:
    page = gzip.decompress((tree / "usr/share/man/man1/shoegui.1.gz").read_bytes()).decode()
    for command in command_names():
        assert re.search(rf"^\.BI? {command}\b", page, re.MULTILINE), command


def test_the_copyright_file_holds_our_licence_and_theirs_lies_beside_it(tree: Path) -> None:
    papers = tree / "usr/share/doc/shoegui"
    assert "Permission is hereby granted" in (papers / "copyright").read_text(encoding="utf-8")
    assert gzip.decompress((papers / "THIRD-PARTY.txt.gz").read_bytes()) == b"theirs"


def test_every_library_that_is_not_inside_becomes_a_dependency(bundle: Path) -> None:
    assert re.fullmatch(r"libc6 \(>= 2\.\d+\)", debian.dependencies(bundle))


def test_a_library_inside_is_no_dependency(bundle: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(debian.PACKAGES, "libc.so.6", "libc6-of-old")
    assert debian.dependencies(bundle) == "libc6-of-old"
    (bundle / "_internal/libc.so.6").touch()
    assert debian.dependencies(bundle) == ""


def test_a_library_that_nobody_knows_stops_the_build(
    bundle: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(debian.PACKAGES, "libc.so.6")
    with pytest.raises(SetupError, match=r"libc\.so\.6"):
        debian.dependencies(bundle)


def test_the_control_file_has_what_dpkg_wants() -> None:
    said = debian.control("1.2.3", "amd64", "libc6 (>= 2.36)", 2049)
    fields = dict(re.findall(r"^([A-Z][\w-]+): (.*)$", said, re.MULTILINE))
    assert fields["Package"] == "shoegui"
    assert fields["Version"] == "1.2.3"
    assert fields["Depends"] == "libc6 (>= 2.36)"
    assert fields["Installed-Size"] == "3"
    assert said.endswith("\n")
    assert len(fields["Description"]) <= 80
    assert all(line[0] in " ABCDEFGHIJKLMNOPQRSTUVWXYZ" for line in said.splitlines())


@pytest.mark.skipif(not shutil.which("dpkg-deb"), reason="needs dpkg")
def test_the_same_bundle_gives_the_same_bytes(bundle: Path, tmp_path: Path) -> None:
    made = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        made.append(debian.build(ROOT, bundle, tmp_path / name, "1.2.3", TIME))
        (bundle / "shoegui").touch()
    assert made[0].read_bytes() == made[1].read_bytes()
    listed = subprocess.run(["dpkg-deb", "-c", made[0]], capture_output=True, text=True, check=True)
    assert all("root/root" in line for line in listed.stdout.splitlines())
