"""`shoegui why`: what speaks for a match, drawn over both pictures, with its legend."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

import numpy as np
from PIL import Image

from shoegui.basics.errors import shown_path
from shoegui.basics.paths import AppPaths
from shoegui.cli import drawing
from shoegui.cli.console import DONE, Console
from shoegui.cli.replacing import check_target
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
_OPACITY = 0.6


def why(options: argparse.Namespace, paths: AppPaths, console: Console) -> int:
    """Explain one match and draw it into `--out`."""
    crop = None if options.crop is None else Crop.parse(options.crop)
    check_target(options.out, paths, (options.query, options.hit), force=options.force)
    manifest = _network(paths, options.network)
    check_can_explain(manifest)
    extractor = Extractor(manifest, device=options.device, together=True)
    found = explain(extractor, options.query, options.hit, crop)
    _draw(options.out, found, options.query, options.hit)
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


def _network(paths: AppPaths, name: str) -> Manifest:
    if name or not paths.database.exists():
        return find(paths, name)
    with Library(paths) as library:
        return library.network()


def _draw(file: Path, found: Why, query: Path, hit: Path) -> None:
    sheet = drawing.new_sheet(file, 2 * _CELL + 3 * _GAP, _CELL + _CAPTION + _LEGEND + 4 * _GAP)
    captions = f"query: {query.name}", f"{found.similarity:.2f}  {hit.name}"
    for column, (side, caption) in enumerate(zip((found.query, found.hit), captions, strict=True)):
        left = _GAP + column * (_CELL + _GAP)
        drawing.put(sheet, _heated(side), (left, _GAP), _CELL)
        drawing.write(sheet, caption, (left, _GAP + _CELL + 4), _CELL)
    _draw_legend(sheet, _CELL + _CAPTION + 2 * _GAP)
    drawing.save(sheet, file)


def _draw_legend(sheet: Image.Image, top: int) -> None:
    """The scale: the colours of the map from cold to hot, and what its ends mean."""
    cold, hot = "says nothing", "speaks for this match"
    left = _GAP + drawing.width_of(cold) + _GAP
    right = sheet.width - 2 * _GAP - drawing.width_of(hot)
    line = np.tile(np.linspace(0, 1, right - left, dtype=np.float32), (_LEGEND, 1))
    sheet.paste(Image.fromarray(heatmap.coloured(line)), (left, top))
    drawing.write(sheet, cold, (_GAP, top - 1), _CELL)
    drawing.write(sheet, hot, (right + _GAP, top - 1), _CELL)


def _heated(side: Side) -> Image.Image:
    return Image.fromarray(heatmap.blended(np.asarray(side.picture), side.heat, _OPACITY))
