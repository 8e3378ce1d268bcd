"""How a person wants a library to be indexed, as a value."""

from __future__ import annotations

from dataclasses import dataclass

from shoegui.photos.scan import ScanRules


@dataclass(frozen=True, slots=True)
class IndexOptions:
    """How to index. `network` is a name, empty for the one that the library uses.

    `rules` is None for those that each folder already has. `prune` believes a folder that looks
    suspiciously empty. `threads` 0 means as many as serve best. `precision` is one of `PRECISIONS`;
    only a GPU computes in float16, which exchanges a few hits of like rank (docs/gpu.md).
    """

    network: str = ""
    device: str = "auto"
    threads: int = 0
    rules: ScanRules | None = None
    prune: bool = False
    precision: str = "float32"
