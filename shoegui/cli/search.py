"""`shoegui search`: the nearest neighbours of pictures."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from shoegui.basics.errors import LibraryError, PhotoError, shown_path
from shoegui.basics.paths import AppPaths
from shoegui.cli.chosen import chosen_filters
from shoegui.cli.console import COULD_NOT, DONE, DONE_BUT_SKIPPED, Console, count
from shoegui.library.library import Library
from shoegui.search.query import Crop, Query
from shoegui.search.request import Request
from shoegui.search.searcher import Hit, Searcher

_NONE_FITS = (
    "No photo passes: loosen or leave out what narrows the search down "
    "(--in, --from, --to, --kinds, --orientation, --smallest, --word)."
)


def search(options: argparse.Namespace, paths: AppPaths, console: Console) -> int:
    """Search with each picture; one that cannot be used does not stop the others."""
    crop = None if options.crop is None else Crop.parse(options.crop)
    if options.sheet is not None:
        from shoegui.cli.replacing import check_target

        given = (*options.pictures, *options.more, *options.less)
        check_target(options.sheet, paths, given, force=options.force)
    answered: list[tuple[Path, list[Hit]]] = []
    with Library(paths) as library:
        if not library.catalogue.count_photos():
            raise LibraryError(
                "the library holds no photos yet",
                path=paths.data,
                advice="Index a folder first: shoegui index FOLDER",
            )
        searcher = Searcher(library, device=options.device)
        filters = chosen_filters(options, library.catalogue)
        beside = [
            *(Query(picture, example=True) for picture in options.more),
            *(Query(picture, weight=-1.0) for picture in options.less),
        ]
        for picture in options.pictures:
            try:
                request = Request(
                    (Query(picture, crop=crop), *beside),
                    look=options.look,
                    filters=filters,
                    stacks=not options.no_stacks,
                )
                hits = searcher.search(request, options.k, exact=options.exact)
            except PhotoError as error:
                console.remark(f"shoegui: {error}")
                if console.as_json:
                    console.answer({"query": os.fspath(picture), "error": str(error)})
                continue
            answered.append((picture, hits))
            answer(console, picture, hits)
            if not hits:
                console.remark(_NONE_FITS)
        if options.sheet is not None and answered:
            from shoegui.cli.contact_sheet import save_contact_sheet

            save_contact_sheet(options.sheet, answered, library.thumbnails(), crop)
            console.remark(f"The result as a picture: {shown_path(options.sheet)}")
    if len(answered) == len(options.pictures):
        return DONE
    return DONE_BUT_SKIPPED if answered else COULD_NOT


def answer(console: Console, picture: Path, hits: list[Hit]) -> None:
    """The query and its hits, for a program or a person."""
    values = {
        "query": os.fspath(picture),
        "hits": [
            {
                "rank": hit.rank,
                "path": os.fspath(hit.photo.path),
                "similarity": round(hit.similarity, 4),
                "match": hit.match.value,
                "same_picture": hit.same_picture,
                "offline": hit.photo.offline,
                "stack": [os.fspath(photo.path) for photo in hit.stack],
            }
            for hit in hits
        ],
    }
    lines = [shown_path(picture)]
    for hit in hits:
        marks = ", ".join(
            mark
            for mark, holds in (
                (hit.match.value, True),
                ("offline", hit.photo.offline),
                (f"and {count(len(hit.stack), 'copy', 'copies')} of it", bool(hit.stack)),
            )
            if holds
        )
        lines.append(f"{hit.rank:5}  {hit.similarity:.3f}  {shown_path(hit.photo.path)}  ({marks})")
        lines += [f"{'':14}{shown_path(photo.path)}" for photo in hit.stack]
    console.answer(values, lines)
