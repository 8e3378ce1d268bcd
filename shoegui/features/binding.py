"""One run of a network on a device of its own, with onnxruntime's I/O binding.

The batch goes from its own memory to the device, the results straight into their arrays; nothing
else is copied. Reads no pictures and knows no batch sizes.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import onnxruntime as ort

from shoegui.features.manifest import Manifest
from shoegui.features.session import Floats, run_options


def run_bound(
    session: ort.InferenceSession, manifest: Manifest, batch: Floats, outputs: Sequence[str]
) -> list[Floats]:
    """The arrays `outputs`, float32 (n, ...) of the manifest's shapes, for `batch`.

    `batch` is float32 (n, 3, size, size) with n > 0. Raises one of `ORT_FAULTS`.
    """
    batch = np.ascontiguousarray(batch)
    binding = session.io_binding()
    binding.bind_input(manifest.input.name, "cpu", 0, np.float32, batch.shape, batch.ctypes.data)
    results = []
    for name in outputs:
        result = np.empty((len(batch), *manifest.outputs[name].shape), np.float32)
        binding.bind_output(name, "cpu", 0, np.float32, result.shape, result.ctypes.data)
        results.append(result)
    session.run_with_iobinding(binding, run_options())
    return results
