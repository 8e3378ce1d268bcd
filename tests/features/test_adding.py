from __future__ import annotations

import errno
from pathlib import Path

import pytest
from onnx import TensorProto, helper

from shoegui.basics.errors import NetworkError, StorageError
from shoegui.basics.paths import AppPaths
from shoegui.features import adding
from shoegui.features import manifest as manifests
from shoegui.features.adding import add_network
from shoegui.features.manifest import find, installed
from tests.features.tiny import (
    CLASSES_TEXT,
    LENGTH,
    UNIT_LENGTH,
    graph,
    model,
    widened,
    with_classes,
    with_external_weights,
    write_network,
)

DOUBLED = helper.make_node("Add", ["projected", "projected"], ["embedding"])
ALWAYS_NAN = [
    helper.make_node("Sub", ["projected", "projected"], ["zero"]),
    helper.make_node("Div", ["zero", "zero"], ["embedding"]),
]
ALWAYS_THE_SAME = [
    helper.make_node("Sub", ["projected", "projected"], ["zero"]),
    helper.make_node("Exp", ["zero"], ["one"]),
    helper.make_node("LpNormalization", ["one"], ["embedding"], axis=1, p=2),
]
AT_RANDOM = [
    helper.make_node("RandomNormalLike", ["projected"], ["random"]),
    helper.make_node("LpNormalization", ["random"], ["embedding"], axis=1, p=2),
]
ACROSS_THE_BATCH = [
    helper.make_node("ReduceMax", ["projected"], ["most"], axes=[0], keepdims=1),
    helper.make_node("Sub", ["projected", "most"], ["rest"]),
    helper.make_node("Add", ["rest", "projected"], ["sum"]),
    helper.make_node("LpNormalization", ["sum"], ["embedding"], axis=1, p=2),
]
DOUBLE_PRECISION = [
    helper.make_node("LpNormalization", ["projected"], ["single"], axis=1, p=2),
    helper.make_node("Cast", ["single"], ["embedding"], to=TensorProto.DOUBLE),
]
UNKNOWN_OPERATOR = [helper.make_node("Frobnicate", ["projected"], ["embedding"], domain="my.ops")]
ONE_PICTURE_ONLY = [
    *widened("wide", 0),
    helper.make_node("Add", ["projected", "wide"], ["sum"]),
    helper.make_node("LpNormalization", ["sum"], ["embedding"], axis=1, p=2),
]
WIDER_WITH_THE_BATCH = [
    *widened("wide", 0),
    helper.make_node("LpNormalization", ["wide"], ["embedding"], axis=1, p=2),
]
OPEN = ("a", "b")


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppPaths:
    """A program with one network of its own, `shipped`."""
    write_network(tmp_path / "models", name="shipped")
    monkeypatch.setattr(manifests, "models_dir", lambda: tmp_path / "models")
    return AppPaths.under(tmp_path / "data")


def test_a_network_that_was_added_is_found_and_is_whole(paths: AppPaths, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "tiny-8.txt").write_text("\n".join("abcdefgh"))
    added = add_network(paths, *write_network(tmp_path / "new", with_classes(), more=CLASSES_TEXT))
    assert added == find(paths, "tiny")
    assert added.file.is_relative_to(paths.networks)
    assert added.class_names() == list("abcdefgh")
    manifests.verify(added)
    assert [entry.name for entry in paths.networks.iterdir()] == ["tiny"]


def test_the_onnx_file_may_have_another_name_than_the_manifest_gives(
    paths: AppPaths, tmp_path: Path
) -> None:
    onnx, manifest = write_network(tmp_path / "new")
    onnx = onnx.rename(tmp_path / "download (1).onnx")
    assert add_network(paths, onnx, manifest).file.name == "tiny.onnx"


def test_adding_the_same_network_again_changes_nothing(paths: AppPaths, tmp_path: Path) -> None:
    new = write_network(tmp_path / "new")
    first = add_network(paths, *new)
    assert add_network(paths, *new) == first
    assert len(installed(paths)) == 2


def test_a_damaged_network_is_replaced_by_adding_it_again(paths: AppPaths, tmp_path: Path) -> None:
    new = write_network(tmp_path / "new")
    added = add_network(paths, *new)
    added.file.write_bytes(b"damaged")
    manifests.verify(add_network(paths, *new))
    added.manifest_file.write_text("damaged")
    manifests.verify(add_network(paths, *new))
    assert [entry.name for entry in paths.networks.iterdir()] == ["tiny"]


@pytest.mark.parametrize("name", ["shipped", "tiny"])
def test_another_network_of_the_same_name_is_refused(
    paths: AppPaths, tmp_path: Path, name: str
) -> None:
    add_network(paths, *write_network(tmp_path / "first"))
    other = write_network(tmp_path / "second", with_classes(), name=name)
    with pytest.raises(NetworkError, match=f"another network is already named '{name}'"):
        add_network(paths, *other)


