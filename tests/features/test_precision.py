from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import onnx
import onnxruntime as ort
import pytest
from onnx import NodeProto, TensorProto, helper, numpy_helper

from shoegui.features.precision import halved
from shoegui.features.session import Floats
from tests.features.tiny import SIZE, graph, model

CHANNELS = 8


def conv(source: str, result: str, weight: str, bias: str = "bias") -> NodeProto:
    return helper.make_node("Conv", [source, weight, bias], [result], pads=[1, 1, 1, 1])


def weights(scale: float = 0.2) -> list[TensorProto]:
    random = np.random.default_rng(11)
    shapes = {"first": (CHANNELS, 3, 3, 3), "second": (CHANNELS, CHANNELS, 3, 3)}
    made = [
        numpy_helper.from_array(random.normal(0, scale, shape).astype(np.float32), name)
        for name, shape in shapes.items()
    ]
    return [
        *made,
        numpy_helper.from_array(np.zeros(CHANNELS, np.float32), "bias"),
        numpy_helper.from_array(np.array(0, np.float32), "low"),
        numpy_helper.from_array(np.array(6, np.float32), "high"),
    ]


def network(
    nodes: Sequence[NodeProto], more: Sequence[TensorProto] = (), scale: float = 0.2
) -> bytes:
    return model(
        nodes,
        [helper.make_tensor_value_info("pixels", 1, ["batch", 3, SIZE, SIZE])],
        [helper.make_tensor_value_info("embedding", 1, None)],
        [*weights(scale), *more],
    )


def residual(scale: float = 0.2) -> bytes:
    """Two convolutions and a short cut around the second, then the mean over the cells."""
    return network(
        [
            conv("pixels", "a", "first"),
            helper.make_node("Clip", ["a", "low", "high"], ["b"]),
            conv("b", "c", "second"),
            helper.make_node("Add", ["b", "c"], ["d"]),
            helper.make_node("GlobalAveragePool", ["d"], ["embedding"]),
        ],
        scale=scale,
    )


def run(network: bytes) -> Floats:
    options = ort.SessionOptions()
    options.log_severity_level = 4
    session = ort.InferenceSession(network, options, providers=["CPUExecutionProvider"])
    pixels = np.random.default_rng(3).normal(0, 1, (4, 3, SIZE, SIZE)).astype(np.float32)
    result: Floats = session.run(["embedding"], {"pixels": pixels})[0]
    return result


def operators(network: bytes) -> Counter[str]:
    return Counter(node.op_type for node in onnx.load_from_string(network).graph.node)


def types_of_inputs(network: bytes) -> dict[str, set[int]]:
    """Operator -> what it computes in, after onnx has worked out all types."""
    whole = onnx.shape_inference.infer_shapes(onnx.load_from_string(network), strict_mode=True)
    kinds = {one.name: one.type.tensor_type.elem_type for one in whole.graph.value_info}
    kinds |= {one.name: one.type.tensor_type.elem_type for one in whole.graph.input}
    found: dict[str, set[int]] = {}
    for node in whole.graph.node:
        if not node.input:
            continue
        found.setdefault(node.op_type, set()).add(kinds[node.input[0]])
    return found


def test_convolutions_and_what_stands_between_become_float16_and_sums_do_not() -> None:
    after = halved(residual())
    kinds = types_of_inputs(after)
    half, full = {TensorProto.FLOAT16}, {TensorProto.FLOAT}
    assert kinds["Conv"] == kinds["Clip"] == kinds["Add"] == half
    assert kinds["GlobalAveragePool"] == full
    # In once, and out once.
    assert operators(after) == operators(residual()) + Counter(Cast=2)


def test_it_gives_nearly_the_same_under_the_same_names_and_types() -> None:
    before, after = run(residual()), run(halved(residual()))
    assert after.dtype == before.dtype == np.float32
    np.testing.assert_allclose(after, before, atol=2e-3)
    assert not np.array_equal(after, before)
    old, new = (onnx.load_from_string(one).graph for one in (residual(), halved(residual())))
    assert new.input == old.input
    assert new.output == old.output


