"""`shoegui demo`: the whole way from pictures to neighbours, on pictures that we draw ourselves."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from shoegui.basics.display import has_display
from shoegui.basics.errors import shown_path
from shoegui.basics.paths import AppPaths
from shoegui.basics.progress import Cancelled, Progress
from shoegui.cli.console import (
    COULD_NOT,
    DONE,
    Console,
    cancelled_by_ctrl_c,
    count,
    progress_bar,
)
from shoegui.cli.contact_sheet import save_contact_sheet
from shoegui.cli.index import in_words
from shoegui.cli.replacing import check_target, new_name
from shoegui.cli.search import answer
from shoegui.library.library import Library
from shoegui.library.options import IndexOptions
from shoegui.samples.shop import Sample, catalogue, make_shop
from shoegui.search.query import Query
from shoegui.search.searcher import Searcher

_HITS = 12


def demo(options: argparse.Namespace, paths: AppPaths, console: Console) -> int:
    """Draw a shoe shop, index it, search in it with one of its pictures."""
    try:
        _demo(options, paths, console)
    except Cancelled:
        console.remark("Stopped. Run it again to go on where it stopped.")
        return COULD_NOT
    return DONE


def _demo(options: argparse.Namespace, paths: AppPaths, console: Console) -> None:
    sheet = options.sheet or new_name(Path.cwd() / "shoegui-demo.png")
    check_target(sheet, paths, (), force=options.force)
    if not has_display():
        console.remark("There is no display, so this runs in the terminal.")
    with cancelled_by_ctrl_c(console) as cancel, progress_bar() as progress:
        shop = make_shop(
            paths.samples,
            progress=lambda done, total: progress(Progress("Drawing a shoe shop", done, total)),
            cancel=cancel,
        )
        with Library(paths.sample_library(), create=True) as library:
            report = library.index(
                [shop], IndexOptions(device=options.device), cancel=cancel, progress=progress
            )
            cancel.raise_if_cancelled()
            searcher = Searcher(library, device=options.device)
            query = _query()
            picture = shop / query.kind / query.name
            started = time.perf_counter()
            hits = searcher.search(Query(picture), _HITS)
            milliseconds = 1000 * (time.perf_counter() - started)
            save_contact_sheet(sheet, [(picture, hits)], library.thumbnails())
            photos = library.catalogue.count_photos()
    console.remark(f"{count(photos, 'sample picture')} in {shown_path(shop)}")
    console.remark("\n".join(in_words(report)))
    console.remark(f"Searched in {milliseconds:.0f} ms on {searcher.extractor.device.label}.")
    answer(console, picture, hits)
    console.remark(f"The result as a picture: {shown_path(sheet)}")
    console.remark("Now your own photos: shoegui index FOLDER, then shoegui search PICTURE")


def _query() -> Sample:
    """The picture to search with: a red shoe is seen to be right at a glance."""
    return next(one for one in catalogue() if (one.kind, one.colour) == ("sneaker", "red"))
