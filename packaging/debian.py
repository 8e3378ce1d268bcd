"""Makes the .deb of a bundle: the tree that it installs, what it depends on, and the package.

The same bundle and SOURCE_DATE_EPOCH give the same bytes. The files it adds to the bundle are in
linux/; that the package works is tried in roots.py.
"""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from system_needs import LIBRARIES, SetupError

LINUX = Path(__file__).with_name("linux")
HOME = Path("usr/lib/shoegui")
# What ShoeGUI reads, as file managers call it.
MIME_TYPES = (
    "image/jpeg", "image/png", "image/webp", "image/gif", "image/bmp", "image/tiff", "image/heif",
    "image/heic", "image/avif", "image/jp2", "image/x-tga", "image/vnd.microsoft.icon",
    "image/x-portable-pixmap",
)  # fmt: skip
# Where each file of linux/ goes.
FILES = {
    "shoegui.desktop": "usr/share/applications/shoegui.desktop",
    "metainfo.xml": "usr/share/metainfo/org.shoegui.ShoeGUI.metainfo.xml",
    "nemo.nemo_action": "usr/share/nemo/actions/shoegui-find-similar.nemo_action",
    "kde.desktop": "usr/share/kio/servicemenus/shoegui-find-similar.desktop",
    "action.desktop": "usr/share/file-manager/actions/shoegui-find-similar.desktop",
}
# Qt loads it where GTK is and does without elsewhere: nothing that a package has to bring.
OPTIONAL = ("libqgtk3.so",)
# The package of each library that a bundle takes from the system: those of a checkout, what comes
# with every system, and what Qt wants for Wayland and for sockets.
PACKAGES = {need.what: need.package for need in LIBRARIES} | {
    "ld-linux-x86-64.so.2": "libc6",
    "ld-linux-aarch64.so.1": "libc6",
    "libc.so.6": "libc6",
    "libbrotlicommon.so.1": "libbrotli1",
    "libbrotlidec.so.1": "libbrotli1",
    "libdl.so.2": "libc6",
    # Debian's own Python links it; fontconfig brings it in any case.
    "libexpat.so.1": "libexpat1",
    "libm.so.6": "libc6",
    "libpthread.so.0": "libc6",
    "libresolv.so.2": "libc6",
    "librt.so.1": "libc6",
    "libutil.so.1": "libc6",
    "libgcc_s.so.1": "libgcc-s1",
    "libstdc++.so.6": "libstdc++6",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libz.so.1": "zlib1g",
}
MAINTAINER = "ShoeGUI contributors <shoegui@localhost>"
DESCRIPTION = """\
find pictures by picture, in your own photo folders
 You have a picture and want the photos most like it. Drop it on the window: a
 neural network turns it into numbers, and an index over your own folders
 answers with the nearest ones.
 .
 Everything happens on this computer, and photos are opened for reading only.
 Private parts are inside: Python, Qt, onnxruntime, numpy and others, see
 /usr/share/doc/shoegui."""
COPYRIGHT = """\
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: ShoeGUI
Comment: What is inside of others is listed in THIRD-PARTY.txt.gz beside this file.

Files: *
Copyright: ShoeGUI contributors
License: Expat
"""


def filled(name: str, values: Mapping[str, str]) -> str:
    """A file of linux/ with its @WORDS@ replaced."""
    text = (LINUX / name).read_text(encoding="utf-8")
    return re.sub(r"@([A-Z_]+)@", lambda found: values[found[1]], text)


def words(version: str, time: int) -> dict[str, str]:
    """What the files of linux/ leave open."""
    day = datetime.fromtimestamp(time, UTC).date().isoformat()
    return {"VERSION": version, "DATE": day, "MIME_TYPES": "".join(f"{it};" for it in MIME_TYPES)}


def stage(root: Path, bundle: Path, tree: Path, version: str, time: int) -> None:
    """Lay out in the folder `tree` everything that the package installs."""
    shutil.copytree(bundle, tree / HOME, symlinks=True)
    (tree / "usr/bin").mkdir(parents=True)
    (tree / "usr/bin/shoegui").symlink_to("../lib/shoegui/shoegui")
    values = words(version, time)
    for_the_desktop(tree, values)
    icons = root / "resources/icons/program"
    for icon in sorted(icons.iterdir()):
        size = icon.stem.partition("-")[2]
        where = f"{size}x{size}" if size else "scalable"
        target = tree / "usr/share/icons/hicolor" / where / "apps" / f"shoegui{icon.suffix}"
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(icon, target)
    _pack(tree / "usr/share/man/man1/shoegui.1.gz", filled("shoegui.1", values).encode())
    papers = tree / "usr/share/doc/shoegui"
    mine = (root / "LICENSE").read_text(encoding="utf-8").split("\n\n", 2)[2]
    licence = "".join(f" {line or '.'}\n" for line in mine.strip().splitlines())
    _pack(papers / "changelog.gz", (root / "CHANGELOG.md").read_bytes())
    _pack(papers / "THIRD-PARTY.txt.gz", next(bundle.rglob("THIRD-PARTY.txt")).read_bytes())
    (papers / "copyright").write_text(COPYRIGHT + licence, encoding="utf-8")


