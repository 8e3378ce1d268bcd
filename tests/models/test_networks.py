"""What every bundled network promises in its manifest, checked against the file itself."""

from __future__ import annotations

import hashlib
import importlib.util
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime
import pytest
from PIL import Image, ImageOps

from shoegui.basics.bundled import models_dir, resources_dir

MANIFESTS = sorted(models_dir().glob("*.toml"))
# From the sample pictures inside scikit-image's wheel: which ImageNet classes are right.
PICTURES = {
    "chelsea.png": {"tabby cat", "tiger cat", "Egyptian Mau"},
    "coffee.png": {"espresso", "cup"},
    "camera.png": {"tripod"},
    "motorcycle_left.png": {"moped", "motor scooter"},
}
Network = tuple[dict[str, Any], onnxruntime.InferenceSession]


@pytest.fixture(scope="module", params=MANIFESTS, ids=lambda path: path.stem)
def network(request: pytest.FixtureRequest) -> Network:
    path: Path = request.param
    manifest = tomllib.loads(path.read_text(encoding="utf-8"))
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        path.with_name(manifest["file"]), options, providers=["CPUExecutionProvider"]
    )
    return manifest, session


def sample(name: str) -> Image.Image:
    spec = importlib.util.find_spec("skimage")
    assert spec is not None
    assert spec.origin is not None
    with Image.open(Path(spec.origin).parent / "data" / name) as picture:
        return picture.convert("RGB")


def pixels(manifest: dict[str, Any], picture: Image.Image) -> npt.NDArray[np.float32]:
    wanted = manifest["input"]
    assert wanted["resize"] == "crop"
    resample = Image.Resampling[wanted["filter"].upper()]
    square = ImageOps.fit(picture, (wanted["size"], wanted["size"]), resample)
    mean, scale = np.float32(wanted["mean"]), np.float32(wanted["scale"])
    values: npt.NDArray[np.float32] = (np.asarray(square, np.float32) - mean) / scale
    return values.transpose(2, 0, 1)[None]


def run(network: Network, batch: npt.NDArray[np.float32]) -> dict[str, npt.NDArray[np.float32]]:
    manifest, session = network
    names = list(manifest["outputs"])
    return dict(zip(names, session.run(names, {manifest["input"]["name"]: batch}), strict=True))


def test_the_default_and_the_fast_network_are_bundled() -> None:
    assert {"efficientnet-lite2", "efficientnet-lite0"} <= {path.stem for path in MANIFESTS}


def test_the_file_is_the_one_the_manifest_means(network: Network) -> None:
    manifest, _ = network
    content = (models_dir() / manifest["file"]).read_bytes()
    assert hashlib.sha256(content).hexdigest() == manifest["sha256"]


def test_the_file_tells_nothing_of_the_machine_it_was_made_on(network: Network) -> None:
    manifest, _ = network
    content = (models_dir() / manifest["file"]).read_bytes()
    assert not [word for word in (b"/home/", b"/tmp/", b"/usr/", b".py") if word in content]


def test_input_and_outputs_have_the_names_and_shapes_of_the_manifest(network: Network) -> None:
    manifest, session = network
    (given,) = session.get_inputs()
    size = manifest["input"]["size"]
    assert (given.name, given.shape[1:]) == (manifest["input"]["name"], [3, size, size])
    declared = {name: output["shape"] for name, output in manifest["outputs"].items()}
    assert {output.name: output.shape[1:] for output in session.get_outputs()} == declared
    found = run(network, pixels(manifest, sample("chelsea.png")))
    assert {name: list(values.shape[1:]) for name, values in found.items()} == declared


@pytest.mark.parametrize("grey", [0, 127, 255])
def test_outputs_are_finite_and_of_unit_length_even_for_an_empty_picture(
    network: Network, grey: int
) -> None:
    manifest, _ = network
    found = run(network, pixels(manifest, Image.new("RGB", (64, 64), (grey, grey, grey))))
    assert all(np.isfinite(values).all() for values in found.values())
    for name, output in manifest["outputs"].items():
        if output["normalised"]:
            assert np.linalg.norm(found[name][0]) == pytest.approx(1, abs=1e-4), name
    assert found["classes"].sum() == pytest.approx(1, abs=1e-4)


def test_a_picture_gives_the_same_numbers_alone_and_in_a_batch(network: Network) -> None:
    manifest, _ = network
    each = [pixels(manifest, sample(name)) for name in list(PICTURES)[:3]]
    together = run(network, np.concatenate(each))
    for index, one in enumerate(each):
        for name, values in run(network, one).items():
            np.testing.assert_allclose(together[name][index], values[0], atol=1e-4, err_msg=name)


def test_the_embedding_is_the_hann_weighted_sum_of_the_map(network: Network) -> None:
    manifest, _ = network
    found = run(network, pixels(manifest, sample("coffee.png")))
    cells = found["map"].shape[-1]
    line = np.sin(np.pi * (np.arange(cells) + 0.5) / cells) ** 2
    window = np.outer(line, line) / line.sum() ** 2
    pooled = (found["map"][0] * window).sum(axis=(1, 2))
    np.testing.assert_allclose(pooled, found["embedding"][0], atol=1e-4)


def test_look_follows_colour_and_embedding_follows_the_thing(network: Network) -> None:
    manifest, _ = network
    cat = sample("chelsea.png")
    red, green, blue = cat.split()
    cases = {
        "cat": cat,
        "mirrored": ImageOps.mirror(cat),
        "recoloured": Image.merge("RGB", (blue, red, green)),
        "coffee": sample("coffee.png"),
    }
    found = {case: run(network, pixels(manifest, picture)) for case, picture in cases.items()}

    def similarity(output: str, case: str) -> float:
        return float(found["cat"][output][0] @ found[case][output][0])

    assert similarity("look", "mirrored") > 0.95
    assert similarity("look", "mirrored") > similarity("look", "recoloured") + 0.1
    assert similarity("embedding", "recoloured") > similarity("embedding", "coffee") + 0.1


@pytest.mark.parametrize("name", PICTURES)
def test_what_is_in_a_photo_is_named(network: Network, name: str) -> None:
    manifest, _ = network
    names = (resources_dir() / "classes" / manifest["classes"]["names"]).read_text("utf-8")
    found = run(network, pixels(manifest, sample(name)))["classes"][0]
    assert names.splitlines()[int(found.argmax())] in PICTURES[name]


def test_class_names_are_a_thousand_different_plain_words() -> None:
    text = (resources_dir() / "classes" / "imagenet-1000.txt").read_text("utf-8")
    names = text.splitlines()
    assert len(names) == len(set(names)) == 1000
    assert all(name == name.strip() and name.isprintable() and name for name in names)
