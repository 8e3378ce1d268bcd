"""Outlines of the kinds with a shaft: western boot, lace-up ankle boot, rain boot."""

from __future__ import annotations

from shoegui.samples.outlines import Part, dot, eyelets, fill, laces, stitches, stroke, tread

# One piece a line: a drawing is a table, and reads best as one.
# fmt: off


def boot(number: int) -> list[Part]:
    """A western boot: scalloped shaft, fancy stitching, stacked heel, pointed toe."""
    parts = [
        fill("116,66 160,62 206,78 250,58 290,62 290,130 206,150 122,130", "inner", "leather", bulge=-0.3, tone=0.65),
        fill(
            "118,346! 112,320 122,280 134,230 124,150 114,62! 150,70 186,98 206,112! 232,96 262,70 292,58! 296,130 288,200 298,246 340,276 410,298 480,322 540,348 572,372! 480,384 330,376 250,344 180,346",
            "main", "leather", name="upper"),
        fill("282,400! 290,340 268,300 290,270 300,244! 344,270 420,296 500,322 590,362! 590,400!", "main", "leather", over=True, clip="upper", tone=0.86, bulge=1.5),
        fill("100,400! 100,262 138,236 168,262 190,300 214,400!", "main", "leather", over=True, clip="upper", tone=0.86, bulge=1.5),
        stroke("114,66 150,74 186,102 206,116 232,100 262,74 292,62", 7, "second", "leather", clip="upper"),
        stroke("206,112 208,180 204,250 214,300", 5, "second", "leather", clip="upper"),
    ]
    for k in range(3):
        d = 13 * k
        parts.append(stitches(f"{136 + d},{92 + d} {150 + d},{150 + d} {176 - d / 4},{200} {150 + d},{236 - d / 2}", clip="upper", step=6))
        parts.append(stitches(f"{276 - d},{90 + d} {262 - d},{150 + d} {236 + d / 4},{200} {262 - d},{236 - d / 2}", clip="upper", step=6))
    parts += [
        stitches("140,246 164,270 184,306 206,350", clip="upper", step=6),
        stitches("300,256 282,300 302,344 296,376", clip="upper", step=6),
        stitches("350,300 400,300 450,322 420,336 380,322 350,300", clip="upper", step=6),
        stroke("130,62 126,40 140,36 150,66", 7, "second", "leather", over=False),
        stroke("262,62 266,36 280,34 284,60", 7, "second", "leather", over=False),
    ]
    if number % 2:
        parts += [
            stroke("118,296 190,312 260,304 306,268", 11, "second", "leather", over=False),
            stroke("250,308 276,340 300,372", 9, "second", "leather", over=False),
            dot(252, 306, 13, "metal"),
            dot(252, 306, 7, "second", "leather"),
        ]
    parts += [
        fill("112,340! 180,342 250,340 330,372 480,382 576,370! 584,380 560,392 470,400 380,400 320,388 250,356 190,352 112,352!", "edge", "wood", bulge=0.3, name="welt"),
        stitches("250,346 330,378 480,388 572,377", "stitch", step=6),
        fill("112,350! 200,352! 196,380 192,400! 126,400! 116,376", "edge", "wood", bulge=0.5, shadow=0.4, name="heel"),
        stroke("112,362 198,364", 2, "dark", "wood"),
        stroke("114,374 196,376", 2, "dark", "wood"),
        fill("110,390! 210,390! 210,404! 110,404!", "dark", "rubber", over=True, clip="heel"),
    ]
    return parts


