"""Outlines of the open kinds: sandal, flip-flop, clog."""

from __future__ import annotations

import numpy as np

from shoegui.samples.outlines import Part, dot, dots, eyelets, fill, stitches, stroke, tread

# One piece a line: a drawing is a table, and reads best as one.
# fmt: off


def _buckle(x: float, y: float) -> list[Part]:
    frame = f"{x - 15},{y - 12} {x + 15},{y - 16} {x + 17},{y + 12} {x - 13},{y + 16} {x - 15},{y - 12}"
    return [stroke(frame, 6, "metal", "metal", over=False), stroke(f"{x - 13},{y + 2} {x + 16},{y - 2}", 4, "metal", "metal", over=False)]


def sandal(number: int) -> list[Part]:
    """A sandal on a moulded cork footbed: broad straps with buckles."""
    parts = [
        fill("98,344 110,312 180,298 280,302 400,302 500,312 550,336 540,360 440,372 280,376 140,370", "wood", "suede", bulge=0.3, name="bed"),
        # inside of the straps, seen through from the heel
        fill("176,340! 198,290 240,254 300,246 336,262 324,330!", "inner", "suede", bulge=0.4, tone=0.8),
        fill("340,346! 352,306 380,282 426,278 456,296 456,346!", "inner", "suede", bulge=0.4, tone=0.8),
        fill("192,386! 206,332 234,286 270,256 300,246! 334,252 356,266! 340,300 328,340 324,386!", "main", "leather", name="a", bulge=0.8),
        fill("360,386! 366,340 382,306 406,286 428,278! 460,290 484,310! 474,330 470,356 472,386!", "main", "leather", name="b", bulge=0.8),
        stitches("204,376 216,334 244,292 280,262", "stitch", step=7, clip="a"),
        stitches("314,376 320,338 332,298 346,272", "stitch", step=7, clip="a"),
        stitches("370,376 376,342 392,310 414,292", "stitch", step=7, clip="b"),
        stitches("462,376 460,354 466,328 474,310", "stitch", step=7, clip="b"),
    ]
    parts += _buckle(270, 312) + _buckle(422, 330)
    parts.append(eyelets("264,338 260,362", 3, 2.4, "dark", "rubber"))
    parts.append(eyelets("420,352 419,368", 3, 2.4, "dark", "rubber"))
    if number % 2:
        parts[1:1] = [stroke("112,330 104,270 128,232 190,222 270,250", 16, "inner", "leather", over=False, tone=0.8)]
        parts += [stroke("112,350 102,290 118,250 170,250 240,276", 20, "main", "leather", over=False, bulge=1.2), *_buckle(170, 252)]
    parts += [fill(
        "92,340! 110,356 200,368 330,372 450,368 552,344! 566,352 560,380 540,392! 110,392! 90,374",
        "wood", "cork", bulge=0.5, name="cork"), fill("92,382! 200,388 330,390 450,388 562,376! 560,394 544,402! 106,402! 92,394", "dark", "rubber", bulge=0.3), tread(120, 540, 397, step=14, gap=5, depth=6)]
    return parts


def flip_flop(number: int) -> list[Part]:
    """A flip-flop seen from above: foam sole and a strap in the shape of a Y."""
    sole = "70,250 84,196 140,172 220,184 300,186 380,158 460,146 530,166 572,216 574,270 540,318 470,338 390,330 300,308 220,312 140,318 86,298"
    low = " ".join(f"{float(a)},{float(b) + 24}" for a, b in (word.split(",") for word in sole.split()))
    parts = [
        fill(low, "edge", "foam", bulge=0.2, tone=0.72),
        fill(sole, "main" if number % 2 == 0 else "second", "foam", bulge=0.28, name="bed"),
        fill(
            "92,250 104,208 150,188 220,198 300,200 384,174 460,162 520,180 554,220 556,266 526,304 466,322 394,314 300,294 220,298 146,302 104,286",
            "main", "knit" if number % 2 else "rubber", over=True, clip="bed", bulge=0.9),
    ]
    if number % 3 == 0:
        parts += [stroke(f"{130 + x},160 {150 + x},250 {130 + x},330", 14, "trim", "rubber", clip="bed", bulge=0.3) for x in (0, 60)]
    else:
        parts.append(fill("116,250 132,216 180,208 214,246 180,288 132,284", "second", "rubber", over=True, clip="bed", bulge=0.7))
    parts += [
        fill("490,240! 462,224 400,200 330,182 268,176! 260,190 270,200! 335,202 400,218 450,240 480,254!", "trim", "rubber", bulge=1.5, shadow=0.55),
        fill("490,250! 462,270 400,300 330,322 262,328! 254,314 264,304! 330,300 396,282 450,256 480,240!", "trim", "rubber", bulge=1.5, shadow=0.55),
        fill("470,246 482,232 500,236 504,250 490,262 474,258", "trim", "gloss", bulge=1.8, shadow=0.5),
    ]
    return parts


