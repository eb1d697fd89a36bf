"""What a wheel would hold, from the builder's own list of files; nothing is packed."""

from __future__ import annotations

from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

from holysheep_desktop import __version__

ROOT = Path(__file__).resolve().parents[2]
NOT_INSTALLED = {"screenshots"}
"""Pictures of the README."""
MB = 1_000_000


@pytest.fixture(scope="module")
def packed() -> dict[str, int]:
    """Place in the wheel, and bytes before they are packed."""
    files = WheelBuilder(str(ROOT)).recurse_included_files()
    return {file.distribution_path.replace("\\", "/"): Path(file.path).stat().st_size for file in files}


def data_files() -> set[str]:
    resources = ROOT / "resources"
    places = (path.relative_to(resources) for path in resources.rglob("*") if path.is_file())
    kept = (place for place in places if place.parts[0] not in NOT_INSTALLED and place.suffix != ".ts")
    return {f"holysheep_desktop/_resources/{place.as_posix()}" for place in kept}


def test_that_all_data_is_in_it_and_nothing_that_only_makers_need(packed: dict[str, int]) -> None:
    assert {place for place in packed if "/_resources/" in place} == data_files()


def test_that_beside_data_it_holds_the_modules_of_the_program_alone(packed: dict[str, int]) -> None:
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "holysheep_desktop").rglob("*.py")}

    assert {place for place in packed if "/_resources/" not in place} == modules


def test_that_it_stays_small_enough_for_a_package_index(packed: dict[str, int]) -> None:
    assert sum(packed.values()) < 130 * MB


def test_that_the_version_comes_from_the_program() -> None:
    assert WheelBuilder(str(ROOT)).metadata.version == __version__


def test_that_what_a_command_starts_is_there() -> None:
    core = WheelBuilder(str(ROOT)).metadata.core
    commands = {**core.scripts, **core.gui_scripts}

    starts = [EntryPoint(name, value, "scripts").load() for name, value in commands.items()]

    assert set(commands) == {"holysheep-desktop", "holysheep-gateway"}
    assert all(callable(start) for start in starts)
