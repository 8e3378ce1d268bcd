"""A network cut down to the outputs that are wanted, so that the others cost nothing.

onnxruntime's own `only_execute_path_to_fetches` works in its training builds only
(microsoft/onnxruntime#16013), and nodes without use are run. Reads just the parts of the ONNX
format that say which node makes what; all else goes through untouched.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache
from typing import Any

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
from google.protobuf.message import DecodeError

# Message -> field -> (number, message type or "" for a name), from onnx.proto; all are repeated
# but those of _SINGLE. Fields that are not named here are kept as they are. Names are read as bytes
# because those of a hostile file need not be text.
_SCHEMA = {
    "Model": {"graph": (7, "Graph")},
    "Graph": {
        "node": (1, "Node"),
        "output": (12, "Value"),
    },
    "Node": {"input": (1, ""), "output": (2, ""), "attribute": (5, "Attribute")},
    "Attribute": {"g": (6, "Graph"), "graphs": (11, "Graph")},
    "Value": {"name": (1, "")},
}
_SINGLE = {("Model", "graph"), ("Attribute", "g"), ("Value", "name")}


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
            wanted.update(_taken(node))
            nodes.append(node)
    _replace(graph.output, kept)
    _replace(graph.node, nodes[::-1])
    return bytes(whole.SerializeToString())


def _taken(node: Any) -> Iterator[bytes]:
    """What a node takes from the graph: its inputs, and whatever graphs inside it mention."""
    yield from node.input
    for attribute in node.attribute:
        for graph in (attribute.g, *attribute.graphs):
            yield from (one.name for one in graph.output)
            for inner in graph.node:
                yield from _taken(inner)


def _replace(repeated: Any, values: list[Any]) -> None:
    copies = [type(value).FromString(value.SerializeToString()) for value in values]
    del repeated[:]
    repeated.extend(copies)


@cache
def _model_class() -> Any:
    file = descriptor_pb2.FileDescriptorProto(
        name="shoegui_onnx.proto", package="shoegui_onnx", syntax="proto2"
    )
    for message, fields in _SCHEMA.items():
        described = file.message_type.add(name=message)
        for field, (number, kind) in fields.items():
            added = described.field.add(name=field, number=number)
            single = (message, field) in _SINGLE
            added.label = added.LABEL_OPTIONAL if single else added.LABEL_REPEATED
            added.type = added.TYPE_MESSAGE if kind else added.TYPE_BYTES
            if kind:
                added.type_name = f".shoegui_onnx.{kind}"
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return message_factory.GetMessageClass(pool.FindMessageTypeByName("shoegui_onnx.Model"))
