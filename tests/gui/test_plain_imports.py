"""PySide6 does not read the source of all that is imported."""

from __future__ import annotations

import subprocess
import sys

# In a process of its own: what it changes lasts.
_PROGRAM = """
import sys
from shoegui.gui.plain_imports import import_plainly
import_plainly()
import linecache
# As the program does it: PySide6 sees just the package in `import shoegui.gui.about`.
from shoegui.gui.about import works
from PySide6.QtCore import QObject
print(sum(name.endswith("about.py") for name in linecache.cache), QObject().objectName() == "")
"""


def test_no_source_of_a_module_is_read() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM], check=True, capture_output=True, text=True
    )
    assert done.stdout.split() == ["0", "True"]
