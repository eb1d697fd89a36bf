from __future__ import annotations

import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from holysheep_desktop.startup.single_instance import Door, door_name, hand_over

ROOT = Path(__file__).resolve().parents[2]
KNOCK = (
    "import sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication;"
    "from holysheep_desktop.startup.single_instance import hand_over; app = QCoreApplication([]);"
    "sys.exit(0 if hand_over(sys.argv[1], Path(sys.argv[2]) if len(sys.argv) > 2 else None) else 3)"
)


@pytest.fixture
def name() -> str:
    return f"holysheep-test-{uuid.uuid4().hex[:12]}"


@pytest.fixture
def door(name: str, qtbot: QtBot) -> Iterator[Door]:
    door = Door(name)
    yield door
    door.close()


def knock(name: str, *report: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", KNOCK, name, *report], cwd=ROOT)


def test_that_a_second_start_is_heard_with_its_report(door: Door, name: str, qtbot: QtBot) -> None:
    with qtbot.waitSignal(door.knocked) as heard:
        second = knock(name, "/reports/보고서.json")

    assert heard.args == [Path("/reports/보고서.json")]
    assert second.wait(60) == 0


def test_that_a_second_start_without_a_report_is_heard_too(door: Door, name: str, qtbot: QtBot) -> None:
    with qtbot.waitSignal(door.knocked) as heard:
        second = knock(name)

    assert heard.args == [None]
    assert second.wait(60) == 0


def test_that_a_first_start_finds_nobody(name: str, qtbot: QtBot) -> None:
    assert not hand_over(name, None)


def test_that_what_a_killed_program_left_behind_does_not_keep_the_door_shut(name: str, qtbot: QtBot) -> None:
    leave = (
        "import os, signal, sys; from PySide6.QtCore import QCoreApplication;"
        "from holysheep_desktop.startup.single_instance import Door; app = QCoreApplication([]);"
        "door = Door(sys.argv[1]); os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", leave, name], cwd=ROOT, check=False)

    door = Door(name)
    with qtbot.waitSignal(door.knocked):
        second = knock(name)

    assert second.wait(60) == 0
    door.close()


def test_that_programs_of_different_settings_do_not_hear_each_other() -> None:
    assert door_name(Path("a/.config/x")) != door_name(Path("b/.config/x"))
