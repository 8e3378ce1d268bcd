"""The looks of a whole library are read once, and again only when the library has changed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from shoegui.library.details import Compared
from shoegui.library.library import Library
from shoegui.search.looks import Looks
from tests.helpers import Place

LENGTH = 8
LACK = "DELETE FROM details WHERE feature_id IN (SELECT id FROM features ORDER BY id LIMIT ?)"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many photos' looks the library was asked for, each time from now on."""
    found: list[int] = []
    real = Library.compared

    def noted(self: Library, feature_ids: Sequence[int], kinds: Sequence[str]) -> Compared:
        found.append(len(feature_ids))
        return real(self, feature_ids, kinds)

    monkeypatch.setattr(Library, "compared", noted)
    return found


def near(looks: Looks) -> list[int]:
    return sorted(looks.near(np.eye(LENGTH, dtype=np.float32)[0], 10))


@pytest.mark.parametrize("lacking", [0, 2, 6])
def test_photos_without_a_look_are_not_asked_for_it_at_every_search(
    complete: Place, asked: list[int], lacking: int
) -> None:
    with complete.library() as library:
        library.database.run(LACK, (lacking,))
        looks = Looks(library, np.zeros(LENGTH, np.float32))

        assert len(near(looks)) == 6 - lacking
        assert near(looks) == near(looks)

    assert asked == [6]


def test_looks_that_an_index_run_adds_are_found(complete: Place, asked: list[int]) -> None:
    with complete.library() as library:
        library.database.run(LACK, (6,))
        looks = Looks(library, np.zeros(LENGTH, np.float32))
        assert near(looks) == []

        complete.index_all()

        assert len(near(looks)) == 6
        near(looks)
    assert asked == [6, 6]


def test_only_what_is_new_is_read_after_a_change(complete: Place, asked: list[int]) -> None:
    with complete.library() as library:
        looks = Looks(library, np.zeros(LENGTH, np.float32))
        near(looks)
        complete.picture("7.png", 7)
        (complete.photos / "0.png").unlink()

        complete.index_all()

        assert len(near(looks)) == 6
    assert asked == [6, 1]
