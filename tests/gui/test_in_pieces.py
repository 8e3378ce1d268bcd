"""Work that may wait is done between the events, in order, and at once for who cannot wait."""

from __future__ import annotations

import time
from collections.abc import Iterator

from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from shoegui.gui.in_pieces import InPieces


def pieces(done: list[int], count: int = 4) -> Iterator[None]:
    for number in range(count):
        # Longer than a turn, so that each piece has one of its own.
        time.sleep(0.005)
        done.append(number)
        yield


def test_one_piece_comes_after_the_other_and_then_the_end(qtbot: QtBot) -> None:
    done: list[int] = []
    work = InPieces(pieces(done), (parent := QObject()))
    with qtbot.waitSignal(work.ended):
        work.start()
        assert done == []
    assert done == [0, 1, 2, 3]
    assert work.over
    assert parent is not None


def test_events_come_between_the_pieces(qtbot: QtBot) -> None:
    done: list[int] = []
    seen: list[int] = []
    window = QWidget()
    qtbot.addWidget(window)
    work = InPieces(pieces(done), window)
    window.windowTitleChanged.connect(lambda: seen.append(len(done)))
    work.start()
    qtbot.waitUntil(lambda: bool(done))
    assert not work.over
    work.finish()
    assert done == [0, 1, 2, 3]


def test_a_key_finds_all_of_it_done(qtbot: QtBot) -> None:
    done: list[int] = []
    found: list[int] = []

    class Window(QWidget):
        def keyPressEvent(self, _event: object) -> None:
            found.append(len(done))

    window = Window()
    qtbot.addWidget(window)
    window.show()
    work = InPieces(pieces(done), window)
    work.finish_for(window.windowHandle())
    work.start()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)
    assert found == [4]
    assert work.over


def test_what_is_stopped_does_no_more(qtbot: QtBot) -> None:
    done: list[int] = []
    work = InPieces(pieces(done), (parent := QObject()))
    work.start()
    qtbot.waitUntil(lambda: bool(done))
    work.stop()
    before = list(done)
    qtbot.wait(30)
    work.finish()
    assert done == before
    assert parent is not None


def test_none_is_done_while_something_else_goes_first(qtbot: QtBot) -> None:
    done: list[int] = []
    busy = True
    work = InPieces(pieces(done), (parent := QObject()), waits=lambda: busy)
    work.start()
    qtbot.wait(30)
    assert done == []
    busy = False
    qtbot.waitUntil(lambda: work.over)
    assert done == [0, 1, 2, 3]
    assert parent is not None
