from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from shoegui.search.remembered import Remembered


def test_a_value_is_made_once() -> None:
    remembered: Remembered[list[int]] = Remembered(2)

    first = remembered.get("a", lambda: [1])

    assert remembered.get("a", lambda: [2]) is first


def test_the_last_that_were_asked_for_are_kept() -> None:
    remembered: Remembered[int] = Remembered(2)
    for key in "aba":
        remembered.get(key, lambda: 1)

    remembered.get("c", lambda: 1)

    assert [remembered.get(key, lambda: 2) for key in "acb"] == [1, 1, 2]


def test_who_asks_meanwhile_waits_for_the_one_that_is_being_made() -> None:
    remembered: Remembered[int] = Remembered(2)
    begun, go_on = threading.Event(), threading.Event()

    def slowly() -> int:
        begun.set()
        assert go_on.wait(20)
        return 1

    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(remembered.get, "a", slowly)
        assert begun.wait(20)
        second = threads.submit(remembered.get, "a", lambda: 2)
        go_on.set()

        assert (first.result(20), second.result(20)) == (1, 1)


def test_a_fault_is_raised_and_not_remembered() -> None:
    remembered: Remembered[int] = Remembered(2)

    with pytest.raises(ZeroDivisionError):
        remembered.get("a", lambda: 1 // 0)

    assert remembered.get("a", lambda: 3) == 3


def test_what_is_known_can_be_asked_without_making_it() -> None:
    remembered: Remembered[int] = Remembered(2)
    assert remembered.known("a") is None
    with pytest.raises(ZeroDivisionError):
        remembered.get("a", lambda: 1 // 0)
    assert remembered.known("a") is None

    remembered.put("a", 1)
    remembered.put("a", 2)

    assert (remembered.known("a"), remembered.get("a", lambda: 3)) == (2, 2)


def test_who_is_asked_about_is_kept_like_who_is_asked_for() -> None:
    remembered: Remembered[int] = Remembered(2)
    remembered.put("a", 1)
    remembered.put("b", 2)
    remembered.known("a")
    remembered.put("c", 3)
    assert [remembered.known(key) for key in "abc"] == [1, None, 3]
