"""A finished .venv is recognised, a broken one made again; hnswlib runs on other machines too."""

from __future__ import annotations

import importlib.util
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path

import environment
import pytest
from environment import Stamp

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with the two files that set-up reads."""
    root = tmp_path / "a checkout"
    root.mkdir()
    (root / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    (root / "constraints.txt").write_text("numpy==2.0\n", encoding="utf-8")
    return root


def test_a_stamp_comes_back_as_it_was_written(tmp_path: Path) -> None:
    stamp = Stamp("abc", ("cuda", "test"), "hnswlib==0.8.0", "/home/ann/shoe gui")
    environment.write_stamp(tmp_path, stamp)
    assert environment.read_stamp(tmp_path) == stamp


@pytest.mark.parametrize("text", ["", "{", "[]", '{"inputs": "abc"}', "null", "7"])
def test_a_damaged_stamp_counts_as_none(tmp_path: Path, text: str) -> None:
    (tmp_path / environment.STAMP).write_text(text, encoding="utf-8")
    assert environment.read_stamp(tmp_path) is None


def test_a_stamp_covers_what_it_installed_and_no_more(tmp_path: Path) -> None:
    stamp = Stamp("abc", ("test",), "", str(tmp_path))
    assert stamp.covers("abc", [], tmp_path)
    assert stamp.covers("abc", ["test"], tmp_path)
    assert not stamp.covers("abc", ["cuda"], tmp_path)
    assert not stamp.covers("other inputs", [], tmp_path)
    assert not stamp.covers("abc", [], tmp_path / "moved")


@pytest.mark.parametrize("name", ["pyproject.toml", "constraints.txt"])
def test_another_pin_asks_for_another_set_up(checkout: Path, name: str) -> None:
    before = environment.inputs_digest(checkout, "3.11.2")
    assert environment.inputs_digest(checkout, "3.11.2") == before
    (checkout / name).write_text("other\n", encoding="utf-8")
    assert environment.inputs_digest(checkout, "3.11.2") != before


def test_another_python_asks_for_another_set_up(checkout: Path) -> None:
    digests = {environment.inputs_digest(checkout, version) for version in ("3.11.2", "3.13.5")}
    assert len(digests) == 2


def test_a_finished_environment_is_taken_as_it_is(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    venv = checkout / ".venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(venv)], check=True)
    python = environment.venv_python(venv)
    version = environment.version_of(python)
    assert version == platform.python_version()
    digest = environment.inputs_digest(checkout, version)
    environment.write_stamp(venv, Stamp(digest, ("test",), "", str(checkout)))

    def never(**options: object) -> None:
        raise AssertionError(options)

    monkeypatch.setattr("system_needs.ensure", never)
    assert environment.prepare(checkout, ["test"]) == python


def test_an_environment_is_made_again_when_it_cannot_be_kept(checkout: Path) -> None:
    venv = checkout / ".venv"

    def reason(version: str | None, stamp: Stamp | None = None) -> str | None:
        return environment.why_unusable(venv, version, stamp, checkout)

    assert reason(None) is None
    venv.mkdir()
    assert reason(None) == "its Python does not start"
    assert reason("3.10.12") == "it holds Python 3.10.12"
    assert reason("3.11.2") == "it has no working pip"
    assert reason("3.11.2", Stamp("", (), "", "/elsewhere")) == "it was made in /elsewhere"
    (venv / environment.UNFINISHED).touch()
    assert reason("3.11.2") == "an earlier set-up was interrupted"


def test_a_broken_interpreter_has_no_version(tmp_path: Path) -> None:
    assert environment.version_of(tmp_path / "python") is None


@pytest.mark.parametrize(
    ("version", "enough"),
    [("3.9.18", False), ("3.10.12", False), ("3.11.0rc1", True), ("3.13.5", True), ("4.0", True)],
)
def test_python_3_11_is_the_oldest(version: str, enough: bool) -> None:
    assert environment.is_recent_enough(version) is enough


V3 = environment.V3_FEATURES | {"sse2", "avx512f"}


def test_hnswlib_is_built_for_x86_64_v3_and_never_for_this_machine_alone() -> None:
    assert environment.hnswlib_settings("Linux", "x86_64", V3, {"CXXFLAGS": "-O2"}) == {
        "HNSWLIB_NO_NATIVE": "1",
        "CXXFLAGS": "-O2 -march=x86-64-v3",
    }
    assert environment.hnswlib_settings("Windows", "AMD64", frozenset(), {}) == {
        "HNSWLIB_NO_NATIVE": "1",
        "CL": "/arch:AVX2",
    }


@pytest.mark.parametrize(
    ("system", "machine", "features"),
    [
        ("Linux", "aarch64", frozenset({"asimd"})),
        ("Darwin", "arm64", frozenset()),
        ("Linux", "x86_64", frozenset({"sse2", "avx"})),
    ],
)
def test_other_processors_get_the_compilers_baseline(
    system: str, machine: str, features: frozenset[str]
) -> None:
    settings = environment.hnswlib_settings(system, machine, features, {})
    assert settings == {"HNSWLIB_NO_NATIVE": "1"}


def test_the_installed_hnswlib_uses_avx2_and_nothing_newer() -> None:
    if platform.machine().lower() not in ("x86_64", "amd64"):
        pytest.skip(f"{platform.machine()} has no AVX")
    if not shutil.which("objdump"):
        pytest.skip("objdump (Debian: binutils) is not there to read the machine code with")
    spec = importlib.util.find_spec("hnswlib")
    assert spec is not None
    assert spec.origin is not None
    listing = subprocess.run(
        ["objdump", "-d", "--no-show-raw-insn", spec.origin],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    avx_512 = r"^.*%(?:zmm\d|[xy]mm(?:1[6-9]|[23]\d)\b|k[0-7]\b).*$"
    assert re.findall(avx_512, listing, re.MULTILINE)[:3] == []
    if environment.processor_features() >= environment.V3_FEATURES:
        assert "%ymm" in listing
        assert "vfmadd" in listing


def test_the_build_tools_are_those_of_pyproject() -> None:
    names = {re.split(r"\W", text)[0] for text in environment.build_requirements(ROOT)}
    assert names == {"pip", "pybind11", "setuptools"}
