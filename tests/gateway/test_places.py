from __future__ import annotations

import os
from pathlib import Path

import pytest

from holysheep_desktop.gateway import places
from holysheep_desktop.resources_path import resource_path


def test_that_the_cache_folder_can_be_chosen_by_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(places.CACHE_VARIABLE, str(tmp_path))
    assert places.default_cache_dir() == tmp_path


def test_that_the_cache_lies_in_the_users_cache_folder_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(places.CACHE_VARIABLE, raising=False)
    assert places.default_cache_dir().name in {"holysheep-desktop", "Cache"}


def test_that_the_packaged_saes_are_served_by_default() -> None:
    assert places.default_sae_dirs() == (resource_path("saes"),)


def test_that_own_saes_lie_among_the_users_data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert places.user_sae_dir() == tmp_path / "holysheep-desktop" / "saes"


def test_that_numba_keeps_its_kernels_in_the_cache_unless_told_otherwise(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("NUMBA_CACHE_DIR", "chosen")
    places.prepare_environment(tmp_path)
    assert os.environ["NUMBA_CACHE_DIR"] == "chosen"
    monkeypatch.delenv("NUMBA_CACHE_DIR")
    places.prepare_environment(tmp_path)
    assert os.environ["NUMBA_CACHE_DIR"] == str(tmp_path / "numba")
