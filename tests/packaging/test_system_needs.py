"""What the operating system lacks is found, and named in a command that can be typed as it is."""

from __future__ import annotations

import importlib.util
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import system_needs
from system_needs import LIBRARIES, Need, SetupError

QT_DRAGS = Need("libxcb-cursor.so.0", "libxcb-cursor0")
GLIB = Need("libglib-2.0.so.0", "libglib2.0-0")
THREADS = Need("libgthread-2.0.so.0", "libglib2.0-0")


def test_a_library_that_does_not_load_is_missing() -> None:
    def load(name: str) -> None:
        if name == "libxcb-cursor.so.0":
            raise OSError(name)

    assert system_needs.missing_libraries(load) == [QT_DRAGS]


def test_the_dynamic_linker_is_really_asked() -> None:
    if sys.platform != "linux":
        pytest.skip("sonames are Linux's")
    assert system_needs.missing_libraries() == []


def test_a_program_that_is_not_on_path_is_missing() -> None:
    compiler = Need("c++", "g++")
    shell = Need("sh", "dash")
    found = {"sh": "/bin/sh"}
    assert system_needs.missing_programs([compiler, shell], found.get) == [compiler]


def test_the_compilers_are_those_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CC", "ccache gcc-12")
    monkeypatch.setenv("CXX", "clang++ -stdlib=libc++")
    assert [need.what for need in system_needs.compiler_needs()] == ["ccache", "clang++"]


def test_packages_are_named_once_and_in_order() -> None:
    assert system_needs.packages_for([QT_DRAGS, THREADS, GLIB]) == [
        "libglib2.0-0",
        "libxcb-cursor0",
    ]


def test_without_root_the_exact_command_is_named() -> None:
    text = system_needs.advice([GLIB, QT_DRAGS], apt=True, sudo=True, platform="linux")
    assert "libglib-2.0.so.0, libxcb-cursor.so.0" in text
    assert (
        "    sudo apt-get update && sudo apt-get install -y --no-install-recommends"
        " libglib2.0-0 libxcb-cursor0\n"
    ) in text


def test_without_sudo_the_command_goes_through_su() -> None:
    text = system_needs.advice([GLIB], apt=True, sudo=False, platform="linux")
    line = next(line for line in text.splitlines() if line.startswith("    "))
    words = shlex.split(line)
    assert words[:3] == ["su", "-", "-c"]
    assert words[3].startswith("apt-get update && apt-get install")
    assert words[3].endswith(" libglib2.0-0")


def test_other_systems_read_what_to_look_for() -> None:
    text = system_needs.advice([QT_DRAGS], apt=False, sudo=True, platform="linux")
    assert "libxcb-cursor.so.0" in text
    assert "apt-get" not in text
    compiler = [Need("clang", "g++")]
    assert "xcode-select --install" in system_needs.advice(
        compiler, apt=False, sudo=True, platform="darwin"
    )


def test_set_up_without_root_ends_with_exit_code_3(monkeypatch: pytest.MonkeyPatch) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows has no root")
    monkeypatch.setattr(system_needs, "missing_needs", lambda **_: [QT_DRAGS])
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    with pytest.raises(SetupError, match="libxcb-cursor0") as stopped:
        system_needs.ensure(for_tests=False)
    assert stopped.value.exit_code == 3


def test_a_complete_machine_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*words: object, **options: object) -> None:
        raise AssertionError(words, options)

    monkeypatch.setattr(system_needs, "missing_needs", lambda **_: [])
    monkeypatch.setattr(subprocess, "run", never)
    system_needs.ensure(for_tests=True)


def test_the_table_names_everything_that_qt_links_against() -> None:
    if sys.platform != "linux":
        pytest.skip("sonames are Linux's")
    if not shutil.which("objdump"):
        pytest.skip("objdump (Debian: binutils) is not there to read the libraries with")
    spec = importlib.util.find_spec("PySide6")
    assert spec is not None
    assert spec.origin is not None
    qt = Path(spec.origin).parent / "Qt"
    ours = {path.name for path in (qt / "lib").iterdir()}
    names = ["Core", "Gui", "Widgets", "DBus", "Svg", "XcbQpa"]
    files = [qt / "lib" / f"libQt6{name}.so.6" for name in names]
    files.append(qt / "plugins" / "platforms" / "libqxcb.so")
    listing = subprocess.run(
        ["objdump", "-p", *map(str, files)], capture_output=True, text=True, check=True
    )
    needed = set(re.findall(r"NEEDED +(\S+)", listing.stdout)) - ours
    libc = {
        name for name in needed if re.match(r"(lib(c|m|gcc_s|stdc\+\+|z)|ld-linux.*)\.so", name)
    }
    assert needed - libc <= {need.what for need in LIBRARIES}
    assert len(needed) > 15
