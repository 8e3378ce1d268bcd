"""The workflows for GitHub: who may write, when something is published, and what they start.

Read as text, by their indentation: no reader of YAML is needed for that.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
TEXTS = {path.name: path.read_text(encoding="utf-8") for path in WORKFLOWS}


def top(text: str, key: str) -> str:
    """What stands below a key at the left margin."""
    found = re.search(rf"^{key}:(.*\n(?:(?:[ ].*)?\n)*)", text, re.MULTILINE)
    assert found, key
    return found[1]


def jobs(text: str) -> dict[str, str]:
    """The jobs of a workflow, each with what stands below its name."""
    parts = re.split(r"^  ([\w-]+):\n", top(text, "jobs"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


RELEASE = jobs(TEXTS["release.yml"])
each = pytest.mark.parametrize("name", TEXTS)


@each
def test_a_workflow_may_only_read(name: str) -> None:
    assert top(TEXTS[name], "permissions").split("\n")[1:2] == ["  contents: read"]
    writing = {job for job, text in jobs(TEXTS[name]).items() if re.search(r": write\b", text)}
    assert writing == ({"publish"} if name == "release.yml" else set())


@each
def test_no_step_finds_the_credentials_that_the_checkout_used(name: str) -> None:
    text = TEXTS[name]
    assert text.count("actions/checkout@") == text.count("persist-credentials: false")


@each
def test_only_githubs_own_actions_are_used_each_of_a_fixed_version(name: str) -> None:
    used = re.findall(r"uses: (\S+)", TEXTS[name])
    assert used
    assert not [one for one in used if not re.fullmatch(r"actions/[\w-]+@(v\d+|[0-9a-f]{40})", one)]


@each
def test_nothing_that_a_stranger_can_write_gets_into_a_command(name: str) -> None:
    assert "pull_request_target" not in TEXTS[name]
    said = set(re.findall(r"\$\{\{ (.*?) \}\}", TEXTS[name]))
    assert said <= {
        "github.ref",
        "github.token",
        "matrix.python",
        "matrix.system",
        "runner.temp",
    }


@each
def test_every_job_ends_some_time(name: str) -> None:
    assert all("timeout-minutes:" in text for text in jobs(TEXTS[name]).values())


@each
def test_the_head_says_that_it_has_not_run_yet(name: str) -> None:
    assert TEXTS[name].startswith("# Not yet run on GitHub")


@each
def test_every_file_and_command_that_a_workflow_names_is_there(name: str) -> None:
    files = set(re.findall(r"(?:packaging|\.ci)[/\\][\w/\\.-]*\w", TEXTS[name]))
    assert files
    assert not {file for file in files if not (ROOT / file.replace("\\", "/")).exists()}
    helped = subprocess.run(
        [sys.executable, str(ROOT / "packaging" / "bootstrap.py"), "--help"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    for command in re.findall(r"bootstrap\.py ([\w-]+)", TEXTS[name]):
        assert re.search(rf"^ +{command}\b", helped, re.MULTILINE), command


def test_checks_run_on_the_oldest_and_the_newest_python_and_elsewhere() -> None:
    ci = jobs(TEXTS["ci.yml"])
    assert 'python: ["3.11", "3.13"]' in ci["checks"]
    assert "bash .ci/run" in ci["checks"]
    assert "continue-on-error" not in ci["checks"]
    assert "windows-" in ci["elsewhere"]
    assert "macos-" in ci["elsewhere"]


def test_only_a_pushed_tag_of_a_version_publishes() -> None:
    assert re.fullmatch(
        r'\n  push:\n    tags: \["v\*"\]\n  workflow_dispatch:\n+', top(TEXTS["release.yml"], "on")
    )
    condition = re.search(r"^    if: (.*)$", RELEASE["publish"], re.MULTILINE)
    assert condition
    assert set(condition[1].split(" && ")) == {
        "github.event_name == 'push'",
        "github.ref_type == 'tag'",
        "startsWith(github.ref_name, 'v')",
    }
    assert {job for job, text in RELEASE.items() if "gh release" in text} == {"publish"}


def test_nothing_is_published_unless_all_is_built_and_the_tag_is_the_version() -> None:
    needs = re.search(r"^    needs: \[(.*)\]$", RELEASE["publish"], re.MULTILINE)
    assert needs
    assert set(needs[1].split(", ")) == RELEASE.keys() - {"publish"}
    assert 'release.py check "$GITHUB_REF_NAME"' in RELEASE["check"]
    for job in RELEASE.keys() - {"publish", "check"}:
        assert "\n    needs: check\n" in f"\n{RELEASE[job]}"


def test_every_kind_of_file_is_tried_before_it_is_kept() -> None:
    for job in RELEASE.keys() - {"publish", "check"}:
        steps = RELEASE[job]
        tried = max(steps.find(word) for word in ("smoke.py", "bootstrap.py wheel", "py bundle"))
        assert 0 < tried < steps.index("upload-artifact")


def test_what_is_published_is_summed_up_and_attested() -> None:
    steps = RELEASE["publish"]
    order = [steps.index(word) for word in ("release.py sums", "attest-build", "gh release create")]
    assert order == sorted(order)
