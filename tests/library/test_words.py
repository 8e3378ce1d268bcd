from __future__ import annotations

import shutil

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from shoegui.library.vectors import FloatArray
from shoegui.library.words import LEAST_SHARE, MOST_WORDS, most_likely
from tests.helpers import ALL_OUTPUTS, CLASS_NAMES, Place, install_all_outputs


@given(arrays(np.float32, st.integers(1, 40), elements=st.floats(0, 1, width=32)))
def test_the_best_few_are_kept_the_best_first_and_no_better_one_is_left_out(
    shares: FloatArray,
) -> None:
    kept = most_likely(shares)

    numbers = [number for number, _share in kept]
    assert len(set(numbers)) == len(numbers) <= MOST_WORDS
    assert all(abs(share - float(shares[number])) < 1e-4 for number, share in kept)
    assert list(kept) == sorted(kept, key=lambda one: (-shares[one[0]], one[0]))
    assert all(shares[number] >= LEAST_SHARE for number in numbers)
    rest = np.delete(shares, numbers)
    if len(kept) < MOST_WORDS:
        assert (rest < LEAST_SHARE).all()
    else:
        assert rest.max(initial=0) <= min(shares[numbers])


def test_words_are_counted_by_photo_and_the_most_frequent_comes_first(place: Place) -> None:
    install_all_outputs(place.paths)
    for number in range(8):
        place.picture(f"{number}.png", number)
    place.index(network=ALL_OUTPUTS)
    shutil.copy(place.photos / "3.png", place.photos / "double.png")
    place.index_all()

    with place.library() as library:
        words = library.words(library.catalogue.photo_ids())
        counts = library.vocabulary()

    assert len(words) == 9
    for some in words.values():
        shares = [one.share for one in some]
        assert shares == sorted(shares, reverse=True)
        assert {one.name for one in some} <= set(CLASS_NAMES)
    assert list(counts.values()) == sorted(counts.values(), reverse=True)
    for name, count in counts.items():
        assert count == sum(name in {one.name for one in some} for some in words.values())


def test_words_of_photos_that_are_not_there_are_none(place: Place) -> None:
    install_all_outputs(place.paths)
    place.picture("a.png", 1)
    place.index(network=ALL_OUTPUTS)

    with place.library() as library:
        assert library.words([]) == {}
        assert library.words([99]) == {}
