from __future__ import annotations

import ctypes
import io
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import onnxruntime as ort
import pytest

from shoegui.basics.errors import DeviceError, UsageError
from shoegui.features import cuda, device
from shoegui.features.device import choose_device, cores
from shoegui.features.manifest import Manifest, load_manifest
from shoegui.features.session import ORT_FAULTS, open_session
from tests.features.tiny import graph, write_network

MODEL = graph()


@pytest.fixture
def tiny(tmp_path: Path) -> Manifest:
    return load_manifest(write_network(tmp_path)[1])


def driver(*, init: int = 0, count: int = 1, version: int = 13010) -> SimpleNamespace:
    """Answers as NVIDIA's driver does."""

    def fill(value: int) -> Callable[..., int]:
        def call(pointer: Any, *_more: Any) -> int:
            pointer._obj.value = value
            return 0

        return call

    def name(buffer: ctypes.Array[ctypes.c_char], _size: int, _device: Any) -> int:
        buffer.value = b"NVIDIA Test"
        return 0

    return SimpleNamespace(
        cuInit=lambda _flags: init,
        cuDriverGetVersion=fill(version),
        cuDeviceGetCount=fill(count),
        cuDeviceGet=fill(0),
        cuDeviceGetName=name,
    )


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, Any]:
    """A Linux machine where CUDA is whole; tests take parts of it away. Keys: library names."""
    provider = tmp_path / "libonnxruntime_providers_cuda.so"
    provider.touch()
    libraries: dict[str, Any] = dict.fromkeys(cuda.needed_libraries(13), object())
    libraries["libcuda.so.1"] = driver()
    libraries["provider"] = provider
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(cuda, "load_library", libraries.get)
    monkeypatch.setattr(cuda, "provider_file", lambda: provider)
    monkeypatch.setattr(ort, "get_available_providers", lambda: [cuda.PROVIDER])
    monkeypatch.setattr(ort, "preload_dlls", lambda: sys.stdout.write("Failed to load something"))
    return libraries


def test_nothing_is_missing_on_a_whole_machine(
    machine: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    assert machine
    assert cuda.missing() == ""
    assert cuda.ask_driver() == cuda.Driver("NVIDIA Test", 13010)
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("part", "instead", "said"),
    [
        ("libcuda.so.1", None, "no NVIDIA driver was found (libcuda.so.1)"),
        ("libcuda.so.1", driver(init=100), "finds no usable GPU (cuInit gave 100)"),
        ("libcuda.so.1", driver(count=0), "the NVIDIA driver finds no GPU"),
        ("libcuda.so.1", driver(version=12080), "supports CUDA 12.8, 13.0 is needed"),
        ("libcudnn.so.9", None, "libraries are not installed: libcudnn.so.9 not found"),
        ("libcublas.so.13", None, "libcublas.so.13 not found"),
    ],
)
def test_what_cuda_lacks_is_named(
    machine: dict[str, Any], tiny: Manifest, part: str, instead: Any, said: str
) -> None:
    machine[part] = instead
    with pytest.raises(DeviceError) as refusal:
        choose_device("cuda", MODEL, tiny)
    assert str(refusal.value).startswith("CUDA cannot be used: ")
    assert said in str(refusal.value)


def test_a_bundle_without_the_cuda_provider_says_so(machine: dict[str, Any]) -> None:
    machine["provider"].unlink()
    assert "libonnxruntime_providers_cuda.so was not found" in cuda.missing()


def test_an_onnxruntime_without_cuda_says_so(
    machine: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert machine
    monkeypatch.setattr(ort, "get_available_providers", lambda: ["CPUExecutionProvider"])
    assert cuda.missing() == "the installed onnxruntime was built without CUDA"


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
    assert "took the CPU instead" in chosen.reason
    with pytest.raises(DeviceError, match="took the CPU instead"):
        choose_device("cuda", MODEL, tiny)
    assert capfd.readouterr() == ("", "")


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
        assert chosen.batch > 1
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
