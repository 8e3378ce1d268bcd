"""What CUDA needs on this machine, part by part, found by looking: driver, GPU, libraries.

Only inspects and loads libraries; whether a network really runs there is tried in `device`.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import onnxruntime as ort

from shoegui import __version__
from shoegui.basics.errors import shown_path
from shoegui.basics.phrase import Phrase
from shoegui.features import cuda_pack, nvidia
from shoegui.features.session import ORT_FAULTS, Floats

PROVIDER = "CUDAExecutionProvider"

# CUDA 13 came with this release of NVIDIA's driver, and left older GPUs than Turing behind.
_DRIVER_RELEASE = "580"
_LEAST_CAPABILITY = (7, 5)


@dataclass(frozen=True, slots=True)
class Part:
    """Something that CUDA needs: what was `found`, or what is `lacking`, half a sentence each.

    Where it lacks, `step` is the one thing to do about it.
    """

    found: str = ""
    lacking: str = ""
    step: str = ""


def lacking() -> Part | None:
    """The first part that keeps CUDA from being used; None when nothing was found missing.

    Without a driver this costs well under a millisecond; with one it loads NVIDIA's libraries.
    """
    return next((part for part in parts() if part.lacking), None)


def parts() -> Iterator[Part]:
    """What CUDA needs, in the order in which one thing needs the other, all looked at."""
    if PROVIDER not in ort.get_available_providers():
        yield Part(
            lacking=Phrase("the installed onnxruntime was built without CUDA"),
            step=Phrase("Use the CPU: there is no CUDA for this system"),
        )
        return
    yield Part(Phrase("onnxruntime was built for CUDA {version}", version=_built_for()))
    needed = _needed_major()
    driver = nvidia.ask_driver()
    if isinstance(driver, nvidia.Driver):
        yield _modern_enough(driver)
        yield _new_enough(driver, needed)
    else:
        yield _no_driver() if driver is None else _refusal(driver)
    yield _provider()
    yield from _libraries(needed)


def provider_file() -> Path:
    """The library with onnxruntime's CUDA provider; a bundle may leave it out."""
    name = "onnxruntime_providers_cuda.dll"
    if sys.platform != "win32":
        name = "libonnxruntime_providers_cuda.so"
    pack = cuda_pack.in_use()
    if pack is not None:
        return pack / cuda_pack.CAPI / name
    return Path(ort.__file__).parent / "capi" / name


def pinned(shape: tuple[int, ...]) -> Floats:
    """A float32 array of `shape` in memory that a GPU reads faster, where there is one."""
    return nvidia.pinned(shape, _needed_major())


def _no_driver() -> Part:
    return Part(
        lacking=Phrase("no NVIDIA driver was found ({file})", file=nvidia.driver_library()),
        step=Phrase(
            "If there is an NVIDIA GPU, install its driver, release {release} or later",
            release=_DRIVER_RELEASE,
        ),
    )


def _refusal(status: int) -> Part:
    if status == nvidia.NO_DEVICE and "CUDA_VISIBLE_DEVICES" in os.environ:
        return Part(
            lacking=Phrase("the NVIDIA driver finds no GPU, and CUDA_VISIBLE_DEVICES is set"),
            step=Phrase("Take the environment variable CUDA_VISIBLE_DEVICES away"),
        )
    if status == nvidia.NO_DEVICE:
        return Part(
            lacking=Phrase("the NVIDIA driver finds no GPU"),
            step=Phrase("Look with nvidia-smi whether the driver sees it"),
        )
    if status == nvidia.MISMATCH:
        return Part(
            lacking=Phrase("the NVIDIA driver was renewed, and an old part of it still runs"),
            step=Phrase("Restart the computer"),
        )
    if status == nvidia.NOT_READY:
        return Part(
            lacking=Phrase("the NVIDIA driver says that the GPU is not ready yet"),
            step=Phrase("Start NVIDIA's fabric manager, or wait a little and try again"),
        )
    return Part(
        lacking=Phrase(
            "the NVIDIA driver finds no usable GPU (cuInit gave {status})", status=str(status)
        ),
        step=Phrase("Restart the computer; if that is no help, install the driver again"),
    )


def _new_enough(driver: nvidia.Driver, needed: int) -> Part:
    have = nvidia.dotted(driver.version)
    if driver.version // 1000 < needed:
        return Part(
            lacking=Phrase(
                "the NVIDIA driver is too old: it supports CUDA {have}, {needed}.0 is needed",
                have=have,
                needed=needed,
            ),
            step=Phrase(
                "Install NVIDIA's driver, release {release} or later", release=_DRIVER_RELEASE
            ),
        )
    return Part(Phrase("the NVIDIA driver supports CUDA {version}", version=have))


