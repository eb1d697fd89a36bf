"""A TransformerLens model without its head, run with hooks until one of them has seen enough."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import contextmanager, suppress
from typing import cast

import torch
from transformer_lens.hook_points import HookPoint
from transformer_lens.model_bridge import TransformerBridge
from transformers import PreTrainedModel

from holysheep_desktop.research.key_values import TorchCache
from holysheep_desktop.research.memory import enough_memory
from holysheep_desktop.research.taps import NamedHook, StoppedRun

CURE = "use a shorter prompt, fewer tokens or controls, a smaller dtype (--dtype bfloat16) or a larger device"


class HookedDecoder:
    """The blocks of one model on one device; runs see one another's hooks, so one thread at a time."""

    def __init__(self, bridge: TransformerBridge) -> None:
        model = cast("PreTrainedModel", bridge.original_model)
        self._bridge = bridge
        self._decoder = model.base_model
        self._points: dict[str, HookPoint] = {}
        self.model_config = model.config
        self.device = model.device
        self.dtype = model.dtype

    def forward(
        self,
        ids: torch.Tensor,
        hooks: Sequence[NamedHook],
        past: TorchCache | None = None,
        *,
        with_graph: bool = False,
    ) -> None:
        """Run token ids (B, T); raises EngineMemoryError, and whatever a hook raises but `StoppedRun`."""
        cached = {"use_cache": False} if past is None else {"past_key_values": past.pairs, "use_cache": True}
        with (
            enough_memory("a run of the model", CURE),
            torch.set_grad_enabled(with_graph),
            suppress(StoppedRun),
            self._hung(hooks),
        ):
            self._decoder(input_ids=ids, **cached)

    @contextmanager
    def _hung(self, hooks: Sequence[NamedHook]) -> Generator[None]:
        """With hooks on the model. `TransformerBridge.hooks` looks every name up anew, in 8 ms each."""
        points = [self._point(name) for name, _ in hooks]
        try:
            for point, (_, hook) in zip(points, hooks, strict=True):
                point.add_hook(hook)
            yield
        finally:
            for point in points:
                point.remove_hooks()

    def _point(self, name: str) -> HookPoint:
        if name not in self._points:
            point = self._bridge.get_hook_point(name)
            assert point is not None, name
            self._points[name] = point
        return self._points[name]
