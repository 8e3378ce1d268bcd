"""The PyTorch modules that turn a published EfficientNet-Lite into what the program asks for.

Pooling and the colour and texture vector stand inside the graph; models/export.py writes it out.
"""

from __future__ import annotations

from typing import Any, ClassVar

import torch

# A pixel p of 0..255 enters as (p - MEAN) / SCALE, as the weights were trained.
MEAN = 127.0
SCALE = 128.0
# Of `look`: at least this many cells a side; colours on a grid of GRID^3; how far a colour spreads
# to its neighbours on the grid, in units of OPPONENT; the weight of texture beside colour's 1.
COLOUR_CELLS = 26
COLOUR_GRID = 4
COLOUR_SPREAD = 14.0
TEXTURE_WEIGHT = 0.5
# Lightness, red-green and blue-yellow of 0..255 RGB, scaled to resemble CIE Lab.
OPPONENT = ((0.117, 0.230, 0.045), (0.45, -0.45, 0.0), (0.225, 0.225, -0.45))


def hann_window(cells: int) -> torch.Tensor:
    """Two-dimensional Hann weights over cells x cells, float32 (1, 1, cells, cells), sum 1.

    Sampled at cell centres, sin^2(pi (i + 1/2) / cells), so the border cells keep some weight.
    """
    centres = torch.arange(cells, dtype=torch.float64) + 0.5
    line = torch.sin(torch.pi * centres / cells) ** 2
    window = torch.outer(line, line)
    return (window / window.sum()).to(torch.float32)[None, None]


def unit_length(vectors: torch.Tensor) -> torch.Tensor:
    """Rows of (batch, n) scaled to L2 length 1; a row of zeros stays zeros."""
    return vectors / (vectors.norm(dim=1, keepdim=True) + 1e-12)


class Look(torch.nn.Module):
    """Colour and texture: (batch, 3, size, size) pixels and a block's map to (batch, n), length 1.

    A soft histogram over a grid of colours: with f a cell's colour and c a grid colour, the softmax
    over c of -|f - c|^2 / (2 spread^2) is a 1x1 convolution of the pixels, for |f|^2 cancels.
    Beside it the Hann-weighted mean of the block's channels.
    """

    def __init__(self, size: int, texture_cells: int) -> None:
        super().__init__()
        axis = torch.linspace(15.0, 240.0, COLOUR_GRID)
        rgb = torch.cartesian_prod(axis, axis, axis)
        to_opponent = torch.tensor(OPPONENT)
        colours = rgb @ to_opponent.T
        weight = colours @ to_opponent / COLOUR_SPREAD**2
        bias = -(colours**2).sum(dim=1) / (2 * COLOUR_SPREAD**2)
        # The graph is given (rgb - MEAN) / SCALE.
        bias = bias + weight.sum(dim=1) * MEAN
        cell = size // COLOUR_CELLS
        self.shrink = torch.nn.AvgPool2d(cell)
        self.nearness = torch.nn.Conv2d(3, len(colours), 1)
        self.nearness.weight.data = weight[:, :, None, None] * SCALE
        self.nearness.bias.data = bias
        self.register_buffer("colour_window", hann_window(size // cell))
        self.register_buffer("texture_window", hann_window(texture_cells))

    def forward(self, pixels: torch.Tensor, block: torch.Tensor) -> torch.Tensor:
        """The vector of (batch, 3, size, size) pixels and the block's (batch, c, h, w)."""
        near = torch.softmax(self.nearness(self.shrink(pixels)), dim=1)
        # Square roots: the dot product is then the Bhattacharyya coefficient of two histograms.
        colour = torch.sqrt((near * self.colour_window).sum(dim=(2, 3)) + 1e-12)
        texture = unit_length((block * self.texture_window).sum(dim=(2, 3)))
        return unit_length(torch.cat([unit_length(colour), TEXTURE_WEIGHT * texture], dim=1))


class EmbeddingNetwork(torch.nn.Module):
    """One published EfficientNet-Lite with the outputs that the program uses.

    Input (batch, 3, size, size). Outputs in the order of OUTPUTS.
    """

    # Whether it has length 1, and what it means.
    OUTPUTS: ClassVar[dict[str, tuple[bool, str]]] = {
        "embedding": (True, "what is in the picture: Hann-weighted mean of the last block's map"),
        "detail": (True, "the same in finer grain: Hann-weighted GeM (p = 2) of the head"),
        "look": (True, "what it looks like: 64 numbers of colour, the rest of texture"),
        "map": (False, "cells that add up to the embedding under a Hann window; for heat maps"),
        "classes": (False, "ImageNet probabilities, classes in the order of sorted WordNet ids"),
    }

    def __init__(self, net: Any, size: int, texture_block: int) -> None:
        super().__init__()
        self.net = net
        self.texture_block = texture_block
        with torch.no_grad():
            last, early = self.blocks(torch.zeros(1, 3, size, size))
        self.look = Look(size, early.shape[-1])
        self.register_buffer("window", hann_window(last.shape[-1]))

    def blocks(self, pixels: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Feature map of the last block before the head, and of the block that `look` reads."""
        x = self.net._swish(self.net._bn0(self.net._conv_stem(pixels)))
        early = x
        for index, block in enumerate(self.net._blocks):
            x = block(x)
            if index == self.texture_block:
                early = x
        return x, early

    def forward(self, pixels: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """The outputs of (batch, 3, size, size) pixels, in the order of OUTPUTS."""
        cells, early = self.blocks(pixels)
        head = self.net._swish(self.net._bn1(self.net._conv_head(cells)))
        pooled = (cells * self.window).sum(dim=(2, 3))
        length = pooled.norm(dim=1, keepdim=True) + 1e-12
        # GeM pooling with p = 2 (Radenovic et al. 2018, arXiv:1711.02512), Hann-weighted.
        detail = unit_length(torch.sqrt((head * head * self.window).sum(dim=(2, 3)) + 1e-12))
        # The classifier was trained on the plain mean.
        classes = torch.softmax(self.net._fc(head.mean(dim=(2, 3))), dim=1)
        look = self.look(pixels, early)
        # Divided by the same length as the embedding, the Hann-weighted sum of a map's cells is
        # the embedding itself, so that a heat map splits a similarity among the cells.
        cell_map = cells / length[:, :, None, None]
        return pooled / length, detail, look, cell_map, classes
