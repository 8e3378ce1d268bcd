"""A picture becomes numbers: the one way in which a network is run.

Splits batches, survives a full GPU, tries what is fastest there, refuses numbers that are none.
Which network and which device is decided by the caller; what is done with the numbers, too.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import onnxruntime as ort
from PIL import Image

from shoegui.basics.errors import DeviceError, NetworkError, UsageError
from shoegui.basics.phrase import Phrase
from shoegui.basics.settings import PRECISIONS
from shoegui.features import cuda
from shoegui.features.binding import run_bound
from shoegui.features.device import Device, choose_device
from shoegui.features.manifest import EMBEDDING, Manifest, read_verified
from shoegui.features.precision import FLOAT16, FLOAT32
from shoegui.features.prepare import Preparation
from shoegui.features.session import ORT_FAULTS, Floats, open_session, run_session, short_reason
from shoegui.features.trial import OutOfMemoryError, agree, fastest, trial_batch

# As worded by onnxruntime's arena, CUDA, cuBLAS, cuDNN and Direct3D.
_OUT_OF_MEMORY = re.compile(
    r"out of memory|failed to allocate|ALLOC_FAILED|cudaErrorMemoryAllocation|8007000E",
    re.IGNORECASE,
)
# Fewer pictures are done before a trial has paid for itself.
_WORTH_A_TRIAL = 1000
_COMPARED = 8


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
        precision: str = FLOAT32,
        in_batches: tuple[int, ...] = (),
    ) -> None:
        """`device` is one of `DEVICES`; `threads` limits the CPU's threads, 0 for all cores.

        On a CPU, threads with a picture each get most done, which is how an index run wants it; all
        `together` on one picture answer a single query soonest.

        `outputs` are those that will be asked for most. Others can be had too: each set of outputs
        has a session of its own, opened when it is first asked for, so that none costs another.

        `precision` is one of `PRECISIONS`: `auto` lets `tune` choose. A GPU alone computes in
        float16, and is refused with `DeviceError` if that gives something else there. `in_batches`
        are batch sizes with which any device is run as a GPU is: for trying that way without one.
        """
        if precision not in PRECISIONS:
            raise UsageError(
                Phrase("'{precision}' is not a precision", precision=precision),
                advice=Phrase("Choose one of {names}", names=", ".join(PRECISIONS)),
            )
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
        if in_batches:
            self.device = _batched(self.device, in_batches)
        self._outputs = tuple(outputs)
        self._sessions = {(FLOAT32, frozenset(outputs)): session}
        self._opening = threading.Lock()
        # Two batches at a time on one GPU take twice its memory, and no less time.
        self._running = threading.Lock()
        self._batch_size = self.device.batch
        self._may_choose = precision == "auto"
        self._precision = FLOAT32
        if precision == FLOAT16 and self.device.in_batches:
            self._take_halves()
        self.notes: list[str] = []

    @property
    def batch_size(self) -> int:
        """How many pictures `run` takes best at once; less after a GPU ran out of memory."""
        return self._batch_size

    @property
    def precision(self) -> str:
        """`float32` or `float16`: in what the network is computed."""
        return self._precision

    def buffer(self) -> Floats:
        """An array of `batch_size` prepared pictures to be filled; a GPU reads it faster."""
        size = self.manifest.input.size
        shape = (self._batch_size, 3, size, size)
        return cuda.pinned(shape) if self.device.kind == "cuda" else np.empty(shape, np.float32)

    def tune(self, pictures: int) -> None:
        """Try which batch size, and where it may choose which precision, is fastest here.

        For `pictures` to come; does nothing where a trial would not pay.
        """
        if not self.device.sizes or pictures < _WORTH_A_TRIAL:
            return
        precisions = [self._precision]
        if self._may_choose and self._halves_agree():
            precisions = [FLOAT32, FLOAT16]
        batch = trial_batch(self.manifest.input, max(self.device.sizes))

        def run(precision: str, size: int) -> None:
            session = self._session(self._outputs, precision)
            try:
                self._run_on(session, batch[:size], self._outputs)
            except ORT_FAULTS as error:
                if not _OUT_OF_MEMORY.search(str(error)):
                    raise self._failure(error) from error
                raise OutOfMemoryError from error

        way = fastest(run, precisions, self.device.sizes)
        if way is not None:
            self._precision, self._batch_size = way.precision, way.batch

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
                Phrase(
                    "the network '{name}' does not give '{output}'",
                    name=self.manifest.name,
                    output=unknown[0],
                ),
                advice=Phrase("It gives {names}", names=", ".join(self.manifest.outputs)),
            )

    def _session(self, outputs: Sequence[str], precision: str) -> ort.InferenceSession:
        wanted = (precision, frozenset(outputs))
        with self._opening:
            if wanted not in self._sessions:
                self._sessions[wanted] = open_session(
                    read_verified(self.manifest),
                    self.manifest,
                    outputs,
                    self.device.providers,
                    threads=self._threads,
                    precision=precision,
                )
            return self._sessions[wanted]

    def _run_on(
        self, session: ort.InferenceSession, batch: Floats, outputs: Sequence[str]
    ) -> list[Floats]:
        if not self.device.in_batches:
            return run_session(session, self.manifest.input.name, batch, outputs)
        with self._running:
            return run_bound(session, self.manifest, batch, outputs)

    def _run_or_halve(self, batch: Floats, outputs: Sequence[str]) -> list[Floats] | None:
        """One run; None when the GPU's memory was too small and `batch_size` was halved for it."""
        session = self._session(outputs, self._precision)
        try:
            return self._run_on(session, batch, outputs)
        except ORT_FAULTS as error:
            if self.device.kind == "cpu" or not _OUT_OF_MEMORY.search(str(error)):
                raise self._failure(error) from error
            if len(batch) == 1:
                raise DeviceError(
                    Phrase(
                        "the memory of {device} is too small even for one picture",
                        device=self.device.label,
                    ),
                    advice="Close other programs that use it, or choose the device cpu",
                ) from error
            self._batch_size = max(1, len(batch) // 2)
            self.notes.append(
                Phrase(
                    "the memory of {device} was too small for {number} pictures at once; "
                    "it went on with {fewer}",
                    device=self.device.label,
                    number=len(batch),
                    fewer=self._batch_size,
                )
            )
            return None

    def _failure(self, error: Exception) -> DeviceError | NetworkError:
        reason = short_reason(error)
        if self.device.kind == "cpu":
            return NetworkError(
                Phrase(
                    "the network '{name}' failed: {reason}", name=self.manifest.name, reason=reason
                ),
                path=self.manifest.file,
                advice="Install it again, or use another network",
            )
        return DeviceError(
            Phrase("{device} failed: {reason}", device=self.device.label, reason=reason),
            advice="Run it again, or choose the device cpu",
        )

    def _take_halves(self) -> None:
        if not self._halves_agree():
            raise DeviceError(
                Phrase("{device} gives something else in float16", device=self.device.label),
                advice="Choose the precision float32 or auto",
            )
        self._precision = FLOAT16

    def _halves_agree(self) -> bool:
        """Whether float16 works on the device and gives what float32 gives there."""
        batch = trial_batch(self.manifest.input, min(_COMPARED, self._batch_size))
        try:
            halves, full = (
                self._run_on(self._session(self._outputs, one), batch, self._outputs)
                for one in (FLOAT16, FLOAT32)
            )
        except NetworkError:
            return False
        except ORT_FAULTS:
            return False
        return agree(halves, full)

    def _joined(self, name: str, arrays: list[Floats]) -> Floats:
        if not arrays:
            return np.empty((0, *self.manifest.outputs[name].shape), np.float32)
        joined = arrays[0] if len(arrays) == 1 else np.concatenate(arrays)
        if not np.isfinite(joined).all():
            raise NetworkError(
                Phrase(
                    "the network '{name}' gave numbers that are not finite in '{output}'",
                    name=self.manifest.name,
                    output=name,
                ),
                path=self.manifest.file,
                advice="Use another network",
            )
        return joined


def _batched(device: Device, sizes: tuple[int, ...]) -> Device:
    return replace(device, batch=sizes[0], sizes=sizes, in_batches=True, threads=1)
