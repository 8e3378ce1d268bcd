from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from shoegui.basics.errors import UserFacingError
from shoegui.cli import drawing


def inked(sheet: Image.Image) -> tuple[int, int]:
    """How far to the right and down anything was drawn, in px."""
    box = Image.fromarray(np.asarray(sheet.convert("L")) < 200).getbbox()
    assert box is not None
    return box[2:]


@pytest.mark.parametrize("name", ["a" * 300, "two\nlines.jpg", "caf\udce9.jpg", "日本.jpg"])
def test_any_name_makes_one_line_as_wide_as_it_may_be(name: str) -> None:
    sheet = drawing.new_sheet(Path("a.png"), 400, 60)

    drawing.write(sheet, name, (0, 0), 100)

    right, bottom = inked(sheet)
    assert right <= 100
    assert bottom <= 20


def test_a_picture_stands_in_the_middle_of_its_cell() -> None:
    sheet = drawing.new_sheet(Path("a.png"), 100, 100)

    drawing.put(sheet, Image.new("RGB", (30, 10), "black"), (10, 20), 60)

    box = Image.fromarray(np.asarray(sheet.convert("L")) < 200).getbbox()
    assert box == (10, 40, 70, 60)


@pytest.mark.parametrize(("name", "height"), [("a.webp", 16_384), ("a.jpg", 65_536)])
def test_a_picture_too_large_for_its_format_is_refused_with_advice(name: str, height: int) -> None:
    with pytest.raises(UserFacingError, match=f"{height:,} pixels is too large for it.*png"):
        drawing.new_sheet(Path(name), 10, height)
