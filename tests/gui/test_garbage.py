"""Python looks for garbage among what came after loading, and everywhere once the program ends."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from shoegui.gui.garbage import Garbage


class Ring:
    """Holds on to itself, as widgets and what listens to them do."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture
def garbage() -> Iterator[Garbage]:
    made = Garbage()
    yield made
    made.close()


def gone(ring: weakref.ref[Ring]) -> bool:
    return ring() is None


def test_nothing_is_looked_for_while_loading(garbage: Garbage) -> None:
    garbage.loading()
    assert not gc.isenabled()
    garbage.loaded()
    assert gc.isenabled()


def test_what_was_loaded_is_not_looked_through(garbage: Garbage) -> None:
    garbage.loading()
    old = weakref.ref(Ring())
    garbage.loaded()
    new = weakref.ref(Ring())
    gc.collect()
    assert gone(new)
    assert not gone(old)


def test_what_was_left_behind_is_cleared_once(garbage: Garbage) -> None:
    garbage.loading()
    old = weakref.ref(Ring())
    garbage.loaded()
    garbage.left_behind()
    garbage.loading()
    garbage.loaded()
    assert gone(old)
    garbage.loading()
    other = weakref.ref(Ring())
    garbage.loaded()
    assert not gone(other)


def test_the_end_leaves_python_as_it_was() -> None:
    garbage = Garbage()
    garbage.loading()
    garbage.loaded()
    assert gc.get_freeze_count()
    garbage.close()
    assert gc.isenabled()
    assert not gc.get_freeze_count()
