"""How well photos of the same kind find one another: `python benchmarks/retrieval.py DIR`.

DIR holds one folder per class; every photo is the query once, photos of its own folder are right.
Prints top-1, precision@10 and mAP@200 of the bundled networks beside two hand-made descriptors.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import os
import platform
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime
import PIL
from PIL import Image
from skimage.feature import hog

from shoegui.basics.bundled import models_dir
from shoegui.features.extractor import Extractor
from shoegui.features.manifest import Manifest, load_manifest
from shoegui.photos.decode import decode

Vectors = npt.NDArray[np.float32]

OUTPUTS = ("embedding", "detail", "map")
SUFFIXES = {".jpg", ".jpeg", ".png", ".webp", ".bmp", ".gif", ".tif", ".tiff"}
# Enough pixels for the hand-made descriptors, which look at the whole picture.
HAND_MADE_COVER = 256
AP_DEPTH = 200


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; the three figures are means over all queries, 0..1."""

    features: str
    length: int
    top1: float
    precision10: float
    map200: float


def network_features(manifest: Manifest) -> Callable[[bytes], dict[str, Vectors]]:
    """A function from a photo's bytes to the network's vectors, safe in many threads."""
    extractor = Extractor(manifest, device="cpu", outputs=OUTPUTS)

    def extract(data: bytes) -> dict[str, Vectors]:
        picture = decode(data, cover=manifest.input.size).picture
        found = extractor.extract(picture, OUTPUTS)
        found["plain mean"] = found.pop("map").mean(axis=(1, 2))
        return found

    return extract


def colour_histogram(picture: Image.Image) -> Vectors:
    """HSV histogram of 8 x 8 x 8 bins, float32 (512,)."""
    bins = np.asarray(picture.convert("HSV")).reshape(-1, 3).astype(np.int64) >> 5
    codes = bins @ np.array([64, 8, 1])
    return np.bincount(codes, minlength=512).astype(np.float32)


def oriented_gradients(picture: Image.Image) -> Vectors:
    """HoG (Dalal and Triggs 2005) of the grey picture at 128 x 128, float32 (1764,)."""
    grey = np.asarray(picture.convert("L").resize((128, 128), Image.Resampling.BICUBIC))
    found = hog(grey, orientations=9, pixels_per_cell=(16, 16), cells_per_block=(2, 2))
    return np.asarray(found, np.float32)


def retrieval(features: str, vectors: Vectors, labels: npt.NDArray[np.int64]) -> Row:
    """Leave-one-out figures of vectors (photos, n) whose photos carry labels (photos,).

    mAP@200 divides by the lesser of 200 and the number of right photos. A query without any right
    photo is left out.
    """
    unit = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
    top1, precision, average = [], [], []
    for query, similarity in enumerate(unit @ unit.T):
        similarity[query] = -np.inf
        right = labels[np.argsort(-similarity, kind="stable")[:-1]] == labels[query]
        total = int(right.sum())
        if total == 0:
            continue
        top1.append(right[0])
        precision.append(right[:10].mean())
        first = right[:AP_DEPTH]
        at_each = np.cumsum(first) / np.arange(1, len(first) + 1)
        average.append((at_each * first).sum() / min(total, AP_DEPTH))
    means = [float(np.mean(values)) for values in (top1, precision, average)]
    return Row(features, vectors.shape[1], *means)


def photos_by_class(folder: Path) -> tuple[list[Path], npt.NDArray[np.int64]]:
    """Every photo in a class folder of `folder`, sorted, with the number of its class."""
    classes = sorted(entry for entry in folder.iterdir() if entry.is_dir())
    found = [
        (path, number)
        for number, entry in enumerate(classes)
        for path in sorted(entry.rglob("*"))
        if path.suffix.lower() in SUFFIXES
    ]
    return [path for path, _ in found], np.array([number for _, number in found], np.int64)


def describe_all(paths: Iterable[Path], manifests: Iterable[Manifest]) -> dict[str, Vectors]:
    """Every kind of features by name, each float32 (photos, n)."""
    extractors = {manifest.name: network_features(manifest) for manifest in manifests}

    def describe(path: Path) -> dict[str, Vectors]:
        data = path.read_bytes()
        picture = decode(data, cover=HAND_MADE_COVER).picture
        found = {"HSV histogram": colour_histogram(picture), "HoG": oriented_gradients(picture)}
        for name, extract in extractors.items():
            found |= {f"{name} {output}": vector for output, vector in extract(data).items()}
        return found

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        described = list(pool.map(describe, paths))
    return {name: np.stack([each[name] for each in described]) for name in described[0]}


def machine() -> dict[str, str]:
    """What the figures were made on."""
    return {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "system": platform.platform(terse=True),
        "python": platform.python_version(),
        "onnxruntime": onnxruntime.__version__,
        "pillow": PIL.__version__,
        "numpy": np.__version__,
        "scikit-image": importlib.metadata.version("scikit-image"),
    }


def main(arguments: list[str]) -> int:
    """Prints the table, and writes it with the machine's description where --json says."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path, nargs="?", metavar="DIR", help="one folder per class")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    options = parser.parse_args(arguments)
    if options.folder is None:
        print("retrieval: nothing measured; name a folder of photos that has one folder per class")
        return 0
    if not options.folder.is_dir():
        parser.error(f"there is no folder {options.folder}")
    paths, labels = photos_by_class(options.folder)
    if not paths:
        parser.error(f"no photo in a class folder of {options.folder}")
    networks = [load_manifest(path) for path in sorted(models_dir().glob("*.toml"))]
    features = describe_all(paths, networks)
    rows = [retrieval(name, vectors, labels) for name, vectors in features.items()]
    print(f"{len(paths)} photos, {len(set(labels.tolist()))} classes, leave-one-out")
    print(", ".join(f"{key} {value}" for key, value in machine().items()))
    print(f"{'features':<32}{'numbers':>8}{'top-1':>8}{'prec@10':>9}{'mAP@200':>9}")
    for row in rows:
        figures = f"{row.top1:>8.3f}{row.precision10:>9.3f}{row.map200:>9.3f}"
        print(f"{row.features:<32}{row.length:>8}{figures}")
    if options.json:
        report = {"photos": len(paths), **machine(), "rows": [asdict(row) for row in rows]}
        options.json.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
