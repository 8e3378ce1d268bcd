from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from shoegui.basics.errors import PhotoError
from shoegui.basics.progress import CancelToken
from shoegui.gui.engine import Engine
from shoegui.library.graph_process import ProcessGraphs
from shoegui.search.query import Query
from shoegui.search.request import Request


def test_a_window_never_waits_for_its_search_index(engine: Engine) -> None:
    # Where hnswlib loads and saves, the interpreter stands still; a child's may.
    assert isinstance(engine.library.neighbours()._graphs, ProcessGraphs)


@pytest.fixture
def boot(sample_photos: Path) -> Path:
    return min((sample_photos / "boot").iterdir())


def test_a_file_that_was_asked_with_is_known_when_it_has_gone(
    engine: Engine, boot: Path, tmp_path: Path
) -> None:
    asked = tmp_path / "asked.jpg"
    asked.write_bytes(boot.read_bytes())
    query = Query(asked)
    found = engine.search(Request((query,)), 4)
    before = engine.why(query, found.hits[1].photo.id)
    asked.unlink()
    assert engine.kept(asked) == boot.read_bytes()
    after = engine.why(query, found.hits[1].photo.id)
    assert (after.query.heat == before.query.heat).all()
    # Another device makes another searcher; what was asked with stays.
    engine.use_device("cpu")
    assert engine.search(Request((query,)), 4).hits == found.hits


def test_a_file_that_nobody_asked_with_is_not_known(engine: Engine, tmp_path: Path) -> None:
    unknown = tmp_path / "unknown.jpg"
    assert engine.kept(unknown) is None
    assert engine.small_copy(unknown) is None
    with pytest.raises(PhotoError, match="cannot be read"):
        engine.search(Request((Query(unknown),)), 4)


def test_a_photo_is_known_by_its_path_as_by_its_id(engine: Engine, boot: Path) -> None:
    found = engine.library.catalogue.id_at(boot)
    assert found is not None
    assert engine.library.photos([found])[found].path == boot
    assert engine.small_copy(boot) == engine.small_copy(found)
    assert engine.small_copy(boot) is not None


def test_a_large_file_is_not_read_before_it_is_asked_with(
    engine: Engine, boot: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = tmp_path / "small.jpg"
    with Image.open(boot) as picture:
        picture.resize((40, 30)).save(small)
    assert small.stat().st_size < boot.stat().st_size
    monkeypatch.setattr("shoegui.gui.engine._LARGEST_PREPARED", small.stat().st_size)

    engine.prepare(Request((Query(boot), Query(small))), CancelToken())

    assert engine.kept(boot) is None
    assert engine.kept(small) == small.read_bytes()
