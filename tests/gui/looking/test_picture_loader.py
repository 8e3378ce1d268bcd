from __future__ import annotations

import io
import threading
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from shoegui.gui import picture_loader
from shoegui.gui.jobs import Jobs
from shoegui.gui.picture_loader import Picture, PictureCache, PictureLoader, to_qimage
from shoegui.gui.query_item import QueryItem
from shoegui.photos import decode
from shoegui.search.sources import Copy
from tests.gui.looking.conftest import MakeHit

Result = tuple[QImage | None, str | None]


def png(size: tuple[int, int], colour: str = "red") -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, "PNG")
    return file.getvalue()


def load(qtbot: QtBot, loader: PictureLoader, source: picture_loader.Source, size: QSize) -> Result:
    results: list[Result] = []
    loader.load(source, size, lambda image, error: results.append((image, error)), "test")
    qtbot.waitUntil(lambda: bool(results))
    return results[0]


def test_a_picture_is_as_large_as_the_room_it_is_shown_in(
    qtbot: QtBot, loader: PictureLoader
) -> None:
    image, error = load(qtbot, loader, png((900, 300)), QSize(300, 300))
    assert error is None
    assert image is not None
    assert image.size() == QSize(300, 100)


def test_a_small_picture_is_not_enlarged(qtbot: QtBot, loader: PictureLoader) -> None:
    image, _ = load(qtbot, loader, png((40, 30)), QSize(300, 300))
    assert image is not None
    assert image.size() == QSize(40, 30)


def test_an_empty_size_asks_for_all_of_it(qtbot: QtBot, loader: PictureLoader) -> None:
    image, _ = load(qtbot, loader, png((700, 500)), QSize())
    assert image is not None
    assert image.size() == QSize(700, 500)


def test_files_photos_and_queries_can_be_loaded(
    qtbot: QtBot, loader: PictureLoader, make_hit: MakeHit
) -> None:
    hit = make_hit("blue")
    for source in (hit.photo.path, hit.photo, QueryItem.of_path(hit.photo.path)):
        image, _ = load(qtbot, loader, source, QSize(100, 100))
        assert image is not None
        assert image.pixelColor(5, 5) == QColor("blue")


def test_every_pixel_arrives_where_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture_loader, "_STRIP_BYTES", 100)
    picture = Image.effect_noise((33, 21), 60).convert("RGB")
    picture.paste((200, 10, 30), (5, 7, 9, 20))
    image = to_qimage(picture)
    for x in range(33):
        for y in range(21):
            colour = image.pixelColor(x, y)
            assert (colour.red(), colour.green(), colour.blue()) == picture.getpixel((x, y))
    # Where it is painted as it is on something else that has no colour yet, it must cover that.
    canvas = QImage(image.size(), QImage.Format.Format_ARGB32_Premultiplied)
    canvas.fill(0)
    painter = QPainter(canvas)
    painter.drawImage(0, 0, image)
    painter.end()
    assert canvas.pixelColor(6, 8) == QColor(200, 10, 30)


def test_what_is_wrong_with_a_file_is_said(
    qtbot: QtBot, loader: PictureLoader, tmp_path: Path
) -> None:
    missing, said = load(qtbot, loader, tmp_path / "gone.jpg", QSize(9, 9))
    assert missing is None
    assert said is not None
    assert said.startswith("It cannot be read: no such file")
    _, said = load(qtbot, loader, b"not a picture at all", QSize(9, 9))
    assert said == "It is not a picture."
    _, said = load(qtbot, loader, QueryItem(name="nothing yet"), QSize(9, 9))
    assert said == "There is no picture to show"


def test_a_file_that_has_gone_is_shown_as_it_was_asked_with(
    qtbot: QtBot, jobs: Jobs, tmp_path: Path
) -> None:
    gone, unknown = tmp_path / "gone.png", tmp_path / "unknown.png"
    copies: dict[int | Path, Copy] = {gone: Copy(png((40, 30)))}
    loader = PictureLoader(jobs, copy=copies.get)
    shown: list[Picture | None] = []
    for path in (gone, unknown):
        loader.open(
            QueryItem.of_path(path), QSize(20, 20), lambda one, _: shown.append(one), path.name
        )
    qtbot.waitUntil(lambda: len(shown) == 2)
    (picture,) = [one for one in shown if one is not None]
    assert (picture.small_copy, picture.width, picture.height) == (False, 40, 30)


