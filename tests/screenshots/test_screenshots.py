"""Every tab empty, running, full and failed, and some windows, against pictures that were looked at."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from screenshots.compare import differences
from screenshots.pictures import BASELINES, baseline
from screenshots.recorded import RecordedSource
from screenshots.scenes import GROUPS
from screenshots.stage import Stage, let_settle
from screenshots.taking import pictures_of

from holysheep_desktop.core.settings import Language
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.help.window import HelpWindow
from holysheep_desktop.ui.languages import Languages

pytestmark = pytest.mark.usefixtures("qt_loop")
MOST_BYTES = 4_000_000


@pytest.mark.parametrize("group", GROUPS)
def test_that_the_screens_look_as_they_did(theme: Theme, group: str, tmp_path: Path) -> None:
    changed: list[str] = []
    for name, image in pictures_of(theme, GROUPS[group]):
        found = differences(image, baseline(name))
        if found:
            image.save(str(tmp_path / f"{name}.png"))
            changed.append(f"{name}: " + "; ".join(map(str, found[:3])))

    assert not changed, f"look at {tmp_path} and tests/screenshots/make.py:\n" + "\n".join(changed)


def test_that_every_window_wears_the_style(theme: Theme, qapp: QApplication) -> None:
    """A window without a parent that was not dressed would be plain grey."""
    stage = Stage(theme, Languages(qapp, Language.ENGLISH), RecordedSource())
    menus, help_window = stage.window.menus, HelpWindow(theme)
    help_window.show()
    for opening in (menus.shortcuts, menus.inspector, menus.about, menus.terms, menus.show_log, menus.reset):
        opening.trigger()
    let_settle()
    windows = [one for one in qapp.topLevelWidgets() if one.isVisible()]
    styles = {one.objectName(): one.style().metaObject().className() for one in windows}
    for one in windows:
        one.close()
    help_window.deleteLater()
    stage.close()

    assert len(styles) >= 8
    assert set(styles.values()) == {"QStyleSheetStyle"}, styles


def test_that_there_is_a_baseline_of_every_picture_and_of_nothing_else() -> None:
    pictures = {f"{scene}~{look}.png" for shots in GROUPS.values() for scene, look in shots}

    assert {path.name for path in BASELINES.iterdir()} == pictures


def test_that_the_baselines_stay_small() -> None:
    assert sum(path.stat().st_size for path in BASELINES.iterdir()) < MOST_BYTES
