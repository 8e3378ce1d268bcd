"""Parts to pixels: masks, form, light and surface.

A shoe is first drawn without colour, as how much of each role and how much light every pixel has;
`colour` then paints it. One relief thus serves every colour of a design.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from shoegui.samples.outlines import HEIGHT, WIDTH, Part

Plane = NDArray[np.float32]

_AMBIENT, _DIRECT = 0.56, 0.72
_LIGHT = np.array([-0.42, -0.66, 0.62], np.float32)
_HALF = np.array([-0.24, -0.38, 0.89], np.float32)

_FINISHES: Mapping[str, tuple[str, float, float, float]] = {
    # name: (texture, its strength, shine, sharpness of the shine)
    "leather": ("grain", 0.05, 0.22, 22.0),
    "patent": ("none", 0.0, 0.75, 60.0),
    "suede": ("nap", 0.10, 0.02, 4.0),
    "canvas": ("weave", 0.11, 0.02, 4.0),
    "knit": ("knit", 0.16, 0.03, 6.0),
    "rubber": ("grain", 0.025, 0.10, 10.0),
    "gloss": ("none", 0.0, 0.50, 34.0),
    "foam": ("nap", 0.035, 0.06, 8.0),
    "cork": ("speck", 0.22, 0.02, 4.0),
    "wood": ("rings", 0.13, 0.14, 16.0),
    "metal": ("none", 0.0, 0.9, 14.0),
    "cord": ("cord", 0.10, 0.04, 6.0),
    "thread": ("none", 0.0, 0.05, 6.0),
    "lining": ("nap", 0.05, 0.0, 4.0),
}


@dataclass(frozen=True, slots=True)
class Relief:
    """A shoe without colour, cut out of the world's grid, each plane (height, width) float32.

    `weights` is the share (0..1) of each role that the shoe has. `light` multiplies the colour,
    `shine` is white light added to it (0..1), `alpha` is what the shoe covers (0..1).
    """

    weights: Mapping[str, Plane]
    light: Plane
    shine: Plane
    alpha: Plane


def blur(plane: Plane, radius: float) -> Plane:
    """A plane of values 0..1, Gaussian-blurred."""
    picture = Image.fromarray((np.clip(plane, 0, 1) * 255).astype(np.uint8))
    soft = picture.filter(ImageFilter.GaussianBlur(radius))
    return np.asarray(soft, np.float32) / np.float32(255)


def _smooth(plane: Plane, radius: int) -> Plane:
    """Like `blur`, at float precision: the slopes of an 8-bit height would show as steps."""
    if radius < 4:
        return _box(plane, radius)
    picture = Image.fromarray(plane)
    small = picture.reduce(max(2, radius // 3))
    soft = _box(np.asarray(small, np.float32), 2)
    return np.asarray(
        Image.fromarray(soft).resize(picture.size, Image.Resampling.BICUBIC), np.float32
    )


def _box(plane: Plane, reach: int) -> Plane:
    """Two running means of `reach` either side, in both directions: nearly Gaussian."""
    for _ in range(2):
        for axis in (0, 1):
            span = 2 * reach + 1
            pad = [(reach + 1, reach) if k == axis else (0, 0) for k in (0, 1)]
            total = np.cumsum(np.pad(plane, pad, mode="edge"), axis=axis, dtype=np.float32)
            size = plane.shape[axis]
            high = np.take(total, np.arange(span, span + size), axis=axis)
            low = np.take(total, np.arange(0, size), axis=axis)
            plane = (high - low) / np.float32(span)
    return plane


def texture(name: str) -> Plane:
    """A surface of mean 0 and about unit spread, (480, 640) float32, always the same for a name."""
    rng = np.random.default_rng(zlib.crc32(name.encode()))
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    noise = rng.standard_normal((HEIGHT, WIDTH), dtype=np.float32)
    if name == "weave":
        cloth = np.sin(x * 1.6) * np.sin(y * 1.6) + noise * 0.35
    elif name == "knit":
        wave = np.sin(x * 0.75 + np.abs(np.sin(y * 0.38)) * 2.4) * np.cos(y * 0.75)
        cloth = wave + noise * 0.25
    elif name == "cord":
        cloth = np.sin((x + y) * 1.1) + noise * 0.2
    elif name == "speck":
        cloth = _box(noise, 1) * 2.5 + (noise > 1.9) * -1.5
    elif name == "rings":
        drift = _smooth(noise, 24) * 40
        cloth = np.sin(y * 0.55 + drift + np.sin(x * 0.012) * 4) * 0.8 + noise * 0.25
    elif name == "grain":
        cloth = (_box(noise, 1) * 3 + _box(noise, 3) * 6) * 0.6
    elif name == "nap":
        cloth = (noise * 0.5 + _box(noise, 2) * 4) * 0.7
    else:
        cloth = np.zeros_like(noise)
    return np.asarray(cloth, np.float32)


def _frame(part: Part, margin: float) -> tuple[int, int, int, int]:
    """The part's box with a margin, inside the world: left, top, right, bottom."""
    points = np.concatenate(part.shapes)
    low = np.floor(points.min(axis=0) - part.width - margin).astype(int)
    high = np.ceil(points.max(axis=0) + part.width + margin).astype(int)
    return (
        max(0, int(low[0])),
        max(0, int(low[1])),
        min(WIDTH, int(high[0])),
        min(HEIGHT, int(high[1])),
    )


