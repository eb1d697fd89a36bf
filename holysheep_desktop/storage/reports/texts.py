"""The words of reports, from their file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

_FILE = "texts.toml"


def texts_of(templates: Path, language: str) -> Mapping[str, str]:
    """The words of a language; English where there are none of it."""
    catalogue: dict[str, dict[str, str]] = tomllib.loads((templates / _FILE).read_text("utf-8"))
    return catalogue.get(language, catalogue["en"])
