"""What is read off this machine's apt for the minimal systems, and where a smoke test runs."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import roots
from place import Place


def test_the_mirror_is_the_one_that_apt_reads_debian_from() -> None:
    said = "Node Source|main|https://node.example/\nDebian|main|http://mirror.example/debian/\n"
    assert roots.mirror(said) == "http://mirror.example/debian/"


def test_another_system_leaves_the_mirror_to_debootstrap() -> None:
    assert roots.mirror("Ubuntu|main|http://ubuntu.example/\n") == ""


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="root is Linux's")
def test_who_may_not_make_a_root_is_told_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert roots.why_not()


def test_a_program_in_a_root_sees_nothing_of_this_environment() -> None:
    place = Place("/tmp/home", Path("/roots/one"), "1000:1000")
    words = place.command(["/usr/bin/shoegui", "doctor"], {"DISPLAY": ":7"})
    given = words[words.index("1000:1000") + 1 :]
    assert set(given[:-2]) == {
        "HOME=/tmp/home",
        "PATH=/usr/local/bin:/usr/bin:/bin",
        "DISPLAY=:7",
    }
    assert given[-2:] == ["/usr/bin/shoegui", "doctor"]


def test_a_path_in_a_root_is_found_from_outside() -> None:
    assert Place("/tmp/home", Path("/roots/one")).outside("/tmp/x") == Path("/roots/one/tmp/x")
    assert Place("/tmp/home").outside("/tmp/x") == Path("/tmp/x")
