"""Writes THIRD-PARTY.txt: whose work is in a bundle, and its licences, from what was collected.

A file in the bundle belongs to an installed Python package, which brings its licences along; or to
Python; or, on Debian and Ubuntu, to a package of the system, whose copyright file is taken.
"""

from __future__ import annotations

import shutil
import subprocess
import sysconfig
from collections.abc import Iterable
from importlib.metadata import Distribution, distributions
from pathlib import Path

TEXTS = Path(__file__).with_name("licences")
LICENCE_NAMES = ("licen", "copying", "notice", "thirdparty", "third-party")
LINE = "=" * 100

HEAD = """\
ShoeGUI is MIT, see LICENSE. This bundle also holds the work of others, listed here with their
licences. None of it was changed; debug symbols were taken out of Python's own modules.

Qt and PySide6 are used under the GNU Lesser General Public License, version 3, whose text is at the
end. Their libraries lie in _internal/PySide6 and _internal/shiboken6 (in Contents/Frameworks on
macOS) as files of their own, as they were published on PyPI, and are linked dynamically: put other
builds of the same versions in their place to run ShoeGUI with those. Their sources are at
https://download.qt.io/official_releases. What Qt itself took over from others, ICU (Unicode-3.0)
among it, is listed at https://doc.qt.io/qt-6/licenses-used-in-qt.html. libheif and libde265 (inside
pi-heif) are LGPL-3.0 as well and lie in _internal/pi_heif.libs.

The program that starts Python in a bundle is PyInstaller's: GPL-2.0 or later with an exception that
allows programs under any licence to be bundled with it.
"""


def write(target: Path, files: Iterable[Path]) -> None:
    """Write the notices for a bundle of `files`, the places they were collected from."""
    wanted = {file.resolve() for file in files}
    parts = [HEAD]
    owned: set[Path] = set()
    for package in sorted(distributions(), key=lambda one: one.name.lower()):
        its = {Path(str(package.locate_file(file))).resolve() for file in package.files or ()}
        if package.name == "shoegui" or not its & wanted:
            continue
        owned |= its
        parts.append(_of_package(package, its))
    parts.append(_of_python())
    parts += _of_system(wanted - owned)
    for text in sorted(TEXTS.glob("*.txt")):
        parts.append(_section(text.stem, text.read_text(encoding="utf-8")))
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("\n".join(parts), encoding="utf-8")


def _of_package(package: Distribution, files: Iterable[Path]) -> str:
    about = package.metadata
    named = (about[name] for name in ("License-Expression", "License") if name in about)
    licence = next(named, "")
    if not licence or "\n" in licence:
        stated = (value.rpartition(" :: ")[2] for value in about.get_all("Classifier") or ())
        licence = "; ".join(value for value in stated if "License" in value)
    texts = sorted(
        file
        for file in files
        if file.is_file()
        and file.suffix not in {".py", ".pyc"}
        and any(word in file.name.lower() for word in LICENCE_NAMES)
    )
    said = "\n\n".join(file.read_text(encoding="utf-8", errors="replace") for file in texts)
    return _section(f"{package.name} {package.version}: {licence or 'see below'}", said)


def _of_python() -> str:
    text = Path(sysconfig.get_path("stdlib"), "LICENSE.txt")
    said = text.read_text(encoding="utf-8") if text.is_file() else "https://docs.python.org/license"
    return _section("Python: PSF-2.0", said)


def _of_system(files: Iterable[Path]) -> list[str]:
    """The copyright files of the system's packages that `files` belong to."""
    if not shutil.which("dpkg-query"):
        return []
    packages = {package for file in files if (package := _owner(file))}
    said = []
    for package in sorted(packages):
        text = Path("/usr/share/doc", package, "copyright")
        if text.is_file():
            shown = text.read_text(encoding="utf-8", errors="replace")
            said.append(_section(f"{package} (from the system it was built on)", shown))
    return said


def _owner(file: Path) -> str:
    """The Debian package of a file, or nothing."""
    if not file.is_relative_to("/usr"):
        return ""
    # Packages from before /lib became a link to /usr/lib name their files by the old place.
    for place in (file, Path("/", file.relative_to("/usr"))):
        command = ["dpkg-query", "--search", str(place)]
        result = subprocess.run(command, capture_output=True, text=True, check=False)
        if result.returncode == 0:
            return result.stdout.partition(":")[0]
    return ""


def _section(title: str, text: str) -> str:
    return f"\n{LINE}\n{title}\n{LINE}\n\n{text.strip()}\n"
