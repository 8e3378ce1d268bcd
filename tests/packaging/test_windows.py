"""The Inno Setup script, as far as it can be judged away from Windows, and the icons' files."""

from __future__ import annotations

import re
from pathlib import Path

import bundle_contents
import icons
import pytest
from PIL import Image

from shoegui.photos.suffixes import PICTURE_SUFFIXES

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = (ROOT / "packaging" / "windows" / "shoegui.iss").read_text(encoding="utf-8-sig")
SECTIONS = dict(re.findall(r"^\[(\w+)\]\n(.*?)(?=^\[\w+\]\n|\Z)", SCRIPT, re.M | re.S))


def setting(name: str) -> str:
    """A directive of [Setup]."""
    found = re.findall(rf"^{name}=(.*)$", SECTIONS["Setup"], re.MULTILINE)
    assert len(found) == 1, name
    return str(found[0])


def test_the_script_begins_with_the_mark_that_makes_it_utf_8() -> None:
    assert (ROOT / "packaging" / "windows" / "shoegui.iss").read_bytes()[:3] == b"\xef\xbb\xbf"


def test_a_newer_version_replaces_an_older_one() -> None:
    # Every installer that was ever given away has this one; a new one would leave the old program.
    assert setting("AppId") == "{{2D67F895-36D5-4FEC-B0C2-E7A6CDCC5B71}"


def test_the_version_comes_from_outside_and_is_asked_for() -> None:
    assert setting("AppVersion") == setting("VersionInfoVersion") == "{#Version}"
    assert "#ifndef Version\n  #error" in SCRIPT
    assert not re.search(r"^#define Version\b", SCRIPT, re.MULTILINE)


def test_an_administrator_is_not_needed() -> None:
    assert setting("PrivilegesRequired") == "lowest"
    assert "dialog" in setting("PrivilegesRequiredOverridesAllowed")
    assert setting("DefaultDirName").startswith("{autopf}")
    # HKA is this user's part of the registry, or the machine's, as was chosen.
    assert set(re.findall(r"^Root: (\w+);", SECTIONS["Registry"], re.MULTILINE)) == {"HKA"}


def test_explorer_offers_every_picture_that_can_be_read() -> None:
    listed = re.search(r'^#define Suffixes "(.*)"$', SCRIPT, re.MULTILINE)
    assert listed
    assert set(listed[1].split()) == PICTURE_SUFFIXES - {".jxl"}


def test_the_program_that_is_started_is_the_one_in_the_bundle() -> None:
    window = next(iter(bundle_contents.programs("win32")))
    assert f'#define WindowProgram "{window}.exe"' in SCRIPT
    assert set(re.findall(r"\{app\}\\([\w#{}.]+)", SCRIPT)) == {"{#WindowProgram}", "_internal"}


def test_a_file_name_with_spaces_reaches_the_program_as_one_word() -> None:
    commands = re.findall(r"\\command\";.*ValueData: (.*?)(?:;|$)", SCRIPT, re.MULTILINE)
    assert len(commands) == 2
    assert set(commands) == {'"""{app}\\{#WindowProgram}"" ""%1"""'}


def test_every_word_of_ours_is_said_in_both_languages() -> None:
    assert re.findall(r'^Name: "(\w+)"', SECTIONS["Languages"], re.MULTILINE) == ["en", "de"]
    said: dict[str, set[str]] = {"en": set(), "de": set()}
    for language, name in re.findall(r"^(\w\w)\.(\w+)=.", SECTIONS["CustomMessages"], re.M):
        said[language].add(name)
    assert said["en"] == said["de"]
    used = set(re.findall(r"\{cm:(\w+)", SCRIPT))
    used |= set(re.findall(r"CustomMessage\('(\w+)'\)", SCRIPT))
    assert said["en"] <= used
    assert used - said["en"] == {"CreateDesktopIcon", "LaunchProgram"}, "Inno Setup's own"


def test_removing_the_program_keeps_the_library_unless_asked() -> None:
    code = SECTIONS["Code"]
    assert "MB_YESNO or MB_DEFBUTTON2" in code, "No is the answer of whoever just presses Enter"
    assert "{param:deletelibrary|0}" in code
    assert "UninstallDelete" not in SECTIONS
    assert code.count("DelTree") == 1


def test_the_files_beside_the_script_are_where_it_looks(tmp_path: Path) -> None:
    assert '"..\\..\\build\\icons\\shoegui.ico"' in SCRIPT
    ico, _icns = icons.make(tmp_path)
    assert ico.name == "shoegui.ico"


def test_the_head_says_that_windows_has_not_seen_it() -> None:
    assert "NOT YET RUN ON WINDOWS" in SCRIPT.partition("[Setup]")[0]


@pytest.mark.parametrize(
    ("suffix", "wanted"), [(".ico", {16, 24, 32, 48, 256}), (".icns", {32, 128, 256, 512})]
)
def test_an_icon_has_every_size_that_the_system_asks_for(
    tmp_path: Path, suffix: str, wanted: set[int]
) -> None:
    icons.make(tmp_path)
    with Image.open(tmp_path / f"shoegui{suffix}") as picture:
        # .icns says width, height and scale.
        sizes = {one[0] * (one[2] if len(one) > 2 else 1) for one in picture.info["sizes"]}
    assert wanted <= sizes
