"""Imports without PySide6 reading the source of all that is imported.

PySide6 puts an import of its own in place of Python's, which looks for the word PySide6 in every
module, for the sake of `from __feature__ import`. That takes longer than many an import itself.
"""

from __future__ import annotations

import importlib
import sys


def import_plainly() -> None:
    """From now on, no module's source is read; `__feature__` must not be used.

    Comes before the other modules of the window, which are many.
    """
    importlib.import_module("PySide6.QtCore")
    feature = sys.modules.get("shibokensupport.feature")
    # Where PySide6 has given that up or calls it something else, imports just take longer.
    if hasattr(feature, "_mod_uses_pyside"):
        setattr(feature, "_mod_uses_pyside", lambda _module: False)  # noqa: B010
