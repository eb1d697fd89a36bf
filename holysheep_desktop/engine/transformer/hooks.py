"""Names of the values inside the model that can be captured or replaced, in TransformerLens's vocabulary.

Reading order in block L, with x the residual stream and T tokens:

    blocks.L.hook_resid_pre   (T, d_model)          x as the block receives it
    blocks.L.attn.hook_z      (T, n_heads, d_head)  per head, at the input of the output projection
    blocks.L.hook_attn_out    (T, d_model)          after the post-norm: what is added to x
    blocks.L.hook_resid_mid   (T, d_model)          x after attention
    blocks.L.mlp.hook_post    (T, d_mlp)            neurons: input coordinates of the down projection
    blocks.L.hook_mlp_out     (T, d_model)          after the post-norm: what is added to x
    blocks.L.hook_resid_post  (T, d_model)          x after the block

and `hook_embed` (T, d_model), the scaled embedding. A batch puts its axis first.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from holysheep_desktop.errors import PatchTargetError

Array: TypeAlias = npt.NDArray[np.float32]

Edit: TypeAlias = Callable[[str, Array], "Array | None"]
"""Called with every name and value in the order of the computation; what it returns replaces the value.

The value must not be written to: return a changed copy, or None to leave it as it is.
"""

EMBED = "hook_embed"


class Site(StrEnum):
    """The places in a block."""

    RESID_PRE = "hook_resid_pre"
    Z = "attn.hook_z"
    ATTN_OUT = "hook_attn_out"
    RESID_MID = "hook_resid_mid"
    NEURONS = "mlp.hook_post"
    MLP_OUT = "hook_mlp_out"
    RESID_POST = "hook_resid_post"


def name(layer: int, site: Site) -> str:
    """`blocks.{layer}.{site}`."""
    return f"blocks.{layer}.{site.value}"


def parse(hook: str) -> tuple[int, Site]:
    """Layer and site of a name; raises `PatchTargetError` for anything else."""
    prefix, _, rest = hook.partition(".")
    layer, _, site = rest.partition(".")
    if prefix != "blocks" or not layer.isdecimal() or site not in set(Site):
        raise PatchTargetError("hook", f"no value is called {hook[:80]}")
    return int(layer), Site(site)
