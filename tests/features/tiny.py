"""Tiny networks of 16 x 16 pixels, made on the spot, and the manifests that describe them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
from onnx import NodeProto, TensorProto, ValueInfoProto, helper, numpy_helper

from shoegui.features.manifest import sha256

SIZE = 16
LENGTH = 8
FLOAT = TensorProto.FLOAT

UNIT_LENGTH = [helper.make_node("LpNormalization", ["projected"], ["embedding"], axis=1, p=2)]


def graph(
    tail: Sequence[NodeProto] = UNIT_LENGTH,
    *,
    input_name: str = "pixels",
    batch: int | str = "batch",
    size: int = SIZE,
    embedding_shape: Sequence[int | str] = ("batch", LENGTH),
    kind: int = FLOAT,
    outputs: Sequence[ValueInfoProto] = (),
    weights: Sequence[TensorProto] = (),
) -> bytes:
    """pixels -> a random projection -> `tail`, which makes `embedding` of `projected`."""
    random = np.random.default_rng(0)
    matrix = random.normal(size=(3 * size * size, LENGTH)).astype(np.float32)
    nodes = [
        helper.make_node("Flatten", [input_name], ["flat"], axis=1),
        helper.make_node("MatMul", ["flat", "matrix"], ["projected"]),
        *tail,
    ]
    return model(
        nodes,
        [helper.make_tensor_value_info(input_name, FLOAT, [batch, 3, size, size])],
        [helper.make_tensor_value_info("embedding", kind, embedding_shape), *outputs],
        [numpy_helper.from_array(matrix, "matrix"), *weights],
    )


def model(
    nodes: Sequence[NodeProto],
    inputs: Sequence[ValueInfoProto],
    outputs: Sequence[ValueInfoProto],
    weights: Sequence[TensorProto],
) -> bytes:
    whole = helper.make_graph(list(nodes), "tiny", list(inputs), list(outputs), list(weights))
    opset = [helper.make_opsetid("", 17)]
    made: onnx.ModelProto = helper.make_model(whole, opset_imports=opset, ir_version=8)
    return bytes(made.SerializeToString())


def with_classes() -> bytes:
    """The tiny network with a second output, `classes`: probabilities of 8 classes."""
    return graph(
        [*UNIT_LENGTH, helper.make_node("Softmax", ["projected"], ["classes"], axis=1)],
        outputs=[helper.make_tensor_value_info("classes", FLOAT, ["batch", LENGTH])],
    )


def with_all_outputs() -> bytes:
    """The tiny network with `detail` (8 numbers), `look` (8) and `classes` (8) beside."""
    names = ("detail", "look", "classes")
    return graph(
        [
            *UNIT_LENGTH,
            helper.make_node("Abs", ["projected"], ["positive"]),
            helper.make_node("LpNormalization", ["positive"], ["detail"], axis=1, p=2),
            helper.make_node("Softsign", ["projected"], ["bent"]),
            helper.make_node("LpNormalization", ["bent"], ["look"], axis=1, p=2),
            helper.make_node("Softmax", ["bent"], ["classes"], axis=1),
        ],
        outputs=[helper.make_tensor_value_info(one, FLOAT, ["batch", LENGTH]) for one in names],
    )


def with_external_weights(location: str) -> bytes:
    """The tiny network whose first added weight lies in another file, at `location`."""
    weight = TensorProto(name="added", data_type=FLOAT, dims=[LENGTH])
    weight.data_location = TensorProto.EXTERNAL
    for key, value in (("location", location), ("offset", "0"), ("length", str(4 * LENGTH))):
        weight.external_data.add(key=key, value=value)
    tail = [
        helper.make_node("Add", ["projected", "added"], ["sum"]),
        helper.make_node("LpNormalization", ["sum"], ["embedding"], axis=1, p=2),
    ]
    return graph(tail, weights=[weight])


def widened(result: str, more: int) -> list[NodeProto]:
    """Nodes that make `result`: `projected` repeated (batch + `more`) times along its rows.

    Its shape depends on the batch, so that only a run shows it.
    """
    return [
        helper.make_node("Shape", ["projected"], [result + "_batch"], start=0, end=1),
        helper.make_node("Constant", [], [result + "_more"], value_ints=[more]),
        helper.make_node("Constant", [], [result + "_rows"], value_ints=[1]),
        helper.make_node("Add", [result + "_batch", result + "_more"], [result + "_columns"]),
        helper.make_node(
            "Concat", [result + "_rows", result + "_columns"], [result + "_repeats"], axis=0
        ),
        helper.make_node("Tile", ["projected", result + "_repeats"], [result]),
    ]


CLASSES_TEXT = """
[outputs.classes]
shape = [8]
meaning = "probabilities"

[classes]
names = "tiny-8.txt"
"""


VECTORS_TEXT = """
[outputs.detail]
shape = [8]
meaning = "the same in finer grain"
normalised = true

[outputs.look]
shape = [8]
meaning = "what it looks like"
normalised = true
"""


def manifest_text(network: bytes, *, name: str = "tiny", more: str = "") -> str:
    return f'''name = "{name}"
version = "1"
file = "{name}.onnx"
sha256 = "{sha256(network)}"
description = "a random projection"
licence = "MIT"
origin = "made by a test"

[input]
name = "pixels"
size = {SIZE}
layout = "NCHW"
colour = "RGB"
mean = [127.0, 127.0, 127.0]
scale = [128.0, 128.0, 128.0]
resize = "stretch"
filter = "bilinear"

[outputs.embedding]
shape = [{LENGTH}]
meaning = "what the picture looks like"
normalised = true
{more}'''


def write_network(
    folder: Path, network: bytes | None = None, *, name: str = "tiny", more: str = ""
) -> tuple[Path, Path]:
    """Write NAME.onnx and NAME.toml into `folder`; gives both paths."""
    network = graph() if network is None else network
    folder.mkdir(parents=True, exist_ok=True)
    onnx_file, manifest_file = folder / f"{name}.onnx", folder / f"{name}.toml"
    onnx_file.write_bytes(network)
    manifest_file.write_text(manifest_text(network, name=name, more=more), "utf-8")
    return onnx_file, manifest_file
