"""What the command line says of packages that are not there."""

from __future__ import annotations

import sys

import pytest

from holysheep_desktop.gateway.engine_choice import needs


def test_that_a_missing_package_is_told_with_the_extra_that_brings_it() -> None:
    assert needs("ray", "cluster") == "needs ray; pip install 'holysheep-desktop[cluster]' brings it"


def test_that_a_frozen_build_names_an_environment_beside_it_and_where_its_address_goes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)

    sentence = needs("torch", "research")

    assert "python3 -m venv .venv && .venv/bin/pip install '.[research]'" in sentence
    assert "Settings, Endpoints" in sentence
