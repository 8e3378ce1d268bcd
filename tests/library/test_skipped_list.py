"""The list of skipped files as a document."""

from __future__ import annotations

import csv
import os
from pathlib import Path

from shoegui.library.catalogue import SkippedFile
from shoegui.library.skipped_list import as_csv, as_text

FILES = [
    SkippedFile(Path("/photos/a, b.jpg"), "empty", "the file is empty"),
    SkippedFile(Path(os.fsdecode(b"/photos/\xff.jpg")), "damaged", 'it says "no"'),
]


def test_a_spreadsheet_reads_the_table_back() -> None:
    rows = list(csv.reader(as_csv(FILES).decode("utf-8-sig").splitlines()))
    assert rows == [
        ["file", "reason", "code"],
        ["/photos/a, b.jpg", "the file is empty", "empty"],
        ["/photos/\\xff.jpg", 'it says "no"', "damaged"],
    ]


def test_the_text_has_a_line_for_each_file() -> None:
    assert as_text(FILES).decode().splitlines() == [
        "/photos/a, b.jpg: the file is empty",
        '/photos/\\xff.jpg: it says "no"',
    ]
