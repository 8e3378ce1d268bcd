"""A picture that is opened with the program in macOS's Finder is searched for.

The event is Qt's own and the same everywhere; only macOS sends it.
"""

from __future__ import annotations

from pathlib import Path

from shoegui.basics.paths import AppPaths
from tests.helpers import python

# Opens a picture by an event as soon as Qt's loop runs, and says what was found.
OPENED = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtGui import QFileOpenEvent
from shoegui.basics.paths import AppPaths
from shoegui.gui.application import Application, make_qt

qt = make_qt()
application = Application(AppPaths.under(Path(sys.argv[1])), qt)
assert application.start()
QTimer.singleShot(0, lambda: qt.postEvent(qt, QFileOpenEvent(sys.argv[2])))
look = QTimer()

def find():
    answer = application.window.controller.answer
    if answer is not None:
        print(application.window.results.hits()[0].photo.path)
        qt.quit()

look.timeout.connect(find)
look.start(50)
code = qt.exec()
application.close()
sys.exit(code)
"""


def test_a_picture_that_finder_opens_is_searched_for(
    library_paths: AppPaths, sample_photos: Path
) -> None:
    picture = sample_photos / "heel" / "heel-blue-01.jpg"
    process = python(OPENED, library_paths.data, picture)
    said, trouble = process.communicate(timeout=60)
    assert (said.strip(), process.returncode) == (str(picture), 0), trouble
    assert "Traceback" not in trouble
