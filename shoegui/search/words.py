"""Words for how good a match is. Shown beside the number, never instead of it."""

from __future__ import annotations

from enum import StrEnum

# A match is very similar in this upper part of what lies between the cut-off and 1.
_UPPER_PART = 0.5


class Match(StrEnum):
    """How good a hit is, the best first. The values are English words for a person."""

    SAME = "same picture"
    VERY_SIMILAR = "very similar"
    SIMILAR = "similar"
    WEAK = "weak"

    @property
    def good(self) -> bool:
        """Whether it stands above what the query has to do with any photo of the library."""
        return self is not Match.WEAK


def match_of(
    similarity: float, cut_off: float, *, good: bool | None = None, same_picture: bool = False
) -> Match:
    """The word for `similarity`, 0..1, where good matches begin at `cut_off`, 0..1.

    `good` overrules the cut-off: other hits may vouch for one below it.
    """
    if same_picture:
        return Match.SAME
    if not (similarity >= cut_off if good is None else good):
        return Match.WEAK
    very = cut_off + (1 - cut_off) * _UPPER_PART
    return Match.VERY_SIMILAR if similarity >= very else Match.SIMILAR
