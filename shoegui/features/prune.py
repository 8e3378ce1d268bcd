"""A network cut down to the outputs that are wanted, so that the others cost nothing.

onnxruntime's own `only_execute_path_to_fetches` works in its training builds only
(microsoft/onnxruntime#16013), and nodes without use are run. Reads just the parts of the ONNX
format that say which node makes what; all else goes through untouched, the weights unread.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from io import BytesIO
from typing import Any

from google.protobuf.message import DecodeError

from shoegui.features.onnx_format import GRAPH, message_class, taken
from shoegui.features.protobuf_wire import LENGTH_DELIMITED, Field, fields, varint

# From onnx.proto.
_GRAPH_OF_MODEL = 7
_NODE_OF_GRAPH, _OUTPUT_OF_GRAPH = 1, 12
_BLOCK = 1 << 19


def pruned(model: bytes, outputs: Collection[str]) -> bytes:
    """`model` with the `outputs` alone and the nodes that they need.

    Gives `model` itself when it is no ONNX file, lacks one of the outputs or names any output
    twice: refusing is left to those who can say why.
    """
    whole = memoryview(model)
    try:
        graphs = [one for one in fields(whole) if one.number == _GRAPH_OF_MODEL]
        # More than one would be one in parts, which nobody writes.
        if len(graphs) != 1 or graphs[0].kind != LENGTH_DELIMITED:
            return model
        dropped = _dropped(whole, graphs[0], {name.encode() for name in outputs})
    except (DecodeError, ValueError):
        return model
    if not dropped:
        return model
    return _without(whole, graphs[0], dropped)


def _dropped(whole: memoryview, graph: Field, wanted: set[bytes]) -> list[Field]:
    """The nodes and outputs of `graph` that go, in the order of the file."""
    nodes: list[Field] = []
    outputs: dict[bytes, Field] = {}
    for one in fields(whole, graph.start, graph.end):
        if one.number == _NODE_OF_GRAPH:
            nodes.append(one)
        elif one.number == _OUTPUT_OF_GRAPH:
            name = _parsed("Value", whole, one).name
            if name in outputs:
                return []
            outputs[name] = one
    if not wanted <= outputs.keys():
        return []
    dropped = [one for name, one in outputs.items() if name not in wanted]
    # Nodes stand in an order in which each comes after those that it takes from.
    for one in reversed(nodes):
        node = _parsed("Node", whole, one)
        if wanted.intersection(node.output):
            wanted.update(taken(node))
        else:
            dropped.append(one)
    return sorted(dropped, key=lambda one: one.begin)


def _without(whole: memoryview, graph: Field, dropped: list[Field]) -> bytes:
    less = sum(one.end - one.begin for one in dropped)
    cut = BytesIO()
    _copy(whole[: graph.begin], cut)
    cut.write(varint(graph.number << 3 | LENGTH_DELIMITED) + varint(graph.end - graph.start - less))
    at = graph.start
    for one in dropped:
        _copy(whole[at : one.begin], cut)
        at = one.end
    _copy(whole[at:], cut)
    return cut.getvalue()


def _copy(source: memoryview, target: BytesIO) -> None:
    # All at once, into new memory, would keep the window waiting ten milliseconds.
    for start in range(0, len(source), _BLOCK):
        target.write(source[start : start + _BLOCK])


def _parsed(message: str, whole: memoryview, field: Field) -> Any:
    if field.kind != LENGTH_DELIMITED:
        raise ValueError(message)
    return _class_of(message).FromString(bytes(whole[field.start : field.end]))


@cache
def _class_of(message: str) -> Any:
    return message_class(GRAPH, message)
