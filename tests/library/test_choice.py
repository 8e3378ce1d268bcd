from __future__ import annotations

import os
from pathlib import Path

import pytest

from shoegui.basics.errors import UserFacingError
from shoegui.library.choice import choose
from shoegui.library.library import Library
from shoegui.photos.scan import ScanRules
from tests.helpers import Place, save


def folders(place: Place) -> list[str]:
    with place.library() as library:
        top = place.photos.parent
        return [os.path.relpath(one.path, top) for one in library.catalogue.folders()]


def test_a_folder_inside_a_chosen_one_is_a_part_of_it(place: Place, reads: list[str]) -> None:
    place.picture("a.jpg", 1)
    place.picture("sub/b.jpg", 2)
    place.index()
    place.picture("c.jpg", 3)
    place.picture("sub/d.jpg", 4)
    reads.clear()

    report = place.index(place.photos / "sub")

    assert folders(place) == ["photos"]
    assert reads == ["d.jpg"], "only the part is looked at"
    assert (report.added, report.removed) == (1, 0)
    assert place.index_all().added == 1


def test_a_vanished_part_is_forgotten_only_with_the_whole(place: Place) -> None:
    place.picture("a.jpg", 1)
    place.picture("sub/b.jpg", 2).unlink()
    place.index()

    place.picture("sub/b.jpg", 2)
    place.index(place.photos / "sub")

    assert place.names() == ["photos/a.jpg", "photos/sub/b.jpg"]


def test_a_folder_around_a_chosen_one_takes_it_over(place: Place, reads: list[str]) -> None:
    place.picture("a.jpg", 1)
    place.picture("sub/b.jpg", 2)
    place.index(place.photos / "sub")
    before = place.features()
    reads.clear()

    report = place.index()

    assert folders(place) == ["photos"]
    assert (report.added, report.removed) == (1, 0)
    assert reads == ["a.jpg"]
    assert place.features().items() >= before.items()


def test_a_folder_and_one_inside_it_chosen_together_are_one(place: Place) -> None:
    place.picture("a.jpg", 1)
    place.picture("sub/b.jpg", 2)

    report = place.index(place.photos / "sub", place.photos, place.photos / "sub")

    assert report.added == 2
    assert folders(place) == ["photos"]


@pytest.mark.parametrize("written", ["photos", "photos/", "photos/../photos", "./photos/."])
def test_the_same_folder_written_otherwise_is_the_same(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    place.picture("a.jpg", 1)
    place.index()
    monkeypatch.chdir(tmp_path)

    report = place.index(Path(written), place.photos)

    assert (report.added, report.unchanged) == (0, 1)
    assert folders(place) == ["photos"]


def test_a_link_to_a_chosen_folder_is_that_folder(place: Place, tmp_path: Path) -> None:
    place.picture("a.jpg", 1)
    place.picture("sub/b.jpg", 2)
    place.index()
    (tmp_path / "link").symlink_to(place.photos)

    report = place.index(tmp_path / "link", tmp_path / "link" / "sub")

    assert (report.added, report.unchanged) == (0, 2)
    assert folders(place) == ["photos"]


def test_folders_of_the_same_beginning_are_not_inside_each_other(
    place: Place, tmp_path: Path
) -> None:
    place.picture("a.jpg", 1)
    save(tmp_path / "photos2" / "b.jpg", 2)
    place.index()

    place.index(tmp_path / "photos2")

    assert folders(place) == ["photos", "photos2"]


def test_below_a_folder_without_its_subfolders_another_can_be_chosen(place: Place) -> None:
    place.picture("a.jpg", 1)
    place.picture("sub/b.jpg", 2)
    place.index(rules=ScanRules(recursive=False))

    assert place.index(place.photos / "sub").added == 1
    assert folders(place) == ["photos", "photos/sub"]
    assert place.index_all().unchanged == 2


def test_a_folder_that_reaches_into_another_by_new_rules_takes_it_over(place: Place) -> None:
    place.picture("a.jpg", 1)
    place.picture("sub/b.jpg", 2)
    place.index(rules=ScanRules(recursive=False))
    place.index(place.photos / "sub")
    before = place.features()
    place.picture("sub/c.jpg", 3)

    place.index(rules=ScanRules(include_hidden=True))

    assert folders(place) == ["photos"]
    assert place.index_all().unchanged == 3
    assert place.features().items() >= before.items()


@pytest.mark.parametrize(
    ("made", "said"),
    [("nothing", "there is no such folder"), ("file", "is a file, not a folder")],
)
def test_what_is_no_folder_is_refused_and_nothing_is_added(
    place: Place, made: str, said: str
) -> None:
    wrong = place.photos / "wrong"
    if made == "file":
        wrong.write_text("")

    with pytest.raises(UserFacingError, match=said):
        place.index(place.photos, wrong)

    assert folders(place) == []


def test_a_folder_that_may_not_be_opened_is_refused(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.scandir

    def refuse(path: str | Path) -> object:
        if Path(path) == place.photos:
            raise PermissionError(13, "Permission denied", path)
        return real(path)

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(UserFacingError, match="permission denied"):
        place.index()


def test_a_chosen_folder_that_is_away_can_still_be_named(place: Place) -> None:
    place.picture("a.jpg", 1)
    place.index()
    place.photos.rename(place.photos.with_name("away"))

    assert place.index(place.photos).offline == 1


def test_forgetting_a_folder_takes_its_photos_and_thumbnails_but_no_file(
    place: Place, tmp_path: Path
) -> None:
    file = place.picture("a.jpg", 1)
    place.picture("shared.jpg", 3)
    save(tmp_path / "others" / "shared.jpg", 3)
    place.index(place.photos, tmp_path / "others")

    with place.library() as library:
        gone = library.forget(place.photos)
        kept = library.catalogue.hashes()
        assert all(library.thumbnails().get(one) for one in kept)
        assert library.thumbnails().size()[0] == len(kept) == 1

    assert gone.path == place.photos
    assert place.names() == ["others/shared.jpg"]
    assert file.exists()


def test_forgetting_what_was_never_chosen_names_the_folders_there_are(place: Place) -> None:
    place.picture("sub/a.jpg", 1)
    place.index()

    with place.library() as library, pytest.raises(UserFacingError, match=r"Its folders: .*photos"):
        library.forget(place.photos / "sub")


def test_choosing_does_not_look_at_the_files(place: Place) -> None:
    with Library(place.paths, create=True) as library:
        [target] = choose(library.catalogue, [place.photos], ScanRules(exclude=("*.gif",)))

    assert target.start == place.photos
    assert target.folder.rules.exclude == ("*.gif",)
