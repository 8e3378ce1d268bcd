from __future__ import annotations

import numpy as np
import onnx
import onnxruntime as ort
from hypothesis import given
from hypothesis import strategies as st
from onnx import helper

from shoegui.features.prune import pruned
from tests.features.tiny import SIZE, UNIT_LENGTH, graph, model, with_classes


def test_nodes_of_other_outputs_are_gone_and_the_rest_is_untouched() -> None:
    whole = onnx.load_from_string(with_classes())
    cut = onnx.load_from_string(pruned(with_classes(), ["classes"]))
    assert [node.op_type for node in cut.graph.node] == ["Flatten", "MatMul", "Softmax"]
    assert [output.name for output in cut.graph.output] == ["classes"]
    assert cut.graph.initializer == whole.graph.initializer
    assert cut.graph.input == whole.graph.input
    assert cut.opset_import == whole.opset_import
    assert cut.graph.node[2] == whole.graph.node[3]


def test_a_network_with_just_the_outputs_wanted_stays_what_it_is() -> None:
    before, after = (
        onnx.load_from_string(one) for one in (graph(), pruned(graph(), ["embedding"]))
    )
    assert before == after


def test_what_only_an_inner_graph_takes_is_kept() -> None:
    def branch(name: str, operator: str) -> onnx.GraphProto:
        # `doubled` comes from the graph outside.
        node = helper.make_node(operator, ["doubled"], [name])
        return helper.make_graph(
            [node], name, [], [helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None)]
        )

    network = model(
        [
            helper.make_node("Add", ["pixels", "pixels"], ["doubled"]),
            helper.make_node("Neg", ["pixels"], ["unused"]),
            helper.make_node(
                "If",
                ["yes"],
                ["embedding"],
                then_branch=branch("then", "Identity"),
                else_branch=branch("else", "Neg"),
            ),
        ],
        [helper.make_tensor_value_info("pixels", 1, ["batch", SIZE])],
        [helper.make_tensor_value_info(name, 1, None) for name in ("embedding", "unused")],
        [helper.make_tensor("yes", onnx.TensorProto.BOOL, [], [True])],
    )
    cut = pruned(network, ["embedding"])
    assert [node.op_type for node in onnx.load_from_string(cut).graph.node] == ["Add", "If"]
    session = ort.InferenceSession(cut, providers=["CPUExecutionProvider"])
    ones = np.ones((1, SIZE), np.float32)
    np.testing.assert_array_equal(session.run(None, {"pixels": ones})[0], 2 * ones)


def test_a_network_without_the_output_is_left_to_be_refused() -> None:
    assert pruned(graph(), ["embedding", "detail"]) == graph()


def test_a_network_that_names_an_output_twice_is_left_to_be_refused() -> None:
    classes = helper.make_tensor_value_info("classes", onnx.TensorProto.FLOAT, None)
    twice = graph(
        [*UNIT_LENGTH, helper.make_node("Softmax", ["projected"], ["classes"], axis=1)],
        outputs=[classes, classes],
    )
    assert pruned(twice, ["embedding"]) == twice
    assert pruned(twice, ["classes"]) == twice


@given(st.binary(max_size=200))
def test_what_is_no_network_goes_through_as_it_is(data: bytes) -> None:
    assert pruned(data, ["embedding"]) == data


@given(st.integers(0, 400), st.integers(0, 255))
def test_a_hostile_file_never_raises(position: int, byte: int) -> None:
    data = bytearray(graph())
    # The names of nodes stand at the beginning.
    data[position] = byte
    pruned(bytes(data), ["embedding"])