def test_a_number_that_others_need_in_full_is_given_both_ways() -> None:
    both = network(
        [
            conv("pixels", "a", "first"),
            conv("a", "b", "second"),
            helper.make_node("Softmax", ["a"], ["c"], axis=1),
            helper.make_node("Add", ["b", "c"], ["embedding"]),
        ]
    )
    np.testing.assert_allclose(run(halved(both)), run(both), atol=2e-2)
    assert types_of_inputs(halved(both))["Add"] == {TensorProto.FLOAT}


def test_an_output_that_a_convolution_gives_is_widened() -> None:
    bare = network([conv("pixels", "embedding", "first")])
    assert run(halved(bare)).dtype == np.float32
    np.testing.assert_allclose(run(halved(bare)), run(bare), atol=2e-2)


def test_squares_stay_in_float32_where_large_ones_have_room() -> None:
    squared = network(
        [
            conv("pixels", "a", "first"),
            helper.make_node("Mul", ["a", "a"], ["embedding"]),
        ],
        scale=200,
    )
    found = run(halved(squared))
    assert np.isfinite(found).all()
    assert found.max() > np.finfo(np.float16).max


def test_a_weight_that_is_stored_in_float16_is_used_as_it_is() -> None:
    stored = np.random.default_rng(5).normal(0, 0.2, (CHANNELS, 3, 3, 3)).astype(np.float16)
    narrow = network(
        [
            helper.make_node("Cast", ["stored"], ["wide"], to=TensorProto.FLOAT),
            helper.make_node("Conv", ["pixels", "wide"], ["embedding"]),
        ],
        [numpy_helper.from_array(stored, "stored")],
    )
    after = onnx.load_from_string(halved(narrow))
    [convolution] = [node for node in after.graph.node if node.op_type == "Conv"]
    assert convolution.input[1] == "stored"


def test_what_only_an_inner_graph_takes_is_given_to_it_in_full() -> None:
    def branch(name: str, operator: str) -> onnx.GraphProto:
        node = helper.make_node(operator, ["a"], [name])
        return helper.make_graph([node], name, [], [helper.make_tensor_value_info(name, 1, None)])

    chosen = network(
        [
            conv("pixels", "a", "first"),
            helper.make_node(
                "If",
                ["yes"],
                ["embedding"],
                then_branch=branch("then", "Neg"),
                else_branch=branch("else", "Identity"),
            ),
        ],
        [helper.make_tensor("yes", TensorProto.BOOL, [], [True])],
    )
    np.testing.assert_allclose(run(halved(chosen)), run(chosen), atol=2e-2)


def test_constants_among_the_nodes_and_weights_not_stored_raw_are_narrowed_too() -> None:
    written_out = helper.make_tensor("spelt", 1, [CHANNELS], [0.5] * CHANNELS)
    low, high = (helper.make_tensor("value", 1, [], [number]) for number in (0.0, 6.0))
    constant = network(
        [
            conv("pixels", "a", "first", "spelt"),
            helper.make_node("Constant", [], ["floor"], value=low),
            helper.make_node("Constant", [], ["ceiling"], value=high),
            helper.make_node("Clip", ["a", "floor", "ceiling"], ["embedding"]),
        ],
        [written_out],
    )
    assert types_of_inputs(halved(constant))["Clip"] == {TensorProto.FLOAT16}
    np.testing.assert_allclose(run(halved(constant)), run(constant), atol=2e-2)


@pytest.mark.parametrize("network", [b"no network", graph(), residual(scale=1e5)])
def test_what_cannot_be_halved_is_left_as_it_is(network: bytes) -> None:
    # No ONNX file; no convolution in it; weights beyond what float16 can hold.
    left = halved(network)
    if network == graph():
        assert onnx.load_from_string(left) == onnx.load_from_string(network)
    else:
        assert left == network
