from __future__ import annotations

import os
import shutil
from pathlib import Path

import numpy as np
import pytest

from shoegui.basics.errors import PhotoError
from shoegui.library import indexing
from shoegui.library.options import IndexOptions
from shoegui.photos.reading import read_photo
from shoegui.photos.scan import ScanRules, scan
from shoegui.photos.thumbnails import ThumbnailStore
from tests.helpers import Place, draw, save, vectors_of


def touch(path: Path) -> None:
    found = path.stat()
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns + 5_000_000_000))


def test_a_first_run_adds_every_picture_with_features_and_a_thumbnail(place: Place) -> None:
    place.picture("a.jpg", 1)
    place.picture("deep/er/b.png", 2)

    report = place.index()

    assert (report.added, report.skipped) == (2, [])
    assert place.names() == ["photos/a.jpg", "photos/deep/er/b.png"]
    store = ThumbnailStore(place.paths.thumbnails)
    with place.library() as library:
        for photo in place.stored().values():
            assert store.get(photo.facts.hash)
            [vector] = vectors_of(library, [photo.id]).values()
            assert np.dot(vector, place.vector_of(photo.path)) == pytest.approx(1, abs=1e-3)


def test_unchanged_files_are_not_read(place: Place, reads: list[str]) -> None:
    place.picture("a.jpg", 1)
    place.picture("b.jpg", 2)
    place.index()
    reads.clear()

    report = place.index_all()

    assert reads == []
    assert (report.unchanged, report.added, report.updated, report.removed) == (2, 0, 0, 0)


