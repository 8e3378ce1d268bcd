"""Builds the packaged program: the folder, the tar.gz and the .deb, all in dist/, and tries them.

`make bundle` does all of it, `make tarball` and `make deb` build only. What goes in is said in
shoegui.spec and bundle_contents.py, how it is tried in smoke.py and roots.py.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import bundle_contents
import debian
import reproducible
import roots
import sizes
import smoke
import system_needs
from system_needs import SetupError

SUITES = ("bookworm", "trixie")
# For the folder unpacked and for the .deb, in bytes.
MOST_UNPACKED = 240_000_000
MOST_DEB = 80_000_000


def run(root: Path, python: Path, command: str, words: Sequence[str]) -> int:
    """Do what `command` says with its own `words`: "bundle", "tarball" or "deb".

    Raises SetupError when something fails.
    """
    parser = argparse.ArgumentParser(prog=f"make {command}")
    if command == "bundle":
        parser.add_argument("--no-build", action="store_true", help="try what is in dist/ already")
        parser.add_argument("--no-roots", action="store_true", help="try it on this system only")
        parser.add_argument("--roots", default=",".join(SUITES), help="default: %(default)s")
        parser.add_argument(
            "--quick", action="store_true", help="no tar.gz; tried in the first of the roots only"
        )
    asked = parser.parse_args(words)
    version = _version(root)
    linux = sys.platform == "linux"
    quick = getattr(asked, "quick", False)
    if linux:
        system_needs.ensure(for_tests=False, programs=system_needs.BUNDLE_TOOLS)
    if not getattr(asked, "no_build", False):
        build(root, python)
    made = {"folder": folder_of(root)}
    if linux and command in ("bundle", "deb"):
        made["deb"] = deb(root, version)
    if linux and command in ("bundle", "tarball") and not quick:
        made["tarball"] = tarball(root, version)
    print(sizes.table(made["folder"]), flush=True)
    for kind, path in made.items():
        size = sizes.of(path) / 1e6
        print(f"{path.relative_to(root)}  {size:.1f} MB", flush=True)
        most = {"folder": MOST_UNPACKED, "deb": MOST_DEB}.get(kind)
        if most and linux and size * 1e6 > most:
            raise SetupError(f"{path.name} is larger than {most / 1e6:.0f} MB.")
    if command == "bundle":
        suites = [] if asked.no_roots else [it for it in asked.roots.split(",") if it]
        try_out(root, made, suites[:1] if quick else suites)
    return 0


def folder_of(root: Path) -> Path:
    """The folder that PyInstaller makes."""
    return root / "dist" / "shoegui"


def build(root: Path, python: Path) -> Path:
    """Make the folder anew with the PyInstaller of `python`."""
    print("Building the bundle", flush=True)
    # Files in it get no time of their own, and sets of names no order of the day.
    fixed = {"SOURCE_DATE_EPOCH": str(reproducible.build_time(root)), "PYTHONHASHSEED": "1"}
    if sys.platform in ("win32", "darwin"):
        subprocess.run([str(python), str(root / "packaging/icons.py")], check=True)
    words = ["--noconfirm", "--clean", "--log-level", "ERROR"]
    words += ["--distpath", str(root / "dist"), "--workpath", str(root / "build/pyinstaller")]
    command = [str(python), "-m", "PyInstaller", str(root / "packaging/shoegui.spec"), *words]
    if subprocess.run(command, cwd=root, env={**os.environ, **fixed}, check=False).returncode:
        raise SetupError("PyInstaller stopped; its message is above.")
    folder = folder_of(root)
    if sys.platform == "linux":
        strip(folder)
        need_portable(folder)
    return folder


def need_portable(folder: Path) -> None:
    """Raise SetupError if hnswlib, which is built here, asks for more than AVX2.

    Left alone its build takes whatever this machine's processor has.
    """
    built = [str(path) for path in folder.rglob("hnswlib*.so")]
    words = ["objdump", "--disassemble", "--no-show-raw-insn", *built]
    said = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    if not built or "%zmm" in said:
        raise SetupError("hnswlib is missing, or was built for this machine's processor only.")


def strip(folder: Path) -> None:
    """Take debug symbols out of Python's own library and of extension modules.

    Libraries that wheels bring along stay as they are: Qt so that it can be told to be unchanged,
    the others because the tool that put them into the wheel left them in an order strip breaks.
    """
    for path in debian.binaries(folder):
        packed = any(part.endswith(".libs") for part in path.parts)
        if packed or {"PySide6", "shiboken6"} & set(path.parts) or path.parent == folder:
            continue
        subprocess.run(["strip", "--strip-unneeded", str(path)], check=True)


def tarball(root: Path, version: str) -> Path:
    """Pack the folder, with what a menu wants, into dist/."""
    name = f"shoegui-{version}-linux-{platform.machine()}"
    time = reproducible.build_time(root)
    staged = root / "build" / "tarball"
    shutil.rmtree(staged, ignore_errors=True)
    shutil.copytree(folder_of(root), staged, symlinks=True)
    words = debian.words(version, time)
    (staged / "README.txt").write_text(debian.filled("README.txt", words), encoding="utf-8")
    (staged / "share").mkdir()
    entry = debian.filled("shoegui.desktop", words)
    (staged / "share/shoegui.desktop").write_text(entry, encoding="utf-8")
    shutil.copy(root / "resources/icons/program/shoegui.svg", staged / "share")
    packed = root / "dist" / f"{name}.tar.gz"
    reproducible.tar_gz(staged, packed, name, time)
    shutil.rmtree(staged)
    return packed


def deb(root: Path, version: str) -> Path:
    """Pack the folder as a .deb into dist/. Raises SetupError for files that desktops refuse."""
    time = reproducible.build_time(root)
    with tempfile.TemporaryDirectory(prefix="shoegui-check-") as scratch:
        debian.for_the_desktop(Path(scratch), debian.words(version, time))
        complaints = debian.complaints(Path(scratch))
    if complaints:
        raise SetupError("\n".join(complaints))
    return debian.build(root, folder_of(root), root / "dist", version, time)


def try_out(root: Path, made: dict[str, Path], suites: Sequence[str]) -> None:
    """Smoke-test what was made, here and in minimal systems; says what it could not do."""
    names = list(bundle_contents.programs(sys.platform))
    program = made["folder"] / names[-1]
    windowed = made["folder"] / names[0]
    shots = root / "build" / "screenshots"
    reason = roots.why_not()
    if "tarball" in made or not suites or reason:
        _try_here(program, windowed, shots / "here")
    if suites and reason:
        print(f"Not tried in minimal systems: {reason}.", flush=True)
    elif suites:
        try:
            roots.try_all(suites, made["deb"], made.get("tarball"), shots)
        except smoke.SmokeError as fault:
            raise SetupError(f"Smoke test failed: {fault}") from fault


def _try_here(program: Path, windowed: Path, shots: Path) -> None:
    print("== Here, in an empty environment", flush=True)
    words = [str(program), "--windowed", str(windowed), "--shots", str(shots)]
    smoke_program = str(Path(smoke.__file__))
    if subprocess.run([sys.executable, smoke_program, *words], check=False).returncode:
        raise SetupError("The bundle does not pass its smoke test.")


def _version(root: Path) -> str:
    text = (root / "shoegui/__init__.py").read_text(encoding="utf-8")
    return text.partition('__version__ = "')[2].partition('"')[0]
