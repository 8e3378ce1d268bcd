from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from shoegui.basics.errors import LibraryBusyError, StorageError
from shoegui.basics.progress import CancelToken, Progress
from shoegui.library import indexing
from shoegui.library.catalogue import Catalogue
from shoegui.library.options import IndexOptions
from shoegui.library.writer import writer_lock
from shoegui.photos.thumbnails import ThumbnailStore
from shoegui.search.query import Query
from tests.helpers import TINY, Place, python

# Index, committing every few photos; say "committed" after so many and wait there for what comes.
INDEX_AND_WAIT = """
import sys, time
from pathlib import Path
from shoegui.basics.paths import AppPaths
from shoegui.library import indexing
from shoegui.library.library import Library
from shoegui.library.options import IndexOptions

indexing._COMMIT_PHOTOS = 3
real = indexing.Indexer._store_one
stored = 0

def store_one(self, one, report):
    global stored
    real(self, one, report)
    stored += 1
    if stored == 8:
        print("in the middle of a transaction", flush=True)
        time.sleep(60)

indexing.Indexer._store_one = store_one
with Library(AppPaths.under(Path(sys.argv[1])), create=True) as library:
    library.index([Path(sys.argv[2])], IndexOptions("tiny", "cpu", 2))
"""

# The program itself; from the sixth file on, reading waits until Ctrl+C has been noticed.
INDEX_UNTIL_CTRL_C = """
import sys, threading
from shoegui.cli.console import Console
from shoegui.cli.main import run
from shoegui.library import indexing

indexing._COMMIT_PHOTOS = 2
noticed = threading.Event()
read_photo, remark = indexing.read_photo, Console.remark
reads = []

def read(path):
    reads.append(path)
    if len(reads) == 6:
        print("reading", flush=True)
        assert noticed.wait(60)
    return read_photo(path)

def say(self, text):
    remark(self, text)
    noticed.set()

indexing.read_photo, Console.remark = read, say
sys.exit(run(sys.argv[1:]))
"""

HOLD = """
import sys
from pathlib import Path
from shoegui.basics.paths import AppPaths
from shoegui.library.library import Library
with Library(AppPaths.under(Path(sys.argv[1])), create=True) as library, library.writing() as one:
    with one.database.atomic():
        one.set_fact("held", "yes")
        print("holding", flush=True)
        sys.stdin.readline()
"""


def fill(place: Place, count: int) -> None:
    for number in range(count):
        place.picture(f"{number:02}.jpg", number)


def is_whole(place: Place) -> None:
    """No photo without its vector, no vector without its photo."""
    with place.library() as library:
        assert library.database.rows("PRAGMA integrity_check") == [("ok",)]
        assert library.database.rows("PRAGMA foreign_key_check") == []
        assert library.vectors(library.database).missing() == set()
        assert library.catalogue.count_photos() == library.vectors(library.database).count()


def test_after_a_kill_every_stored_photo_has_its_vector_and_the_next_run_completes(
    place: Place,
) -> None:
    fill(place, 20)
    with python(INDEX_AND_WAIT, place.paths.data, place.photos) as running:
        assert running.stdout is not None
        assert "middle" in running.stdout.readline(), running.communicate()
        running.kill()

    assert len(place.names()) == 6
    is_whole(place)
    report = place.index()

    assert (report.added, report.unchanged) == (14, 6)
    is_whole(place)


