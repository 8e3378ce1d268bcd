"""What can be known of the macOS recipe away from a Mac: it is well formed, and signs last."""

from __future__ import annotations

import plistlib
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
MACOS = ROOT / "packaging" / "macos"
SCRIPT = (MACOS / "build.sh").read_text(encoding="utf-8")


def plist(name: str) -> dict[str, Any]:
    """A property list of the recipe."""
    with (MACOS / name).open("rb") as file:
        return dict(plistlib.load(file))


def test_every_kind_of_folder_that_macos_guards_is_asked_for_with_a_reason() -> None:
    added = plist("Info.plist")
    for place in ("DesktopFolder", "DocumentsFolder", "DownloadsFolder", "RemovableVolumes"):
        assert "stay on this computer" in added[f"NS{place}UsageDescription"]
    assert "NSNetworkVolumesUsageDescription" in added


def test_the_program_is_offered_in_each_of_its_languages() -> None:
    translated = {
        path.stem.partition("_")[2] for path in (ROOT / "resources" / "translations").glob("*.qm")
    }
    assert set(plist("Info.plist")["CFBundleLocalizations"]) == translated


def test_no_key_is_said_both_here_and_in_the_spec() -> None:
    spec = (ROOT / "packaging" / "shoegui.spec").read_text(encoding="utf-8")
    assert not {key for key in plist("Info.plist") if f'"{key}"' in spec}


def test_pictures_are_offered_to_the_program_and_never_taken_over() -> None:
    spec = (ROOT / "packaging" / "shoegui.spec").read_text(encoding="utf-8")
    assert '"public.image"' in spec
    assert '"LSHandlerRank": "Alternate"' in spec


def test_the_entitlements_open_no_more_than_python_needs() -> None:
    assert set(plist("entitlements.plist")) == {
        "com.apple.security.cs.allow-unsigned-executable-memory",
        "com.apple.security.cs.disable-library-validation",
    }


def test_nothing_changes_the_program_after_it_is_signed() -> None:
    merged, signed, packed = (
        SCRIPT.index(step) for step in ("PlistBuddy -c", "codesign --force", "hdiutil create")
    )
    assert merged < signed < packed


def test_every_file_that_the_script_names_is_there() -> None:
    named = set(re.findall(r"packaging/[\w./-]+", SCRIPT))
    assert named
    assert not {name for name in named if not (ROOT / name).exists()}


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not here")
def test_the_script_is_one_that_bash_understands() -> None:
    subprocess.run(["bash", "-n", str(MACOS / "build.sh")], check=True)


@pytest.mark.skipif(shutil.which("shellcheck") is None, reason="shellcheck is not here")
def test_shellcheck_has_nothing_to_say() -> None:
    subprocess.run(["shellcheck", str(MACOS / "build.sh")], check=True)
