from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shoegui.basics.progress import Cancelled, CancelToken
from shoegui.photos.scan import FoundFile, ScanRules, root_state, scan
from shoegui.photos.suffixes import KINDS, PICTURE_SUFFIXES, has_picture_suffix, kind_of

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="symbolic links, POSIX names")


def make(root: Path, *names: str, content: bytes = b"x") -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def found(root: Path, rules: ScanRules | None = None) -> set[str]:
    """The files found, as paths relative to `root` with slashes; problems fail the test."""

    def fail(path: str, reason: str) -> None:
        raise AssertionError(f"{path}: {reason}")

    return {
        os.path.relpath(f"{directory}/{file.name}", root).replace(os.sep, "/")
        for directory, files in scan(root, rules or ScanRules(), on_problem=fail)
        for file in files
    }


def test_pictures_are_found_in_all_folders_with_size_and_time(tmp_path: Path) -> None:
    make(tmp_path, "a.jpg", "deep/er/b.PNG", content=b"12345")
    directories = dict(scan(tmp_path, ScanRules()))
    assert set(directories) == {str(tmp_path), f"{tmp_path}/deep", f"{tmp_path}/deep/er"}
    [file] = directories[f"{tmp_path}/deep/er"]
    assert file == FoundFile("b.PNG", 5, (tmp_path / "deep/er/b.PNG").stat().st_mtime_ns)
    assert directories[f"{tmp_path}/deep"] == []


def test_without_recursion_only_the_root_is_scanned(tmp_path: Path) -> None:
    make(tmp_path, "a.jpg", "deep/b.jpg")
    assert found(tmp_path, ScanRules(recursive=False)) == {"a.jpg"}


def test_unknown_names_are_candidates_and_known_other_kinds_are_not(tmp_path: Path) -> None:
    make(tmp_path, "IMG0001", "scan.x7q", "photo.jpg.download", "a.txt", "b.MP4", "c.cr2", "d.svg")
    assert found(tmp_path) == {"IMG0001", "scan.x7q", "photo.jpg.download"}


@pytest.mark.parametrize(
    "name",
    [
        ".hidden/a.jpg",
        ".a.jpg",
        "._a.jpg",
        "$RECYCLE.BIN/a.jpg",
        "System Volume Information/a.jpg",
        "lost+found/a.jpg",
        "@eaDir/a.jpg",
        ".Trash-1000/a.jpg",
        "__MACOSX/a.jpg",
        "Thumbs.db",
    ],
)
def test_hidden_and_system_files_are_skipped(tmp_path: Path, name: str) -> None:
    make(tmp_path, name, "seen.jpg")
    assert found(tmp_path) == {"seen.jpg"}


def test_hidden_files_are_found_on_request_but_system_ones_never(tmp_path: Path) -> None:
    make(tmp_path, ".pics/a.jpg", ".b.jpg", ".Trash-1000/c.jpg", "._d.jpg", "@eaDir/e.jpg")
    assert found(tmp_path, ScanRules(include_hidden=True)) == {".pics/a.jpg", ".b.jpg"}


def test_a_hidden_root_is_scanned(tmp_path: Path) -> None:
    make(tmp_path, ".mine/a.jpg")
    assert found(tmp_path / ".mine") == {"a.jpg"}


@pytest.mark.parametrize(
    ("pattern", "left"),
    [
        ("*.png", {"a.jpg", "raw/b.jpg", "x/raw/c.jpg", "x/draw/e.jpg"}),
        ("raw", {"a.jpg", "x/d.png", "x/draw/e.jpg"}),
        ("raw/", {"a.jpg", "x/d.png", "x/draw/e.jpg"}),
        ("a.jpg/", {"a.jpg", "raw/b.jpg", "x/raw/c.jpg", "x/d.png", "x/draw/e.jpg"}),
        ("x/raw", {"a.jpg", "raw/b.jpg", "x/d.png", "x/draw/e.jpg"}),
        ("/raw", {"a.jpg", "x/raw/c.jpg", "x/d.png", "x/draw/e.jpg"}),
        ("x/*.jpg", {"a.jpg", "raw/b.jpg", "x/d.png"}),
        ("**/raw/", {"a.jpg", "x/d.png", "x/draw/e.jpg"}),
        ("[ab].jpg", {"x/raw/c.jpg", "x/d.png", "x/draw/e.jpg"}),
        ("", {"a.jpg", "raw/b.jpg", "x/raw/c.jpg", "x/d.png", "x/draw/e.jpg"}),
    ],
)
def test_exclusion_patterns(tmp_path: Path, pattern: str, left: set[str]) -> None:
    make(tmp_path, "a.jpg", "raw/b.jpg", "x/raw/c.jpg", "x/d.png", "x/draw/e.jpg")
    assert found(tmp_path, ScanRules(exclude=(pattern,))) == left


