"""The CUDA pack, with the installed onnxruntime and stand-ins for NVIDIA's libraries."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import cuda_pack as maker
import onnxruntime as ort
import pytest
from onnxruntime.capi import onnxruntime_pybind11_state as state

from shoegui.features import cuda, cuda_pack
from shoegui.features.cuda_pack import CAPI, DESCRIPTION, NVIDIA, Pack, packs

ROOT = Path(__file__).resolve().parents[2]
USE = """
import sys
from pathlib import Path
from shoegui.features import cuda_pack
cuda_pack.use(cuda_pack.packs([Path(one) for one in sys.argv[1:]]))
import onnxruntime
from onnxruntime.capi import onnxruntime_pybind11_state
from shoegui.features import cuda
print(onnxruntime_pybind11_state.__file__)
print(cuda_pack.in_use())
print(cuda.provider_file())
"""
TRY = """
lacking = cuda.lacking()
print(lacking and lacking.lacking)
print(cuda.why_not_started())
print([part.found for part in cuda.parts()][-1])
"""


def make_pack(folder: Path, release: str = ort.__version__) -> Path:
    """A pack whose files are links to those that are installed."""
    (folder / CAPI).mkdir(parents=True)
    for file in Path(state.__file__ or "").parent.iterdir():
        if maker.OF_ONNXRUNTIME.search(file.name):
            (folder / CAPI / file.name).symlink_to(file)
    (folder / DESCRIPTION).write_text(f'onnxruntime = "{release}"')
    return folder


def use(code: str, *folders: Path, **environ: str) -> list[str]:
    outcome = subprocess.run(
        [sys.executable, "-c", USE + code, *folders],
        cwd=ROOT,
        env=os.environ | environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome.returncode == 0, outcome.stderr
    return outcome.stdout.splitlines()


def test_onnxruntime_and_its_providers_come_from_a_pack_that_fits(tmp_path: Path) -> None:
    pack = make_pack(tmp_path / "cuda")
    module, used, provider = use("", tmp_path / "absent", pack)
    assert Path(module).parent == pack / CAPI
    assert Path(used) == pack
    assert Path(provider).parent == pack / CAPI


@pytest.mark.parametrize("release", ["0.0.1", ""])
def test_a_pack_for_another_release_is_left_alone(tmp_path: Path, release: str) -> None:
    unfit, fit = make_pack(tmp_path / "old", release), make_pack(tmp_path / "new")
    module, used, provider = use("", unfit)
    assert Path(module).parent == Path(provider).parent == Path(state.__file__ or "").parent
    assert used == "None"
    assert Path(use("", unfit, fit)[1]) == fit


def test_a_pack_for_another_python_is_left_alone(tmp_path: Path) -> None:
    pack = make_pack(tmp_path / "cuda")
    [module] = [one for one in (pack / CAPI).iterdir() if "pybind11_state" in one.name]
    module.rename(module.with_name("onnxruntime_pybind11_state.cpython-39-plan9.so"))
    assert use("", pack)[1] == "None"


def test_packs_are_described_by_a_file_that_may_be_damaged(tmp_path: Path) -> None:
    for name, text in (("a", 'onnxruntime = "1.2.3"'), ("b", "no toml"), ("c", "onnxruntime = 3")):
        (tmp_path / name).mkdir()
        (tmp_path / name / DESCRIPTION).write_text(text)
    found = packs([tmp_path / name for name in "abcd"])
    assert found == [
        Pack(tmp_path / "a", "1.2.3"),
        Pack(tmp_path / "b", ""),
        Pack(tmp_path / "c", ""),
    ]


def test_a_pack_is_looked_for_beside_the_program_and_among_the_users_data() -> None:
    beside, data = cuda_pack.places()
    assert beside == Path(sys.executable).parent / "cuda"
    assert data.name == "cuda"
    assert cuda_pack.in_use() is None


def stand_ins(provider: Path, system: Path, pack: Path) -> None:
    """Libraries with all the names that the provider wants; each function of them fails."""
    symbols = output("nm", "-D", "--undefined-only", "--with-symbol-versions", provider)
    needed = re.findall(r"\[(libcu[^\]]+)\]", output("readelf", "-d", provider))
    for name in {*needed, "libcudnn.so.9"}:
        functions = set(re.findall(rf" (\w+)@+{re.escape(name)}$", symbols, re.MULTILINE))
        code = "".join(f"int {one}(void) {{ return 100; }}\n" for one in sorted(functions))
        of_the_driver = name == "libcuda.so.1"
        if of_the_driver or name == "libcudnn.so.9":
            code += (ROOT / "tests/features/fake_nvidia.c").read_text()
        if of_the_driver:
            code += "int cuTensorMapEncodeTiled(void) { return 100; }\n"
        target = (system if of_the_driver else pack) / name
        target.parent.mkdir(parents=True, exist_ok=True)
        source, versions = target.with_suffix(".c"), target.with_suffix(".map")
        source.write_text(code or "int nothing;\n")
        versions.write_text(f"{name} {{ global: *; }};")
        flags = ["-shared", "-fPIC", "-w", f"-Wl,-soname,{name}"]
        flags += [] if of_the_driver else [f"-Wl,--version-script={versions}"]
        output("cc", *flags, "-o", target, source)


def output(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.mark.skipif(sys.platform != "linux", reason="stand-ins are made for Linux only")
@pytest.mark.skipif(
    any(shutil.which(one) is None for one in ("cc", "nm", "readelf")),
    reason="stand-ins need a C compiler",
)
def test_the_real_provider_loads_from_a_pack_with_nvidias_libraries_beside_it(
    tmp_path: Path,
) -> None:
    if not cuda.provider_file().is_file():
        pytest.skip("this onnxruntime has no CUDA provider")
    pack = make_pack(tmp_path / "cuda")
    stand_ins(cuda.provider_file(), tmp_path / "system", pack / NVIDIA)
    *_, lacking, fault, libraries = use(TRY, pack, LD_LIBRARY_PATH=str(tmp_path / "system"))
    assert lacking == "None"
    # The loader has nothing against the provider any more.
    assert fault == ""
    assert "cuDNN 9.28.1" in libraries

    (pack / NVIDIA / "libcurand.so.10").unlink()
    *_, lacking, _fault, _libraries = use(TRY, pack, LD_LIBRARY_PATH=str(tmp_path / "system"))
    assert lacking == "NVIDIA's libraries are not installed: libcurand.so.10 not found"


def test_a_pack_is_made_of_what_is_installed(tmp_path: Path) -> None:
    files = []
    for name in ("libcublas.so.13", "License.txt"):
        (tmp_path / name).write_text(name)
        files.append(tmp_path / name)
    provider = tmp_path / "libonnxruntime_providers_cuda.so"
    provider.write_text("provider")
    nvidia = maker.Contents("nvidia-cublas", "13.1", (files[0],), (files[1],))
    onnxruntime = maker.Contents("onnxruntime-gpu", "1.31.1", (provider,), ())
    pack = tmp_path / "out" / "cuda"
    maker.assemble(pack, onnxruntime, [nvidia])
    assert (pack / CAPI / provider.name).read_text() == "provider"
    assert (pack / NVIDIA / "libcublas.so.13").is_file()
    assert (pack / "licences" / "nvidia-cublas" / "License.txt").is_file()
    assert packs([pack]) == [Pack(pack, "1.31.1")]
    with pytest.raises(maker.PackError, match="no CUDA provider"):
        maker.assemble(pack, nvidia, [])


def test_what_is_not_installed_is_named() -> None:
    with pytest.raises(maker.PackError, match="no-such-package is not installed"):
        maker.contents("no-such-package", maker.LIBRARY)
    with pytest.raises(maker.PackError, match="pytest has no library"):
        maker.contents("pytest", maker.LIBRARY)


@pytest.mark.parametrize(
    ("name", "taken"),
    [
        ("onnxruntime_pybind11_state.cpython-311-x86_64-linux-gnu.so", True),
        ("onnxruntime_pybind11_state.cp311-win_amd64.pyd", True),
        ("libonnxruntime_providers_cuda.so", True),
        ("onnxruntime_providers_shared.dll", True),
        ("libonnxruntime_providers_tensorrt.so", False),
        ("libonnxruntime.so.1.31.1", False),
    ],
)
def test_of_onnxruntime_a_pack_holds_its_module_and_the_cuda_provider(
    name: str, taken: bool
) -> None:
    assert bool(maker.OF_ONNXRUNTIME.search(name)) is taken
