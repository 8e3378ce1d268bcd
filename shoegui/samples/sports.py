"""Outlines of the sporty kinds: sneaker, running shoe, high-top."""

from __future__ import annotations

from shoegui.samples.outlines import Part, dot, eyelets, fill, laces, stitches, stroke, tread

# One piece a line: a drawing is a table, and reads best as one.
# fmt: off


def sneaker(number: int) -> list[Part]:
    """A low court sneaker of leather on a cup sole."""
    throat = "252,196 300,232 345,262 386,288"
    parts = [
        fill("106,238 150,224 205,216 250,204 272,260 200,290 120,280", "inner", "lining", bulge=-0.35, tone=0.7),
        fill("214,262! 224,214 238,172 262,166 290,190 330,232 392,282 400,310! 330,320", "second", "leather", bulge=0.8),
        fill("98,372! 90,330 94,280 104,232 112,222! 134,232 176,256 210,258 236,238 252,212! 296,244 344,274 392,298 440,306 492,316 532,334 552,372! 330,386", "main", "leather", name="upper"),
        fill("84,230! 128,226 146,262 140,300 120,330 84,330!", "second", "leather", over=True, clip="upper"),
        fill("400,400! 404,340 428,300! 500,290 570,340 570,400!", "main", "leather", over=True, clip="upper", tone=0.97),
        fill("236,232! 252,204! 300,236 350,268 402,292! 404,316 392,324! 330,300 270,262", "main", "leather", over=True, clip="upper", tone=1.04),
        fill("84,320! 130,322 200,340 250,400! 84,400!", "main", "leather", over=True, clip="upper", tone=0.94),
    ]
    if number % 2 == 0:
        parts.append(fill("212,384! 236,330 300,286 330,298! 286,338 262,384!", "trim", "leather", over=True, clip="upper"))
        parts.append(fill("290,384! 306,344 346,306 372,314! 342,350 334,384!", "trim", "leather", over=True, clip="upper"))
    else:
        parts.append(fill("120,330! 200,352 300,340 392,300! 400,318! 320,366 210,382 120,356!", "trim", "leather", over=True, clip="upper"))
    parts += [
        stitches("146,262 140,300 124,326", clip="upper"),
        stitches("410,384 414,342 434,308", clip="upper"),
        stitches("258,218 302,248 350,278 394,302", clip="upper"),
        stitches("132,330 200,348 244,392", clip="upper"),
        eyelets("440,318 480,326 516,342", 6, 2.6, "dark", "rubber"),
        eyelets("450,332 484,340 508,354", 5, 2.6, "dark", "rubber"),
        eyelets("262,222 310,254 352,282 388,302", 6, 4.0),
        laces(throat, 6, length=46, width=10),
        stroke("100,234 114,222 138,232 178,256 212,258 238,238 252,212", 9, "second", "leather", bulge=1.6),
        fill("92,358! 200,368 330,372 450,366 548,352! 562,366 562,388 546,400! 110,400! 92,394 86,376", "sole", "rubber", bulge=0.7, name="sole"),
        stitches("98,366 200,376 330,380 450,374 550,361", "stitch", step=9),
        fill("80,390! 570,388! 570,410! 80,410!", "edge", "rubber", over=True, clip="sole", tone=0.85),
        tread(110, 540, 395, step=16, gap=5, depth=6),
    ]
    return parts


