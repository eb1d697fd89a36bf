"""Labels of public SAEs on Neuronpedia, under ids like `gemma-3-270m/12-gemmascope-2-res-16k`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol

from holysheep_desktop.core.models import HookPoint

NEURONPEDIA = "https://www.neuronpedia.org"
SOURCE = "Neuronpedia"
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}/[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_SCOPE_2 = re.compile(r"layer_(5|9|12|15)_width_(16k|65k|262k|1m)_l0_medium")


@dataclass(frozen=True, slots=True)
class PublicLabel:
    """What is said of a feature there; `text` is empty where nobody has described it."""

    text: str
    address: str


class PublicLabels(Protocol):
    """The labels of Neuronpedia."""

    async def label(self, neuronpedia_id: str, feature: int) -> PublicLabel:
        """The label of a feature; raises ApiError, NotFoundError where it is not hosted."""
        ...


def checked_id(text: object) -> str | None:
    """`model/source`, or None for anything else."""
    return text if isinstance(text, str) and _ID.fullmatch(text) else None


def page_address(neuronpedia_id: str, feature: int) -> str:
    """The page of a feature, for a browser."""
    return f"{NEURONPEDIA}/{neuronpedia_id}/{feature}"


def gemma_scope_2_id(folder_name: str, hook_point: HookPoint) -> str | None:
    """The id of a Gemma Scope 2 release for this model, by the name of its folder; None where none is hosted.

    Of every layer and width, Neuronpedia hosts the SAE of medium L0 (SAELens's table of pretrained SAEs).

    >>> gemma_scope_2_id("layer_12_width_16k_l0_medium", HookPoint.RESID_POST)
    'gemma-3-270m/12-gemmascope-2-res-16k'
    """
    found = _SCOPE_2.search(folder_name)
    if found is None or hook_point is not HookPoint.RESID_POST:
        return None
    return f"gemma-3-270m/{found[1]}-gemmascope-2-res-{found[2]}"