def test_a_photo_and_its_vector_are_one_transaction(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(place, 3)

    def fail(*_: object) -> None:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr("shoegui.library.vectors.Vectors.add_stored", fail)
        with pytest.raises(MemoryError):
            place.index()

    assert place.names() == []
    assert place.index().added == 3


def test_ctrl_c_ends_with_one_sentence_and_keeps_what_is_done(place: Place) -> None:
    fill(place, 30)
    with python(
        INDEX_UNTIL_CTRL_C,
        *("index", place.photos, "--library", place.paths.data, "--network", TINY),
        *("--device", "cpu", "--threads", "1", "--json"),
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "reading\n"
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=60)

    assert running.returncode == 3
    assert "Traceback" not in err
    assert "what is done is kept" in err
    assert '"cancelled": true' in out
    done = len(place.names())
    assert 0 < done < 30
    is_whole(place)
    assert place.index().added == 30 - done


def test_a_cancelled_run_keeps_what_was_ready_and_says_so(place: Place) -> None:
    fill(place, 20)
    cancel = CancelToken()

    def progress(one: Progress) -> None:
        if one.stage == "Indexing" and one.done == 5:
            cancel.cancel()

    with place.library(create=True) as library:
        report = library.index(
            [place.photos], IndexOptions(TINY, "cpu"), cancel=cancel, progress=progress
        )

    assert report.cancelled
    assert report.added == len(place.names()) == 5
    is_whole(place)
    with place.library() as library:
        assert library.network_key == "tiny@1"
        [path, *_] = place.stored().values()
        assert place.searcher(library).search(Query(path.path))[0].same_picture
    assert place.index_all().added == 15


def test_a_run_that_is_cancelled_while_it_looks_changes_nothing(place: Place) -> None:
    fill(place, 2)
    place.index()
    (place.photos / "00.jpg").unlink()
    cancel = CancelToken()
    cancel.cancel()

    with place.library() as library:
        report = library.index((), cancel=cancel)

    assert report.cancelled
    assert len(place.names()) == 2


def test_a_paused_run_waits_and_goes_on(place: Place) -> None:
    import threading

    fill(place, 8)
    cancel, paused = CancelToken(), threading.Event()

    def progress(one: Progress) -> None:
        if one.stage == "Indexing" and one.done == 3:
            cancel.pause()
            paused.set()

    reports = []

    def run() -> None:
        with place.library(create=True) as library:
            reports.append(
                library.index(
                    [place.photos], IndexOptions(TINY, "cpu"), cancel=cancel, progress=progress
                )
            )

    thread = threading.Thread(target=run)
    thread.start()
    assert paused.wait(30)
    assert thread.is_alive()
    assert reports == []
    cancel.resume()
    thread.join(30)

    assert reports[0].added == 8


def test_a_second_writer_is_told_at_once_and_a_reader_is_not_held_up(place: Place) -> None:
    fill(place, 3)
    place.index()
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, os.fspath(place.paths.data)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdin is not None
        assert holder.stdout is not None
        assert holder.stdout.readline() == "holding\n"

        with pytest.raises(LibraryBusyError, match="another ShoeGUI is changing this library"):
            place.index_all()
        with place.library() as library, pytest.raises(LibraryBusyError):
            library.forget(place.photos)
        with place.library() as library:
            hits = place.searcher(library).search(Query(place.photos / "00.jpg"))
            assert library.catalogue.fact("held") is None
        assert len(hits) == 3

        holder.communicate("\n", timeout=30)
    assert place.index_all().unchanged == 3


def test_the_lock_of_a_killed_process_is_free(place: Place) -> None:
    with python(HOLD, place.paths.data) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "holding\n"
        holder.kill()

    with writer_lock(place.paths):
        pass


def test_a_lock_that_cannot_be_made_is_said(place: Place) -> None:
    place.paths.data.joinpath("writer.lock").mkdir()

    with pytest.raises(StorageError), writer_lock(place.paths):
        pass


def test_a_thumbnail_that_cannot_be_written_ends_the_run_and_keeps_what_is_done(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(place, 12)
    monkeypatch.setattr(indexing, "_COMMIT_PHOTOS", 2)
    real = ThumbnailStore.put
    written: list[bytes] = []

    def full(self: ThumbnailStore, digest: bytes, data: bytes) -> None:
        written.append(digest)
        if len(written) > 8:
            raise StorageError("could not be written: the disk is full")
        real(self, digest, data)

    with monkeypatch.context() as patch:
        patch.setattr(ThumbnailStore, "put", full)
        with pytest.raises(StorageError, match="the disk is full"):
            place.index(threads=1)

    is_whole(place)
    kept = len(place.names())
    assert kept >= 4
    assert place.index_all().added == 12 - kept


def test_on_a_really_full_disk_nothing_is_lost(place: Place, tmp_path: Path) -> None:
    """The program's folder lies on a file system of its own that is far too small."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=400k", "none", disk],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("only an administrator can mount a small disk")
    try:
        from shoegui.basics.paths import AppPaths
        from tests.helpers import install_networks

        small = Place(AppPaths.under(disk / "library"), place.photos)
        install_networks(small.paths)
        rng = np.random.default_rng(0)
        from PIL import Image

        for number in range(40):
            noise = rng.integers(0, 256, (160, 200, 3), np.uint8)
            Image.fromarray(noise).save(place.photos / f"{number}.jpg", quality=90)
        with pytest.raises(StorageError, match="full"):
            small.index()

        is_whole(small)
        subprocess.run(["mount", "-o", "remount,size=20m", disk], check=True)
        small.index()
        assert len(small.names()) == 40
        is_whole(small)
    finally:
        subprocess.run(["umount", disk], check=True)


def test_the_catalogue_has_no_photo_twice(place: Place) -> None:
    fill(place, 3)
    place.index()
    place.index()

    with place.library() as library:
        paths = [one.path for one in Catalogue(library.database).photos([1, 2, 3, 4]).values()]
    assert len(paths) == len(set(paths)) == 3
