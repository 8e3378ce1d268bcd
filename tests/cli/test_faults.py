from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from shoegui.basics.errors import StorageError
from shoegui.cli.index import in_words
from shoegui.cli.main import run
from shoegui.library.database import Database
from shoegui.library.report import Report
from shoegui.library.writer import writer_lock
from tests.cli.conftest import Shoegui
from tests.helpers import Place, program


def test_a_folder_that_is_not_there(place: Place, shoegui: Shoegui) -> None:
    outcome = shoegui("index", place.photos / "nowhere")

    assert outcome.code == 3
    assert f"{place.photos / 'nowhere'}: there is no such folder" in outcome.complaint
    assert outcome.out == ""


def test_a_file_instead_of_a_folder(place: Place, shoegui: Shoegui) -> None:
    outcome = shoegui("index", place.picture("a.png", 1))

    assert outcome.code == 3
    assert "a.png: is a file, not a folder" in outcome.complaint


def test_a_folder_that_may_not_be_opened(
    place: Place, shoegui: Shoegui, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.scandir

    def refuse(path: str | Path) -> object:
        if Path(path) == place.photos:
            raise PermissionError(13, "Permission denied", path)
        return real(path)

    monkeypatch.setattr(os, "scandir", refuse)
    outcome = shoegui("index", place.photos)

    assert outcome.code == 3
    assert "permission denied" in outcome.complaint


@pytest.mark.parametrize(
    ("content", "said"), [(b"", "the file is empty"), (b"hello", "it is not a picture")]
)
def test_a_query_that_is_no_picture(
    filled: Place, shoegui: Shoegui, content: bytes, said: str
) -> None:
    query = filled.photos.parent / "x.jpg"
    query.write_bytes(content)

    outcome = shoegui("search", query)

    assert outcome.code == 3
    assert f"{query}: {said}" in outcome.complaint


@pytest.mark.parametrize(
    "command", [["search", "a.png"], ["status"], ["folders"], ["forget", "."], ["check"]]
)
def test_a_library_that_is_not_there(tmp_path: Path, command: list[str]) -> None:
    outcome = program(*command, "--library", tmp_path / "none")

    assert outcome.returncode == 3
    assert "there is no library here yet" in outcome.stderr
    assert len(outcome.stderr.splitlines()) == 1


def test_index_without_folders_needs_a_library(tmp_path: Path) -> None:
    outcome = program("index", "--library", tmp_path / "none")

    assert outcome.returncode == 2
    assert "shoegui index FOLDER" in outcome.stderr


def test_a_library_without_photos(place: Place, shoegui: Shoegui) -> None:
    shoegui("index", place.photos)

    outcome = shoegui("search", place.picture("a.png", 1))

    assert outcome.code == 3
    assert "holds no photos yet" in outcome.complaint


EVERYTHING = [
    ["index"],
    ["search", "a.png"],
    ["status"],
    ["folders"],
    ["forget", "."],
]


@pytest.mark.parametrize("command", EVERYTHING)
def test_a_corrupt_library(filled: Place, shoegui: Shoegui, command: list[str]) -> None:
    filled.paths.database.write_bytes(b"no database " * 1000)

    outcome = shoegui(*command)

    assert outcome.code == 3
    assert "library.db: the library is damaged. Run 'shoegui check --repair'" in outcome.complaint


@pytest.mark.parametrize("command", [*EVERYTHING, ["check"]])
def test_a_library_of_a_newer_version(filled: Place, shoegui: Shoegui, command: list[str]) -> None:
    database = Database(filled.paths.database)
    database.run("PRAGMA user_version = 99")
    database.close()

    outcome = shoegui(*command)

    assert outcome.code == 3
    assert "format 99" in outcome.complaint


@pytest.mark.parametrize("command", ["index", "forget"])
def test_a_library_that_another_process_is_writing(
    filled: Place, shoegui: Shoegui, command: str
) -> None:
    with writer_lock(filled.paths):
        outcome = shoegui(command, filled.photos)
        searched = shoegui("search", filled.photos / "0.png")

    assert outcome.code == 3
    assert "another ShoeGUI is changing this library" in outcome.complaint
    assert searched.code == 0


def test_a_damaged_network(filled: Place, shoegui: Shoegui) -> None:
    file = filled.paths.networks / "tiny" / "tiny.onnx"
    file.write_bytes(file.read_bytes()[:-1])

    outcome = shoegui("search", filled.photos / "0.png")

    assert outcome.code == 3
    assert "tiny.onnx: the network 'tiny' is damaged" in outcome.complaint


def test_a_full_disk(place: Place, shoegui: Shoegui, monkeypatch: pytest.MonkeyPatch) -> None:
    place.picture("a.png", 1)

    def full(*_: object) -> None:
        raise StorageError("could not be written: the disk is full", path="/data")

    monkeypatch.setattr("shoegui.photos.thumbnails.ThumbnailStore.put", full)
    outcome = shoegui("index", place.photos)

    assert outcome.code == 3
    assert "the disk is full" in outcome.complaint


def test_a_fault_as_json_is_an_object_on_stdout(shoegui: Shoegui) -> None:
    outcome = shoegui("status", "--json")

    assert outcome.code == 3
    assert outcome.lines == [{"error": outcome.complaint.removeprefix("shoegui: ")}]


def test_a_place_where_no_library_can_be_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "photos").mkdir()

    code = run(["index", str(tmp_path / "photos"), "--library", str(tmp_path / "file" / "lib")])

    said = capsys.readouterr()
    assert code == 3
    assert len(said.err.splitlines()) == 1
    assert "could not be written" in said.err


