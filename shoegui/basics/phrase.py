"""Text for a person that remembers how it was put together, so that a window can translate it.

The engine speaks English; which other languages there are is the window's business.
"""

from __future__ import annotations


class Phrase(str):
    """`template` with `values` filled in: an ordinary English `str` wherever one is wanted.

    A translation is looked up by `template`, so that is a literal wherever a phrase is made. Whole
    numbers are values as they are and get separators here; a value that is text of ours, and has
    to be translated too, is a `Phrase`.
    """

    __slots__ = ("template", "values")

    template: str
    values: dict[str, object]

    def __new__(cls, template: str, **values: object) -> Phrase:
        """`template` names its values in braces; without values it is taken as it is."""
        shown = {
            name: f"{value:,}" if isinstance(value, int) else str(value)
            for name, value in values.items()
        }
        phrase = super().__new__(cls, template.format_map(shown) if values else template)
        phrase.template = template
        phrase.values = values
        return phrase
