"""Counting what an index run would find."""

from __future__ import annotations

from pathlib import Path

import pytest

from shoegui.basics.progress import Cancelled, CancelToken
from shoegui.library.counting import SAMPLES, Count, count
from shoegui.photos.scan import ScanRules
from tests.helpers import Place


def counted(
    place: Place, folder: Path | None = None, rules: ScanRules | None = None
) -> tuple[Count, list[Count]]:
    steps: list[Count] = []
    with place.library(create=True) as library:
        found = count(
            folder or place.photos,
            rules or ScanRules(),
            library.catalogue,
            place.paths,
            cancel=CancelToken(),
            progress=steps.append,
        )
    return found, steps


def test_the_count_grows_while_it_looks(place: Place) -> None:
    for name in ("1.png", "a/2.png", "a/3.png", "b/4.png"):
        place.picture(name, 1)
    found, steps = counted(place)
    assert [one.photos for one in steps] == sorted(one.photos for one in steps)
    assert (found.photos, found.new) == (4, 4)
    assert len(steps) == 3
    assert found.size > 0


def test_it_tells_new_changed_known_and_gone_apart(place: Place) -> None:
    for number in range(4):
        place.picture(f"{number}.png", number)
    place.index()
    place.picture("new.png", 9)
    place.picture("1.png", 7)
    (place.photos / "2.png").unlink()
    found, _ = counted(place)
    assert (found.new, found.changed, found.unchanged, found.gone) == (1, 1, 2, 1)
    assert found.differs
    place.index()
    assert not counted(place)[0].differs


def test_the_photos_of_a_lost_directory_are_gone(place: Place) -> None:
    place.picture("a/1.png", 1)
    place.picture("2.png", 2)
    place.index()
    (place.photos / "a" / "1.png").unlink()
    (place.photos / "a").rmdir()
    assert counted(place)[0].gone == 1


def test_rules_hold_for_the_count(place: Place) -> None:
    for name in ("1.png", "a/2.png", "drafts/3.png", ".hidden/4.png"):
        place.picture(name, 1)
    assert counted(place)[0].photos == 3
    assert counted(place, rules=ScanRules(recursive=False))[0].photos == 1
    assert counted(place, rules=ScanRules(include_hidden=True))[0].photos == 4
    assert counted(place, rules=ScanRules(exclude=("drafts/",)))[0].photos == 2


def test_samples_are_some_of_the_pictures(place: Place) -> None:
    made = {str(place.picture(f"{number}.png", 1)) for number in range(SAMPLES + 5)}
    samples = counted(place)[0].samples
    assert len(set(samples)) == SAMPLES
    assert set(samples) < made


def test_a_folder_that_is_not_there_is_said_to_be_absent(place: Place) -> None:
    found, _ = counted(place, place.photos / "nowhere")
    assert (found.present, found.photos, found.differs) == (False, 0, False)


def test_counting_can_be_stopped(place: Place) -> None:
    cancel = CancelToken()
    cancel.cancel()
    with place.library(create=True) as library, pytest.raises(Cancelled):
        count(
            place.photos,
            ScanRules(),
            library.catalogue,
            place.paths,
            cancel=cancel,
            progress=lambda _count: None,
        )


def test_only_wanted_kinds_count_and_the_others_are_about_to_go(place: Place) -> None:
    for number, name in enumerate(("1.png", "2.jpg", "3.JPEG")):
        place.picture(name, number)
    rules = ScanRules(kinds=("jpeg",))
    assert counted(place, rules=rules)[0].photos == 2
    place.index()
    found = counted(place, rules=rules)[0]
    assert (found.unchanged, found.gone) == (2, 1)
