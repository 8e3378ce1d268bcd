"""The virtual environment in .venv: made, filled with the pinned packages, known to be complete.

A stamp inside .venv says what was installed from which inputs, so that a second start costs one
comparison. What the operating system has to bring is in system_needs.py.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import system_needs
from system_needs import SetupError

OLDEST = (3, 11)
CONSTRAINTS = "constraints.txt"
STAMP = "shoegui-setup.json"
UNFINISHED = "shoegui-setup.unfinished"
# Imported once after an installation: each fails in its own way when something is missing.
TRIAL = "import hnswlib, numpy, onnxruntime, pi_heif, PIL, PySide6.QtWidgets, xxhash"
# What gcc and clang mean by x86-64-v3, in the words of /proc/cpuinfo.
V3_FEATURES = frozenset({"avx", "avx2", "bmi1", "bmi2", "f16c", "fma", "abm", "movbe"})


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a finished set-up left behind.

    `inputs` is a digest of everything the installation depends on, `hnswlib` says how that one
    package was built, and `root` is the checkout: a moved environment does not work.
    """

    inputs: str
    extras: tuple[str, ...]
    hnswlib: str
    root: str

    def covers(self, inputs: str, extras: Sequence[str], root: Path) -> bool:
        """Whether nothing has to be done for `extras`."""
        return self.inputs == inputs and self.root == str(root) and set(extras) <= set(self.extras)


