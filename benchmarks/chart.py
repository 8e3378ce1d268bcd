"""A bar chart as a picture: groups of horizontal bars from 0 to 1, each with its figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

_PAPER, _INK, _FAINT = "#ffffff", "#1f2328", "#d8dee4"
_COLOURS = ("#0b6e99", "#3fa7d6", "#a9d6e8")
_TEXT, _BAR, _GAP, _MARGIN = 22, 20, 18, 28
_WIDTH, _NAMES = 1280, 430


@dataclass(frozen=True, slots=True)
class Bars:
    """A group of bars. `values` are 0..1; `strong` names stand out."""

    name: str
    values: tuple[float, ...]
    strong: bool = False


def bar_chart(title: str, kinds: Sequence[str], groups: Sequence[Bars]) -> Image.Image:
    """An RGB picture. `kinds` name the bars of every group, at most three."""
    font = ImageFont.load_default(_TEXT)
    group_height = len(kinds) * _BAR + _GAP
    top = _MARGIN + 3 * _TEXT + _GAP
    height = top + len(groups) * group_height + _TEXT + _MARGIN
    picture = Image.new("RGB", (_WIDTH, height), _PAPER)
    pen = ImageDraw.Draw(picture)
    pen.text((_MARGIN, _MARGIN), title, _INK, font)
    left, length = _MARGIN + _NAMES, _WIDTH - 2 * _MARGIN - _NAMES - 60
    _legend(pen, kinds, left, _MARGIN + round(1.6 * _TEXT), font)
    for tenth in range(0, 11, 2):
        x = left + length * tenth // 10
        pen.line((x, top - _GAP // 2, x, height - _MARGIN - _TEXT), _FAINT)
        pen.text((x, height - _MARGIN), f"{tenth / 10:.1f}", _INK, font, anchor="ms")
    for number, group in enumerate(groups):
        y = top + number * group_height
        place = (left - 14, y + len(kinds) * _BAR // 2)
        pen.text(place, group.name, _INK, font, anchor="rm", stroke_width=0.5 * group.strong)
        for value, colour in zip(group.values, _COLOURS, strict=False):
            end = left + round(length * value)
            pen.rectangle((left, y + 1, end, y + _BAR - 2), colour)
            small = ImageFont.load_default(_BAR - 3)
            pen.text((end + 8, y + _BAR // 2), f"{value:.3f}", _INK, small, anchor="lm")
            y += _BAR
    return picture


def _legend(
    pen: ImageDraw.ImageDraw,
    kinds: Sequence[str],
    x: float,
    y: int,
    font: ImageFont.FreeTypeFont | ImageFont.ImageFont,
) -> None:
    for kind, colour in zip(kinds, _COLOURS, strict=False):
        pen.rectangle((x, y + 4, x + _TEXT - 4, y + _TEXT), colour)
        pen.text((x + _TEXT + 6, y), kind, _INK, font)
        x += _TEXT + 6 + pen.textlength(kind, font) + 36