def for_the_desktop(tree: Path, values: Mapping[str, str]) -> None:
    """Write into `tree` what desktops and file managers read."""
    for name, place in FILES.items():
        target = tree / place
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(filled(name, values), encoding="utf-8")


def _pack(target: Path, data: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(gzip.compress(data, 9, mtime=0))


def binaries(bundle: Path) -> list[Path]:
    """The programs and shared libraries of a bundle, in order."""
    found = []
    for path in sorted(bundle.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                if file.read(4) == b"\x7fELF":
                    found.append(path)
    return found


def dependencies(bundle: Path) -> str:
    """The Depends line: the packages of the libraries that the bundle wants and lacks.

    Raises SetupError for a library whose package is not known here.
    """
    inside = [path for path in binaries(bundle) if path.name not in OPTIONAL]
    said = _output("readelf", "--wide", "--dynamic", "--version-info", *map(str, inside))
    wanted = set(re.findall(r"\(NEEDED\).*\[(.+)\]", said))
    # Under this name wheels have libraries of their own.
    there = {path.name for path in bundle.rglob("*.so*")}
    unknown = sorted(wanted - there - PACKAGES.keys())
    if unknown:
        raise SetupError(f"debian.py names no package for {', '.join(unknown)}.")
    packages = {PACKAGES[name] for name in wanted - there}
    release = max(tuple(map(int, it)) for it in re.findall(r"\bGLIBC_(\d+)\.(\d+)\b", said))
    least = {"libc6": f"libc6 (>= {release[0]}.{release[1]})"}
    return ", ".join(least.get(name, name) for name in sorted(packages))


def control(version: str, architecture: str, depends: str, installed: int) -> str:
    """The package's control file; `installed` is its size in bytes."""
    fields = {
        "Package": "shoegui",
        "Version": version,
        "Architecture": architecture,
        "Maintainer": MAINTAINER,
        "Installed-Size": str(-(-installed // 1024)),
        "Depends": depends,
        "Recommends": "fonts-dejavu-core | fonts-noto-core, xdg-utils",
        "Section": "graphics",
        "Priority": "optional",
        "Description": DESCRIPTION,
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items())


def build(root: Path, bundle: Path, target: Path, version: str, time: int) -> Path:
    """Make the .deb of `bundle` in the folder `target`; every file in it is as old as `time`."""
    architecture = _output("dpkg", "--print-architecture")
    package = target / f"shoegui_{version}_{architecture}.deb"
    with tempfile.TemporaryDirectory(prefix="shoegui-deb-") as scratch:
        tree = Path(scratch, "tree")
        stage(root, bundle, tree, version, time)
        size = sum(it.stat().st_size for it in tree.rglob("*") if it.is_file())
        (tree / "DEBIAN").mkdir()
        written = control(version, architecture, dependencies(bundle), size)
        (tree / "DEBIAN/control").write_text(written, encoding="utf-8")
        for path in sorted(tree.rglob("*"), reverse=True):
            if not path.is_symlink():
                runs = path.is_dir() or path.stat().st_mode & 0o100
                path.chmod(0o755 if runs else 0o644)
            os.utime(path, (time, time), follow_symlinks=False)
        tree.chmod(0o755)
        os.utime(tree, (time, time))
        subprocess.run(
            ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(tree), str(package)],
            env={**os.environ, "SOURCE_DATE_EPOCH": str(time)},
            stdout=subprocess.DEVNULL,
            check=True,
        )
    return package


def complaints(tree: Path) -> list[str]:
    """What desktop-file-validate and appstreamcli find wrong with the files in `tree`."""
    checks: list[Sequence[str]] = [
        ["desktop-file-validate", str(tree / FILES["shoegui.desktop"])],
        ["appstreamcli", "validate", "--no-net", str(tree / FILES["metainfo.xml"])],
    ]
    found = []
    for check in checks:
        result = subprocess.run(check, capture_output=True, text=True, check=False)
        if result.returncode != 0:
            found.append(f"{check[0]}: {result.stdout.strip()} {result.stderr.strip()}")
    return found


def _output(*command: str) -> str:
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode != 0:
        raise SetupError(f"{command[0]} stopped: {result.stderr.strip()}")
    return result.stdout.strip()
