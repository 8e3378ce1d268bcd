"""What is asked for, all of it: pictures with their weights, how to compare, which photos count.

A plain value; `searcher` answers it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from shoegui.basics.errors import UsageError
from shoegui.basics.phrase import Phrase
from shoegui.library.filters import Filters
from shoegui.search.query import Query


@dataclass(frozen=True, slots=True)
class Request:
    """One search. At least one of `queries` has a weight above 0.

    `look` goes from 0, the same kind of thing, to 1, the same colours and patterns. `stacks`
    collapses copies of a picture under the best of them. `closer` puts the candidates in order by
    their finer vectors; without it the order is that of the vectors they were found by.
    Raises `UsageError`.
    """

    queries: tuple[Query, ...]
    look: float = 0.0
    filters: Filters = field(default_factory=Filters)
    stacks: bool = True
    closer: bool = True

    def __post_init__(self) -> None:
        if not self.queries:
            raise UsageError("there is no picture to search with", advice="Give one or more")
        if not any(query.weight > 0 for query in self.queries):
            raise UsageError(
                "there are only pictures of what is not wanted",
                advice="Give one or more of what is wanted, too",
            )
        if not 0 <= self.look <= 1:
            raise UsageError(
                Phrase("{number} is not between kind and look", number=f"{self.look:g}"),
                advice="Give a number from 0 (same kind) to 1 (same look)",
            )
