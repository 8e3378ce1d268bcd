"""What a release takes besides its builds: that it is one, what is new in it, its checksums.

    python packaging/release.py check v0.2.0     is this checkout the release 0.2.0?
    python packaging/release.py notes            what CHANGELOG.md says of this version
    python packaging/release.py sums [FOLDER]    SHA256SUMS of the files in dist/

Needs nothing but Python. The steps from a change to a release are in RELEASING.md.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SUMS = "SHA256SUMS"
# One form of versions: the Windows installer's file version knows no other.
VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")


def version_of(root: Path) -> str:
    """The version that the package says it has."""
    text = (root / "shoegui" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "([^"]+)"$', text, re.MULTILINE)
    if found is None:
        raise ValueError("shoegui/__init__.py says no __version__")
    return found[1]


def sections(root: Path) -> dict[str, tuple[str, str]]:
    """CHANGELOG.md by version, newest first: what stands in parentheses, and the text below."""
    text = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    parts = re.split(r"^## (\S+) \(([^)]*)\)\n", text, flags=re.MULTILINE)[1:]
    return {
        version: (when, body.strip())
        for version, when, body in zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    }


def problems(root: Path, tag: str) -> list[str]:
    """Why the checkout `root` is not the release that `tag` names; empty where it is."""
    version = version_of(root)
    found = []
    if not VERSION.fullmatch(version):
        found.append(f"{version} is not of the form 1.2.3.")
    if tag != f"v{version}":
        found.append(f"The tag is {tag}, but the package's version is {version}: v{version}.")
    changes = sections(root)
    if next(iter(changes), None) != version:
        found.append(f"CHANGELOG.md does not begin with a section on {version}.")
    elif not re.fullmatch(r"\d{4}-\d\d-\d\d", changes[version][0]):
        found.append(f"CHANGELOG.md has no date for {version}: '{changes[version][0]}'.")
    changed = subprocess.run(
        ["git", "-C", str(root), "status", "--porcelain"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    if changed:
        found.append("There are changes that are not committed:\n" + changed.rstrip())
    return found


def write_sums(folder: Path) -> Path:
    """Write SHA256SUMS beside the files in `folder`, in the form that `sha256sum -c` reads."""
    files = sorted(path for path in folder.iterdir() if path.is_file() and path.name != SUMS)
    lines = []
    for path in files:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        lines.append(f"{digest}  {path.name}\n")
    target = folder / SUMS
    target.write_text("".join(lines), encoding="utf-8", newline="\n")
    return target


def main(arguments: Sequence[str]) -> int:
    """Carry out one command; 1 where `check` finds something."""
    parser = argparse.ArgumentParser(prog="release.py", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="is this the release?").add_argument("tag")
    commands.add_parser("notes", help="what is new in this version")
    sums = commands.add_parser("sums", help="write SHA256SUMS")
    sums.add_argument("folder", nargs="?", type=Path, default=ROOT / "dist")
    asked = parser.parse_args(arguments)
    if asked.command == "check":
        found = problems(ROOT, asked.tag)
        print("\n".join(found) or f"This is {asked.tag}.")
        return 1 if found else 0
    if asked.command == "notes":
        print(sections(ROOT)[version_of(ROOT)][1])
        return 0
    print(write_sums(asked.folder))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
