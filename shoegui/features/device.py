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

import onnxruntime as ort

from shoegui.basics.errors import DeviceError, NetworkError, UsageError
from shoegui.basics.phrase import Phrase
from shoegui.basics.settings import DEVICES
from shoegui.features import cuda, nvidia
from shoegui.features.manifest import EMBEDDING, Manifest
from shoegui.features.session import (
    CPU_PROVIDER,
    ORT_FAULTS,
    Provider,
    open_session,
    run_session,
    short_reason,
)
from shoegui.features.trial import agree, trial_batch


@dataclass(frozen=True, slots=True)
class Device:
    """A processor that runs a network.

    `kind` is `cpu`, `cuda`, `coreml` or `directml`; `providers` are onnxruntime's; `label` names it
    for a person; `reason` says why this one and no other; `threads` is how many callers keep it
    busy at once; `batch` how many pictures it takes best at a time. One that works `in_batches`
    is fed by one caller while others decode; `sizes` are the batch sizes worth a trial there.
    """

    kind: str
    providers: tuple[Provider, ...]
    label: str
    reason: str
    threads: int
    batch: int
    in_batches: bool = False
    sizes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Accelerator:
    kind: str
    title: str
    provider: str
    options: dict[str, str]
    batch: int
    sizes: tuple[int, ...]
    platforms: tuple[str, ...]
    lacking: Callable[[], cuda.Part | None]


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
            Phrase("'{device}' is not a device", device=preference),
            advice=Phrase("Choose one of {names}", names=", ".join(DEVICES)),
        )
    threads = threads or cores()
    on_cpu = open_session(model, manifest, outputs, threads=threads if together else 1)
    faults = []
    for accelerator in _candidates(preference):
        tried = _tried(accelerator, model, manifest, outputs, on_cpu)
        if not isinstance(tried, cuda.Part):
            return _accelerated(accelerator), tried
        fault = Phrase(
            "{device} cannot be used: {reason}", device=accelerator.title, reason=tried.lacking
        )
        if preference != "auto":
            raise DeviceError(fault, advice=tried.step)
        faults.append(fault)
    return _cpu(threads, _why_cpu(preference, faults)), on_cpu


def _why_cpu(preference: str, faults: Sequence[str]) -> str:
    if preference == "cpu":
        return Phrase("it was asked for")
    if not faults:
        return Phrase("there is nothing faster here")
    reason = faults[0]
    for other in faults[1:]:
        reason = Phrase("{reason}; {other}", reason=reason, other=other)
    return reason


def _cpu(threads: int, reason: str) -> Device:
    label = (
        Phrase("CPU, 1 thread") if threads == 1 else Phrase("CPU, {number} threads", number=threads)
    )
    # Several threads with one picture each are faster than one with a batch (benchmarks/).
    return Device("cpu", (CPU_PROVIDER,), label, reason, threads=threads, batch=1)


def _accelerated(accelerator: _Accelerator) -> Device:
    label = accelerator.title
    if accelerator.kind == "cuda":
        driver = nvidia.ask_driver()
        if isinstance(driver, nvidia.Driver):
            label = f"{driver.gpu} ({accelerator.title})"
    return Device(
        accelerator.kind,
        ((accelerator.provider, accelerator.options), CPU_PROVIDER),
        label,
        Phrase("a trial run on it gave what the CPU gives"),
        threads=1,
        batch=accelerator.batch,
        in_batches=True,
        sizes=accelerator.sizes,
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
            (16, 32, 64, 128),
            ("linux", "win32"),
            cuda.lacking,
        ),
        _Accelerator(
            "coreml",
            "Core ML",
            "CoreMLExecutionProvider",
            {},
            1,
            (),
            ("darwin",),
            lambda: _absent("CoreMLExecutionProvider"),
        ),
        _Accelerator(
            "directml",
            "DirectML",
            "DmlExecutionProvider",
            {},
            16,
            (),
            ("win32",),
            lambda: _absent("DmlExecutionProvider"),
        ),
    ]
    if preference == "auto":
        return [one for one in known if sys.platform in one.platforms]
    return [one for one in known if one.kind == preference]


def _absent(provider: str) -> cuda.Part | None:
    if provider in ort.get_available_providers():
        return None
    return cuda.Part(
        lacking=Phrase("the installed onnxruntime was built without it"),
        step=Phrase("Use auto or cpu"),
    )


def _tried(
    accelerator: _Accelerator,
    model: bytes,
    manifest: Manifest,
    outputs: Sequence[str],
    on_cpu: ort.InferenceSession,
) -> ort.InferenceSession | cuda.Part:
    """A session that really ran there, or why there is none."""
    part = accelerator.lacking()
    if part is not None:
        return part
    batch = trial_batch(manifest.input, 2)
    try:
        session = open_session(
            model, manifest, outputs, ((accelerator.provider, accelerator.options), CPU_PROVIDER)
        )
        there = run_session(session, manifest.input.name, batch, outputs)
    except NetworkError as error:
        return _refused(error.what)
    except ORT_FAULTS as error:
        return _refused(Phrase("a trial run failed: {reason}", reason=short_reason(error)))
    if session.get_providers()[0] != accelerator.provider:
        return _refused(_why_not_started(accelerator))
    here = run_session(on_cpu, manifest.input.name, batch, outputs)
    if not agree(there, here):
        return _refused(Phrase("a trial run on it gave other results than the CPU"))
    return session


def _why_not_started(accelerator: _Accelerator) -> Phrase:
    reason = cuda.why_not_started() if accelerator.kind == "cuda" else ""
    if reason:
        return Phrase("onnxruntime's CUDA part cannot be loaded: {reason}", reason=reason)
    return Phrase("onnxruntime could not start it and took the CPU instead")


def _refused(lacking: str) -> cuda.Part:
    return cuda.Part(lacking=lacking, step=Phrase("Use auto or cpu"))
