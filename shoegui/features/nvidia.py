"""NVIDIA's own libraries, asked directly: the driver, CUDA's run time, cuDNN.

Gives what they answer as numbers and names; what that means for a person is said in `cuda`.
"""

from __future__ import annotations

import ctypes
import sys
import weakref
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

# cuInit's answers, from cuda.h.
NO_DEVICE, NOT_READY, MISMATCH = 100, 802, 803
# cuDeviceGetAttribute's CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR and _MINOR.
_CAPABILITY = (75, 76)


@dataclass(frozen=True, slots=True)
class Driver:
    """What NVIDIA's driver tells of itself and of the first GPU.

    `version` is the newest CUDA it can run (13010 is 13.1), `capability` the GPU's generation.
    """

    gpu: str
    version: int
    capability: tuple[int, int]


def load_library(name: str) -> ctypes.CDLL | None:
    """The shared library `name` from wherever the system finds it, or None."""
    try:
        return ctypes.CDLL(name)
    except OSError:
        return None


def driver_library() -> str:
    """The name of the driver's library."""
    return "nvcuda.dll" if sys.platform == "win32" else "libcuda.so.1"


def ask_driver() -> Driver | int | None:
    """The driver's answers; the status in which it refuses to give any; None without a driver."""
    library = load_library(driver_library())
    if library is None:
        return None
    status = int(library.cuInit(0))
    if status:
        return status
    count, version, handle = ctypes.c_int(), ctypes.c_int(), ctypes.c_int()
    major, minor = ctypes.c_int(), ctypes.c_int()
    text = ctypes.create_string_buffer(256)
    library.cuDriverGetVersion(ctypes.byref(version))
    library.cuDeviceGetCount(ctypes.byref(count))
    if count.value < 1:
        return NO_DEVICE
    library.cuDeviceGet(ctypes.byref(handle), 0)
    library.cuDeviceGetName(text, len(text), handle)
    for value, attribute in zip((major, minor), _CAPABILITY, strict=True):
        library.cuDeviceGetAttribute(ctypes.byref(value), attribute, handle)
    return Driver(
        gpu=text.value.decode("utf-8", "replace") or "NVIDIA GPU",
        version=version.value,
        capability=(major.value, minor.value),
    )


def needed_libraries(major: int) -> tuple[str, ...]:
    """The libraries that onnxruntime's CUDA provider cannot do without, for CUDA `major`."""
    if sys.platform == "win32":
        cuda = (f"cudart64_{major}.dll", f"cublasLt64_{major}.dll", f"cublas64_{major}.dll")
        return (*cuda, "cudnn64_9.dll")
    cuda = (f"libcudart.so.{major}", f"libcublasLt.so.{major}", f"libcublas.so.{major}")
    return (*cuda, "libcurand.so.10", "libcudnn.so.9")


def runtime_version(major: int) -> str:
    """The release of CUDA's run time, as 13.1."""
    library = load_library(needed_libraries(major)[0])
    value = ctypes.c_int()
    if library is None or library.cudaRuntimeGetVersion(ctypes.byref(value)):
        return "?"
    return dotted(value.value)


def cudnn_version(major: int) -> str:
    """The release of cuDNN, as 9.28.1."""
    library = load_library(needed_libraries(major)[-1])
    if library is None:
        return "?"
    library.cudnnGetVersion.restype = ctypes.c_size_t
    number = int(library.cudnnGetVersion())
    return f"{number // 10000}.{number % 10000 // 100}.{number % 100}"


def dotted(version: int) -> str:
    """CUDA's own way to number releases, in words: 13010 is 13.1."""
    return f"{version // 1000}.{version % 1000 // 10}"


def pinned(shape: tuple[int, ...], major: int) -> npt.NDArray[np.float32]:
    """A float32 array of `shape` in memory that a GPU reads by itself, and so faster.

    Ordinary memory where CUDA `major` is not there or refuses: it serves as well, only slower.
    """
    array = np.empty(shape, np.float32)
    runtime = load_library(needed_libraries(major)[0])
    if runtime is not None and array.nbytes:
        address = ctypes.c_void_p(array.ctypes.data)
        if runtime.cudaHostRegister(address, ctypes.c_size_t(array.nbytes), 0) == 0:
            # Not at exit: by then CUDA may have gone, and the system takes the memory anyway.
            weakref.finalize(array, runtime.cudaHostUnregister, address).atexit = False
    return array
