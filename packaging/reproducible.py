"""What makes two builds of the same sources the same bytes: one time, one order, plain modes.

A build starts from a clean copy of the checkout, so that neither the folder, nor the umask, nor a
forgotten file gets into it. What is built from the copy is in distribution.py and bundle.py.
"""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import tarfile
from collections.abc import Mapping
from pathlib import Path

from system_needs import SetupError

# Zip files know no earlier time: 1 January 1980.
EARLIEST = 315_532_800
# Left out where there is no git to tell sources from the rest.
NOT_SOURCE = shutil.ignore_patterns(
    ".venv", "build", "dist", "*.egg-info", "PKG-INFO", "setup.cfg", "__pycache__", ".*_cache",
    ".hypothesis", ".git",
)  # fmt: skip


def build_time(root: Path, environ: Mapping[str, str] = os.environ) -> int:
    """The time that every file of a build bears, in seconds since 1970.

    SOURCE_DATE_EPOCH, or else that of the last commit, or else, in an unpacked sdist, that which
    its files have. Raises SetupError if git does not tell.
    """
    given = environ.get("SOURCE_DATE_EPOCH", "")
    if given:
        if not given.isascii() or not given.isdigit():
            raise SetupError(f"SOURCE_DATE_EPOCH is not a number of seconds: {given}", 2)
        return max(EARLIEST, int(given))
    if (root / ".git").exists():
        return max(EARLIEST, int(_git(root, "log", "-1", "--format=%ct")))
    return max(EARLIEST, int((root / "pyproject.toml").stat().st_mtime))


def source_files(root: Path) -> list[Path]:
    """Files of the checkout that git knows or would take, sorted, relative to `root`."""
    listed = _git(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    files = (Path(name) for name in listed.split("\0") if name)
    return sorted(file for file in files if (root / file).is_file())


def clean_copy(root: Path, target: Path) -> None:
    """Copy the sources into the new folder `target`, with modes that no umask changes."""
    if (root / ".git").exists():
        for file in source_files(root):
            (target / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / file, target / file)
    else:
        shutil.copytree(root, target, ignore=NOT_SOURCE)
    for path in (target, *target.rglob("*")):
        path.chmod(plain_mode(path))


def plain_mode(path: Path) -> int:
    """What everybody may do with a file or folder that only its owner changes."""
    return 0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644


def tar_gz(folder: Path, archive: Path, name: str, time: int) -> None:
    """Pack `folder` as `name` into `archive`: sorted, owned by root, everything as old as `time`.

    Links are kept as links.
    """

    def plain(member: tarfile.TarInfo) -> tarfile.TarInfo:
        member.uid = member.gid = 0
        member.uname = member.gname = "root"
        member.mtime = time
        if not member.issym():
            member.mode = 0o755 if member.isdir() or member.mode & 0o100 else 0o644
        return member

    with (
        archive.open("wb") as file,
        gzip.GzipFile("", "wb", 6, fileobj=file, mtime=time) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as tar,
    ):
        tar.add(folder, name, recursive=False, filter=plain)
        for path in sorted(folder.rglob("*")):
            inside = f"{name}/{path.relative_to(folder).as_posix()}"
            tar.add(path, inside, recursive=False, filter=plain)


def _git(root: Path, *words: str) -> str:
    command = ["git", "-C", str(root), *words]
    try:
        result = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError as problem:
        raise SetupError(f"git is needed to build from a checkout: {problem}") from problem
    if result.returncode != 0:
        raise SetupError(f"git could not say what the sources are: {result.stderr.strip()}")
    return result.stdout.strip() if words[0] == "log" else result.stdout
