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

    def __init__(
        self, home: Path, *arguments: str, endpoint: str = NOBODY, hooks: Path | None = None
    ) -> None:
        self.home = home
        self._output = ""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
        own = {"HOME": str(home), "QT_QPA_PLATFORM": "offscreen", "LANG": "en_US.UTF-8"}
        if hooks is not None:
            own["PYTHONPATH"] = str(hooks)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "holysheep_desktop", "--endpoint", endpoint, *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**kept, **own},
        )

    def wait_for_line(self, words: str, file: Path | None = None) -> str:
        path = self.home / LOG if file is None else file
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline and self._process.poll() is None:
            text = path.read_text(encoding="utf-8") if path.exists() else ""
            if words in text:
                return text
            time.sleep(0.05)  # noqa: TID251 - waits for another process
        raise AssertionError(f"{words!r} was not logged: {self._process.communicate(timeout=5)}")

    def kill(self) -> None:
        """End it as a lack of memory does."""
        self._process.kill()
        self._process.communicate(timeout=PATIENCE_S)

    def said(self) -> str:
        """What it wrote for the terminal, once it has ended."""
        return self._output

    def end(self) -> tuple[int, str]:
        self._process.send_signal(signal.SIGTERM)
        self._output, errors = self._process.communicate(timeout=PATIENCE_S)
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


def test_that_the_program_ends_cleanly_while_the_local_model_starts(home: Path) -> None:
    program = Started(home, endpoint="local")
    program.wait_for_line("starting the local model")

    exit_code, errors = program.end()

    log = (home / LOG).read_text(encoding="utf-8")
    assert (exit_code, "Traceback" in errors) == (130, False)
    assert " ended" in log
    assert "no running event loop" not in log
    assert "open history" not in log  # nothing is begun after the wish to end


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


def test_that_a_reset_says_on_the_terminal_where_the_former_settings_are(home: Path) -> None:
    (home / SETTINGS).parent.mkdir(parents=True)
    (home / SETTINGS).write_text('{"version": 1, "theme": "dark"}', encoding="utf-8")
    program = Started(home, "--reset-settings")
    program.wait_for_line("models failed")

    program.end()

    (backup,) = (home / SETTINGS).parent.glob("settings.json.before-reset-*")
    assert json.loads((home / SETTINGS).read_text(encoding="utf-8"))["theme"] == "system"
    assert "dark" in backup.read_text(encoding="utf-8")
    assert program.said() == f"settings: reset; what was there is kept as {backup}\n"


def test_that_a_killed_program_is_remembered_and_its_drafts_come_back(home: Path) -> None:
    (home / SETTINGS).parent.mkdir(parents=True)
    draft = {"version": 2, "state": {"sae": "prompt=why+is+the+sky+blue"}}
    (home / SETTINGS).write_text(json.dumps(draft), encoding="utf-8")
    first = Started(home)
    first.wait_for_line("models failed")
    first.kill()

    second = Started(home)
    log = second.wait_for_line("the last run did not end by itself")
    second.wait_for_line("models failed")
    second.end()

    assert log.count("the last run did not end by itself") == 1
    state = json.loads((home / SETTINGS).read_text(encoding="utf-8"))["state"]
    assert "prompt=why+is+the+sky+blue" in state["sae"]


WATCH = """
import os, sys

def watch(event, arguments):
    if event in {"socket.connect", "socket.getaddrinfo", "socket.sendto"}:
        address = arguments[0] if event == "socket.getaddrinfo" else arguments[-1]
        with open(os.path.join(os.path.dirname(__file__), "addresses"), "a") as file:
            print(os.getpid(), repr(address), file=file)

sys.addaudithook(watch)
"""


def test_that_nobody_is_spoken_to_but_the_chosen_endpoint_and_this_computer(
    home: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Of the program and of the local model's process; the hook sees every socket that Python opens."""
    hooks = tmp_path_factory.mktemp("hooks")
    (hooks / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
    program = Started(home, "--verbose", endpoint="local", hooks=hooks)
    program.wait_for_line("the local model is ready")
    lines = program.wait_for_line("('127.0.0.1'", hooks / "addresses").splitlines()
    program.end()

    addresses = {line.partition(" ")[2] for line in lines}
    abroad = [
        address
        for address in addresses
        if not address.startswith(("('127.0.0.1'", "'127.0.0.1'", "'/", "b'/", "'\\x00"))
    ]
    assert addresses
    assert abroad == []


def test_that_qt_opens_no_socket_but_the_door_of_this_program() -> None:
    using = [
        path.name
        for path in (Path(__file__).resolve().parents[2] / "holysheep_desktop").rglob("*.py")
        if "QtNetwork" in path.read_text(encoding="utf-8")
    ]

    assert using == ["single_instance.py"]


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
