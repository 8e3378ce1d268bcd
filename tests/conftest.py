"""Fixtures of several rooms: a library on a tiny network, and what it reads and runs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from shoegui.basics.paths import AppPaths
from shoegui.features.extractor import Extractor
from shoegui.library import indexing
from tests.helpers import ALL_OUTPUTS, Place, install_all_outputs, install_networks

# How long an example takes says more about the machine than about the program.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """An empty folder of photos and no library yet."""
    made = Place(AppPaths.under(tmp_path / "library"), tmp_path / "photos")
    made.photos.mkdir()
    install_networks(made.paths)
    return made


@pytest.fixture
def complete(place: Place) -> Place:
    """Six photos, of which everything is stored."""
    install_all_outputs(place.paths)
    for number in range(6):
        place.picture(f"{number}.png", number)
    place.index(network=ALL_OUTPUTS)
    return place


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that indexing reads from now on."""
    names: list[str] = []

    def counted(real: Callable[..., bytes]) -> Callable[..., bytes]:
        def read(path: str, *more: Any) -> bytes:
            names.append(Path(path).name)
            return real(path, *more)

        return read

    for function in ("read_photo", "read_beginning"):
        monkeypatch.setattr(indexing, function, counted(getattr(indexing, function)))
    return names


@pytest.fixture
def network_runs(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many pictures each run of the network got, from now on."""
    sizes: list[int] = []
    real = Extractor.run

    def counted(self: Extractor, batch: Any, outputs: Sequence[str] = ("embedding",)) -> Any:
        sizes.append(len(batch))
        return real(self, batch, outputs)

    monkeypatch.setattr(Extractor, "run", counted)
    return sizes
