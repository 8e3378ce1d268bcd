"""What a bundle's size is made of: `python3 packaging/sizes.py [FOLDER]` prints a table by part."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path, PurePosixPath

# The first rule that fits a place inside the bundle says whose it is.
RULES = (
    ("networks", ("shoegui/models",)),
    ("the user guide", ("shoegui/docs",)),
    ("icons, words, class names", ("shoegui/resources",)),
    ("licences", ("licences", "dist-info")),
    ("Qt: ICU", ("libicu",)),
    ("Qt", ("PySide6/Qt/", "PySide6/plugins", "PySide6/translations", "PySide6/Qt6")),
    ("PySide6 and shiboken6", ("PySide6", "shiboken6")),
    ("onnxruntime", ("onnxruntime",)),
    ("numpy: OpenBLAS and Fortran", ("numpy.libs",)),
    ("numpy", ("numpy",)),
    ("Pillow", ("PIL", "pillow.libs")),
    ("pi-heif", ("pi_heif",)),
    ("hnswlib, xxhash, protobuf", ("hnswlib", "xxhash", "google")),
    ("libraries of X", ("libxcb",)),
    ("Python", ("libpython", "python3", "base_library", "lib", "Python")),
)
REST = "the program: ShoeGUI and all of Python's modules, compiled"


def of(path: Path) -> int:
    """The bytes in a file, or in all files of a folder; links count nothing."""
    if path.is_file():
        return path.stat().st_size
    return sum(it.stat().st_size for it in path.rglob("*") if it.is_file() and not it.is_symlink())


def part_of(place: str) -> str:
    """The name of the part that a file belongs to, by its place inside the bundle."""
    inside = str(PurePosixPath(place)).removeprefix("_internal/")
    if inside == place and "/" not in place:
        return REST
    for name, marks in RULES:
        if any(inside.startswith(it) or (it != "lib" and f"{it}" in inside) for it in marks):
            return name
    return REST


def by_part(folder: Path) -> dict[str, int]:
    """The bytes of every part, the largest first."""
    counted: Counter[str] = Counter()
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            counted[part_of(path.relative_to(folder).as_posix())] += path.stat().st_size
    return dict(counted.most_common())


def table(folder: Path) -> str:
    """A Markdown table of the parts, in MB of a million bytes."""
    parts = by_part(folder)
    rows = [f"| {name} | {size / 1e6:.1f} |" for name, size in parts.items()]
    total = f"| **all** | **{sum(parts.values()) / 1e6:.1f}** |"
    return "\n".join(["| part | MB |", "|---|---|", *rows, total])


if __name__ == "__main__":
    given = sys.argv[1:] or [str(Path(__file__).resolve().parents[1] / "dist" / "shoegui")]
    sys.stdout.write(table(Path(given[0])) + "\n")
