from __future__ import annotations

import ctypes
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from onnx import helper
from PIL import Image

from shoegui.basics.errors import DeviceError, NetworkError, UsageError
from shoegui.features import extractor as extractors
from shoegui.features import session as sessions
from shoegui.features.device import Device
from shoegui.features.extractor import Extractor
from shoegui.features.manifest import Manifest, load_manifest
from shoegui.features.session import ORT_FAULTS, Floats
from shoegui.features.trial import Way
from tests.features.tiny import SIZE, UNIT_LENGTH, graph, widened, with_classes, write_network

CLASSES = '[outputs.classes]\nshape = [8]\nmeaning = "probabilities"\n'
FAIL = ORT_FAULTS[3]


@pytest.fixture
def tiny(tmp_path: Path) -> Manifest:
    return load_manifest(write_network(tmp_path, with_classes(), more=CLASSES)[1])


def noise(count: int) -> Floats:
    return np.random.default_rng(7).normal(size=(count, 3, SIZE, SIZE)).astype(np.float32)


class SmallGpu:
    """A session whose memory holds `room` pictures; it gives each picture's mean eight times."""

    def __init__(self, room: int, error: Exception) -> None:
        self.room = room
        self.error = error
        self.sizes: list[int] = []

    def io_binding(self) -> Binding:
        return Binding()

    def run_with_iobinding(self, binding: Binding, _options: Any) -> None:
        batch, rows = binding.input, binding.output
        self.sizes.append(len(batch))
        if len(batch) > self.room:
            raise self.error
        rows[:] = np.repeat(batch.mean(axis=(1, 2, 3))[:, None], 8, axis=1)


class Binding:
    """Remembers what memory it was given, as onnxruntime does."""

    def bind_input(self, *where: Any) -> None:
        self.input = self._array(*where)

    def bind_output(self, *where: Any) -> None:
        self.output = self._array(*where)

    def _array(
        self, _name: str, _device: str, _number: int, kind: Any, shape: Any, address: int
    ) -> Floats:
        assert kind is np.float32
        memory = (ctypes.c_float * int(np.prod(shape))).from_address(address)
        return np.ctypeslib.as_array(memory).reshape(shape)


def on_gpu(
    monkeypatch: pytest.MonkeyPatch,
    manifest: Manifest,
    room: int,
    error: str = "CUDA failure 2: out of memory",
) -> tuple[Extractor, SmallGpu]:
    gpu = SmallGpu(room, FAIL(error))
    device = Device("cuda", (), "NVIDIA Test (CUDA)", "", threads=1, batch=16, in_batches=True)
    monkeypatch.setattr(extractors, "choose_device", lambda *_a, **_k: (device, gpu))
    return Extractor(manifest), gpu


def test_one_picture_gives_its_outputs_without_a_batch_axis(tiny: Manifest) -> None:
    found = Extractor(tiny, device="cpu").extract(
        Image.new("RGB", (40, 30), (200, 90, 10)), ("embedding", "classes")
    )
    assert list(found) == ["embedding", "classes"]
    assert found["embedding"].shape == (8,)
    assert found["embedding"].dtype == np.float32
    assert np.linalg.norm(found["embedding"]) == pytest.approx(1, abs=1e-6)
    assert found["classes"].sum() == pytest.approx(1, abs=1e-6)


@pytest.mark.parametrize("count", [0, 1, 2, 5])
def test_a_batch_of_any_size_gives_one_row_for_each_picture(tiny: Manifest, count: int) -> None:
    extractor = Extractor(tiny, device="cpu")
    batch = noise(count)
    rows = extractor.run(batch)["embedding"]
    assert rows.shape == (count, 8)
    for row, one in zip(rows, batch, strict=True):
        np.testing.assert_array_equal(row, extractor.run(one[np.newaxis])["embedding"][0])


def test_many_threads_get_what_one_thread_gets(tiny: Manifest) -> None:
    extractor = Extractor(tiny, device="cpu", threads=4)
    assert extractor.workers == 4
    random = np.random.default_rng(3)
    pictures = [
        Image.fromarray(random.integers(0, 256, (20 + n, 30, 3), np.uint8)) for n in range(64)
    ]
    alone = [extractor.extract(picture)["embedding"] for picture in pictures]
    with ThreadPoolExecutor(8) as pool:
        together = [one["embedding"] for one in pool.map(extractor.extract, pictures)]
    np.testing.assert_array_equal(together, alone)


def test_a_gpu_out_of_memory_gets_half_the_batch_and_goes_on(
    monkeypatch: pytest.MonkeyPatch, tiny: Manifest
) -> None:
    extractor, gpu = on_gpu(monkeypatch, tiny, room=5)
    batch = noise(11)
    rows = extractor.run(batch)["embedding"]
    np.testing.assert_allclose(rows[:, 0], batch.mean(axis=(1, 2, 3)))
    assert gpu.sizes == [11, 5, 5, 1]
    assert extractor.batch_size == 5
    extractor.run(noise(7))
    assert gpu.sizes[4:] == [5, 2]
    assert extractor.notes == [
        "the memory of NVIDIA Test (CUDA) was too small for 11 pictures at once; it went on with 5"
    ]


