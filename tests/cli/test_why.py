from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from shoegui.cli.main import run
from tests.helpers import save

NETWORK = "efficientnet-lite0"


def why(tmp_path: Path, *arguments: str | Path) -> int:
    common = ["--library", str(tmp_path / "library"), "--network", NETWORK, "--device", "cpu"]
    return run(["why", *map(str, arguments), *common])


@pytest.fixture
def pictures(tmp_path: Path) -> tuple[Path, Path]:
    return save(tmp_path / "a.png", 1), save(tmp_path / "b.png", 2)


def test_both_pictures_are_drawn_side_by_side_with_their_legend(
    tmp_path: Path, pictures: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "why.png"

    assert why(tmp_path, *pictures, "--out", out, "--json") == 0

    with Image.open(out) as sheet:
        assert sheet.width > sheet.height
        colours = sheet.convert("RGB").crop((0, sheet.height - 40, *sheet.size)).getcolors(1 << 16)
    assert colours is not None
    assert len(colours) > 100
    printed = capsys.readouterr()
    assert '"similarity": ' in printed.out
    assert "why.png" in printed.err


def test_no_library_is_made_for_it(tmp_path: Path, pictures: tuple[Path, Path]) -> None:
    why(tmp_path, *pictures, "--out", tmp_path / "why.png")

    assert not (tmp_path / "library" / "library.sqlite").exists()


def test_a_file_that_is_there_is_replaced_only_by_force(
    tmp_path: Path, pictures: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    out = save(tmp_path / "other.png", 3)
    before = out.read_bytes()

    assert why(tmp_path, *pictures, "--out", out) == 2
    assert out.read_bytes() == before
    assert "--force" in capsys.readouterr().err
    assert why(tmp_path, *pictures, "--out", out, "--force") == 0
    assert out.read_bytes() != before


def test_neither_picture_is_ever_replaced(tmp_path: Path, pictures: tuple[Path, Path]) -> None:
    for picture in pictures:
        before = picture.read_bytes()
        assert why(tmp_path, *pictures, "--out", picture, "--force") == 2
        assert picture.read_bytes() == before


def test_an_unknown_format_and_a_missing_picture_are_said(
    tmp_path: Path, pictures: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert why(tmp_path, *pictures, "--out", tmp_path / "why.txt") == 2
    assert "contact sheet" not in capsys.readouterr().err
    assert why(tmp_path, pictures[0], tmp_path / "no.png", "--out", tmp_path / "why.png") == 3
