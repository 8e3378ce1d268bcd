"""The networks that ship with the program, really run."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from shoegui.basics.bundled import models_dir
from shoegui.features.extractor import Extractor
from shoegui.features.manifest import Manifest, load_manifest, read_verified, verify
from shoegui.features.precision import halved
from shoegui.features.session import Floats, open_session, run_session
from tests.features.rounding import as_on_a_gpu

MANIFESTS = sorted(models_dir().glob("*.toml"))


def names(file: Path) -> str:
    return file.stem


@pytest.fixture(params=MANIFESTS, ids=names)
def shipped(request: pytest.FixtureRequest) -> Manifest:
    return load_manifest(request.param)


def pictures(count: int) -> list[Image.Image]:
    random = np.random.default_rng(5)
    coarse = random.integers(0, 256, (count, 6, 8, 3), np.uint8)
    return [Image.fromarray(one).resize((400, 300), Image.Resampling.BICUBIC) for one in coarse]


def test_there_are_networks_and_one_of_them_is_the_default() -> None:
    assert [load_manifest(file).default for file in MANIFESTS].count(True) == 1


def test_each_file_is_the_one_its_manifest_describes(shipped: Manifest) -> None:
    verify(shipped)
    assert shipped.file.stem == shipped.manifest_file.stem == shipped.name


def test_each_class_has_a_name(shipped: Manifest) -> None:
    assert len(set(shipped.class_names())) > 900


def test_every_output_is_what_the_manifest_promises(shipped: Manifest) -> None:
    [picture] = pictures(1)
    found = Extractor(shipped, device="cpu").extract(picture, tuple(shipped.outputs))
    for name, output in shipped.outputs.items():
        assert found[name].shape == output.shape
        assert found[name].dtype == np.float32
        if output.normalised:
            assert np.linalg.norm(found[name]) == pytest.approx(1, abs=1e-4)
    assert found["classes"].sum() == pytest.approx(1, abs=1e-4)


def test_an_embedding_is_the_same_alone_and_beside_others(shipped: Manifest) -> None:
    extractor = Extractor(shipped, device="cpu")
    batch = np.stack([extractor.prepare(picture) for picture in pictures(3)])
    alone = extractor.run(batch)["embedding"]
    beside = extractor.run(batch, tuple(shipped.outputs))["embedding"]
    np.testing.assert_allclose(alone, beside, atol=1e-5)
    one = extractor.run(batch[1:2])["embedding"]
    np.testing.assert_allclose(alone[1:2], one, atol=1e-5)


def test_threads_together_on_one_picture_get_what_one_thread_gets(shipped: Manifest) -> None:
    picture = Image.effect_mandelbrot((300, 260), (-2, -1, 1, 1), 90).convert("RGB")
    alone = Extractor(shipped, device="cpu", threads=1).extract(picture)["embedding"]
    together = Extractor(shipped, device="cpu", threads=2, together=True).extract(picture)
    assert float(alone @ together["embedding"]) == pytest.approx(1, abs=1e-5)


def test_a_mirrored_picture_is_nearer_than_another_one(shipped: Manifest) -> None:
    extractor = Extractor(shipped, device="cpu")
    one, other = pictures(2)
    mirrored = one.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    vectors = [extractor.extract(picture)["embedding"] for picture in (one, mirrored, other)]
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2]


def alike(one: Floats, other: Floats) -> float:
    """The cosine between the least alike of the pictures that two arrays are about."""
    a, b = (array.reshape(len(array), -1).astype(np.float64) for array in (one, other))
    lengths = np.linalg.norm(a, axis=1) * np.linalg.norm(b, axis=1)
    return float((np.sum(a * b, axis=1) / lengths).min())


def test_vectors_made_in_float16_may_lie_beside_those_made_in_float32(shipped: Manifest) -> None:
    outputs = tuple(shipped.outputs)
    extractor = Extractor(shipped, device="cpu", outputs=outputs)
    batch = np.stack([extractor.prepare(picture) for picture in pictures(6)])
    wanted = extractor.run(batch, outputs)
    rounded = as_on_a_gpu(halved(read_verified(shipped)))
    session = open_session(rounded, shipped, outputs)
    found = run_session(session, shipped.input.name, batch, outputs)
    for name, array in zip(outputs, found, strict=True):
        assert alike(array, wanted[name]) > 0.9998
    assert alike(found[outputs.index("embedding")], wanted["embedding"]) > 0.9999


def test_float16_runs_in_batches(shipped: Manifest) -> None:
    full = Extractor(shipped, device="cpu")
    half = Extractor(shipped, device="cpu", precision="float16", in_batches=(4,))
    assert half.precision == "float16"
    batch = np.stack([full.prepare(picture) for picture in pictures(6)])
    wanted, found = full.run(batch)["embedding"], half.run(batch)["embedding"]
    assert not np.array_equal(wanted, found)
    assert alike(wanted, found) > 0.9999