PATTERNS = st.sampled_from(["*.png", "raw/", "x/*", "a*", "**/d*", "x", "*/b.jpg", "[", "/x/"])


@given(first=st.lists(PATTERNS, max_size=3), second=st.lists(PATTERNS, max_size=3))
def test_excluding_two_lists_leaves_what_both_leave(
    tmp_path_factory: pytest.TempPathFactory, first: list[str], second: list[str]
) -> None:
    root = tmp_path_factory.getbasetemp() / "excluded"
    if not root.exists():
        make(root, "a.jpg", "raw/b.jpg", "x/raw/c.jpg", "x/d.png", "x/draw/e.jpg")

    def left(patterns: list[str]) -> set[str]:
        return found(root, ScanRules(exclude=tuple(patterns)))

    assert left(first + second) == left(first) & left(second)


def test_small_files_are_left_out_on_request(tmp_path: Path) -> None:
    make(tmp_path, "empty.jpg", content=b"")
    make(tmp_path, "large.jpg", content=b"1234")
    assert found(tmp_path, ScanRules(smallest_bytes=4)) == {"large.jpg"}
    assert found(tmp_path) == {"empty.jpg", "large.jpg"}


@posix_only
def test_loops_of_links_end_and_each_folder_comes_once_by_its_real_path(tmp_path: Path) -> None:
    make(tmp_path, "z/real/a.jpg")
    (tmp_path / "a-link").symlink_to(tmp_path / "z" / "real")
    (tmp_path / "z" / "up").symlink_to(tmp_path)
    (tmp_path / "z" / "real" / "self.jpg").symlink_to(".")
    assert found(tmp_path) == {"z/real/a.jpg"}


@posix_only
def test_links_to_other_folders_and_files_are_followed(tmp_path: Path) -> None:
    make(tmp_path, "elsewhere/a.jpg", "single.jpg", "root/own.jpg")
    (tmp_path / "root" / "more").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "root" / "one.jpg").symlink_to(tmp_path / "single.jpg")
    assert found(tmp_path / "root") == {"own.jpg", "more/a.jpg", "one.jpg"}


@posix_only
def test_broken_links_pipes_and_folders_named_like_pictures_are_no_candidates(
    tmp_path: Path,
) -> None:
    (tmp_path / "broken.jpg").symlink_to("nowhere")
    (tmp_path / "loop.jpg").symlink_to("loop.jpg")
    (tmp_path / "broken").symlink_to("nowhere")
    os.mkfifo(tmp_path / "pipe.jpg")
    make(tmp_path, "album.jpg/a.jpg")
    assert found(tmp_path) == {"album.jpg/a.jpg"}


@posix_only
def test_the_programs_own_folders_are_never_entered(tmp_path: Path) -> None:
    make(tmp_path, "photos/a.jpg", "photos/app/thumbs/b.jpg", "photos/app.jpg")
    (tmp_path / "photos" / "way-in").symlink_to(tmp_path / "photos" / "app" / "thumbs")
    (tmp_path / "other-name").symlink_to(tmp_path / "photos")
    own = ScanRules(never_enter=(tmp_path / "other-name" / "app", tmp_path / "not-yet-there"))
    assert found(tmp_path / "photos", own) == {"a.jpg", "app.jpg"}
    assert found(tmp_path / "photos" / "app", own) == set()


