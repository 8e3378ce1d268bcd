"""Makes shoegui.ico and shoegui.icns in build/icons, for the Windows and macOS programs.

From the PNGs in resources/icons/program, which `resources/icons/draw_sizes.py` draws from the SVG;
so neither file is kept, and neither needs the system that it is for.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "resources" / "icons" / "program"
WINDOWS_SIZES = (16, 24, 32, 48, 64, 128, 256)


def make(target: Path) -> tuple[Path, Path]:
    """Write both files into the folder `target`, and return .ico and .icns."""
    target.mkdir(parents=True, exist_ok=True)
    drawn = {int(file.stem.rpartition("-")[2]): file for file in PICTURES.glob("shoegui-*.png")}
    ordered = [Image.open(drawn[size]) for size in sorted(drawn)]
    small = [one for one in ordered if one.width in WINDOWS_SIZES]
    ico, icns = target / "shoegui.ico", target / "shoegui.icns"
    small[-1].save(ico, sizes=[one.size for one in small], append_images=small[:-1])
    # Pillow enlarges the last one to 1024 px, for large icons on screens of double density.
    ordered[-1].save(icns, append_images=ordered[:-1])
    return ico, icns


if __name__ == "__main__":
    for made in make(ROOT / "build" / "icons"):
        sys.stdout.write(f"{made.relative_to(ROOT)}\n")
