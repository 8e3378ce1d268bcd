"""Fixtures of the looking side: a loader, thumbnails, and hits on small files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from shoegui.gui.jobs import Jobs
from shoegui.gui.picture_loader import PictureLoader
from shoegui.gui.results.thumbnails import ThumbnailLoader
from shoegui.library.catalogue import Facts, Photo
from shoegui.photos.reading import content_hash
from shoegui.photos.thumbnails import ThumbnailStore
from shoegui.search.searcher import Hit
from shoegui.search.words import match_of

MakeHit = Callable[..., Hit]


@pytest.fixture
def loader(jobs: Jobs) -> PictureLoader:
    return PictureLoader(jobs)


@pytest.fixture
def store(tmp_path: Path) -> ThumbnailStore:
    return ThumbnailStore(tmp_path / "thumbnails")


@pytest.fixture
def thumbnails(store: ThumbnailStore, loader: PictureLoader) -> Iterator[ThumbnailLoader]:
    made = ThumbnailLoader(store, parent=loader)
    yield made
    made.close()


@pytest.fixture
def make_hit(tmp_path: Path) -> MakeHit:
    """Makes a hit on a new file; what is named differently from the file's own facts is given."""
    count = 0

    def make(
        colour: str = "orange",
        *,
        size: tuple[int, int] = (60, 40),
        path: Path | None = None,
        similarity: float = 0.7,
        same_picture: bool = False,
        offline: bool = False,
        **facts: Any,
    ) -> Hit:
        nonlocal count
        count += 1
        file = tmp_path / f"{colour}-{count}.png"
        Image.new("RGB", size, colour).save(file)
        data = file.read_bytes()
        learned = {"taken_at": None, "camera": None, **facts}
        photo = Photo(
            id=count,
            path=path or file,
            size=len(data),
            mtime_ns=file.stat().st_mtime_ns,
            facts=Facts(content_hash(data), *size, "PNG", **learned),
            offline=offline,
        )
        match = match_of(similarity, 0.5, same_picture=same_picture)
        return Hit(count, photo, similarity, same_picture, match)

    return make
