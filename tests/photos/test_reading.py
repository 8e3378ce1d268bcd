from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from shoegui.basics.errors import PhotoError
from shoegui.photos.reading import content_hash, read_beginning, read_photo


def refused(path: Path, **options: int) -> PhotoError:
    with pytest.raises(PhotoError) as caught:
        read_photo(path, **options)
    return caught.value


def test_a_file_is_read_whole_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(b"0123456789")
    before = path.stat()
    assert read_photo(path) == read_photo(str(path)) == b"0123456789"
    assert read_beginning(path, 4) == b"0123"
    assert path.stat().st_mtime_ns == before.st_mtime_ns


def test_what_is_not_there_or_no_file_is_refused(tmp_path: Path) -> None:
    gone = refused(tmp_path / "gone.jpg")
    assert gone.code == "unreadable"
    assert "gone.jpg: it cannot be read: no such file" in str(gone)
    assert refused(tmp_path).code == "unreadable"


@pytest.mark.skipif(sys.platform == "win32", reason="named pipes and devices")
def test_a_pipe_or_a_device_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    assert refused(tmp_path / "pipe.jpg").code == "unreadable"
    assert refused(Path("/dev/zero")).code == "unreadable"


def test_an_enormous_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.jpg"
    with path.open("wb") as file:
        file.truncate(2 << 30)
    assert refused(path).code == "too_large"
    path.write_bytes(b"12345")
    assert refused(path, largest=4).code == "too_large"
    assert read_photo(path, largest=5) == b"12345"


def test_the_hash_knows_content_from_content() -> None:
    assert len(content_hash(b"a")) == 16
    assert content_hash(b"a") == content_hash(bytes([97])) != content_hash(b"b")
    # The reference value of xxh3-128 for empty input: a library made elsewhere must agree.
    assert content_hash(b"").hex() == "99aa06d3014798d86001c324468d497f"
