"""Which processor runs the network: what is there, what really works, and why not another.

A provider counts only after a run on it gave what the CPU gives. What CUDA lacks: see `cuda`.
"""

from __future__ import annotations

import math
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime as ort

from shoegui.basics.errors import DeviceError, NetworkError, UsageError
from shoegui.basics.settings import DEVICES
from shoegui.features import cuda
from shoegui.features.manifest import EMBEDDING, Manifest
from shoegui.features.session import (
    CPU_PROVIDER,
    ORT_FAULTS,
    Floats,
    Provider,
    open_session,
    run_session,
    short_reason,
)

_LEAST_AGREEMENT = 0.999


@dataclass(frozen=True, slots=True)
class Device:
    """A processor that runs a network.

    `kind` is `cpu`, `cuda`, `coreml` or `directml`; `providers` are onnxruntime's; `label` names it
    for a person; `reason` says why this one and no other; `threads` is how many callers keep it
    busy at once; `batch` how many pictures it takes best at a time.
    """

    kind: str
    providers: tuple[Provider, ...]
    label: str
    reason: str
    threads: int
    batch: int


@dataclass(frozen=True, slots=True)
class _Accelerator:
    kind: str
    title: str
    provider: str
    options: dict[str, str]
    batch: int
    platforms: tuple[str, ...]
    missing: Callable[[], str]


def cores() -> int:
    """How many processor cores this process may use: affinity and container quota counted in."""
    if sys.platform == "linux":
        count = len(os.sched_getaffinity(0))
    else:
        count = os.cpu_count() or 1
    try:
        quota, period = Path("/sys/fs/cgroup/cpu.max").read_text("ascii").split()
        if quota != "max":
            count = min(count, math.ceil(int(quota) / int(period)))
    except (OSError, ValueError):
        pass
    return max(1, count)


def accelerators() -> tuple[str, ...]:
    """The kinds, other than `cpu`, that are worth a try on this system, the best first."""
    return tuple(one.kind for one in _candidates("auto"))


def choose_device(
    preference: str,
    model: bytes,
    manifest: Manifest,
    *,
    outputs: Sequence[str] = (EMBEDDING,),
    threads: int = 0,
    together: bool = False,
) -> tuple[Device, ort.InferenceSession]:
    """The device for `preference` (one of `DEVICES`) and a session there that gives `outputs`.

    On a CPU each thread works on a picture of its own, or all of them `together` on one.

    `auto` takes the first accelerator on which a warm-up run really ran and agreed with the CPU,
    else the CPU. `threads` limits the CPU, 0 for all cores. Raises `DeviceError` when an
    accelerator asked for by name cannot be used, `NetworkError` when the network cannot,
    `UsageError` for an unknown preference.
    """
    if preference not in DEVICES:
        raise UsageError(
            f"'{preference}' is not a device", advice=f"Choose one of {', '.join(DEVICES)}"
        )
    threads = threads or cores()
    on_cpu = open_session(model, manifest, outputs, threads=threads if together else 1)
    faults = []
    for accelerator in _candidates(preference):
        session, fault = _tried(accelerator, model, manifest, outputs, on_cpu)
        if session is not None:
            return _accelerated(accelerator), session
        fault = f"{accelerator.title} cannot be used: {fault}"
        if preference != "auto":
            raise DeviceError(fault, advice=_remedy(accelerator.kind))
        faults.append(fault)
    reason = "; ".join(faults) or (
        "it was asked for" if preference == "cpu" else "there is nothing faster here"
    )
    return _cpu(threads, reason), on_cpu


def _cpu(threads: int, reason: str) -> Device:
    label = f"CPU, {threads} thread{'' if threads == 1 else 's'}"
    # Several threads with one picture each are faster than one with a batch (benchmarks/).
    return Device("cpu", (CPU_PROVIDER,), label, reason, threads=threads, batch=1)


def _accelerated(accelerator: _Accelerator) -> Device:
    label = accelerator.title
    if accelerator.kind == "cuda":
        driver = cuda.ask_driver()
        gpu = driver if isinstance(driver, str) else driver.gpu
        label = f"{gpu} ({accelerator.title})"
    return Device(
        accelerator.kind,
        ((accelerator.provider, accelerator.options), CPU_PROVIDER),
        label,
        "a trial run on it gave what the CPU gives",
        threads=1,
        batch=accelerator.batch,
    )


def _candidates(preference: str) -> list[_Accelerator]:
    known = [
        # Searching for the best algorithm anew costs seconds for every batch size met; full
        # precision because vectors made on other devices lie in the same library.
        _Accelerator(
            "cuda",
            "CUDA",
            cuda.PROVIDER,
            {"cudnn_conv_algo_search": "HEURISTIC", "use_tf32": "0"},
            64,
            ("linux", "win32"),
            cuda.missing,
        ),
        _Accelerator(
            "coreml",
            "Core ML",
            "CoreMLExecutionProvider",
            {},
            1,
            ("darwin",),
            lambda: _absent("CoreMLExecutionProvider"),
        ),
        _Accelerator(
            "directml",
            "DirectML",
            "DmlExecutionProvider",
            {},
            16,
            ("win32",),
            lambda: _absent("DmlExecutionProvider"),
        ),
    ]
    if preference == "auto":
        return [one for one in known if sys.platform in one.platforms]
    return [one for one in known if one.kind == preference]


def _absent(provider: str) -> str:
    if provider in ort.get_available_providers():
        return ""
    return "the installed onnxruntime was built without it"


def _tried(
    accelerator: _Accelerator,
    model: bytes,
    manifest: Manifest,
    outputs: Sequence[str],
    on_cpu: ort.InferenceSession,
) -> tuple[ort.InferenceSession | None, str]:
    """A session that really ran there, or None and the reason."""
    fault = accelerator.missing()
    if fault:
        return None, fault
    size = manifest.input.size
    batch = np.random.default_rng(1).normal(0, 1, (2, 3, size, size)).astype(np.float32)
    try:
        session = open_session(
            model, manifest, outputs, ((accelerator.provider, accelerator.options), CPU_PROVIDER)
        )
        there = run_session(session, manifest.input.name, batch, outputs)
    except NetworkError as error:
        return None, error.what
    except ORT_FAULTS as error:
        return None, f"a trial run failed: {short_reason(error)}"
    if session.get_providers()[0] != accelerator.provider:
        return None, "onnxruntime could not start it and took the CPU instead"
    here = run_session(on_cpu, manifest.input.name, batch, outputs)
    # Not `<`: with a NaN every comparison is false.
    if not all(_cosine(*pair) >= _LEAST_AGREEMENT for pair in zip(there, here, strict=True)):
        return None, "a trial run on it gave other results than the CPU"
    return session, ""


def _cosine(one: Floats, other: Floats) -> float:
    """How alike two arrays of one shape are: the cosine between them as vectors."""
    return float(np.vdot(one, other) / (np.linalg.norm(one) * np.linalg.norm(other)))


def _remedy(kind: str) -> str:
    if kind == "cuda":
        return "Install what is missing (pip install 'shoegui[cuda]' has the libraries), or use cpu"
    return "Use auto or cpu"