def _modern_enough(driver: nvidia.Driver) -> Part:
    have = "{}.{}".format(*driver.capability)
    if driver.capability < _LEAST_CAPABILITY:
        return Part(
            lacking=Phrase(
                "the GPU is too old: {gpu} has compute capability {have}, {needed} is needed",
                gpu=driver.gpu,
                have=have,
                needed="{}.{}".format(*_LEAST_CAPABILITY),
            ),
            step=Phrase("Use the CPU, or a GPU of the Turing generation (2018) or later"),
        )
    return Part(Phrase("{gpu}, compute capability {have}", gpu=driver.gpu, have=have))


def _provider() -> Part:
    file = provider_file()
    if file.is_file():
        return Part(Phrase("onnxruntime's CUDA part is there"))
    if not getattr(sys, "frozen", False):
        return Part(
            lacking=Phrase(
                "onnxruntime's CUDA part is not installed ({file} was not found)", file=file.name
            ),
            step=Phrase("Install it again: pip install --force-reinstall onnxruntime-gpu"),
        )
    step = Phrase(
        "Unpack the CUDA pack shoegui-cuda-{version} to {folder}",
        version=__version__,
        folder=shown_path(cuda_pack.places()[0]),
    )
    for pack in cuda_pack.packs(cuda_pack.places()):
        return Part(
            lacking=Phrase(
                "the CUDA pack in {folder} does not fit: "
                "it is for onnxruntime {have}, this program has {needed}",
                folder=shown_path(pack.folder),
                have=pack.onnxruntime or "?",
                needed=ort.__version__,
            ),
            step=step,
        )
    return Part(lacking=Phrase("the CUDA pack is not there"), step=step)


def _libraries(needed: int) -> Iterator[Part]:
    pack = cuda_pack.in_use()
    folder = None if pack is None else pack / cuda_pack.NVIDIA
    # Finds the libraries that pip installed or the pack holds; it prints what it does not find.
    with contextlib.redirect_stdout(io.StringIO()):
        ort.preload_dlls(directory=str(folder) if folder and folder.is_dir() else None)
    absent = [name for name in nvidia.needed_libraries(needed) if nvidia.load_library(name) is None]
    if absent:
        yield Part(
            lacking=Phrase(
                "NVIDIA's libraries are not installed: {files} not found",
                files=", ".join(map(_with_other_version, absent)),
            ),
            step=_how_to_get_libraries(needed),
        )
        return
    yield Part(
        Phrase(
            "CUDA {cuda} and cuDNN {cudnn} libraries",
            cuda=nvidia.runtime_version(needed),
            cudnn=nvidia.cudnn_version(needed),
        )
    )


def why_not_started() -> str:
    """What the system's loader says against onnxruntime's CUDA provider; empty when nothing.

    For after a session that was to run there took the CPU, of which onnxruntime gives no reason.
    """
    name = "shoegui.trial"
    try:
        ort.register_execution_provider_library(name, str(provider_file()))
    except ORT_FAULTS as error:
        # "Failed to load library PATH with error: libX.so.1: cannot open shared object file"
        return " ".join(str(error).rpartition(" with error: ")[2].split())
    ort.unregister_execution_provider_library(name)
    return ""


def _how_to_get_libraries(needed: int) -> Phrase:
    if not getattr(sys, "frozen", False):
        return Phrase("Install them: pip install 'onnxruntime-gpu[cuda,cudnn]'")
    folder = (cuda_pack.in_use() or cuda_pack.places()[0]) / cuda_pack.NVIDIA
    return Phrase(
        "Install NVIDIA's CUDA {needed} and cuDNN 9, or put their libraries into {folder}",
        needed=needed,
        folder=shown_path(folder),
    )


def _with_other_version(name: str) -> str:
    """`name`, and the same library of another version where that is installed."""
    for old, others in (("13", ("12", "11")), ("64_9", ("64_8",)), ("so.9", ("so.8",))):
        for other in others:
            candidate = name.replace(old, other)
            if candidate != name and nvidia.load_library(candidate) is not None:
                return f"{name} (only {candidate})"
    return name


def _built_for() -> str:
    return str(getattr(ort, "cuda_version", "") or "13")


def _needed_major() -> int:
    """The CUDA version that onnxruntime was built for; builds without CUDA have none."""
    return int(_built_for().partition(".")[0])
