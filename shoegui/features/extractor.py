"""A picture becomes numbers: the one way in which a network is run.

Splits batches, survives a full GPU, refuses numbers that are none. Which network and which device
is decided by the caller; what is done with the numbers, too.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence

import numpy as np
import onnxruntime as ort
from PIL import Image

from shoegui.basics.errors import DeviceError, NetworkError
from shoegui.features.device import choose_device
from shoegui.features.manifest import EMBEDDING, Manifest, read_verified
from shoegui.features.prepare import Preparation
from shoegui.features.session import ORT_FAULTS, Floats, open_session, run_session, short_reason

# As worded by onnxruntime's arena, CUDA, cuBLAS, cuDNN and Direct3D.
_OUT_OF_MEMORY = re.compile(
    r"out of memory|failed to allocate|ALLOC_FAILED|cudaErrorMemoryAllocation|8007000E",
    re.IGNORECASE,
)


class Extractor:
    """Runs one network on one device.

    `prepare` and, on a CPU, `run` may be called by many threads at once; `workers` says by how many
    it pays. Raises `NetworkError` when the network's file is missing, damaged or not what its
    manifest says, and `DeviceError` when the device asked for cannot be used.
    """

    def __init__(
        self,
        manifest: Manifest,
        *,
        device: str = "auto",
        threads: int = 0,
        outputs: Sequence[str] = (EMBEDDING,),
        together: bool = False,
    ) -> None:
        """`device` is one of `DEVICES`; `threads` limits the CPU's threads, 0 for all cores.

        On a CPU, threads with a picture each get most done, which is how an index run wants it; all
        `together` on one picture answer a single query soonest.

        `outputs` are those that will be asked for most. Others can be had too: each set of outputs
        has a session of its own, opened when it is first asked for, so that none costs another.
        """
        self.manifest = manifest
        self.prepare = Preparation(manifest.input)
        self._check_outputs(outputs)
        self.device, session = choose_device(
            device,
            read_verified(manifest),
            manifest,
            outputs=outputs,
            threads=threads,
            together=together,
        )
        self._threads = self.device.threads if together else 1
        self._sessions = {frozenset(outputs): session}
        self._opening = threading.Lock()
        self._batch_size = self.device.batch

    @property
    def batch_size(self) -> int:
        """How many pictures `run` takes best at once; less after a GPU ran out of memory."""
        return self._batch_size

    @property
    def workers(self) -> int:
        """How many threads that call `run` keep the device busy."""
        return self.device.threads

    def extract(
        self, picture: Image.Image, outputs: Sequence[str] = (EMBEDDING,)
    ) -> dict[str, Floats]:
        """The `outputs` for one RGB picture of any size, each float32 of its manifest's shape."""
        batch = self.prepare(picture)[np.newaxis]
        return {name: array[0] for name, array in self.run(batch, outputs).items()}

    def run(self, batch: Floats, outputs: Sequence[str] = (EMBEDDING,)) -> dict[str, Floats]:
        """The `outputs` for `batch`, float32 (n, 3, size, size) as made by `prepare`.

        Gives float32 arrays (n, ...) of the manifest's shapes; n may be any number, 0 too. Raises
        `NetworkError` for an output that the network does not have or that is not finite,
        `DeviceError` when the device fails.
        """
        size = self.manifest.input.size
        if batch.dtype != np.float32 or batch.shape[1:] != (3, size, size):
            raise ValueError(f"expected float32 (n, 3, {size}, {size}), got {batch.shape}")
        self._check_outputs(outputs)
        parts: dict[str, list[Floats]] = {name: [] for name in outputs}
        start = 0
        while start < len(batch):
            step = batch[start : start + self._batch_size]
            results = self._run_or_halve(step, outputs)
            if results is None:
                continue
            for name, result in zip(outputs, results, strict=True):
                parts[name].append(result)
            start += len(step)
        return {name: self._joined(name, arrays) for name, arrays in parts.items()}

    def _check_outputs(self, outputs: Sequence[str]) -> None:
        unknown = [name for name in outputs if name not in self.manifest.outputs]
        if unknown:
            raise NetworkError(
                f"the network '{self.manifest.name}' does not give '{unknown[0]}'",
                advice=f"It gives {', '.join(self.manifest.outputs)}",
            )

    def _session(self, outputs: Sequence[str]) -> ort.InferenceSession:
        wanted = frozenset(outputs)
        with self._opening:
            if wanted not in self._sessions:
                self._sessions[wanted] = open_session(
                    read_verified(self.manifest),
                    self.manifest,
                    outputs,
                    self.device.providers,
                    threads=self._threads,
                )
            return self._sessions[wanted]

    def _run_or_halve(self, batch: Floats, outputs: Sequence[str]) -> list[Floats] | None:
        """One run; None when the GPU's memory was too small and `batch_size` was halved for it."""
        session = self._session(outputs)
        try:
            return run_session(session, self.manifest.input.name, batch, outputs)
        except ORT_FAULTS as error:
            if self.device.kind == "cpu":
                raise NetworkError(
                    f"the network '{self.manifest.name}' failed: {short_reason(error)}",
                    path=self.manifest.file,
                    advice="Install it again, or use another network",
                ) from error
            if not _OUT_OF_MEMORY.search(str(error)):
                raise DeviceError(
                    f"{self.device.label} failed: {short_reason(error)}",
                    advice="Run it again, or choose the device cpu",
                ) from error
            if len(batch) == 1:
                raise DeviceError(
                    f"the memory of {self.device.label} is too small even for one picture",
                    advice="Close other programs that use it, or choose the device cpu",
                ) from error
            self._batch_size = max(1, len(batch) // 2)
            return None

    def _joined(self, name: str, arrays: list[Floats]) -> Floats:
        if not arrays:
            return np.empty((0, *self.manifest.outputs[name].shape), np.float32)
        joined = arrays[0] if len(arrays) == 1 else np.concatenate(arrays)
        if not np.isfinite(joined).all():
            raise NetworkError(
                f"the network '{self.manifest.name}' gave numbers that are not finite in '{name}'",
                path=self.manifest.file,
                advice="Use another network",
            )
        return joined
