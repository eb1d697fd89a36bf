"""Whether the model has the site that a request opens."""

from __future__ import annotations

from holysheep_desktop.core.models import Component
from holysheep_desktop.core.requests import SiteChoice
from holysheep_desktop.engine.patching import params
from holysheep_desktop.engine.transformer.network import Shape
from holysheep_desktop.errors import PatchTargetError

HEADS = (Component.HEAD, Component.HEAD_ALL_POSITIONS)


def check_site(choice: SiteChoice, config: Shape) -> None:
    """Raise `PatchTargetError` for a layer or head that the model does not have."""
    if not 0 <= choice.layer < config.n_layers:
        raise PatchTargetError(f"{params.SITE}.layer", f"the model has layers 0 to {config.n_layers - 1}")
    if choice.component in HEADS and (choice.head is None or not 0 <= choice.head < config.n_heads):
        raise PatchTargetError(f"{params.SITE}.head", f"heads go from 0 to {config.n_heads - 1}")
    if choice.component not in HEADS and choice.head is not None:
        raise PatchTargetError(f"{params.SITE}.head", f"{choice.component} has no heads")
