"""From a request to ranked hits: embed, fetch candidates, put them in order, collapse copies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from shoegui.basics.errors import UsageError
from shoegui.basics.phrase import Phrase
from shoegui.features.extractor import Extractor
from shoegui.features.manifest import EMBEDDING
from shoegui.library.catalogue import Photo
from shoegui.library.details import LOOK, Compared
from shoegui.library.library import Library
from shoegui.library.vectors import IdArray
from shoegui.search.background import cut_off
from shoegui.search.candidates import CANDIDATES, Comparing, Flags, Ranked
from shoegui.search.embedder import Embedder
from shoegui.search.embedding import Embedded, outputs_for_queries
from shoegui.search.kept import Kept
from shoegui.search.query import Query
from shoegui.search.request import Request
from shoegui.search.sample import Sample
from shoegui.search.sources import Sources
from shoegui.search.stacks import SmallCopies, leaders
from shoegui.search.words import Match, match_of


@dataclass(frozen=True, slots=True)
class Hit:
    """A photo that was found. `rank` counts from 1, `similarity` is 0..1.

    The similarity is the cosine between what the network sees in the query and in the photo: about
    0 for unrelated things, 1 for the same picture. It does not say the order: see `Searcher`.
    `same_picture` says that its file holds exactly what the query's file holds; `match` is how good
    it is in a word. `stack` are copies of it that were found too and stand under it, the best
    first; it is not among them.
    """

    rank: int
    photo: Photo
    similarity: float
    same_picture: bool
    match: Match
    stack: tuple[Photo, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found. `good` is how many of `hits`, from the first, are good matches.

    `cut_off`, 0..1, is the similarity from which on a hit is good by itself.
    """

    hits: tuple[Hit, ...]
    good: int
    cut_off: float


Asked = Request | Query | Sequence[Query]


def as_request(asked: Asked) -> Request:
    """`asked` with all that is usual. Raises `UsageError`."""
    if isinstance(asked, Request):
        return asked
    return Request((asked,) if isinstance(asked, Query) else tuple(asked))


@dataclass(slots=True)
class _Stack:
    """A hit in the making: its photo's id, and those of the copies under it."""

    photo_id: int
    similarity: float
    good: bool
    copies: list[int] = field(default_factory=list)


