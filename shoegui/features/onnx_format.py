"""The parts of the ONNX file format that the program reads and writes itself.

A schema names just the fields that are needed; all others go through untouched. What is done with
a graph is in `prune` and `precision`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

Schema: TypeAlias = Mapping[str, Mapping[str, tuple[int, str]]]
"""Message -> field -> (number, kind): `name` (bytes, since those of a hostile file need not be
text), `int`, `floats` or a message; a kind that ends in `*` is a repeated field."""

_KINDS = {
    "name": descriptor_pb2.FieldDescriptorProto.TYPE_BYTES,
    "int": descriptor_pb2.FieldDescriptorProto.TYPE_INT64,
    "float": descriptor_pb2.FieldDescriptorProto.TYPE_FLOAT,
}

# From onnx.proto: who makes what of what.
GRAPH: Schema = {
    "Model": {"graph": (7, "Graph")},
    "Graph": {"node": (1, "Node*"), "output": (12, "Value*")},
    "Node": {"input": (1, "name*"), "output": (2, "name*"), "attribute": (5, "Attribute*")},
    "Attribute": {"g": (6, "Graph"), "graphs": (11, "Graph*")},
    "Value": {"name": (1, "name")},
}


def message_class(schema: Schema, wanted: str = "Model") -> Any:
    """The protobuf class of the message `wanted` as `schema` describes it."""
    file = descriptor_pb2.FileDescriptorProto(
        name="shoegui_onnx.proto", package="shoegui_onnx", syntax="proto2"
    )
    for message, fields in schema.items():
        described = file.message_type.add(name=message)
        for field, (number, kind) in fields.items():
            added = described.field.add(name=field, number=number)
            added.label = added.LABEL_REPEATED if kind.endswith("*") else added.LABEL_OPTIONAL
            single = kind.rstrip("*")
            added.type = _KINDS.get(single, added.TYPE_MESSAGE)
            if single not in _KINDS:
                added.type_name = f".shoegui_onnx.{single}"
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return message_factory.GetMessageClass(pool.FindMessageTypeByName(f"shoegui_onnx.{wanted}"))


def taken(node: Any) -> Iterator[bytes]:
    """What a node takes from the graph: its inputs, and whatever graphs inside it mention."""
    yield from node.input
    for attribute in node.attribute:
        for graph in (attribute.g, *attribute.graphs):
            yield from (one.name for one in graph.output)
            for inner in graph.node:
                yield from taken(inner)


def replace_all(repeated: Any, values: Iterable[Any]) -> None:
    """Make `values`, of which some may be its own, all that the repeated field holds."""
    copies = [type(value).FromString(value.SerializeToString()) for value in values]
    del repeated[:]
    repeated.extend(copies)
