"""The figures in docs/quality.md are what their names say."""

from __future__ import annotations

import measures
import numpy as np
import pytest


def answer(letters: str) -> measures.Right:
    """Hits in order, `r` for a right one."""
    return np.array([letter == "r" for letter in letters], np.bool_)


def test_precision_is_the_share_of_right_ones_among_the_first() -> None:
    assert measures.precision(answer("rwrwr"), 4) == 0.5


def test_hits_that_are_missing_are_wrong_ones() -> None:
    assert measures.precision(answer("rr"), 10) == 0.2


@pytest.mark.parametrize(
    ("hits", "relevant", "expected"),
    [
        ("rrr", 3, 1.0),
        ("www", 3, 0.0),
        ("rwr", 2, (1 / 1 + 2 / 3) / 2),
        ("rwr", 4, (1 / 1 + 2 / 3) / 4),
        ("", 2, 0.0),
    ],
)
def test_average_precision_counts_what_is_not_found(
    hits: str, relevant: int, expected: float
) -> None:
    assert measures.average_precision(answer(hits), relevant) == pytest.approx(expected)


def test_average_precision_asks_for_no_more_than_it_looks_at() -> None:
    assert measures.average_precision(answer("r" * 200), 500, depth=200) == 1.0
    assert measures.average_precision(answer("w" * 200 + "r"), 1, depth=200) == 0.0


def test_queries_without_anything_to_find_do_not_count() -> None:
    found = measures.figures([(answer("r" * 10), 10), (answer("w" * 10), 0)])

    assert found == measures.Figures(1.0, 1.0, 1.0)


def test_figures_of_no_query_are_refused() -> None:
    with pytest.raises(ValueError, match="anything to find"):
        measures.figures([(answer("w"), 0)])


def test_a_vector_never_finds_itself() -> None:
    vectors = np.array([[1, 0], [1, 0.1], [0, 1], [0.1, 1]], np.float32)

    apart = measures.figures_of_vectors(vectors, np.array([0, 0, 1, 1]))
    mixed = measures.figures_of_vectors(vectors, np.array([0, 1, 0, 1]))

    assert (apart.top1, apart.map200) == (1.0, 1.0)
    assert mixed.top1 == 0.0


def test_a_vector_that_is_alone_of_its_kind_is_not_asked_with() -> None:
    vectors = np.array([[1, 0], [1, 0.1], [0, 1]], np.float32)

    answers = measures.answers_of_vectors(vectors, np.array([0, 0, 1]))

    assert [(right.tolist(), relevant) for right, relevant in answers] == [
        ([True, False], 1),
        ([True, False], 1),
    ]
