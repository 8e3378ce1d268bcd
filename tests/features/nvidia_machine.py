"""A machine where CUDA is whole, made of fakes; tests take parts of it away."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import onnxruntime as ort
import pytest

from shoegui.features import cuda, nvidia


def driver(
    *, init: int = 0, count: int = 1, version: int = 13010, capability: tuple[int, int] = (9, 0)
) -> SimpleNamespace:
    """Answers as NVIDIA's driver does."""

    def fill(value: int) -> Callable[..., int]:
        def call(pointer: Any, *_more: Any) -> int:
            pointer._obj.value = value
            return 0

        return call

    def name(buffer: ctypes.Array[ctypes.c_char], _size: int, _device: Any) -> int:
        buffer.value = b"NVIDIA Test"
        return 0

    def attribute(pointer: Any, number: int, _device: Any) -> int:
        pointer._obj.value = capability[{75: 0, 76: 1}[number]]
        return 0

    return SimpleNamespace(
        cuInit=lambda _flags: init,
        cuDriverGetVersion=fill(version),
        cuDeviceGetCount=fill(count),
        cuDeviceGet=fill(0),
        cuDeviceGetName=name,
        cuDeviceGetAttribute=attribute,
    )


class CudaRuntime:
    """CUDA's run time: says its version, and keeps a list of the memory that it has pinned."""

    def __init__(self, *, full: bool = False) -> None:
        self.pinned: dict[int, int] = {}
        self._full = full

    def cudaRuntimeGetVersion(self, pointer: Any) -> int:
        pointer._obj.value = 13020
        return 0

    def cudaHostRegister(self, address: ctypes.c_void_p, size: ctypes.c_size_t, _flags: int) -> int:
        if self._full:
            return 2
        self.pinned[address.value or 0] = size.value
        return 0

    def cudaHostUnregister(self, address: ctypes.c_void_p) -> int:
        del self.pinned[address.value or 0]
        return 0


class Cudnn:
    """cuDNN: says its version."""

    class _Function:
        restype: Any = ctypes.c_int

        def __call__(self) -> int:
            return 92801

    def __init__(self) -> None:
        self.cudnnGetVersion = self._Function()


def whole_machine(monkeypatch: pytest.MonkeyPatch, folder: Path) -> dict[str, Any]:
    """A Linux machine with everything. Keys: the names of libraries, and `provider`, its file."""
    provider = folder / "libonnxruntime_providers_cuda.so"
    provider.touch()
    monkeypatch.setattr(sys, "platform", "linux")
    libraries: dict[str, Any] = dict.fromkeys(nvidia.needed_libraries(13), object())
    libraries["libcuda.so.1"] = driver()
    libraries["libcudart.so.13"] = CudaRuntime()
    libraries["libcudnn.so.9"] = Cudnn()
    libraries["provider"] = provider
    monkeypatch.setattr(nvidia, "load_library", libraries.get)
    monkeypatch.setattr(cuda, "provider_file", lambda: provider)
    monkeypatch.setattr(ort, "get_available_providers", lambda: [cuda.PROVIDER])
    monkeypatch.setattr(
        ort, "preload_dlls", lambda **_kw: sys.stdout.write("Failed to load something")
    )
    return libraries
