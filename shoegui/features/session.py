"""One onnxruntime session for a network: options, what is refused while it is loaded, one run.

Which processor it runs on is decided in `device`, batches and threads are handled in `extractor`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import onnxruntime as ort
from onnxruntime.capi import onnxruntime_pybind11_state as ort_state

from shoegui.basics.errors import NetworkError
from shoegui.basics.phrase import Phrase
from shoegui.features.manifest import Manifest
from shoegui.features.precision import FLOAT16, FLOAT32, halved
from shoegui.features.prune import pruned

Floats: TypeAlias = npt.NDArray[np.float32]
Provider: TypeAlias = str | tuple[str, dict[str, str]]

CPU_PROVIDER = "CPUExecutionProvider"

# onnxruntime's exceptions have no common base of their own.
ORT_FAULTS: tuple[type[Exception], ...] = (
    ort_state.DeviceReset,
    ort_state.EPFail,
    ort_state.EngineError,
    ort_state.Fail,
    ort_state.InvalidArgument,
    ort_state.InvalidGraph,
    ort_state.InvalidProtobuf,
    ort_state.NoModel,
    ort_state.NoSuchFile,
    ort_state.NotImplemented,
    ort_state.RuntimeException,
    RuntimeError,
)
_FATAL_ONLY = 4
# "[ONNXRuntimeError] : 7 : INVALID_PROTOBUF : " says nothing to a person.
_PREFIX = re.compile(r"^\[ONNXRuntimeError\] : \d+ : \w+ : ")


def open_session(
    model: bytes,
    manifest: Manifest,
    outputs: Sequence[str],
    providers: Sequence[Provider] = (CPU_PROVIDER,),
    *,
    threads: int = 1,
    precision: str = FLOAT32,
) -> ort.InferenceSession:
    """A session that gives `outputs`, for `model`, the bytes of the network's file.

    What only other outputs need is left out of it. `threads` is how many work on one picture.
    With `precision` float16 it computes in that where it may; input and outputs stay float32.
    Raises `NetworkError` when onnxruntime cannot load it, when it keeps weights in another file, or
    when its graph is not what the manifest says.
    """
    # What goes wrong reaches us as exceptions; as text on stderr it would spoil the terminal.
    ort.set_default_logger_severity(_FATAL_ONLY)
    if precision == FLOAT16:
        model = halved(model)
    try:
        session = ort.InferenceSession(
            pruned(model, outputs),
            _options(manifest, threads),
            providers=list(providers),
            enable_fallback=0,
        )
    except ORT_FAULTS as error:
        raise _refusal(manifest, error) from error
    _check_graph(session, manifest, outputs)
    return session


def run_session(
    session: ort.InferenceSession, input_name: str, batch: Floats, outputs: Sequence[str]
) -> list[Any]:
    """The arrays `outputs` for `batch`, float32 (n, 3, size, size). Raises one of `ORT_FAULTS`."""
    result: list[Any] = session.run(list(outputs), {input_name: batch}, run_options())
    return result


def run_options() -> ort.RunOptions:
    """Options of a run: what goes wrong is raised, and not printed too."""
    options = ort.RunOptions()
    options.log_severity_level = _FATAL_ONLY
    return options


def short_reason(error: Exception) -> str:
    """What onnxruntime says, on one line of at most 200 characters."""
    text = _PREFIX.sub("", " ".join(str(error).split())).rstrip(".")
    return text if len(text) <= 200 else text[:199] + "…"


def _options(manifest: Manifest, threads: int) -> ort.SessionOptions:
    options = ort.SessionOptions()
    options.log_severity_level = _FATAL_ONLY
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # Threads that share a picture meet after every layer: beside a window, going to sleep there
    # costs a fifth of the time. Once it is done they must not keep the processor from anybody.
    options.add_session_config_entry("session.force_spinning_stop", "1")
    # Patterns are kept per input shape, but which outputs are asked for varies; also saves memory.
    options.enable_mem_pattern = False
    # Without this option onnxruntime looks for external weights below the working directory. The
    # network's own file is no folder, so nothing is ever found in it: all of them are refused.
    options.add_session_config_entry(
        "session.model_external_initializers_file_folder_path", str(manifest.file)
    )
    return options


def _refusal(manifest: Manifest, error: Exception) -> NetworkError:
    text = str(error)
    if "xternal" in text or "Data of TensorProto" in text:
        return NetworkError(
            Phrase(
                "the network '{name}' keeps weights in another file, and such are not loaded",
                name=manifest.name,
            ),
            path=manifest.file,
            advice="Export it again with all weights inside the .onnx file",
        )
    return NetworkError(
        Phrase(
            "onnxruntime cannot load the network '{name}': {reason}",
            name=manifest.name,
            reason=short_reason(error),
        ),
        path=manifest.file,
        advice="Export it again for the operators that onnxruntime knows, or use another network",
    )


def _check_graph(session: ort.InferenceSession, manifest: Manifest, wanted: Sequence[str]) -> None:
    def wrong(what: str) -> NetworkError:
        return NetworkError(
            Phrase(
                "the network '{name}' is not what its manifest says: {what}",
                name=manifest.name,
                what=what,
            ),
            path=manifest.file,
            advice=Phrase(
                "Correct {file} or export the network again", file=manifest.manifest_file.name
            ),
        )

    size = manifest.input.size
    inputs = session.get_inputs()
    if [one.name for one in inputs] != [manifest.input.name]:
        names = ", ".join(repr(one.name) for one in inputs) or "none"
        raise wrong(f"its inputs are {names}, not just '{manifest.input.name}'")
    if inputs[0].type != "tensor(float)" or not _fits(inputs[0].shape, (3, size, size)):
        raise wrong(
            f"its input is {inputs[0].type} {_shown(inputs[0].shape)}, "
            f"not float (batch, 3, {size}, {size}) with any batch"
        )
    outputs = {one.name: one for one in session.get_outputs()}
    for name in wanted:
        output = manifest.outputs[name]
        if name not in outputs:
            raise wrong(f"it has no output '{name}', only {', '.join(outputs)}")
        found = outputs[name]
        if found.type != "tensor(float)" or not _fits(found.shape, output.shape):
            raise wrong(
                f"its output '{name}' is {found.type} {_shown(found.shape)}, "
                f"not float {_shown(['batch', *output.shape])}"
            )


def _fits(shape: Sequence[int | str | None] | None, wanted: tuple[int, ...]) -> bool:
    """Whether a shape of the graph, where names and None stand for any number, can be `wanted`."""
    if not shape:
        return True  # The graph leaves it open; the run tells.
    batch, *rest = shape
    if isinstance(batch, int) or len(rest) != len(wanted):
        return False
    return all(not isinstance(a, int) or a == b for a, b in zip(rest, wanted, strict=True))


def _shown(shape: Sequence[int | str | None]) -> str:
    return "(" + ", ".join("?" if one is None else str(one) for one in shape) + ")"
