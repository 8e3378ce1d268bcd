from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime as ort
import pytest

from shoegui.basics.errors import DeviceError, UsageError
from shoegui.features import cuda, device
from shoegui.features.device import choose_device, cores
from shoegui.features.manifest import Manifest, load_manifest
from shoegui.features.session import ORT_FAULTS, open_session
from tests.features.nvidia_machine import whole_machine
from tests.features.tiny import graph, write_network

MODEL = graph()


@pytest.fixture
def tiny(tmp_path: Path) -> Manifest:
    return load_manifest(write_network(tmp_path)[1])


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, Any]:
    return whole_machine(monkeypatch, tmp_path)


def test_what_cuda_lacks_is_the_reason_and_the_remedy(
    machine: dict[str, Any], tiny: Manifest
) -> None:
    machine["libcudnn.so.9"] = None
    with pytest.raises(DeviceError) as refusal:
        choose_device("cuda", MODEL, tiny)
    assert str(refusal.value) == (
        "CUDA cannot be used: NVIDIA's libraries are not installed: libcudnn.so.9 not found. "
        "Install them: pip install 'onnxruntime-gpu[cuda,cudnn]'"
    )


def test_auto_falls_back_to_the_cpu_and_says_why(machine: dict[str, Any], tiny: Manifest) -> None:
    machine["libcuda.so.1"] = None
    chosen, session = choose_device("auto", MODEL, tiny, threads=2)
    assert (chosen.kind, chosen.label, chosen.threads) == ("cpu", "CPU, 2 threads", 2)
    assert chosen.reason == "CUDA cannot be used: no NVIDIA driver was found (libcuda.so.1)"
    assert session.get_providers() == ["CPUExecutionProvider"]


def test_a_silent_fall_back_of_onnxruntime_is_not_taken_for_cuda(
    machine: dict[str, Any], tiny: Manifest, capfd: pytest.CaptureFixture[str]
) -> None:
    # Everything seems to be there, but this machine's onnxruntime can only take the CPU.
    assert machine
    chosen, _session = choose_device("auto", MODEL, tiny)
    assert chosen.kind == "cpu"
    # The provider of this machine is an empty file, and that is what the system's loader says.
    assert "CUDA part cannot be loaded: " in chosen.reason
    assert chosen.reason.endswith("libonnxruntime_providers_cuda.so: file too short")
    with pytest.raises(DeviceError, match="cannot be loaded"):
        choose_device("cuda", MODEL, tiny)
    assert capfd.readouterr() == ("", "")


def test_where_no_reason_is_known_the_fall_back_itself_is_said(
    machine: dict[str, Any], tiny: Manifest, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert machine
    monkeypatch.setattr(cuda, "why_not_started", lambda: "")
    chosen, _session = choose_device("auto", MODEL, tiny)
    assert "took the CPU instead" in chosen.reason


class OtherProvider:
    """A real session that claims to run elsewhere, and may run wrongly there."""

    def __init__(self, session: ort.InferenceSession, wrong: Exception | float | None) -> None:
        self._session = session
        self._wrong = wrong

    def get_providers(self) -> list[str]:
        return [cuda.PROVIDER, "CPUExecutionProvider"]

    def run(self, *arguments: Any) -> list[Any]:
        if isinstance(self._wrong, Exception):
            raise self._wrong
        arrays = self._session.run(*arguments)
        return arrays if self._wrong is None else [np.full_like(arrays[0], self._wrong)]


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (None, ""),
        (float("inf"), "gave other results than the CPU"),
        (float("nan"), "gave other results than the CPU"),
        (ORT_FAULTS[3]("no kernel\nimage"), "a trial run failed: no kernel image"),
    ],
)
def test_an_accelerator_counts_only_if_a_run_there_gives_what_the_cpu_gives(
    machine: dict[str, Any],
    tiny: Manifest,
    monkeypatch: pytest.MonkeyPatch,
    wrong: Exception | float | None,
    reason: str,
) -> None:
    assert machine

    def opened(
        model: bytes,
        manifest: Manifest,
        outputs: Any,
        providers: tuple[Any, ...] = (),
        *,
        threads: int = 1,
    ) -> Any:
        assert threads == 1
        session = open_session(model, manifest, outputs)
        return OtherProvider(session, wrong) if providers else session

    monkeypatch.setattr(device, "open_session", opened)
    chosen, _session = choose_device("auto", MODEL, tiny)
    if reason:
        assert chosen.kind == "cpu"
        assert reason in chosen.reason
    else:
        assert (chosen.kind, chosen.label) == ("cuda", "NVIDIA Test (CUDA)")
        assert chosen.batch in chosen.sizes
        assert chosen.in_batches
        assert chosen.threads == 1


@pytest.mark.parametrize("kind", ["coreml", "directml"])
def test_providers_of_other_systems_are_refused_by_name(tiny: Manifest, kind: str) -> None:
    with pytest.raises(DeviceError, match=r"cannot be used: .*built without it"):
        choose_device(kind, MODEL, tiny)


def test_an_unknown_device_is_a_usage_error(tiny: Manifest) -> None:
    with pytest.raises(UsageError, match=r"'tpu' is not a device.*auto, cuda"):
        choose_device("tpu", MODEL, tiny)


def test_the_cpu_asked_for_is_the_cpu(tiny: Manifest) -> None:
    chosen, _session = choose_device("cpu", MODEL, tiny, threads=1)
    assert (chosen.kind, chosen.label, chosen.batch) == ("cpu", "CPU, 1 thread", 1)
    assert not chosen.in_batches
    assert chosen.reason == "it was asked for"
    assert choose_device("cpu", MODEL, tiny)[0].threads == cores() >= 1


@pytest.mark.parametrize(
    ("text", "most"), [("150000 100000\n", 2), ("50000 100000\n", 1), ("max 100000\n", 8)]
)
def test_a_container_quota_counts_as_cores(
    monkeypatch: pytest.MonkeyPatch, text: str, most: int
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr("os.sched_getaffinity", lambda _pid: set(range(8)), raising=False)
    monkeypatch.setattr(Path, "read_text", lambda *_: io.StringIO(text).read())
    assert cores() == most
