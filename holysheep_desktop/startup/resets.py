"""What was asked to be set back at the start; the former state is always kept beside it."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from holysheep_desktop.core.program_facts import Place, Reset, ResetDone
from holysheep_desktop.core.settings import Settings
from holysheep_desktop.errors import SettingsFileError
from holysheep_desktop.storage.settings_file import SettingsFile

log = logging.getLogger(__name__)

DRAFTS = frozenset({"sae", "patching", "full", "debug", "batch", "steering"})
"""The names under which typed text stands in the settings' state; everything else there is layout.

Those of a second window have its number before them: `2/sae`.
"""
_DATABASE_PARTS = ("", "-wal", "-shm")
_MADE_ANEW = ("gemma-3-270m-*", "chosen-*", "numba", "kernels", "sae-hashes.json")
"""What the engine puts into its folder. The folder may be the user's own, with other things in it."""


def perform(resets: Collection[Reset], places: Mapping[Place, Path]) -> tuple[ResetDone, ...]:
    """Make the resets one after the other; a fault of one is said and leaves the others."""
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    work: Mapping[Reset, Callable[[], Path | None]] = {
        Reset.SETTINGS: lambda: _change_settings(places[Place.SETTINGS], stamp, _only_drafts),
        Reset.WINDOW: lambda: _change_settings(places[Place.SETTINGS], stamp, _without_layout),
        Reset.DRAFTS: lambda: _change_settings(places[Place.SETTINGS], stamp, _without_drafts),
        Reset.HISTORY: lambda: _move_database(places[Place.HISTORY], stamp),
        Reset.MODEL: lambda: _remove_prepared(places[Place.CACHE]),
    }
    return tuple(_done(reset, work[reset]) for reset in Reset if reset in resets)


def spoken(done: ResetDone) -> str:
    """One line for the terminal."""
    if done.fault:
        return f"{done.reset}: could not be reset: {done.fault}"
    kept = f"; what was there is kept as {done.backup}" if done.backup else ""
    return f"{done.reset}: reset{kept}"


def _done(reset: Reset, work: Callable[[], Path | None]) -> ResetDone:
    try:
        done = ResetDone(reset, work())
    except OSError as error:
        done = ResetDone(reset, None, error.strerror or "the disk refused")
    except SettingsFileError as error:
        done = ResetDone(reset, None, error.reason)
    log.info("%s", spoken(done))
    return done


def _change_settings(path: Path, stamp: str, change: Callable[[Settings], Settings]) -> Path | None:
    if not path.exists():
        return None
    backup = path.with_name(f"{path.name}.before-reset-{stamp}")
    if not backup.exists():  # several resets of one start share it
        shutil.copy2(path, backup)
    file = SettingsFile(path)
    file.save(change(file.load().settings))
    return backup


def _only_drafts(settings: Settings) -> Settings:
    return Settings(state=_without_layout(settings).state)


def _without_layout(settings: Settings) -> Settings:
    return replace(settings, state={name: text for name, text in settings.state.items() if _is_draft(name)})


def _without_drafts(settings: Settings) -> Settings:
    state = {name: text for name, text in settings.state.items() if not _is_draft(name)}
    return replace(settings, state=state)


def _is_draft(name: str) -> bool:
    return name.rpartition("/")[2] in DRAFTS


def _move_database(path: Path, stamp: str) -> Path | None:
    if not path.exists():
        return None
    backup = path.with_name(f"{path.name}.before-reset-{stamp}")
    for part in _DATABASE_PARTS:
        if (file := Path(f"{path}{part}")).exists():
            file.replace(f"{backup}{part}")
    return backup


def _remove_prepared(folder: Path) -> None:
    for pattern in _MADE_ANEW:
        for path in folder.glob(pattern):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()
