from __future__ import annotations

import errno
from pathlib import Path

import pytest

from shoegui.basics import errors
from shoegui.basics.errors import (
    LibraryBusyError,
    PhotoError,
    UserFacingError,
    shown_path,
    storage_fault,
)


def test_a_fault_is_one_sentence_of_file_what_happened_and_what_to_do() -> None:
    fault = UserFacingError("is too old", path="/a/b.jpg", advice="Make a new one")

    assert str(fault) == "/a/b.jpg: is too old. Make a new one"
    assert fault.path == Path("/a/b.jpg")


def test_a_fault_needs_neither_a_file_nor_a_remedy() -> None:
    assert str(UserFacingError("it is dark")) == "it is dark"
    assert str(UserFacingError("it is dark", advice="Make light")) == "it is dark. Make light"
    assert str(UserFacingError("it is dark", path="/cellar")) == "/cellar: it is dark"


def test_an_undecodable_file_name_can_be_shown() -> None:
    fault = UserFacingError("is damaged", path="/a/\udcff.jpg")

    assert shown_path("/a/\udcff.jpg") == "/a/\\xff.jpg"
    assert str(fault) == "/a/\\xff.jpg: is damaged"
    assert str(fault).encode() == b"/a/\\xff.jpg: is damaged"


def test_a_file_name_cannot_command_a_terminal_or_break_a_line() -> None:
    assert shown_path("/a/\x1b[31mred\n\x7f\x9b.jpg") == r"/a/\x1b[31mred\x0a\x7f\x9b.jpg"
    # What looks like a space, as in the names of screenshots, is none of that.
    assert shown_path("/a/9.41\u202fAM \u3000é.png") == "/a/9.41\u202fAM \u3000é.png"


def test_a_photo_fault_carries_its_reason_as_a_code() -> None:
    assert PhotoError("the file is empty", code="empty").code == "empty"


def test_every_fault_of_the_family_can_be_caught_as_one() -> None:
    family = [one for one in vars(errors).values() if isinstance(one, type)]

    assert all(
        issubclass(one, UserFacingError) for one in family if one.__module__ == errors.__name__
    )
    assert issubclass(LibraryBusyError, errors.LibraryError)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EDQUOT, "quota"),
        (errno.EROFS, "read-only"),
        (errno.EACCES, "permission denied"),
        (errno.EIO, "fault"),
        (errno.ENAMETOOLONG, "File name too long"),
    ],
)
def test_what_the_system_says_of_a_disk_becomes_plain_words(number: int, said: str) -> None:
    import os

    fault = storage_fault(OSError(number, os.strerror(number)), "/data/library.db")

    assert said in str(fault)
    assert str(fault).startswith("/data/library.db: could not be written: ")
    assert fault.advice


def test_a_system_fault_without_a_number_keeps_its_own_words() -> None:
    assert "it smells" in str(storage_fault(OSError("it smells"), "/data"))
