from __future__ import annotations

import faulthandler
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from holysheep_desktop import __version__
from holysheep_desktop.startup.running_mark import RunningMark

ROOT = Path(__file__).resolve().parents[2]
MARKED = (
    "import os, signal, sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication;"
    "from holysheep_desktop.startup.running_mark import RunningMark; app = QCoreApplication([]);"
    "mark = RunningMark(Path(sys.argv[1])); mark.begin(); print('marked', flush=True);"
)
ENDS = {
    "as it should": "mark.end()",
    "killed": "os.kill(os.getpid(), signal.SIGKILL)",
    "crashed": "import ctypes; ctypes.string_at(0)",
    "raised": "sys.excepthook = mark.keep; raise RuntimeError('no luck')",
    "alive": "sys.stdin.read()",
}


def run(folder: Path, end: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", MARKED + ENDS[end], str(folder)],
        cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip


@pytest.fixture
def mark(tmp_path: Path, qtbot: QtBot) -> Iterator[RunningMark]:
    mark = RunningMark(tmp_path)
    yield mark
    mark.end()
    faulthandler.enable(sys.__stderr__)  # pytest's own, which the mark has replaced


def test_that_an_orderly_end_leaves_nothing_to_explain(mark: RunningMark, tmp_path: Path) -> None:
    run(tmp_path, "as it should").communicate()

    assert mark.begin() is None


def test_that_a_kill_is_told_without_a_trace(mark: RunningMark, tmp_path: Path) -> None:
    run(tmp_path, "killed").communicate()

    end = mark.begin()

    assert end is not None
    assert (end.trace, end.version, end.was_early) == ("", __version__, True)
    assert datetime.now(UTC) - end.started_at < timedelta(minutes=2)


def test_that_a_segmentation_fault_is_told_with_its_trace_and_only_once(
    mark: RunningMark, tmp_path: Path
) -> None:
    run(tmp_path, "crashed").communicate()

    end = mark.begin()
    mark.end()

    assert end is not None
    assert end.trace.startswith("Fatal Python error: Segmentation fault")
    assert "string_at" in end.trace
    assert mark.begin() is None


def test_that_an_error_that_nobody_caught_is_told_with_its_place(mark: RunningMark, tmp_path: Path) -> None:
    run(tmp_path, "raised").communicate()

    end = mark.begin()

    assert end is not None
    assert end.trace.splitlines()[0] == "Traceback (most recent call last):"
    assert end.trace.endswith("RuntimeError: no luck")


def test_that_a_program_that_still_runs_has_not_crashed(mark: RunningMark, tmp_path: Path) -> None:
    other = run(tmp_path, "alive")
    assert other.stdout is not None
    assert other.stdout.readline() == "marked\n"

    assert mark.begin() is None

    other.communicate("")


def test_that_a_folder_that_takes_no_file_does_not_stop_the_start(tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "file").write_text("where the folder should be")
    mark = RunningMark(tmp_path / "file")

    assert mark.begin() is None
    mark.end()


def test_that_a_mark_that_somebody_removed_is_missed_neither_while_the_program_runs_nor_at_its_end(
    tmp_path: Path, qtbot: QtBot
) -> None:
    """A slot that raises is told in the window, here every five seconds."""
    mark = RunningMark(tmp_path / "running")
    mark.begin()
    shutil.rmtree(tmp_path / "running")

    with capture_exceptions() as raised:
        mark._timer.timeout.emit()
    mark.end()
    faulthandler.enable(sys.__stderr__)

    assert raised == []
