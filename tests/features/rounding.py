"""A network in float16 as a GPU computes it, for machines that have none.

onnxruntime's CPU provider runs float16 operators in float32 and drops the rounding in between. Here
each number that would be float16 is rounded to 11 binary digits, by arithmetic that stays.
"""

from __future__ import annotations

import numpy as np
import onnx
from onnx import NodeProto, TensorProto, helper, numpy_helper

# T. J. Dekker, 1971: with c = x (2^13 + 1), c - (c - x) is x without its last 13 of 24 digits.
_SPLITTER = 2.0**13 + 1


def as_on_a_gpu(halved: bytes) -> bytes:
    """`halved`, a network with float16 parts, as one of float32 alone that rounds all the same."""
    network = onnx.load_from_string(halved)
    for tensor in network.graph.initializer:
        if tensor.data_type == TensorProto.FLOAT16:
            wide = numpy_helper.to_array(tensor).astype(np.float32)
            tensor.CopyFrom(numpy_helper.from_array(wide, tensor.name))
    network.graph.initializer.append(
        numpy_helper.from_array(np.array(_SPLITTER, np.float32), "splitter")
    )
    nodes: list[NodeProto] = []
    for node in network.graph.node:
        source, result = node.input[0] if node.input else "", node.output[0]
        if result.endswith(".float16"):
            if node.op_type != "Cast":
                source = result + ".exact"
                node.output[0] = source
                nodes.append(node)
            nodes += _rounding(source, result)
        elif node.op_type == "Cast" and source.endswith(".float16"):
            nodes.append(helper.make_node("Identity", [source], [result]))
        else:
            nodes.append(node)
    del network.graph.node[:]
    network.graph.node.extend(nodes)
    return bytes(network.SerializeToString())


def _rounding(source: str, result: str) -> list[NodeProto]:
    return [
        helper.make_node("Mul", [source, "splitter"], [result + ".c"]),
        helper.make_node("Sub", [result + ".c", source], [result + ".d"]),
        helper.make_node("Sub", [result + ".c", result + ".d"], [result]),
    ]
