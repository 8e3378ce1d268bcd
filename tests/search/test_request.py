"""What can be asked, and what is said about the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from shoegui.basics.errors import UsageError
from shoegui.search.embedding import balanced
from shoegui.search.query import Query
from shoegui.search.request import Request
from shoegui.search.words import Match, match_of

PICTURE = Path("a.jpg")


def test_there_is_something_to_search_with() -> None:
    with pytest.raises(UsageError, match="no picture to search with"):
        Request(())


def test_what_is_not_wanted_alone_is_no_request() -> None:
    with pytest.raises(UsageError, match="only pictures of what is not wanted"):
        Request((Query(PICTURE, weight=-1), Query(PICTURE, weight=-0.5)))


@pytest.mark.parametrize("look", [-0.1, 1.5, float("nan")])
def test_look_lies_between_0_and_1(look: float) -> None:
    with pytest.raises(UsageError, match="from 0"):
        Request((Query(PICTURE),), look=look)


@pytest.mark.parametrize("weight", [0, float("nan"), float("inf")])
def test_a_weight_counts_for_something(weight: float) -> None:
    with pytest.raises(UsageError, match="no weight of a picture"):
        Query(PICTURE, weight=weight)


def test_weights_are_shares_and_what_is_not_wanted_never_decides() -> None:
    assert balanced([2, 2]).tolist() == [0.5, 0.5]
    assert balanced([1, -1]).tolist() == [1, -0.5]
    assert balanced([4, -1]).tolist() == [1, -0.125]
    assert balanced([1, -100, -100]).tolist() == [1, -0.25, -0.25]


@pytest.mark.parametrize(
    ("similarity", "word"),
    [
        (0.9, Match.VERY_SIMILAR),
        (0.75, Match.VERY_SIMILAR),
        (0.6, Match.SIMILAR),
        (0.4, Match.WEAK),
    ],
)
def test_a_match_is_a_word_that_goes_by_the_cut_off(similarity: float, word: Match) -> None:
    assert match_of(similarity, 0.5) is word
    assert word.good == (similarity >= 0.5)


def test_the_same_picture_and_what_others_vouch_for_are_good() -> None:
    assert match_of(0.4, 0.5, same_picture=True) is Match.SAME
    assert match_of(0.4, 0.5, good=True) is Match.SIMILAR