def test_a_library_photo_that_cannot_be_reached_is_shown_by_its_small_copy(
    qtbot: QtBot, jobs: Jobs, tmp_path: Path, make_hit: MakeHit
) -> None:
    photo = make_hit(size=(400, 300)).photo
    copies: dict[int | Path, Copy] = {7: Copy(png((32, 24), "blue"), photo)}
    loader = PictureLoader(jobs, copy=copies.get)
    broken = tmp_path / "broken.png"
    broken.write_bytes(png((40, 30))[:60])

    def opened(source: picture_loader.Source) -> tuple[Picture | None, str | None]:
        results: list[tuple[Picture | None, str | None]] = []
        loader.open(source, QSize(64, 64), lambda *one: results.append(one), "test")
        qtbot.waitUntil(lambda: bool(results))
        return results[0]

    shown, error = opened(QueryItem(tmp_path / "away.jpg", 7, "away.jpg"))
    assert error is None
    assert shown is not None
    assert (shown.small_copy, shown.width, shown.height) == (True, 400, 300)
    assert shown.image.size() == QSize(32, 24)
    assert opened(QueryItem(tmp_path / "away.jpg", 8, "away.jpg"))[0] is None, "no copy is kept"
    assert opened(QueryItem(tmp_path / "away.jpg", None, "away.jpg"))[0] is None, "not a photo's"
    assert opened(QueryItem(broken, 7, "broken.png"))[0] is None, "there, but damaged"


def test_our_own_mistakes_are_reported_and_not_only_shown(
    qtbot: QtBot, jobs: Jobs, loader: PictureLoader, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object, **_more: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(decode, "decode", broken)
    with qtbot.waitSignal(jobs.failed) as failed:
        _, said = load(qtbot, loader, png((5, 5)), QSize(9, 9))
    assert said == "The picture cannot be shown"
    assert isinstance(failed.args[0], ZeroDivisionError)


def test_only_the_newest_request_of_a_channel_is_answered(
    qtbot: QtBot, loader: PictureLoader, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()
    real = decode.decode

    def slow(data: bytes, *, cover: int, path: Path | None = None) -> decode.Decoded:
        if data == late:
            begun.set()
            go_on.wait(10)
        return real(data, cover=cover, path=path)

    monkeypatch.setattr(decode, "decode", slow)
    late, new = png((10, 10), "red"), png((20, 20), "green")
    answers: list[str] = []
    loader.load(late, QSize(50, 50), lambda *_: answers.append("late"), "one")
    qtbot.waitUntil(begun.is_set)
    loader.load(new, QSize(50, 50), lambda *_: answers.append("new"), "one")
    loader.load(new, QSize(60, 60), lambda *_: answers.append("elsewhere"), "two")
    qtbot.waitUntil(lambda: len(answers) == 2)
    go_on.set()
    # Another one behind it, so that the late one has had every chance to arrive.
    loader.load(late, QSize(70, 70), lambda *_: answers.append("last"), "three")
    qtbot.waitUntil(lambda: "last" in answers)
    assert sorted(answers) == ["elsewhere", "last", "new"]


def test_nothing_arrives_for_a_channel_that_was_cancelled(
    qtbot: QtBot, jobs: Jobs, loader: PictureLoader
) -> None:
    answers: list[str] = []
    loader.load(png((10, 10)), QSize(5, 5), lambda *_: answers.append("cancelled"), "one")
    loader.cancel("one")
    load(qtbot, loader, png((10, 10)), QSize(6, 6))
    assert not answers
    assert not jobs.running()


def test_a_picture_that_was_got_ready_is_there_at_once(
    qtbot: QtBot, jobs: Jobs, loader: PictureLoader, make_hit: MakeHit
) -> None:
    photo = make_hit("teal").photo
    loader.prefetch(photo, QSize(30, 30), "ahead")
    qtbot.waitUntil(lambda: not jobs.running())
    answers: list[QImage | None] = []
    loader.load(photo, QSize(30, 30), lambda image, _: answers.append(image), "shown")
    assert answers[0] is not None


def test_a_file_that_has_changed_is_read_again(
    qtbot: QtBot, loader: PictureLoader, tmp_path: Path
) -> None:
    path = tmp_path / "picture.png"
    path.write_bytes(png((10, 10), "red"))
    load(qtbot, loader, path, QSize(50, 50))
    path.write_bytes(png((12, 10), "lime"))
    image, _ = load(qtbot, loader, path, QSize(50, 50))
    assert image is not None
    assert image.pixelColor(0, 0) == QColor("lime")


def picture(width: int, height: int) -> Picture:
    return Picture(QImage(width, height, QImage.Format.Format_RGB32), width, height)


def test_the_cache_keeps_what_was_used_last_and_never_more_than_it_may() -> None:
    cache = PictureCache(4 * 100 * 3)
    for key in "abc":
        cache.put(key, picture(10, 10))
    cache.get("a")
    cache.put("d", picture(10, 10))
    assert [key for key in "abcd" if cache.get(key)] == ["a", "c", "d"]
    assert cache.bytes == 4 * 100 * 3
    cache.put("d", picture(5, 10))
    assert cache.bytes == 4 * 250


def test_a_picture_larger_than_the_cache_drops_nothing() -> None:
    cache = PictureCache(1000)
    cache.put("small", picture(10, 10))
    cache.put("huge", picture(100, 100))
    assert cache.get("huge") is None
    assert cache.get("small") is not None
