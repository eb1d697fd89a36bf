"""Prompts that come with the program, so that a first analysis shows something real."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum


class Topic(StrEnum):
    """What a pair of prompts is about."""

    FILM = "film"
    CODE = "code"
    CAPITAL = "capital"


@dataclass(frozen=True, slots=True)
class Preset:
    """Two prompts that differ in one thing, the language they are in (BCP 47), and the layer to patch."""

    topic: Topic
    language: str
    prompt: str
    comparison: str
    layer: int


def parse_presets(text: str) -> tuple[Preset, ...]:
    """The presets of a TOML document, in its order; raises ValueError or KeyError where it is none."""
    return tuple(
        Preset(
            Topic(entry["topic"]),
            str(entry["language"]),
            str(entry["prompt"]),
            str(entry["comparison"]),
            int(entry["layer"]),
        )
        for entry in tomllib.loads(text)["preset"]
    )
