from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from PIL import Image

from shoegui.features.cuda import Part
from shoegui.library.database import Database
from shoegui.library.library import Library
from tests.cli.conftest import Shoegui
from tests.features.tiny import write_network
from tests.helpers import Place


def test_index_says_what_it_did(place: Place, shoegui: Shoegui) -> None:
    place.picture("a.png", 1)
    place.picture("b.png", 2)

    first = shoegui("index", place.photos)
    (place.photos / "a.png").rename(place.photos / "c.png")
    (place.photos / "x.jpg").write_bytes(b"hello")
    second = shoegui("index", place.photos)
    third = shoegui("index")

    assert (first.code, first.err) == (0, "")
    assert first.out.endswith(": 2 added.\n")
    assert second.code == 1
    assert "1 moved, 1 unchanged" in second.out
    assert "1 file skipped:" in second.out
    assert f"{place.photos / 'x.jpg'}: it is not a picture" in second.out
    assert third.code == 1
    assert "1 file skipped before and not changed since" in third.out


def test_index_as_json_is_one_object(place: Place, shoegui: Shoegui) -> None:
    place.picture("a.png", 1)
    (place.photos / "x.jpg").write_bytes(b"")

    outcome = shoegui("index", place.photos, "--json")

    [values] = outcome.lines
    assert outcome.code == 1
    assert values["added"] == 1
    assert values["skipped"] == [
        {
            "path": str(place.photos / "x.jpg"),
            "code": "empty",
            "reason": values["skipped"][0]["reason"],
        }
    ]
    assert not values["cancelled"]
    assert {"updated", "moved", "removed", "unchanged", "offline", "notes"} < set(values)
    assert outcome.err == ""


def test_index_takes_rules(place: Place, shoegui: Shoegui) -> None:
    place.picture("a.png", 1)
    place.picture("b.gif", 2)
    place.picture("old/c.png", 3)
    place.picture(".hidden/d.png", 4)
    place.picture("sub/e.png", 5)

    shoegui("index", place.photos, "--exclude", "*.gif", "--exclude", "old/", "--hidden")
    assert place.names() == ["photos/.hidden/d.png", "photos/a.png", "photos/sub/e.png"]
    shoegui("index", place.photos, "--no-subfolders", "--smallest", "1")
    assert place.names() == ["photos/a.png", "photos/b.gif"]


def test_an_empty_pattern_leaves_the_rules_of_a_folder_as_they_are(
    place: Place, shoegui: Shoegui
) -> None:
    place.picture("a.png", 1)
    place.picture("b.gif", 2)
    shoegui("index", place.photos, "--exclude", "*.gif")

    outcome = shoegui("index", place.photos, "--exclude", "")

    assert outcome.code == 2
    assert "the pattern is empty" in outcome.complaint
    assert place.names() == ["photos/a.png"]


def test_index_takes_kinds_of_file_and_all_of_them_again(place: Place, shoegui: Shoegui) -> None:
    place.picture("a.png", 1)
    place.picture("b.gif", 2)

    shoegui("index", place.photos, "--kinds", "GIF,jpeg")
    assert place.names() == ["photos/b.gif"]
    assert "only jpeg, gif" in shoegui("folders").out
    assert shoegui("index", "--kinds", "png").out.count("no longer wanted") == 1
    assert place.names() == ["photos/a.png"]
    shoegui("index", "--kinds", "all")
    assert place.names() == ["photos/a.png", "photos/b.gif"]


def test_index_of_a_folder_that_is_away_says_so_and_prune_forgets(
    filled: Place, shoegui: Shoegui
) -> None:
    filled.photos.rename(filled.photos.with_name("away"))

    outcome = shoegui("index")
    assert outcome.code == 0
    assert "5 offline" in outcome.out
    assert "--prune" in outcome.out
    assert "5 removed" in shoegui("index", "--prune").out
    assert filled.names() == []


def test_search_prints_the_query_and_its_ranked_hits(filled: Place, shoegui: Shoegui) -> None:
    outcome = shoegui("search", filled.photos / "3.png", "-k", "2")

    assert (outcome.code, outcome.err) == (0, "")
    query, first, second = outcome.out.splitlines()
    assert query == str(filled.photos / "3.png")
    assert first.split() == ["1", "1.000", query, "(same", "picture)"]
    assert second.split()[0] == "2"


