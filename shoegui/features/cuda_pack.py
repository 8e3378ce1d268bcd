"""The CUDA pack: what the packaged program leaves out to stay small, in a folder beside it.

onnxruntime takes its providers from the folder of its own extension module and from nowhere else.
So a pack holds that module too, and a program that finds one imports the module from there. What
is missing for CUDA is said in `cuda`; `packaging/cuda_pack.py` makes packs.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from types import ModuleType

from shoegui.basics.paths import AppPaths

MODULE = "onnxruntime.capi.onnxruntime_pybind11_state"
FOLDER = "cuda"
DESCRIPTION = "pack.toml"
# Inside a pack: onnxruntime's module and providers, and NVIDIA's libraries, all in one folder.
CAPI = Path("onnxruntime", "capi")
NVIDIA = Path("nvidia")


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack in `folder`, made for the release `onnxruntime`; empty where that cannot be read."""

    folder: Path
    onnxruntime: str


def places() -> tuple[Path, ...]:
    """Where a pack is looked for: beside the program, then in the user's data folder."""
    return (Path(sys.executable).parent / FOLDER, AppPaths.for_user().data / FOLDER)


def packs(folders: Sequence[Path]) -> list[Pack]:
    """The packs that are there, in the order of `folders`."""
    found = []
    for folder in folders:
        try:
            release = tomllib.loads((folder / DESCRIPTION).read_text("utf-8")).get("onnxruntime")
        except FileNotFoundError:
            continue
        except (OSError, ValueError):
            release = None
        found.append(Pack(folder, release if isinstance(release, str) else ""))
    return found


def use_packs() -> None:
    """Let the packaged program take onnxruntime from a pack. Costs two looks at the disk.

    Has to come before onnxruntime is imported. An installed program needs no pack: it has all of
    onnxruntime, and pip has NVIDIA's libraries.
    """
    use(packs(places()))


def use(found: Sequence[Pack]) -> None:
    """Import onnxruntime's extension module from the first of the packs that fits."""
    if found:
        sys.meta_path.insert(0, _Finder(found))


def in_use() -> Path | None:
    """The folder of the pack that onnxruntime was imported from, or None."""
    module = sys.modules.get(MODULE)
    if module is None or not module.__file__:
        return None
    folder = Path(module.__file__).parents[2]
    return folder if (folder / DESCRIPTION).is_file() else None


class _Finder(MetaPathFinder):
    def __init__(self, found: Sequence[Pack]) -> None:
        self._found = tuple(found)

    def find_spec(
        self, name: str, _path: Sequence[str] | None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name != MODULE:
            return None
        # By the time its extension module is wanted, onnxruntime's own Python part has its version.
        release = getattr(sys.modules.get("onnxruntime"), "__version__", "")
        for pack in self._found:
            if pack.onnxruntime == release:
                # None when the module is for another Python or system.
                spec = PathFinder.find_spec(name, [str(pack.folder / CAPI)])
                if spec is not None:
                    return spec
        return None
