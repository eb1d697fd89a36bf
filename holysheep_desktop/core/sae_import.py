"""What is said when the user brings an SAE: where it lies, and what its files may leave out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path, PurePath

from holysheep_desktop.core.models import HookPoint

OWN_PREFIX = "user/"
"""The ids of SAEs that the user added begin so."""
NAME_LIMIT = 80
_LAYER = re.compile(r"(?:(?<![a-z])layer[_-]?|blocks\.)(\d{1,3})(?!\d)", re.IGNORECASE)
_SITES = (
    (re.compile(r"resid_pre"), HookPoint.RESID_PRE),
    (re.compile(r"resid_mid"), HookPoint.RESID_MID),
    (re.compile(r"attn_out|(?:^|[_-])att(?:n)?(?:$|[_-])"), HookPoint.ATTN_OUT),
    (re.compile(r"mlp_out|(?:^|[_-])mlp(?:$|[_-])"), HookPoint.MLP_OUT),
    (re.compile(r"resid_post|(?:^|[_-])res(?:id)?(?:$|[_-])"), HookPoint.RESID_POST),
)
_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class SaeImport:
    """A folder or file with an SAE; layer and hook point only where its files do not say them."""

    path: Path
    layer: int | None = None
    hook_point: HookPoint | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class SaePlace:
    """Where an SAE reads."""

    layer: int
    hook_point: HookPoint


def guessed_layer(path: PurePath) -> int | None:
    """The layer that the nearest part of a path names, as in `layer_12/width_16k/average_l0_40`."""
    return next((int(found[1]) for part in reversed(path.parts) if (found := _LAYER.search(part))), None)


def guessed_hook_point(path: PurePath) -> HookPoint:
    """The hook point that the nearest part of a path names, else the residual stream after the block."""
    for part in reversed(path.parts):
        for pattern, hook_point in _SITES:
            if pattern.search(part.lower()):
                return hook_point
    return HookPoint.RESID_POST


def suggested_name(path: PurePath) -> str:
    """A name for an SAE from its path: from the part with the layer on, else the folder alone.

    >>> suggested_name(PurePath("/x/gemma-scope/layer_12/width_16k/average_l0_40/params.npz"))
    'layer_12-width_16k-average_l0_40'
    """
    parts = path.parts[:-1] if path.suffix in {".npz", ".safetensors", ".json"} else path.parts
    with_layer = [index for index, part in enumerate(parts) if _LAYER.search(part)]
    named = parts[with_layer[-1] :] if with_layer else parts[-1:]
    return cleaned_name("-".join(named))


def cleaned_name(text: str) -> str:
    """Letters, digits and `._-` of a text as one folder's name, never empty or hidden."""
    return _NOT_IN_A_NAME.sub("-", text).strip("-._")[:NAME_LIMIT].rstrip("-._") or "sae"
