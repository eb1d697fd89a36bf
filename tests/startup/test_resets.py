from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from holysheep_desktop.core.program_facts import Place, Reset, ResetDone, Restart
from holysheep_desktop.core.settings import Settings, ThemeChoice
from holysheep_desktop.startup.arguments import parsed
from holysheep_desktop.startup.own_command import own_command
from holysheep_desktop.startup.resets import perform, spoken
from holysheep_desktop.startup.restart import command_of
from holysheep_desktop.storage.settings_file import SettingsFile

KEPT = Settings(
    theme=ThemeChoice.DARK,
    models={"local": "gemma"},
    state={"window": "AbC|3", "models": "xyz", "sae": "prompt=a", "2/sae": "prompt=b", "2/window": "DeF|1"},
)
DRAFTS = {"sae": "prompt=a", "2/sae": "prompt=b"}


def options_of(restart: Restart) -> list[str]:
    return command_of(restart)[len(own_command()) :]


@pytest.fixture
def places(tmp_path: Path) -> dict[Place, Path]:
    places = {place: tmp_path / place for place in Place}
    SettingsFile(places[Place.SETTINGS]).save(KEPT)
    return places


def settings_after(places: dict[Place, Path], *resets: Reset) -> Settings:
    perform(resets, places)
    return SettingsFile(places[Place.SETTINGS]).load().settings


def test_that_settings_go_back_to_their_defaults_but_drafts_stay(places: dict[Place, Path]) -> None:
    assert settings_after(places, Reset.SETTINGS) == Settings(state=DRAFTS)


def test_that_the_layout_is_forgotten_and_nothing_else(places: dict[Place, Path]) -> None:
    assert settings_after(places, Reset.WINDOW) == replace(KEPT, state=DRAFTS)


def test_that_drafts_are_forgotten_and_nothing_else(places: dict[Place, Path]) -> None:
    layout = {name: text for name, text in KEPT.state.items() if name not in DRAFTS}

    assert settings_after(places, Reset.DRAFTS) == replace(KEPT, state=layout)


def test_that_several_resets_share_a_backup_of_what_was_there_before_the_first(
    places: dict[Place, Path],
) -> None:
    done = perform({Reset.DRAFTS, Reset.SETTINGS}, places)

    backups = {one.backup for one in done}
    (backup,) = backups
    assert backup is not None
    assert SettingsFile(backup).load().settings == KEPT
    assert SettingsFile(places[Place.SETTINGS]).load().settings == Settings()


def test_that_damaged_settings_are_reset_too_and_kept(places: dict[Place, Path]) -> None:
    places[Place.SETTINGS].write_text("{ not json")

    (done,) = perform({Reset.SETTINGS}, places)

    assert done.backup is not None
    assert done.backup.read_text() == "{ not json"
    assert SettingsFile(places[Place.SETTINGS]).load().fault is None


def test_that_the_history_moves_aside_with_its_side_files(places: dict[Place, Path]) -> None:
    for part in ("", "-wal"):
        Path(f"{places[Place.HISTORY]}{part}").write_text(f"runs{part}")

    (done,) = perform({Reset.HISTORY}, places)

    assert done.backup is not None
    assert (done.backup.read_text(), Path(f"{done.backup}-wal").read_text()) == ("runs", "runs-wal")
    assert not places[Place.HISTORY].exists()


def test_that_only_what_the_engine_made_is_removed_from_its_folder(places: dict[Place, Path]) -> None:
    cache = places[Place.CACHE]
    for name in ("gemma-3-270m-abc-v1", "numba", "holiday-photos"):
        (cache / name).mkdir(parents=True)
        (cache / name / "file").write_text("content")

    assert perform({Reset.MODEL}, places) == (ResetDone(Reset.MODEL, None),)
    assert [path.name for path in cache.iterdir()] == ["holiday-photos"]


def test_that_a_reset_that_fails_is_said_and_leaves_the_others(places: dict[Place, Path]) -> None:
    settings = places[Place.SETTINGS]
    settings.unlink()
    settings.mkdir()

    drafts, model = perform({Reset.DRAFTS, Reset.MODEL}, places)

    assert "could not be reset" in spoken(drafts)
    assert spoken(model) == "model: reset"


def test_that_nothing_to_reset_is_no_fault(tmp_path: Path) -> None:
    places = {place: tmp_path / place for place in Place}

    assert {done.fault for done in perform(list(Reset), places)} == {""}


@pytest.mark.parametrize("reset", list(Reset))
def test_that_the_menu_and_the_command_line_ask_for_the_same_reset(reset: Reset) -> None:
    options = options_of(Restart(frozenset({reset})))

    assert parsed(options).resets == {reset}


def test_that_safe_mode_is_asked_for_and_left_by_the_command_line() -> None:
    assert parsed(options_of(Restart(is_safe_mode=True))).is_safe_mode
    assert not parsed(options_of(Restart())).is_safe_mode


def test_that_the_old_name_of_the_reset_still_works() -> None:
    assert parsed(["--reset"]).resets == {Reset.SETTINGS}
