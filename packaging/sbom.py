"""Writes what the packaged program is made of, as a CycloneDX list (SBOM) in JSON.

cyclonedx-bom reads the packages out of the environment that the bundle is made from; here its list
is cut down to what ships, and the networks are added. Libraries inside the packages' wheels, such
as Qt or libheif, are named in docs/licences.md.
"""

from __future__ import annotations

import json
import os
import platform
import re
import subprocess
import sys
import tempfile
import tomllib
from importlib import metadata
from pathlib import Path
from typing import Any

import environment
import reproducible
from system_needs import SetupError

FORMAT = "1.6"
# Said in the tool's own environment, which has the schema.
VALIDATE = (
    "import sys; from cyclonedx.schema import SchemaVersion as V;"
    " from cyclonedx.validation.json import JsonStrictValidator as J;"
    f" problem = J(V.V{FORMAT.replace('.', '_')}).validate_str(sys.stdin.read());"
    " sys.exit(str(problem) if problem else 0)"
)
Bom = dict[str, Any]


def make(root: Path, python: Path, version: str) -> Path:
    """Write the list into dist/ under a name that says which system it is for; that file."""
    system = {"Darwin": "macos"}.get(platform.system(), platform.system().lower())
    target = root / "dist" / f"shoegui-{version}-{system}-{platform.machine().lower()}.cdx.json"
    write(root, python, target, version)
    return target


def write(root: Path, python: Path, target: Path, version: str) -> None:
    """Write the list for the packages that `python` has into the file `target`.

    Raises SetupError when cyclonedx-bom cannot be had, or finds fault with the result.
    """
    with tempfile.TemporaryDirectory(prefix="shoegui-sbom-") as scratch:
        venv, raw = Path(scratch, "venv"), Path(scratch, "packages.json")
        environment.make(venv)
        tool = environment.venv_python(venv)
        project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
        pip = [str(tool), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        pip += ["--constraint", str(root / environment.CONSTRAINTS)]
        environment.run(root, [*pip, *project["dependency-groups"]["sbom"]])
        command = [str(tool), "-m", "cyclonedx_py", "environment", str(python)]
        command += ["--pyproject", str(root / "pyproject.toml"), "--mc-type", "application"]
        command += ["--output-reproducible", "--spec-version", FORMAT, "--output-file", str(raw)]
        time = str(reproducible.build_time(root))
        _run(command, {**os.environ, "SOURCE_DATE_EPOCH": time})
        names = json.loads(_run([str(python), str(Path(__file__)), "needed"], dict(os.environ)))
        bom = shipped(json.loads(raw.read_bytes()), set(names), version)
        bom["components"] += [python_itself(python), *networks(root)]
        text = json.dumps(bom, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
        _run([str(tool), "-c", VALIDATE], dict(os.environ), text)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8", newline="\n")


def needed(program: str = "shoegui") -> set[str]:
    """The packages that the running Python needs for `program`, directly or through others.

    cyclonedx-bom counts extras that happen to be there, and so every tool of a developer.
    """
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    found: set[str] = set()
    todo: list[tuple[str, str]] = [(program, "")]
    seen = set(todo)
    while todo:
        name, extra = todo.pop()
        for text in metadata.requires(name) or []:
            need = Requirement(text)
            if need.marker is not None and not need.marker.evaluate({"extra": extra}):
                continue
            plain = canonicalize_name(need.name)
            found.add(plain)
            new = {(plain, one) for one in ("", *need.extras)} - seen
            seen |= new
            todo += new
    return found


def shipped(bom: Bom, names: set[str], version: str) -> Bom:
    """`bom` of version `version` with only those packages whose plain names are in `names`."""
    root = bom["metadata"]["component"]
    kept = [one for one in bom["components"] if plain_name(one["name"]) in names]
    refs = {root["bom-ref"], *(one["bom-ref"] for one in kept)}
    links = [
        {"ref": one["ref"], "dependsOn": [ref for ref in one.get("dependsOn", []) if ref in refs]}
        for one in bom["dependencies"]
        if one["ref"] in refs
    ]
    described = {**bom["metadata"], "component": {**root, "version": version}}
    return {**bom, "metadata": described, "components": kept, "dependencies": links}


def plain_name(name: str) -> str:
    """The one spelling of a package's name that indexes compare by."""
    return re.sub(r"[-_.]+", "-", name).lower()


def networks(root: Path) -> list[Bom]:
    """The networks in models/ as components, from their manifests."""
    found = []
    for file in sorted((root / "models").glob("*.toml")):
        manifest = tomllib.loads(file.read_text(encoding="utf-8"))
        found.append(
            {
                "type": "machine-learning-model",
                "bom-ref": f"network:{manifest['name']}",
                "name": manifest["name"],
                "version": manifest["version"],
                "description": manifest["description"],
                "hashes": [{"alg": "SHA-256", "content": manifest["sha256"]}],
                "licenses": [{"license": {"id": manifest["licence"]}}],
                "properties": [{"name": "shoegui:origin", "value": manifest["origin"]}],
            }
        )
    return found


def python_itself(python: Path) -> Bom:
    """The interpreter that goes into the bundle."""
    return {
        "type": "platform",
        "bom-ref": "cpython",
        "name": "CPython",
        "version": environment.version_of(python) or "",
        "licenses": [{"license": {"id": "PSF-2.0"}}],
    }


def _run(command: list[str], environ: dict[str, str], said: str | None = None) -> str:
    result = subprocess.run(
        command, input=said, env=environ, capture_output=True, text=True, check=False
    )
    if result.returncode != 0:
        raise SetupError(f"The SBOM could not be made: {result.stderr.strip()[-2000:]}")
    return result.stdout


if __name__ == "__main__" and sys.argv[1:] == ["needed"]:
    print(json.dumps(sorted(needed())))
