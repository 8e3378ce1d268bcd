"""What a shoe stands on: backgrounds, shadows, and the look of a photograph.

Nothing here knows a kind of shoe. Backgrounds are float32 arrays (height, width, 3) of 0..255; all
chance comes from the generator that is passed in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

Plane = NDArray[np.float32]
Canvas = NDArray[np.float32]
Rng = np.random.Generator


def _noise(rng: Rng, width: int, height: int, cell: float) -> Plane:
    """Smooth noise of about unit spread whose blobs are `cell` pixels wide."""
    columns, rows = max(2, round(width / cell) + 2), max(2, round(height / cell) + 2)
    small = Image.fromarray(rng.standard_normal((rows, columns), dtype=np.float32))
    return np.asarray(small.resize((width, height), Image.Resampling.BICUBIC), np.float32)


def _ground(width: int, height: int, flat: bool, rng: Rng) -> tuple[Plane, Plane]:
    """Floor coordinates (u, v) of each pixel; seen from above when `flat`."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32) / np.float32(height)
    x = x - np.float32(width / height / 2)
    if flat:
        turn = np.float32(rng.uniform(-0.5, 0.5))
        u, v = x * np.cos(turn) + y * np.sin(turn), y * np.cos(turn) - x * np.sin(turn)
        return u, v
    horizon = np.float32(rng.uniform(-0.75, -0.35))
    depth = np.float32(1 - horizon) / (y - horizon)
    shift = np.float32(rng.uniform(-0.4, 0.4))
    return x * depth + shift, -depth * np.float32(1.7)


def _tint(rng: Rng, *choices: tuple[int, int, int]) -> NDArray[np.float32]:
    base = np.array(choices[int(rng.integers(len(choices)))], np.float32)
    return np.asarray(base * np.float32(rng.uniform(0.92, 1.06)), np.float32)


def _paint(level: Plane, tint: NDArray[np.float32]) -> Canvas:
    return np.asarray(level[..., None] * tint, np.float32)


def studio(rng: Rng, width: int, height: int, _flat: bool) -> Canvas:
    """A seamless paper sweep, lit from above."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    glow = 1 - 0.16 * ((x / width - 0.45) ** 2 * 2 + (y / height - 0.55) ** 2 * 2)
    tint = _tint(rng, (244, 243, 240), (236, 236, 238), (226, 229, 233), (240, 234, 226))
    return _paint(glow.astype(np.float32), tint)


def gradient(rng: Rng, width: int, height: int, _flat: bool) -> Canvas:
    """A coloured backdrop that fades downwards."""
    y = np.mgrid[0:height, 0:width][0].astype(np.float32) / np.float32(height)
    top = _tint(rng, (150, 176, 190), (196, 168, 164), (168, 186, 160), (178, 168, 196))
    bottom = top * 0.35 + np.array([215, 212, 208], np.float32) * 0.65
    share = (np.clip((y - 0.15) / 0.6, 0, 1) ** 1.5)[..., None]
    return np.asarray(top * (1 - share) + bottom * share, np.float32)


def wood(rng: Rng, width: int, height: int, flat: bool) -> Canvas:
    """Floor boards."""
    u, v = _ground(width, height, flat, rng)
    board = v * np.float32(5.0)
    row = np.floor(board)
    shade = np.sin(row * 12.9898) * 43758.547
    shade = (shade - np.floor(shade)).astype(np.float32)
    grain = np.sin(board * 34 + np.sin(u * 2.2 + shade * 40) * 5 + shade * 60) * 0.045
    grain += _noise(rng, width, height, 3) * 0.03
    joint = np.abs(board - row - 0.5) > 0.485
    end = np.abs((u * 0.55 + shade * 7) % 1 - 0.5) > 0.496
    level = (0.88 + 0.24 * (shade - 0.5) + grain) * np.where(joint | end, 0.55, 1.0)
    tint = _tint(rng, (190, 148, 104), (160, 118, 82), (212, 182, 144), (136, 104, 82))
    return _paint(level.astype(np.float32), tint)


def tiles(rng: Rng, width: int, height: int, flat: bool) -> Canvas:
    """Square floor tiles with joints."""
    u, v = _ground(width, height, flat, rng)
    column, row = np.floor(u * 2.6), np.floor(v * 2.6)
    odd = ((column + row) % 2).astype(np.float32)
    contrast = np.float32(rng.choice([0.0, 0.05, 0.22]))
    across, down = np.abs(u * 2.6 - column - 0.5), np.abs(v * 2.6 - row - 0.5)
    joint = np.maximum(across, down) > 0.48
    level = 0.95 - contrast * odd + _noise(rng, width, height, 40) * 0.02
    level = np.where(joint, 0.74, level + _noise(rng, width, height, 4) * 0.012)
    return _paint(
        level.astype(np.float32), _tint(rng, (214, 210, 202), (188, 196, 200), (206, 190, 172))
    )


def carpet(rng: Rng, width: int, height: int, _flat: bool) -> Canvas:
    """A woven carpet."""
    level = 0.9 + _noise(rng, width, height, 1.6) * 0.085 + _noise(rng, width, height, 70) * 0.04
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    level += np.sin(x * 1.1 + y * 0.2) * np.sin(y * 1.3) * 0.05
    tint = _tint(rng, (150, 140, 130), (112, 118, 132), (168, 150, 126), (124, 104, 104))
    return _paint(level.astype(np.float32), tint)


def grass(rng: Rng, width: int, height: int, _flat: bool) -> Canvas:
    """A lawn: blades of many greens, blurred with distance."""
    blades = rng.standard_normal((height, width), dtype=np.float32)
    tall = np.asarray(
        Image.fromarray(blades[::6]).resize((width, height), Image.Resampling.BICUBIC), np.float32
    )
    lean = np.roll(tall, 2, axis=1) * 0.5 + _noise(rng, width, height, 2.2) * 0.6
    near = np.linspace(0.35, 1.0, height, dtype=np.float32)[:, None]
    level = 0.86 + (tall * 0.12 + lean * 0.13) * near + _noise(rng, width, height, 60) * 0.07
    canvas = _paint(
        level.astype(np.float32), _tint(rng, (104, 136, 62), (118, 142, 76), (92, 122, 60))
    )
    canvas[..., 0] += _noise(rng, width, height, 5) * 10
    return canvas


def fabric(rng: Rng, width: int, height: int, _flat: bool) -> Canvas:
    """A cloth with soft folds."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32) / np.float32(height)
    turn = rng.uniform(0.4, 1.1)
    drift = _noise(rng, width, height, height * 0.4) * 0.5
    fold = np.sin((x * np.cos(turn) + y * np.sin(turn)) * 13 + drift * 3) * 0.07
    weave = np.sin(x * height * 1.5) * np.sin(y * height * 1.5) * 0.02
    level = 0.92 + fold + weave + _noise(rng, width, height, height * 0.12) * 0.03
    tint = _tint(rng, (206, 196, 184), (168, 178, 190), (198, 176, 176), (184, 188, 170))
    return _paint(level.astype(np.float32), tint)


