"""The installed PySide6 survives long use: 6.12.0 on Python 3.11 aborts after some 7,000 calls."""

from __future__ import annotations

import os
import subprocess
import sys

PROGRAM = """
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

application = QApplication([])
widget = QWidget()
thing = QObject()
for number in range(50_000):
    thing.setObjectName("a")
    widget.move(number % 100, 0)
print("survived")
"""


def test_100_000_calls_of_void_methods_do_not_end_the_process() -> None:
    result = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert result.stdout.strip() == "survived", result.stderr[-500:]
    assert result.returncode == 0
