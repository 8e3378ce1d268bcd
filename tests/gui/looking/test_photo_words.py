from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale

from shoegui.gui import photo_words
from tests.gui.looking.conftest import MakeHit


@pytest.fixture(autouse=True)
def british() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    yield
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("similarity", "words"),
    [
        (0.93, "Very similar, 93 %"),
        (0.6, "Similar, 60 %"),
        (0.49, "Weak match, 49 %"),
    ],
)
def test_similarity_is_a_word_and_a_number(
    make_hit: MakeHit, similarity: float, words: str
) -> None:
    assert photo_words.similarity_text(make_hit(similarity=similarity)) == words


def test_the_picture_itself_is_called_that(make_hit: MakeHit) -> None:
    hit = make_hit(similarity=1.0, same_picture=True)
    assert photo_words.similarity_text(hit) == "Same picture, 100 %"
    assert photo_words.match_text(hit) == "Match 1: Same picture, 100 %"


def test_numbers_and_dates_are_written_as_the_person_does(make_hit: MakeHit) -> None:
    photo = make_hit(size=(1500, 1000), taken_at="2024-03-02T10:11:12").photo
    assert photo_words.pixels_text(photo) == "1,500 × 1,000 px, 1.5 MP"
    assert photo_words.taken_text(photo) == "2 March 2024, 10:11"
    QLocale.setDefault(QLocale("de_DE"))
    assert photo_words.pixels_text(photo) == "1.500 × 1.000 px, 1,5 MP"
    assert photo_words.taken_text(photo) == "2. März 2024, 10:11"
    QLocale.setDefault(QLocale("en_US"))
    assert photo_words.taken_text(photo).startswith("March 2, 2024, 10:11")


def test_a_date_that_makes_no_sense_is_left_out(make_hit: MakeHit) -> None:
    assert photo_words.taken_text(make_hit(taken_at=None).photo) == ""
    assert photo_words.taken_text(make_hit(taken_at="yesterday").photo) == ""


@pytest.mark.parametrize(
    ("path", "drive"),
    [
        ("/media/anna/Holidays 2019/a/b.jpg", "Holidays 2019"),
        ("/run/media/anna/USB/b.jpg", "USB"),
        ("/Volumes/Photos/b.jpg", "Photos"),
        ("/mnt/nas/2020/b.jpg", "nas"),
        (r"E:\Photos\b.jpg", "E:"),
        (r"\\server\share\a\b.jpg", r"\\server\share"),
        ("/home/anna/Pictures/b.jpg", None),
    ],
)
def test_the_drive_that_a_photo_is_on(path: str, drive: str | None) -> None:
    assert photo_words.drive_of(Path(path)) == drive


def test_an_offline_photo_says_what_to_connect(make_hit: MakeHit) -> None:
    on_drive = make_hit(path=Path("/media/anna/Holidays/b.jpg")).photo
    assert "drive “Holidays”" in photo_words.offline_notice(on_drive)
    elsewhere = make_hit(path=Path("/srv/pictures/old/b.jpg")).photo
    assert "folder “/srv/pictures/old”" in photo_words.offline_notice(elsewhere)
