"""Pictures as numbers by other means than ShoeGUI's, to compare with: by hand, and a plain mean."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
import onnxruntime
from PIL import Image
from skimage import feature

from shoegui.features.manifest import Manifest
from shoegui.features.prepare import Preparation

Floats = npt.NDArray[np.float32]

# Enough pixels for what looks at the whole picture.
COVER = 256
# Of a colour that is paler or darker than this, 0..1, the hue says nothing.
_GREYISH = 0.2
_HUES = 12


def colour_histogram(picture: Image.Image) -> Floats:
    """HSV histogram of 8 x 8 x 8 bins, float32 (512,)."""
    bins = np.asarray(picture.convert("HSV")).reshape(-1, 3).astype(np.int64) >> 5
    codes = bins @ np.array([64, 8, 1])
    return np.bincount(codes, minlength=512).astype(np.float32)


def oriented_gradients(picture: Image.Image) -> Floats:
    """HoG (Dalal and Triggs 2005) of the grey picture at 128 x 128, float32 (1764,)."""
    grey = np.asarray(picture.convert("L").resize((128, 128), Image.Resampling.BICUBIC))
    found = feature.hog(grey, orientations=9, pixels_per_cell=(16, 16), cells_per_block=(2, 2))
    return np.asarray(found, np.float32)


def local_patterns(picture: Image.Image) -> Floats:
    """Uniform local binary patterns (Ojala et al. 2002) of 2 sizes in the middle, float32 (28,).

    As square roots of shares, so that their cosine is Bhattacharyya's coefficient.
    """
    grey = np.asarray(_middle(picture).convert("L").resize((128, 128), Image.Resampling.BICUBIC))
    # scikit-image gives no types for this one.
    patterns: Any = feature.local_binary_pattern
    parts = []
    for points, radius in ((8, 1), (16, 3)):
        codes = np.asarray(patterns(grey, points, radius, method="uniform"), np.int64)
        parts.append(np.bincount(codes.ravel(), minlength=points + 2) / codes.size)
    return np.asarray(np.sqrt(np.concatenate(parts)), np.float32)


def main_colour(picture: Image.Image) -> int:
    """The commonest of 15 colours in the middle: 12 hues, black, grey and white."""
    hsv = np.asarray(_middle(picture).resize((32, 32)).convert("HSV")).reshape(-1, 3) / 255
    hue = np.round(hsv[:, 0] * _HUES).astype(np.int64) % _HUES
    grey = _HUES + np.clip((hsv[:, 2] * 3).astype(np.int64), 0, 2)
    code = np.where(hsv[:, 1] < _GREYISH, grey, hue)
    code = np.where(hsv[:, 2] < _GREYISH, _HUES, code)
    return int(np.bincount(code, minlength=_HUES + 3).argmax())


def _middle(picture: Image.Image) -> Image.Image:
    width, height = picture.size
    return picture.crop((width // 4, height // 4, width - width // 4, height - height // 4))


def plain_mean(manifest: Manifest) -> Callable[[Image.Image], Floats] | None:
    """A function that gives the mean over the cells of a network's widest layer, float32 (n,).

    That is the last one before the classes, and how such networks are used without further thought.
    None where there is no such layer to be found. The function may be called by many threads.
    """
    model = onnx.shape_inference.infer_shapes(onnx.load(manifest.file))
    shapes = {one.name: one.type.tensor_type.shape.dim for one in model.graph.value_info}
    convolutions = [
        node.output[0]
        for node in model.graph.node
        if node.op_type == "Conv" and len(shapes.get(node.output[0], ())) == 4
    ]
    if not convolutions:
        return None
    widest = max(convolutions, key=lambda name: int(shapes[name][1].dim_value))
    users = [node for node in model.graph.node if widest in node.input]
    # What follows it is its activation, unless there is none.
    last = users[0].output[0] if users and users[0].op_type in ("Clip", "Relu") else widest
    del model.graph.output[:]
    model.graph.output.append(onnx.ValueInfoProto(name=last))
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )
    prepare = Preparation(manifest.input)

    def describe(picture: Image.Image) -> Floats:
        batch = prepare(picture)[np.newaxis]
        found = session.run([last], {manifest.input.name: batch})[0][0]
        return np.asarray(found.mean(axis=(1, 2)), np.float32)

    return describe
