"""The program called as a function, with what it printed."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from shoegui.cli.main import run
from tests.helpers import TINY, Place


@dataclass(frozen=True, slots=True)
class Outcome:
    """An exit code and what was printed."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        """Every line of stdout as JSON."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def complaint(self) -> str:
        """The one line on stderr."""
        [line] = self.err.splitlines()
        return line


Shoegui = Callable[..., Outcome]


@pytest.fixture
def shoegui(place: Place, capsys: pytest.CaptureFixture[str]) -> Shoegui:
    """Run a command on the library of `place`."""

    def call(command: str, *arguments: str | Path) -> Outcome:
        written = [os.fspath(one) for one in arguments]
        if command == "index":
            written += ["--network", TINY]
        if command in {"index", "search"}:
            written += ["--device", "cpu"]
        capsys.readouterr()
        code = run([command, "--library", os.fspath(place.paths.data), *written])
        printed = capsys.readouterr()
        return Outcome(code, printed.out, printed.err)

    return call


@pytest.fixture
def filled(place: Place, shoegui: Shoegui) -> Place:
    """Five photos, indexed."""
    for number in range(5):
        place.picture(f"{number}.png", number)
    assert shoegui("index", place.photos).code == 0
    return place
