from __future__ import annotations

from pathlib import Path

import pytest

from shoegui.basics.errors import NetworkError
from shoegui.basics.paths import AppPaths
from shoegui.features import manifest as manifests
from shoegui.features.manifest import find, installed, load_manifest, survey, verify
from tests.features.tiny import CLASSES_TEXT, manifest_text, write_network

TEXT = manifest_text(b"")


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppPaths:
    """A program with one network of its own, `shipped`."""
    write_network(tmp_path / "models", name="shipped")
    monkeypatch.setattr(manifests, "models_dir", lambda: tmp_path / "models")
    return AppPaths.under(tmp_path / "data")


def test_a_manifest_tells_all_about_a_network(tmp_path: Path) -> None:
    onnx, file = write_network(tmp_path, more=CLASSES_TEXT)
    (tmp_path / "tiny-8.txt").write_text("\n".join("abcdefgh") + "\n")
    found = load_manifest(file)
    assert found.key == "tiny@1"
    assert found.dimension == 8
    assert found.file == onnx
    assert found.input.mean == (127.0, 127.0, 127.0)
    assert not found.outputs["classes"].normalised
    assert found.class_names() == list("abcdefgh")
    assert not found.default


def test_a_network_without_classes_has_no_class_names(tmp_path: Path) -> None:
    assert load_manifest(write_network(tmp_path)[1]).class_names() == []


