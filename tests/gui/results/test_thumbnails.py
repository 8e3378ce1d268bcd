"""Thumbnails come newest first, never late into the wrong place, and never without bounds."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shoegui.gui.results.thumbnail_images import Look
from shoegui.gui.results.thumbnails import ThumbnailLoader
from shoegui.library.catalogue import Photo
from shoegui.photos.reading import content_hash
from tests.gui.results.conftest import GatedStore, digest, make_hit
from tests.helpers import save

SMALL = Look(100, 4.0)


def photo(number: int, path: Path | None = None, *, of: bytes | None = None) -> Photo:
    return make_hit(number, path, content_hash=of).photo


def fetch(qtbot: QtBot, loader: ThumbnailLoader, wanted: Photo, look: Look = SMALL) -> None:
    with qtbot.waitSignal(loader.ready, check_params_cb=lambda found: found == wanted.id):
        assert loader.request(wanted, look) is None


@pytest.fixture
def busy(
    qapp: QApplication, store: GatedStore, monkeypatch: pytest.MonkeyPatch
) -> Iterator[ThumbnailLoader]:
    """A loader whose only thread waits for the store to open, with the first photo in hand."""
    monkeypatch.setattr("shoegui.gui.results.thumbnails._THREADS", 1)
    made = ThumbnailLoader(store, parent=qapp)
    store.open.clear()
    made.request(photo(1), SMALL)
    assert store.waiting.wait(5)
    yield made
    store.open.set()
    made.close()


def test_a_thumbnail_is_announced_and_then_there(qtbot: QtBot, loader: ThumbnailLoader) -> None:
    fetch(qtbot, loader, photo(1))
    pixmap = loader.request(photo(1), SMALL)
    assert pixmap is not None
    assert (pixmap.width(), pixmap.height()) == (100, 75)


def test_the_stored_size_is_what_comes_without_a_look(
    qtbot: QtBot, loader: ThumbnailLoader
) -> None:
    with qtbot.waitSignal(loader.ready):
        assert loader.request(photo(1)) is None
    pixmap = loader.request(photo(1))
    assert pixmap is not None
    assert (pixmap.width(), pixmap.height()) == (400, 300)


def test_the_corners_are_round(qtbot: QtBot, loader: ThumbnailLoader) -> None:
    fetch(qtbot, loader, photo(1), Look(100, 20.0))
    pixmap = loader.request(photo(1), Look(100, 20.0))
    assert pixmap is not None
    image = pixmap.toImage()
    assert image.pixelColor(0, 0).alpha() == 0
    assert image.pixelColor(50, 40).alpha() == 255


def test_the_newest_request_is_served_first(
    qtbot: QtBot, store: GatedStore, busy: ThumbnailLoader
) -> None:
    for number in (2, 3, 4):
        busy.request(photo(number), SMALL)
    busy.prefetch(photo(5), SMALL)
    busy.request(photo(2), SMALL)
    store.open.set()
    qtbot.waitUntil(lambda: len(store.asked) == 5)
    assert store.asked == [digest(number) for number in (1, 2, 4, 3, 5)]


def test_what_is_only_looked_for_is_not_made(
    qtbot: QtBot, store: GatedStore, loader: ThumbnailLoader
) -> None:
    assert loader.at_hand(photo(1), SMALL) is None
    fetch(qtbot, loader, photo(2))
    assert loader.at_hand(photo(2), SMALL) is not None
    assert store.asked == [digest(2)]


def test_who_waits_for_the_first_lends_a_hand(
    qtbot: QtBot, loader: ThumbnailLoader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shoegui.gui.results.thumbnails._THREADS", 0)
    loader.expect([photo(number) for number in (1, 2, 3)], SMALL, first=2, seconds=10)
    loader.take_arrived()
    qtbot.waitUntil(lambda: all(loader.at_hand(photo(one), SMALL) for one in (1, 2)))
    assert loader.at_hand(photo(3), SMALL) is None


def test_who_waits_for_the_first_does_not_read_photos(
    loader: ThumbnailLoader, store: GatedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shoegui.gui.results.thumbnails._THREADS", 0)
    loader.expect([photo(99)], SMALL, first=1, seconds=0.01)
    assert store.asked == []


def test_what_is_expected_is_made_with_the_first_first(
    qtbot: QtBot, store: GatedStore, busy: ThumbnailLoader
) -> None:
    busy.expect([photo(number) for number in (2, 3, 4)], SMALL)
    store.open.set()
    qtbot.waitUntil(lambda: busy.at_hand(photo(4), SMALL) is not None)
    assert store.asked == [digest(number) for number in (1, 2, 3, 4)]


def test_what_scrolled_by_is_dropped_and_can_be_asked_for_again(
    qtbot: QtBot, store: GatedStore, busy: ThumbnailLoader
) -> None:
    for number in range(2, 20):
        busy.request(photo(number), SMALL)
    busy.retain(SMALL, [photo(7)])
    store.open.set()
    qtbot.waitUntil(lambda: busy.request(photo(7), SMALL) is not None)
    assert store.asked == [digest(1), digest(7)]
    fetch(qtbot, busy, photo(3))


def test_two_photos_of_the_same_content_are_both_announced(
    qtbot: QtBot, loader: ThumbnailLoader
) -> None:
    one, other = photo(1), photo(2, of=digest(1))
    with qtbot.waitSignals(
        [loader.ready, loader.ready],
        check_params_cbs=[lambda found: found == one.id, lambda found: found == other.id],
    ):
        loader.request(one, SMALL)
        loader.request(other, SMALL)


def test_memory_stays_within_its_bound(qtbot: QtBot, store: GatedStore) -> None:
    bytes_of_one = 100 * 75 * 4
    loader = ThumbnailLoader(store, memory=5 * bytes_of_one)
    for number in range(1, 21):
        fetch(qtbot, loader, photo(number))
        assert loader.memory_used <= 5 * bytes_of_one
    kept = [n for n in range(1, 21) if (digest(n), SMALL) in loader._pixmaps]
    assert kept == [16, 17, 18, 19, 20]
    loader.close()


def test_the_queue_stays_within_its_bound(
    qtbot: QtBot, store: GatedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shoegui.gui.results.thumbnails._LONGEST_QUEUE", 10)
    loader = ThumbnailLoader(store)
    store.open.clear()
    for number in range(1, 60):
        loader.request(photo(number), SMALL)
    assert len(loader._queue) <= 10
    store.open.set()
    qtbot.waitUntil(lambda: not loader._tasks)
    fetch(qtbot, loader, photo(20))
    loader.close()


def test_a_missing_thumbnail_is_made_again_from_the_file_and_kept(
    qtbot: QtBot, loader: ThumbnailLoader, store: GatedStore, tmp_path: Path
) -> None:
    path = save(tmp_path / "new.jpg", 99)
    found = photo(99, path, of=content_hash(path.read_bytes()))
    fetch(qtbot, loader, found)
    assert loader.request(found, SMALL) is not None
    assert store.get(found.facts.hash) is not None


def test_a_file_that_changed_is_not_shown_as_the_one_that_was_found(
    qtbot: QtBot, loader: ThumbnailLoader, store: GatedStore, tmp_path: Path
) -> None:
    found = photo(99, save(tmp_path / "new.jpg", 99), of=digest(777))
    fetch(qtbot, loader, found)
    assert loader.request(found, SMALL) is None
    assert loader.is_missing(found)
    assert store.get(digest(777)) is None


def test_what_cannot_be_had_is_asked_for_once_until_told_otherwise(
    qtbot: QtBot, loader: ThumbnailLoader, store: GatedStore, tmp_path: Path
) -> None:
    found = photo(99, tmp_path / "nowhere.jpg")
    fetch(qtbot, loader, found)
    loader.request(found, SMALL)
    assert store.asked == [digest(99)]
    loader.forget_missing()
    fetch(qtbot, loader, found)
    assert store.asked == [digest(99)] * 2


def test_a_picture_is_handed_over_by_its_hash(qtbot: QtBot, loader: ThumbnailLoader) -> None:
    got: list[QImage | None] = []
    loader.image_for(digest(3), None, got.append)
    loader.image_for(digest(999), None, got.append)
    qtbot.waitUntil(lambda: len(got) == 2)
    sizes = sorted(0 if image is None else image.width() for image in got)
    assert sizes == [0, 400]


def test_work_that_fails_brings_nothing_and_ends_no_thread(
    qtbot: QtBot, loader: ThumbnailLoader
) -> None:
    got: list[QImage | None] = []

    def fail() -> QImage:
        raise ValueError

    loader.run(fail, got.append)
    qtbot.waitUntil(lambda: got == [None])
    fetch(qtbot, loader, photo(1))


def test_nothing_comes_after_closing_and_no_thread_stays(qtbot: QtBot, store: GatedStore) -> None:
    before = set(threading.enumerate())
    loader = ThumbnailLoader(store)
    heard: list[int] = []
    loader.ready.connect(heard.append)
    store.open.clear()
    for number in range(1, 30):
        loader.request(photo(number), SMALL)
    assert store.waiting.wait(5)
    threading.Timer(0.05, store.open.set).start()
    loader.close()
    qtbot.wait(20)
    assert heard == []
    assert loader.request(photo(30), SMALL) is None
    for thread in set(threading.enumerate()) - before:
        thread.join(5)
    assert not [one for one in threading.enumerate() if one.name.startswith("thumbnails-")]


@pytest.mark.qt_log_ignore("JPEG data", extend=True)
def test_a_damaged_thumbnail_is_made_again(
    qtbot: QtBot, loader: ThumbnailLoader, store: GatedStore, tmp_path: Path
) -> None:
    path = save(tmp_path / "new.png", 5)
    found = photo(99, path, of=content_hash(path.read_bytes()))
    store.put(found.facts.hash, b"\xff\xd8 not a picture \xff\xd9")
    fetch(qtbot, loader, found)
    assert loader.request(found, SMALL) is not None
