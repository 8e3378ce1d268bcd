"""The files that could not be indexed, as a document that a person can keep or send."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from shoegui.basics.errors import shown_path
from shoegui.library.catalogue import SkippedFile


def as_csv(skipped: Sequence[SkippedFile]) -> bytes:
    """A table of file, reason and code, in UTF-8 with the mark that spreadsheets look for."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(("file", "reason", "code"))
    writer.writerows((shown_path(one.path), one.reason, one.code) for one in skipped)
    return text.getvalue().encode("utf-8-sig")


def as_text(skipped: Sequence[SkippedFile]) -> bytes:
    """A line for each file: where it is and why it was skipped. UTF-8."""
    return "".join(f"{shown_path(one.path)}: {one.reason}\n" for one in skipped).encode()
