"""The fields of a message are found as the protobuf library wrote them."""

from __future__ import annotations

import onnx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shoegui.features.protobuf_wire import LENGTH_DELIMITED, fields, varint
from tests.features.tiny import graph


def test_the_fields_of_a_network_cover_it_without_a_gap() -> None:
    model = memoryview(graph())
    found = list(fields(model))
    assert [one.begin for one in found] == [0, *(one.end for one in found[:-1])]
    assert found[-1].end == len(model)
    inner = next(one for one in found if one.number == 7)
    assert inner.kind == LENGTH_DELIMITED
    read = onnx.GraphProto.FromString(bytes(model[inner.start : inner.end]))
    assert read == onnx.load_from_string(graph()).graph


def test_every_kind_of_field_is_passed_over() -> None:
    tensor = onnx.TensorProto(data_type=1, name="a", float_data=[1.5], double_data=[2.5])
    attribute = onnx.AttributeProto(name="b", f=1.5, i=-1, t=tensor)
    numbers = [one.number for one in fields(memoryview(attribute.SerializeToString()))]
    assert sorted(numbers) == [1, 2, 3, 5]


@given(st.integers(0, 2**62))
def test_a_number_is_written_as_it_is_read(value: int) -> None:
    content = varint(1 << 3) + varint(value)
    (field,) = fields(memoryview(content))
    assert (field.number, field.end) == (1, len(content))


@pytest.mark.parametrize(
    "content", [b"\x0a\x05abc", b"\x0b", b"\x00\x01", b"\x0d\x01", b"\x08\x80"]
)
def test_what_is_no_message_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"^(no protobuf message|no number|a field of kind 3)$"):
        list(fields(memoryview(content)))
