"""Fields of a TOML file asked for by name and kind; what is wrong is said by file and field.

Knows nothing of networks: which fields there are stands in `manifest`.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shoegui.basics.errors import NetworkError
from shoegui.basics.phrase import Phrase

_MAX_BYTES = 1_000_000


def read_table(file: Path) -> Table:
    """The whole of the TOML file. Raises `NetworkError` when it cannot be read or understood."""
    try:
        if file.stat().st_size > _MAX_BYTES:
            raise NetworkError("is too large for a manifest", path=file)
        import tomllib

        return Table(file, "", tomllib.loads(file.read_bytes().decode("utf-8")))
    except OSError as error:
        raise NetworkError(
            Phrase("the manifest cannot be read: {reason}", reason=error.strerror or error),
            path=file,
            advice="A network needs a .toml file that describes it",
        ) from error
    except ValueError as error:
        raise NetworkError(
            Phrase("the manifest is not valid TOML: {reason}", reason=error), path=file
        ) from error


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the manifest whose fields are asked for by name and kind."""

    file: Path
    name: str
    values: dict[str, Any]

    def fault(self, field: str, expected: str) -> NetworkError:
        """The refusal of `field`, to be raised."""
        where = f"[{self.name}] {field}" if self.name else field
        said = {"field": where, "expected": expected}
        what = (
            Phrase("the manifest's field '{field}' is wrong; expected is {expected}", **said)
            if field in self.values
            else Phrase("the manifest's field '{field}' is missing; expected is {expected}", **said)
        )
        return NetworkError(what, path=self.file)

    def table(self, field: str) -> Table:
        """The table `field` inside this one."""
        value = self.values.get(field)
        if not isinstance(value, dict):
            raise self.fault(field, "a table")
        return Table(self.file, f"{self.name}.{field}" if self.name else field, value)

    def text(
        self, field: str, pattern: re.Pattern[str] | None = None, expected: str = "a text"
    ) -> str:
        """A text with something in it, all of which matches `pattern`."""
        value = self.values.get(field)
        if not isinstance(value, str) or not value.strip():
            raise self.fault(field, expected)
        if pattern is not None and not pattern.fullmatch(value):
            raise self.fault(field, expected)
        return value

    def choice(self, field: str, choices: tuple[str, ...]) -> str:
        """One of `choices`."""
        value = self.values.get(field)
        if not isinstance(value, str) or value not in choices:
            raise self.fault(field, "one of " + ", ".join(choices))
        return value

    def integer(self, field: str, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both allowed."""
        value = self.values.get(field)
        if type(value) is not int or not low <= value <= high:
            raise self.fault(field, f"a whole number from {low} to {high}")
        return value

    def flag(self, field: str, *, otherwise: bool) -> bool:
        """True or false; `otherwise` where the field is missing."""
        value = self.values.get(field, otherwise)
        if not isinstance(value, bool):
            raise self.fault(field, "true or false")
        return value

    def three_numbers(self, field: str) -> tuple[float, float, float]:
        """Three finite numbers, one per colour."""
        value = self.values.get(field)
        if not isinstance(value, list) or len(value) != 3:
            raise self.fault(field, "three numbers")
        if not all(type(one) in (int, float) and math.isfinite(one) for one in value):
            raise self.fault(field, "three numbers")
        red, green, blue = (float(one) for one in value)
        return red, green, blue

    def shape(self, field: str) -> tuple[int, ...]:
        """The shape of an array: 1 to 4 axes."""
        value = self.values.get(field)
        expected = "a list of 1 to 4 whole numbers from 1 to 65536"
        if not isinstance(value, list) or not 1 <= len(value) <= 4:
            raise self.fault(field, expected)
        if not all(type(one) is int and 1 <= one <= 65536 for one in value):
            raise self.fault(field, expected)
        return tuple(value)
