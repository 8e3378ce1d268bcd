"""The whole program on a screen: real files, the real network, a real mouse."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from shoegui.samples.shop import catalogue, draw
from tests.end_to_end.desk import Desk, Window

pytestmark = [
    pytest.mark.end_to_end,
    pytest.mark.skipif(sys.platform != "linux", reason="drives a window through X11"),
]

KINDS = ("boot", "sneaker", "clog", "heel")
TOOLS = ("Xvfb", "xdotool", "xclip", "openbox")


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    assert not missing, f"'make test' installs these, or names how: {missing}"
    made = Desk()
    yield made
    made.close()


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve drawn pictures each of four kinds of shoe."""
    folder = tmp_path_factory.mktemp("shop")
    for kind in KINDS:
        (folder / kind).mkdir()
        for sample in [one for one in catalogue() if one.kind == kind][:12]:
            draw(sample).save(folder / kind / sample.name, quality=90)
    return folder


@pytest.fixture(scope="module")
def indexed(shop: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    library = tmp_path_factory.mktemp("library")
    command = [sys.executable, "-m", "shoegui", "index", str(shop), "--library", str(library)]
    subprocess.run(command, check=True, cwd=Path(__file__).parents[2], capture_output=True)
    return library


@pytest.fixture
def windows() -> Iterator[list[Window]]:
    opened: list[Window] = []
    yield opened
    for one in opened:
        one.kill()


def turn_page(window: Window) -> None:
    before = window.now["page"]
    window.press("alt+n")
    window.wait_until(lambda now: now["page"] != before, f"the page after {before}")


def kinds_of(hits: list[str]) -> list[str]:
    return [Path(hit).parent.name for hit in hits]


def test_a_dragged_file_is_found_with_its_kind_and_the_window_closes_cleanly(
    desk: Desk, indexed: Path, shop: Path, windows: list[Window]
) -> None:
    window = Window(desk, indexed)
    windows.append(window)
    window.wait_until(lambda now: now["window"] and now["photos"] == 48, "the library's photos")
    picture = sorted((shop / "boot").iterdir())[3]

    desk.drag([picture], window.middle())
    window.wait_until(lambda now: now["hits"], "hits")

    assert window.now["queries"] == [picture.name]
    assert window.now["hits"][0] == str(picture)
    assert kinds_of(window.now["hits"][:5]) == ["boot"] * 5

    second = Path(window.now["hits"][1])
    desk.drag_between(window.middle("second"), window.middle("picture"))
    window.wait_until(lambda now: now["queries"] == [second.name], "a match as the next query")
    window.wait_until(lambda now: now["hits"][:1] == [str(second)], "its hits")

    window.click(window.middle())
    window.press("ctrl+q")
    assert window.ended() == (0, [])


def test_a_pasted_bitmap_is_searched_for(
    desk: Desk, indexed: Path, shop: Path, tmp_path: Path, windows: list[Window]
) -> None:
    window = Window(desk, indexed)
    windows.append(window)
    window.wait_until(lambda now: now["window"] and now["photos"] == 48, "the library's photos")
    original = sorted((shop / "clog").iterdir())[5]
    bitmap = tmp_path / "from-another-program.png"
    with Image.open(original) as opened:
        opened.resize((300, 225)).save(bitmap)

    desk.copy_picture(bitmap)
    left, top, _width, _height = window.place()
    window.click((left + 5, top + 300))
    window.press("ctrl+v")
    window.wait_until(lambda now: now["hits"], "hits")

    assert window.now["hits"][0] == str(original)
    assert kinds_of(window.now["hits"][:4]) == ["clog"] * 4
    window.press("ctrl+q")
    assert window.ended() == (0, [])


def test_a_second_start_hands_its_picture_to_the_window_that_is_there(
    desk: Desk, indexed: Path, shop: Path, windows: list[Window]
) -> None:
    window = Window(desk, indexed)
    windows.append(window)
    window.wait_until(lambda now: now["window"] and now["photos"] == 48, "the library's photos")
    picture = sorted((shop / "heel").iterdir())[0]

    command = [sys.executable, "-m", "shoegui", "--library", str(indexed), str(picture)]
    second = subprocess.run(
        command, env=desk.environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert (second.returncode, second.stderr) == (0, "")
    window.wait_until(lambda now: now["hits"], "hits for the second start's picture")
    assert window.now["hits"][0] == str(picture)

    window.process.terminate()


def test_several_dragged_files_make_one_query(
    desk: Desk, indexed: Path, shop: Path, windows: list[Window]
) -> None:
    window = Window(desk, indexed)
    windows.append(window)
    window.wait_until(lambda now: now["window"] and now["photos"] == 48, "the library's photos")
    pictures = sorted((shop / "sneaker").iterdir())[:3]

    desk.drag(pictures, window.middle())
    window.wait_until(lambda now: now["hits"], "hits")

    assert window.now["queries"] == [picture.name for picture in pictures]
    assert kinds_of(window.now["hits"][:5]) == ["sneaker"] * 5
    window.click(window.middle())
    window.press("ctrl+q")
    assert window.ended() == (0, [])


def test_the_first_start_indexes_a_dropped_folder_and_then_finds(
    desk: Desk, shop: Path, tmp_path: Path, windows: list[Window]
) -> None:
    window = Window(desk, tmp_path / "new-library")
    windows.append(window)
    window.wait_until(lambda now: now["window"] and now["wizard"], "the wizard")
    first = window.now["page"]

    desk.drag([shop], window.middle("wizard"))
    left, top, width, _height = window.place("wizard")
    window.click((left + width // 2, top + 30))
    turn_page(window)
    turn_page(window)
    assert window.now["page"] != first
    window.press("alt+s")
    window.wait_until(lambda now: now["photos"] == 48, "all photos in the library")
    window.press("alt+s")
    window.wait_until(lambda now: not now["wizard"], "the wizard closed")

    picture = sorted((shop / "boot").iterdir())[3]
    desk.drag([picture], window.middle())
    window.wait_until(lambda now: now["hits"], "hits")
    assert window.now["hits"][0] == str(picture)
    assert kinds_of(window.now["hits"][:5]) == ["boot"] * 5
    window.click(window.middle())
    window.press("ctrl+q")
    assert window.ended() == (0, [])
