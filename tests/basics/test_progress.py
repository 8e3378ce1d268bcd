from __future__ import annotations

import threading

import pytest

from shoegui.basics.progress import Cancelled, CancelToken, Progress, silent


def test_work_goes_on_until_it_is_cancelled() -> None:
    token = CancelToken()
    token.raise_if_cancelled()

    token.cancel()

    assert token.cancelled
    with pytest.raises(Cancelled):
        token.raise_if_cancelled()


def test_being_cancelled_is_not_an_error_a_person_sees() -> None:
    from shoegui.basics.errors import UserFacingError

    assert not issubclass(Cancelled, UserFacingError)


@pytest.mark.parametrize("wake", ["resume", "cancel"])
def test_paused_work_waits_and_can_be_woken(wake: str) -> None:
    token = CancelToken()
    token.pause()
    assert token.paused
    outcome: list[str] = []

    def work() -> None:
        try:
            token.raise_if_cancelled()
            outcome.append("went on")
        except Cancelled:
            outcome.append("stopped")

    thread = threading.Thread(target=work)
    thread.start()
    assert outcome == []
    getattr(token, wake)()
    thread.join(20)

    assert outcome == ["went on" if wake == "resume" else "stopped"]
    assert not token.paused


def test_what_is_cancelled_can_no_longer_be_paused() -> None:
    token = CancelToken()
    token.cancel()
    token.pause()

    assert not token.paused
    with pytest.raises(Cancelled):
        token.raise_if_cancelled()


def test_a_pause_that_crosses_a_cancel_does_not_wait_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    token = CancelToken()
    real = token._running.clear

    def cancelled_just_before() -> None:
        token.cancel()
        real()

    monkeypatch.setattr(token._running, "clear", cancelled_just_before)
    token.pause()

    assert not token.paused


def test_the_silent_callback_takes_any_report() -> None:
    silent(Progress("Indexing", 1, 2, "a.jpg", skipped=1))