def test_large_batches_are_split_to_what_the_device_takes_best(
    monkeypatch: pytest.MonkeyPatch, tiny: Manifest
) -> None:
    extractor, gpu = on_gpu(monkeypatch, tiny, room=1000)
    assert extractor.run(noise(40))["embedding"].shape == (40, 8)
    assert gpu.sizes == [16, 16, 8]


def test_a_gpu_too_small_for_one_picture_is_a_device_error(
    monkeypatch: pytest.MonkeyPatch, tiny: Manifest
) -> None:
    extractor, gpu = on_gpu(monkeypatch, tiny, room=0, error="Failed to allocate memory for ...")
    with pytest.raises(DeviceError, match=r"NVIDIA Test \(CUDA\) is too small even for one"):
        extractor.run(noise(8))
    assert gpu.sizes == [8, 4, 2, 1]


def test_another_failure_of_the_gpu_is_a_device_error_at_once(
    monkeypatch: pytest.MonkeyPatch, tiny: Manifest
) -> None:
    extractor, gpu = on_gpu(monkeypatch, tiny, room=0, error="CUDA failure 700: illegal\naccess")
    with pytest.raises(DeviceError, match=r"failed: CUDA failure 700: illegal access.*device cpu"):
        extractor.run(noise(8))
    assert gpu.sizes == [8]


def test_numbers_that_are_not_finite_are_refused_by_name(tmp_path: Path) -> None:
    logarithm = [helper.make_node("Log", ["projected"], ["embedding"])]
    manifest = load_manifest(write_network(tmp_path, graph(logarithm))[1])
    with pytest.raises(NetworkError, match="'tiny' gave numbers that are not finite"):
        Extractor(manifest, device="cpu").run(noise(1))


def test_an_output_that_the_network_lacks_is_refused_with_those_it_has(tiny: Manifest) -> None:
    with pytest.raises(NetworkError, match=r"does not give 'detail'.*It gives embedding, classes"):
        Extractor(tiny, device="cpu").run(noise(1), ("embedding", "detail"))


@pytest.mark.parametrize(
    "batch",
    [
        np.zeros((1, 3, 8, 8), np.float32),
        np.zeros((3, SIZE, SIZE), np.float32),
        np.zeros((1, 3, SIZE, SIZE), np.float64),
    ],
)
def test_a_batch_of_the_wrong_shape_is_a_bug_of_the_caller(tiny: Manifest, batch: Any) -> None:
    with pytest.raises(ValueError, match="expected float32"):
        Extractor(tiny, device="cpu").run(batch)


def test_a_damaged_network_is_never_loaded(tiny: Manifest) -> None:
    tiny.file.write_bytes(tiny.file.read_bytes()[:-1])
    with pytest.raises(NetworkError, match="damaged"):
        Extractor(tiny, device="cpu")


def test_only_what_was_asked_for_is_run(tmp_path: Path) -> None:
    # The second output fails whenever it is computed: rows of 8 and of 16 cannot be added.
    broken = graph(
        [
            *UNIT_LENGTH,
            *widened("wide", 1),
            helper.make_node("Add", ["projected", "wide"], ["classes"]),
        ],
        outputs=[helper.make_tensor_value_info("classes", 1, ["a", "b"])],
    )
    manifest = load_manifest(write_network(tmp_path, broken, more=CLASSES)[1])
    extractor = Extractor(manifest, device="cpu")
    assert extractor.run(noise(1))["embedding"].shape == (1, 8)
    with pytest.raises(NetworkError, match="the network 'tiny' failed"):
        extractor.run(noise(1), ("classes",))


def test_nothing_is_written_to_the_terminal(
    tiny: Manifest, capfd: pytest.CaptureFixture[str]
) -> None:
    Extractor(tiny, device="auto").run(noise(2))
    assert capfd.readouterr() == ("", "")


def test_a_device_that_takes_batches_gives_what_threads_with_a_picture_each_give(
    tiny: Manifest,
) -> None:
    alone, batched = Extractor(tiny, device="cpu"), Extractor(tiny, device="cpu", in_batches=(4,))
    assert (batched.batch_size, batched.workers) == (4, 1)
    batch, outputs = noise(11), ("classes", "embedding")
    wanted, found = alone.run(batch, outputs), batched.run(batch, outputs)
    for name in outputs:
        np.testing.assert_allclose(found[name], wanted[name], rtol=1e-5)
    assert batched.run(noise(0))["embedding"].shape == (0, 8)
    # Rows apart from each other, as from a slice, are put together first.
    np.testing.assert_allclose(
        batched.run(batch[::2])["embedding"], wanted["embedding"][::2], rtol=1e-5
    )