def test_search_as_json_is_a_line_for_each_query(filled: Place, shoegui: Shoegui) -> None:
    broken = filled.photos.parent / "x.jpg"
    broken.write_bytes(b"hello")
    pictures = [filled.photos / "0.png", broken, filled.photos / "missing.png"]

    outcome = shoegui("search", *pictures, filled.photos / "1.png", "--json", "-k", "3")

    assert outcome.code == 1
    assert [one["query"] for one in outcome.lines] == [
        *map(str, pictures),
        str(filled.photos / "1.png"),
    ]
    good, bad, missing, last = outcome.lines
    for one, name in ((good, "0.png"), (last, "1.png")):
        assert set(one) == {"query", "hits"}
        assert [hit["rank"] for hit in one["hits"]] == [1, 2, 3]
        assert one["hits"][0]["path"] == str(filled.photos / name)
        assert one["hits"][0]["similarity"] == pytest.approx(1, abs=1e-3)
        assert all(0 <= hit["similarity"] <= 1 for hit in one["hits"])
    for one in (bad, missing):
        assert set(one) == {"query", "error"}
        assert one["query"] in one["error"]


def test_search_fails_when_no_query_can_be_answered(filled: Place, shoegui: Shoegui) -> None:
    outcome = shoegui("search", filled.photos / "missing.png")

    assert (outcome.code, outcome.out) == (3, "")
    assert "missing.png" in outcome.complaint


def test_search_exactly_gives_the_same(filled: Place, shoegui: Shoegui) -> None:
    query = filled.photos / "2.png"

    assert shoegui("search", query).out == shoegui("search", query, "--exact").out


def test_search_for_a_part(filled: Place, shoegui: Shoegui) -> None:
    outcome = shoegui("search", filled.photos / "2.png", "--crop", "0,0,1,0.9")

    assert outcome.code == 0
    assert "same picture" not in outcome.out


@pytest.mark.parametrize("crop", ["1,2", "a,b,c,d", "0.5,0,0.1,1"])
def test_a_crop_that_is_none_is_a_mistake_in_usage(
    filled: Place, shoegui: Shoegui, crop: str
) -> None:
    outcome = shoegui("search", filled.photos / "2.png", "--crop", crop)

    assert (outcome.code, outcome.out) == (2, "")
    assert "crop" in outcome.complaint or "part of a picture" in outcome.complaint


def test_search_draws_a_contact_sheet(filled: Place, shoegui: Shoegui, tmp_path: Path) -> None:
    sheet = tmp_path / "found.png"
    queries = [filled.photos / "2.png", filled.photos / "3.png"]

    outcome = shoegui("search", *queries, "--sheet", sheet, "-k", "4")

    assert outcome.code == 0
    assert str(sheet) in outcome.err
    with Image.open(sheet) as drawn:
        assert drawn.format == "PNG"
        assert len(drawn.convert("RGB").getcolors(10**6) or []) > 50


@pytest.mark.parametrize(
    ("name", "format_name"), [("a.jpg", "JPEG"), ("a.JPEG", "JPEG"), ("a.webp", "WEBP")]
)
def test_a_contact_sheet_is_what_its_name_says(
    filled: Place, shoegui: Shoegui, tmp_path: Path, name: str, format_name: str
) -> None:
    assert shoegui("search", filled.photos / "2.png", "--sheet", tmp_path / name).code == 0
    with Image.open(tmp_path / name) as drawn:
        assert drawn.format == format_name


@pytest.mark.parametrize("name", ["a.xyz", "a", "a.png.bak"])
def test_a_contact_sheet_of_an_unknown_kind_is_refused_before_the_search(
    filled: Place, shoegui: Shoegui, tmp_path: Path, name: str
) -> None:
    for command in (["search", filled.photos / "2.png"], ["demo"]):
        outcome = shoegui(*command, "--sheet", tmp_path / name)

        assert (outcome.code, outcome.out) == (2, "")
        assert "no picture can be drawn into a file of this name" in outcome.complaint
        assert ".png" in outcome.complaint
        assert not (tmp_path / name).exists()


def test_a_contact_sheet_does_without_pictures_that_are_lost(
    filled: Place, shoegui: Shoegui, tmp_path: Path
) -> None:
    shutil.rmtree(filled.paths.thumbnails)

    outcome = shoegui("search", filled.photos / "2.png", "--sheet", tmp_path / "found.png")

    assert outcome.code == 0