def test_an_own_folder_made_during_the_scan_is_not_entered(tmp_path: Path) -> None:
    make(tmp_path, "a.jpg", "sub/b.jpg")
    walk = scan(tmp_path, ScanRules(never_enter=(tmp_path / "sub" / "cache",)))
    names = [file.name for file in next(walk)[1]]
    make(tmp_path, "sub/cache/c.jpg")
    names += [file.name for _, files in walk for file in files]
    assert names == ["a.jpg", "b.jpg"]


@pytest.mark.skipif(sys.platform != "linux", reason="needs a file system that takes any bytes")
def test_undecodable_names_survive(tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path) + b"/caf\xe9"
    Path(os.fsdecode(folder)).mkdir()
    Path(os.fsdecode(folder + b"/\xff\xfe.jpg")).write_bytes(b"x")
    [(directory, files)] = [(d, f) for d, f in scan(tmp_path, ScanRules(exclude=("n*",))) if f]
    assert os.fsencode(f"{directory}/{files[0].name}") == folder + b"/\xff\xfe.jpg"


def test_an_unreadable_folder_is_reported_and_not_yielded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The tests may run as root, whom no permission stops, so the refusal is made here.
    make(tmp_path, "a.jpg", "private/b.jpg")
    listing = os.scandir

    def refusing(path: str) -> object:
        if path.endswith("private"):
            raise PermissionError(13, "Permission denied", path)
        return listing(path)

    monkeypatch.setattr(os, "scandir", refusing)
    problems: list[tuple[str, str]] = []
    walk = scan(tmp_path, ScanRules(), on_problem=lambda *problem: problems.append(problem))
    assert [directory for directory, _ in walk] == [str(tmp_path)]
    assert problems == [(str(tmp_path / "private"), "Permission denied")]


def test_a_root_that_is_gone_is_reported(tmp_path: Path) -> None:
    problems: list[tuple[str, str]] = []
    gone = tmp_path / "gone"
    walk = scan(gone, ScanRules(), on_problem=lambda *problem: problems.append(problem))
    assert list(walk) == []
    assert [path for path, _ in problems] == [str(gone)]


def test_a_scan_stops_when_told_to(tmp_path: Path) -> None:
    make(tmp_path, "a/1.jpg", "b/2.jpg")
    token = CancelToken()
    walk = scan(tmp_path, ScanRules(), cancel=token)
    next(walk)
    token.cancel()
    with pytest.raises(Cancelled):
        next(walk)


def test_the_state_of_a_root(tmp_path: Path) -> None:
    assert root_state(tmp_path) == "empty"
    make(tmp_path, "a.jpg")
    assert root_state(tmp_path) == "present"
    assert root_state(tmp_path / "a.jpg") == "absent"
    assert root_state(tmp_path / "gone") == "absent"


@pytest.mark.parametrize(
    ("name", "claims"),
    [("a.JPG", True), ("a.b.heic", True), ("a", False), (".jpg", False), ("a.txt", False)],
)
def test_which_names_claim_to_be_pictures(name: str, claims: bool) -> None:
    assert has_picture_suffix(name) is claims


def test_only_the_wanted_kinds_of_file_are_found(tmp_path: Path) -> None:
    names = ("a.jpg", "B.JPEG", "c.png", "d.heic", "e.tga", "f", "g.unknown", "h.txt")
    for name in names:
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "album.png").mkdir()
    (tmp_path / "album.png" / "i.jpg").write_bytes(b"x")

    def found(*kinds: str) -> set[str]:
        rules = ScanRules(kinds=kinds)
        return {file.name for _, files in scan(tmp_path, rules) for file in files}

    assert found("jpeg") == {"a.jpg", "B.JPEG", "i.jpg"}
    assert found("png", "heic") == {"c.png", "d.heic"}
    assert found("other") == {"e.tga", "f", "g.unknown"}
    assert found(*KINDS) == found()


def test_every_picture_s_name_is_of_one_kind() -> None:
    assert {kind_of(f"a{suffix}") for suffix in PICTURE_SUFFIXES} == set(KINDS)
    assert ScanRules(kinds=("tiff",)).wants("scan.TIF")
    assert not ScanRules(kinds=("tiff",)).wants(".tif"), "a name without an ending"
