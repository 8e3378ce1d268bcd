"""Outlines of the dressy kinds: heel, ballerina, loafer."""

from __future__ import annotations

from shoegui.samples.outlines import Part, dot, fill, stitches, stroke

# One piece a line: a drawing is a table, and reads best as one.
# fmt: off


def heel(number: int) -> list[Part]:
    """A pump on a high thin heel."""
    parts = [
        fill("122,150! 160,152 250,190 340,246 410,296 440,316! 400,346 330,344 260,306 190,256 140,220", "inner", "leather", bulge=-0.25, tone=0.95),
        fill("132,196 170,196 250,232 330,284 400,322 400,344 340,344 270,304 200,256 150,232", "wood", "leather", bulge=-0.15, tone=0.92),
        fill(
            "118,262! 106,220 108,180 122,148! 132,176 160,210 210,244 270,290 330,326 380,332 420,318 446,312! 500,332 548,362 584,388! 560,396 470,398 430,396 370,384 300,336 230,288 170,270",
            "main", "patent" if number % 2 == 0 else "suede", name="upper", bulge=0.9),
        stroke("122,150 132,178 160,212 210,246 270,292 330,328 380,334 420,320 446,313", 4, "main", "leather", bulge=1.5, tone=1.1),
        stitches("122,166 150,212 206,252 266,298 326,335 384,341 440,322", "stitch", step=6, width=1.6, clip="upper"),
        fill("112,252! 170,266 232,284 300,332 372,380 432,394 560,394 588,388! 580,398 540,402 430,402 366,392 296,346 226,298 168,280 116,268!", "dark", "leather", bulge=0.2),
    ]
    if number % 3 == 2:
        parts.insert(-1, fill("112,256! 168,270 186,280! 160,310 150,350 152,400! 108,400! 112,340", "main", "leather", bulge=0.8, name="heel"))
    else:
        parts.insert(-1, fill("112,252! 176,268 190,282! 160,296 142,330 136,366 134,400! 118,400! 120,350 116,300", "main", "patent", bulge=0.8, name="heel"))
    parts.append(fill("100,394! 170,394! 170,406! 100,406!", "dark", "rubber", over=True, clip="heel"))
    if number % 2:
        parts += [stroke("112,196 160,168 236,168 262,190 240,214 186,228", 9, "main", "leather", over=False, bulge=1.2), dot(242, 206, 8, "metal")]
    return parts


def ballerina(number: int) -> list[Part]:
    """A ballet flat: low, round, thin-soled, with a bow at the toe."""
    parts = [
        fill("104,288 180,282 280,286 380,302 426,316 420,360 320,380 200,380 110,362", "inner", "lining", bulge=-0.25, tone=1.0),
        fill("126,318 190,302 280,302 360,316 400,334 350,372 220,376 136,352", "wood", "lining", bulge=-0.15, tone=1.05),
        fill(
            "98,384! 92,350 96,310 106,286! 116,310 150,340 220,360 300,364 360,356 400,336 420,312! 470,316 520,334 552,362 556,386! 330,394",
            "main", "leather" if number % 2 else "patent", name="upper", bulge=0.95),
        stroke("106,288 116,312 150,342 220,362 300,366 360,358 400,338 420,314", 6, "second", "canvas", bulge=1.4),
        stroke("106,288 160,280 260,282 360,296 420,314", 4, "second", "canvas", bulge=1.2),
        stitches("112,322 150,352 220,372 300,376 366,366 408,344", "stitch", step=6, width=1.6, clip="upper"),
    ]
    if number % 3 == 0:
        parts.append(fill("446,400! 440,350 470,318 520,320 580,350 580,400!", "second", "patent", over=True, clip="upper", bulge=1.3))
    parts += [
        fill("424,318 398,292 384,300 388,330 404,338", "second", "leather", bulge=0.9),
        fill("428,318 448,288 470,294 470,326 450,334", "second", "leather", bulge=0.9),
        stroke("424,322 410,350 398,362", 7, "second", "leather", over=False),
        stroke("430,322 446,346 462,354", 7, "second", "leather", over=False),
        fill("416,308! 436,306! 438,332! 416,334!", "second", "leather", bulge=1.0),
        fill("94,380! 200,388 330,390 450,388 558,378! 562,386 548,396 450,400 200,398 180,400! 104,400! 94,392", "edge", "rubber", bulge=0.25),
    ]
    return parts