def test_an_unchanged_library_does_not_load_the_network(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.picture("a.jpg", 1)
    place.index()
    monkeypatch.setattr("shoegui.features.extractor.Extractor.__init__", None)

    assert place.index_all().unchanged == 1


def test_a_file_whose_date_alone_changed_keeps_its_features(
    place: Place, network_runs: list[int], reads: list[str]
) -> None:
    file = place.picture("a.jpg", 1)
    place.index()
    before = place.features()
    network_runs.clear()
    touch(file)

    report = place.index_all()

    assert (report.unchanged, report.updated) == (1, 0)
    assert place.features() == before
    assert network_runs == []
    reads.clear()
    place.index_all()
    assert reads == []


def test_one_of_two_doubles_whose_date_alone_changed_keeps_its_features(place: Place) -> None:
    place.picture("a.jpg", 1)
    place.index()
    file = place.picture("b.jpg", 1)
    place.index()
    before = place.features()
    touch(file)

    report = place.index_all()

    assert (report.unchanged, report.updated) == (2, 0)
    assert place.features() == before


def test_changed_content_is_embedded_again_under_the_same_photo_id(place: Place) -> None:
    file = place.picture("a.png", 1)
    place.index()
    before, features = place.stored()["photos/a.png"], place.features()
    place.picture("a.png", 2)
    touch(file)

    report = place.index_all()

    after = place.stored()["photos/a.png"]
    assert report.updated == 1
    assert after.id == before.id
    assert after.facts.hash != before.facts.hash
    assert place.features() != features
    with place.library() as library:
        [vector] = vectors_of(library, [after.id]).values()
    assert np.dot(vector, place.vector_of(file)) == pytest.approx(1, abs=1e-3)


def test_two_files_that_swapped_their_names_swap_their_features(place: Place) -> None:
    first, second = place.picture("a.png", 1), place.picture("b.png", 2)
    os.utime(first, ns=(10**18, 10**18))
    os.utime(second, ns=(10**18, 2 * 10**18))
    place.index()
    between = place.photos / "between"
    first.rename(between)
    second.rename(first)
    between.rename(second)

    place.index_all()

    with place.library() as library:
        for photo in place.stored().values():
            [vector] = vectors_of(library, [photo.id]).values()
            assert np.dot(vector, place.vector_of(photo.path)) == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize("to", ["renamed.jpg", "deeper/a.jpg"])
def test_a_moved_file_keeps_its_photo_and_its_features(
    place: Place, network_runs: list[int], to: str
) -> None:
    file = place.picture("a.jpg", 1)
    place.picture("stays.jpg", 2)
    place.index()
    photo, features = place.stored()["photos/a.jpg"], place.features()
    network_runs.clear()
    (place.photos / to).parent.mkdir(exist_ok=True)
    file.rename(place.photos / to)

    report = place.index_all()

    assert (report.moved, report.added, report.removed) == (1, 0, 0)
    assert place.names() == sorted([f"photos/{to}", "photos/stays.jpg"])
    assert place.stored()[f"photos/{to}"].id == photo.id
    assert place.features()[f"photos/{to}"] == features["photos/a.jpg"]
    assert network_runs == []


def test_a_renamed_directory_keeps_all_its_photos_doubles_too(
    place: Place, network_runs: list[int]
) -> None:
    for number in range(6):
        place.picture(f"old/sub/{number}.jpg", number)
    place.index()
    shutil.copy(place.photos / "old/sub/0.jpg", place.photos / "old/sub/double.jpg")
    place.index()
    before = place.features()
    network_runs.clear()
    (place.photos / "old").rename(place.photos / "new")

    report = place.index_all()

    assert (report.moved, report.added, report.removed) == (7, 0, 0)
    assert place.features() == {
        path.replace("/old/", "/new/"): number for path, number in before.items()
    }
    assert network_runs == []


def test_one_of_two_doubles_can_move(place: Place, network_runs: list[int]) -> None:
    place.picture("a.jpg", 1)
    file = place.picture("b.jpg", 1)
    place.index()
    before = place.features()
    network_runs.clear()
    file.rename(place.photos / "c.jpg")

    report = place.index_all()

    assert (report.moved, report.added, report.removed) == (1, 0, 0)
    assert place.features()["photos/c.jpg"] == before["photos/b.jpg"]
    assert place.features()["photos/a.jpg"] == before["photos/a.jpg"]


def test_a_file_moved_from_one_chosen_folder_to_another_is_recognised(
    place: Place, tmp_path: Path, network_runs: list[int]
) -> None:
    file = place.picture("a.jpg", 1)
    place.picture("b.jpg", 2)
    save(tmp_path / "others" / "c.jpg", 3)
    place.index(place.photos, tmp_path / "others")
    before = place.features()
    network_runs.clear()
    file.rename(tmp_path / "others" / "a.jpg")

    report = place.index(tmp_path / "others")
    assert (report.moved, report.added) == (1, 0)
    assert place.features()["others/a.jpg"] == before["photos/a.jpg"]
    assert place.index_all().removed == 0
    assert network_runs == []
    assert place.names() == ["others/a.jpg", "others/c.jpg", "photos/b.jpg"]


def test_a_copy_of_a_file_whose_drive_is_away_is_a_copy_not_a_move(
    place: Place, tmp_path: Path
) -> None:
    drive = tmp_path / "drive"
    save(drive / "a.jpg", 1)
    place.index(drive)
    drive.rename(tmp_path / "unplugged")
    place.picture("a.jpg", 1)

    report = place.index(place.photos)

    assert (report.moved, report.added) == (0, 1)
    assert place.names() == ["drive/a.jpg", "photos/a.jpg"]


def test_an_exact_double_shares_the_vector_and_the_network_is_not_run(
    place: Place, network_runs: list[int]
) -> None:
    place.picture("a.jpg", 1)
    place.index()
    network_runs.clear()
    place.picture("b.jpg", 1)

    report = place.index_all()

    assert (report.added, report.moved) == (1, 0)
    assert network_runs == []
    with place.library() as library:
        first, second = vectors_of(library, library.catalogue.photo_ids()).values()
    assert np.array_equal(first, second)


def test_a_vanished_file_is_forgotten_with_its_features(place: Place) -> None:
    file = place.picture("a.jpg", 1)
    place.picture("b.jpg", 2)
    place.index()
    file.unlink()

    report = place.index_all()

    assert report.removed == 1
    assert place.names() == ["photos/b.jpg"]
    assert list(place.features()) == ["photos/b.jpg"]


def test_a_vanished_subdirectory_is_forgotten(place: Place) -> None:
    place.picture("a.jpg", 1)
    place.picture("sub/b.jpg", 2)
    place.index()
    shutil.rmtree(place.photos / "sub")

    assert place.index_all().removed == 1
    assert place.names() == ["photos/a.jpg"]


@pytest.mark.parametrize("how", ["absent", "emptied", "emptied but for its folders"])
def test_a_folder_that_is_away_keeps_its_photos_offline_until_it_is_back(
    place: Place, tmp_path: Path, reads: list[str], how: str
) -> None:
    place.picture("a.jpg", 1)
    place.picture("sub/b.jpg", 2)
    place.index()
    before = place.features()
    away = tmp_path / "away"
    place.photos.rename(away)
    if how != "absent":
        place.photos.mkdir()
    if how == "emptied but for its folders":
        (place.photos / "sub").mkdir()

    report = place.index_all()

    assert (report.removed, report.offline) == (0, 2)
    assert len(report.notes) == 1
    assert all(photo.offline for photo in place.stored().values())
    with place.library() as library:
        assert [one.offline for one in library.catalogue.folders()] == [True]

    shutil.rmtree(place.photos, ignore_errors=True)
    away.rename(place.photos)
    reads.clear()
    report = place.index_all()

    assert (report.unchanged, report.notes) == (2, [])
    assert reads == []
    assert place.features() == before
    assert not any(photo.offline for photo in place.stored().values())
    with place.library() as library:
        assert [one.offline for one in library.catalogue.folders()] == [False]


def test_a_folder_that_is_away_and_then_empty_is_still_said_to_be_away(place: Place) -> None:
    place.picture("a.jpg", 1)
    place.index()
    place.photos.rename(place.photos.with_name("away"))
    place.index_all()
    place.photos.mkdir()

    report = place.index_all()

    assert (report.removed, report.offline, len(report.notes)) == (0, 1, 1)
    with place.library() as library:
        assert [one.offline for one in library.catalogue.folders()] == [True]


def test_a_photo_that_vanished_while_its_folder_was_away_is_forgotten(place: Place) -> None:
    place.picture("a.jpg", 1)
    place.picture("sub/b.jpg", 2)
    place.index()
    away = place.photos.rename(place.photos.with_name("away"))
    place.index_all()
    away.rename(place.photos)
    (place.photos / "sub" / "b.jpg").unlink()

    assert place.index_all().removed == 1
    assert place.names() == ["photos/a.jpg"]


@pytest.mark.parametrize("how", ["absent", "emptied"])
def test_with_prune_a_folder_that_is_away_is_believed(place: Place, how: str) -> None:
    place.picture("a.jpg", 1)
    place.picture("sub/b.jpg", 2)
    place.index()
    shutil.rmtree(place.photos)
    if how == "emptied":
        place.photos.mkdir()

    report = place.index_all(prune=True)

    assert (report.removed, report.offline) == (2, 0)
    assert place.names() == []


def test_with_prune_the_other_folders_are_treated_as_ever(place: Place, tmp_path: Path) -> None:
    place.picture("a.jpg", 1)
    save(tmp_path / "others" / "b.jpg", 2)
    place.index(place.photos, tmp_path / "others")
    shutil.rmtree(place.photos)

    with place.library() as library:
        report = library.index([place.photos], IndexOptions(device="cpu", prune=True))

    assert report.removed == 1
    assert place.names() == ["others/b.jpg"]


def test_an_unreadable_subdirectory_keeps_its_photos(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.picture("a.jpg", 1)
    place.picture("locked/b.jpg", 2)
    place.picture("locked/deeper/c.jpg", 3)
    place.index()
    before = place.features()
    real = os.scandir

    def locked(path: str) -> object:
        if str(path).endswith("locked"):
            raise PermissionError(13, "Permission denied", path)
        return real(path)

    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", locked)
        report = place.index_all()

    assert (report.removed, report.offline) == (0, 2)
    assert any("locked: Permission denied" in note for note in report.notes)
    assert place.features() == before
    place.index_all()
    assert not any(photo.offline for photo in place.stored().values())


def test_a_file_the_disk_cannot_tell_about_is_kept(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    from shoegui.library import changes

    place.picture("a.jpg", 1)
    faulty = place.picture("b.jpg", 2)
    place.index()
    real = scan

    def one_fault(root, rules, *, cancel, on_problem):  # type: ignore[no-untyped-def]
        for directory, files in real(root, rules, cancel=cancel, on_problem=on_problem):
            on_problem(os.fspath(faulty), "Input/output error")
            yield directory, [one for one in files if one.name != faulty.name]

    monkeypatch.setattr(changes, "scan", one_fault)
    report = place.index_all()

    assert (report.removed, report.offline) == (0, 1)
    assert place.names() == ["photos/a.jpg", "photos/b.jpg"]


def test_newly_excluded_files_leave(place: Place) -> None:
    place.picture("a.jpg", 1)
    place.picture("b.png", 2)
    place.picture("old/c.jpg", 3)
    place.index()

    report = place.index(rules=ScanRules(exclude=("*.png", "old/")))

    assert report.removed == 2
    assert place.names() == ["photos/a.jpg"]
    assert place.index_all().removed == 0, "the folder remembers its rules"
    assert place.index(rules=ScanRules(smallest_bytes=1)).added == 2


def test_without_subfolders_only_the_folder_itself_stays(place: Place) -> None:
    place.picture("a.jpg", 1)
    place.picture("sub/b.jpg", 2)
    place.index()

    assert place.index(rules=ScanRules(recursive=False)).removed == 1


def test_the_program_s_own_folders_are_never_indexed(place: Place, tmp_path: Path) -> None:
    place.picture("a.jpg", 1)
    place.index()

    place.index(tmp_path)

    assert place.names() == ["photos/a.jpg"]
    assert list(place.paths.thumbnails.rglob("*.jpg"))


def test_a_file_that_is_no_picture_and_does_not_claim_to_be_is_left_out_in_silence(
    place: Place, reads: list[str]
) -> None:
    place.picture("a.jpg", 1)
    (place.photos / "README").write_text("not a picture")
    (place.photos / "empty").write_bytes(b"")

    assert place.index().skipped == []
    reads.clear()
    report = place.index_all()

    assert reads == []
    assert (report.skipped, report.skipped_before) == ([], 0)
    with place.library() as library:
        assert library.catalogue.skipped() == []


def test_a_picture_without_a_suffix_is_found_by_its_content(place: Place) -> None:
    place.picture("a.jpg", 1).rename(place.photos / "holiday")

    place.index()

    assert place.names() == ["photos/holiday"]


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "empty"), (b"hello", "not_a_picture"), (None, "truncated")],
)
def test_a_broken_picture_is_skipped_with_a_reason_until_it_changes(
    place: Place, reads: list[str], content: bytes | None, code: str
) -> None:
    file = place.picture("x.jpg", 1)
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2] if content is None else content)
    place.picture("a.jpg", 2)

    report = place.index()

    assert report.added == 1
    assert [(one.path, one.code) for one in report.skipped] == [(file, code)]
    assert report.skipped[0].reason
    reads.clear()
    report = place.index_all()
    assert reads == []
    assert (report.skipped, report.skipped_before, report.unchanged) == ([], 1, 1)

    file.write_bytes(whole)
    touch(file)
    report = place.index_all()
    assert (report.added, report.skipped, report.skipped_before) == (1, [], 0)
    with place.library() as library:
        assert library.catalogue.skipped() == []


