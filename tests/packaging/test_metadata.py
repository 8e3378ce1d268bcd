"""pyproject.toml and the constraints keep what was promised about dependencies and packages."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[2]
LOCK = (ROOT / "constraints.txt").read_text(encoding="utf-8")


@pytest.fixture
def pyproject() -> dict[str, Any]:
    """pyproject.toml as nested dictionaries."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def pins() -> list[Requirement]:
    """The lines of the constraints file."""
    lines = [line for line in LOCK.splitlines() if line and not line.lstrip().startswith("#")]
    return [Requirement(line) for line in lines]


MACHINES = [
    ("linux", "Linux", "x86_64", "onnxruntime-gpu"),
    ("linux", "Linux", "aarch64", "onnxruntime"),
    ("win32", "Windows", "AMD64", "onnxruntime-gpu"),
    ("win32", "Windows", "ARM64", "onnxruntime"),
    ("darwin", "Darwin", "arm64", "onnxruntime"),
    ("darwin", "Darwin", "x86_64", "onnxruntime"),
]


@pytest.mark.parametrize(("platform", "system", "machine", "expected"), MACHINES)
@pytest.mark.parametrize("extra", ["", "cuda", "test"])
def test_every_machine_gets_exactly_one_onnxruntime(
    pyproject: dict[str, Any], platform: str, system: str, machine: str, expected: str, extra: str
) -> None:
    here = {"sys_platform": platform, "platform_system": system, "platform_machine": machine}
    project = pyproject["project"]
    asked = project["dependencies"] + project["optional-dependencies"].get(extra, [])
    for requirements in (list(map(Requirement, asked)), pins()):
        names = {
            requirement.name
            for requirement in requirements
            if requirement.name.startswith("onnxruntime")
            and (requirement.marker is None or requirement.marker.evaluate(dict(here)))
        }
        assert names == {expected}


def test_pyside_stays_below_the_release_that_aborts(pyproject: dict[str, Any]) -> None:
    asked = [Requirement(text) for text in pyproject["project"]["dependencies"]]
    pyside = next(need for need in asked if need.name == "PySide6-Essentials")
    assert not pyside.specifier.contains("6.12.0")
    pinned = {pin.name: str(pin.specifier) for pin in pins()}
    for name in ("pyside6-essentials", "shiboken6"):
        assert Version(pinned[name].removeprefix("==")) < Version("6.12")


def test_every_dependency_is_pinned_to_one_version(pyproject: dict[str, Any]) -> None:
    project = pyproject["project"]
    asked = [
        *project["dependencies"],
        *(text for extra in project["optional-dependencies"].values() for text in extra),
        *pyproject["dependency-groups"]["build"],
    ]
    pinned = {canonicalize_name(pin.name): pin for pin in pins()}
    for need in map(Requirement, asked):
        version = str(pinned[canonicalize_name(need.name)].specifier)
        assert version.startswith("==")
        assert need.specifier.contains(version.removeprefix("==")), need


def test_the_constraints_name_no_host_and_no_path() -> None:
    assert "://" not in LOCK
    assert not re.search(r"--(extra-)?index|--find-links|--trusted|file:|@ ", LOCK)
    assert not re.search(r"(^|\s)/\w", LOCK)


def test_nothing_of_the_exporter_is_needed_at_run_time(pyproject: dict[str, Any]) -> None:
    asked = {Requirement(text).name for text in pyproject["project"]["dependencies"]}
    assert not asked & {"onnx", "torch", "torchvision"}
    pinned = {pin.name for pin in pins()}
    assert not pinned & {"torch", "torchvision"}
    assert "pillow-heif" not in pinned, "its wheels carry the GPL x265 encoder"


def test_every_package_on_disk_is_in_the_wheel(pyproject: dict[str, Any]) -> None:
    listed = pyproject["tool"]["setuptools"]["packages"]
    modules = {path.parent.relative_to(ROOT) for path in (ROOT / "shoegui").rglob("*.py")}
    data = {Path("shoegui") / folder for folder in ("docs", "models", "resources")}
    assert set(listed) == {".".join(folder.parts) for folder in modules | data}
    assert listed == sorted(listed)


def test_the_guide_ships_with_every_page_and_picture_that_it_leads_to(
    pyproject: dict[str, Any],
) -> None:
    docs = ROOT / "docs"
    patterns = pyproject["tool"]["setuptools"]["package-data"]["shoegui.docs"]
    shipped = {path for pattern in patterns for path in docs.glob(pattern)}
    assert set(docs.glob("*.md")) <= shipped
    text = "\n".join(page.read_text("utf-8") for page in docs.glob("*.md"))
    pictures = {docs / name for name in re.findall(r"!\[[^\]]*\]\((images/[^)]+)\)", text)}
    assert {path for path in shipped if path.suffix in {".png", ".webp"}} == pictures, (
        "no more, no less"
    )
    spec = (ROOT / "packaging" / "shoegui.spec").read_text("utf-8")
    assert 'shipped("docs", wheel["shoegui.docs"])' in spec


def test_every_shipped_network_and_resource_matches_a_pattern(pyproject: dict[str, Any]) -> None:
    patterns = pyproject["tool"]["setuptools"]["package-data"]
    for folder in ("models", "resources"):
        inside = {
            path
            for path in (ROOT / folder).rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        }
        shipped = {
            path
            for pattern in patterns[f"shoegui.{folder}"]
            for path in (ROOT / folder).glob(pattern)
        }
        left = {path for path in inside - shipped if path.suffix != ".py"}
        assert not left