def test_something_unexpected_is_one_line_for_a_person_and_a_traceback_in_the_log(
    filled: Place, shoegui: Shoegui, monkeypatch: pytest.MonkeyPatch
) -> None:
    def bug(*_: object) -> None:
        raise LookupError("nobody thought of this")

    monkeypatch.setattr("shoegui.library.catalogue.Catalogue.folders", bug)
    outcome = shoegui("folders")

    assert outcome.code == 3
    assert "LookupError: nobody thought of this" in outcome.complaint
    assert str(filled.paths.log_file) in outcome.complaint
    log = filled.paths.log_file.read_text("utf-8")
    assert "Traceback" in log
    assert "nobody thought of this" in log


def test_a_reader_that_has_seen_enough_ends_the_program_quietly(filled: Place) -> None:
    queries = [os.fspath(filled.photos / f"{number % 5}.png") for number in range(400)]
    command = [sys.executable, "-m", "shoegui", "search", "--json", *queries]
    with subprocess.Popen(
        [*command, "--library", os.fspath(filled.paths.data), "--device", "cpu"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.readline().startswith('{"query": ')
        running.stdout.close()
        said = running.stderr.read()
        code = running.wait(60)

    assert said == ""
    assert code == 3


def test_a_fault_nobody_reads_ends_the_program_quietly(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w") as closed:
        outcome = subprocess.run(
            [sys.executable, "-m", "shoegui", "status", "--json", "--library", tmp_path / "none"],
            stdout=closed,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )

    assert outcome.returncode == 3
    assert "Traceback" not in outcome.stderr
    assert "there is no library here yet" in outcome.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk that is always full here")
@pytest.mark.parametrize("more", [[], ["--json"]])
def test_answers_that_the_disk_does_not_take_are_one_clear_sentence(
    filled: Place, more: list[str]
) -> None:
    with Path("/dev/full").open("w") as full:
        outcome = subprocess.run(
            [sys.executable, "-m", "shoegui", "folders", "--library", filled.paths.data, *more],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )

    assert outcome.returncode == 3
    [line] = outcome.stderr.splitlines()
    assert "standard output: could not be written: the disk is full" in line


def test_a_name_that_the_terminal_has_no_letters_for_is_spelled(place: Place) -> None:
    picture = place.picture("日本.png", 1)
    place.index()

    outcome = program(
        *("search", picture, "--library", place.paths.data, "--device", "cpu"),
        env={**os.environ, "PYTHONIOENCODING": "latin-1"},
    )

    assert (outcome.returncode, outcome.stderr) == (0, "")
    assert outcome.stdout.count("\\u65e5\\u672c.png") == 2


@pytest.mark.parametrize("command", [["status"], ["check"], ["search", "a.png"], ["doctor"]])
def test_a_library_whose_name_was_mistyped_is_not_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    monkeypatch.setattr("shoegui.cli.doctor._RUNS", 1)

    run([*command, "--library", str(tmp_path / "none")])

    assert not (tmp_path / "none").exists()


def test_an_index_run_that_was_stopped_at_once_does_not_say_that_there_are_no_photos() -> None:
    assert "nothing done yet" in in_words(Report(cancelled=True))[0]
    assert "no photos found" in in_words(Report())[0]


def test_progress_is_never_on_stdout_and_is_silent_without_a_terminal(place: Place) -> None:
    place.picture("a.png", 1)

    outcome = program(
        *("index", place.photos, "--library", place.paths.data),
        *("--network", "tiny", "--device", "cpu"),
    )

    assert outcome.returncode == 0
    assert len(outcome.stdout.splitlines()) == 1
    assert outcome.stderr == ""


def test_on_a_terminal_the_progress_is_drawn_on_stderr(place: Place) -> None:
    pty = pytest.importorskip("pty", reason="no terminals of this kind here")
    for number in range(5):
        place.picture(f"{number}.png", number)
    terminal, end = pty.openpty()
    drawn = b""
    with subprocess.Popen(
        [
            *(sys.executable, "-m", "shoegui", "index", place.photos, "--json"),
            *("--library", place.paths.data, "--network", "tiny", "--device", "cpu"),
        ],
        stdout=subprocess.PIPE,
        stderr=end,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "120"},
    ) as running:
        os.close(end)
        # A terminal nobody reads fills up, and whoever draws on it waits.
        with contextlib.suppress(OSError):
            while portion := os.read(terminal, 4096):
                drawn += portion
        os.close(terminal)
        out, _ = running.communicate(timeout=60)

    assert running.returncode == 0
    assert out.count(b"\n") == 1
    assert b"Indexing" in drawn
    assert b"5/5" in drawn