class Searcher:
    """Answers requests to one library. Loads the network once; any thread may ask.

    Hits come in this order: what holds exactly what was asked for; good matches, then weak ones;
    among each as `rerank` puts the candidates; then, in the order of their vectors, the photos that
    were no candidates.
    """

    def __init__(
        self,
        library: Library,
        *,
        device: str = "auto",
        extractor: Extractor | None = None,
        kept: Kept | None = None,
    ) -> None:
        """`extractor` is used where one is loaded already; it must run the library's network.

        `kept` has what was asked with before, and keeps what is asked with now. Raises
        `NetworkError` and `DeviceError`.
        """
        self.library = library
        manifest = library.network()
        self.extractor = extractor or Extractor(
            manifest, device=device, outputs=outputs_for_queries(manifest), together=True
        )
        if self.extractor.manifest.key != manifest.key:
            raise ValueError(f"{self.extractor.manifest.key} instead of {manifest.key}")
        self._sample = Sample(library)
        self._small_copies = SmallCopies(library.thumbnails())
        self.sources = Sources(library, kept or Kept())
        self._embedder = Embedder(library, self.extractor, self.sources)

    def warm_up(self) -> None:
        """Read what every search needs, so that the first is as quick as the next."""
        self._sample.now()

    def search(self, asked: Asked, k: int = 50, *, exact: bool = False) -> list[Hit]:
        """The `k` photos that answer best, the best first.

        Several queries make one: what they have in common is searched for. `exact` compares with
        every photo. Raises `PhotoError` for a picture that cannot be used, `LibraryError` for a
        photo id that is gone, and `UsageError` for what cannot be asked.
        """
        return list(self.answer(asked, k, exact=exact).hits)

    def answer(self, asked: Asked, k: int = 50, *, exact: bool = False) -> Found:
        """What `search` finds, and how much of it is good."""
        if k < 1:
            raise UsageError(
                Phrase("{number} hits cannot be asked for", number=k), advice="Ask for 1 or more"
            )
        request = as_request(asked)
        if request.look and LOOK not in self.extractor.manifest.outputs:
            raise UsageError(
                Phrase(
                    "the network '{name}' does not tell what pictures look like",
                    name=self.extractor.manifest.name,
                ),
                advice="Search for the same kind only",
            )
        embedded = self.embed(request.queries, look=request.look > 0)
        return self.answer_embedded(embedded, request, k, exact=exact)

    def answer_embedded(
        self, embedded: Embedded, request: Request, k: int, *, exact: bool = False
    ) -> Found:
        """The part of `answer` after the network has run."""
        only = self.library.matching(request.filters) if request.filters.active else None
        background, looks = self._sample.now()
        # A photo of an older library may not have one yet.
        look = request.look if LOOK in embedded.vectors else 0.0
        comparing = Comparing(self.library, embedded, background, look, request.closer, exact, only)
        least = cut_off(comparing.background_similarities())
        # Where the nearest are the best and nothing collapses, those that are wanted will do.
        few = comparing.near_is_best and not request.stacks
        count = min(k, CANDIDATES) if few else CANDIDATES
        photos = comparing.candidates(looks, count)
        same, refused = (self._holding(photos, one) for one in (embedded.hashes, embedded.refused))
        ranked = comparing.ranked(photos, same, refused, least)
        stacks = self._collapsed(photos, ranked, together=request.stacks)
        if len(stacks) < k and len(photos) >= CANDIDATES:
            found = photos.feature_ids
            self._add_rest(stacks, found, comparing, k, least, together=request.stacks)
        hits = self._hits(stacks[:k], embedded.hashes, least)
        return Found(hits, sum(hit.match.good for hit in hits), least)

    def embed(
        self, query: Query | Sequence[Query], *, look: bool = False, keep: bool = True
    ) -> Embedded:
        """The queries in numbers; the part of `search` before the library is asked.

        Those of the last few pictures are kept: to ask for one of them again, to narrow it by a
        filter say, or to have asked before it is dropped, spares the network's time. Files are
        kept as well, unless `keep` says no, so that they can be asked with when they are gone.
        """
        queries = [query] if isinstance(query, Query) else list(query)
        if not queries:
            raise UsageError("there is no picture to search with", advice="Give one or more")
        return self._embedder.embed(queries, look=look, keep=keep)

    def forget_asked(self) -> None:
        """Keep nothing of what was asked with, but for what `sources` keep."""
        self._embedder.forget()

    def _holding(self, photos: Compared, hashes: frozenset[bytes]) -> Flags:
        """Which photos hold exactly one of these, bool (n,)."""
        return np.isin(photos.photo_ids, list(self.library.ids_with(hashes)))

    def _collapsed(self, photos: Compared, ranked: Ranked, *, together: bool) -> list[_Stack]:
        """The candidates in order; with `together` copies stand under the best of them."""
        ids = photos.photo_ids[ranked.order].tolist()
        leading = list(range(len(ids)))
        if together:
            leading = leaders(
                photos.vectors[EMBEDDING][ranked.order],
                lambda positions: self._hashes([ids[one] for one in positions]),
                self._small_copies.correlation,
            ).tolist()
        similarities, good = ranked.similarities.tolist(), ranked.good.tolist()
        stacks: dict[int, _Stack] = {}
        for position, leader in enumerate(leading):
            if leader == position:
                stacks[position] = _Stack(ids[position], similarities[position], good[position])
            else:
                stacks[leader].copies.append(ids[position])
        return list(stacks.values())

    def _hashes(self, photo_ids: Sequence[int]) -> list[bytes]:
        """The content hashes of photos; of those that are gone meanwhile, none."""
        found = self.library.hashes_of(photo_ids)
        return [found.get(one, b"") for one in photo_ids]

    def _add_rest(
        self,
        stacks: list[_Stack],
        compared: IdArray,
        comparing: Comparing,
        k: int,
        least: float,
        *,
        together: bool,
    ) -> None:
        """Add photos beyond the candidates until there are `k` hits, or no more photos."""
        by_hash: dict[bytes, _Stack] = {}
        if together:
            leading = self._hashes([stack.photo_id for stack in stacks])
            by_hash = dict(zip(leading, stacks, strict=True))
        # Behind a weak match nothing is good any more.
        all_good = all(stack.good for stack in stacks)
        wanted = k + len(compared) - len(stacks)
        while len(stacks) < k:
            near = comparing.near(comparing.embedded.vector, wanted)
            photos = comparing.compared(near[~np.isin(near, compared)].tolist())
            compared = np.concatenate([compared, photos.feature_ids])
            ids, similarities = photos.photo_ids.tolist(), comparing.similarities(photos).tolist()
            for one, content, similar in zip(ids, self._hashes(ids), similarities, strict=True):
                leader = by_hash.get(content)
                if leader is not None:
                    leader.copies.append(one)
                    continue
                all_good &= similar >= least
                stacks.append(_Stack(one, similar, all_good))
                if together:
                    by_hash[content] = stacks[-1]
            if len(near) < wanted:
                return
            wanted *= 2

    def _hits(
        self, stacks: Sequence[_Stack], asked_for: frozenset[bytes], least: float
    ) -> tuple[Hit, ...]:
        photos = self.library.photos([one for s in stacks for one in (s.photo_id, *s.copies)])
        hits: list[Hit] = []
        for stack in stacks:
            photo = photos.get(stack.photo_id)
            if photo is None:
                continue
            same = photo.facts.hash in asked_for
            match = match_of(stack.similarity, least, good=stack.good, same_picture=same)
            copies = tuple(photos[one] for one in stack.copies if one in photos)
            hits.append(Hit(len(hits) + 1, photo, stack.similarity, same, match, copies))
        return tuple(hits)
