from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtDBus import QDBusVariant
from PySide6.QtWidgets import QApplication, QProgressBar, QWidget

from holysheep_desktop.ui.appearance.motion import Motion, show_share


@pytest.fixture
def motion(qapp: QApplication) -> Iterator[Motion]:
    made = Motion(qapp)
    yield made
    made.use(False)
    made.deleteLater()


def test_that_bars_and_the_caret_stand_still_while_the_settings_say_so(
    motion: Motion, qapp: QApplication
) -> None:
    window, blinks_ms = QWidget(), qapp.cursorFlashTime()
    bar = QProgressBar(window)
    show_share(bar, 0, 0)
    moving = bar.maximum()

    motion.use(True)
    still = (bar.maximum(), bar.value(), qapp.cursorFlashTime())
    motion.use(False)

    assert moving == bar.maximum() == 0, "Qt moves a bar without an end"
    assert still == (1, 0, 0)
    assert qapp.cursorFlashTime() == blinks_ms


def test_that_the_systems_wish_for_stillness_holds_until_it_is_taken_back(motion: Motion) -> None:
    """The portal says 1 for less motion; GNOME says that animations are off."""
    heard: list[bool] = []
    for namespace, key, value in (
        ("org.freedesktop.appearance", "reduced-motion", 1),
        ("org.gnome.desktop.interface", "enable-animations", False),
        ("org.freedesktop.appearance", "reduced-motion", 0),
        ("org.gnome.desktop.interface", "enable-animations", True),
        ("org.freedesktop.appearance", "color-scheme", 1),
    ):
        motion.on_setting_changed(namespace, key, QDBusVariant(value))
        heard.append(motion.is_reduced)

    assert heard == [True, True, True, False, False]


def test_that_a_known_share_is_shown_either_way(motion: Motion) -> None:
    bar = QProgressBar()
    motion.use(True)

    show_share(bar, 7, 5)

    assert (bar.maximum(), bar.value()) == (5, 5)
