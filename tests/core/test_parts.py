from __future__ import annotations

import sys
from pathlib import Path

import pytest

from holysheep_desktop.core.parts import libraries


def test_that_a_frozen_build_names_everything_that_it_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("holysheep-desktop", "brought-along"):
        folder = tmp_path / f"{name.replace('-', '_')}-1.0.dist-info"
        folder.mkdir()
        (folder / "METADATA").write_text(f"Metadata-Version: 2.4\nName: {name}\nVersion: 1.0\n")
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    monkeypatch.setattr(sys, "frozen", True, raising=False)

    assert [part.name for part in libraries()] == ["brought-along"]
