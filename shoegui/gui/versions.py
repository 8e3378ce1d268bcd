"""Which versions of what run here, for the About box and for reports."""

from __future__ import annotations

import platform

from shoegui import __version__

_PACKAGES = (
    ("PySide6", "PySide6-Essentials"),
    ("ONNX Runtime", "onnxruntime-gpu"),
    ("ONNX Runtime", "onnxruntime"),
    ("NumPy", "numpy"),
    ("Pillow", "pillow"),
    ("hnswlib", "hnswlib"),
)


def versions() -> list[tuple[str, str]]:
    """Name and version of the program, of what it stands on, and of the system.

    Reads files, so the window asks in a job.
    """
    from importlib import metadata

    from PySide6.QtCore import qVersion

    found = [("ShoeGUI", __version__), ("Python", platform.python_version()), ("Qt", qVersion())]
    for name, package in _PACKAGES:
        try:
            found.append((name, metadata.version(package)))
        except metadata.PackageNotFoundError:
            continue
    return [*found, ("System", platform.platform())]