def ankle_boot(number: int) -> list[Part]:
    """A lace-up work boot on a lugged sole."""
    throat = "278,118 292,166 316,208 352,244 392,268"
    return [
        fill("112,124 170,110 230,106 270,114 280,160 190,170 118,160", "inner", "leather", bulge=-0.35, tone=0.6),
        fill("250,150! 254,100 276,80 300,92 316,140 344,190 384,232 430,272! 380,300", "second", "leather", bulge=0.9),
        fill(
            "98,366! 92,320 104,270 116,220 114,160 110,122! 150,134 210,138 264,120! 280,170 306,214 342,250 390,278 440,282 496,296 536,326 548,366! 330,380",
            "main", "leather" if number % 2 else "suede", name="upper", bulge=1.1),
        fill("80,400! 84,290 112,250 146,270 168,330 176,400!", "main", "leather", over=True, clip="upper", tone=0.92, bulge=1.4),
        fill("248,124! 266,112! 284,168 310,212 346,248 400,276! 396,304! 340,284 292,236 258,170", "main", "leather", over=True, clip="upper", tone=0.95, bulge=1.3),
        fill("414,400! 404,340 416,300 436,274! 510,280 580,330 580,400!", "main", "leather", over=True, clip="upper", tone=0.94, bulge=1.4),
        stroke("110,130 150,141 210,146 264,128", 20, "second", "leather", bulge=2.2, over=False),
        stitches("124,256 152,276 172,330 180,366", clip="upper"),
        stitches("130,248 158,270 180,330 188,366", clip="upper"),
        stitches("256,160 290,230 340,278 396,298", clip="upper"),
        stitches("412,372 402,340 412,302 428,282", clip="upper"),
        stitches("404,372 394,340 404,302 420,280", clip="upper"),
        eyelets("268,140 288,186 316,226 352,258 392,282", 7, 5.0),
        laces(throat, 7, length=48, width=9, role="lace"),
        stroke("108,126 92,96 104,84 122,116", 8, "second", "canvas", over=False),
        fill("88,356! 200,366 330,368 450,362 556,352! 566,362 556,376 330,384 100,378 84,368", "edge", "rubber", bulge=0.3),
        stitches("96,364 200,372 330,375 450,369 556,360", "stitch", step=8),
        fill("94,374! 330,382 562,370! 562,384 548,400! 270,400! 262,388 214,388 208,400! 104,400! 94,390", "dark", "rubber", bulge=0.5, name="sole"),
        tread(280, 540, 388, step=24, gap=9, depth=14),
        tread(112, 200, 388, step=24, gap=9, depth=14),
    ]


def rain_boot(number: int) -> list[Part]:
    """A rubber rain boot: tall, plain, shining."""
    parts = [
        fill("120,55 170,42 250,42 299,53 292,100 210,110 126,100", "inner", "canvas", bulge=-0.35, tone=0.75),
        fill(
            "108,370! 100,330 112,286 126,240 126,150 120,54! 170,68 240,70 300,52! 300,130 292,200 300,246 340,270 400,280 470,292 526,320 544,370! 330,384",
            "main", "gloss", name="upper", bulge=1.25),
        fill("110,40! 310,40! 310,92! 210,104 110,90!", "second" if number % 2 else "main", "gloss", over=True, clip="upper", bulge=1.4),
        fill("80,400! 90,320 130,318 156,350 160,400!", "main", "gloss", over=True, clip="upper", bulge=1.5, tone=0.95),
        fill("430,400! 428,340 450,312 500,302 560,330 570,400!", "main", "gloss", over=True, clip="upper", bulge=1.5, tone=0.95),
        stroke("122,246 180,262 250,258 298,240", 3, "main", "gloss", clip="upper", tone=0.9),
        stroke("118,262 180,278 250,274 304,254", 3, "main", "gloss", clip="upper", tone=0.9),
    ]
    if number % 2 == 0:
        parts += [stroke("286,84 300,100 292,132 280,140", 8, "second", "gloss", over=False), stroke("262,104 300,98", 9, "second", "gloss", over=False), dot(280, 102, 9, "metal"), fill(
            "176,130! 240,128! 242,160! 178,164!",
            "trim", "gloss", over=True, clip="upper")]
    else:
        parts.append(stroke("112,116 200,128 310,112", 7, "trim", "gloss", clip="upper"))
    parts += [
        fill("100,352! 200,362 330,366 450,360 546,350! 558,364 552,380 330,384 230,384 100,382 92,368", "sole", "rubber", bulge=0.4),
        fill("98,378! 330,382 552,376! 548,392 530,400! 270,400! 250,386 214,386 208,400! 108,400! 98,392", "edge", "rubber", bulge=0.4),
        tread(280, 520, 390, step=18, gap=7, depth=11),
        tread(116, 200, 390, step=18, gap=7, depth=11),
    ]
    return parts
