"""The whole program in a process of its own, without a screen and without the local model."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

import pytest

NOBODY = "http://127.0.0.1:9/v1"  # the discard port: refused at once
SETTINGS = Path(".config/holysheep-desktop/settings.json")
LOG = Path(".local/state/holysheep-desktop/log/holysheep-desktop.log")
PATIENCE_S = 30.0


class Started:
    """A running program with a home of its own."""

    def __init__(self, home: Path, *arguments: str) -> None:
        self.home = home
        kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "holysheep_desktop", "--endpoint", NOBODY, *arguments],
            stderr=subprocess.PIPE,
            text=True,
            env={**kept, "HOME": str(home), "QT_QPA_PLATFORM": "offscreen", "LANG": "en_US.UTF-8"},
        )

    def wait_for_line(self, words: str) -> str:
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline and self._process.poll() is None:
            text = (self.home / LOG).read_text(encoding="utf-8") if (self.home / LOG).exists() else ""
            if words in text:
                return text
            time.sleep(0.05)  # noqa: TID251 - waits for another process
        raise AssertionError(f"{words!r} was not logged: {self._process.communicate(timeout=5)}")

    def end(self) -> tuple[int, str]:
        self._process.send_signal(signal.SIGTERM)
        _, errors = self._process.communicate(timeout=PATIENCE_S)
        return self._process.returncode, errors


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path


def test_that_the_program_starts_says_what_failed_and_ends_politely(home: Path) -> None:
    program = Started(home)
    program.wait_for_line("models failed")

    exit_code, errors = program.end()

    log = (home / LOG).read_text(encoding="utf-8")
    assert exit_code == 130
    assert "Traceback" not in errors
    assert "holysheep_desktop.errors." in log
    assert log.rstrip().endswith("ended")
    assert json.loads((home / SETTINGS).read_text(encoding="utf-8"))["terms_shown"] is True


def test_that_the_program_ends_within_two_seconds(home: Path) -> None:
    """From the wish to the end, by the times in the log: the interpreter's own end is not counted."""
    program = Started(home)
    program.wait_for_line("models failed")

    exit_code, errors = program.end()

    seconds = (_time_of(home, "ended") - _time_of(home, "ending")).total_seconds()
    assert (exit_code, "Traceback" in errors) == (130, False)
    assert seconds <= 2.0


def _time_of(home: Path, words: str) -> datetime:
    lines = (home / LOG).read_text(encoding="utf-8").splitlines()
    line = next(line for line in reversed(lines) if line.endswith(words))
    return datetime.strptime(line[:23], "%Y-%m-%d %H:%M:%S,%f").astimezone()


def test_that_the_local_model_is_not_started_for_another_endpoint(home: Path) -> None:
    program = Started(home)
    log = program.wait_for_line("models failed")
    program.end()

    assert "starting the local model" not in log


def test_that_safe_mode_leaves_the_settings_alone(home: Path) -> None:
    (home / SETTINGS).parent.mkdir(parents=True)
    (home / SETTINGS).write_text("untouched", encoding="utf-8")
    program = Started(home, "--safe-mode")
    program.wait_for_line("models failed")

    program.end()

    assert (home / SETTINGS).read_text(encoding="utf-8") == "untouched"


def test_that_reset_moves_the_settings_aside(home: Path) -> None:
    (home / SETTINGS).parent.mkdir(parents=True)
    (home / SETTINGS).write_text('{"version": 1, "theme": "dark"}', encoding="utf-8")
    program = Started(home, "--reset")
    program.wait_for_line("models failed")

    program.end()

    assert json.loads((home / SETTINGS).read_text(encoding="utf-8"))["theme"] == "system"
    assert "dark" in (home / f"{SETTINGS}.before-reset").read_text(encoding="utf-8")


def test_that_damaged_settings_are_kept_and_do_not_stop_the_start(home: Path) -> None:
    (home / SETTINGS).parent.mkdir(parents=True)
    (home / SETTINGS).write_text("{ not json", encoding="utf-8")
    program = Started(home)
    program.wait_for_line("models failed")

    exit_code, _ = program.end()

    kept = [path.read_text(encoding="utf-8") for path in (home / SETTINGS).parent.glob("*unreadable*")]
    assert exit_code == 130
    assert kept == ["{ not json"]


def test_that_a_key_of_the_environment_is_in_no_log_and_no_file(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOLYSHEEP_API_KEY", "hs-canary-77123")
    program = Started(home, "--verbose")
    program.wait_for_line("models failed")
    program.end()

    holding = [path for path in home.rglob("*") if path.is_file() and b"hs-canary-77123" in path.read_bytes()]
    assert holding == []
