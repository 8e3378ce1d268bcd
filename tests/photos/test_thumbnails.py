from __future__ import annotations

import errno
import io
import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image

from shoegui.basics.errors import StorageError
from shoegui.photos.decode import content_hash, decode
from shoegui.photos.thumbnails import LONG_SIDE, ThumbnailStore, make_thumbnail
from tests.photos.samples import corner_marked, encoded, is_red

ONE, TWO, THREE = (content_hash(word) for word in (b"one", b"two", b"three"))


def opened(thumbnail: bytes) -> Image.Image:
    return Image.open(io.BytesIO(thumbnail))


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((1200, 900), (LONG_SIDE, 240)),
        ((300, 900), (107, LONG_SIDE)),
        ((5000, 2), (LONG_SIDE, 1)),
        ((480, 360), (480, 360)),
        ((20, 10), (20, 10)),
    ],
)
def test_a_thumbnail_is_small_and_never_enlarged(
    size: tuple[int, int], expected: tuple[int, int]
) -> None:
    thumbnail = opened(make_thumbnail(corner_marked(*size)))
    assert (thumbnail.format, thumbnail.mode, thumbnail.size) == ("JPEG", "RGB", expected)


def test_a_thumbnail_shows_the_picture_and_nothing_of_its_metadata() -> None:
    data = encoded(corner_marked(1200, 900), "JPEG", comment=b"private")
    thumbnail = make_thumbnail(decode(data, cover=320).picture)
    assert is_red(opened(thumbnail).getpixel((5, 5)))
    assert b"private" not in thumbnail


def test_what_is_put_is_got(tmp_path: Path) -> None:
    store = ThumbnailStore(tmp_path / "not" / "yet")
    assert store.get(ONE) is None
    assert store.size() == (0, 0)
    thumbnail = make_thumbnail(corner_marked())
    store.put(ONE, thumbnail)
    store.put(ONE, thumbnail)
    assert store.get(ONE) == thumbnail
    assert store.path(ONE).read_bytes() == thumbnail
    assert store.size() == (1, len(thumbnail))


@pytest.mark.parametrize("damage", [b"", b"\xff\xd8\xff\xe0half", b"something else entirely"])
def test_a_damaged_thumbnail_counts_as_missing_and_is_replaced(
    tmp_path: Path, damage: bytes
) -> None:
    store = ThumbnailStore(tmp_path)
    thumbnail = make_thumbnail(corner_marked())
    store.put(ONE, thumbnail)
    store.path(ONE).write_bytes(damage)
    assert store.get(ONE) is None
    store.put(ONE, thumbnail)
    assert store.get(ONE) == thumbnail


def test_thumbnails_are_removed(tmp_path: Path) -> None:
    store = ThumbnailStore(tmp_path)
    for name in (ONE, TWO):
        store.put(name, make_thumbnail(corner_marked()))
    store.remove([ONE, THREE])
    assert store.get(ONE) is None
    assert store.get(TWO) is not None


def test_a_sweep_keeps_what_is_wanted_and_what_is_being_written(tmp_path: Path) -> None:
    store = ThumbnailStore(tmp_path)
    for name in (ONE, TWO, THREE):
        store.put(name, make_thumbnail(corner_marked()))
    old, new = store.path(ONE).with_name(".new-old.jpg"), store.path(ONE).with_name(".new-new.jpg")
    for leftover in (old, new):
        leftover.write_bytes(b"half")
    os.utime(old, (time.time() - 90_000,) * 2)
    (tmp_path / "README").write_text("not a thumbnail")
    assert store.sweep({ONE}) == 2
    assert [store.get(name) is None for name in (ONE, TWO, THREE)] == [False, True, True]
    assert (old.exists(), new.exists(), (tmp_path / "README").exists()) == (False, True, True)


def test_many_writers_of_the_same_thumbnail_leave_it_whole(tmp_path: Path) -> None:
    store = ThumbnailStore(tmp_path)
    thumbnail = make_thumbnail(corner_marked())
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: store.put(ONE, thumbnail), range(64)))
    assert store.get(ONE) == thumbnail
    assert store.size() == (1, len(thumbnail))


def test_a_full_disk_is_a_storage_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fdopen", full)
    with pytest.raises(StorageError, match="the disk is full"):
        ThumbnailStore(tmp_path).put(ONE, b"data")