def running_shoe(number: int) -> list[Part]:
    """A running shoe: knitted upper, welded overlays, thick sculpted foam."""
    throat = "258,184 300,218 344,252 392,284"
    parts = [
        fill("104,212 150,208 205,204 250,196 270,250 200,284 120,270", "inner", "lining", bulge=-0.35, tone=0.7),
        fill("214,262! 226,206 240,160 266,152 288,178 330,226 396,282 404,306! 330,320", "second", "knit", bulge=0.8),
        fill("92,352! 96,310 92,268 84,226 92,204 110,206! 128,228 172,250 210,250 238,228 254,200! 300,236 346,268 396,292 450,304 506,318 548,340 566,362! 330,386", "main", "knit", name="upper"),
        fill("80,400! 80,250 110,246 146,286 170,330 240,400!", "second", "gloss", over=True, clip="upper"),
        fill("440,400! 470,352 510,334 540,320 590,340 590,400!", "second", "gloss", over=True, clip="upper"),
    ]
    if number % 2 == 0:
        parts += [
            fill(f"{196 + x},384! {224 + x},330 {262 + x},{252 + x * 0.55:.0f}! {284 + x},{262 + x * 0.55:.0f}! {250 + x},330 {222 + x},384!", "trim", "gloss", over=True, clip="upper")
            for x in (0, 46, 92)
        ]
    else:
        parts.append(fill("170,300! 250,352 340,346 404,300! 420,314! 350,374 236,386 168,330!", "trim", "gloss", over=True, clip="upper"))
        parts.append(stroke("240,246 300,300 380,350", 6, "trim", "gloss", clip="upper"))
    parts += [
        stroke("252,206 300,242 346,274 400,300", 13, "second", "gloss", bulge=1.0, clip="upper"),
        stroke("400,300 430,330 440,376", 5, "second", "gloss", clip="upper"),
        eyelets("260,214 306,248 350,278 394,298", 6, 3.6, "dark"),
        laces(throat, 6, length=44, width=9),
        stroke("94,208 112,208 130,230 174,251 212,251 240,229 254,202", 11, "second", "knit", bulge=1.8),
        stroke("84,202 74,192 84,184 98,200", 6, "trim", "canvas"),
        fill("74,344! 110,336 170,352 260,368 360,372 460,364 552,344! 580,350 578,368 552,390 500,400! 130,400! 88,392 70,372", "sole", "foam", bulge=0.9, name="sole"),
        stroke("80,372 160,362 230,384 330,390 440,382 560,362", 5, "trim", "foam", clip="sole"),
        fill("60,376! 110,356 190,366 230,384 170,392 60,396!", "edge", "foam", over=True, clip="sole"),
        fill("60,391! 590,389! 590,412! 60,412!", "dark", "rubber", over=True, clip="sole"),
        tread(130, 520, 394, step=26, gap=10, depth=8),
    ]
    return parts


def high_top(number: int) -> list[Part]:
    """A canvas high-top with a rubber toe cap."""
    throat = "276,84 294,140 320,196 352,240 392,276"
    parts = [
        fill("106,92 160,78 220,74 268,82 280,130 180,144 110,130", "inner", "canvas", bulge=-0.35, tone=0.62),
        fill("246,120! 252,70 274,48 300,58 316,110 342,180 378,236 424,280! 380,310", "second", "canvas", bulge=0.8),
        fill("104,374! 100,310 106,240 108,160 104,90! 150,102 210,104 262,88! 282,150 308,204 342,250 388,288 430,300 490,314 540,340 552,374! 330,386", "main", "canvas", name="upper"),
        fill("90,400! 96,270 126,262 150,320 158,400!", "main", "canvas", over=True, clip="upper", tone=0.92),
        fill("246,92! 264,80! 286,146 314,202 348,248 398,286! 390,312! 330,276 284,212 258,140", "main", "canvas", over=True, clip="upper", tone=1.05),
        stroke("106,94 150,106 210,108 262,92", 6, "second", "canvas"),
        stroke("110,104 114,200 112,300 108,372", 9, "second", "canvas", clip="upper"),
        stitches("252,108 270,160 296,212 332,260 386,302", clip="upper"),
        stitches("244,110 262,164 290,220 328,270 382,312", clip="upper"),
        stitches("132,268 152,320 160,376", clip="upper"),
        stitches("104,108 150,118 210,120 256,106", clip="upper"),
        eyelets("264,104 284,160 310,208 344,252 388,290", 8, 4.6),
        laces(throat, 8, length=46, width=10),
    ]
    if number % 2 == 0:
        parts.append(dot(186, 180, 36, "lace", "rubber"))
        parts.append(dot(186, 180, 30, "trim", "rubber"))
        parts.append(dot(186, 180, 12, "lace", "rubber"))
    else:
        parts.append(fill("130,330! 200,300 270,250 300,262! 240,330 150,360!", "trim", "canvas", over=True, clip="upper"))
    parts += [
        fill("446,400! 444,340 464,308 510,312 556,340 570,400!", "sole", "rubber", bulge=0.55, shadow=0.4),
        fill("96,352! 200,358 330,362 450,356 556,352! 566,370 562,392 548,400! 112,400! 98,394", "sole", "rubber", bulge=0.6, name="sole"),
        stroke("98,362 330,372 562,362", 4, "trim", "rubber", clip="sole"),
        stroke("96,390 330,393 566,390", 3, "trim", "rubber", clip="sole"),
        fill("90,360! 120,360! 118,390! 90,390!", "trim", "rubber", over=True, clip="sole"),
    ]
    return parts
