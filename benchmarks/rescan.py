"""A second run over an unchanged library, beside a bare walk of the same files.

`python benchmarks/rescan.py [--files 100000]`. Goal: at most 2.0 times the bare walk.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from synthetic import best_of, fill_library, machine, realistic_vectors

from shoegui.basics.paths import AppPaths
from shoegui.features.manifest import find
from shoegui.library.library import Library


def bare_walk(folder: str) -> int:
    """List and stat every file below `folder`, and nothing else; the number of files."""
    files = 0
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                files += bare_walk(entry.path)
            else:
                entry.stat()
                files += 1
    return files


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=100_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        paths, folder = AppPaths.under(Path(scratch, "library")), Path(scratch, "photos")
        vectors = realistic_vectors(options.files, find(paths).dimension)
        fill_library(paths, folder, vectors, files=True)
        print(machine())
        _print_times(paths, folder, options.files)


def _print_times(paths: AppPaths, folder: Path, files: int) -> None:
    bare = best_of(5, lambda: bare_walk(str(folder)))
    with Library(paths) as library:

        def rescan() -> None:
            report = library.index()
            assert report.unchanged == files, report

        ours = best_of(5, rescan)
    command = [sys.executable, "-m", "shoegui", "index", "--json", "--library", str(paths.data)]
    whole = best_of(3, lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL))
    again = best_of(5, lambda: bare_walk(str(folder)))
    bare = min(bare, again)
    print(f"files                          {files:10,}")
    print(f"bare scandir + stat            {bare:10.3f} s")
    print(f"second run, in this process    {ours:10.3f} s   {ours / bare:.2f} x")
    print(f"second run, 'shoegui index'    {whole:10.3f} s   {whole / bare:.2f} x")


if __name__ == "__main__":
    main()
