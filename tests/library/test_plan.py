"""The plan of an index run, as the wizard fills it."""

from __future__ import annotations

import math
import os
from pathlib import Path

import pytest

from shoegui.basics.paths import AppPaths
from shoegui.library.counting import Count
from shoegui.library.plan import (
    IndexPlan,
    Workload,
    estimate_seconds,
    library_folder_of,
    look_at,
    workload,
)
from shoegui.photos.scan import ScanRules
from tests.helpers import Place


@pytest.fixture
def paths(tmp_path: Path) -> AppPaths:
    return AppPaths.under(tmp_path / "own")


def chosen(paths: AppPaths, *folders: Path) -> IndexPlan:
    plan = IndexPlan()
    for one in folders:
        one.mkdir(parents=True, exist_ok=True)
        assert plan.add(look_at(one, paths))
    return plan


def test_a_folder_inside_a_chosen_one_is_covered_whichever_came_first(
    paths: AppPaths, tmp_path: Path
) -> None:
    plan = chosen(paths, tmp_path / "all" / "one", tmp_path / "all", tmp_path / "all" / "two")
    assert [one.covered_by for one in plan.entries()] == [tmp_path / "all", None, tmp_path / "all"]
    assert plan.folders() == [tmp_path / "all"]


def test_without_subfolders_a_child_counts_by_itself(paths: AppPaths, tmp_path: Path) -> None:
    plan = chosen(paths, tmp_path / "all", tmp_path / "all" / "one")
    plan.recursive = False
    assert plan.folders() == [tmp_path / "all", tmp_path / "all" / "one"]


def test_a_link_to_a_chosen_folder_is_the_same_folder(paths: AppPaths, tmp_path: Path) -> None:
    plan = chosen(paths, tmp_path / "real")
    (tmp_path / "link").symlink_to(tmp_path / "real", target_is_directory=True)
    assert plan.add(look_at(tmp_path / "link", paths))
    entry = plan.entries()[1]
    assert (entry.covered_by, entry.same) == (tmp_path / "real", True)


def test_what_a_removed_folder_covered_counts_again(paths: AppPaths, tmp_path: Path) -> None:
    plan = chosen(paths, tmp_path / "all", tmp_path / "all" / "one")
    plan.remove(tmp_path / "all")
    assert plan.folders() == [tmp_path / "all" / "one"]


def test_a_folder_is_chosen_once(paths: AppPaths, tmp_path: Path) -> None:
    plan = chosen(paths, tmp_path / "all")
    assert not plan.add(look_at(Path(os.path.relpath(tmp_path / "all")), paths))
    assert len(plan.entries()) == 1


def test_names_that_only_begin_alike_are_two_folders(paths: AppPaths, tmp_path: Path) -> None:
    plan = chosen(paths, tmp_path / "all", tmp_path / "all together")
    assert len(plan.folders()) == 2


@pytest.mark.parametrize(
    ("name", "fault"), [("nowhere", "missing"), ("file", "not_a_folder"), ("own/cache", "own")]
)
def test_what_cannot_be_indexed_is_refused_with_the_reason(
    paths: AppPaths, tmp_path: Path, name: str, fault: str
) -> None:
    (tmp_path / "file").touch()
    paths.cache.mkdir(parents=True)
    found = look_at(tmp_path / name, paths)
    assert found.fault == fault
    assert not IndexPlan().add(found)


def test_a_link_into_the_programs_own_folders_is_refused(paths: AppPaths, tmp_path: Path) -> None:
    paths.thumbnails.mkdir(parents=True)
    (tmp_path / "link").symlink_to(paths.thumbnails, target_is_directory=True)
    assert look_at(tmp_path / "link", paths).fault == "own"


def test_a_folder_around_the_programs_own_is_fine(paths: AppPaths, tmp_path: Path) -> None:
    paths.data.mkdir()
    assert look_at(tmp_path, paths).fault is None


def test_the_plan_becomes_options(paths: AppPaths, tmp_path: Path) -> None:
    plan = chosen(paths, tmp_path / "all")
    plan.exclude = ("  *.gif ", "", "drafts/")
    plan.smallest_bytes = 5000
    plan.network, plan.device, plan.gentle = "lite", "cpu", True
    options = plan.options()
    assert (options.network, options.device, options.threads) == ("lite", "cpu", 1)
    assert options.rules is not None
    assert options.rules.exclude == ("*.gif", "drafts/")
    assert options.rules.smallest_bytes == 5000


def test_only_new_and_changed_photos_are_work_unless_the_network_changes() -> None:
    counts = [Count(new=3, changed=2, unchanged=10), Count(new=1)]
    assert workload(counts, 50, changes_network=False) == Workload(6, 10)
    assert workload(counts, 50, changes_network=True) == Workload(54, 0)


def test_an_estimate_is_unknown_where_nothing_was_measured() -> None:
    assert estimate_seconds(Workload(10, 5), 0.5) == 5.0
    assert math.isnan(estimate_seconds(Workload(10, 5), math.nan))


def test_a_folder_is_found_in_the_library_that_has_it(place: Place) -> None:
    place.picture("a/1.png", 1)
    place.index()
    with place.library() as library:
        folders = library.catalogue.folders()
    inside = library_folder_of(look_at(place.photos / "a", place.paths), folders)
    assert inside is not None
    assert inside.path == place.photos
    assert library_folder_of(look_at(place.photos.parent, place.paths), folders) is None


def test_a_known_folder_s_choices_are_taken_over_unless_others_were_made() -> None:
    before = ScanRules(recursive=False, exclude=("*.gif",), smallest_bytes=5, kinds=("jpeg",))
    plan = IndexPlan()
    plan.start_from(before)
    assert plan.rules == before

    plan = IndexPlan(include_hidden=True)
    plan.start_from(before)
    assert plan.rules == ScanRules(include_hidden=True)
