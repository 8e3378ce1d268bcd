"""The drawn shoe shop: what is in it, that it never changes, and how it reaches the disk."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from shoegui.basics.errors import StorageError
from shoegui.basics.progress import Cancelled, CancelToken
from shoegui.samples import Sample, catalogue, draw, make_shop, shop
from shoegui.samples.camera import VIEWS
from shoegui.samples.palette import COLOURS
from shoegui.samples.scene import BACKGROUNDS


class RefusedError(Exception):
    """What a test's progress callback raises to break off."""


def sample(name: str) -> Sample:
    return next(s for s in catalogue() if s.name == name)


@pytest.fixture
def small_shop(monkeypatch: pytest.MonkeyPatch) -> tuple[Sample, ...]:
    """A shop of six pictures, of two kinds."""
    few = tuple(
        s for s in catalogue() if s.kind in ("clog", "rain boot") and s.colour in ("red", "blue")
    )[::2]
    monkeypatch.setattr(shop, "catalogue", lambda: few)
    return few


def test_the_shop_has_every_kind_in_every_colour_three_times() -> None:
    counts = Counter((s.kind, s.colour) for s in catalogue())
    assert len(catalogue()) == 360
    assert {kind for kind, _ in counts} == set(shop.KINDS)
    assert {colour for _, colour in counts} == set(COLOURS)
    assert len(counts) == len(shop.KINDS) * len(COLOURS)
    assert set(counts.values()) == {3}


def test_names_are_unique_and_say_kind_and_colour() -> None:
    names = [s.name for s in catalogue()]
    assert len(set(names)) == len(names)
    for s in catalogue():
        assert s.name.startswith(f"{s.kind.replace(' ', '-')}-{s.colour}-")


@pytest.mark.parametrize("field", ["kind", "colour"])
def test_every_kind_and_every_colour_meets_every_view_and_background(field: str) -> None:
    for value in {getattr(s, field) for s in catalogue()}:
        of_it = [s for s in catalogue() if getattr(s, field) == value]
        assert {s.view for s in of_it} == set(VIEWS)
        assert {s.background for s in of_it} == set(BACKGROUNDS)


def test_the_catalogue_is_in_a_fixed_order() -> None:
    assert catalogue() == catalogue()
    assert catalogue()[0].name == "sneaker-black-01.jpg"
    assert catalogue()[-1].name == "clog-orange-03.jpg"


@pytest.mark.parametrize("kind", ["sneaker", "boot", "heel", "flip-flop", "clog"])
def test_a_sample_is_drawn_the_same_every_time(kind: str) -> None:
    wanted = sample(f"{kind.replace(' ', '-')}-green-02.jpg")
    first = draw(wanted)
    np.random.seed(3)  # noqa: NPY002 - the drawing must not look at the global generator
    assert first.mode == "RGB"
    assert first.tobytes() == draw(wanted).tobytes()


def test_designs_of_a_kind_and_colours_of_a_design_differ() -> None:
    pictures = [
        draw(sample(name)).resize((32, 24)).tobytes()
        for name in ("rain-boot-red-01.jpg", "rain-boot-red-02.jpg", "rain-boot-blue-01.jpg")
    ]
    assert len(set(pictures)) == 3


@pytest.mark.parametrize("kind", ["rain boot", "running shoe", "loafer", "flip-flop"])
def test_a_shoe_has_the_colour_of_its_word(kind: str) -> None:
    shape = shop._shape(kind, 0, {})
    for colour in COLOURS:
        shot = shop._picture(sample(f"{kind.replace(' ', '-')}-{colour}-01.jpg"), shape)
        pixels = np.asarray(shot.picture, np.float64)[np.asarray(shot.cover) > 250][::7]
        assert _word(pixels) == colour


def _word(pixels: np.ndarray) -> str:
    """The colour word that most pixels are nearest to."""
    near = [
        np.square(_chroma(pixels) - _chroma(np.array(rgb))).sum(axis=1) for rgb in COLOURS.values()
    ]
    votes = Counter(np.argmin(near, axis=0).tolist())
    return list(COLOURS)[votes.most_common(1)[0][0]]


def _chroma(rgb: np.ndarray) -> np.ndarray:
    """Opponent colours with brightness counting for half: (n, 3)."""
    r, g, b = np.atleast_2d(rgb).astype(float).T
    return np.stack([r - g, (r + g) / 2 - b, (r + g + b) / 6], axis=1)


def test_the_shoe_covers_a_good_part_of_its_picture() -> None:
    for name in ("heel-black-01.jpg", "sandal-pink-03.jpg", "high-top-white-02.jpg"):
        cover = np.asarray(shop.shoot(sample(name)).cover) > 128
        assert 0.1 < cover.mean() < 0.8


def test_make_shop_writes_every_picture_into_the_folder_of_its_kind(
    tmp_path: Path, small_shop: tuple[Sample, ...]
) -> None:
    told: list[tuple[int, int]] = []
    folder = make_shop(tmp_path / "new" / "shop", progress=lambda done, n: told.append((done, n)))
    assert folder == tmp_path / "new" / "shop"
    files = sorted(p for p in folder.rglob("*") if p.is_file())
    assert files == sorted(folder / s.kind / s.name for s in small_shop)
    assert told == [(i + 1, 6) for i in range(6)]
    for path in files:
        with Image.open(path) as picture:
            picture.load()
            assert picture.format == "JPEG"
            assert min(picture.size) >= 360
            assert max(picture.size) <= 640


def test_what_make_shop_writes_is_what_draw_draws(
    tmp_path: Path, small_shop: tuple[Sample, ...]
) -> None:
    one, two = make_shop(tmp_path / "1"), make_shop(tmp_path / "2")
    for s in small_shop:
        data = (one / s.kind / s.name).read_bytes()
        assert data == (two / s.kind / s.name).read_bytes()
    for s in small_shop[:2]:
        with Image.open(one / s.kind / s.name) as picture:
            drawn = np.asarray(draw(s), np.float64)
            assert np.abs(np.asarray(picture, np.float64) - drawn).mean() < 6  # JPEG's loss


def test_a_second_call_touches_nothing_and_fills_gaps(
    tmp_path: Path, small_shop: tuple[Sample, ...]
) -> None:
    make_shop(tmp_path)
    paths = [tmp_path / s.kind / s.name for s in small_shop]
    before = [p.stat().st_mtime_ns for p in paths]
    lost = paths[2].read_bytes()
    paths[2].unlink()
    told: list[tuple[int, int]] = []
    make_shop(tmp_path, progress=lambda done, n: told.append((done, n)))
    assert told == [(6, 6)]
    assert paths[2].read_bytes() == lost
    after = [p.stat().st_mtime_ns for p in paths]
    assert after[:2] + after[3:] == before[:2] + before[3:]


@pytest.mark.usefixtures("small_shop")
def test_a_write_that_fails_leaves_neither_half_a_picture_nor_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_self: Path, _target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(StorageError, match="the disk is full"):
        make_shop(tmp_path)
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []


@pytest.mark.usefixtures("small_shop")
def test_breaking_off_keeps_what_is_complete(tmp_path: Path) -> None:
    def enough(done: int, _total: int) -> None:
        if done == 2:
            raise RefusedError

    with pytest.raises(RefusedError):
        make_shop(tmp_path, progress=enough)
    files = [p for p in tmp_path.rglob("*") if p.is_file()]
    assert len(files) >= 2
    for path in files:
        with Image.open(path) as picture:
            picture.load()


@pytest.mark.usefixtures("small_shop")
def test_a_cancelled_token_stops_it(tmp_path: Path) -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        make_shop(tmp_path, cancel=token)
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []
