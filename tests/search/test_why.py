"""Where the shared thing is, is known: it was put there. The shipped networks have to find it."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from shoegui.basics.bundled import models_dir
from shoegui.basics.errors import NetworkError
from shoegui.features.extractor import Extractor
from shoegui.features.manifest import load_manifest
from shoegui.samples.shop import Sample, catalogue
from shoegui.search.query import Crop
from shoegui.search.why import explain
from tests.composed import TRANSFORMATIONS, Composed, compose, mass_ratio, shoe
from tests.helpers import TINY, Place

NETWORKS = ("efficientnet-lite0", "efficientnet-lite2")
# Not the outermost: what is there hardly counts in a similarity.
CORNERS = ((0.15, 0.8), (0.85, 0.2))


@pytest.fixture(scope="module", params=NETWORKS)
def extractor(request: pytest.FixtureRequest) -> Extractor:
    return Extractor(load_manifest(models_dir() / f"{request.param}.toml"), device="cpu")


@pytest.fixture(scope="module")
def boot() -> Image.Image:
    return shoe(sample("ankle boot"))


def sample(kind: str) -> Sample:
    return next(one for one in catalogue() if one.kind == kind and one.view.startswith("side"))


def pair(cut: Image.Image, changed: Image.Image, share: float) -> tuple[Composed, Composed]:
    return (
        compose(cut, "coffee.png", place=CORNERS[0], share=0.5),
        compose(changed, "chelsea.png", size=(480, 400), place=CORNERS[1], share=share),
    )


@pytest.mark.parametrize("name", TRANSFORMATIONS)
def test_the_heat_lies_on_what_both_pictures_show(
    extractor: Extractor, boot: Image.Image, name: str
) -> None:
    change, share = TRANSFORMATIONS[name]
    query, hit = pair(boot, change(boot), share)

    why = explain(extractor, query.picture, hit.picture)

    assert mass_ratio(why.query.heat, query.cover) >= 2
    assert mass_ratio(why.hit.heat, hit.cover) >= 2
    assert 0 <= why.similarity <= 1


def test_each_side_is_explained_in_its_own_shape(extractor: Extractor, boot: Image.Image) -> None:
    query, hit = pair(boot, boot, 0.5)

    why = explain(extractor, query.picture, hit.picture)

    for side, given in ((why.query, query), (why.hit, hit)):
        assert side.picture.size == given.picture.size
        assert side.heat.shape == given.cover.shape


def test_beside_the_part_that_was_searched_for_nothing_is_hot(
    extractor: Extractor, boot: Image.Image
) -> None:
    query, hit = pair(boot, boot, 0.5)
    crop = Crop(0, 0.5, 0.7, 1)

    why = explain(extractor, query.picture, hit.picture, crop)

    left, top, right, bottom = crop.box(*query.picture.size)
    inside = why.query.heat[top:bottom, left:right].sum()
    assert inside == pytest.approx(why.query.heat.sum())
    assert inside > 0
    assert mass_ratio(why.hit.heat, hit.cover) >= 2


def test_a_picture_and_itself_are_hot_in_the_same_places(
    extractor: Extractor, boot: Image.Image
) -> None:
    query, _ = pair(boot, boot, 0.5)

    why = explain(extractor, query.picture, query.picture)

    np.testing.assert_allclose(why.query.heat, why.hit.heat, atol=1e-4)
    assert why.similarity == pytest.approx(1, abs=1e-3)


def test_a_large_picture_is_shown_small(extractor: Extractor, boot: Image.Image) -> None:
    large = boot.convert("RGB").resize((2000, 1500))

    why = explain(extractor, large, large)

    assert max(why.hit.picture.size) == 960
    assert why.hit.heat.shape == why.hit.picture.size[::-1]


def test_a_network_without_a_map_is_refused_in_one_sentence(place: Place) -> None:
    from shoegui.features.manifest import find

    tiny = Extractor(find(place.paths, TINY), device="cpu")
    picture = Image.new("RGB", (64, 64))

    with pytest.raises(NetworkError, match="cannot show why: it gives no map"):
        explain(tiny, picture, picture)
