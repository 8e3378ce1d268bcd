"""All that a person asks for at once: pictures, kind or look, which photos may be found.

A plain value without Qt; the pictures of one query are together in `items`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from shoegui.basics.errors import PhotoError, PhotoGoneError, UserFacingError
from shoegui.gui.query_item import QueryItem, Role, of_role

if TYPE_CHECKING:
    from shoegui.library.filters import Filters
    from shoegui.search.request import Request

Items = tuple[QueryItem, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """The `items`, none if nothing is asked for; `look` is 0..1, no `filters` let everything pass.

    The pictures that are searched for come before those of which more or less is wanted.
    """

    items: Items = ()
    look: float = 0.0
    filters: Filters | None = None

    def as_request(self, *, stacks: bool) -> Request:
        """What the engine is asked. For a job: it may load numpy. Raises `UsageError`."""
        from shoegui.library.filters import Filters
        from shoegui.search.request import Request

        return Request(
            tuple(item.as_query() for item in self.items),
            look=self.look,
            filters=self.filters or Filters(),
            stacks=stacks,
        )


def named(error: UserFacingError, items: Items, advice: str = "") -> UserFacingError:
    """`error` with the name of the picture it happened to, if that can only be one.

    `advice` says what to do where the fault does not.
    """
    if not isinstance(error, PhotoError | PhotoGoneError):
        return error
    name = Path(items[0].name) if len(items) == 1 and items[0].name else None
    return UserFacingError(error.what, path=error.path or name, advice=error.advice or advice)


def same_pictures(one: Items, other: Items) -> bool:
    """Whether both are of the same pictures in the same roles, whatever parts of them."""
    return len(one) == len(other) and all(
        first.same_picture(second) and first.role is second.role
        for first, second in zip(one, other, strict=True)
    )


def with_more(items: Items, others: Sequence[QueryItem], role: Role) -> Items:
    """`items` with `others` in that role; where one was more or less before, the new role holds.

    Where nothing was asked for, "more like these" is what is searched for.
    """
    if not items:
        searched = role is not Role.LESS
        return tuple(other.with_role(Role.MAIN) for other in others) if searched else ()
    new = tuple(dict.fromkeys(other.with_role(role) for other in others))
    kept = (
        item
        for item in items
        if item.role is Role.MAIN or not any(item.same_picture(one) for one in new)
    )
    everything = (*kept, *new)
    return tuple(item for one in Role for item in of_role(everything, one))
