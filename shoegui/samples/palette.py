"""The colours of the shop: what a colour word means, and what goes with it on each kind of shoe."""

from __future__ import annotations

from collections.abc import Mapping

Colour = tuple[int, int, int]

COLOURS: Mapping[str, Colour] = {
    "black": (44, 43, 46),
    "brown": (112, 68, 38),
    "white": (236, 234, 228),
    "red": (188, 32, 36),
    "blue": (36, 78, 164),
    "green": (40, 118, 66),
    "yellow": (232, 184, 34),
    "pink": (232, 128, 164),
    "grey": (134, 136, 140),
    "orange": (226, 108, 26),
}
"""RGB, 0..255, of the material in even light."""

_DARK_SOLED = ("black", "brown", "grey")


def _mix(one: Colour, other: Colour, share: float) -> Colour:
    r, g, b = (round(a * (1 - share) + c * share) for a, c in zip(one, other, strict=True))
    return r, g, b


def palette(kind: str, colour: str, design: int) -> dict[str, Colour]:
    """The colour of each role for a shoe of a kind, colour and design."""
    main = COLOURS[colour]
    pale = colour in ("white", "yellow")
    black, white, cream = (34, 33, 34), (238, 236, 230), (226, 214, 190)
    roles: dict[str, Colour] = {
        "main": main,
        "second": _mix(main, (60, 56, 54), 0.3) if pale else _mix(main, black, 0.35),
        "sole": white,
        "edge": (104, 70, 44),
        "inner": (168, 148, 124),
        "trim": _mix(main, black, 0.75) if pale else white,
        "lace": white,
        "metal": (196, 186, 160) if design % 2 else (188, 190, 194),
        "dark": black,
        "wood": (202, 158, 108),
        "stitch": _mix(main, black, 0.4) if pale else _mix(main, cream, 0.7),
    }
    if kind in ("sneaker", "running shoe", "high-top"):
        roles["edge"] = (150, 108, 70) if design else (90, 88, 88)
        roles["inner"] = (84, 84, 88) if colour != "black" else (150, 150, 152)
    if kind == "running shoe" and colour in ("black", "grey"):
        roles["trim"] = (236, 92, 40) if design else (120, 210, 60)
    if kind in ("ankle boot", "boot"):
        roles["lace"] = (214, 178, 96) if design % 2 else (70, 52, 40)
        roles["inner"] = (150, 116, 84)
        if colour == "brown":
            roles["lace"] = (220, 190, 130)
    if kind == "rain boot":
        roles["inner"] = (190, 184, 172)
        roles["sole"] = _mix(main, black, 0.55) if colour in _DARK_SOLED else white
        roles["edge"] = (62, 60, 60)
    if kind == "flip-flop":
        roles["edge"] = _mix(main, black, 0.3)
        roles["trim"] = (
            black if colour in ("white", "yellow", "orange") else _mix(main, white, 0.75)
        )
        roles["trim"] = _mix(main, black, 0.55) if design == 1 else roles["trim"]
        if colour == "black":
            roles["trim"] = _mix(main, white, 0.4 if design == 1 else 0.8)
    if kind == "clog":
        roles["inner"] = _mix(main, black, 0.45)
        roles["edge"] = _mix(main, black, 0.3)
        roles["dark"] = _mix(main, black, 0.78)
    return roles
