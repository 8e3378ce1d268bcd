"""Where the files that ship with the program are: in a checkout, a wheel and a frozen bundle.

The only module that knows. Everything else asks `models_dir()` and its like.
"""

from __future__ import annotations

import sys
from pathlib import Path

from shoegui.basics.errors import UserFacingError
from shoegui.basics.phrase import Phrase


def _shipped(name: str) -> Path:
    package = Path(__file__).resolve().parents[1]
    frozen = getattr(sys, "_MEIPASS", None)
    places = [Path(frozen) / "shoegui" / name] if frozen else []
    # A wheel maps the root folder into the package; a checkout has it beside the package.
    places += [package / name, package.parent / name]
    for place in places:
        if place.is_dir():
            return place
    raise UserFacingError(
        Phrase("the program's own folder '{name}' is missing", name=name),
        path=places[0],
        advice="Install ShoeGUI again",
    )


def models_dir() -> Path:
    """The folder of the networks that ship with the program, each an .onnx and a .toml file."""
    return _shipped("models")


def resources_dir() -> Path:
    """The folder of icons, class names, style sheets and translations."""
    return _shipped("resources")


def docs_dir() -> Path:
    """The folder of the user guide and of the pages that it leads to, in Markdown."""
    return _shipped("docs")