@pytest.mark.parametrize(
    ("network", "said"),
    [
        (b"", "onnxruntime cannot load the network 'tiny': No graph was found"),
        (b"not a network at all", "onnxruntime cannot load"),
        (graph()[:3000], "onnxruntime cannot load"),
        (graph(UNKNOWN_OPERATOR), "onnxruntime cannot load.*my.ops"),
        (graph(input_name="x"), "its inputs are 'x', not just 'pixels'"),
        (graph(size=24), r"its input is tensor\(float\) \(batch, 3, 24, 24\)"),
        (graph(batch=1, embedding_shape=(1, LENGTH)), "with any batch"),
        (graph(DOUBLE_PRECISION, kind=TensorProto.DOUBLE), r"is tensor\(double\)"),
        (graph([DOUBLED]), "has the length .*, but is said to have 1"),
        (graph(ALWAYS_NAN), "not finite"),
        (graph(ALWAYS_THE_SAME), "different pictures give the same embedding"),
        (graph(AT_RANDOM), "another embedding each time"),
        (graph(ACROSS_THE_BATCH), "depends on the others in its batch"),
        (graph(ONE_PICTURE_ONLY, embedding_shape=OPEN), r"it fails on 3 picture\(s\)"),
        (
            graph(WIDER_WITH_THE_BATCH, embedding_shape=OPEN),
            r"has the shape \(3, 24\) for 3 pictures, not \(3, 8\)",
        ),
        (
            model(
                [helper.make_node("Identity", ["pixels"], ["other"])],
                [helper.make_tensor_value_info("pixels", 1, ["batch", 3, 16, 16])],
                [helper.make_tensor_value_info("other", 1, ["batch", 3, 16, 16])],
                [],
            ),
            "no output 'embedding', only other",
        ),
        (
            model(
                [helper.make_node("LpNormalization", ["pixels"], ["embedding"], axis=1, p=2)],
                [
                    helper.make_tensor_value_info("pixels", 1, ["batch", 3, 16, 16]),
                    helper.make_tensor_value_info("second", 1, ["batch"]),
                ],
                [helper.make_tensor_value_info("embedding", 1, ["batch", 3, 16, 16])],
                [],
            ),
            "its inputs are 'pixels', 'second'",
        ),
    ],
)
def test_a_wrong_network_is_refused_in_one_sentence_and_nothing_is_copied(
    paths: AppPaths, tmp_path: Path, network: bytes, said: str
) -> None:
    onnx, manifest = write_network(tmp_path / "new", network)
    with pytest.raises(NetworkError, match=said) as refusal:
        add_network(paths, onnx, manifest)
    assert str(refusal.value).startswith(f"{onnx}: ")
    assert "\n" not in str(refusal.value)
    assert not paths.networks.exists()


@pytest.mark.parametrize(
    "location", ["../secret.bin", "/etc/hostname", "weights.bin", "sub/weights.bin", "none.bin"]
)
def test_weights_in_another_file_are_never_loaded(
    paths: AppPaths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, location: str
) -> None:
    folder = tmp_path / "new"
    onnx, manifest = write_network(folder, with_external_weights(location))
    (folder / "sub").mkdir()
    for file in (tmp_path / "secret.bin", folder / "weights.bin", folder / "sub" / "weights.bin"):
        file.write_bytes(bytes(4 * LENGTH))
    # onnxruntime would look below the working directory for a model loaded from memory.
    monkeypatch.chdir(folder)
    with pytest.raises(NetworkError, match=r"weights in another file.*Export it again"):
        add_network(paths, onnx, manifest)
    assert not paths.networks.exists()


def test_another_length_than_the_manifest_says_is_refused(paths: AppPaths, tmp_path: Path) -> None:
    onnx, manifest = write_network(tmp_path / "new")
    manifest.write_text(manifest.read_text().replace("shape = [8]", "shape = [9]"))
    with pytest.raises(NetworkError, match=r"\(batch, 8\), not float \(batch, 9\)"):
        add_network(paths, onnx, manifest)


def test_a_file_that_is_not_the_one_described_is_refused(paths: AppPaths, tmp_path: Path) -> None:
    onnx, manifest = write_network(tmp_path / "new")
    onnx.write_bytes(with_classes())
    with pytest.raises(NetworkError, match=r"not the file that tiny\.toml describes: its SHA-256"):
        add_network(paths, onnx, manifest)


def test_a_missing_file_is_refused(paths: AppPaths, tmp_path: Path) -> None:
    onnx, manifest = write_network(tmp_path / "new")
    onnx.unlink()
    with pytest.raises(NetworkError, match="cannot be read: No such file"):
        add_network(paths, onnx, manifest)


def test_missing_class_names_are_refused(paths: AppPaths, tmp_path: Path) -> None:
    new = write_network(tmp_path / "new", with_classes(), more=CLASSES_TEXT)
    with pytest.raises(NetworkError, match="class names of the network 'tiny' cannot be read"):
        add_network(paths, *new)


def test_a_full_disk_leaves_nothing_behind(
    paths: AppPaths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[Path] = []

    def write(path: Path, data: bytes) -> None:
        if written:
            raise OSError(errno.ENOSPC, "No space left on device")
        written.append(path)
        path.parent.mkdir(parents=True)
        path.write_bytes(data)

    monkeypatch.setattr(adding, "write_atomically", write)
    with pytest.raises(StorageError, match="the disk is full"):
        add_network(paths, *write_network(tmp_path / "new"))
    assert list(paths.networks.iterdir()) == []


def test_the_tiny_network_itself_is_sound(paths: AppPaths, tmp_path: Path) -> None:
    assert graph(UNIT_LENGTH) == graph()
    assert add_network(paths, *write_network(tmp_path / "new")).dimension == LENGTH
