"""The list of what ships names all that the program needs to run, and no tool."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import sbom

ROOT = Path(__file__).resolve().parents[2]


def listed(**needs: list[str]) -> dict[str, Any]:
    """What cyclonedx-bom says of packages and what each needs; `root` is the program."""
    return {
        "metadata": {"component": {"bom-ref": "root", "name": "shoegui"}},
        "components": [{"bom-ref": ref, "name": ref.title()} for ref in needs if ref != "root"],
        "dependencies": [{"ref": ref, "dependsOn": refs} for ref, refs in needs.items()],
    }


def test_what_the_program_needs_is_named_and_a_tool_is_not() -> None:
    everything = listed(
        root=["alpha_one", "pytest"], alpha_one=["beta", "pytest"], beta=[], pytest=["beta"]
    )
    bom = sbom.shipped(everything, {"alpha-one", "beta"}, "1.2.3")
    assert [one["bom-ref"] for one in bom["components"]] == ["alpha_one", "beta"]
    assert {one["ref"]: one["dependsOn"] for one in bom["dependencies"]} == {
        "root": ["alpha_one"],
        "alpha_one": ["beta"],
        "beta": [],
    }
    assert bom["metadata"]["component"]["version"] == "1.2.3"


def test_packages_are_followed_through_others_but_not_into_extras() -> None:
    names = sbom.needed()
    assert {"pyside6-essentials", "shiboken6", "numpy", "rich", "pygments"} <= names
    assert not names & {"pytest", "mypy", "ruff", "onnx", "setuptools", "pip", "nvidia-cublas"}


def test_every_network_is_named_with_its_licence_and_checksum() -> None:
    named = {one["name"]: one for one in sbom.networks(ROOT)}
    files = sorted((ROOT / "models").glob("*.onnx"))
    assert set(named) == {file.stem for file in files}
    for file in files:
        manifest = tomllib.loads(file.with_suffix(".toml").read_text(encoding="utf-8"))
        one = named[file.stem]
        assert one["hashes"] == [{"alg": "SHA-256", "content": manifest["sha256"]}]
        assert one["licenses"] == [{"license": {"id": "Apache-2.0"}}]


def test_names_are_compared_as_package_indexes_do() -> None:
    assert sbom.plain_name("PySide6_Essentials") == "pyside6-essentials"
    assert sbom.plain_name("boolean.py") == "boolean-py"
