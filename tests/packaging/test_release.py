"""A release is refused unless tag, version, changes and checkout agree; its files are summed up."""

from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path

import pytest
import release

ROOT = Path(__file__).resolve().parents[2]
CHANGES = "# Changes\n\n## 1.2.3 ({when})\n\n- New.\n\n## 1.2.2 (2026-01-01)\n\n- Old.\n"


def commit(root: Path) -> None:
    """Commit everything in `root`."""
    who = ["-c", "user.name=n", "-c", "user.email=n@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(root), "add", "-A"], check=True)
    subprocess.run(["git", "-C", str(root), *who, "commit", "-qm", "x"], check=True)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout that is the release 1.2.3."""
    root = tmp_path / "checkout"
    (root / "shoegui").mkdir(parents=True)
    (root / "shoegui" / "__init__.py").write_text('__version__ = "1.2.3"\n', encoding="utf-8")
    (root / "CHANGELOG.md").write_text(CHANGES.format(when="2026-02-03"), encoding="utf-8")
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    commit(root)
    return root


def test_a_tag_that_says_the_version_of_a_dated_section_is_a_release(checkout: Path) -> None:
    assert release.problems(checkout, "v1.2.3") == []


@pytest.mark.parametrize("tag", ["v1.2.4", "1.2.3", "v1.2.3-rc1", ""])
def test_another_tag_is_refused(checkout: Path, tag: str) -> None:
    (problem,) = release.problems(checkout, tag)
    assert "the package's version is 1.2.3" in problem


def test_a_version_that_is_not_dated_yet_is_refused(checkout: Path) -> None:
    (checkout / "CHANGELOG.md").write_text(CHANGES.format(when="not released"), encoding="utf-8")
    commit(checkout)
    (problem,) = release.problems(checkout, "v1.2.3")
    assert "no date for 1.2.3" in problem


def test_a_version_without_a_section_is_refused(checkout: Path) -> None:
    (checkout / "shoegui" / "__init__.py").write_text('__version__ = "1.3.0"\n', encoding="utf-8")
    commit(checkout)
    (problem,) = release.problems(checkout, "v1.3.0")
    assert "does not begin with a section on 1.3.0" in problem


def test_a_version_of_another_form_is_refused(checkout: Path) -> None:
    (checkout / "shoegui" / "__init__.py").write_text('__version__ = "1.3rc1"\n', encoding="utf-8")
    commit(checkout)
    assert "not of the form" in release.problems(checkout, "v1.3rc1")[0]


def test_changes_that_are_not_committed_are_refused(checkout: Path) -> None:
    (checkout / "left over.txt").write_text("x", encoding="utf-8")
    (problem,) = release.problems(checkout, "v1.2.3")
    assert "left over.txt" in problem


def test_the_notes_are_those_of_this_version_alone(checkout: Path) -> None:
    assert release.sections(checkout)["1.2.3"] == ("2026-02-03", "- New.")
    assert list(release.sections(checkout)) == ["1.2.3", "1.2.2"]


def test_this_projects_changes_begin_with_its_version() -> None:
    assert next(iter(release.sections(ROOT))) == release.version_of(ROOT)


def test_the_sums_are_sorted_and_leave_themselves_out(tmp_path: Path) -> None:
    for name in ("b.whl", "a.deb"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    (tmp_path / "shoegui").mkdir()
    release.write_sums(tmp_path)
    again = release.write_sums(tmp_path).read_text(encoding="utf-8")
    expected = [(hashlib.sha256(name.encode()).hexdigest(), name) for name in ("a.deb", "b.whl")]
    assert again == "".join(f"{digest}  {name}\n" for digest, name in expected)