def clog(number: int) -> list[Part]:
    """A clog: closed toe, open heel, thick sole; of foam with holes, or of leather on wood."""
    if number % 2:
        return _wooden_clog()
    holes = [(x, y) for x, y in ((352, 262), (396, 270), (440, 284), (484, 304), (372, 296), (418, 304), (462, 322), (350, 324), (398, 334))]
    return [
        fill("96,314 140,300 220,292 290,252 330,232 340,330 240,370 120,350", "inner", "foam", bulge=-0.35, tone=0.8),
        fill("92,372! 84,340 96,312 130,322 200,340 260,330 286,280 306,232! 350,228 410,244 470,268 524,302 556,340 560,376! 330,390", "main", "foam", name="upper", bulge=1.15),
        stroke("96,314 130,324 200,342 258,332 286,282 306,234", 12, "main", "foam", bulge=1.8, tone=1.04),
        dots(np.array(holes, float), 10, "dark", "rubber", squash=1.1),
        dots(np.array([(x, 352) for x in (300, 330, 360, 390)], float), 7, "dark", "rubber", squash=1.5),
        stroke("284,262 220,222 150,206 104,222 92,262 110,300", 24, "main", "foam", over=False, bulge=1.6),
        dot(288, 264, 17, "second", "foam"),
        dot(288, 264, 8, "trim", "foam"),
        fill("84,352! 200,366 330,370 450,366 560,352! 574,366 566,390 540,400! 280,400! 250,390 214,390 200,400! 104,400! 84,386", "main", "foam", bulge=0.6, name="sole", tone=0.95),
        stroke("86,378 330,388 568,378", 4, "dark", "foam", clip="sole"),
        tread(300, 540, 394, step=22, gap=8, depth=8),
    ]


def _wooden_clog() -> list[Part]:
    holes = "256,366 340,374 450,372 548,352"
    return [
        fill("94,318 120,292 200,284 300,300 330,340 240,366 110,356", "wood", "wood", bulge=-0.15, tone=1.06),
        fill("252,372! 266,300 290,240 316,204 350,206 350,300 320,370!", "inner", "suede", bulge=-0.4, tone=0.7),
        fill("246,380! 262,330 288,270 326,206! 372,214 430,244 486,282 530,318 550,368! 400,388", "main", "leather", name="upper", bulge=1.1),
        stroke("254,372 268,330 294,272 330,210", 9, "main", "leather", clip="upper", bulge=2.2, tone=0.92),
        stitches("268,372 282,330 308,276 342,220", "stitch", step=7, clip="upper"),
        stroke("290,262 340,262 384,296 396,376", 20, "second", "leather", over=False, clip="upper"),
        dot(348, 268, 11, "metal"),
        fill(
            "86,322! 104,346 180,358 260,366 340,372 450,374 556,350! 570,352 566,370 530,392 480,400 340,400 318,378 280,368 240,372 226,400! 110,400! 96,372",
            "wood", "wood", bulge=0.5, name="sole"),
        eyelets(holes, 15, 5, "metal"),
        fill("80,391! 580,391! 580,406! 80,406!", "dark", "rubber", over=True, clip="sole"),
    ]
