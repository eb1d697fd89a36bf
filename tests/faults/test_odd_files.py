"""Pipes and devices in the place of the program's own files: rows LC07 and DB04 of the fault table."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from holysheep_desktop.core.settings import Settings
from holysheep_desktop.errors import DatabaseFault, LabelFileError, PromptListError
from holysheep_desktop.startup.log import FILE_NAME, start_log
from holysheep_desktop.storage.database import Database
from holysheep_desktop.storage.label_files import DiskLabelFiles
from holysheep_desktop.storage.prompt_files import DiskPromptFiles
from holysheep_desktop.storage.settings_file import SettingsFile

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")


def a_pipe(path: Path) -> None:
    os.mkfifo(path)


def an_endless_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


ODD = (pytest.param(a_pipe, id="LC07-pipe"), pytest.param(an_endless_device, id="LC07-device"))


@pytest.mark.parametrize("make", ODD)
def test_that_settings_which_would_never_end_are_put_aside(
    make: Callable[[Path], None], tmp_path: Path
) -> None:
    path = tmp_path / "settings.json"
    make(path)

    loaded = SettingsFile(path).load()

    assert loaded.settings == Settings()
    assert loaded.fault is not None
    assert "Not a regular file" in str(loaded.fault)
    assert not path.exists()


@pytest.mark.parametrize("make", ODD)
def test_that_a_log_which_would_never_end_is_left_alone(make: Callable[[Path], None], tmp_path: Path) -> None:
    make(tmp_path / FILE_NAME)
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level

    ring = start_log(tmp_path)
    added = set(root.handlers) - set(handlers)
    for handler in added:
        root.removeHandler(handler)
    root.setLevel(level)

    assert added == {ring}
    assert any("no log file" in line.text for line in ring.lines_after(0))


@pytest.mark.parametrize(
    "make", [pytest.param(a_pipe, id="DB04-pipe"), pytest.param(an_endless_device, id="DB04-device")]
)
def test_that_a_history_which_is_no_file_is_kept_in_memory_and_said(
    make: Callable[[Path], None], tmp_path: Path
) -> None:
    make(tmp_path / "history.sqlite")

    async def work() -> tuple[DatabaseFault | None, bool]:
        database = Database(tmp_path / "history.sqlite")
        opening = await database.opening()
        await database.aclose()
        return opening.fault, opening.lasts

    assert asyncio.run(work()) == (DatabaseFault.UNUSABLE, False)


@pytest.mark.parametrize("make", ODD)
def test_that_lists_and_labels_which_would_never_end_are_refused(
    make: Callable[[Path], None], tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    make(path)

    with pytest.raises(PromptListError):
        asyncio.run(DiskPromptFiles().read(path))
    with pytest.raises(LabelFileError):
        asyncio.run(DiskLabelFiles().open(path))
