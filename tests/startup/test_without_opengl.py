"""A machine whose OpenGL cannot be loaded: what needs no window works, and the window says what it lacks.

Row LC11 of the fault table. The system's loader itself refuses: it finds files that are no libraries first.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from holysheep_desktop import __version__

LACKING = ("libGL.so.1", "libEGL.so.1")

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="other systems have theirs built in"
)


def ran(folder: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    for name in LACKING:
        (folder / name).write_bytes(b"no library\n" * 100)
    kept = {**os.environ, "HOME": str(folder), "LD_LIBRARY_PATH": str(folder)}
    return subprocess.run(
        [sys.executable, *command],
        env={**kept, "HOLYSHEEP_GATEWAY_TOKEN": "", **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize("case", [pytest.param("Qt itself", id="LC11-qt-without-opengl")])
def test_that_qt_could_not_be_loaded_there(case: str, tmp_path: Path) -> None:
    """Else the tests below would show nothing."""
    done = ran(tmp_path, "-c", "import PySide6.QtWidgets")

    assert done.returncode == 1, case
    assert "libGL.so.1" in done.stderr or "libEGL.so.1" in done.stderr


@pytest.mark.parametrize("platform", [pytest.param(p, id=f"LC11-window-{p}") for p in ("xcb", "offscreen")])
def test_that_the_window_names_what_is_missing_and_what_installs_it(platform: str, tmp_path: Path) -> None:
    done = ran(tmp_path, "-m", "holysheep_desktop", DISPLAY=":0", QT_QPA_PLATFORM=platform)

    assert done.returncode == 2
    assert "the system lacks libGL.so.1, libEGL.so.1" in done.stderr
    assert "sudo apt-get install -y --no-install-recommends libgl1 libegl1" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("command", "exit_code", "words"),
    [
        pytest.param(("holysheep_desktop", "--help"), 0, "usage: holysheep-desktop", id="LC11-desktop-help"),
        pytest.param(("holysheep_desktop", "--version"), 0, __version__, id="LC11-desktop-version"),
        pytest.param(
            ("holysheep_desktop", "--gateway", "--help"), 0, "usage: holysheep-gateway", id="LC11-frozen-help"
        ),
        pytest.param(
            ("holysheep_desktop.gateway", "serve", "--help"), 0, "--allow-origin", id="LC11-gateway-help"
        ),
        pytest.param(
            ("holysheep_desktop.gateway", "serve"), 2, "an access token is needed", id="LC11-gateway-serve"
        ),
    ],
)
def test_that_the_command_lines_work(
    command: tuple[str, ...], exit_code: int, words: str, tmp_path: Path
) -> None:
    done = ran(tmp_path, "-m", *command)

    assert (done.returncode, "Traceback" in done.stderr) == (exit_code, False)
    assert words in done.stdout + done.stderr


@pytest.mark.parametrize("case", [pytest.param("local model", id="LC11-local-model")])
def test_that_the_local_model_and_its_gateway_need_nothing_of_a_window(case: str, tmp_path: Path) -> None:
    code = (
        "import sys, holysheep_desktop.gateway.application, holysheep_desktop.gateway.server,"
        " holysheep_desktop.gateway.proxy.command, holysheep_desktop.engine.local_engine;"
        "print([name for name in sys.modules if name.startswith('PySide6')])"
    )

    done = ran(tmp_path, "-c", code)

    assert done.stdout.strip() == "[]", case + done.stderr
