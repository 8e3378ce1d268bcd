"""Keeping up with folders that change while the program is open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from shoegui.basics.settings import load_settings
from shoegui.gui.engine import Engine
from shoegui.gui.indexing import IndexingController
from shoegui.gui.keeping_up import KeepingUp
from shoegui.library.report import Report
from shoegui.library.watching import Pace, Watcher
from tests.gui.library.conftest import Until
from tests.helpers import save

QUICK = Pace(quiet=0.05, longest=1.0, period=600.0, look=0.05)

Make = Callable[..., KeepingUp]


@pytest.fixture
def keep_up(indexing: IndexingController) -> Iterator[Make]:
    """Begin to keep up, with an engine that is closed by its own fixture."""
    made: list[KeepingUp] = []

    def make(*, started: bool = True, start_ms: int = 0) -> KeepingUp:
        one = KeepingUp(indexing.engine, indexing, pace=QUICK, start_ms=start_ms)
        made.append(one)
        one.recall()
        if started:
            one.start()
        return one

    yield make
    for one in made:
        one.close()


@pytest.fixture
def reports(indexing: IndexingController) -> list[Report]:
    heard: list[Report] = []
    indexing.finished.connect(heard.append)
    return heard


def test_folders_are_looked_through_once_at_the_start(
    keep_up: Make, sample_photos: Path, until: Until, reports: list[Report]
) -> None:
    save(sample_photos / "meanwhile.png", 1)
    keep_up()
    until(lambda: bool(reports))
    assert (reports[0].added, reports[0].unchanged) == (1, 16)


def test_a_new_photo_is_indexed_and_a_deleted_one_forgotten(
    keep_up: Make, sample_photos: Path, engine: Engine, until: Until, reports: list[Report]
) -> None:
    one = keep_up()
    until(lambda: bool(reports) and one.how.get(sample_photos) == "watched")
    new = save(sample_photos / "new.png", 1)
    until(lambda: engine.library.catalogue.count_photos() == 17)
    new.unlink()
    until(lambda: engine.library.catalogue.count_photos() == 16)


def test_a_folder_that_is_added_is_watched_too(
    keep_up: Make, indexing: IndexingController, until: Until, tmp_path: Path, engine: Engine
) -> None:
    from shoegui.library.options import IndexOptions

    one = keep_up()
    second = save(tmp_path / "second" / "1.png", 1).parent
    indexing.start([second], IndexOptions(device="cpu"))
    until(lambda: one.how.get(second) == "watched")
    save(second / "2.png", 2)
    until(lambda: engine.library.catalogue.count_photos() == 18)


def test_while_all_is_paused_changes_wait(
    keep_up: Make, sample_photos: Path, engine: Engine, until: Until, reports: list[Report]
) -> None:
    one = keep_up()
    until(lambda: bool(reports) and one.how.get(sample_photos) == "watched")
    told: list[bool] = []
    one.changed.connect(lambda: told.append(one.paused))
    one.pause_everything(True)
    save(sample_photos / "new.png", 1)
    until(lambda: bool(one._waiting))
    assert engine.library.catalogue.count_photos() == 16
    one.pause_everything(False)
    until(lambda: engine.library.catalogue.count_photos() == 17)
    assert told == [True, False]


def test_gentle_is_remembered(
    keep_up: Make, engine: Engine, indexing: IndexingController, until: Until
) -> None:
    one = keep_up(started=False)
    one.set_gentle(True)
    until(lambda: load_settings(engine.paths.settings_file).threads == 1)
    indexing.set_gentle(False)
    again = keep_up()
    until(lambda: again.gentle)


def test_where_it_cannot_watch_it_says_so(
    keep_up: Make, sample_photos: Path, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Watcher, "_watch", lambda *_arguments: "network")
    one = keep_up(started=False)
    notes: list[str] = []
    one.note.connect(notes.append)
    one.start()
    until(lambda: bool(notes))
    assert str(sample_photos) in notes[0]
    assert "network drive" in notes[0]


def test_when_another_process_writes_it_tries_again_later(
    keep_up: Make, engine: Engine, indexing: IndexingController, until: Until
) -> None:
    failures: list[Exception] = []
    indexing.failed.connect(failures.append)
    with engine.library.writing():
        one = keep_up()
        until(lambda: bool(failures))
    assert one._retry.isActive()
