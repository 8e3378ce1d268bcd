"""Adding a network: everything that is checked before it counts, then the copy.

An added network lies in a folder of its own that appears by one rename, so it is never half there.
"""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnxruntime as ort
from PIL import Image

from shoegui.basics.errors import NetworkError, storage_fault
from shoegui.basics.files import write_atomically
from shoegui.basics.paths import AppPaths
from shoegui.basics.phrase import Phrase
from shoegui.features.manifest import (
    EMBEDDING,
    Manifest,
    folder_of,
    installed,
    load_manifest,
    sha256,
    verify,
)
from shoegui.features.prepare import Preparation
from shoegui.features.session import ORT_FAULTS, Floats, open_session, run_session, short_reason

_UNIT_TOLERANCE = 1e-3
_LEAST_AGREEMENT = 0.999
_SAME = 0.99999


def add_network(paths: AppPaths, onnx: Path, manifest: Path) -> Manifest:
    """Check the network in the files `onnx` and `manifest`, copy it into the program's data folder.

    Adding what is there already changes nothing; what is there but damaged is replaced. Raises
    `NetworkError` with the first thing that is wrong, `StorageError` when it cannot be copied.
    """
    described = load_manifest(manifest)
    offered = replace(described, file=onnx.absolute())
    try:
        model = onnx.read_bytes()
    except OSError as error:
        raise NetworkError(
            Phrase("the network cannot be read: {reason}", reason=error.strerror or error),
            path=onnx,
        ) from error
    if sha256(model) != offered.sha256:
        raise NetworkError(
            Phrase(
                "this is not the file that {file} describes: "
                "its SHA-256 is {found}, the manifest says {expected}",
                file=manifest.name,
                found=sha256(model),
                expected=offered.sha256,
            ),
            path=onnx,
            advice="Correct the manifest's field 'sha256' if the file is the right one",
        )
    offered.class_names()
    present = _present(paths, offered)
    if present is not None:
        return present
    _try_out(model, offered)
    return _copy(paths, model, offered, described.file.name)


def _present(paths: AppPaths, offered: Manifest) -> Manifest | None:
    """The very network if it is there whole; a refusal if another one has its name."""
    for manifest in installed(paths):
        if manifest.name != offered.name:
            continue
        try:
            verify(manifest)
        except NetworkError:
            if manifest.file.is_relative_to(paths.networks):
                return None
            raise
        if manifest.sha256 != offered.sha256:
            raise NetworkError(
                Phrase("another network is already named '{name}'", name=offered.name),
                path=offered.manifest_file,
                advice="Give this one another name in its manifest",
            )
        return manifest
    return None


def _try_out(model: bytes, manifest: Manifest) -> None:
    """Raise `NetworkError` unless the network gives what its manifest promises, on the CPU."""
    session = open_session(model, manifest, tuple(manifest.outputs))
    prepare = Preparation(manifest.input)
    batch = np.stack([prepare(_picture(seed, manifest.input.size)) for seed in range(3)])
    three = _trial(session, manifest, batch)
    one = _trial(session, manifest, batch[:1])
    again = _trial(session, manifest, batch)[EMBEDDING]
    for name, output in manifest.outputs.items():
        for array, count in ((three[name], 3), (one[name], 1)):
            if array.shape != (count, *output.shape):
                raise _refused(
                    manifest,
                    f"'{name}' has the shape {array.shape} for {count} pictures, "
                    f"not {(count, *output.shape)}",
                )
            if not np.isfinite(array).all():
                raise _refused(manifest, f"'{name}' holds numbers that are not finite")
            lengths = np.sqrt(np.sum(array.reshape(count, -1).astype(np.float64) ** 2, axis=1))
            if output.normalised and np.abs(lengths - 1).max() > _UNIT_TOLERANCE:
                raise _refused(
                    manifest, f"'{name}' has the length {lengths[0]:.3f}, but is said to have 1"
                )
    vectors = three[EMBEDDING]
    if np.sum(vectors * again, axis=1).min() < _LEAST_AGREEMENT:
        raise _refused(manifest, "the same picture gives another embedding each time")
    if float(vectors[0] @ one[EMBEDDING][0]) < _LEAST_AGREEMENT:
        raise _refused(manifest, "a picture's embedding depends on the others in its batch")
    if float(vectors[0] @ vectors[1]) > _SAME and float(vectors[0] @ vectors[2]) > _SAME:
        raise _refused(manifest, "different pictures give the same embedding")


def _trial(session: ort.InferenceSession, manifest: Manifest, batch: Floats) -> dict[str, Floats]:
    names = list(manifest.outputs)
    try:
        return dict(
            zip(names, run_session(session, manifest.input.name, batch, names), strict=True)
        )
    except ORT_FAULTS as error:
        raise _refused(
            manifest, f"it fails on {len(batch)} picture(s): {short_reason(error)}"
        ) from error


def _refused(manifest: Manifest, what: str) -> NetworkError:
    return NetworkError(
        Phrase("the network '{name}' failed its trial run: {what}", name=manifest.name, what=what),
        path=manifest.file,
        advice="Correct the manifest or export the network again",
    )


def _picture(seed: int, size: int) -> Image.Image:
    """Soft coloured blots and a little noise: enough for a network to tell three of them apart."""
    random = np.random.default_rng(seed)
    coarse = Image.fromarray(random.integers(0, 256, (6, 8, 3), np.uint8))
    smooth = np.asarray(coarse.resize((size * 4 // 3, size), Image.Resampling.BICUBIC), np.int16)
    noisy = smooth + random.integers(-12, 13, smooth.shape, np.int16)
    return Image.fromarray(np.clip(noisy, 0, 255).astype(np.uint8))


def _copy(paths: AppPaths, model: bytes, offered: Manifest, file_name: str) -> Manifest:
    final = folder_of(paths, offered.name)
    try:
        paths.networks.mkdir(parents=True, exist_ok=True)
        # The dot keeps a folder that a crash left behind from being taken for a network.
        with tempfile.TemporaryDirectory(
            prefix=".new-", dir=paths.networks, ignore_cleanup_errors=True
        ) as scratch:
            staged = Path(scratch) / "new"
            text = offered.manifest_file.read_bytes()
            write_atomically(staged / f"{offered.name}.toml", text)
            write_atomically(staged / file_name, model)
            names = offered.class_names_file
            if names is not None and names.parent == offered.manifest_file.parent:
                write_atomically(staged / names.name, names.read_bytes())
            if final.exists():
                final.rename(Path(scratch) / "damaged")
            staged.rename(final)
    except OSError as error:
        raise storage_fault(error, final) from error
    return load_manifest(final / f"{offered.name}.toml")
