"""Copies of a picture stand under the best of them; another photo of the same thing does not."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageOps

from shoegui.photos.thumbnails import ThumbnailStore, make_thumbnail
from shoegui.search.stacks import SmallCopies, correlation, leaders, small_copy
from tests.helpers import draw


def told(contents: list[bytes]) -> Callable[[Sequence[int]], list[bytes]]:
    return lambda positions: [contents[one] for one in positions]


def alone(_one: bytes, _other: bytes) -> float:
    return -1.0


@given(st.lists(st.integers(0, 5), max_size=30), st.data())
def test_every_hit_has_one_leader_which_leads_itself_and_stands_before_it(
    contents: list[int], data: st.DataObject
) -> None:
    # Equal files have equal vectors; some others have, too.
    vectors = np.eye(4, dtype=np.float32)[[one % 4 for one in contents]].reshape(-1, 4)
    alike = data.draw(st.floats(-1, 1))

    found = leaders(vectors, told([bytes([one]) for one in contents]), lambda _one, _other: alike)

    assert len(found) == len(contents)
    assert (found <= np.arange(len(contents))).all()
    assert (found[found] == found).all()
    for one, content in enumerate(contents):
        assert found[one] == found[contents.index(content)], "equal files are one picture"


def test_files_with_the_same_content_are_one_without_a_look_at_them() -> None:
    vectors = np.array([[1, 0], [0, 1], [1, 0]], np.float32)

    assert leaders(vectors, told([b"a", b"b", b"a"]), alone).tolist() == [0, 1, 0]


def test_pictures_are_compared_only_where_vectors_agree() -> None:
    asked: list[tuple[bytes, bytes]] = []
    read: list[Sequence[int]] = []

    def compare(one: bytes, other: bytes) -> float:
        asked.append((one, other))
        return 1.0

    def hashes(positions: Sequence[int]) -> list[bytes]:
        read.append(positions)
        return [b"abc"[one : one + 1] for one in positions]

    vectors = np.array([[1, 0], [0, 1], [1, 0]], np.float32)

    assert leaders(vectors, hashes, compare).tolist() == [0, 1, 0]
    assert asked == [(b"a", b"c")]
    assert read == [[0, 2]]


def test_what_agrees_in_its_vector_alone_is_no_copy() -> None:
    vectors = np.ones((2, 1), np.float32)

    assert leaders(vectors, told([b"a", b"b"]), lambda _one, _other: 0.3).tolist() == [0, 1]


def saved(picture: Image.Image, quality: int) -> Image.Image:
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=quality)
    return Image.open(file).convert("RGB")


@pytest.mark.parametrize("seed", range(5))
def test_a_picture_that_was_saved_resized_or_mirrored_is_nearly_the_same(seed: int) -> None:
    picture = draw(seed, (320, 240))
    small = small_copy(make_thumbnail(picture))
    assert small is not None

    for copy in (saved(picture, 40), picture.resize((160, 120)), ImageOps.mirror(picture)):
        other = small_copy(make_thumbnail(copy))
        assert other is not None
        assert correlation(small, other) > 0.97
    stranger = small_copy(make_thumbnail(draw(seed + 100, (320, 240))))
    assert stranger is not None
    assert correlation(small, stranger) < 0.8


def test_another_colour_is_another_picture() -> None:
    grey = draw(1, (320, 240)).convert("L")
    red, blue = (
        small_copy(make_thumbnail(ImageOps.colorize(grey, "black", colour)))
        for colour in ("red", "blue")
    )
    assert red is not None
    assert blue is not None

    assert correlation(red, blue) < 0.7


def test_a_photo_without_a_sound_thumbnail_is_no_copy_of_any(store: ThumbnailStore) -> None:
    store.put(b"a" * 16, make_thumbnail(draw(1)))
    store.put(b"b" * 16, b"\xff\xd8 no picture \xff\xd9")
    copies = SmallCopies(store)

    assert copies.correlation(b"a" * 16, b"a" * 16) == pytest.approx(1)
    assert copies.correlation(b"a" * 16, b"b" * 16) == -1
    assert copies.correlation(b"c" * 16, b"a" * 16) == -1


@pytest.fixture
def store(tmp_path_factory: pytest.TempPathFactory) -> ThumbnailStore:
    return ThumbnailStore(tmp_path_factory.mktemp("thumbnails"))
