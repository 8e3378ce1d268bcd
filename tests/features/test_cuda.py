from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime as ort
import pytest

from shoegui.features import cuda, cuda_pack, nvidia
from tests.features.nvidia_machine import CudaRuntime, driver, whole_machine


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, Any]:
    monkeypatch.delenv("CUDA_VISIBLE_DEVICES", raising=False)
    return whole_machine(monkeypatch, tmp_path)


def lacking() -> tuple[str, str]:
    part = cuda.lacking()
    assert part is not None
    assert part.found == ""
    return part.lacking, part.step


def test_a_whole_machine_lacks_nothing_and_says_what_it_has(
    machine: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    assert machine
    assert cuda.lacking() is None
    assert [part.found for part in cuda.parts()] == [
        "onnxruntime was built for CUDA 13.0",
        "NVIDIA Test, compute capability 9.0",
        "the NVIDIA driver supports CUDA 13.1",
        "onnxruntime's CUDA part is there",
        "CUDA 13.2 and cuDNN 9.28.1 libraries",
    ]
    # onnxruntime prints what it does not find; a person is told in our words.
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("part", "instead", "said", "step"),
    [
        ("libcuda.so.1", None, "no NVIDIA driver was found (libcuda.so.1)", "580 or later"),
        ("libcuda.so.1", driver(init=100), "the NVIDIA driver finds no GPU", "nvidia-smi"),
        ("libcuda.so.1", driver(count=0), "the NVIDIA driver finds no GPU", "nvidia-smi"),
        ("libcuda.so.1", driver(init=803), "an old part of it still runs", "Restart the computer"),
        ("libcuda.so.1", driver(init=802), "the GPU is not ready yet", "fabric manager"),
        ("libcuda.so.1", driver(init=999), "finds no usable GPU (cuInit gave 999)", "Restart"),
        ("libcuda.so.1", driver(version=12080), "supports CUDA 12.8, 13.0 is needed", "580"),
        (
            "libcuda.so.1",
            driver(capability=(6, 1)),
            "NVIDIA Test has compute capability 6.1, 7.5 is needed",
            "Turing",
        ),
        ("libcudnn.so.9", None, "not installed: libcudnn.so.9 not found", "[cuda,cudnn]"),
        ("libcublas.so.13", None, "not installed: libcublas.so.13 not found", "[cuda,cudnn]"),
    ],
)
def test_what_cuda_lacks_is_named_with_what_to_do(
    machine: dict[str, Any], part: str, instead: Any, said: str, step: str
) -> None:
    machine[part] = instead
    assert said in lacking()[0]
    assert step in lacking()[1]


def test_a_gpu_that_is_hidden_on_purpose_is_not_taken_for_none(
    machine: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    machine["libcuda.so.1"] = driver(init=100)
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "")
    assert "CUDA_VISIBLE_DEVICES is set" in lacking()[0]


def test_a_library_of_another_version_is_named_beside_the_one_that_is_needed(
    machine: dict[str, Any],
) -> None:
    machine["libcudart.so.13"], machine["libcudart.so.12"] = None, CudaRuntime()
    machine["libcudnn.so.9"], machine["libcudnn.so.8"] = None, object()
    assert lacking()[0] == (
        "NVIDIA's libraries are not installed: libcudart.so.13 (only libcudart.so.12), "
        "libcudnn.so.9 (only libcudnn.so.8) not found"
    )


def test_all_that_is_lacking_is_listed_and_not_just_the_first(machine: dict[str, Any]) -> None:
    machine["libcuda.so.1"] = machine["libcudnn.so.9"] = None
    machine["provider"].unlink()
    assert [bool(part.lacking) for part in cuda.parts()] == [False, True, True, True]


def test_an_onnxruntime_without_cuda_says_so(
    machine: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert machine
    monkeypatch.setattr(ort, "get_available_providers", lambda: ["CPUExecutionProvider"])
    assert lacking()[0] == "the installed onnxruntime was built without CUDA"


def test_an_installation_without_the_provider_is_to_be_repaired(machine: dict[str, Any]) -> None:
    machine["provider"].unlink()
    what, step = lacking()
    assert "libonnxruntime_providers_cuda.so was not found" in what
    assert "pip install --force-reinstall onnxruntime-gpu" in step


def test_the_packaged_program_asks_for_its_cuda_pack(
    machine: dict[str, Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    machine["provider"].unlink()
    places = (tmp_path / "beside" / "cuda", tmp_path / "data" / "cuda")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(cuda_pack, "places", lambda: places)
    what, step = lacking()
    assert what == "the CUDA pack is not there"
    assert step.startswith("Unpack the CUDA pack shoegui-cuda-")
    assert step.endswith(str(places[0]))

    [*_, libraries] = cuda.parts()
    assert libraries.found
    machine["libcudnn.so.9"] = None
    [*_, libraries] = cuda.parts()
    assert libraries.step == (
        f"Install NVIDIA's CUDA 13 and cuDNN 9, or put their libraries into {places[0] / 'nvidia'}"
    )

    places[1].mkdir(parents=True)
    (places[1] / cuda_pack.DESCRIPTION).write_text('onnxruntime = "1.2.3"')
    assert lacking()[0] == (
        f"the CUDA pack in {places[1]} does not fit: "
        f"it is for onnxruntime 1.2.3, this program has {ort.__version__}"
    )


def test_memory_is_pinned_for_as_long_as_its_array_lives(machine: dict[str, Any]) -> None:
    runtime = machine["libcudart.so.13"]
    array = cuda.pinned((2, 3, 4))
    assert array.shape == (2, 3, 4)
    assert array.dtype == np.float32
    part = array[:1]
    del array
    gc.collect()
    assert list(runtime.pinned.values()) == [2 * 3 * 4 * 4]
    del part
    gc.collect()
    assert not runtime.pinned


@pytest.mark.parametrize("runtime", [None, CudaRuntime(full=True)])
def test_where_memory_cannot_be_pinned_it_is_ordinary(
    machine: dict[str, Any], runtime: CudaRuntime | None
) -> None:
    machine["libcudart.so.13"] = runtime
    assert cuda.pinned((2, 3)).shape == (2, 3)


def test_this_machine_is_examined_without_a_crash() -> None:
    found = list(cuda.parts())
    assert found
    assert all(bool(part.found) != bool(part.lacking) for part in found)
    assert all(bool(part.step) == bool(part.lacking) for part in found)


def test_windows_names_its_libraries_its_own_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert nvidia.driver_library() == "nvcuda.dll"
    assert "cudart64_13.dll" in nvidia.needed_libraries(13)
    assert cuda.provider_file().name == "onnxruntime_providers_cuda.dll"
