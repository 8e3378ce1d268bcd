"""Builds the sdist, and from it the wheel, and tries the wheel in an environment of its own.

`make dist` builds, `make wheel` tries as well. The same sources and SOURCE_DATE_EPOCH give the
same bytes, in any folder and for any user, under the same Python and the pinned setuptools.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

import environment
import reproducible
from system_needs import SetupError

SMOKE = Path(__file__).with_name("smoke.py")


@dataclass(frozen=True, slots=True)
class Built:
    """The two files that `build` made."""

    sdist: Path
    wheel: Path


def build(root: Path, target: Path, python: Path) -> Built:
    """Build both into the folder `target` with the setuptools of `python`.

    The wheel comes out of the unpacked sdist, which proves that nothing is missing in it. Raises
    SetupError when a build fails.
    """
    target.mkdir(parents=True, exist_ok=True)
    time = reproducible.build_time(root)
    with tempfile.TemporaryDirectory(prefix="shoegui-dist-") as scratch:
        work = Path(scratch)
        reproducible.clean_copy(root, work / "source")
        made = _hook(python, work / "source", "build_sdist", work, time)
        name = made.name.removesuffix(".tar.gz")
        with tarfile.open(made) as archive:
            # As an attribute, because Python 3.11 took no argument for it before 3.11.4.
            archive.extraction_filter = getattr(tarfile, "data_filter", None)
            archive.extractall(work / "unpacked")
        # setuptools puts in the user, the time of day and what the umask left.
        sdist = target / made.name
        reproducible.tar_gz(work / "unpacked" / name, sdist, name, time)
        wheel = _hook(python, work / "unpacked" / name, "build_wheel", work, time)
        return Built(sdist, Path(shutil.copy(wheel, target / wheel.name)))


def _hook(python: Path, source: Path, hook: str, target: Path, time: int) -> Path:
    """Call a hook of the build backend (PEP 517) in `source`; it makes one file in `target`."""
    program = (
        "import os, sys; os.umask(0o022); from setuptools import build_meta;"
        f" print('\\n' + build_meta.{hook}(sys.argv[1]))"
    )
    result = subprocess.run(
        [str(python), "-c", program, str(target)],
        cwd=source,
        env={**os.environ, "SOURCE_DATE_EPOCH": str(time), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode != 0:
        raise SetupError(f"setuptools could not finish {hook}:\n{result.stderr.strip()}")
    return target / result.stdout.strip().splitlines()[-1]


def install(wheel: Path, venv: Path, *, constraints: Path) -> Path:
    """Make `venv`, which must not be there yet, install only `wheel` into it, return its program.

    pip builds hnswlib there; see environment.hnswlib_settings for how.
    """
    environment.make(venv)
    python = environment.venv_python(venv)
    settings = environment.hnswlib_settings(
        platform.system(), platform.machine(), environment.processor_features(), os.environ
    )
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    environment.run(venv, [*pip, "--constraint", str(constraints), str(wheel)], settings)
    return python.with_name("shoegui.exe" if os.name == "nt" else "shoegui")


def try_out(wheel: Path, root: Path) -> int:
    """Install `wheel` into a new environment, run the smoke test there, return its exit code.

    smoke.py sees to it that the program finds an empty home and nothing of this environment.
    """
    with tempfile.TemporaryDirectory(prefix="shoegui-wheel-") as scratch:
        program = install(wheel, Path(scratch, "venv"), constraints=root / environment.CONSTRAINTS)
        command = [sys.executable, str(SMOKE), str(program)]
        return subprocess.run(command, cwd=scratch, check=False).returncode


def run(root: Path, python: Path, *, try_it: bool) -> int:
    """Build into dist/ under `root` and say what was made; smoke-test the wheel if asked."""
    built = build(root, root / "dist", python)
    for file in (built.sdist, built.wheel):
        print(f"{file.relative_to(root)}  {file.stat().st_size / 1e6:.1f} MB", flush=True)
    return try_out(built.wheel, root) if try_it else 0
