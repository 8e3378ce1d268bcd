"""What `shoegui` with some arguments means: the window, or a command."""

from __future__ import annotations

from pathlib import Path

import pytest

from shoegui import __main__ as program
from shoegui.cli.commands import command_names
from tests.helpers import python

STARTS_LEAN = """
import sys
from pathlib import Path
from shoegui.basics.paths import AppPaths
from shoegui.gui.application import Application, make_qt
qt = make_qt()
application = Application(AppPaths.under(Path(sys.argv[1])), qt)
application.state.first_start()
assert application.start()
assert application.window.isVisible()
heavy = {"numpy", "PIL", "onnxruntime", "hnswlib", "shoegui.samples.shop", "rich"}
print(sorted(heavy & set(sys.modules)))
application.close()
"""


@pytest.fixture(autouse=True)
def _screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")


@pytest.fixture
def picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file beside which the program is started."""
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "shoe.jpg"
    file.touch()
    return file


def test_no_arguments_mean_the_window() -> None:
    assert program._window([]) == (None, None)


def test_a_file_means_the_window_with_that_picture(picture: Path) -> None:
    assert program._window(["shoe.jpg"]) == (None, Path("shoe.jpg"))
    assert program._window([str(picture)]) == (None, picture)


def test_a_library_can_be_named(picture: Path) -> None:
    assert program._window(["--library", "lib"]) == (Path("lib"), None)
    assert program._window(["--library=lib", "shoe.jpg"]) == (Path("lib"), Path("shoe.jpg"))
    assert picture.exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["--library", "lib", "shoe.jpg"],
        ["shoe.jpg", "--library", "lib"],
        ["shoe.jpg", "--library=lib"],
    ],
)
def test_library_and_picture_come_in_either_order(arguments: list[str], picture: Path) -> None:
    assert picture.exists()
    assert program._window(arguments) == (Path("lib"), Path("shoe.jpg"))


@pytest.mark.parametrize(
    "arguments",
    [
        ["shoe.jpg", "--library"],
        ["shoe.jpg", "--library", ""],
        ["shoe.jpg", "--library=a", "--library=b"],
        ["shoe.jpg", "shoe.jpg"],
        ["shoe.jpg", "--json"],
    ],
)
def test_what_is_not_understood_is_for_the_command_line_to_explain(
    arguments: list[str], picture: Path
) -> None:
    assert picture.exists()
    assert program._window(arguments) is None
    assert program.main(arguments) == 2


@pytest.mark.parametrize(
    "arguments",
    [["search", "shoe.jpg"], ["status"], ["--help"], ["--version"], ["no-such-file.jpg"]],
)
def test_commands_options_and_what_is_not_there_are_for_the_command_line(
    arguments: list[str], picture: Path
) -> None:
    assert picture.exists()
    assert program._window(arguments) is None


def test_a_file_called_like_a_command_does_not_hide_it(picture: Path) -> None:
    picture.with_name("status").touch()
    assert program._window(["status"]) is None
    assert program._window(["./status"]) == (None, Path("status"))


@pytest.mark.parametrize(
    ("arguments", "command"),
    [
        ([], ["demo"]),
        (["--library", "lib"], ["demo", "--library", "lib"]),
        (["shoe.jpg"], ["search", "shoe.jpg"]),
        (["--library=lib", "shoe.jpg"], ["search", "shoe.jpg", "--library", "lib"]),
        (["shoe.jpg", "--library", "lib"], ["search", "shoe.jpg", "--library", "lib"]),
    ],
)
def test_without_a_display_the_same_is_done_in_the_terminal(
    picture: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], command: list[str]
) -> None:
    ran: list[list[str]] = []

    def run(given: list[str]) -> int:
        ran.append(given)
        return 0

    monkeypatch.delenv("DISPLAY")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setattr("shoegui.cli.main.run", run)

    assert program.main(arguments) == 0

    assert ran == [command]
    assert picture.exists()


def test_without_a_display_a_folder_is_not_indexed_unasked(
    picture: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("DISPLAY")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)

    assert program.main([str(picture.parent)]) == 2

    assert "is a folder; to index its photos say 'shoegui index FOLDER'" in capsys.readouterr().err


def test_an_empty_library_name_is_a_mistake_and_not_the_folder_we_are_in() -> None:
    assert program._window(["--library", ""]) is None
    assert program._window(["--library="]) is None
    assert program.main(["--library="]) == 2


def test_stopped_while_modules_are_loaded_it_ends_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def stop(_given: list[str]) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("shoegui.cli.main.run", stop)

    assert program.main(["status"]) == 3


def test_the_commands_are_those_of_the_command_line() -> None:
    assert {"index", "search", "status", "doctor", "demo"} <= command_names()


def test_the_window_shows_before_anything_heavy_is_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    said, trouble = python(STARTS_LEAN, tmp_path / "library").communicate(timeout=60)
    assert said.strip() == "[]", trouble