def read_stamp(venv: Path) -> Stamp | None:
    """The stamp in `venv`; None where there is none or it cannot be read."""
    try:
        fields = json.loads((venv / STAMP).read_text(encoding="utf-8"))
        return Stamp(
            inputs=str(fields["inputs"]),
            extras=tuple(map(str, fields["extras"])),
            hnswlib=str(fields["hnswlib"]),
            root=str(fields["root"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_stamp(venv: Path, stamp: Stamp) -> None:
    """Leave `stamp` in `venv`; the last thing that a set-up does."""
    (venv / STAMP).write_text(json.dumps(asdict(stamp), indent=1) + "\n", encoding="utf-8")


def inputs_digest(root: Path, python_version: str) -> str:
    """A hex digest of pyproject.toml, the constraints and the Python version."""
    digest = hashlib.sha256(python_version.encode())
    for name in ("pyproject.toml", CONSTRAINTS):
        digest.update(b"\0" + (root / name).read_bytes())
    return digest.hexdigest()


def venv_python(venv: Path) -> Path:
    """The interpreter inside `venv`."""
    return venv / "Scripts" / "python.exe" if os.name == "nt" else venv / "bin" / "python"


def version_of(python: Path) -> str | None:
    """The version of an interpreter, such as "3.11.7"; None when it does not run."""
    command = [str(python), "-I", "-S", "-c", "import sys; print(sys.version.split()[0])"]
    try:
        result = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return None
    return result.stdout.strip() if result.returncode == 0 else None


def is_recent_enough(version: str) -> bool:
    """Whether "3.11.7" and its like is a version that ShoeGUI runs on."""
    numbers = version.split(".")
    return (int(numbers[0]), int(numbers[1])) >= OLDEST


def processor_features() -> frozenset[str]:
    """The feature flags of this machine's processor where Linux tells them, else none."""
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return frozenset()
    line = next((line for line in text.splitlines() if line.startswith("flags")), "")
    return frozenset(line.partition(":")[2].split())


def hnswlib_settings(
    system: str, machine: str, features: frozenset[str], environ: Mapping[str, str]
) -> dict[str, str]:
    """Environment variables under which hnswlib is built for other processors than this one too.

    Left alone it asks for -march=native. `system` and `machine` are the `platform` module's words;
    a processor known to lack a part of x86-64-v3 gets the compiler's baseline.
    """
    settings = {"HNSWLIB_NO_NATIVE": "1"}
    if machine.lower() not in ("x86_64", "amd64"):
        return settings
    if features and not features >= V3_FEATURES:
        return settings
    if system == "Windows":
        settings["CL"] = f"/arch:AVX2 {environ.get('CL', '')}".strip()
    else:
        settings["CXXFLAGS"] = f"{environ.get('CXXFLAGS', '')} -march=x86-64-v3".strip()
    return settings


def build_requirements(root: Path) -> list[str]:
    """What pyproject.toml's dependency group `build` names."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    return [str(requirement) for requirement in project["dependency-groups"]["build"]]


def prepare(root: Path, extras: Sequence[str] = ()) -> Path:
    """Make .venv under `root` complete for `extras` and return its interpreter.

    Raises SetupError with what a person has to do.
    """
    venv = root / ".venv"
    python = venv_python(venv)
    version = version_of(python)
    stamp = read_stamp(venv)
    if version and stamp and stamp.covers(inputs_digest(root, version), extras, root):
        return python

    system_needs.ensure(for_tests="test" in extras)
    reason = why_unusable(venv, version, stamp, root)
    if reason:
        print(f"Making .venv again: {reason}.", flush=True)
        shutil.rmtree(venv)
        stamp = None
    if not venv.exists():
        make(venv)
    version = version_of(python)
    if version is None:
        raise SetupError(f"The environment in {venv} was made, but its Python does not start.")

    wanted = tuple(sorted({*extras, *(stamp.extras if stamp else ())}))
    unfinished = venv / UNFINISHED
    unfinished.touch()
    (venv / STAMP).unlink(missing_ok=True)
    try:
        hnswlib = install(root, python, wanted, stamp.hnswlib if stamp else None)
    except SetupError:
        # pip takes back what it could not finish; only a set-up that was killed leaves the mark.
        unfinished.unlink()
        raise
    write_stamp(venv, Stamp(inputs_digest(root, version), wanted, hnswlib, str(root)))
    unfinished.unlink()
    return python


def why_unusable(venv: Path, version: str | None, stamp: Stamp | None, root: Path) -> str | None:
    """Why the environment cannot be kept, in words; None where it can or where there is none."""
    if not venv.exists():
        return None
    if version is None:
        return "its Python does not start"
    if not is_recent_enough(version):
        return f"it holds Python {version}"
    if (venv / UNFINISHED).exists():
        return "an earlier set-up was interrupted"
    if stamp and stamp.root != str(root):
        return f"it was made in {stamp.root}"
    return None if has_pip(venv_python(venv)) else "it has no working pip"


def has_pip(python: Path) -> bool:
    """Whether pip starts under `python`."""
    try:
        command = [str(python), "-m", "pip", "--version"]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def make(venv: Path) -> None:
    """Create an empty environment with the running Python."""
    print(f"Making {venv} with Python {platform.python_version()}", flush=True)
    command = [sys.executable, "-m", "venv", str(venv)]
    if subprocess.run(command, check=False).returncode != 0:
        shutil.rmtree(venv, ignore_errors=True)
        raise SetupError(f"Python's venv module failed ({sys.executable}); see above.")


def install(root: Path, python: Path, extras: Sequence[str], built: str | None) -> str:
    """Install the build tools, hnswlib and ShoeGUI; return how hnswlib is built now.

    `built` is what this function returned the last time: the same again is not rebuilt.
    """
    pip = [str(python), "-m", "pip", "install", "--disable-pip-version-check"]
    pip += ["--constraint", str(root / CONSTRAINTS)]
    if not sys.stdout.isatty():
        pip.append("--quiet")

    print("Installing the build tools", flush=True)
    run(root, [*pip, *build_requirements(root), "numpy"])

    settings = hnswlib_settings(
        platform.system(), platform.machine(), processor_features(), os.environ
    )
    pinned = [
        line
        for line in (root / CONSTRAINTS).read_text(encoding="utf-8").splitlines()
        if line.startswith("hnswlib==")
    ]
    how = " ".join([*pinned, *(f"{key}={value}" for key, value in settings.items())])
    if how != built:
        print("Building hnswlib from source", flush=True)
        # Neither pip's cache of wheels nor an installed copy says what processor it was built for.
        options = ["--no-cache-dir", "--no-binary", "hnswlib", "--force-reinstall", "--no-deps"]
        run(root, [*pip, "--no-build-isolation", *options, "hnswlib"], settings)

    named = f".[{','.join(extras)}]" if extras else "."
    print(
        "Installing the packages (.venv grows to some 700 MB, with the test tools 1 GB)", flush=True
    )
    # setuptools warns at length that an editable installation is an editable installation.
    run(root, [*pip, "--no-build-isolation", "--editable", named], {"PYTHONWARNINGS": "ignore"})

    trial = subprocess.run([str(python), "-c", TRIAL], capture_output=True, text=True, check=False)
    if trial.returncode != 0:
        last = (trial.stderr.strip().splitlines() or [f"exit code {trial.returncode}"])[-1]
        raise SetupError(f"Everything was installed, but does not load: {last}")
    return how


def run(root: Path, command: Sequence[str], settings: Mapping[str, str] | None = None) -> None:
    """Run a pip command in `root`; raise SetupError when it fails."""
    environment = {**os.environ, **(settings or {})}
    if subprocess.run(command, cwd=root, env=environment, check=False).returncode == 0:
        return
    message = (
        "Set-up stopped: pip could not finish; its message is above. Where it speaks of versions"
        " or connections, see that this machine is online, then give the same command again."
    )
    if sys.platform == "win32" and "HNSWLIB_NO_NATIVE" in (settings or {}):
        message += (
            "\nA C++ compiler is needed: winget install Microsoft.VisualStudio.2022.BuildTools"
            ' --override "--add Microsoft.VisualStudio.Workload.VCTools --includeRecommended"'
        )
    raise SetupError(message)
