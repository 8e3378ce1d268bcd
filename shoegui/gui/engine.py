"""The engine as the window uses it: one library, and a searcher that is loaded in the background.

No widget here and no picture: only the calls that jobs make. Nothing at the top imports the
network's runtime or the index, so that the window shows before they load.
"""

from __future__ import annotations

import contextlib
import math
import threading
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from shoegui.basics.errors import (
    LibraryBusyError,
    PhotoError,
    PhotoGoneError,
    UserFacingError,
)
from shoegui.basics.paths import AppPaths
from shoegui.basics.progress import CancelToken, ProgressCallback
from shoegui.library.library import Library
from shoegui.library.options import IndexOptions
from shoegui.library.report import Report
from shoegui.search.kept import Kept

if TYPE_CHECKING:
    from shoegui.library.health import Health
    from shoegui.search.query import Query
    from shoegui.search.request import Request
    from shoegui.search.searcher import Hit, Searcher
    from shoegui.search.sources import Copy, Sources
    from shoegui.search.why import Why

# A network that is still loading holds up no picture.
_GIVE_WAY_SECONDS = 0.2
# Bytes of files.
_MOST_PREPARED = 32 << 20


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search found. `good` is how many of `hits`, from the first, are good matches.

    `complete` says that the library has no more photos to show than these. `left_out` are the
    places of the queries that could not be used, and why; the others were searched with. `network`
    is the key of the one that looked at the pictures.
    """

    request: Request
    hits: tuple[Hit, ...]
    good: int
    cut_off: float
    complete: bool
    seconds: float
    network: str
    left_out: tuple[tuple[int, UserFacingError], ...] = ()

    @property
    def queries(self) -> tuple[Query, ...]:
        """The pictures that were asked with."""
        return self.request.queries


@dataclass(frozen=True, slots=True)
class Expected:
    """A search that was to start at `begins`, by the monotonic clock; it need not."""

    begins: float = -math.inf
    searched: threading.Event = field(default_factory=threading.Event)

    def wait(self) -> None:
        """Until it has its hits. From its beginning, not longer than a moment."""
        left = self.begins + _GIVE_WAY_SECONDS - time.monotonic()
        if left > 0:
            self.searched.wait(left)


class Engine:
    """One open library. Its methods may be called from any thread, and most take a while."""

    def __init__(self, paths: AppPaths, *, device: str = "auto") -> None:
        """Opens the library, making it if there is none. Raises the `LibraryError` family."""
        self.paths = paths
        self.device = device
        self.library = Library(paths, create=True, graph_in_child=True)
        self._loading = threading.Lock()
        self._searcher: Searcher | None = None
        self._kept = Kept()
        self._search = Expected()

    def close(self) -> None:
        """Close the library. No method may be called after it."""
        self.library.close()

    @property
    def device_label(self) -> str:
        """What runs the network, for a person; empty until `warm_up` is done."""
        searcher = self._searcher
        return "" if searcher is None else searcher.extractor.device.label

    @property
    def device_reason(self) -> str:
        """Why that device; empty until `warm_up` is done."""
        searcher = self._searcher
        return "" if searcher is None else searcher.extractor.device.reason

    @property
    def network_name(self) -> str:
        """The network that searches; empty until `warm_up` is done."""
        searcher = self._searcher
        return "" if searcher is None else searcher.extractor.manifest.name

    def warm_up(self) -> None:
        """Load network and index, so that the first search is as quick as the next."""
        any_photos = self.library.catalogue.count_photos() > 0
        if any_photos:
            # A large index loads in a process of its own while this one loads the network.
            self.library.neighbours().refresh()
        searcher = self.searcher()
        if any_photos:
            searcher.warm_up()

    def searcher(self) -> Searcher:
        """The searcher for the library's present network, loaded when it is first needed."""
        from shoegui.search.searcher import Searcher

        with self._loading:
            searcher = self._searcher
            key = self.library.network().key
            if searcher is None or searcher.extractor.manifest.key != key:
                searcher = self._searcher = Searcher(
                    self.library, device=self.device, kept=self._kept
                )
            return searcher

    def use_device(self, device: str) -> None:
        """Search on `device`, one of `DEVICES`, from now on.

        Raises `DeviceError` when it cannot be used; then everything stays as it was.
        """
        from shoegui.search.searcher import Searcher

        searcher = Searcher(self.library, device=device, kept=self._kept)
        with self._loading:
            self.device = device
            self._searcher = searcher

    def expect_search(self) -> Expected:
        """A search is about to start, which tells when it has its hits.

        Those that `give_way` leave it the processor.
        """
        self._search = Expected(time.monotonic())
        return self._search

    def give_way(self) -> None:
        """Wait until the search that was expected last has its hits; not longer than a moment."""
        self._search.wait()

    def prepare(self, request: Request, cancel: CancelToken) -> None:
        """Have the network look at the pictures of a request that will most likely come."""
        room = _MOST_PREPARED
        for query in request.queries:
            cancel.raise_if_cancelled()
            # What is wrong with one is said when it is asked with.
            with contextlib.suppress(PhotoError, OSError):
                if isinstance(query.source, Path):
                    room -= query.source.stat().st_size
                # A slow drive would take longer than the drag, and hold up what is dropped.
                if room >= 0:
                    self.searcher().embed(query, look=request.look > 0, keep=False)

    def search(self, request: Request, k: int) -> Answer:
        """The `k` photos that answer `request` best."""
        while True:
            key = self.library.network_key
            try:
                answer = self._answer(request, k)
            except Exception:
                # A vector of one network was compared with those of another.
                if self.library.network_key == key:
                    raise
                continue
            if self.library.network_key == key:
                return answer

    def _answer(self, request: Request, k: int) -> Answer:
        started, searcher = time.perf_counter(), self.searcher()
        faults: list[tuple[int, UserFacingError]] = []
        try:
            found = searcher.answer(request, k)
        except (PhotoError, PhotoGoneError):
            if len(request.queries) == 1:
                raise
            usable, faults = _parted(searcher, request)
            found = searcher.answer(usable, k)
        return Answer(
            request=request,
            hits=found.hits,
            good=found.good,
            cut_off=found.cut_off,
            complete=len(found.hits) < k,
            seconds=time.perf_counter() - started,
            network=searcher.extractor.manifest.key,
            left_out=tuple(faults),
        )

    def why(self, query: Query, photo_id: int) -> Why:
        """What `query` and a photo of the library have in common; from its thumbnail if need be."""
        from shoegui.search.why import explain

        extractor, sources = self.searcher().extractor, self._sources()
        asked, photo = query.source, None
        if query.photo_id is not None:
            photo = sources.photo(query.photo_id)
            asked = photo.path
        if isinstance(asked, Path):
            asked = sources.read(asked, photo)
        assert asked is not None
        hit = sources.photo(photo_id)
        return explain(extractor, asked, sources.read(hit.path, hit), query.crop)

    def index(
        self,
        folders: Sequence[Path],
        options: IndexOptions,
        cancel: CancelToken,
        progress: ProgressCallback,
        on_photo: Callable[[bytes], None] | None = None,
    ) -> Report:
        """Bring the library up to date with `folders`, or with all of its folders."""
        return self.library.index(
            folders, options, cancel=cancel, progress=progress, on_photo=on_photo
        )

    def copy(self, of: int | Path) -> Copy | None:
        """What is left of a picture whose file cannot be read: a photo's, by its id, or a file's.

        None where nothing is.
        """
        sources = self._sources()
        if isinstance(of, Path):
            return sources.copy(of)
        try:
            photo = sources.photo(of)
        except PhotoGoneError:
            return None
        return sources.copy(photo.path, photo)

    def _sources(self) -> Sources:
        from shoegui.search.sources import Sources

        return Sources(self.library, self._kept)

    def forget_asked(self, but: Collection[Path] = ()) -> None:
        """Keep nothing of what was asked with, save for the files at some paths."""
        self._kept.forget(but)
        searcher = self._searcher
        if searcher is not None:
            searcher.forget_asked()

    def gone(self, photo_ids: Sequence[int]) -> list[int]:
        """Those of some photos that are no longer in the library."""
        known = self.library.hashes_of(photo_ids)
        return [one for one in photo_ids if one not in known]

    def forget_photos(self, photo_ids: Sequence[int]) -> None:
        """Take photos whose files are gone out of the library; an index run may do it instead."""
        try:
            with self.library.writing() as catalogue:
                catalogue.remove_photos(photo_ids)
        except LibraryBusyError:
            # The run that is writing now, or the next, finds that the files are gone.
            return

    def check(self, cancel: CancelToken) -> Health:
        """Look for damage in the library. Raises `Cancelled`."""
        from shoegui.library.health import check

        return check(self.paths, cancel=cancel, graph_in_child=True)

    def repair(self, cancel: CancelToken) -> Health:
        """Mend the library; nothing may be indexing meanwhile. Raises `Cancelled`.

        An index run afterwards makes again what has to be made from the photos.
        """
        from shoegui.library.health import check, is_sound

        damaged = not is_sound(self.library)
        if damaged:
            # The file is about to be replaced by what can be saved of it.
            self.library.close()
        try:
            return check(self.paths, repair=True, cancel=cancel, graph_in_child=True)
        finally:
            if damaged:
                with self._loading:
                    self.library = Library(self.paths, create=True, graph_in_child=True)
                    self._searcher = None


def _parted(
    searcher: Searcher, request: Request
) -> tuple[Request, list[tuple[int, UserFacingError]]]:
    """`request` with the pictures that can be used, and what is wrong with the others.

    Raises the first of these faults where nothing is left to search for.
    """
    usable: list[Query] = []
    faults: list[tuple[int, UserFacingError]] = []
    for place, query in enumerate(request.queries):
        try:
            searcher.embed(query, look=request.look > 0)
        except (PhotoError, PhotoGoneError) as error:
            faults.append((place, error))
        else:
            usable.append(query)
    if faults and not any(query.weight > 0 and not query.example for query in usable):
        raise faults[0][1]
    return replace(request, queries=tuple(usable)), faults
