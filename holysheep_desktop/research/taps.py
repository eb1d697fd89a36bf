"""Values of a TransformerLens model, captured and replaced as numpy arrays under the names of `engine.hooks`.

TransformerLens's own `hook_resid_mid` is the input of the second norm: replacing it leaves the stream as it
is. So the stream after attention is taken as what enters the block plus what attention writes, and replacing
it replaces what attention writes; what follows is the same.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import torch

from holysheep_desktop.engine.transformer import hooks
from holysheep_desktop.engine.transformer.hooks import Edit, Site
from holysheep_desktop.errors import CancelledWorkError, PatchTargetError

Array: TypeAlias = npt.NDArray[np.float32]
TorchHook: TypeAlias = Callable[..., torch.Tensor]
NamedHook: TypeAlias = tuple[str, TorchHook]

HOOKED = (Site.RESID_PRE, Site.Z, Site.ATTN_OUT, Site.NEURONS, Site.MLP_OUT, Site.RESID_POST)
"""The sites that have a hook of their own."""


class StoppedRun(Exception):  # noqa: N818 - the way out of a forward pass that has done enough, not an error
    """Leaves a forward pass; never leaves this package."""


def to_numpy(x: torch.Tensor) -> Array:
    """float32 on the processor; shares memory where it can."""
    return x.detach().to("cpu", torch.float32).numpy()


class Taps:
    """Hooks of one run of layers `start` … `stop` − 1 on (B, T) tokens.

    `resid` enters before `start`. A single run (`is_single`) shows its values without the batch's axis.
    """

    def __init__(
        self,
        start: int,
        stop: int,
        *,
        resid: torch.Tensor | None,
        capture: Collection[str],
        edit: Edit | None,
        is_single: bool,
        should_stop: Callable[[], bool] | None,
    ) -> None:
        self._start, self._stop = start, stop
        self._resid = resid
        self._capture = frozenset(capture)
        self._edit = edit
        self._is_single = is_single
        self._should_stop = should_stop
        self._before: torch.Tensor | None = None
        self.values: dict[str, Array] = {}
        self.end: Array | None = None

    def hooks(self, served: Collection[Site]) -> Iterator[NamedHook]:
        """What to hang on which name of the model; sites that it does not have are left out."""
        if hooks.EMBED in self._capture or self._edit is not None:
            yield hooks.EMBED, self._embedded
        for layer in range(self._start, self._stop):
            yield hooks.name(layer, Site.RESID_PRE), self._pre(layer)
            yield hooks.name(layer, Site.RESID_POST), self._post(layer)
            for site in (Site.Z, Site.ATTN_OUT, Site.NEURONS, Site.MLP_OUT):
                if site in served and self._is_wanted(layer, site):
                    yield hooks.name(layer, site), self._inside(layer, site)

    def _is_wanted(self, layer: int, site: Site) -> bool:
        sites = (site, Site.RESID_MID) if site is Site.ATTN_OUT else (site,)
        return self._edit is not None or any(hooks.name(layer, s) in self._capture for s in sites)

    def _embedded(self, x: torch.Tensor, hook: object) -> torch.Tensor:
        return self._at(hooks.EMBED, x)

    def _pre(self, layer: int) -> TorchHook:
        def at_start_of_block(x: torch.Tensor, hook: object) -> torch.Tensor:
            if self._should_stop is not None and self._should_stop():
                raise CancelledWorkError
            if layer == self._start and self._resid is not None:
                x = self._resid
            self._before = x = self._at(hooks.name(layer, Site.RESID_PRE), x)
            return x

        return at_start_of_block

    def _inside(self, layer: int, site: Site) -> TorchHook:
        def inside(x: torch.Tensor, hook: object) -> torch.Tensor:
            x = self._at(hooks.name(layer, site), x)
            return self._mid(layer, x) if site is Site.ATTN_OUT else x

        return inside

    def _mid(self, layer: int, attn_out: torch.Tensor) -> torch.Tensor:
        assert self._before is not None
        mid = self._before + attn_out
        new = self._at(hooks.name(layer, Site.RESID_MID), mid)
        return attn_out if new is mid else new - self._before

    def _post(self, layer: int) -> TorchHook:
        def at_end_of_block(x: torch.Tensor, hook: object) -> torch.Tensor:
            x = self._at(hooks.name(layer, Site.RESID_POST), x)
            if layer == self._stop - 1:
                self.end = self._shown(x)
                raise StoppedRun
            return x

        return at_end_of_block

    def _at(self, name: str, x: torch.Tensor) -> torch.Tensor:
        if self._edit is None and name not in self._capture:
            return x
        shown = self._shown(x)
        replacement = None if self._edit is None else self._edit(name, shown)
        if replacement is not None:
            if replacement.shape != shown.shape:
                raise PatchTargetError("hook", f"{name} has shape {shown.shape}, not {replacement.shape}")
            shown = np.ascontiguousarray(replacement, np.float32)
            x = torch.from_numpy(shown).reshape(x.shape).to(x.device, x.dtype)
        if name in self._capture:
            self.values[name] = shown
        return x

    def _shown(self, x: torch.Tensor) -> Array:
        return to_numpy(x[0] if self._is_single else x)