def loafer(number: int) -> list[Part]:
    """A loafer: moccasin seam round the vamp, a strap with a slot, a bit or a tassel, a low heel."""
    parts = [
        fill("104,240 160,236 230,232 296,226 320,280 220,320 116,300", "inner", "leather", bulge=-0.3, tone=0.85),
        fill("110,270 170,262 240,262 290,270 280,320 160,320", "wood", "leather", bulge=-0.1, tone=0.9),
        fill(
            "98,376! 90,336 94,284 104,238! 124,266 170,296 220,304 264,286 292,222! 340,232 396,258 450,284 506,312 546,346 556,380! 330,390",
            "main", "leather" if number != 1 else "patent", name="upper", bulge=1.0),
        fill("80,400! 84,262 118,254 142,310 150,400!", "main", "leather", over=True, clip="upper", tone=0.93, bulge=1.2),
        fill("284,240! 340,226 400,250 456,278 506,304 526,330 500,338 440,322 380,300 320,280 276,276!", "main", "leather", over=True, clip="upper", tone=1.1, bulge=1.0),
        stroke("284,280 326,288 384,308 442,330 498,345 530,334 518,310", 8, "main", "leather", clip="upper", bulge=2.6, tone=0.9),
        stitches("286,292 326,300 382,320 440,342 498,357 538,346", "stitch", step=7, clip="upper"),
        stitches("132,270 150,316 158,384", "stitch", step=7, clip="upper"),
        stroke("104,242 124,268 170,298 220,306 264,288 290,230", 7, "second", "leather", bulge=1.6),
        fill("262,400! 290,330 312,274 334,226! 386,246! 366,292 344,346 330,400!", "main", "leather", over=True, clip="upper", tone=0.84, bulge=2.2),
        stitches("276,392 300,332 322,278 342,232", "stitch", step=7, clip="upper"),
        stitches("322,390 336,344 358,290 378,246", "stitch", step=7, clip="upper"),
    ]
    if number == 0:
        parts.append(stroke("310,288 332,278 352,290", 8, "dark", "leather", bulge=0.5))
        parts.append(stroke("300,306 326,298 346,308", 3, "stitch", "thread"))
    elif number == 1:
        parts += [stroke("306,296 330,278 358,280", 9, "metal", "metal", over=False), stroke("306,284 316,310", 9, "metal", "metal", over=False), stroke("352,266 360,294", 9, "metal", "metal", over=False)]
    else:
        parts += [stroke("340,262 330,290 318,320", 5, "second", "leather", over=False), fill(
            "310,312! 326,316! 334,352! 296,346!",
            "second", "leather", bulge=0.9), stroke("346,264 360,290 372,314", 5, "second", "leather", over=False), fill("366,306! 382,308! 394,342! 360,346!", "second", "leather", bulge=0.9)]
    parts += [
        fill("92,368! 200,376 330,380 450,378 558,370! 564,378 552,388 330,392 200,386 92,382", "edge", "wood", bulge=0.3),
        stitches("98,376 200,381 330,385 450,383 556,375", "stitch", step=7),
        fill("94,380! 206,384! 204,400! 102,400! 94,392", "edge", "wood", bulge=0.4, name="heel"),
        fill("90,393! 220,393! 220,406! 90,406!", "dark", "rubber", over=True, clip="heel"),
        fill("300,388 450,390 548,386 500,400 340,400", "dark", "rubber", bulge=0.2),
    ]
    return parts