def _mask(part: Part, frame: tuple[int, int, int, int]) -> Plane:
    left, top, right, bottom = frame
    canvas = Image.new("L", ((right - left) * 2, (bottom - top) * 2))
    pen = ImageDraw.Draw(canvas)
    for shape in part.shapes:
        points = [(float(x - left) * 2, float(y - top) * 2) for x, y in shape]
        if part.width:
            wide = part.width * 2
            pen.line(points, fill=255, width=round(wide), joint="curve")
            for x, y in (points[0], points[-1]):
                r = wide / 2 - 0.5
                pen.ellipse((x - r, y - r, x + r, y + r), fill=255)
        else:
            pen.polygon(points, fill=255)
    return np.asarray(canvas.reduce(2), np.float32) / np.float32(255)


def _lit(mask: Plane, part: Part, grain: Plane, strength: float) -> tuple[Plane, Plane]:
    """Light on an inflated mask: (what multiplies the colour, the cosine to the shine's direction)."""
    if part.over or part.width:
        height = _smooth(mask, 2) * np.float32(5.0 * part.bulge)
    else:
        height = (
            _smooth(mask, 5) * np.float32(7)
            + _smooth(mask, 16) * np.float32(26)
            + _smooth(mask, 42) * np.float32(52)
        ) * np.float32(part.bulge)
    height = height + grain * np.float32(strength * 2.2)
    slope_y, slope_x = np.gradient(height)
    size = np.sqrt(slope_x**2 + slope_y**2 + 1)
    nx, ny, nz = -slope_x / size, -slope_y / size, 1 / size
    facing = nx * _LIGHT[0] + ny * _LIGHT[1] + nz * _LIGHT[2]
    half = nx * _HALF[0] + ny * _HALF[1] + nz * _HALF[2]
    light = _AMBIENT + _DIRECT * np.clip(facing, 0, None) + 0.10 * np.clip(ny, 0, 1)
    return (light * (1 + grain * strength * 0.8)).astype(np.float32), np.clip(half, 0, 1)


def relief(parts: Sequence[Part], grains: dict[str, Plane]) -> Relief:
    """Draw parts back to front. `grains` holds textures made before, and takes those made here."""
    whole = (HEIGHT, WIDTH)
    weights: dict[str, Plane] = {}
    light, shine = np.ones(whole, np.float32), np.zeros(whole, np.float32)
    alpha = np.zeros(whole, np.float32)
    outlines: dict[str, Plane] = {}
    for part in parts:
        pattern, strength, gloss, sharp = _FINISHES[part.finish]
        if pattern not in grains:
            grains[pattern] = texture(pattern)
        frame = _frame(part, 14 if part.over or part.width else 50)
        box = slice(frame[1], frame[3]), slice(frame[0], frame[2])
        mask = _mask(part, frame)
        if part.clip:
            mask = mask * outlines[part.clip][box]
        if part.name:
            outlines[part.name] = np.zeros(whole, np.float32)
            outlines[part.name][box] = mask
        lit, half = _lit(mask, part, grains[pattern][box], strength)
        if part.shadow:
            reach = 3 if part.over else 7
            cast = np.roll(blur(mask, reach), (reach, 2), axis=(0, 1)) * (1 - mask)
            light[box] *= 1 - np.float32(part.shadow) * cast
        glint = np.power(half, np.float32(sharp)) * np.float32(gloss * 0.55)
        if part.over:
            lit = light[box] * (lit / np.float32(_AMBIENT + _DIRECT * _LIGHT[2]))
            glint = np.maximum(shine[box] * np.float32(min(1.0, gloss * 4)), glint * 0.6)
        rest = 1 - mask
        for weight in weights.values():
            weight[box] *= rest
        weights.setdefault(part.role, np.zeros(whole, np.float32))[box] += mask
        light[box] = light[box] * rest + lit * mask * np.float32(part.tone)
        shine[box] = shine[box] * rest + glint * mask
        alpha[box] = np.maximum(alpha[box], mask)
    rows, columns = np.flatnonzero(alpha.any(axis=1)), np.flatnonzero(alpha.any(axis=0))
    seen = slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)
    return Relief(
        {role: w[seen] for role, w in weights.items()}, light[seen], shine[seen], alpha[seen]
    )


def colour(shape: Relief, palette: Mapping[str, tuple[int, int, int]]) -> Image.Image:
    """Paint a relief with the colour of each role: an RGBA picture of its size."""
    out = np.empty((*shape.alpha.shape, 4), np.uint8)
    whole = 1 / np.maximum(shape.alpha, np.float32(1e-3))
    for channel in range(3):
        lit = np.zeros_like(whole)
        for role, weight in shape.weights.items():
            lit += weight * np.float32(palette[role][channel])
        lit *= shape.light
        lit += shape.shine * (255 - lit * np.float32(0.5))
        out[..., channel] = np.clip(lit * whole, 0, 255)
    out[..., 3] = shape.alpha * 255
    return Image.fromarray(out, "RGBA")
