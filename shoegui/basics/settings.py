"""What a person chose, kept between starts: typed, validated, saved atomically.

Only choices that hold for the whole program live here; what belongs to one library is in its
database.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from shoegui.basics.errors import UserFacingError
from shoegui.basics.files import write_atomically
from shoegui.basics.phrase import Phrase

DEVICES = ("auto", "cuda", "coreml", "directml", "cpu")
PRECISIONS = ("auto", "float32", "float16")


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting with its default.

    `device` is one of `DEVICES`; `threads` is how many processor cores indexing may use, 0 for all.
    """

    device: str = "auto"
    threads: int = 0

    def __post_init__(self) -> None:
        if self.device not in DEVICES:
            raise UserFacingError(
                Phrase("'{device}' is not a device", device=self.device),
                advice=Phrase("Choose one of {names}", names=", ".join(DEVICES)),
            )
        if not 0 <= self.threads <= 1024:
            raise UserFacingError(
                Phrase("{number} threads make no sense", number=self.threads),
                advice="Choose 0 (all cores) to 1024",
            )


def load_settings(file: Path) -> Settings:
    """The settings in `file`; the defaults where there is no such file.

    Unknown names are left out, so that a newer version's file can be read. Raises
    `UserFacingError` when the file cannot be understood.
    """
    try:
        stored: Any = json.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError) as error:
        raise _unreadable(file) from error
    if not isinstance(stored, dict):
        raise _unreadable(file)
    kinds = {field.name: type(field.default) for field in fields(Settings)}
    known = {name: value for name, value in stored.items() if name in kinds}
    for name, value in known.items():
        if type(value) is not kinds[name]:
            raise UserFacingError(
                Phrase(
                    "the setting '{name}' is not a {kind}", name=name, kind=kinds[name].__name__
                ),
                path=file,
                advice="Correct it, or delete the file to return to the defaults",
            )
    return Settings(**known)


def save_settings(file: Path, settings: Settings) -> None:
    """Write `settings` to `file`, whole or not at all."""
    write_atomically(file, (json.dumps(asdict(settings), indent=2) + "\n").encode())


def change_settings(file: Path, **changes: str | int) -> Settings:
    """Change some of the settings in `file` by name, leave the others, and return all of them.

    Raises `UserFacingError` as `load_settings` does, and `StorageError` when the disk refuses.
    """
    values: dict[str, Any] = {**asdict(load_settings(file)), **changes}
    settings = Settings(**values)
    save_settings(file, settings)
    return settings


def _unreadable(file: Path) -> UserFacingError:
    return UserFacingError(
        "the settings cannot be read",
        path=file,
        advice="Delete the file to return to the defaults",
    )
