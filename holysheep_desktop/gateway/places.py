"""Where the engine's files lie on this machine."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_cache_path, user_data_path

from holysheep_desktop.resources_path import resource_path

APP_NAME = "holysheep-desktop"
CACHE_VARIABLE = "HOLYSHEEP_CACHE_DIR"
_SAES = "saes"
_LABELS = "labels"


def default_cache_dir() -> Path:
    """The folder for converted weights and compiled kernels: `HOLYSHEEP_CACHE_DIR`, else the user's cache."""
    chosen = os.environ.get(CACHE_VARIABLE)
    return Path(chosen) if chosen else user_cache_path(APP_NAME, appauthor=False)


def default_sae_dirs() -> tuple[Path, ...]:
    """The SAEs that come with the program, where they are there."""
    folder = resource_path(_SAES)
    return (folder,) if folder.is_dir() else ()


def user_sae_dir() -> Path:
    """The folder for the SAEs that the user of the desktop program adds."""
    return user_data_path(APP_NAME, appauthor=False) / _SAES


def default_labels_dir() -> Path:
    """The folder for the labels that the user writes."""
    return user_data_path(APP_NAME, appauthor=False) / _LABELS


def prepare_environment(cache_dir: Path) -> None:
    """Tell numba where to keep compiled kernels; has effect only before it is imported."""
    os.environ.setdefault("NUMBA_CACHE_DIR", str(cache_dir / "numba"))