def concrete(rng: Rng, width: int, height: int, _flat: bool) -> Canvas:
    """A pavement, with stains and grit."""
    level = 0.92 + _noise(rng, width, height, 60) * 0.05 + _noise(rng, width, height, 12) * 0.025
    level += _noise(rng, width, height, 1.3) * 0.035
    return _paint(
        level.astype(np.float32), _tint(rng, (172, 170, 166), (150, 152, 156), (186, 180, 170))
    )


def shelf(rng: Rng, width: int, height: int, flat: bool) -> Canvas:
    """A board of a shop's shelf in front of a plain wall."""
    if flat:
        return wood(rng, width, height, flat)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    wall = _paint(
        (0.8 + 0.2 * y / height + _noise(rng, width, height, 80) * 0.02).astype(np.float32),
        _tint(rng, (226, 222, 214), (198, 208, 210), (214, 202, 188)),
    )
    top, front = height * 0.70, height * 0.93
    grain = np.sin(y * 0.9 + np.sin(x * 0.014) * 5 + _noise(rng, width, height, 30)) * 0.03
    board = _paint(
        (np.where(y > front, 0.72, 0.86 + 0.14 * (y - top) / height * 4) + grain).astype(
            np.float32
        ),
        _tint(rng, (206, 172, 130), (232, 226, 216), (142, 104, 76)),
    )
    edge = (0.8 + 0.2 * np.clip((top - y) / (height * 0.1), 0, 1)).astype(np.float32)
    return np.where((y > top)[..., None], board, wall * edge[..., None]).astype(np.float32)


