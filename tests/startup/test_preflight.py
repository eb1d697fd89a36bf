from __future__ import annotations

import subprocess
import sys

import pytest

from holysheep_desktop.startup.preflight import can_load, problem

X11 = {"DISPLAY": ":0"}


def problem_without(*missing: str, environment: dict[str, str] = X11) -> str | None:
    return problem(environment, platform="linux", loads=lambda name: name not in missing)


def test_that_a_complete_system_has_no_problem() -> None:
    assert problem_without() is None


def test_that_every_missing_library_is_named_with_one_line_that_installs_them_all() -> None:
    text = problem_without("libxcb-icccm.so.4", "libxcb-cursor.so.0", "libGL.so.1")

    assert text is not None
    assert "libGL.so.1, libxcb-cursor.so.0, libxcb-icccm.so.4" in text
    assert "sudo apt-get install -y --no-install-recommends libgl1 libxcb-cursor0 libxcb-icccm4" in text


@pytest.mark.parametrize(
    ("environment", "is_needed"),
    [
        ({"DISPLAY": ":0"}, True),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, False),
        ({"QT_QPA_PLATFORM": "offscreen"}, False),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "xcb"}, True),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, False),
    ],
)
def test_that_x11s_libraries_are_needed_under_x11_only(environment: dict[str, str], is_needed: bool) -> None:
    assert (problem_without("libxcb-cursor.so.0", environment=environment) is not None) == is_needed


@pytest.mark.parametrize("environment", [{}, {"QT_QPA_PLATFORM": "xcb"}])
def test_that_a_missing_display_is_told_in_a_sentence(environment: dict[str, str]) -> None:
    text = problem_without(environment=environment)

    assert text is not None
    assert text.startswith("No display was found")


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_that_other_systems_carry_their_libraries(platform: str) -> None:
    assert problem({}, platform=platform, loads=lambda _name: False) is None


def test_that_a_library_that_no_system_has_cannot_be_loaded() -> None:
    assert not can_load("libthere-is-no-such-thing.so.77")


def test_that_nothing_of_qt_is_imported_before_the_check() -> None:
    code = (
        "import sys, holysheep_desktop.__main__, holysheep_desktop.startup.preflight,"
        " holysheep_desktop.startup.arguments;"
        "print([name for name in sys.modules if name.startswith('PySide6')])"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_that_the_program_says_what_is_wrong_and_ends(tmp_path: object) -> None:
    environment = {"PATH": "/usr/bin", "HOME": str(tmp_path)}
    command = [sys.executable, "-m", "holysheep_desktop"]

    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)

    assert done.returncode == 2
    assert "No display was found" in done.stderr
