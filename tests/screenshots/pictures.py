"""The baselines: which pictures there are, how they are kept, and the font that they are painted in."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QFont, QFontDatabase, QImage
from PySide6.QtWidgets import QApplication

from holysheep_desktop.ui.appearance.theme import TypeSize

BASELINES = Path(__file__).parent / "baselines"
_FONTS = sorted((Path(__file__).parent / "font").glob("*.[ot]tf"))
_FAMILIES = ["Screenshot Sans", "Screenshot Symbols"]
_EXACT, _STEP, _INDEXED = 64, 16, 256
"""The commonest colours are kept as they are, the others in steps of so many of 256: for small files."""


@contextmanager
def fixed_surroundings(app: QApplication) -> Iterator[None]:
    """The same letters and hours on every machine: a font of the tests' own, without hinting, in Seoul."""
    before, flash, zone = app.font(), app.cursorFlashTime(), os.environ.get("TZ")
    numbers = [QFontDatabase.addApplicationFont(str(path)) for path in _FONTS]
    font = QFont(_FAMILIES)
    font.setPixelSize(TypeSize.BODY)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    app.setFont(font)
    app.setCursorFlashTime(0)
    _use_zone("Asia/Seoul")
    yield
    _use_zone(zone)
    app.setFont(before)
    app.setCursorFlashTime(flash)
    for number in numbers:
        QFontDatabase.removeApplicationFont(number)


def _use_zone(zone: str | None) -> None:
    if zone is None:
        os.environ.pop("TZ", None)
    else:
        os.environ["TZ"] = zone
    time.tzset()


def baseline(name: str) -> QImage:
    """A picture as it is kept; AssertionError where there is none."""
    image = QImage(str(BASELINES / f"{name}.png"))
    assert not image.isNull(), f"no baseline {name}: see tests/screenshots/make.py"
    return image


def keep(path: Path, image: QImage) -> None:
    """Write a picture, with fewer colours."""
    _with_fewer_colours(image).save(str(path), "PNG", 0)


def _with_fewer_colours(image: QImage) -> QImage:
    rgb = image.convertToFormat(QImage.Format.Format_RGB888)
    height, width, line = rgb.height(), rgb.width(), rgb.bytesPerLine()
    pixels = np.frombuffer(rgb.constBits(), np.uint8).reshape(height, line)[:, : width * 3].reshape(-1, 3)
    packed = _packed(pixels)
    colours, places, counts = np.unique(packed, return_inverse=True, return_counts=True)
    often = np.argsort(counts)[::-1][:_EXACT]
    rounded = _packed(np.minimum((pixels.astype(np.uint32) + _STEP // 2) // _STEP * _STEP, 255))
    kept = np.where(np.isin(places, often), packed, rounded)
    colours, places = np.unique(kept, return_inverse=True)
    if len(colours) > _INDEXED:
        return rgb
    indexed = QImage(
        places.astype(np.uint8).tobytes(), width, height, width, QImage.Format.Format_Indexed8
    ).copy()
    indexed.setColorTable([int(colour) | 0xFF000000 for colour in colours])
    return indexed


def _packed(pixels: npt.NDArray[np.generic]) -> npt.NDArray[np.uint32]:
    red, green, blue = pixels.astype(np.uint32).T
    return red << 16 | green << 8 | blue
