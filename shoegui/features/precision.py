"""A network that computes in float16 where that is safe, made in memory from its float32 file.

Convolutions and what stands between them become float16; pooling, lengths and everything else that
adds up many numbers stays float32, and so do the input and all outputs. Whether a device gains by
it is found out in `trial`.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from google.protobuf.message import DecodeError

from shoegui.features.onnx_format import GRAPH, message_class, replace_all, taken

FLOAT32, FLOAT16 = "float32", "float16"

# Operator -> positions of the inputs that hold numbers of the picture, from the ONNX operator list.
_CONVOLUTIONS = {b"Conv": (0, 1, 2), b"ConvTranspose": (0, 1, 2)}
_BETWEEN = {
    **dict.fromkeys((b"Relu", b"LeakyRelu", b"Sigmoid", b"HardSigmoid", b"HardSwish"), (0,)),
    **dict.fromkeys((b"MaxPool", b"Identity"), (0,)),
    **dict.fromkeys((b"Add", b"Mul"), (0, 1)),
    b"Clip": (0, 1, 2),
    b"Pad": (0, 2),
}
# Numbers of onnx.proto: TensorProto.FLOAT and FLOAT16, AttributeProto.INT.
_FLOAT, _HALF, _INT = 1, 10, 2
_MARK = b".float16"

_SCHEMA = {
    **GRAPH,
    "Graph": {**GRAPH["Graph"], "initializer": (5, "Tensor*"), "value_info": (13, "Value*")},
    "Node": {**GRAPH["Node"], "name": (3, "name"), "op_type": (4, "name"), "domain": (7, "name")},
    "Attribute": {
        **GRAPH["Attribute"],
        "name": (1, "name"),
        "i": (3, "int"),
        "t": (5, "Tensor"),
        "type": (20, "int"),
    },
    "Tensor": {
        "dims": (1, "int*"),
        "data_type": (2, "int"),
        "float_data": (4, "float*"),
        "name": (8, "name"),
        "raw_data": (9, "name"),
    },
}


def halved(model: bytes) -> bytes:
    """`model` with its convolutions in float16; `model` itself where it has none or is no ONNX.

    Input and outputs keep their names, shapes and float32. Weights that float16 cannot hold leave
    the network as it is.
    """
    whole = _model_class()()
    try:
        whole.ParseFromString(model)
        _Halving(whole.graph).convert()
    except (DecodeError, OverflowError):
        return model
    return bytes(whole.SerializeToString())


class _Halving:
    """Walks the nodes of one graph in their order and turns those that it may."""

    def __init__(self, graph: Any) -> None:
        self._graph = graph
        self._node_class = type(graph.node.add()) if not graph.node else type(graph.node[0])
        self._weights = {one.name: one for one in graph.initializer if one.data_type == _FLOAT}
        self._stored_halves = {one.name for one in graph.initializer if one.data_type == _HALF}
        # Names as the file has them -> names of the same numbers in float16.
        self._halves: dict[bytes, bytes] = {}
        # Made in float16, and not yet needed in float32.
        self._only_half: set[bytes] = set()
        self._nodes: list[Any] = []

    def convert(self) -> None:
        outputs = {one.name for one in self._graph.output}
        for node in self._graph.node:
            self._note_constant(node)
            places = self._places(node)
            if places is None:
                self._give_full(set(taken(node)))
                self._nodes.append(node)
            else:
                self._turn(node, places)
        self._give_full(outputs)
        replace_all(self._graph.node, self._nodes)
        # They state types that no longer hold, and onnxruntime works them out by itself.
        del self._graph.value_info[:]

    def _note_constant(self, node: Any) -> None:
        if node.op_type == b"Constant":
            for attribute in node.attribute:
                if attribute.name == b"value" and attribute.t.data_type == _FLOAT:
                    self._weights[node.output[0]] = attribute.t
        elif node.op_type == b"Cast" and node.input[0] in self._stored_halves:
            # A weight that the file stores in float16: what was widened need not be narrowed.
            self._halves[node.output[0]] = node.input[0]

    def _places(self, node: Any) -> tuple[int, ...] | None:
        """Which inputs of the node become float16; None when the node stays as it is."""
        if node.domain not in (b"", b"ai.onnx"):
            return None
        if node.op_type in _CONVOLUTIONS:
            return _CONVOLUTIONS[node.op_type]
        places = _BETWEEN.get(node.op_type)
        if places is None:
            return None
        numbers = [node.input[place] for place in places if place < len(node.input)]
        flowing = [name for name in numbers if name and name not in self._weights]
        if not flowing or any(name not in self._only_half for name in flowing):
            return None
        # A square leaves the range of float16 early, and a factor that is constant weighs a sum.
        if node.op_type in (b"Add", b"Mul") and len(set(flowing)) < 2:
            return None
        return places

    def _turn(self, node: Any, places: tuple[int, ...]) -> None:
        for place in places:
            if place < len(node.input) and node.input[place]:
                node.input[place] = self._half(node.input[place])
        name = node.output[0]
        node.output[0] = self._halves[name] = name + _MARK
        self._only_half.add(name)
        self._nodes.append(node)

    def _half(self, name: bytes) -> bytes:
        if name not in self._halves:
            self._halves[name] = name + _MARK
            if name in self._weights:
                self._add_weight(name + _MARK, self._weights[name])
            else:
                self._cast(name, name + _MARK, _HALF)
        return self._halves[name]

    def _give_full(self, names: set[bytes]) -> None:
        for name in sorted(names & self._only_half):
            self._only_half.remove(name)
            self._cast(name + _MARK, name, _FLOAT)

    def _cast(self, source: bytes, result: bytes, kind: int) -> None:
        node = self._node_class(
            op_type=b"Cast", name=result + b".cast", input=[source], output=[result]
        )
        node.attribute.add(name=b"to", i=kind, type=_INT)
        self._nodes.append(node)

    def _add_weight(self, name: bytes, weight: Any) -> None:
        raw = weight.raw_data or np.asarray(weight.float_data, "<f4").tobytes()
        values = np.frombuffer(raw, "<f4")
        if not (np.abs(values) <= np.finfo(np.float16).max).all():
            raise OverflowError(name)
        halves = values.astype("<f2").tobytes()
        self._graph.initializer.add(name=name, data_type=_HALF, dims=weight.dims, raw_data=halves)


@cache
def _model_class() -> Any:
    return message_class(_SCHEMA)
