"""The sets that variants.py makes of photos are what their names say."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import variants
from PIL import Image

PHOTOS = {"boot": 5, "clog": 3, "heel": 1, "sandal": 2}


@pytest.fixture
def kinds(tmp_path: Path) -> variants.Kinds:
    for kind, count in PHOTOS.items():
        (tmp_path / "photos" / kind).mkdir(parents=True)
        for number in range(count):
            picture = Image.new("RGB", (160, 120), (40 * number, 90, 200))
            picture.save(tmp_path / "photos" / kind / f"{number}.jpg")
    (tmp_path / "photos" / "notes.txt").write_text("no photo")
    return variants.kinds_in(tmp_path / "photos")


@pytest.fixture
def made(tmp_path: Path) -> Path:
    folder = tmp_path / "made"
    folder.mkdir()
    return folder


def written(write: variants.Write, kinds: variants.Kinds, made: Path) -> dict[str, int]:
    """How many photos each directory holds after writing."""
    write(kinds, made, np.random.default_rng(0))
    return {name: len(files) for name, files in variants.kinds_in(made).items()}


def test_a_few_of_each_kind(kinds: variants.Kinds, made: Path) -> None:
    found = written(variants.some_of_each(lambda _random: 2), kinds, made)

    assert found == {"boot": 2, "clog": 2, "heel": 1, "sandal": 2}


def test_half_of_the_kinds_with_all_of_their_photos(kinds: variants.Kinds, made: Path) -> None:
    found = written(variants.half_the_kinds, kinds, made)

    assert len(found) == 2
    assert found.items() <= PHOTOS.items()


def test_changed_photos_stay_of_their_kind(kinds: variants.Kinds, made: Path) -> None:
    assert written(variants.changed(variants.small), kinds, made) == PHOTOS
    with Image.open(made / "clog" / "00000.jpg") as picture:
        assert max(picture.size) == 100


def test_cuttings_lie_with_the_photo_that_they_are_of(kinds: variants.Kinds, made: Path) -> None:
    found = written(variants.cuttings, kinds, made)

    assert len(found) == sum(PHOTOS.values())
    assert set(found.values()) == {5}


def test_photos_without_a_cutting_are_there_and_alone(
    kinds: variants.Kinds, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(variants, "_CUT_UP", 2)

    found = written(variants.cuttings, kinds, made)

    assert sorted(found.values()) == [1] * 9 + [5] * 2