def test_results_keep_their_memory_when_the_next_batch_is_run(tiny: Manifest) -> None:
    extractor = Extractor(tiny, device="cpu", in_batches=(4,))
    buffer = extractor.buffer()
    assert buffer.shape == (4, 3, SIZE, SIZE)
    assert buffer.dtype == np.float32
    buffer[:] = noise(4)
    first = extractor.run(buffer)["embedding"]
    kept = first.copy()
    buffer[:] = 1
    extractor.run(buffer)
    np.testing.assert_array_equal(first, kept)


def fake_trial(monkeypatch: pytest.MonkeyPatch, way: Way | None) -> list[tuple[Any, ...]]:
    """Replaces the clock's verdict by `way`; really runs everything once."""
    calls: list[tuple[Any, ...]] = []

    def fastest(run: Any, precisions: Any, sizes: Any) -> Way | None:
        calls.append((tuple(precisions), tuple(sizes)))
        for precision in precisions:
            for size in sizes:
                run(precision, size)
        return way

    monkeypatch.setattr(extractors, "fastest", fastest)
    return calls


def test_a_trial_sets_batch_size_and_precision(
    monkeypatch: pytest.MonkeyPatch, tiny: Manifest
) -> None:
    calls = fake_trial(monkeypatch, Way("float16", 8, 100.0))
    extractor = Extractor(tiny, device="cpu", precision="auto", in_batches=(4, 8))
    assert (extractor.precision, extractor.batch_size) == ("float32", 4)
    extractor.tune(999)
    assert not calls
    extractor.tune(1000)
    assert calls == [(("float32", "float16"), (4, 8))]
    assert (extractor.precision, extractor.batch_size) == ("float16", 8)
    assert extractor.buffer().shape[0] == 8


def test_a_precision_that_was_asked_for_is_not_changed_by_a_trial(
    monkeypatch: pytest.MonkeyPatch, tiny: Manifest
) -> None:
    calls = fake_trial(monkeypatch, None)
    Extractor(tiny, device="cpu", precision="float32", in_batches=(4,)).tune(5000)
    Extractor(tiny, device="cpu", precision="float16", in_batches=(4,)).tune(5000)
    assert [precisions for precisions, _sizes in calls] == [("float32",), ("float16",)]


def test_a_cpu_is_not_tried_and_stays_in_float32(
    monkeypatch: pytest.MonkeyPatch, tiny: Manifest
) -> None:
    calls = fake_trial(monkeypatch, None)
    for precision in ("auto", "float16"):
        extractor = Extractor(tiny, device="cpu", precision=precision)
        extractor.tune(100_000)
        assert extractor.precision == "float32"
    assert not calls


def test_float16_is_refused_where_it_gives_something_else(
    monkeypatch: pytest.MonkeyPatch, tiny: Manifest
) -> None:
    negated = [
        helper.make_node("Neg", ["projected"], ["negated"]),
        helper.make_node("LpNormalization", ["negated"], ["embedding"], axis=1, p=2),
    ]
    monkeypatch.setattr(sessions, "halved", lambda _model: graph(negated))
    with pytest.raises(DeviceError, match=r"gives something else in float16.*float32 or auto"):
        Extractor(tiny, device="cpu", precision="float16", in_batches=(4,))
    calls = fake_trial(monkeypatch, None)
    Extractor(tiny, device="cpu", precision="auto", in_batches=(4,)).tune(5000)
    assert calls == [(("float32",), (4,))]


@pytest.mark.parametrize("network", [b"no network", graph(input_name="other")])
def test_a_float16_network_that_cannot_be_loaded_leaves_float32(
    monkeypatch: pytest.MonkeyPatch, tiny: Manifest, network: bytes
) -> None:
    monkeypatch.setattr(sessions, "halved", lambda _model: network)
    calls = fake_trial(monkeypatch, None)
    Extractor(tiny, device="cpu", precision="auto", in_batches=(4,)).tune(5000)
    assert calls == [(("float32",), (4,))]


def test_an_unknown_precision_is_a_usage_error(tiny: Manifest) -> None:
    with pytest.raises(UsageError, match=r"'int8' is not a precision.*auto, float32, float16"):
        Extractor(tiny, device="cpu", precision="int8")


def test_a_trial_on_a_small_gpu_ends_where_its_memory_does(
    monkeypatch: pytest.MonkeyPatch, tiny: Manifest
) -> None:
    extractor, gpu = on_gpu(monkeypatch, tiny, room=20)
    extractor.device = replace(extractor.device, sizes=(16, 32, 64))
    extractor.tune(5000)
    assert extractor.batch_size == 16
    assert max(gpu.sizes) == 32
    assert not extractor.notes


def test_a_gpu_that_fails_in_a_trial_is_a_device_error(
    monkeypatch: pytest.MonkeyPatch, tiny: Manifest
) -> None:
    extractor, _gpu = on_gpu(monkeypatch, tiny, room=0, error="CUDA failure 700")
    extractor.device = replace(extractor.device, sizes=(16,))
    with pytest.raises(DeviceError, match="failed: CUDA failure 700"):
        extractor.tune(5000)
