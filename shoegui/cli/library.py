"""`shoegui status | folders | forget | check`: the library itself."""

from __future__ import annotations

import argparse
import os

from shoegui.basics.errors import shown_path
from shoegui.basics.paths import AppPaths
from shoegui.cli.console import COULD_NOT, DONE, Console, count, size
from shoegui.library.health import check as check_library
from shoegui.library.health import library_size
from shoegui.library.library import Library


def status(options: argparse.Namespace, paths: AppPaths, console: Console) -> int:
    """What is in the library."""
    with Library(paths) as library:
        catalogue = library.catalogue
        folders = catalogue.folders()
        photos = catalogue.count_photos()
        offline = catalogue.count_photos(offline_only=True)
        skipped = catalogue.skipped()
        network = library.network_key
        sizes = library_size(paths)
    values: dict[str, object] = {
        "library": os.fspath(paths.data),
        "folders": len(folders),
        "photos": photos,
        "offline": offline,
        "skipped": len(skipped),
        "network": network,
        "bytes": sizes,
    }
    lines = [
        f"Library   {shown_path(paths.data)}",
        f"Photos    {count(photos, 'photo')} in {count(len(folders), 'folder')}"
        + (f", {offline:,} of them offline" if offline else ""),
        f"Network   {network or 'none yet'}",
        "On disk   " + ", ".join(f"{name} {size(number)}" for name, number in sizes.items()),
        f"Skipped   {count(len(skipped), 'file')}"
        + ("; --skipped lists them" if skipped and not options.skipped else ""),
    ]
    if options.skipped:
        values["skipped_files"] = [
            {"path": os.fspath(one.path), "code": one.code, "reason": one.reason} for one in skipped
        ]
        lines += [f"  {shown_path(one.path)}: {one.reason}" for one in skipped]
    console.answer(values, lines)
    return DONE


def folders(_options: argparse.Namespace, paths: AppPaths, console: Console) -> int:
    """The folders of the library."""
    with Library(paths) as library:
        found = library.catalogue.folders()
        for one in found:
            photos = library.catalogue.count_photos(one.id)
            skipped = len(library.catalogue.skipped(one.id))
            state = "offline" if one.offline else "present"
            values = {
                "path": os.fspath(one.path),
                "photos": photos,
                "skipped": skipped,
                "state": state,
                "scanned_at": one.scanned_at,
                "kinds": list(one.rules.kinds),
            }
            text = f"{shown_path(one.path)}  {count(photos, 'photo')}"
            text += f", {skipped:,} skipped" if skipped else ""
            text += ", offline" if one.offline else ""
            text += f", only {', '.join(one.rules.kinds)}" if one.rules.kinds else ""
            console.answer(values, [text])
    if not found:
        console.remark("The library has no folder yet. Add one with: shoegui index FOLDER")
    return DONE


def forget(options: argparse.Namespace, paths: AppPaths, console: Console) -> int:
    """Take a folder out of the library."""
    with Library(paths) as library:
        photos = library.catalogue.count_photos()
        gone = library.forget(options.folder)
        photos -= library.catalogue.count_photos()
    console.answer(
        {"forgotten": os.fspath(gone.path), "photos": photos},
        [
            f"{shown_path(gone.path)} is out of the library with {count(photos, 'photo')}. "
            "Your files were not touched."
        ],
    )
    return DONE


def check(options: argparse.Namespace, paths: AppPaths, console: Console) -> int:
    """Look for damage, and mend it with --repair."""
    health = check_library(paths, repair=options.repair)
    lines = [*health.problems, *health.mended, *health.to_do]
    if not health.problems:
        lines = ["The library is sound."]
    elif not options.repair:
        lines.append("Run 'shoegui check --repair' to mend it.")
    console.answer(
        {
            "sound": not health.problems,
            "problems": health.problems,
            "mended": health.mended,
            "to_do": health.to_do,
        },
        lines,
    )
    return DONE if health.mended or not health.problems else COULD_NOT
