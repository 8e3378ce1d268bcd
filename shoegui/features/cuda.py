"""What CUDA needs on this machine, found by looking: driver, GPU, NVIDIA's libraries, provider.

Only inspects and loads libraries; whether a network really runs there is tried in `device`.
"""

from __future__ import annotations

import contextlib
import ctypes
import io
import sys
from dataclasses import dataclass
from pathlib import Path

import onnxruntime as ort

PROVIDER = "CUDAExecutionProvider"


@dataclass(frozen=True, slots=True)
class Driver:
    """What NVIDIA's driver tells: the first GPU's name, the CUDA version (13010 is 13.1)."""

    gpu: str
    version: int


def missing() -> str:
    """What keeps CUDA from being used, as half a sentence; empty when nothing was found missing.

    Without a driver this costs well under a millisecond; with one it loads NVIDIA's libraries.
    """
    if PROVIDER not in ort.get_available_providers():
        return "the installed onnxruntime was built without CUDA"
    driver = ask_driver()
    if isinstance(driver, str):
        return driver
    needed = _needed_major()
    if driver.version // 1000 < needed:
        have = f"{driver.version // 1000}.{driver.version % 1000 // 10}"
        return f"the NVIDIA driver is too old: it supports CUDA {have}, {needed}.0 is needed"
    if not provider_file().is_file():
        return f"onnxruntime's CUDA part is not installed ({provider_file().name} was not found)"
    # preload_dlls finds the libraries that pip installed; it prints what it does not find.
    with contextlib.redirect_stdout(io.StringIO()):
        ort.preload_dlls()
    absent = [name for name in needed_libraries(needed) if load_library(name) is None]
    if absent:
        return "NVIDIA's libraries are not installed: " + ", ".join(absent) + " not found"
    return ""


def ask_driver() -> Driver | str:
    """The driver's GPU and version, or half a sentence that says why there is none."""
    name = "nvcuda.dll" if sys.platform == "win32" else "libcuda.so.1"
    library = load_library(name)
    if library is None:
        return f"no NVIDIA driver was found ({name})"
    status = library.cuInit(0)
    if status:
        return f"the NVIDIA driver finds no usable GPU (cuInit gave {status})"
    count, version, handle = ctypes.c_int(), ctypes.c_int(), ctypes.c_int()
    text = ctypes.create_string_buffer(256)
    library.cuDriverGetVersion(ctypes.byref(version))
    library.cuDeviceGetCount(ctypes.byref(count))
    if count.value < 1:
        return "the NVIDIA driver finds no GPU"
    library.cuDeviceGet(ctypes.byref(handle), 0)
    library.cuDeviceGetName(text, len(text), handle)
    return Driver(gpu=text.value.decode("utf-8", "replace") or "NVIDIA GPU", version=version.value)


def load_library(name: str) -> ctypes.CDLL | None:
    """The shared library `name` from wherever the system finds it, or None."""
    try:
        return ctypes.CDLL(name)
    except OSError:
        return None


def needed_libraries(major: int) -> tuple[str, ...]:
    """The libraries that onnxruntime's CUDA provider cannot do without, for CUDA `major`."""
    if sys.platform == "win32":
        cuda = (f"cudart64_{major}.dll", f"cublasLt64_{major}.dll", f"cublas64_{major}.dll")
        return (*cuda, "cudnn64_9.dll")
    cuda = (f"libcudart.so.{major}", f"libcublasLt.so.{major}", f"libcublas.so.{major}")
    return (*cuda, "libcurand.so.10", "libcudnn.so.9")


def provider_file() -> Path:
    """The library with onnxruntime's CUDA provider; a bundle may leave it out."""
    name = "onnxruntime_providers_cuda.dll"
    if sys.platform != "win32":
        name = "libonnxruntime_providers_cuda.so"
    return Path(ort.__file__).parent / "capi" / name


def _needed_major() -> int:
    """The CUDA version that onnxruntime was built for; builds without CUDA have none."""
    version = str(getattr(ort, "cuda_version", "") or "13")
    return int(version.partition(".")[0])
