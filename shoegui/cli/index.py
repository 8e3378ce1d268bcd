"""`shoegui index`: photos of folders into the library."""

from __future__ import annotations

import argparse
import os

from shoegui.basics.errors import UsageError, shown_path
from shoegui.basics.paths import AppPaths
from shoegui.basics.progress import CancelToken, ProgressCallback
from shoegui.cli.console import (
    COULD_NOT,
    DONE,
    DONE_BUT_SKIPPED,
    Console,
    cancelled_by_ctrl_c,
    count,
    progress_bar,
)
from shoegui.library.library import Library
from shoegui.library.options import IndexOptions
from shoegui.library.report import Report
from shoegui.photos.scan import ScanRules

# More reasons than this would scroll the summary away; `status --skipped` has them all.
_SHOWN_SKIPPED = 10


def index(options: argparse.Namespace, paths: AppPaths, console: Console) -> int:
    """Index the named folders, or all of the library's again."""
    if not options.folders and not paths.database.exists():
        raise UsageError("the library has no folder yet", advice="Name one: shoegui index FOLDER")
    choice = IndexOptions(
        network=options.network,
        device=options.device,
        threads=options.threads,
        rules=_rules(options),
        prune=options.prune,
        precision=options.precision,
    )
    with (
        Library(paths, create=True) as library,
        cancelled_by_ctrl_c(console) as cancel,
        progress_bar() as progress,
    ):
        report = _run(library, options, choice, cancel, progress)
    console.answer(as_values(report), in_words(report))
    if report.cancelled:
        return COULD_NOT
    return DONE_BUT_SKIPPED if report.skipped or report.skipped_before else DONE


def _run(
    library: Library,
    options: argparse.Namespace,
    choice: IndexOptions,
    cancel: CancelToken,
    progress: ProgressCallback,
) -> Report:
    return library.index(options.folders, choice, cancel=cancel, progress=progress)


def _rules(options: argparse.Namespace) -> ScanRules | None:
    """The rules on the command line; None, which keeps each folder's own, if there are none."""
    rules = ScanRules(
        recursive=not options.no_subfolders,
        include_hidden=options.hidden,
        exclude=tuple(options.exclude or ()),
        smallest_bytes=options.smallest or 0,
        kinds=options.kinds or (),
    )
    return None if rules == ScanRules() and options.kinds is None else rules


def as_values(report: Report) -> dict[str, object]:
    """The report for a program."""
    return {
        "added": report.added,
        "updated": report.updated,
        "moved": report.moved,
        "removed": report.removed,
        "unchanged": report.unchanged,
        "offline": report.offline,
        "back_online": report.back_online,
        "skipped": [
            {"path": os.fspath(one.path), "code": one.code, "reason": one.reason}
            for one in report.skipped
        ],
        "skipped_before": report.skipped_before,
        "notes": report.notes,
        "cancelled": report.cancelled,
        "seconds": round(report.seconds, 3),
    }


def in_words(report: Report) -> list[str]:
    """The report for a person."""
    counts = [
        (report.added, "added"),
        (report.updated, "updated"),
        (report.moved, "moved"),
        (report.removed, "removed"),
        (report.offline, "offline"),
        (report.back_online, "back online"),
        (report.unchanged, "unchanged"),
    ]
    said = ", ".join(f"{number:,} {word}" for number, word in counts if number)
    start = "Stopped early" if report.cancelled else "Done"
    nothing = "nothing done yet" if report.cancelled else "no photos found"
    lines = [f"{start} in {report.seconds:.1f} s: {said or nothing}."]
    lines += report.notes
    if report.skipped:
        lines.append(f"{count(len(report.skipped), 'file')} skipped:")
        lines += [
            f"  {shown_path(one.path)}: {one.reason}" for one in report.skipped[:_SHOWN_SKIPPED]
        ]
        more = len(report.skipped) - _SHOWN_SKIPPED
        if more > 0:
            lines.append(f"  and {more:,} more; 'shoegui status --skipped' lists them all")
    if report.skipped_before:
        lines.append(
            f"{count(report.skipped_before, 'file')} skipped before and not changed since; "
            "'shoegui status --skipped' says why."
        )
    if report.cancelled:
        lines.append("Run it again to go on where it stopped.")
    return lines
