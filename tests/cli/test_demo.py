from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from PIL import Image

from tests.helpers import program

pytestmark = pytest.mark.end_to_end


def test_the_demo_goes_from_nothing_to_ranked_neighbours(tmp_path: Path) -> None:
    bare = {name: value for name, value in os.environ.items() if name != "DISPLAY"}
    bare.pop("WAYLAND_DISPLAY", None)
    # Started elsewhere, because that is where the contact sheet goes.
    bare["PYTHONPATH"] = str(Path.cwd())
    call = ("demo", "--library", tmp_path / "library", "--device", "cpu", "--json")

    first = program(*call, cwd=tmp_path, env=bare)

    assert first.returncode == 0, first.stderr
    assert "There is no display" in first.stderr
    [answer] = [json.loads(line) for line in first.stdout.splitlines()]
    assert answer["hits"][0]["path"] == answer["query"]
    assert answer["hits"][0]["similarity"] == pytest.approx(1, abs=1e-3)
    kinds = [Path(hit["path"]).parent.name for hit in answer["hits"]]
    assert kinds.count("sneaker") >= len(kinds) // 2
    assert "shoegui-demo.png" in first.stderr
    with Image.open(tmp_path / "shoegui-demo.png") as sheet:
        assert sheet.size[0] > 800

    second = program(*call, "--sheet", tmp_path / "again.png", cwd=tmp_path, env=bare)
    assert json.loads(second.stdout) == answer
    assert (tmp_path / "again.png").exists()
