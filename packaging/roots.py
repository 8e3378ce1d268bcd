"""Tries the .deb and the tar.gz in minimal Debian systems, each in a folder made by debootstrap.

Installed by apt, smoke-tested as an ordinary user, removed and purged, and nothing may be left. The
archive that this machine's apt reads is asked; without root's rights or debootstrap it cannot go.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import smoke
from place import Place
from system_needs import SetupError

USER = ("tester", "1000:1000")
# A locale and a font are all that a person's system would have besides.
FONT = "fonts-dejavu-core"


def why_not() -> str:
    """What keeps this machine from making roots, in words; nothing when it can."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return "only root on Linux can make another system's folder"
    missing = [name for name in ("debootstrap", "unshare", "chroot") if not shutil.which(name)]
    return f"{', '.join(missing)} not installed" if missing else ""


def mirror(targets: str) -> str:
    """Debian's archive in what `apt-get indextargets` prints for MIRROR_FORMAT; or nothing."""
    for line in targets.splitlines():
        label, component, where = line.split("|")
        if (label, component) == ("Debian", "main"):
            return where
    return ""


MIRROR_FORMAT = "$(LABEL)|$(COMPONENT)|$(REPO_URI)"


def make(suite: str, folder: Path) -> None:
    """Make the minimal system `suite`, as in "bookworm", in a new folder.

    Raises SetupError when debootstrap does not finish.
    """
    command = ["apt-get", "indextargets", "--format", MIRROR_FORMAT, "Created-By: Packages"]
    known = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    words = ["debootstrap", "--variant=minbase", suite, str(folder)]
    result = subprocess.run(
        [*words, mirror(known)] if mirror(known) else words,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode != 0:
        tail = "\n".join((result.stdout + result.stderr).splitlines()[-5:])
        raise SetupError(f"debootstrap could not make {suite}:\n{tail}")
    for name in ("resolv.conf", "hosts"):
        shutil.copyfile(f"/etc/{name}", folder / "etc" / name)
    for setting in apt_settings():
        with (folder / "etc/apt/apt.conf.d/90host").open("a", encoding="utf-8") as file:
            file.write(setting + "\n")
    # Started services have no business in a folder.
    policy = folder / "usr/sbin/policy-rc.d"
    policy.write_text("#!/bin/sh\nexit 101\n", encoding="utf-8")
    policy.chmod(0o755)


def apt_settings() -> list[str]:
    """How this machine's apt fetches, for another apt: proxies, dates that are not checked."""
    command = ["apt-config", "dump"]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    return re.findall(r"^Acquire::(?:https?::Proxy|Check-)[^\n]*;$", said, re.MULTILINE)


def inside(root: Path, *words: str) -> str:
    """Run a command in `root` as root; what it says. Raises SetupError when it fails."""
    place = Place("/root", root, "0:0")
    extra = {"DEBIAN_FRONTEND": "noninteractive", "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}
    result = subprocess.run(
        place.command(words, extra), capture_output=True, text=True, check=False
    )
    if result.returncode != 0:
        raise SetupError(f"In {root.name}, {words[0]} failed:\n{result.stdout}{result.stderr}")
    return result.stdout


def packages(root: Path) -> set[str]:
    """The packages that are installed in `root`."""
    return set(inside(root, "dpkg-query", "--show", "--showformat", "${Package}\n").split())


def try_deb(root: Path, deb: Path, shots: Path) -> None:
    """Install, try, remove and purge `deb` in `root`; SetupError or SmokeError when it fails."""
    inside(root, "apt-get", "update", "-q")
    inside(root, "apt-get", "install", "-y", "-q", "--no-install-recommends", FONT)
    before, files = packages(root), _files(root)
    shutil.copyfile(deb, root / "tmp" / deb.name)
    install = ["apt-get", "install", "-y", "-q", "--no-install-recommends", f"/tmp/{deb.name}"]
    inside(root, *install)
    brought = packages(root) - before - {"shoegui"}
    print(f"   installed with {len(brought)} packages that it needs", flush=True)
    _try_program(root, "/usr/bin/shoegui", shots)
    inside(root, "apt-get", "remove", "-y", "-q", "shoegui")
    # Without files of settings nothing of it is known any more, and this says so and exits with 0.
    inside(root, "dpkg", "--purge", "shoegui")
    left = [path for path in _files(root) - files if "shoegui" in path.lower()]
    if left:
        raise SetupError(f"After removal there is still {', '.join(sorted(left))}")
    print("   removed, nothing left", flush=True)


def try_tarball(root: Path, tarball: Path, shots: Path) -> None:
    """Unpack `tarball` in `root`, which has what a desktop has, and try the program."""
    shutil.unpack_archive(tarball, root / "opt", filter="tar")
    _try_program(root, f"/opt/{tarball.name.removesuffix('.tar.gz')}/shoegui", shots)


def _try_program(root: Path, program: str, shots: Path) -> None:
    shots.mkdir(parents=True, exist_ok=True)
    home = Path(tempfile.mkdtemp(prefix="shoegui-smoke-", dir=root / "tmp"))
    uid, gid = map(int, USER[1].split(":"))
    os.chown(home, uid, gid)
    place = Place(f"/tmp/{home.name}", root, USER[1])
    smoke.try_out(program, place=place, shots=shots, window=True)
    shutil.rmtree(home)


def _files(root: Path) -> set[str]:
    """Everything that is on a root, but for what apt and the trial itself put down."""
    skipped = {"proc", "sys", "dev", "tmp", "root", "var/cache", "var/lib/apt", "var/log"}
    found = set()
    for folder, names, files in os.walk(root):
        here = os.path.relpath(folder, root)
        names[:] = [it for it in names if os.path.normpath(f"{here}/{it}") not in skipped]
        found |= {os.path.normpath(f"{here}/{name}") for name in (*names, *files)}
    return found


def try_all(suites: Sequence[str], deb: Path, tarball: Path | None, shots: Path) -> None:
    """Try both, or the one there is, in each of `suites`; the folders are gone afterwards."""
    for suite in suites:
        with tempfile.TemporaryDirectory(prefix=f"shoegui-{suite}-") as folder:
            print(f"== Debian {suite}", flush=True)
            root = Path(folder, "root")
            make(suite, root)
            try_deb(root, deb, shots / suite)
            if tarball:
                try_tarball(root, tarball, shots / f"{suite}-tar.gz")
