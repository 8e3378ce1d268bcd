"""A network cut down to the outputs that are wanted, so that the others cost nothing.

onnxruntime's own `only_execute_path_to_fetches` works in its training builds only
(microsoft/onnxruntime#16013), and nodes without use are run. Reads just the parts of the ONNX
format that say which node makes what; all else goes through untouched.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Any

from google.protobuf.message import DecodeError

from shoegui.features.onnx_format import GRAPH, message_class, replace_all, taken


def pruned(model: bytes, outputs: Collection[str]) -> bytes:
    """`model` with the `outputs` alone and the nodes that they need.

    Gives `model` itself when it is no ONNX file or lacks one of the outputs: refusing is left to
    those who can say why.
    """
    whole = _model_class()()
    try:
        whole.ParseFromString(model)
    except DecodeError:
        return model
    graph = whole.graph
    wanted = {name.encode() for name in outputs}
    kept = [one for one in graph.output if one.name in wanted]
    if len(kept) != len(wanted):
        return model
    # Nodes stand in an order in which each comes after those that it takes from.
    nodes = []
    for node in reversed(graph.node):
        if wanted.intersection(node.output):
            wanted.update(taken(node))
            nodes.append(node)
    replace_all(graph.output, kept)
    replace_all(graph.node, nodes[::-1])
    return bytes(whole.SerializeToString())


@cache
def _model_class() -> Any:
    return message_class(GRAPH)
