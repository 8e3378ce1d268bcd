"""When pictures are looked at, and when they only fly by."""

from __future__ import annotations

import pytest

from shoegui.gui.results.pace import Pace

PAGE = 800


def test_the_first_step_is_never_fast() -> None:
    assert not Pace().flies(50.0, 40 * PAGE, PAGE)


@pytest.mark.parametrize(
    ("seconds", "distance", "fast"),
    [
        (0.016, 200, True),
        (0.016, -200, True),
        (0.016, PAGE, True),
        (0.06, 200, False),
        (0.016, 20, False),
        (0.3, 10 * PAGE, False),
        (0.0, 0, False),
        (0.0, 200, True),
    ],
)
def test_fast_is_what_shows_a_page_for_less_than_a_fifth_of_a_second(
    seconds: float, distance: int, fast: bool
) -> None:
    pace = Pace()
    pace.flies(100.0, 5000, PAGE)
    assert pace.flies(100.0 + seconds, 5000 + distance, PAGE) is fast
