"""One index run: which folders, what changed in them, read that, forget what is gone.

Puts `choice`, `changes` and `indexing` together. Imports what decodes pictures and runs networks
only when there is something to read, so that a library with nothing to do is done at once.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from shoegui.basics.errors import shown_path
from shoegui.basics.paths import AppPaths
from shoegui.basics.phrase import Phrase
from shoegui.basics.progress import CancelToken, ProgressCallback
from shoegui.features.manifest import Manifest, find, installed
from shoegui.library.catalogue import NETWORK, Catalogue
from shoegui.library.changes import Changes, find_changes
from shoegui.library.choice import Target, choose
from shoegui.library.options import IndexOptions
from shoegui.library.report import Report

if TYPE_CHECKING:
    from shoegui.library.details import Details
    from shoegui.library.vectors import Vectors


class Update:
    """Brings a catalogue up to date with the disk. For one run."""

    def __init__(
        self,
        paths: AppPaths,
        reading: Catalogue,
        writing: Catalogue,
        options: IndexOptions,
        report: Report,
    ) -> None:
        """`reading` and `writing` are one catalogue over two connections; `report` is filled."""
        self._paths = paths
        self._reading = reading
        self._writing = writing
        self._options = options
        self._report = report

    def run(
        self,
        folders: Sequence[Path],
        cancel: CancelToken,
        progress: ProgressCallback,
        on_photo: Callable[[bytes], None] | None,
    ) -> bool:
        """Do it all, and say whether anything changed that a search would notice."""
        manifest = self._network()
        targets = choose(self._writing, folders, self._options.rules)
        changes_network = self._writing.fact(NETWORK) not in (None, manifest.key)
        if changes_network:
            # Vectors of two networks cannot be compared, so all folders change over together.
            targets = choose(self._writing, (), None)
        elif self._writing.fact(NETWORK) is None:
            # At once, so that what a first run did before it was stopped can be searched.
            self._writing.set_fact(NETWORK, manifest.key)
        details = self._details(manifest)
        lacking = details.missing()
        with self._writing.database.atomic():
            found = [(one, self._compare(one, lacking, cancel, progress)) for one in targets]
        moved = self._read(manifest, details, found, cancel, progress, on_photo)
        for target, changes in found:
            self._conclude(target, changes, moved)
        self._report.skipped_before = self._count_skipped_before(targets)
        if changes_network:
            with self._writing.database.atomic():
                self._writing.set_fact(NETWORK, manifest.key)
                details.vectors.remove_other_networks()
            self._note_unreachable(details.vectors)
        report = self._report
        return bool(report.added or report.updated or report.removed or changes_network)

    def _note_unreachable(self, vectors: Vectors) -> None:
        """After a change of network, photos that could not be read have nothing to be found by."""
        left = len(vectors.missing())
        if left:
            self._report.notes.append(
                Phrase(
                    "{number} photos that are offline cannot be found until they are connected and "
                    "indexed again, because the network has changed",
                    number=left,
                )
            )

    def _network(self) -> Manifest:
        key = self._writing.fact(NETWORK)
        if self._options.network or key is None:
            return find(self._paths, self._options.network)
        name = key.partition("@")[0]
        # A newer version of the same network takes over by itself.
        same = [one for one in installed(self._paths) if one.name == name]
        return same[0] if same else find(self._paths)

    def _details(self, manifest: Manifest) -> Details:
        from shoegui.library.details import Details

        details = Details(self._writing.database, manifest)
        details.register()
        return details

    def _compare(
        self, target: Target, lacking: set[int], cancel: CancelToken, progress: ProgressCallback
    ) -> Changes:
        rules = replace(target.folder.rules, never_enter=self._paths.never_indexed())
        changes = find_changes(
            self._writing,
            target.folder,
            target.start,
            rules=rules,
            lacking=lacking,
            prune=self._options.prune,
            cancel=cancel,
            progress=progress,
        )
        if changes.why_unreachable:
            self._report.notes.append(
                Phrase(
                    "{folder}: {reason}; its {number} photos are kept and marked offline. Connect "
                    "it and index again, or run 'shoegui index --prune FOLDER' if they are really "
                    "gone",
                    folder=shown_path(target.start),
                    reason=changes.why_unreachable,
                    number=len(changes.unreachable),
                )
            )
        self._report.notes += [
            Phrase("{path}: {reason}", path=shown_path(path), reason=reason)
            for path, reason in changes.problems
        ]
        self._report.unchanged += changes.unchanged
        return changes

    def _read(
        self,
        manifest: Manifest,
        details: Details,
        found: list[tuple[Target, Changes]],
        cancel: CancelToken,
        progress: ProgressCallback,
        on_photo: Callable[[bytes], None] | None,
    ) -> set[int]:
        """Index what has to be read, and return the ids of photos that turned out to have moved."""
        files = [file for _target, changes in found for file in changes.to_read]
        if not files:
            return set()
        from shoegui.features.extractor import Extractor
        from shoegui.library.details import stored_outputs
        from shoegui.library.indexing import Indexer
        from shoegui.photos.thumbnails import ThumbnailStore

        indexer = Indexer(
            reading=self._reading,
            writing=self._writing,
            details=details,
            thumbnails=ThumbnailStore(self._paths.thumbnails),
            extractor=Extractor(
                manifest,
                device=self._options.device,
                threads=self._options.threads,
                outputs=stored_outputs(manifest),
                precision=self._options.precision,
            ),
            present_roots=self._present_roots(),
            threads=self._options.threads,
        )
        indexer.run(files, self._report, cancel=cancel, progress=progress, on_photo=on_photo)
        return indexer.moved

    def _count_skipped_before(self, targets: list[Target]) -> int:
        now = {one.path for one in self._report.skipped}
        known = [
            skipped
            for folder_id in {target.folder.id for target in targets}
            for skipped in self._writing.skipped(folder_id)
        ]
        return sum(one.path not in now for one in known)

    def _present_roots(self) -> list[str]:
        from shoegui.photos.scan import root_state

        return [
            os.fspath(folder.path)
            for folder in self._writing.folders()
            if root_state(folder.path) == "present"
        ]

    def _conclude(self, target: Target, changes: Changes, moved: set[int]) -> None:
        """Forget what is gone and mark what cannot be reached. The run reached its end."""
        unwanted = [one for one in changes.unwanted if one not in moved]
        gone = [one for one in changes.vanished if one not in moved] + unwanted
        unreachable = [one for one in changes.unreachable if one not in moved]
        with self._writing.database.atomic():
            self._writing.remove_photos(gone)
            self._writing.set_offline(unreachable, True)
            self._writing.set_offline(changes.back_online, False)
            for directory_id, names in changes.skipped_gone:
                self._writing.remove_skipped(directory_id, names)
            if target.start == target.folder.path:
                whole = bool(changes.why_unreachable)
                self._writing.folder_scanned(target.folder.id, offline=whole)
        self._report.removed += len(gone)
        if unwanted:
            self._report.notes.append(
                Phrase(
                    "{folder}: {number} photos of kinds of file that are no longer wanted have "
                    "left the library; the files are untouched",
                    folder=shown_path(target.folder.path),
                    number=len(unwanted),
                )
            )
        self._report.offline += len(unreachable)
        self._report.back_online += len(changes.back_online)
