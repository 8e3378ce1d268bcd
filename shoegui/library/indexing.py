"""The pipeline: files that changed -> decoded -> features -> stored, a batch at a time.

Threads read, decode and (on a CPU) run the network; for a GPU, `batches` stands in between. One
thread, the caller's, writes. What is committed stays, whenever and however the run ends; the next
run finds what is left to do by itself.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from shoegui.basics.errors import PhotoError
from shoegui.basics.parallel import in_parallel
from shoegui.basics.paths import lies_in
from shoegui.basics.progress import Cancelled, CancelToken, Progress, ProgressCallback
from shoegui.features.device import cores
from shoegui.features.extractor import Extractor
from shoegui.library.batches import through_network
from shoegui.library.catalogue import (
    NEVER,
    NOT_REPORTED,
    Catalogue,
    Facts,
    Photo,
    SkippedFile,
)
from shoegui.library.changes import ToRead
from shoegui.library.details import Details, Stored, stored_outputs, to_store
from shoegui.library.report import Report
from shoegui.library.vectors import FloatArray
from shoegui.photos.decode import decode
from shoegui.photos.reading import content_hash, read_beginning, read_photo
from shoegui.photos.sniff import sniff
from shoegui.photos.suffixes import has_picture_suffix
from shoegui.photos.thumbnails import ThumbnailStore, make_thumbnail

# A commit costs milliseconds, and whatever is not committed is done again after a crash.
_COMMIT_PHOTOS = 64
_COMMIT_SECONDS = 1.0

# Results that wait for the writer, for each thread: enough to ride out one slow file.
_LOOK_AHEAD = 4

# The twin of a file is unreadable for now, not gone: its old features are worth keeping.
_KEEP_FEATURES = frozenset({"unreadable"})


@dataclass(frozen=True, slots=True)
class _Examined:
    """A file after the threads are done with it.

    At most one of `fault`, `known` (what is stored of `twins`, photos with the same content) and
    `made` is set; none while the network has still to be run.
    """

    file: ToRead
    facts: Facts | None = None
    fault: PhotoError | None = None
    twins: Sequence[Photo] = ()
    known: Stored | None = None
    made: Stored | None = None


class Indexer:
    """One index run over files that have to be read."""

    def __init__(
        self,
        *,
        reading: Catalogue,
        writing: Catalogue,
        details: Details,
        thumbnails: ThumbnailStore,
        extractor: Extractor,
        present_roots: Sequence[str],
        threads: int = 0,
    ) -> None:
        """`reading` and `writing` are the same catalogue over two connections.

        `details` writes. A photo that is gone from one of `present_roots` may have moved. `threads`
        is how many decode, 0 for as many as serve best.
        """
        self._reading = reading
        self._writing = writing
        self._details = details
        self._reading_details = Details(reading.database, extractor.manifest)
        self._outputs = stored_outputs(extractor.manifest)
        self._thumbnails = thumbnails
        self._extractor = extractor
        self._present_roots = present_roots
        self.moved: set[int] = set()
        self._in_batches = extractor.device.in_batches
        self._threads = threads or (cores() if self._in_batches else extractor.workers)

    def run(
        self,
        files: Sequence[ToRead],
        report: Report,
        *,
        cancel: CancelToken,
        progress: ProgressCallback,
        on_photo: Callable[[bytes], None] | None = None,
    ) -> None:
        """Read `files`, store what they hold, and count it in `report`.

        `on_photo` gets the content hash of each indexed photo, for showing thumbnails. Raises
        `Cancelled` after storing what was ready; `StorageError` when the disk is full.
        """
        batch: list[_Examined] = []
        self._extractor.tune(len(files))
        done, last_commit = 0, time.monotonic()
        size = max(_COMMIT_PHOTOS, self._extractor.batch_size)
        examined = self._examined(files)
        try:
            for one in examined:
                batch.append(one)
                done += 1
                if len(batch) >= size or time.monotonic() - last_commit > _COMMIT_SECONDS:
                    self._store(batch, report, on_photo)
                    batch, last_commit = [], time.monotonic()
                progress(
                    Progress(
                        "Indexing", done, len(files), one.file.path, skipped=len(report.skipped)
                    )
                )
                cancel.raise_if_cancelled()
        except (Cancelled, KeyboardInterrupt):
            self._store(batch, report, on_photo)
            raise
        finally:
            examined.close()  # type: ignore[attr-defined]
            report.notes += self._extractor.notes
        self._store(batch, report, on_photo)

    def _examined(self, files: Sequence[ToRead]) -> Iterator[_Examined]:
        look_ahead = _LOOK_AHEAD * self._threads
        if not self._in_batches:
            yield from in_parallel(
                self._examine_whole, files, threads=self._threads, look_ahead=look_ahead
            )
            return
        # While one batch is filled and one computed, the next one waits here.
        look_ahead = max(look_ahead, self._extractor.batch_size)
        prepared = in_parallel(self._examine, files, threads=self._threads, look_ahead=look_ahead)
        with closing(
            through_network(
                prepared, self._extractor, outputs=self._outputs, seconds=_COMMIT_SECONDS
            )
        ) as done:
            for one, outputs in done:
                yield one if outputs is None else replace(one, made=to_store(outputs))

    def _examine_whole(self, file: ToRead) -> _Examined:
        one, pixels = self._examine(file)
        if pixels is None:
            return one
        outputs = self._extractor.run(pixels[None], self._outputs)
        return replace(one, made=to_store({name: array[0] for name, array in outputs.items()}))

    def _examine(self, file: ToRead) -> tuple[_Examined, FloatArray | None]:
        """What `file` is, and if it has to go through the network, its pixels."""
        try:
            if not has_picture_suffix(file.name) and sniff(read_beginning(file.path)) is None:
                raise PhotoError("is not a picture", code="not_a_picture", path=file.path)
            data = read_photo(file.path)
            digest = content_hash(data)
            twins, known = self._twins(digest)
            if known is not None:
                one = _Examined(file, facts=twins[0].facts, twins=twins, known=known)
                return one, None
            decoded = decode(data, cover=self._extractor.manifest.input.size, path=file.path)
        except PhotoError as fault:
            return _Examined(file, fault=fault), None
        facts = Facts(
            hash=digest,
            width=decoded.width,
            height=decoded.height,
            format=decoded.format,
            taken_at=decoded.metadata.taken_at,
            camera=decoded.metadata.camera,
        )
        self._thumbnails.put(digest, make_thumbnail(decoded.picture))
        return _Examined(file, facts=facts), self._extractor.prepare(decoded.picture)

    def _twins(self, digest: bytes) -> tuple[list[Photo], Stored | None]:
        """Photos with the same content, and what is stored of it if that is all there is."""
        twins = self._reading.photos_with_hash(digest)
        if not twins or self._thumbnails.get(digest) is None:
            return twins, None
        # Taken now: by the time it is stored, a twin's row may have been given other content.
        return twins, self._reading_details.stored_of_content(digest)

    def _store(
        self,
        batch: list[_Examined],
        report: Report,
        on_photo: Callable[[bytes], None] | None,
    ) -> None:
        with self._writing.database.atomic():
            for one in batch:
                self._store_one(one, report)
        if on_photo is not None:
            for one in batch:
                if one.facts is not None:
                    on_photo(one.facts.hash)

    def _store_one(self, one: _Examined, report: Report) -> None:
        file = one.file
        if one.fault is not None:
            self._store_fault(file, one.fault, report)
            return
        assert one.facts is not None
        place = (file.directory_id, file.name, file.size, file.mtime_ns, one.facts)
        if one.known is None:
            assert one.made is not None
            self._details.add(self._put(file, place, report), one.made)
            return
        twin = self._known_twin(one)
        if twin is None:
            self._details.add(self._put(file, place, report), one.known)
            return
        # Only its date or its place changed: what was learned of it still holds.
        self._writing.update_photo(twin.id, *place)
        complete = self._details.complete(twin.id)
        if not complete:
            self._details.add(twin.id, one.known)
        if file.photo_id is None:
            report.moved += 1
            self.moved.add(twin.id)
        elif complete:
            report.unchanged += 1
        else:
            report.updated += 1

    def _known_twin(self, one: _Examined) -> Photo | None:
        """The photo that this file is: the one that was here, or one that has moved here."""
        file = one.file
        if file.photo_id is not None:
            return next((twin for twin in one.twins if twin.id == file.photo_id), None)
        gone = [twin for twin in one.twins if self._has_moved(twin)]
        # In a renamed directory a file's doubles have moved too.
        same_name = [twin for twin in gone if twin.path.name == file.name]
        return next(iter(same_name or gone), None)

    def _put(self, file: ToRead, place: tuple[int, str, int, int, Facts], report: Report) -> int:
        if file.photo_id is None:
            report.added += 1
            return self._writing.add_photo(*place)
        report.updated += 1
        before = self._writing.photos([file.photo_id])[file.photo_id]
        if before.facts.hash != place[-1].hash:
            # Another network's vector shows the old content, and that network may stay in use.
            self._details.vectors.remove_of_all_networks(file.photo_id)
        self._writing.update_photo(file.photo_id, *place)
        return file.photo_id

    def _store_fault(self, file: ToRead, fault: PhotoError, report: Report) -> None:
        skipped = _skipped(file, fault)
        code = fault.code
        if code == "not_a_picture" and not has_picture_suffix(file.name):
            code = NOT_REPORTED
        else:
            report.skipped.append(skipped)
        if file.photo_id is not None and code not in _KEEP_FEATURES:
            self._writing.remove_photos([file.photo_id])
            report.removed += 1
        # What the system refused it may allow next time, though the file did not change.
        mtime_ns = NEVER if code in _KEEP_FEATURES else file.mtime_ns
        self._writing.add_skipped(
            file.directory_id, file.name, file.size, mtime_ns, code, skipped.reason
        )

    def _has_moved(self, twin: Photo) -> bool:
        """Whether the twin's file is gone from where it was, though its drive is there."""
        # The row may have been given to another file earlier in this very batch.
        now = self._writing.photos([twin.id]).get(twin.id)
        if now is None or now.path != twin.path or os.path.lexists(twin.path):
            return False
        return any(lies_in(os.fspath(twin.path), root) for root in self._present_roots)


def _skipped(file: ToRead, fault: PhotoError) -> SkippedFile:
    return SkippedFile(Path(file.path), fault.code, fault.without_path())
