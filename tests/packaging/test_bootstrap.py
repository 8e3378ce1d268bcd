"""The entry point of set-up: it starts on any Python 3, and says so when that is too old."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import commands
import pytest
from system_needs import SetupError

ROOT = Path(__file__).resolve().parents[2]
BOOTSTRAP = ROOT / "packaging" / "bootstrap.py"


def run_as_python_3_9(path: Path) -> subprocess.CompletedProcess[str]:
    """Run bootstrap.py where Python calls itself 3.9 and PATH is `path`."""
    program = (
        "import os, runpy, sys\n"
        f"os.environ['PATH'] = {str(path)!r}\n"
        "sys.version_info = (3, 9, 2, 'final', 0)\n"
        f"sys.argv = [{str(BOOTSTRAP)!r}, 'run', 'search', 'a b.jpg']\n"
        f"runpy.run_path({str(BOOTSTRAP)!r}, run_name='__main__')\n"
    )
    return subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )


def test_any_python_3_can_read_the_entry_point() -> None:
    ast.parse(BOOTSTRAP.read_text(encoding="utf-8"), feature_version=(3, 4))
    assert not re.search(r"\bf[\"']", BOOTSTRAP.read_text(encoding="utf-8"))


def test_an_old_python_alone_is_told_what_is_needed(tmp_path: Path) -> None:
    result = run_as_python_3_9(tmp_path)
    assert result.returncode == 1
    assert "Python 3.11 or later needed: this is Python 3.9" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="stands in for python3.11 with a shell script")
def test_an_old_python_hands_over_to_a_newer_one_on_path(tmp_path: Path) -> None:
    newer = tmp_path / "python3.12"
    newer.write_text('#!/bin/sh\nfor word in "$@"; do echo "<$word>"; done\nexit 7\n')
    newer.chmod(0o755)
    result = run_as_python_3_9(tmp_path)
    assert result.returncode == 7
    assert result.stdout.split("\n")[:3] == [f"<{BOOTSTRAP}>", "<run>", "<search>"]
    assert "<a b.jpg>" in result.stdout


def test_every_command_is_explained_in_the_help() -> None:
    result = subprocess.run(
        [sys.executable, str(BOOTSTRAP), "--help"], capture_output=True, text=True, check=False
    )
    assert result.returncode == 0
    for command in ("run", "test", "lint", "format", "bench", "setup", "lock", "clean"):
        assert re.search(rf"^ +{command} ", result.stdout, re.MULTILINE), command


def test_an_unknown_option_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ending:
        commands.main(["setup", "--cudda"])
    assert ending.value.code == 2
    assert "--cudda" in capsys.readouterr().err


def test_the_words_after_run_reach_the_program_as_they_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    started: list[list[str]] = []

    def start(_python: Path, words: list[str]) -> int:
        started.append(words)
        return 5

    monkeypatch.setattr("environment.prepare", lambda *_: Path(sys.executable))
    monkeypatch.setattr(commands, "start", start)
    words = ["search", "-k", "5", "a b.jpg", "--json", "--", "-h"]
    assert commands.main(["run", *words]) == 5
    assert started == [words]


def test_all_checks_run_and_the_failed_ones_are_named(
    capfd: pytest.CaptureFixture[str],
) -> None:
    programs = [("-c", "raise SystemExit(3)"), ("-c", "print('still run')")]
    assert commands.check(Path(sys.executable), programs) == 1
    out, err = capfd.readouterr()
    assert "still run" in out
    assert "raise SystemExit(3)" in err
    assert "still run" not in err


def test_checks_that_all_pass_exit_with_0(capfd: pytest.CaptureFixture[str]) -> None:
    assert commands.check(Path(sys.executable), [("-c", "pass")]) == 0
    assert capfd.readouterr().err == ""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with two benchmarks and a module that they share."""
    (tmp_path / "benchmarks").mkdir()
    for name in ("search", "indexing"):
        program = tmp_path / "benchmarks" / f"{name}.py"
        program.write_text('if __name__ == "__main__":\n    print(1)\n', encoding="utf-8")
    (tmp_path / "benchmarks" / "vectors.py").write_text("x = 1\n", encoding="utf-8")
    return tmp_path


def test_all_benchmarks_run_but_not_the_modules_they_share(checkout: Path) -> None:
    names = [Path(words[0]).name for words in commands.benchmarks(checkout, [])]
    assert names == ["indexing.py", "search.py"]


def test_one_benchmark_gets_its_arguments(checkout: Path) -> None:
    program = str(checkout / "benchmarks" / "search.py")
    assert commands.benchmarks(checkout, ["search", "--k", "5"]) == [(program, "--k", "5")]


def test_an_unknown_benchmark_is_refused_with_the_names_there_are(checkout: Path) -> None:
    with pytest.raises(SetupError, match="vectors: there is indexing, search"):
        commands.benchmarks(checkout, ["vectors"])
