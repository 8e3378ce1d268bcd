"""What ShoeGUI needs from the operating system, what of it is missing, and how to get it.

Shared libraries of Qt, a C++ compiler, Python's headers and its venv module. Nothing here touches
.venv: that is environment.py.
"""

from __future__ import annotations

import ctypes
import importlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


class SetupError(Exception):
    """Something a person has to do before set-up can go on; `exit_code` is bootstrap's."""

    def __init__(self, message: str, exit_code: int = 1) -> None:
        super().__init__(message)
        self.exit_code = exit_code


SOMETHING_MISSING = 3


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that has to be there, and the Debian package that brings it.

    Where a release has renamed a package (libglib2.0-0 became libglib2.0-0t64), apt finds the new
    one by the old name.
    """

    what: str
    package: str


# What the libraries and the xcb plugin in PySide6-Essentials are linked against, bar libc's own.
LIBRARIES = (
    Need("libglib-2.0.so.0", "libglib2.0-0"),
    Need("libgthread-2.0.so.0", "libglib2.0-0"),
    Need("libEGL.so.1", "libegl1"),
    Need("libGL.so.1", "libgl1"),
    Need("libfontconfig.so.1", "libfontconfig1"),
    Need("libfreetype.so.6", "libfreetype6"),
    Need("libdbus-1.so.3", "libdbus-1-3"),
    Need("libgssapi_krb5.so.2", "libgssapi-krb5-2"),
    Need("libzstd.so.1", "libzstd1"),
    Need("libxkbcommon.so.0", "libxkbcommon0"),
    Need("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
    Need("libX11.so.6", "libx11-6"),
    Need("libX11-xcb.so.1", "libx11-xcb1"),
    Need("libxcb.so.1", "libxcb1"),
    Need("libxcb-cursor.so.0", "libxcb-cursor0"),
    Need("libxcb-icccm.so.4", "libxcb-icccm4"),
    Need("libxcb-image.so.0", "libxcb-image0"),
    Need("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    Need("libxcb-randr.so.0", "libxcb-randr0"),
    Need("libxcb-render.so.0", "libxcb-render0"),
    Need("libxcb-render-util.so.0", "libxcb-render-util0"),
    Need("libxcb-shape.so.0", "libxcb-shape0"),
    Need("libxcb-shm.so.0", "libxcb-shm0"),
    Need("libxcb-sync.so.1", "libxcb-sync1"),
    Need("libxcb-util.so.1", "libxcb-util1"),
    Need("libxcb-xfixes.so.0", "libxcb-xfixes0"),
    Need("libxcb-xkb.so.1", "libxcb-xkb1"),
)

# Programs that only the tests start.
TEST_TOOLS = (
    Need("objdump", "binutils"),
    Need("openbox", "openbox"),
    Need("xclip", "xclip"),
    Need("xdotool", "xdotool"),
    Need("Xvfb", "xvfb"),
)

# Programs that pack the bundle for Linux and try it.
BUNDLE_TOOLS = (
    Need("appstreamcli", "appstream"),
    Need("debootstrap", "debootstrap"),
    Need("desktop-file-validate", "desktop-file-utils"),
    Need("dpkg-deb", "dpkg"),
    Need("openbox", "openbox"),
    Need("readelf", "binutils"),
    Need("strip", "binutils"),
    Need("xdotool", "xdotool"),
    Need("Xvfb", "xvfb"),
)


def missing_libraries(load: Callable[[str], object] = ctypes.CDLL) -> list[Need]:
    """Those of `LIBRARIES` that the dynamic linker cannot load."""
    missing = []
    for need in LIBRARIES:
        try:
            load(need.what)
        except OSError:
            missing.append(need)
    return missing


def missing_programs(
    needs: Sequence[Need], find: Callable[[str], str | None] = shutil.which
) -> list[Need]:
    """Those of `needs` that are not on PATH."""
    return [need for need in needs if not find(need.what)]


def compiler_needs() -> list[Need]:
    """The C and C++ compilers that this Python builds extensions with."""
    names = []
    for variable in ("CC", "CXX"):
        words = shlex.split(os.environ.get(variable) or sysconfig.get_config_var(variable) or "")
        names.append(words[0] if words else {"CC": "cc", "CXX": "c++"}[variable])
    return [Need(name, "g++") for name in names]


def missing_python_parts() -> list[Need]:
    """Python's own parts that Debian packs apart: the headers and venv with its pip."""
    importlib.invalidate_caches()
    release = f"python{sys.version_info.major}.{sys.version_info.minor}"
    missing = []
    if not (Path(sysconfig.get_path("include")) / "Python.h").is_file():
        missing.append(Need("Python.h", f"{release}-dev"))
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        missing.append(Need("Python's venv module", f"{release}-venv"))
    return missing


def missing_needs(*, for_tests: bool, programs: Sequence[Need] = ()) -> list[Need]:
    """Everything that is missing on this machine, in the order in which it would be noticed.

    `programs` are looked for on Linux besides.
    """
    if sys.platform == "win32":
        # Visual C++ is found by setuptools through the registry, not on PATH: see environment.py.
        return []
    missing = missing_python_parts() + missing_programs(compiler_needs())
    if sys.platform == "linux":
        missing += missing_libraries()
        if for_tests:
            missing += missing_programs(TEST_TOOLS)
        missing += missing_programs(programs)
    return missing


def packages_for(needs: Sequence[Need]) -> list[str]:
    """The Debian packages that bring `needs`, each once, in order of name."""
    return sorted({need.package for need in needs})


def apt_command(packages: Sequence[str]) -> list[str]:
    """The words of the command that installs `packages` on Debian and Ubuntu."""
    return ["apt-get", "install", "-y", "--no-install-recommends", *packages]


def advice(needs: Sequence[Need], *, apt: bool, sudo: bool, platform: str = sys.platform) -> str:
    """What a person reads when `needs` are missing: their names and the exact command to type."""
    names = ", ".join(dict.fromkeys(need.what for need in needs))
    text = f"Missing on this machine: {names}\n"
    if apt:
        install = shlex.join(apt_command(packages_for(needs)))
        if sudo:
            command = f"sudo apt-get update && sudo {install}"
        else:
            command = "su - -c " + shlex.quote(f"apt-get update && {install}")
        return f"{text}Type this, then give the same command again:\n\n    {command}\n"
    if platform == "darwin":
        return f"{text}Type this, then give the same command again:\n\n    xcode-select --install\n"
    packages = " ".join(packages_for(needs))
    return (
        f"{text}Install the packages that hold them, then give the same command again."
        f" On Debian they are called:\n\n    {packages}\n"
    )


def ensure(*, for_tests: bool, programs: Sequence[Need] = ()) -> None:
    """Install what is missing when that is allowed, else raise SetupError with the command."""
    missing = missing_needs(for_tests=for_tests, programs=programs)
    if not missing:
        return
    apt = shutil.which("apt-get") is not None
    as_root = sys.platform == "linux" and os.geteuid() == 0
    if apt and as_root:
        packages = packages_for(missing)
        print(f"Installing from the system's packages: {' '.join(packages)}", flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["apt-get", "update", "-q"], apt_command(packages)):
            if subprocess.run(command, env=environment, check=False).returncode != 0:
                break
        missing = missing_needs(for_tests=for_tests, programs=programs)
        if not missing:
            return
    raise SetupError(
        advice(missing, apt=apt, sudo=shutil.which("sudo") is not None), SOMETHING_MISSING
    )
