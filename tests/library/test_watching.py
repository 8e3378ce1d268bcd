"""Watching real folders for changes to real files."""

from __future__ import annotations

import errno
import os
import queue
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from watchdog.observers.api import BaseObserver

from shoegui.library.watching import Debounce, How, Pace, Watched, Watcher

QUICK = Pace(quiet=0.05, longest=1.0, period=600.0, look=0.05)
PATIENCE = 20.0
# Long enough for a report that must not come to have come.
SILENCE = 0.4


class Heard:
    """What a watcher said."""

    def __init__(self) -> None:
        self.changes: queue.Queue[Path] = queue.Queue()
        self.states: queue.Queue[tuple[Path, How]] = queue.Queue()

    def change(self) -> Path:
        return self.changes.get(timeout=PATIENCE)

    def state(self) -> tuple[Path, How]:
        return self.states.get(timeout=PATIENCE)

    def nothing_more(self) -> bool:
        try:
            self.changes.get(timeout=SILENCE)
        except queue.Empty:
            return True
        return False


Watch = Callable[..., Heard]


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Watch]:
    """Watch folders until the end of the test, which leaves no thread."""
    before = set(threading.enumerate())
    watchers: list[Watcher] = []

    def start(*folders: Watched, pace: Pace = QUICK, remote: bool = False) -> Heard:
        heard = Heard()
        watcher = Watcher(
            folders,
            ignored=[tmp_path / "photos" / "own"],
            on_change=heard.changes.put,
            on_state=lambda path, how: heard.states.put((path, how)),
            pace=pace,
            is_remote=lambda _path: remote,
        )
        watchers.append(watcher)
        watcher.start()
        return heard

    yield start
    for one in watchers:
        one.stop()
    assert set(threading.enumerate()) <= before


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder = tmp_path / "photos"
    (folder / "sub").mkdir(parents=True)
    (folder / "own").mkdir()
    (folder / "sub" / "old.jpg").write_bytes(b"old")
    return folder


def test_new_changed_renamed_and_deleted_files_are_reported(watch: Watch, photos: Path) -> None:
    heard = watch(Watched(photos))
    assert heard.state() == (photos, "watched")
    for act in (
        lambda: (photos / "sub" / "new.jpg").write_bytes(b"new"),
        lambda: (photos / "sub" / "new.jpg").write_bytes(b"newer"),
        lambda: (photos / "sub" / "new.jpg").rename(photos / "renamed.jpg"),
        (photos / "renamed.jpg").unlink,
    ):
        act()
        assert heard.change() == photos
    assert heard.nothing_more()


def test_a_new_subfolder_is_watched_too(watch: Watch, photos: Path) -> None:
    heard = watch(Watched(photos))
    heard.state()
    (photos / "later").mkdir()
    assert heard.change() == photos
    (photos / "later" / "1.jpg").write_bytes(b"1")
    assert heard.change() == photos


def test_reading_a_photo_is_no_change(watch: Watch, photos: Path) -> None:
    heard = watch(Watched(photos))
    heard.state()
    (photos / "sub" / "old.jpg").read_bytes()
    assert heard.nothing_more()


def test_other_kinds_of_files_and_the_programs_own_folders_are_ignored(
    watch: Watch, photos: Path
) -> None:
    heard = watch(Watched(photos))
    heard.state()
    (photos / "notes.txt").write_bytes(b"text")
    (photos / "own" / "thumbnail.jpg").write_bytes(b"jpeg")
    assert heard.nothing_more()


def test_without_subfolders_only_the_folder_itself_is_watched(watch: Watch, photos: Path) -> None:
    heard = watch(Watched(photos, recursive=False))
    heard.state()
    (photos / "sub" / "new.jpg").write_bytes(b"new")
    assert heard.nothing_more()
    (photos / "new.jpg").write_bytes(b"new")
    assert heard.change() == photos


def test_a_folder_that_is_disconnected_and_comes_back_is_reported(
    watch: Watch, photos: Path, tmp_path: Path
) -> None:
    heard = watch(Watched(photos))
    assert heard.state() == (photos, "watched")
    photos.rename(tmp_path / "elsewhere")
    assert heard.state() == (photos, "absent")
    assert heard.change() == photos
    (tmp_path / "elsewhere").rename(photos)
    assert heard.state() == (photos, "watched")
    assert heard.change() == photos
    (photos / "new.jpg").write_bytes(b"new")
    assert heard.change() == photos


def test_a_network_drive_is_reported_now_and_then(watch: Watch, photos: Path) -> None:
    heard = watch(Watched(photos), pace=Pace(0.05, 1.0, period=0.1, look=600.0), remote=True)
    assert heard.state() == (photos, "network")
    assert heard.change() == photos
    assert heard.change() == photos


def test_at_the_systems_limit_a_folder_is_reported_now_and_then(
    watch: Watch, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object, **_more: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(BaseObserver, "schedule", full)
    heard = watch(Watched(photos), pace=Pace(0.05, 1.0, period=0.1, look=600.0))
    assert heard.state() == (photos, "limit")
    assert heard.change() == photos


def test_a_folder_that_is_not_there_does_not_disturb_the_others(
    watch: Watch, photos: Path, tmp_path: Path
) -> None:
    heard = watch(Watched(tmp_path / "nowhere"), Watched(photos))
    assert {heard.state(), heard.state()} == {
        (tmp_path / "nowhere", "absent"),
        (photos, "watched"),
    }
    shutil.rmtree(photos / "sub")
    assert heard.change() == photos


def test_changes_in_a_row_become_one_report_after_a_quiet_while() -> None:
    debounce = Debounce(quiet=2.0, longest=30.0)
    for now in (0.0, 1.0, 2.5):
        debounce.changed(Path("a"), now)
    assert debounce.due(4.0) == []
    assert debounce.next_due() == 4.5
    assert debounce.due(4.5) == [Path("a")]
    assert debounce.next_due() is None


def test_changes_that_never_stop_are_reported_after_the_longest_time() -> None:
    debounce = Debounce(quiet=2.0, longest=30.0)
    due: list[float] = []
    for now in range(61):
        debounce.changed(Path("a"), float(now))
        due += [float(now) for _ in debounce.due(float(now))]
    assert due == [30.0]
