"""What a feature or neuron is said to stand for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Label:
    """What a feature or neuron is said to stand for, and who says so."""

    text: str
    source: str = ""