def brick(rng: Rng, width: int, height: int, flat: bool) -> Canvas:
    """A brick wall behind a pavement."""
    floor = concrete(rng, width, height, flat)
    if flat:
        return floor
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    tall = np.float32(height * 0.085)
    row = np.floor(y / tall)
    column = x / (tall * 2.7) + (row % 2) * 0.5
    shade = np.sin(row * 78.233 + np.floor(column) * 12.9898) * 43758.547
    shade = shade - np.floor(shade)
    joint = (np.abs(y / tall - row - 0.5) > 0.43) | (np.abs(column % 1 - 0.5) > 0.475)
    level = 0.85 + 0.22 * (shade - 0.5) + _noise(rng, width, height, 2.5) * 0.05
    tint = _tint(rng, (164, 96, 76), (178, 150, 130), (206, 202, 196))
    bricks = np.where(
        joint[..., None], _paint(level * 0 + 0.8, tint * 0.3 + 150), _paint(level, tint)
    )
    soft = Image.fromarray(np.clip(bricks, 0, 255).astype(np.uint8)).filter(
        ImageFilter.GaussianBlur(1.6)
    )
    foot = np.float32(height * 0.66)
    dark = (1 - 0.35 * np.exp(-np.abs(y - foot) / 9)).astype(np.float32)
    wall = np.asarray(soft, np.float32)
    return np.asarray(np.where((y < foot)[..., None], wall, floor) * dark[..., None], np.float32)


BACKGROUNDS: Mapping[str, Callable[[Rng, int, int, bool], Canvas]] = {
    "studio": studio,
    "wood": wood,
    "gradient": gradient,
    "tiles": tiles,
    "shelf": shelf,
    "carpet": carpet,
    "concrete": concrete,
    "fabric": fabric,
    "grass": grass,
    "brick": brick,
}


def shadow(cover: Image.Image, base: float, flat: bool) -> Plane:
    """How much light a shoe takes from its ground, 0..1, from the mask of the shoe (mode L).

    Standing, the shadow is the mask laid down behind the line y = `base`, with a dark contact line;
    lying `flat`, it is the mask moved aside.
    """
    # Shadows are soft: a third of the resolution is enough, and nine times as fast.
    small, base = cover.reduce(3), base / 3
    unit = cover.width / 480 / 3

    def soft(values: tuple[float, ...], radius: float) -> Plane:
        moved = small.transform(
            small.size, Image.Transform.AFFINE, values, Image.Resampling.BILINEAR
        )
        blurred = moved.filter(ImageFilter.GaussianBlur(radius * unit))
        return np.asarray(blurred, np.float32) / np.float32(255)

    if flat:
        near = soft((1, 0, -3 * unit, 0, 1, -5 * unit), 4)
        far = soft((1, 0, -8 * unit, 0, 1, -13 * unit), 12)
        dark = np.clip(0.42 * near + 0.28 * far, 0, 0.8)
    else:
        laid = soft((1, 1.2, -1.2 * base, 0, 4.5, -3.5 * base), 7)
        low = soft((1, 0, 0, 0, 9, -8 * base - 14 * unit), 6)
        contact = soft((1, 0, 0, 0, 1, -4 * unit), 2.5)
        rows = np.arange(small.height, dtype=np.float32)
        below = np.clip((rows - base + 26 * unit) / (20 * unit), 0, 1)
        dark = np.clip(0.34 * laid + 0.38 * low + 0.4 * contact * below[:, None], 0, 0.85)
    large = Image.fromarray(dark.astype(np.float32)).resize(cover.size, Image.Resampling.BILINEAR)
    return np.asarray(large, np.float32)


def photograph(canvas: Canvas, rng: Rng) -> Image.Image:
    """What a camera adds: uneven light, a warm or cold cast, vignetting, softness, noise.

    The canvas is used up.
    """
    height, width = canvas.shape[:2]
    x = np.linspace(-0.5, 0.5, width, dtype=np.float32)[None, :]
    y = np.linspace(-0.5, 0.5, height, dtype=np.float32)[:, None]
    lean_x, lean_y, fall = (
        rng.uniform(-0.14, 0.14),
        rng.uniform(-0.12, 0.05),
        rng.uniform(0.1, 0.34),
    )
    across = 1 + np.float32(lean_x) * x - np.float32(fall) * x**2
    down = np.float32(lean_y) * y - np.float32(fall) * y**2
    warm = rng.uniform(-0.025, 0.03)
    cast = np.array([1 + warm, 1.0, 1 - warm], np.float32) * np.float32(rng.uniform(0.94, 1.05))
    canvas *= (across + down)[..., None]
    canvas *= cast
    np.clip(canvas, 0, 255, out=canvas)
    soft = Image.fromarray(canvas.astype(np.uint8)).filter(
        ImageFilter.BoxBlur(rng.uniform(0.3, 0.65))
    )
    grit = rng.standard_normal((height, width), dtype=np.float32) * np.float32(
        rng.uniform(1.2, 3.0)
    )
    np.add(np.asarray(soft), grit[..., None], out=canvas)
    np.clip(canvas, 0, 255, out=canvas)
    return Image.fromarray(canvas.astype(np.uint8))
