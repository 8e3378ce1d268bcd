"""Which folders lie on another machine: there, what others change is not reported to this one.

Reads what the system says about its mounts; asks no drive.
"""

from __future__ import annotations

import ctypes
import os
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

_REMOTE_KINDS = frozenset(
    "nfs nfs3 nfs4 cifs smb smb2 smb3 smbfs afpfs webdav davfs 9p ncpfs afs ceph glusterfs lustre "
    "gpfs vboxsf prl_fs vmhgfs drvfs virtiofs "
    "fuse.sshfs fuse.rclone fuse.davfs2 fuse.curlftpfs fuse.gvfsd-fuse fuse.s3fs fuse.glusterfs "
    "fuse.ceph fuse.vmhgfs-fuse fuse.smbnetfs fuse.nfs-ganesha fuse.kio-fuse macfuse "
    "osxfuse".split()
)
_WINDOWS_REMOTE_DRIVE = 4


def is_remote(folder: Path) -> bool:
    """Whether `folder` lies on a network drive, or on one shared by a host of this machine."""
    if sys.platform == "win32":
        return _is_remote_on_windows(os.path.realpath(folder))
    kind = kind_of(os.path.realpath(folder), _mounts())
    return kind in _REMOTE_KINDS


def kind_of(path: str, mounts: Iterable[tuple[str, str]]) -> str:
    """The kind of file system that `path` lies on; `mounts` are mount points and their kinds.

    The last of several mounts at one point counts. Empty when no mount is known.
    """
    best, kind = "", ""
    for point, its_kind in mounts:
        inside = path == point or path.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):
            best, kind = point, its_kind
    return kind


def linux_mounts(table: str) -> list[tuple[str, str]]:
    """Mount points and kinds in the words of /proc/self/mounts."""
    fields = [line.split(" ") for line in table.splitlines()]
    return [(_unescaped(one[1]), one[2]) for one in fields if len(one) > 2]


def mac_mounts(output: str) -> list[tuple[str, str]]:
    """Mount points and kinds in the words of macOS's `mount`."""
    return re.findall(r"^.+? on (/.*?) \((\w+)[,)]", output, re.MULTILINE)


def _mounts() -> list[tuple[str, str]]:
    try:
        if sys.platform == "darwin":
            said = subprocess.run(
                ["/sbin/mount"], capture_output=True, text=True, timeout=5, check=False
            )
            return mac_mounts(said.stdout)
        return linux_mounts(Path("/proc/self/mounts").read_text("utf-8", "surrogateescape"))
    except (OSError, subprocess.SubprocessError):
        return []


def _unescaped(text: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), text)


def _is_remote_on_windows(path: str) -> bool:
    drive = os.path.splitdrive(path.removeprefix("\\\\?\\"))[0]
    if drive.startswith(("\\\\", "UNC\\")):
        return True
    windows = getattr(ctypes, "windll", None)
    if windows is None:
        return False
    return bool(windows.kernel32.GetDriveTypeW(drive + "\\") == _WINDOWS_REMOTE_DRIVE)
