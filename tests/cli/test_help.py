from __future__ import annotations

import argparse
import json
import re
import shlex
from pathlib import Path

import pytest

from shoegui import __version__
from shoegui.cli.commands import make_parser
from shoegui.cli.main import run


def subparsers(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    return {}


def every_command() -> dict[str, argparse.ArgumentParser]:
    top = subparsers(make_parser())
    inner = {f"{a} {b}": p for a, one in top.items() for b, p in subparsers(one).items()}
    return {**top, **inner}


_SPEAK_FOR_THEMSELVES = {"FOLDER", "IMAGE", "FILE.onnx", "FILE.toml", "ACTION"}


def test_the_commands_are_those_that_were_promised() -> None:
    assert set(every_command()) == set(
        "index search why words status folders forget check models doctor demo".split()
    ) | {"models add"}


@pytest.mark.parametrize("command", every_command())
def test_a_command_s_help_explains_it_with_examples_and_exit_codes(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*command.split(), "--help"]) == 0

    said = capsys.readouterr().out
    assert f"shoegui {command}" in said
    assert "examples:" in said
    assert "exit codes: 0 done, 1 " in said
    assert "--library DIR" in said
    assert "--json" in said
    for action in every_command()[command]._actions:
        assert action.help or action.metavar in _SPEAK_FOR_THEMSELVES, action.option_strings


@pytest.mark.parametrize("command", every_command())
def test_the_examples_can_be_typed(command: str) -> None:
    epilog = every_command()[command].epilog or ""
    examples = re.findall(r"^  (shoegui .*?)(?:  .*)?$", epilog, re.MULTILINE)
    assert examples
    for example in examples:
        words = shlex.split(example.split(">")[0])[1:]
        options = make_parser().parse_args(words)
        assert command.startswith(words[0])
        assert callable(options.command)


def test_the_help_of_the_program_lists_every_command(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["--help"]) == 0

    said = capsys.readouterr().out
    for command, parser in subparsers(make_parser()).items():
        assert re.search(rf"^ +{command} ", said, re.MULTILINE), parser.description


def test_the_version_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"ShoeGUI {__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["dance"],
        ["search"],
        ["search", "a.jpg", "-k", "0"],
        ["search", "a.jpg", "-k", "many"],
        ["index", "--device", "toaster"],
        ["index", "--smallest", "-1"],
        ["index", "--threads", "-1"],
        ["index", "--threads", "5000"],
        ["index", ""],
        ["forget", ""],
        ["status", "--library", ""],
        ["index", "--kinds", "jpeg,photoshop"],
        ["index", "--kinds", ""],
        ["forget"],
        ["models", "add", "a.onnx"],
        ["status", "--nonsense"],
    ],
)
def test_a_mistake_in_the_command_line_is_exit_code_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2

    said = capsys.readouterr()
    assert said.out == ""
    [line] = said.err.splitlines()
    assert line.startswith("shoegui: ")
    assert line.endswith("--help' explains it")
    assert run([*arguments, "--json"]) == 2
    said = capsys.readouterr()
    assert json.loads(said.out) == {"error": said.err.removeprefix("shoegui: ").rstrip("\n")}


def test_a_word_that_is_no_command_may_have_been_meant_for_a_picture(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    picture = tmp_path / "shoe.jpg"
    assert run([str(picture)]) == 2
    assert f"there is no command and no file '{picture}'" in capsys.readouterr().err
    picture.touch()
    assert run([str(picture), "-k", "5"]) == 2
    assert "shoegui search IMAGE" in capsys.readouterr().err


def test_a_folder_is_not_called_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([str(tmp_path), "-k", "5"]) == 2
    said = capsys.readouterr().err
    assert f"'{tmp_path}' is a folder; to index its photos say 'shoegui index FOLDER'" in said


@pytest.mark.parametrize("link", ["https://example.invalid/a.jpg", "HTTP://example.invalid"])
def test_a_link_is_said_not_to_be_fetched(link: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([link]) == 2
    said = capsys.readouterr().err
    assert f"'{link}' is a link, and ShoeGUI fetches nothing; save the picture first" in said


@pytest.mark.parametrize("command", every_command())
@pytest.mark.parametrize("first", [True, False])
def test_every_command_takes_library_and_json_before_or_after_its_name(
    command: str, first: bool
) -> None:
    needed = {
        "search": ["a"],
        "why": ["a", "b", "--out", "c.png"],
        "forget": ["a"],
        "models add": ["a", "--manifest", "b"],
    }
    common = ["--library", "there", "--json"]
    words = [*command.split(), *needed.get(command, [])]

    options = make_parser().parse_args([*common, *words] if first else [*words, *common])

    assert (options.library, options.json) == (Path("there"), True)
    assert make_parser().parse_args(words).library is None
