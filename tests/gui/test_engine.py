from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
from PIL import Image

from shoegui.basics.errors import PhotoError
from shoegui.basics.progress import CancelToken
from shoegui.gui.engine import Engine
from shoegui.library.graph_process import ProcessGraphs
from shoegui.search.embedding import Embedded
from shoegui.search.query import Crop, Query
from shoegui.search.request import Request
from shoegui.search.searcher import Searcher
from shoegui.search.sources import Copy


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
    assert engine.copy(asked) == Copy(boot.read_bytes())
    after = engine.why(query, found.hits[1].photo.id)
    assert (after.query.heat == before.query.heat).all()
    # Another device makes another searcher; what was asked with stays.
    engine.use_device("cpu")
    assert engine.search(Request((query,)), 4).hits == found.hits


def test_a_file_that_nobody_asked_with_is_not_known(engine: Engine, tmp_path: Path) -> None:
    unknown = tmp_path / "unknown.jpg"
    assert engine.copy(unknown) is None
    assert engine.copy(1_000_000) is None
    with pytest.raises(PhotoError, match="cannot be read"):
        engine.search(Request((Query(unknown),)), 4)


def test_a_photo_is_known_by_its_path_as_by_its_id(engine: Engine, boot: Path) -> None:
    photo = engine.library.photo_at(boot)
    assert photo is not None
    assert photo.path == boot
    small = engine.library.thumbnails().get(photo.facts.hash)
    assert small is not None
    assert engine.copy(boot) == engine.copy(photo.id) == Copy(small, photo)


def test_a_photo_in_the_trash_is_still_shown_cropped_and_explained(
    engine: Engine, boot: Path
) -> None:
    photo = engine.library.photo_at(boot)
    assert photo is not None
    query = Query(photo_id=photo.id)
    found = engine.search(Request((query,)), 4)
    boot.unlink()
    engine.forget_photos([photo.id])
    other = found.hits[1].photo

    assert engine.copy(photo.id) is not None
    assert engine.search(Request((replace(query, crop=Crop(0, 0, 0.9, 0.9)),)), 4).hits
    assert engine.why(query, other.id).similarity > 0


def test_large_files_are_not_read_before_they_are_asked_with(
    engine: Engine, boot: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = tmp_path / "small.jpg"
    with Image.open(boot) as picture:
        picture.resize((40, 30)).save(small)
    assert small.stat().st_size < boot.stat().st_size
    seen: list[Path | None] = []
    real = Searcher.embed

    def noted(self: Searcher, query: Query, **more: Any) -> Embedded:
        seen.append(cast("Path", query.source))
        return real(self, query, **more)

    monkeypatch.setattr(Searcher, "embed", noted)
    monkeypatch.setattr("shoegui.gui.engine._MOST_PREPARED", boot.stat().st_size)
    gone, broken = tmp_path / "gone.jpg", tmp_path / "broken.jpg"
    broken.write_bytes(b"no picture")

    asked = Request(tuple(Query(one) for one in (gone, broken, small, boot)))
    engine.prepare(asked, CancelToken())

    assert seen == [broken, small]
    assert engine.copy(small) is None, "it was not asked with"