def test_a_contact_sheet_that_cannot_be_written_is_said(
    filled: Place, shoegui: Shoegui, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")

    outcome = shoegui("search", filled.photos / "2.png", "--sheet", tmp_path / "file" / "a.png")

    assert outcome.code == 3
    assert "could not be written" in outcome.complaint


def test_status_says_what_is_there(filled: Place, shoegui: Shoegui) -> None:
    (filled.photos / "x.jpg").write_bytes(b"hello")
    shoegui("index")

    words = shoegui("status", "--skipped")
    [values] = shoegui("status", "--json", "--skipped").lines

    assert words.code == 0
    assert "5 photos in 1 folder" in words.out
    assert str(filled.photos / "x.jpg") in words.out
    assert (values["photos"], values["folders"], values["skipped"]) == (5, 1, 1)
    assert values["network"] == "tiny@1"
    assert values["skipped_files"][0]["path"] == str(filled.photos / "x.jpg")
    assert values["bytes"]["database"] > 0


def test_folders_are_listed_with_their_state(
    filled: Place, shoegui: Shoegui, tmp_path: Path
) -> None:
    (tmp_path / "away").mkdir()
    shutil.copy(filled.photos / "0.png", tmp_path / "away")
    shoegui("index", tmp_path / "away")
    shutil.rmtree(tmp_path / "away")
    shoegui("index")

    lines = shoegui("folders", "--json").lines
    words = shoegui("folders")

    assert [(Path(one["path"]).name, one["photos"], one["state"]) for one in lines] == [
        ("away", 1, "offline"),
        ("photos", 5, "present"),
    ]
    assert f"{filled.photos}  5 photos\n" in words.out
    assert "1 photo, offline" in words.out


def test_a_library_without_folders_says_how_to_add_one(place: Place, shoegui: Shoegui) -> None:
    Library(place.paths, create=True).close()

    outcome = shoegui("folders")

    assert (outcome.code, outcome.out) == (0, "")
    assert "shoegui index FOLDER" in outcome.complaint


def test_forget_takes_a_folder_out(filled: Place, shoegui: Shoegui) -> None:
    [values] = shoegui("forget", filled.photos, "--json").lines

    assert values == {"forgotten": str(filled.photos), "photos": 5}
    assert len(list(filled.photos.iterdir())) == 5
    again = shoegui("forget", filled.photos)
    assert again.code == 3
    assert "is not a folder of the library" in again.complaint


def test_check_finds_and_repairs(filled: Place, shoegui: Shoegui) -> None:
    assert shoegui("check").out == "The library is sound.\n"
    database = Database(filled.paths.database)
    database.run("UPDATE features SET vector = zeroblob(16) WHERE id = 1")
    database.close()

    found, repaired = shoegui("check"), shoegui("check", "--repair", "--json")

    assert found.code == 3
    assert "shoegui check --repair" in found.out
    [values] = repaired.lines
    assert repaired.code == 0
    assert not values["sound"]
    assert values["mended"]
    assert values["to_do"]
    assert shoegui("index").code == 0
    assert shoegui("check").code == 0


def test_check_of_a_library_whose_network_is_lost_has_repaired_nothing(
    filled: Place, shoegui: Shoegui
) -> None:
    shutil.rmtree(filled.paths.networks / "tiny")

    outcome = shoegui("check", "--repair")

    assert outcome.code == 3
    assert "tiny@1" in outcome.out


def test_a_damaged_library_can_be_rescued(filled: Place, shoegui: Shoegui) -> None:
    filled.paths.database.write_bytes(b"no database " * 1000)
    for ending in ("-wal", "-shm"):
        filled.paths.database.with_name(f"library.db{ending}").unlink(missing_ok=True)

    assert "--repair" in shoegui("search", filled.photos / "0.png").complaint
    assert shoegui("check").code == 3
    assert shoegui("check", "--repair").code == 0
    assert shoegui("index", filled.photos).code == 0
    assert shoegui("search", filled.photos / "0.png").code == 0


def test_models_lists_the_networks(shoegui: Shoegui) -> None:
    lines = shoegui("models", "--json").lines
    words = shoegui("models").out

    assert {one["name"] for one in lines} >= {"tiny", "opposite", "efficientnet-lite0"}
    assert all({"version", "licence", "dimension", "input_size"} < set(one) for one in lines)
    assert "tiny, version 1" in words


def test_a_network_can_be_added(shoegui: Shoegui, tmp_path: Path) -> None:
    onnx, manifest = write_network(tmp_path / "new", name="mynet")

    added = shoegui("models", "add", onnx, "--manifest", manifest)

    assert added.code == 0
    assert "Added mynet" in added.out
    assert "mynet" in shoegui("models").out


def test_a_damaged_network_is_not_added(shoegui: Shoegui, tmp_path: Path) -> None:
    onnx, manifest = write_network(tmp_path / "new", name="mynet")
    onnx.write_bytes(onnx.read_bytes()[:-10])

    outcome = shoegui("models", "add", onnx, "--manifest", manifest, "--json")

    assert outcome.code == 3
    assert "mynet.onnx" in outcome.complaint
    assert outcome.lines == [{"error": outcome.complaint.removeprefix("shoegui: ")}]
    assert "mynet" not in shoegui("models").out


def test_doctor_tells_of_versions_devices_and_the_library(
    filled: Place, shoegui: Shoegui, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shoegui.cli.doctor._RUNS", 1)

    outcome = shoegui("doctor", "--device", "cpu", "--json")
    words = shoegui("doctor", "--device", "cpu")

    facts = {key: value for line in outcome.lines for key, value in line.items()}
    networks = [line for line in outcome.lines if "network" in line]
    assert outcome.code == words.code == 0
    assert {"ShoeGUI", "Python", "numpy", "hnswlib"} < set(facts["versions"])
    assert "CPUExecutionProvider" in facts["providers"]
    assert {one["network"] for one in networks} >= {"tiny", "efficientnet-lite0"}
    assert all(one["milliseconds_per_picture"] > 0 for one in networks)
    assert all(one["device"] == "cpu" for one in networks)
    assert facts["problems"] == []
    assert f"Library    {filled.paths.data}: sound" in words.out
    assert "cuda" not in facts
    assert "CUDA  " not in words.out


@pytest.mark.usefixtures("place")
def test_doctor_names_every_part_that_cuda_lacks_and_what_to_do(
    shoegui: Shoegui, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shoegui.cli.doctor._RUNS", 1)
    parts = [
        Part("the provider is there"),
        Part(lacking="there is no driver", step="Install it"),
        Part(lacking="there is no cuDNN", step="Install it too"),
    ]
    monkeypatch.setattr("shoegui.features.cuda.parts", lambda: iter(parts))

    words = shoegui("doctor")
    facts = {
        key: value for line in shoegui("doctor", "--json").lines for key, value in line.items()
    }

    assert words.code == 0
    assert (
        "CUDA       the provider is there\n"
        "           missing: there is no driver. Install it\n"
        "           missing: there is no cuDNN. Install it too\n"
    ) in words.out
    assert [part["lacking"] for part in facts["cuda"]] == [part.lacking for part in parts]
    assert facts["cuda"][1]["step"] == "Install it"


def test_doctor_reports_what_is_wrong(
    filled: Place, shoegui: Shoegui, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shoegui.cli.doctor._RUNS", 1)
    (filled.paths.networks / "opposite" / "opposite.onnx").write_bytes(b"")
    filled.paths.database.write_bytes(b"no database " * 1000)

    outcome = shoegui("doctor", "--device", "cpu")

    assert outcome.code == 3
    assert "'opposite' is damaged" in outcome.out
    assert "shoegui check --repair" in outcome.out
    assert "Traceback" not in outcome.err


def test_undecodable_names_survive_text_and_json(place: Place, shoegui: Shoegui) -> None:
    good = place.picture("a.png", 1)
    odd = Path(os.fsdecode(os.fsencode(place.photos) + b"/caf\xe9.png"))
    try:
        good.rename(odd)
    except OSError:
        pytest.skip("this file system takes only names that are text")
    shoegui("index", place.photos)

    words = shoegui("search", odd)
    [line] = shoegui("search", odd, "--json").lines

    assert words.code == 0
    assert words.out.count("caf\\xe9.png") == 2
    assert os.fsencode(line["query"]) == os.fsencode(odd)
    assert os.fsencode(line["hits"][0]["path"]) == os.fsencode(odd)
