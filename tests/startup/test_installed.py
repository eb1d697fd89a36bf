"""How an installation starts itself, and what it leaves in its user's menu of applications."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from holysheep_desktop.__main__ import main
from holysheep_desktop.core.program_facts import Reset, Restart
from holysheep_desktop.startup.frozen import restore_environment
from holysheep_desktop.startup.own_command import own_command
from holysheep_desktop.startup.restart import command_of, environment_of

ENTRY = Path("applications/holysheep-desktop.desktop")


def test_that_an_installation_is_started_by_its_script(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "holysheep-desktop").touch()
    monkeypatch.setattr(sysconfig, "get_path", {"scripts": str(tmp_path)}.__getitem__)

    assert own_command() == [str(tmp_path / "holysheep-desktop")]


def test_that_a_checkout_is_started_as_a_module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sysconfig, "get_path", {"scripts": str(tmp_path)}.__getitem__)

    assert own_command() == [sys.executable, "-P", "-m", "holysheep_desktop"]


def test_that_a_checkout_that_was_never_installed_finds_itself_after_a_restart(tmp_path: Path) -> None:
    look = "import holysheep_desktop.__main__"

    found = subprocess.run(
        [sys.executable, "-P", "-c", look], env=environment_of({}), cwd=tmp_path, check=False
    )

    assert found.returncode == 0


def test_that_a_frozen_build_starts_itself_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/opt/holysheep-desktop/holysheep-desktop")

    command = command_of(Restart(frozenset({Reset.WINDOW})))

    assert command == ["/opt/holysheep-desktop/holysheep-desktop", "--reset-window"]


def test_that_programs_started_by_a_frozen_build_find_their_own_libraries() -> None:
    environment = {
        "LD_LIBRARY_PATH": "/opt/hs/_internal:/usr/local/cuda",
        "LD_LIBRARY_PATH_ORIG": "/usr/local/cuda",
        "QT_PLUGIN_PATH": "/opt/hs/_internal/PySide6/Qt/plugins",
        "LANG": "ko_KR.UTF-8",
    }

    restore_environment(environment, folder="/opt/hs/_internal")

    assert environment == {
        "LD_LIBRARY_PATH": "/usr/local/cuda",
        "LANG": "ko_KR.UTF-8",
        "PYINSTALLER_RESET_ENVIRONMENT": "1",
    }


def test_that_the_environment_of_an_installed_program_is_left_alone() -> None:
    environment = {"LD_LIBRARY_PATH": "/usr/local/cuda", "QT_PLUGIN_PATH": "/usr/lib/qt6/plugins"}

    restore_environment(environment)

    assert environment == {"LD_LIBRARY_PATH": "/usr/local/cuda", "QT_PLUGIN_PATH": "/usr/lib/qt6/plugins"}


def test_that_an_option_puts_it_into_the_menu_and_another_takes_it_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("PATH", "")

    assert main(["--install-desktop-files"]) == 0

    assert f'Exec="{own_command()[0]}"' in (tmp_path / ENTRY).read_text(encoding="utf-8")
    assert "sudo apt-get install desktop-file-utils shared-mime-info" in capsys.readouterr().out

    assert main(["--remove-desktop-files"]) == 0

    assert not (tmp_path / ENTRY).exists()


def test_that_a_menu_that_cannot_be_written_is_an_exit_code_and_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "applications").write_text("a file where a folder should be")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))

    assert main(["--install-desktop-files"]) == 3

    assert "was not changed completely" in capsys.readouterr().err