def test_a_skipped_file_that_is_gone_is_no_longer_spoken_of(place: Place) -> None:
    place.picture("a.jpg", 1)
    broken = place.photos / "x.jpg"
    broken.write_bytes(b"hello")
    place.index()
    broken.unlink()

    report = place.index_all()

    assert (report.skipped_before, report.removed) == (0, 0)
    with place.library() as library:
        assert library.catalogue.skipped() == []


def test_a_photo_that_became_broken_leaves(place: Place) -> None:
    place.picture("a.jpg", 1)
    file = place.picture("b.jpg", 2)
    place.index()
    file.write_bytes(b"hello")

    report = place.index_all()

    assert (report.removed, len(report.skipped)) == (1, 1)
    assert place.names() == ["photos/a.jpg"]


def refuse(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    def refused(path: str) -> bytes:
        if path.endswith(name):
            raise PhotoError("it cannot be read: permission denied", code="unreadable", path=path)
        return read_photo(path)

    monkeypatch.setattr(indexing, "read_photo", refused)


def test_a_file_that_could_not_be_opened_is_tried_again_though_it_did_not_change(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.picture("a.jpg", 1)
    place.picture("b.jpg", 2)
    with monkeypatch.context() as patch:
        refuse(patch, "b.jpg")
        assert len(place.index().skipped) == 1
        assert len(place.index_all().skipped) == 1

    report = place.index_all()

    assert (report.added, report.skipped, report.skipped_before) == (1, [], 0)


def test_a_known_photo_that_cannot_be_opened_now_keeps_its_features(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = place.picture("a.jpg", 1)
    place.index()
    before = place.features()
    touch(file)
    with monkeypatch.context() as patch:
        refuse(patch, "a.jpg")
        report = place.index_all()

    assert (report.removed, len(report.skipped)) == (0, 1)
    assert place.features() == before
    place.index_all()
    assert place.features() == before
    with place.library() as library:
        assert library.catalogue.skipped() == []


def test_undecodable_names_go_all_the_way_to_a_hit(place: Place) -> None:
    from shoegui.search.query import Query

    directory = os.fsencode(place.photos) + b"/\xff\xfe"
    try:
        Path(os.fsdecode(directory)).mkdir()
    except OSError:
        pytest.skip("this file system takes only names that are text")
    name = directory + b"/caf\xe9.jpg"
    with open(name, "wb") as file:  # noqa: PTH123 - a name in bytes
        draw(1).save(file, "JPEG")
    broken = directory + b"/\xe9.jpg"
    with open(broken, "wb") as file:  # noqa: PTH123
        file.write(b"hello")

    report = place.index()

    assert (report.added, len(report.skipped)) == (1, 1)
    assert os.fsencode(report.skipped[0].path) == broken
    assert place.index_all().unchanged == 1
    with place.library() as library:
        [hit] = place.searcher(library).search(Query(Path(os.fsdecode(name))))
    assert os.fsencode(hit.photo.path) == name
    assert hit.same_picture


def test_photos_are_told_of_while_they_are_indexed(place: Place) -> None:
    place.picture("a.jpg", 1)
    place.picture("b.jpg", 2)
    told: list[bytes] = []
    with place.library(create=True) as library:
        library.index([place.photos], IndexOptions("tiny", "cpu"), on_photo=told.append)
        assert set(told) == library.catalogue.hashes()


def test_no_photo_is_changed_by_indexing_it(place: Place) -> None:
    file = place.picture("a.jpg", 1)
    before = file.read_bytes(), file.stat().st_mtime_ns
    place.index()
    with place.library() as library:
        library.forget(place.photos)

    assert (file.read_bytes(), file.stat().st_mtime_ns) == before


def test_photos_of_a_kind_that_is_no_longer_wanted_leave_and_the_report_says_so(
    place: Place,
) -> None:
    place.picture("a.jpg", 1)
    place.picture("b.png", 2)
    place.picture("sub/c.PNG", 3)
    (place.photos / "broken.png").write_bytes(b"no picture")
    place.index()

    report = place.index(rules=ScanRules(kinds=("jpeg",)))

    assert (report.removed, report.unchanged, report.skipped) == (2, 1, [])
    assert "2 photos of kinds of file that are no longer wanted" in report.notes[0]
    assert place.names() == ["photos/a.jpg"]
    with place.library() as library:
        assert library.catalogue.skipped() == []
        assert library.catalogue.folders()[0].rules.kinds == ("jpeg",)
    again = place.index_all()
    assert (again.removed, again.added, again.notes) == (0, 0, []), "the folder remembers its kinds"
    assert place.index(rules=ScanRules()).added == 2


def test_a_folder_left_without_a_wanted_kind_is_not_taken_for_a_missing_drive(
    place: Place,
) -> None:
    place.picture("a.jpg", 1)
    place.index()

    report = place.index(rules=ScanRules(kinds=("png",)))

    assert (report.removed, report.offline) == (1, 0)
    assert place.names() == []


def test_photos_of_an_unwanted_kind_stay_while_their_drive_is_away(place: Place) -> None:
    place.picture("a.jpg", 1)
    place.index()
    away = place.photos.rename(place.photos.with_name("away"))

    report = place.index(rules=ScanRules(kinds=("png",)))

    assert (report.removed, report.offline) == (0, 1)
    away.rename(place.photos)
    assert place.index_all().removed == 1


def test_rules_without_folders_are_for_all_folders_of_the_library(place: Place) -> None:
    place.picture("a.jpg", 1)
    place.picture("b.png", 2)
    place.index()

    assert place.index_all(rules=ScanRules(kinds=("png",))).removed == 1
