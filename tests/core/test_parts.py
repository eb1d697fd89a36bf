from __future__ import annotations

import sys
from pathlib import Path

import pytest

from holysheep_desktop.core.parts import libraries, python


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


def test_that_a_frozen_build_names_the_libraries_of_its_system_with_their_terms(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = tmp_path / "licences" / "libx11-6 2:1.8.4-2" / "copyright"
    text.parent.mkdir(parents=True)
    text.write_text("MIT, by the X Consortium")
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)

    (part,) = libraries()

    assert (part.name, part.version) == ("libx11-6", "2:1.8.4-2")
    assert "MIT, by the X Consortium" in part.texts()


def test_that_the_interpreter_brings_its_licence() -> None:
    assert "PYTHON SOFTWARE FOUNDATION LICENSE" in python().texts()
