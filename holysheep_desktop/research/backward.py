"""Gradients at the sites of a model by autograd."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

import torch

from holysheep_desktop.engine.transformer import hooks
from holysheep_desktop.engine.transformer.gradients import Gradients
from holysheep_desktop.engine.transformer.hooks import Site
from holysheep_desktop.errors import CancelledWorkError
from holysheep_desktop.research.taps import HOOKED, NamedHook, StoppedRun, TorchHook, to_numpy


class GradientTaps:
    """Hooks of one run whose values stay in the graph; the graph begins before the first wanted layer."""

    def __init__(
        self,
        layers: Collection[int],
        sites: Collection[Site],
        n_layers: int,
        served: Collection[Site],
        should_stop: Callable[[], bool],
    ) -> None:
        self._layers = sorted(layers)
        self._sites = tuple(sites)
        self._n_layers = n_layers
        self._served = served
        self._should_stop = should_stop
        self._kept: dict[str, torch.Tensor] = {}
        self._end: torch.Tensor | None = None

    def hooks(self) -> Iterator[NamedHook]:
        """What to hang on which name of the model."""
        for layer in range(self._layers[0], self._n_layers):
            for site in HOOKED:
                is_end = site is Site.RESID_POST and layer == self._n_layers - 1
                is_kept = layer in self._layers and site in self._served
                if is_kept or is_end or site is Site.RESID_PRE:
                    yield hooks.name(layer, site), self._keep(layer, site, is_end)

    def _keep(self, layer: int, site: Site, is_end: bool) -> TorchHook:
        def keep(x: torch.Tensor, hook: object) -> torch.Tensor:
            if site is Site.RESID_PRE:
                if self._should_stop():
                    raise CancelledWorkError
                if layer == self._layers[0]:
                    x = x.detach().requires_grad_()
            if layer in self._layers:
                self._kept[hooks.name(layer, site)] = x
            if is_end:
                self._end = x
                raise StoppedRun
            return x

        return keep

    def gradients(self, at_end: torch.Tensor, metric: float) -> Gradients:
        """From the gradient (1, d_model) at the end of the last token's stream."""
        assert self._end is not None
        names = list(self._kept)
        found = torch.autograd.grad(
            self._end[0, -1], [self._kept[name] for name in names], at_end[0].to(self._end.dtype),
            materialize_grads=True,
        )  # fmt: skip
        grads = dict(zip(names, found, strict=True))
        result = Gradients({}, {}, metric)
        for layer in self._layers:
            for site in self._sites:
                found_here = self._site(layer, site, grads)
                if found_here is not None:
                    value, grad = found_here
                    name = hooks.name(layer, site)
                    result.values[name], result.grads[name] = to_numpy(value[0]), to_numpy(grad[0])
        return result

    def _site(
        self, layer: int, site: Site, grads: dict[str, torch.Tensor]
    ) -> tuple[torch.Tensor, torch.Tensor] | None:
        """Value and gradient; the stream after attention is a sum, so both its parts have its gradient."""
        if site is not Site.RESID_MID:
            name = hooks.name(layer, site)
            return (self._kept[name], grads[name]) if name in grads else None
        attn_out, pre = hooks.name(layer, Site.ATTN_OUT), hooks.name(layer, Site.RESID_PRE)
        if attn_out not in grads:
            return None
        return self._kept[pre] + self._kept[attn_out], grads[attn_out]
