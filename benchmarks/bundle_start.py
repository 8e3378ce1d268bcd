"""How long the packaged program takes to show its window, beside the same from source.

`make bundle` first, then `make bench ARGS=bundle_start`. Both start in turn, with the disk cache
dropped and with it warm, on a virtual display; the clock stops when something is painted.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "packaging"))

import screen  # noqa: E402

DROP = Path("/proc/sys/vm/drop_caches")
# Of the time from source.
MOST = 1.3
LATEST = 60.0


def drop_caches() -> bool:
    """Make the next start read everything from the disk; False where that is not allowed."""
    try:
        os.sync()
        DROP.write_text("3", encoding="ascii")
    except OSError:
        return False
    return True


def start(command: Sequence[str], *, cold: bool) -> float:
    """Seconds from the start of a program to the first thing painted on an empty display."""
    with screen.Screen() as shown, tempfile.TemporaryDirectory() as home:
        # The window manager has to be ready, and in memory, before the disk cache is dropped.
        time.sleep(1.0)
        if cold:
            drop_caches()
        kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        environment = {**kept, "HOME": home, "DISPLAY": shown.display}
        began = time.perf_counter()
        with subprocess.Popen(
            command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            while shown.is_blank():
                if time.perf_counter() - began > LATEST or process.poll() is not None:
                    process.kill()
                    raise SystemExit(f"{command[0]} showed nothing.")
                time.sleep(0.001)
            taken = time.perf_counter() - began
            process.kill()
    return taken


def main() -> int:
    """Print the medians and their ratios; 1 when a cold start takes longer than it may."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--program", type=Path, default=ROOT / "dist" / "shoegui" / "shoegui")
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    if not screen.is_possible():
        print(f"Not measured: {screen.REASON}.")
        return 0
    if not asked.program.is_file():
        print(f"Not measured: there is no {asked.program}; make bundle makes it.")
        return 0
    commands = {
        "bundle": [str(asked.program)],
        "source": [sys.executable, "-m", "shoegui"],
    }
    code = 0
    for kind in ("cold", "warm"):
        taken: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(asked.runs):
            for name, command in commands.items():
                if kind == "cold" and not drop_caches():
                    print("Cold starts not measured: only root may drop the disk cache.")
                    break
                taken[name].append(start(command, cold=kind == "cold"))
        if not all(taken.values()):
            continue
        medians = {name: statistics.median(times) for name, times in taken.items()}
        ratio = medians["bundle"] / medians["source"]
        shown = ", ".join(f"{name} {seconds:.2f} s" for name, seconds in medians.items())
        print(f"{kind} start to the first thing painted: {shown}; ratio {ratio:.2f}")
        if kind == "cold" and ratio > MOST:
            print(f"That is more than {MOST}.")
            code = 1
    return code


if __name__ == "__main__":
    sys.exit(main())
