"""What the comparison of pictures finds, and what it takes for the same."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from screenshots.compare import differences
from screenshots.pictures import baseline

from holysheep_desktop.ui.appearance.theme import Role, Theme

SMOOTH = Qt.TransformationMode.SmoothTransformation
SCREEN = "sae-full~ko-light-1280x800"


@pytest.fixture(scope="module")
def screen() -> QImage:
    return baseline(SCREEN).convertToFormat(QImage.Format.Format_RGB888)


def painted(image: QImage, paint: Callable[[QPainter], None]) -> QImage:
    changed = image.copy()
    painter = QPainter(changed)
    paint(painter)
    painter.end()
    return changed


def test_that_a_picture_is_like_itself(screen: QImage) -> None:
    assert differences(screen, screen.copy()) == []


def test_that_a_hidden_button_is_found_where_it_stood(screen: QImage, theme: Theme) -> None:
    place = _button(screen, theme)
    without = painted(screen, lambda p: p.fillRect(place, theme.colour(Role.SURFACE)))

    found = differences(without, screen)

    assert len(found) == 1
    assert found[0].place.intersects(place)
    assert abs(found[0].place.width() - place.width()) <= 16


def _button(screen: QImage, theme: Theme) -> QRect:
    """The Run button: the lowest rows of the accent at the left."""
    accent = theme.colour(Role.ACCENT).rgb()
    bottom = max(y for y in range(screen.height()) if screen.pixel(24, y) == accent)
    top = bottom
    while screen.pixel(24, top - 1) == accent:
        top -= 1
    return QRect(16, top, 328, bottom - top + 1)


def test_that_a_changed_colour_of_small_text_is_found(screen: QImage) -> None:
    """The words below the headline, in another ink."""

    def paint(painter: QPainter) -> None:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Lighten)
        painter.fillRect(QRect(388, 180, 600, 60), QColor(200, 30, 30))

    found = differences(painted(screen, paint), screen)

    assert found
    assert all(QRect(380, 170, 620, 80).contains(one.place) for one in found)


@pytest.mark.parametrize("shift", [(8, 0), (0, 6)])
def test_that_a_block_that_moved_is_found(screen: QImage, shift: tuple[int, int]) -> None:
    block = screen.copy(QRect(388, 240, 700, 200))
    moved = painted(screen, lambda p: p.drawImage(QPoint(388, 240) + QPoint(*shift), block))

    assert differences(moved, screen)


def test_that_another_size_is_a_difference(screen: QImage) -> None:
    assert differences(screen.copy(0, 0, 1280, 792), screen)


def test_that_letters_that_are_smoothed_otherwise_are_the_same(screen: QImage) -> None:
    """Another renderer: everything blurred by a third of a pixel, darker strokes, noise."""
    larger = screen.scaled(1707, 1067, Qt.AspectRatioMode.IgnoreAspectRatio, SMOOTH)
    softer = larger.scaled(1280, 800, Qt.AspectRatioMode.IgnoreAspectRatio, SMOOTH)
    rgb = softer.convertToFormat(QImage.Format.Format_RGB888)
    pixels = np.frombuffer(rgb.constBits(), np.uint8).reshape(800, -1)[:, : 1280 * 3].astype(int)
    noise = np.random.default_rng(0).integers(-6, 7, pixels.shape)
    other = np.clip(pixels + noise, 0, 255).astype(np.uint8)
    image = QImage(other.tobytes(), 1280, 800, 1280 * 3, QImage.Format.Format_RGB888)

    assert differences(image, screen) == []