@pytest.mark.parametrize("text", ["a\nb\n", None])
def test_class_names_that_do_not_fit_are_refused(tmp_path: Path, text: str | None) -> None:
    found = load_manifest(write_network(tmp_path, more=CLASSES_TEXT)[1])
    if text is not None:
        (tmp_path / "tiny-8.txt").write_text(text)
        found = load_manifest(found.manifest_file)
    with pytest.raises(NetworkError, match=r"tiny-8\.txt: .*class"):
        found.class_names()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('name = "tiny"\n', "", "'name' is missing"),
        ('name = "tiny"', 'name = "../tiny"', "'name' is wrong"),
        ('name = "tiny"', 'name = "Tiny"', "a-z"),
        ('version = "1"', "version = 1", "'version' is wrong"),
        ('file = "tiny.onnx"', 'file = "../tiny.onnx"', "'file' is wrong"),
        ('file = "tiny.onnx"', 'file = "/etc/tiny.onnx"', "same folder"),
        ('file = "tiny.onnx"', r'file = "..\\tiny.onnx"', "same folder"),
        ('file = "tiny.onnx"', 'file = "tiny.toml"', ".onnx file"),
        ('sha256 = "e', 'sha256 = "E', "64 characters"),
        ('licence = "MIT"', 'licence = " "', "'licence' is wrong; expected is a text"),
        ("size = 16", "size = 0", "'[input] size' is wrong; expected is a whole number from 16"),
        ("size = 16", "size = true", "whole number"),
        ("size = 16", "size = 16.0", "whole number"),
        ('layout = "NCHW"', 'layout = "NHWC"', "one of NCHW"),
        ('colour = "RGB"', 'colour = "rgb"', "one of RGB, BGR"),
        ("mean = [127.0, 127.0, 127.0]", "mean = 127.0", "three numbers"),
        ("mean = [127.0, 127.0, 127.0]", "mean = [1, 2, nan]", "three numbers"),
        ("scale = [128.0, 128.0, 128.0]", "scale = [1, 0, 1]", "not 0"),
        ('resize = "stretch"', 'resize = "squeeze"', "one of stretch, crop, pad"),
        ('filter = "bilinear"', "filter = 3", "one of bilinear"),
        ("[outputs.embedding]", "[outputs.other]", "'[outputs] embedding' is missing"),
        ("shape = [8]", "shape = [8, 1]", "one number"),
        ("shape = [8]", "shape = []", "whole numbers"),
        ("shape = [8]", "shape = [-8]", "whole numbers"),
        ("normalised = true", "normalised = false", "unit length"),
        ("normalised = true", 'normalised = "yes"', "true or false"),
        ("[input]", "[input", "not valid TOML"),
        ('origin = "made by a test"', 'origin = "\udcff"', "not valid TOML"),
        ("normalised = true", "normalised = true\n[classes]\nnames = 'x.txt'", "outputs.classes"),
        ("normalised = true", "normalised = true\n[classes]\nnames = '../x.txt'", "beside"),
    ],
)
def test_a_wrong_field_is_named_with_its_file_and_what_is_expected(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    assert old in TEXT
    file = tmp_path / "tiny.toml"
    file.write_bytes(TEXT.replace(old, new, 1).encode("utf-8", "surrogateescape"))
    with pytest.raises(NetworkError) as refusal:
        load_manifest(file)
    assert said in str(refusal.value)
    assert str(refusal.value).startswith(str(file))
    assert "\n" not in str(refusal.value).strip()


def test_fields_of_a_later_version_are_left_out(tmp_path: Path) -> None:
    file = tmp_path / "tiny.toml"
    file.write_text('later = "x"\n' + TEXT + "\n[later_table]\nx = 1\n")
    assert load_manifest(file).name == "tiny"


def test_a_missing_manifest_is_a_clear_refusal(tmp_path: Path) -> None:
    with pytest.raises(NetworkError, match="manifest cannot be read: No such file"):
        load_manifest(tmp_path / "none.toml")


def test_an_absurdly_large_manifest_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "large.toml"
    file.write_bytes(b"#" * 2_000_000)
    with pytest.raises(NetworkError, match="too large"):
        load_manifest(file)


def test_shipped_networks_come_before_added_ones(paths: AppPaths) -> None:
    write_network(paths.networks / "added", name="added")
    assert [one.name for one in installed(paths)] == ["shipped", "added"]


def test_a_broken_network_does_not_hide_the_others(paths: AppPaths) -> None:
    write_network(paths.networks / "good", name="good")
    broken = write_network(paths.networks / "broken", name="broken")[1]
    broken.write_text("nonsense")
    write_network(paths.networks / "empty", name="empty")[0].unlink()
    found = survey(paths)
    assert [one.name for one in found.networks] == ["shipped", "good"]
    assert [fault.path and fault.path.name for fault in found.faults] == [
        "broken.toml",
        "empty.onnx",
    ]


def test_an_added_network_never_takes_the_place_of_a_shipped_one(paths: AppPaths) -> None:
    write_network(paths.networks / "shipped", name="shipped")
    found = survey(paths)
    assert [one.file.is_relative_to(paths.networks) for one in found.networks] == [False]
    assert len(found.faults) == 1


def test_a_half_copied_folder_is_not_a_network(paths: AppPaths) -> None:
    write_network(paths.networks / ".new-1", name="half")
    assert [one.name for one in installed(paths)] == ["shipped"]


def test_find_gives_the_network_by_name(paths: AppPaths) -> None:
    assert find(paths, "shipped").name == "shipped"


def test_find_lists_what_there_is_when_the_name_is_unknown(paths: AppPaths) -> None:
    write_network(paths.networks / "added", name="added")
    with pytest.raises(NetworkError, match=r"no network named 'nope'.*shipped, added"):
        find(paths, "nope")


def test_find_says_what_is_wrong_with_a_broken_network(paths: AppPaths) -> None:
    write_network(paths.networks / "broken", name="broken")[1].write_text("x = 1")
    with pytest.raises(NetworkError, match="'name' is missing"):
        find(paths, "broken")


def test_without_a_name_the_manifest_marked_as_default_is_taken(paths: AppPaths) -> None:
    assert find(paths).name == "shipped"
    file = write_network(paths.networks / "better", name="better")[1]
    file.write_text("default = true\n" + file.read_text())
    assert find(paths).name == "better"


def test_no_network_at_all_is_a_clear_refusal(paths: AppPaths, tmp_path: Path) -> None:
    for file in (tmp_path / "models").iterdir():
        file.unlink()
    with pytest.raises(NetworkError, match=r"there is no network.*Install ShoeGUI again"):
        find(paths)


def test_a_whole_network_passes_and_one_changed_byte_is_damage(tmp_path: Path) -> None:
    onnx, file = write_network(tmp_path)
    found = load_manifest(file)
    verify(found)
    data = bytearray(onnx.read_bytes())
    data[len(data) // 2] ^= 1
    onnx.write_bytes(data)
    with pytest.raises(NetworkError, match=r"tiny\.onnx: .* is damaged.*Install it again"):
        verify(found)


def test_a_network_file_that_is_gone_is_named(tmp_path: Path) -> None:
    onnx, file = write_network(tmp_path)
    found = load_manifest(file)
    onnx.unlink()
    with pytest.raises(NetworkError, match=r"tiny\.onnx: .*cannot be read: No such file"):
        verify(found)
