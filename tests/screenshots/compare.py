"""Whether two pictures show the same to a person: by the means of small blocks, which no renderer moves."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

BLOCK = 8
"""Pixels. Antialiasing of the same letters differs within a block, not between blocks."""
TOLERANCE = 9.0
"""Of 255: how far the mean of a block may move in any of the three colours."""
LEAST_BLOCKS = 3
"""So many blocks that hang together and moved are something to look at; a lone comma is not."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A place where two pictures differ, in pixels, and the strongest difference in it, of 255."""

    place: QRect
    strength: float

    def __str__(self) -> str:
        place = self.place
        size = f"{place.width()}×{place.height()}"
        return f"{size} at ({place.x()}, {place.y()}): up to {self.strength:.0f} of 255"


def differences(actual: QImage, expected: QImage) -> list[Difference]:
    """Where the pictures differ, the strongest difference first; all of it where their sizes do."""
    if actual.size() != expected.size():
        return [Difference(actual.rect(), 255.0)]
    moved = np.abs(_block_means(actual) - _block_means(expected)).max(axis=2)
    found = [_difference(region, moved) for region in _regions(moved > TOLERANCE)]
    return sorted(found, key=lambda one: one.strength, reverse=True)


def _block_means(image: QImage) -> npt.NDArray[np.float64]:
    """(rows, columns, 3); what is left at the right and lower edge belongs to no block."""
    rgb = image.convertToFormat(QImage.Format.Format_RGB888)
    height, width = rgb.height(), rgb.width()
    lines = np.frombuffer(rgb.constBits(), np.uint8).reshape(height, rgb.bytesPerLine())
    pixels = lines[:, : width * 3].reshape(height, width, 3)
    rows, columns = height // BLOCK, width // BLOCK
    blocks = pixels[: rows * BLOCK, : columns * BLOCK].reshape(rows, BLOCK, columns, BLOCK, 3)
    return blocks.mean(axis=(1, 3))


def _regions(moved: npt.NDArray[np.bool_]) -> list[list[tuple[int, int]]]:
    left = {(int(row), int(column)) for row, column in np.argwhere(moved)}
    regions: list[list[tuple[int, int]]] = []
    while left:
        region, waiting = [], [left.pop()]
        while waiting:
            row, column = waiting.pop()
            region.append((row, column))
            near = {(row + r, column + c) for r in (-1, 0, 1) for c in (-1, 0, 1)} & left
            left -= near
            waiting += near
        if len(region) >= LEAST_BLOCKS:
            regions.append(region)
    return regions


def _difference(region: list[tuple[int, int]], moved: npt.NDArray[np.float64]) -> Difference:
    rows, columns = [row for row, _ in region], [column for _, column in region]
    top, left = min(rows), min(columns)
    size = (max(columns) - left + 1, max(rows) - top + 1)
    place = QRect(left * BLOCK, top * BLOCK, size[0] * BLOCK, size[1] * BLOCK)
    return Difference(place, max(float(moved[block]) for block in region))
