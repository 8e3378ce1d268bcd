"""Makes the CUDA pack for the packaged program: `python packaging/cuda_pack.py [--nvidia]`.

Takes onnxruntime's CUDA provider from the environment that this runs in, and with --nvidia the
libraries of NVIDIA that pip installed there (`pip install 'onnxruntime-gpu[cuda,cudnn]'`). How the
program finds a pack stands in shoegui/features/cuda_pack.py, what is in one in docs/gpu.md.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import re
import shutil
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import reproducible  # noqa: E402

from shoegui import __version__  # noqa: E402
from shoegui.features.cuda_pack import CAPI, DESCRIPTION, NVIDIA  # noqa: E402

ONNXRUNTIME = "onnxruntime-gpu"
# The module that decides where providers are looked for, and the providers themselves.
OF_ONNXRUNTIME = re.compile(
    r"(onnxruntime_pybind11_state\..*|(lib)?onnxruntime_providers_(shared|cuda)\.)(so|pyd|dll)$"
)
OF_NVIDIA = ("nvidia-cublas", "nvidia-cuda-nvrtc", "nvidia-cuda-runtime", "nvidia-cudnn-cu13",
             "nvidia-cufft", "nvidia-curand", "nvidia-nvjitlink")  # fmt: skip
LIBRARY = re.compile(r"(\.so(\.\d+)*|\.dll)$")
LICENCE = re.compile(r"(licen[cs]e|notices?|eula)[^/]*$", re.IGNORECASE)


class PackError(Exception):
    """The environment lacks something that a pack is made of."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What one installed package gives to a pack."""

    package: str
    version: str
    libraries: tuple[Path, ...]
    licences: tuple[Path, ...]


def contents(package: str, wanted: re.Pattern[str]) -> Contents:
    """The libraries of an installed package that are `wanted`, and its licences.

    Raises `PackError` when it is not installed or has none of them.
    """
    try:
        installed = importlib.metadata.distribution(package)
    except importlib.metadata.PackageNotFoundError:
        raise PackError(f"{package} is not installed in this environment") from None
    files = [Path(str(one.locate())) for one in installed.files or ()]
    libraries = tuple(sorted(one for one in files if wanted.search(one.name) and one.is_file()))
    if not libraries:
        raise PackError(f"the installed {package} has no library for a pack")
    licences = tuple(sorted(one for one in files if LICENCE.search(one.name) and one.is_file()))
    return Contents(package, installed.version, libraries, licences)


def assemble(folder: Path, onnxruntime: Contents, nvidia: Iterable[Contents]) -> None:
    """Lay a pack out in `folder`, which is made anew. Raises `PackError` without the provider."""
    if not any("providers_cuda" in one.name for one in onnxruntime.libraries):
        raise PackError(f"the installed {onnxruntime.package} has no CUDA provider")
    shutil.rmtree(folder, ignore_errors=True)
    parts = list(nvidia)
    for part, place in ((onnxruntime, CAPI), *((one, NVIDIA) for one in parts)):
        (folder / place).mkdir(parents=True, exist_ok=True)
        for library in part.libraries:
            shutil.copy(library, folder / place / library.name)
        for number, licence in enumerate(part.licences):
            target = folder / "licences" / part.package / licence.name
            target.parent.mkdir(parents=True, exist_ok=True)
            if target.exists():
                target = target.with_name(f"{number}-{licence.name}")
            shutil.copy(licence, target)
    (folder / DESCRIPTION).write_text(_description(onnxruntime, parts), "utf-8")


def _description(onnxruntime: Contents, nvidia: Sequence[Contents]) -> str:
    lines = [
        f'shoegui = "{__version__}"',
        f'onnxruntime = "{onnxruntime.version}"',
        f'python = "{sys.version_info.major}.{sys.version_info.minor}"',
        f'platform = "{sys.platform}"',
        "",
        "[nvidia]",
        *(f'{one.package} = "{one.version}"' for one in nvidia),
    ]
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str]) -> int:
    """Make a pack and say where it is; 3 when something is lacking for it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--nvidia", action="store_true", help="NVIDIA's libraries as well")
    parser.add_argument("--archive", action="store_true", help="a .tar.gz as well")
    parser.add_argument("--out", type=Path, default=ROOT / "dist", metavar="DIR")
    options = parser.parse_args(arguments)
    name = f"shoegui-cuda-{__version__}"
    # The program looks for a folder called cuda, so that is what unpacking has to give.
    folder = options.out / name / "cuda"
    try:
        onnxruntime = contents(ONNXRUNTIME, OF_ONNXRUNTIME)
        nvidia = [contents(one, LIBRARY) for one in OF_NVIDIA] if options.nvidia else []
        assemble(folder, onnxruntime, nvidia)
    except PackError as error:
        print(f"{error}\nIt is made where pip install 'onnxruntime-gpu[cuda,cudnn]' was run.")
        return 3
    size = sum(one.stat().st_size for one in folder.rglob("*") if one.is_file())
    print(f"{folder}  {size / 1e6:.0f} MB")
    if options.archive:
        archive = options.out / f"{name}-{sys.platform}.tar.gz"
        reproducible.tar_gz(folder, archive, "cuda", reproducible.build_time(ROOT))
        print(f"{archive}  {archive.stat().st_size / 1e6:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
