"""`shoegui models`: the networks there are, and adding one."""

from __future__ import annotations

import argparse
import os

from shoegui.basics.paths import AppPaths
from shoegui.cli.console import DONE, Console, size
from shoegui.features.manifest import Manifest, survey


def show(_options: argparse.Namespace, paths: AppPaths, console: Console) -> int:
    """List the networks."""
    found = survey(paths)
    for manifest in found.networks:
        console.answer(_values(manifest), _words(manifest))
    for fault in found.faults:
        console.remark(f"shoegui: {fault}")
    return DONE


def add(options: argparse.Namespace, paths: AppPaths, console: Console) -> int:
    """Check a network and add it."""
    from shoegui.features.adding import add_network

    manifest = add_network(paths, options.file, options.manifest)
    console.answer(
        {"added": _values(manifest)},
        [
            f"Added {manifest.name}: checked and ready.",
            f"Use it with: shoegui index --network {manifest.name}",
        ],
    )
    return DONE


def _values(manifest: Manifest) -> dict[str, object]:
    return {
        "name": manifest.name,
        "version": manifest.version,
        "default": manifest.default,
        "description": manifest.description,
        "licence": manifest.licence,
        "origin": manifest.origin,
        "dimension": manifest.dimension,
        "input_size": manifest.input.size,
        "outputs": {name: list(output.shape) for name, output in manifest.outputs.items()},
        "file": os.fspath(manifest.file),
    }


def _words(manifest: Manifest) -> list[str]:
    mark = " (default)" if manifest.default else ""
    return [
        f"{manifest.name}{mark}, version {manifest.version}, "
        f"{size(manifest.file.stat().st_size)}, {manifest.licence}",
        f"  {manifest.description}",
        f"  {manifest.input.size} px in, {manifest.dimension} numbers out",
    ]
