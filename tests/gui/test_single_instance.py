"""A second start finds the first window, and is not held up by one that is dead or deaf."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shoegui.basics.paths import AppPaths
from shoegui.gui import single_instance
from shoegui.gui.single_instance import SingleInstance, hand_over, server_name
from tests.helpers import python

Listen = Callable[[AppPaths], SingleInstance]

HAND_OVER = """
import sys
from pathlib import Path
from shoegui.basics.paths import AppPaths
from shoegui.gui.single_instance import hand_over
picture = Path(sys.argv[2]) if len(sys.argv) > 2 else None
print(hand_over(AppPaths.under(Path(sys.argv[1])), picture))
"""
LEAVE_A_SOCKET = """
import os, sys
from PySide6.QtCore import QCoreApplication
from PySide6.QtNetwork import QLocalServer
application = QCoreApplication([])
server = QLocalServer()
assert server.listen(sys.argv[1])
os._exit(0)
"""


@pytest.fixture
def paths(qapp: QApplication, tmp_path: Path) -> AppPaths:
    assert qapp is not None
    return AppPaths.under(tmp_path / "library")


@pytest.fixture
def listen() -> Iterator[Callable[[AppPaths], SingleInstance]]:
    """Makes windows' ends, and ends them after the test."""
    made: list[SingleInstance] = []

    def make(paths: AppPaths) -> SingleInstance:
        made.append(SingleInstance(paths))
        return made[-1]

    yield make
    for one in made:
        one.close()
        one.deleteLater()


def test_nobody_is_there_to_take_it(paths: AppPaths) -> None:
    assert not hand_over(paths, Path("shoe.jpg"))


def test_a_picture_is_handed_over_by_its_whole_path(
    listen: Listen, paths: AppPaths, qtbot: QtBot
) -> None:
    first = listen(paths)
    second = python(HAND_OVER, paths.data, "a shoe \udcff.jpg")
    with qtbot.waitSignal(first.started_again, timeout=20_000) as asked:
        pass
    said, trouble = second.communicate(timeout=20)
    assert (said.strip(), trouble) == ("True", "")
    assert asked.args == [Path.cwd() / "a shoe \udcff.jpg"]


def test_a_start_without_a_picture_only_brings_the_window_up(
    listen: Listen, paths: AppPaths, qtbot: QtBot
) -> None:
    first = listen(paths)
    second = python(HAND_OVER, paths.data)
    with qtbot.waitSignal(first.started_again, timeout=20_000) as asked:
        pass
    second.communicate(timeout=20)
    assert asked.args == [None]


def test_each_library_has_a_window_of_its_own(
    listen: Listen, paths: AppPaths, tmp_path: Path
) -> None:
    first = listen(paths)
    other = AppPaths.under(tmp_path / "other")
    assert server_name(other) != server_name(paths)
    second = listen(other)
    assert first.listening
    assert second.listening


def test_a_socket_that_a_crash_has_left_is_swept_aside(listen: Listen, paths: AppPaths) -> None:
    said, trouble = python(LEAVE_A_SOCKET, server_name(paths)).communicate(timeout=20)
    assert (said, trouble) == ("", "")
    assert not hand_over(paths, None)
    first = listen(paths)
    assert first.listening


def test_a_window_that_does_not_answer_is_not_waited_for(
    listen: Listen, paths: AppPaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(single_instance, "_ANSWER_MS", 50)
    deaf = QLocalServer()
    assert deaf.listen(server_name(paths))
    assert not hand_over(paths, Path("shoe.jpg"))
    second = listen(paths)
    assert not second.listening
    deaf.close()


@pytest.mark.parametrize("noise", [b"\n", b"GET / HTTP/1.1\n", b"[]\n", b'{"greeting": "?"}\n'])
def test_who_says_something_else_is_sent_away(
    listen: Listen, paths: AppPaths, qtbot: QtBot, noise: bytes
) -> None:
    first = listen(paths)
    asked: list[object] = []
    first.started_again.connect(asked.append)
    stranger = QLocalSocket()
    stranger.connectToServer(server_name(paths))
    assert stranger.waitForConnected(1000)
    stranger.write(noise)
    stranger.flush()
    qtbot.waitUntil(lambda: stranger.state() is QLocalSocket.LocalSocketState.UnconnectedState)
    assert not asked
