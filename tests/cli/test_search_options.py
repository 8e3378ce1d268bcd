"""What a search on the command line can be told, and what it then says."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from PIL import Image

from shoegui.samples.shop import catalogue, draw
from tests.cli.conftest import Outcome, Shoegui
from tests.helpers import Place


def found(outcome: Outcome) -> list[str]:
    assert outcome.code == 0, outcome.complaint
    return [Path(hit["path"]).name for hit in outcome.lines[0]["hits"]]


def test_hits_say_how_good_they_are_and_name_their_copies(filled: Place, shoegui: Shoegui) -> None:
    query = filled.photos / "3.png"
    shutil.copy(query, filled.photos / "copy.png")
    shoegui("index")

    [answer] = shoegui("search", query, "--json").lines
    words = shoegui("search", query, "-k", "1").out.splitlines()
    apart = found(shoegui("search", query, "--json", "--no-stacks"))

    first = answer["hits"][0]
    assert first["match"] == "same picture"
    assert {first["path"], *first["stack"]} == {str(query), str(filled.photos / "copy.png")}
    assert all(hit["stack"] == [] for hit in answer["hits"][1:])
    assert words[1].endswith("(same picture, and 1 copy of it)")
    assert Path(words[2].strip()).name in {"3.png", "copy.png"}
    assert sorted(apart[:2]) == ["3.png", "copy.png"]
    assert len(apart) == 6


def test_filters_keep_photos_back(filled: Place, shoegui: Shoegui) -> None:
    query = filled.photos / "3.png"
    filled.picture("sub/tall.png", 9)
    with Image.open(filled.photos / "sub" / "tall.png") as picture:
        picture.rotate(90, expand=True).save(filled.photos / "sub" / "tall.gif")
    os.utime(filled.photos / "0.png", (0, 0))
    shoegui("index")

    def search(*options: str | Path) -> list[str]:
        return sorted(found(shoegui("search", query, "--json", *options)))

    assert search("--in", filled.photos / "sub") == ["tall.gif", "tall.png"]
    assert search("--kinds", "gif") == ["tall.gif"]
    assert search("--orientation", "portrait") == ["tall.gif"]
    assert search("--to", "1975-12-31") == ["0.png"]
    assert "0.png" not in search("--from", "1975-12-31")
    assert search("--smallest", "10000") == []
    assert len(search("--smallest", "10")) == 7


def test_a_folder_may_be_written_in_any_way_that_leads_to_it(
    filled: Place, shoegui: Shoegui, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = filled.picture("sub/a.png", 9)
    filled.picture("other/b.png", 10)
    shoegui("index")
    monkeypatch.chdir(filled.photos / "other")
    ways = ["../sub", ".././other/../sub/", query.parent]
    try:
        (tmp_path / "link").symlink_to(filled.photos, target_is_directory=True)
        ways.append(tmp_path / "link" / "sub")
    except OSError:
        pass

    for way in ways:
        assert found(shoegui("search", query, "--json", "--in", way)) == ["a.png"]
    assert len(found(shoegui("search", query, "--json", "--in", tmp_path.parent))) == 7


def test_a_folder_the_library_knows_nothing_of_is_named(
    filled: Place, shoegui: Shoegui, tmp_path: Path
) -> None:
    for unknown in (filled.photos / "no-such", tmp_path / "elsewhere"):
        outcome = shoegui("search", filled.photos / "0.png", "--in", unknown)

        assert (outcome.code, outcome.out) == (2, "")
        assert f"{unknown}: the library has no photos in this folder" in outcome.complaint
        assert str(filled.photos) in outcome.complaint


def test_a_search_that_nothing_passes_says_so(filled: Place, shoegui: Shoegui) -> None:
    outcome = shoegui("search", filled.photos / "0.png", "--smallest", "10000")

    assert outcome.code == 0
    assert outcome.out == f"{filled.photos / '0.png'}\n"
    assert "No photo passes" in outcome.complaint


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--smallest", "9" * 30], "too large"),
        (["--in", ""], "is empty"),
        (["--orientation", "round"], "not an orientation"),
        (["--from", "2024-05-01", "--to", "2024-04-01"], "is after"),
        (["--from", "yesterday"], "not a day"),
        (["--look", "2"], "from 0 to 1"),
        (["--look", "0.5"], "does not tell what pictures look like"),
        (["--word", "sneaker"], "knows no"),
        (["--kinds", "docx"], "not a kind of file"),
    ],
)
def test_what_cannot_be_asked_is_said(
    filled: Place,
    shoegui: Shoegui,
    options: list[str],
    words: str,
) -> None:
    outcome = shoegui("search", filled.photos / "3.png", *options)

    assert (outcome.code, outcome.out) == (2, "")
    assert words in outcome.complaint


def test_more_and_less_like_other_pictures(filled: Place, shoegui: Shoegui) -> None:
    query, more, less = (filled.photos / f"{number}.png" for number in (0, 1, 2))

    together = found(shoegui("search", query, "--json", "--more", more))
    without = shoegui("search", query, "--json", "--less", less).lines[0]["hits"]

    assert set(together[:2]) == {"0.png", "1.png"}
    assert without[0]["path"] == str(query)
    [spurned] = [hit for hit in without if hit["path"] == str(less)]
    assert spurned["match"] == "weak"


def test_a_picture_beside_the_query_that_cannot_be_used_is_named(
    filled: Place, shoegui: Shoegui
) -> None:
    outcome = shoegui("search", filled.photos / "0.png", "--more", filled.photos / "no.png")

    assert outcome.code == 3
    assert "no.png" in outcome.complaint


def test_words_are_listed_as_guesses(place: Place, shoegui: Shoegui) -> None:
    place.photos.mkdir(exist_ok=True)
    draw(catalogue()[0]).save(place.photos / "a.png")
    place.index(network="efficientnet-lite0")

    listed = shoegui("words", "--json")
    spoken = shoegui("words")
    word = listed.lines[0]["word"]

    assert listed.lines
    assert all(line["guess"] and line["photos"] > 0 for line in listed.lines)
    assert "guesses of the network" in spoken.err
    assert word in spoken.out
    assert len(found(shoegui("search", place.photos / "a.png", "--json", "--word", word))) > 0


@pytest.mark.usefixtures("filled")
def test_a_library_without_words_says_when_they_come(shoegui: Shoegui) -> None:
    outcome = shoegui("words")

    assert (outcome.code, outcome.out) == (0, "")
    assert "shoegui index" in outcome.err
