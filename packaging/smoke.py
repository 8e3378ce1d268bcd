"""Tries an installed ShoeGUI from outside: `python3 packaging/smoke.py PROGRAM`.

Commands, the process for the index, and the window on a virtual display: shown, given a picture,
closed. The program sees an empty home and nothing of this environment. With --root it runs inside
another system's folder. Needs only Python here; nothing of ShoeGUI is imported.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import screen
from place import Place

PATIENCE = 300.0
WINDOW_PATIENCE = 90.0
QUERY = ("sneaker", "sneaker-red-01.jpg")
# A window without results shows a few hundred, one full of photos tens of thousands.
MANY_COLOURS = 3000


class SmokeError(Exception):
    """What the program did not do."""


class Trial:
    """One program in one place, and the steps that it has to manage."""

    def __init__(self, program: str, windowed: str, place: Place, shots: Path | None) -> None:
        self._program = program
        self._windowed = windowed
        self._place = place
        self._shots = shots

    def run(self, *words: str, stdin: bytes = b"") -> str:
        """Run a command; its stdout. Raises SmokeError unless it exits with 0."""
        shown = f"{Path(self._program).name} {' '.join(words)}"
        try:
            result = subprocess.run(
                self._place.command([self._program, *words], {}),
                env=self._environment(),
                cwd=self._place.outside(self._place.home),
                input=stdin,
                capture_output=True,
                timeout=PATIENCE,
                check=False,
            )
        except subprocess.TimeoutExpired as late:
            raise SmokeError(f"{shown}: no end after {PATIENCE:.0f} s") from late
        out, err = (one.decode(errors="replace") for one in (result.stdout, result.stderr))
        if result.returncode != 0:
            raise SmokeError(f"{shown}: exit code {result.returncode}\n{out}{err}")
        return out

    def version(self) -> str:
        """It says who it is."""
        said = self.run("--version").strip()
        _need(said.startswith("ShoeGUI "), f"--version says {said!r}")
        return said

    def doctor(self) -> str:
        """It finds its networks, and they run."""
        networks = [one for one in self._json("doctor") if "network" in one]
        _need(networks, "doctor names no network")
        for one in networks:
            _need("milliseconds_per_picture" in one, f"doctor could not run a network: {one}")
        return ", ".join(str(one["network"]) for one in networks)

    def index(self) -> str:
        """It draws its sample pictures, and takes two folders of them into a library."""
        self.run("demo", "--sheet", f"{self._place.home}/sheet.png", "--library", self._demo)
        photos = self._place.outside(self._photos)
        for kind in ("sneaker", "boot"):
            shutil.copytree(self._place.outside(f"{self._samples}/{kind}"), photos / kind)
        shutil.copy(photos / QUERY[0] / QUERY[1], self._place.outside(self._query))
        self._own()
        self.run("index", self._photos, "--library", self._library)
        said = self._json("status", "--library", self._library)
        counted = next(int(str(one["photos"])) for one in said if "photos" in one)
        there = sum(1 for _ in photos.rglob("*.jpg"))
        _need(counted == there, f"{counted} of {there} photos are in the library")
        return f"{counted} photos"

    def search(self) -> str:
        """It finds the picture itself first, and its kind after it."""
        said = self._json("search", self._query, "-k", "5", "--library", self._library)
        hits = said[0]["hits"]
        assert isinstance(hits, list)
        names = [str(hit["path"]).replace("\\", "/").split("/")[-2:] for hit in hits]
        _need(tuple(names[0]) == QUERY, f"the first hit is {names[0]}")
        _need(hits[0]["similarity"] > 0.98, f"its similarity is {hits[0]['similarity']}")
        _need(names[1][0] == QUERY[0], f"the second hit is {names[1]}")
        return " ".join(name for _, name in names)

    def graph(self) -> str:
        """The process for large indexes starts: with nothing to do it ends."""
        self.run("--hold-graph")
        return "starts and ends"

    def window(self) -> str:
        """The window shows, answers a picture, and closes, each time with exit code 0."""
        if not screen.is_possible():
            return self._blind_window()
        with screen.Screen() as shown:
            empty = self._one_window(shown, "library", [])
            full = self._one_window(shown, "results", [self._query])
        _need(full > MANY_COLOURS, f"no photos are shown: {full} colours, {empty} without a query")
        return f"{empty} colours, with results {full}"

    def _one_window(self, shown: screen.Screen, name: str, words: Sequence[str]) -> int:
        """Start it, wait for what it has to show, close it; how many colours its right half had."""
        command = [self._windowed, "--library", self._library, *words]
        extra = {"DISPLAY": shown.display}
        errors = tempfile.TemporaryFile()  # noqa: SIM115 - read after the program has ended
        with subprocess.Popen(
            self._place.command(command, extra),
            env=self._environment(extra),
            cwd=self._place.outside(self._place.home),
            stdout=errors,
            stderr=errors,
        ) as process:
            try:
                window = _wait(lambda: shown.window("ShoeGUI"), process, "a window")
                least = MANY_COLOURS if words else 1
                colours = 0
                end = time.monotonic() + WINDOW_PATIENCE
                while colours <= least and time.monotonic() < end:
                    time.sleep(0.5)
                    colours = shown.colours(window)
                # What comes a little later, a message say, has to be seen as well.
                time.sleep(1.0)
                if self._shots:
                    shown.save(self._shots / f"{name}.png")
                shown.close(window)
                code = process.wait(60)
            finally:
                process.kill()
        errors.seek(0)
        said = errors.read().decode(errors="replace")
        _need(code == 0, f"the window ended with exit code {code}\n{said}")
        _need("Traceback" not in said, f"the window said\n{said}")
        return colours

    def _blind_window(self) -> str:
        """Where there is no virtual display: it stays, and ends when it is told to."""
        command = [self._windowed, "--library", self._library]
        with subprocess.Popen(
            self._place.command(command, {}),
            env=self._environment(),
            cwd=self._place.outside(self._place.home),
        ) as process:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                pass
            else:
                raise SmokeError(f"the window ended by itself with {process.returncode}")
            if os.name == "nt":
                subprocess.run(["taskkill", "/PID", str(process.pid)], check=True)
            else:
                process.terminate() if sys.platform != "darwin" else process.send_signal(2)
            try:
                code = process.wait(60)
            except subprocess.TimeoutExpired as late:
                process.kill()
                raise SmokeError("the window did not close") from late
        _need(code == 0, f"the window ended with exit code {code}")
        return "stays and ends, not looked at"

    @property
    def _library(self) -> str:
        return f"{self._place.home}/library"

    @property
    def _demo(self) -> str:
        return f"{self._place.home}/demo"

    @property
    def _samples(self) -> str:
        return f"{self._demo}/sample-pictures"

    @property
    def _photos(self) -> str:
        return f"{self._place.home}/photos"

    @property
    def _query(self) -> str:
        return f"{self._place.home}/another name.jpg"

    def _environment(self, extra: Mapping[str, str] | None = None) -> dict[str, str]:
        # Into a root it is handed over by `env`, and what leads there needs this one's PATH.
        if self._place.root is not None:
            return dict(os.environ)
        return self._place.environment(extra or {})

    def _json(self, *words: str) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.run(*words, "--json").splitlines() if line]

    def _own(self) -> None:
        if self._place.user:
            words = ["chown", "-R", self._place.user, str(self._place.outside(self._place.home))]
            subprocess.run(words, check=True)


def _need(fulfilled: object, complaint: str) -> None:
    if not fulfilled:
        raise SmokeError(complaint)


def _wait(look: Callable[[], str], process: subprocess.Popen[bytes], what: str) -> str:
    end = time.monotonic() + WINDOW_PATIENCE
    while time.monotonic() < end and process.poll() is None:
        found = look()
        if found:
            return found
        time.sleep(0.2)
    raise SmokeError(f"never saw {what}; exit code {process.poll()}")


def try_out(
    program: str, *, windowed: str = "", place: Place, shots: Path | None = None, window: bool
) -> None:
    """Take every step and say so. Raises SmokeError at the first that fails."""
    trial = Trial(program, windowed or program, place, shots)
    steps = [trial.version, trial.doctor, trial.index, trial.search, trial.graph]
    for step in [*steps, trial.window] if window else steps:
        print(f"   {step.__name__:8} {step()}", flush=True)


def main() -> int:
    """Try the program of the command line; 0 when it passes, 1 when not."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("program", help="its path, inside the root if one is given")
    parser.add_argument("--windowed", default="", help="the program with the window, if another")
    parser.add_argument("--root", type=Path, help="the folder of the system to run it in")
    parser.add_argument("--user", default="1000:1000", help="as whom (default: %(default)s)")
    parser.add_argument("--shots", type=Path, help="a folder for pictures of the window")
    parser.add_argument("--no-window", action="store_true", help="commands only")
    asked = parser.parse_args()
    if asked.root is None and sys.platform == "linux" and not screen.is_possible():
        print(f"   window   not tried: {screen.REASON}")
        asked.no_window = True
    inside = None if asked.root is None else str(asked.root / "tmp")
    with tempfile.TemporaryDirectory(prefix="shoegui-smoke-", dir=inside) as scratch:
        home, user = scratch, ""
        if asked.root is not None:
            home, user = f"/tmp/{Path(scratch).name}", asked.user
            uid, gid = map(int, user.split(":"))
            os.chown(scratch, uid, gid)
        if asked.shots:
            asked.shots.mkdir(parents=True, exist_ok=True)
        program = asked.program if asked.root else str(Path(asked.program).absolute())
        try:
            try_out(
                program,
                windowed=asked.windowed,
                place=Place(home, asked.root, user),
                shots=asked.shots,
                window=not asked.no_window,
            )
        except SmokeError as fault:
            print(f"Smoke test failed: {fault}", file=sys.stderr)
            return 1
    print("   passed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
