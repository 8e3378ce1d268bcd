from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from shoegui.basics.log import LOGGER, start_log, stop_log


@pytest.fixture(autouse=True)
def _stopped() -> Iterator[None]:
    yield
    stop_log()


def test_the_log_holds_the_traceback(tmp_path: Path) -> None:
    logger = start_log(tmp_path / "log" / "shoegui.log")
    try:
        raise LookupError("lost")
    except LookupError:
        logger.exception("unexpected")

    text = (tmp_path / "log" / "shoegui.log").read_text("utf-8")
    assert "ERROR" in text
    assert "Traceback" in text
    assert "LookupError: lost" in text


def test_records_of_every_module_of_the_program_get_there(tmp_path: Path) -> None:
    start_log(tmp_path / "shoegui.log")
    logging.getLogger("shoegui.library").info("hello")

    assert "hello" in (tmp_path / "shoegui.log").read_text("utf-8")


def test_an_undecodable_name_can_be_logged(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    start_log(tmp_path / "shoegui.log").warning("%s", "\udcff.jpg")

    assert "\\udcff.jpg" in (tmp_path / "shoegui.log").read_text("utf-8")
    assert capfd.readouterr().err == ""


def test_starting_again_leaves_one_log(tmp_path: Path) -> None:
    start_log(tmp_path / "one.log")
    start_log(tmp_path / "two.log").info("hello")

    assert not (tmp_path / "one.log").exists()
    assert len(logging.getLogger(LOGGER).handlers) == 1


@pytest.mark.parametrize("obstacle", ["the folder is a file", "the file is a folder"])
def test_a_log_that_cannot_be_written_is_done_without_in_silence(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], obstacle: str
) -> None:
    file = tmp_path / "log" / "shoegui.log"
    if obstacle == "the folder is a file":
        file.parent.write_text("")
    else:
        file.mkdir(parents=True)

    start_log(file).warning("nobody reads this")

    assert capfd.readouterr() == ("", "")


def test_the_log_does_not_grow_for_ever(tmp_path: Path) -> None:
    logger = start_log(tmp_path / "shoegui.log")
    for _ in range(70):
        logger.info("x" * 100_000)

    assert sum(file.stat().st_size for file in tmp_path.iterdir()) < 4_500_000
    assert len(list(tmp_path.iterdir())) == 4


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_does_not_stop_the_program_when_the_log_is_closed(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "shoegui.log").symlink_to("/dev/full")
    start_log(tmp_path / "shoegui.log").warning("nobody reads this")

    stop_log()

    assert capfd.readouterr() == ("", "")
