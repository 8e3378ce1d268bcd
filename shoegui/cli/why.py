"""`shoegui why`: what speaks for a match, drawn over both pictures, with its legend."""

from __future__ import annotations

import argparse
import io
import os
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont, ImageOps

from shoegui.basics.errors import UsageError, shown_path
from shoegui.basics.files import write_atomically
from shoegui.basics.paths import AppPaths
from shoegui.cli.console import DONE, Console
from shoegui.cli.contact_sheet import sheet_format
from shoegui.features import heatmap
from shoegui.features.extractor import Extractor
from shoegui.features.manifest import Manifest, find
from shoegui.library.library import Library
from shoegui.search.query import Crop
from shoegui.search.why import Side, Why, check_can_explain, explain

_CELL = 420
_GAP = 16
_CAPTION = 24
_LEGEND = 14
_BACKGROUND = (250, 250, 248)
_INK = (40, 40, 40)
_OPACITY = 0.6


def why(options: argparse.Namespace, paths: AppPaths, console: Console) -> int:
    """Explain one match and draw it into `--out`."""
    crop = None if options.crop is None else Crop.parse(options.crop)
    _check_target(options.out, (options.query, options.hit), force=options.force)
    manifest = _network(paths, options.network)
    check_can_explain(manifest)
    extractor = Extractor(manifest, device=options.device, together=True)
    found = explain(extractor, options.query, options.hit, crop)
    buffer = io.BytesIO()
    _drawn(found, options.query, options.hit).save(buffer, sheet_format(options.out))
    write_atomically(options.out, buffer.getvalue())
    console.answer(
        {
            "query": os.fspath(options.query),
            "hit": os.fspath(options.hit),
            "similarity": round(found.similarity, 4),
            "out": os.fspath(options.out),
        },
        [f"{found.similarity:.3f}  {shown_path(options.query)}  {shown_path(options.hit)}"],
    )
    console.remark(f"What speaks for it: {shown_path(options.out)}")
    return DONE


def _check_target(out: Path, pictures: tuple[Path, ...], *, force: bool) -> None:
    """Raise `UsageError` before any work where `out` is of no known format or would be lost."""
    sheet_format(out)
    if not out.exists():
        return
    if any(picture.exists() and picture.samefile(out) for picture in pictures):
        raise UsageError(
            "the result would replace one of the two pictures",
            path=out,
            advice="Give --out another name",
        )
    if not force:
        raise UsageError(
            "there is a file of this name already",
            path=out,
            advice="Give --out another name, or --force to replace the file",
        )


def _network(paths: AppPaths, name: str) -> Manifest:
    if name or not paths.database.exists():
        return find(paths, name)
    with Library(paths) as library:
        return library.network()


def _drawn(found: Why, query: Path, hit: Path) -> Image.Image:
    sheet = Image.new(
        "RGB", (2 * _CELL + 3 * _GAP, _CELL + _CAPTION + _LEGEND + 4 * _GAP), _BACKGROUND
    )
    draw, font = ImageDraw.Draw(sheet), ImageFont.load_default(13)
    captions = f"query: {query.name}", f"{found.similarity:.2f}  {hit.name}"
    for column, (side, caption) in enumerate(zip((found.query, found.hit), captions, strict=True)):
        left = _GAP + column * (_CELL + _GAP)
        small = ImageOps.contain(_heated(side), (_CELL, _CELL), Image.Resampling.LANCZOS)
        sheet.paste(small, (left + (_CELL - small.width) // 2, _GAP + (_CELL - small.height) // 2))
        # The font has no glyphs for most of the world's scripts; a box is better than a crash.
        text = caption.encode("utf-8", "replace").decode()
        while font.getlength(text) > _CELL:
            text = text[:-2] + "…"
        draw.text((left, _GAP + _CELL + 4), text, fill=_INK, font=font)
    _draw_legend(sheet, _CELL + _CAPTION + 2 * _GAP)
    return sheet


def _draw_legend(sheet: Image.Image, top: int) -> None:
    """The scale: the colours of the map from cold to hot, and what its ends mean."""
    draw, font = ImageDraw.Draw(sheet), ImageFont.load_default(13)
    cold, hot = "says nothing", "speaks for this match"
    left = _GAP + round(font.getlength(cold)) + _GAP
    right = sheet.width - 2 * _GAP - round(font.getlength(hot))
    line = np.tile(np.linspace(0, 1, right - left, dtype=np.float32), (_LEGEND, 1))
    sheet.paste(Image.fromarray(heatmap.coloured(line)), (left, top))
    draw.text((_GAP, top - 1), cold, fill=_INK, font=font)
    draw.text((right + _GAP, top - 1), hot, fill=_INK, font=font)


def _heated(side: Side) -> Image.Image:
    return Image.fromarray(heatmap.blended(np.asarray(side.picture), side.heat, _OPACITY))
