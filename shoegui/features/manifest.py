"""A network's manifest: the TOML file beside its ONNX file, as values; which networks there are.

All that the program knows about a network stands in its manifest. Nothing here loads a network:
adding one is in `adding`, running one in `session` and `extractor`.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from shoegui.basics.bundled import models_dir, resources_dir
from shoegui.basics.errors import NetworkError
from shoegui.basics.paths import AppPaths
from shoegui.basics.phrase import Phrase
from shoegui.features.fields import Table, read_table

RESIZE_RULES = ("stretch", "crop", "pad")
FILTERS = ("bilinear", "bicubic", "lanczos", "box")
COLOURS = ("RGB", "BGR")
EMBEDDING = "embedding"
CLASSES = "classes"

# Names become folder and file names on every platform, so nothing that any of them gives a meaning.
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
_MODEL_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}\.onnx")
_NAMES_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}\.txt")
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Input:
    """What the network takes: float32 (batch, 3, size, size), x = (pixel 0..255 - mean) / scale.

    `size` is in pixels. `mean` and `scale` are in the order of `colour`. `resize` is `stretch` (the
    whole picture squeezed to the square), `crop` (the square in the middle) or `pad` (the whole
    picture with borders of `mean`).
    """

    name: str
    size: int
    colour: str
    mean: tuple[float, float, float]
    scale: tuple[float, float, float]
    resize: str
    filter: str


@dataclass(frozen=True, slots=True)
class Output:
    """An array that the network gives for a picture: float32 `shape`, without the batch axis."""

    name: str
    shape: tuple[int, ...]
    meaning: str
    normalised: bool


@dataclass(frozen=True, slots=True)
class Manifest:
    """One network. `file` is the absolute path of its ONNX file; `manifest_file` of its TOML file.

    `default` marks the network that is used when nobody chose one.
    """

    name: str
    version: str
    file: Path
    sha256: str
    description: str
    licence: str
    origin: str
    input: Input
    outputs: Mapping[str, Output]
    class_names_file: Path | None
    manifest_file: Path
    default: bool = False

    @property
    def key(self) -> str:
        """Names the vector space: vectors of different keys are never compared."""
        return f"{self.name}@{self.version}"

    @property
    def dimension(self) -> int:
        """How many numbers an embedding has."""
        return self.outputs[EMBEDDING].shape[0]

    def class_names(self) -> list[str]:
        """The names of the `classes` output, in its order; empty where the network has none.

        Raises `NetworkError` when the file is missing or does not fit the output.
        """
        if self.class_names_file is None:
            return []
        try:
            lines = self.class_names_file.read_text("utf-8").splitlines()
        except (OSError, ValueError) as error:
            raise NetworkError(
                Phrase("the class names of the network '{name}' cannot be read", name=self.name),
                path=self.class_names_file,
                advice="Put the file there, or take [classes] out of the manifest",
            ) from error
        names = [line.strip() for line in lines if line.strip()]
        wanted = math.prod(self.outputs[CLASSES].shape)
        if len(names) != wanted:
            raise NetworkError(
                Phrase(
                    "there are {number} class names, but the network '{name}' "
                    "tells {wanted} classes apart",
                    number=len(names),
                    name=self.name,
                    wanted=wanted,
                ),
                path=self.class_names_file,
                advice="Put one name on each line",
            )
        return names


def load_manifest(file: Path) -> Manifest:
    """The manifest in `file`, checked. Fields that are not known are left out.

    Raises `NetworkError` that names the file, the field and what is expected there.
    """
    file = file.absolute()
    top = read_table(file)
    name = top.text("name", _NAME, "1 to 64 of a-z, 0-9, '.', '_' and '-'")
    outputs = _outputs(top.table("outputs"))
    return Manifest(
        name=name,
        version=top.text("version", _NAME, "1 to 64 of a-z, 0-9, '.', '_' and '-'"),
        file=file.parent
        / top.text("file", _MODEL_FILE, "the name of an .onnx file in the same folder"),
        sha256=top.text("sha256", _SHA256, "64 characters of 0-9 and a-f"),
        description=top.text("description"),
        licence=top.text("licence"),
        origin=top.text("origin"),
        input=_input(top.table("input")),
        outputs=MappingProxyType(outputs),
        class_names_file=_class_names_file(top, outputs),
        manifest_file=file,
        default=top.flag("default", otherwise=False),
    )


def _input(table: Table) -> Input:
    table.choice("layout", ("NCHW",))
    scale = table.three_numbers("scale")
    if 0.0 in scale:
        raise table.fault("scale", "three numbers that are not 0")
    return Input(
        name=table.text("name"),
        size=table.integer("size", 16, 4096),
        colour=table.choice("colour", COLOURS),
        mean=table.three_numbers("mean"),
        scale=scale,
        resize=table.choice("resize", RESIZE_RULES),
        filter=table.choice("filter", FILTERS),
    )


def _outputs(table: Table) -> dict[str, Output]:
    outputs = {}
    for name in table.values:
        one = table.table(name)
        outputs[name] = Output(
            name=name,
            shape=one.shape("shape"),
            meaning=one.text("meaning"),
            normalised=one.flag("normalised", otherwise=False),
        )
    embedding = outputs.get(EMBEDDING)
    if embedding is None:
        raise table.fault(EMBEDDING, "a table: every network gives an embedding")
    if len(embedding.shape) != 1:
        raise table.table(EMBEDDING).fault("shape", "one number, the length of the vector")
    if not embedding.normalised:
        raise table.table(EMBEDDING).fault("normalised", "true: vectors of unit length")
    return outputs


def _class_names_file(top: Table, outputs: Mapping[str, Output]) -> Path | None:
    if "classes" not in top.values:
        return None
    table = top.table("classes")
    name = table.text("names", _NAMES_FILE, "the name of a .txt file beside the manifest")
    if CLASSES not in outputs:
        raise table.fault("names", "left out where there is no [outputs.classes]")
    beside = table.file.parent / name
    return beside if beside.is_file() else resources_dir() / "classes" / name


@dataclass(frozen=True, slots=True)
class Survey:
    """The networks that can be used, and why others cannot."""

    networks: tuple[Manifest, ...]
    faults: tuple[NetworkError, ...]


def survey(paths: AppPaths) -> Survey:
    """Every network there is, the shipped ones first; a broken one never hides the others."""
    networks: dict[str, Manifest] = {}
    faults = []
    added = paths.networks.glob("[!.]*/*.toml") if paths.networks.is_dir() else ()
    for file in (*sorted(models_dir().glob("*.toml")), *sorted(added)):
        try:
            manifest = load_manifest(file)
            if manifest.name in networks:
                raise NetworkError(
                    Phrase("there is another network named '{name}'", name=manifest.name), path=file
                )
            if not manifest.file.is_file():
                raise NetworkError(
                    Phrase("the file of the network '{name}' is missing", name=manifest.name),
                    path=manifest.file,
                    advice="Install it again",
                )
        except NetworkError as fault:
            faults.append(fault)
        else:
            networks[manifest.name] = manifest
    return Survey(tuple(networks.values()), tuple(faults))


def installed(paths: AppPaths) -> tuple[Manifest, ...]:
    """The networks that can be used, the shipped ones first."""
    return survey(paths).networks


def find(paths: AppPaths, name: str = "") -> Manifest:
    """The network called `name`; without a name the one that its manifest marks as default.

    Raises `NetworkError` that lists the networks there are, or says what is wrong with this one.
    """
    found = survey(paths)
    for manifest in found.networks:
        if manifest.name == name or (not name and manifest.default):
            return manifest
    if not name and found.networks:
        return found.networks[0]
    for fault in found.faults:
        # The folder of an added network and the file of a shipped one carry its name.
        if fault.path is not None and name in (fault.path.stem, fault.path.parent.name):
            raise fault
    if not found.networks:
        raise NetworkError("there is no network", path=models_dir(), advice="Install ShoeGUI again")
    names = ", ".join(manifest.name for manifest in found.networks)
    raise NetworkError(
        Phrase("there is no network named '{name}'", name=name),
        advice=Phrase("There are: {names}", names=names),
    )


def verify(manifest: Manifest) -> None:
    """Raise `NetworkError` unless the network's file is the one that its manifest describes."""
    read_verified(manifest)


def read_verified(manifest: Manifest) -> bytes:
    """The bytes of the network's file, after their SHA-256 was compared with the manifest's.

    Reading and comparing are one step so that what runs is what was checked. Raises `NetworkError`.
    """
    try:
        model = manifest.file.read_bytes()
    except OSError as error:
        raise NetworkError(
            Phrase(
                "the network '{name}' cannot be read: {reason}",
                name=manifest.name,
                reason=error.strerror or error,
            ),
            path=manifest.file,
            advice="Install it again",
        ) from error
    if sha256(model) != manifest.sha256:
        raise NetworkError(
            Phrase(
                "the network '{name}' is damaged: "
                "its contents are not those that its manifest describes",
                name=manifest.name,
            ),
            path=manifest.file,
            advice="Install it again",
        )
    return model


def sha256(model: bytes) -> str:
    """The SHA-256 of `model` in lower-case hex."""
    return hashlib.sha256(model).hexdigest()


def folder_of(paths: AppPaths, name: str) -> Path:
    """Where the network `name` lies once a person has added it: a folder of its own."""
    return paths.networks / name
