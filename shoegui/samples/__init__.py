"""A small shoe shop, drawn: sample pictures whose kind and colour are known.

Used by `shoegui demo` and by tests. Everything is drawn by the code here; no photograph is involved.
"""

from shoegui.samples.shop import Sample, catalogue, draw, make_shop

__all__ = ["Sample", "catalogue", "draw", "make_shop"]
