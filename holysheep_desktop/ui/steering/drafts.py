"""Steering steps as one line of text, for the settings file."""

from __future__ import annotations

import math
from collections.abc import Sequence

from holysheep_desktop.core.requests import Steering, SteeringMode
from holysheep_desktop.core.steering import STRENGTH_LIMIT

_N_PARTS = 4


def dump_steps(steps: Sequence[Steering]) -> str:
    """One line for each step; the id of the SAE stands last, because it may hold any character."""
    return "\n".join(f"{s.mode.value} {s.feature} {s.strength!r} {s.sae_id}" for s in steps)


def parse_steps(text: str) -> tuple[Steering, ...]:
    """The steps that `dump_steps` wrote; a line that cannot be read is left out.

    >>> parse_steps("add 7 1.5 a/b\\nnonsense")
    (Steering(sae_id='a/b', feature=7, mode=<SteeringMode.ADD: 'add'>, strength=1.5),)
    """
    return tuple(step for line in text.split("\n") if (step := _parsed(line)) is not None)


def _parsed(line: str) -> Steering | None:
    parts = line.split(" ", _N_PARTS - 1)
    if len(parts) != _N_PARTS:
        return None
    mode, feature, strength, sae_id = parts
    try:
        step = Steering(sae_id, int(feature), SteeringMode(mode), float(strength))
    except ValueError:
        return None
    is_sound = math.isfinite(step.strength) and abs(step.strength) <= STRENGTH_LIMIT
    return step if sae_id and 0 <= step.feature < 2**31 and is_sound else None
