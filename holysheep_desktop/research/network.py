"""A TransformerLens model as the `Network` of the analyses: numpy outside, tensors inside."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import torch

from holysheep_desktop.engine.transformer import hooks
from holysheep_desktop.engine.transformer.gradients import Gradients
from holysheep_desktop.engine.transformer.hooks import Edit, Site
from holysheep_desktop.engine.transformer.network import Cache, Run
from holysheep_desktop.errors import PatchTargetError, PromptTooLongError
from holysheep_desktop.research.backward import GradientTaps
from holysheep_desktop.research.decoder import CURE, HookedDecoder
from holysheep_desktop.research.head import TorchHead
from holysheep_desktop.research.key_values import TorchCache
from holysheep_desktop.research.memory import enough_memory
from holysheep_desktop.research.skipping import Skipping
from holysheep_desktop.research.taps import StoppedRun, Taps

Array: TypeAlias = npt.NDArray[np.float32]
Ids: TypeAlias = npt.NDArray[np.int64]
ShouldStop: TypeAlias = Callable[[], bool]

NEURON_VALUES = 1 << 24
"""Neuron activations of copies that go through an MLP together: 64 MB in float32."""


@dataclass(frozen=True, slots=True)
class TorchShape:
    """The numbers of a model that an analysis asks for."""

    n_layers: int
    n_heads: int
    d_model: int
    d_vocab: int
    n_context: int


class TorchNetwork:
    """One model on one device. `sites` are the values that it has; runs see one another's hooks, so one
    thread at a time."""

    def __init__(
        self, decoder: HookedDecoder, shape: TorchShape, head: TorchHead, sites: frozenset[Site],
        skipping: Skipping,
    ) -> None:  # fmt: skip
        self.config = shape
        self.head = head
        self.sites = sites
        self._decoder = decoder
        self._skipping = skipping

    @property
    def device(self) -> torch.device:
        """Where it is computed."""
        return self._decoder.device

    @property
    def dtype(self) -> torch.dtype:
        """The numbers it is computed in."""
        return self._decoder.dtype

    @property
    def rounding(self) -> float:
        """Distance from 1 to the next number of the dtype."""
        return torch.finfo(self.dtype).eps

    def embed(self, tokens: npt.ArrayLike, /) -> Array:
        """`hook_embed` of token ids (…, T)."""
        ids = self._checked(tokens)
        taken: list[torch.Tensor] = []

        def take(x: torch.Tensor, hook: object) -> torch.Tensor:
            taken.append(x)
            raise StoppedRun

        self._decoder.forward(self._ids(ids.reshape(1, -1)), [(hooks.EMBED, take)])
        return taken[0].detach().to("cpu", torch.float32).numpy().reshape(*ids.shape, -1)

    def run(
        self,
        tokens: npt.ArrayLike | None = None,
        *,
        resid: Array | None = None,
        start_layer: int = 0,
        stop_layer: int | None = None,
        past: Cache | None = None,
        capture: Collection[str] = (),
        edit: Edit | None = None,
        should_stop: ShouldStop | None = None,
    ) -> Run:
        """Blocks `start_layer` … `stop_layer` − 1 on tokens (T,) or (B, T), or on `resid` (…, T, d_model)."""
        self._check_names(capture)
        stop = self.config.n_layers if stop_layer is None else min(stop_layer, self.config.n_layers)
        if resid is None:
            if tokens is None or start_layer:
                raise PatchTargetError("start_layer", "a run starts from tokens at layer 0, or from a stream")
            ids = self._checked(tokens)
        else:
            ids = np.zeros(resid.shape[:-1], np.int64)  # what stands there is overwritten
            if start_layer >= stop:
                return Run(resid)
        assert past is None or isinstance(past, TorchCache)
        self.check_length(len(ids.T), past)
        taps = Taps(
            start_layer, stop,
            resid=None if resid is None else self._tensor(resid).reshape(-1, *resid.shape[-2:]),
            capture=capture, edit=edit, is_single=ids.ndim == 1, should_stop=should_stop,
        )  # fmt: skip
        with self._skipping.before(start_layer):
            self._decoder.forward(self._ids(np.atleast_2d(ids)), list(taps.hooks(self.sites)), past)
        assert taps.end is not None
        return Run(taps.end, taps.values)

    def logits(self, resid: Array, rows: npt.ArrayLike | None = None) -> Array:
        """Logits of the stream after the last block, (…, d_vocab) or only those of `rows`."""
        return self.head.logits(resid, rows)

    def new_cache(self, capacity: int | None = None) -> TorchCache:
        """An empty cache for one sequence."""
        room = self.config.n_context if capacity is None else capacity
        return TorchCache.of(self._decoder.model_config, room)

    def check_length(self, n_tokens: int, past: Cache | None = None) -> None:
        """Raise `PromptTooLongError` where the tokens do not fit the context."""
        total = n_tokens + (past.length if past is not None else 0)
        if total > self.config.n_context:
            raise PromptTooLongError(total, self.config.n_context)

    def gradients(
        self,
        tokens: Ids,
        at_end: Array,
        metric: float,
        *,
        sites: Collection[Site],
        layers: Collection[int],
        should_stop: ShouldStop,
    ) -> Gradients:
        """Carry `at_end` (1, d_model), the gradient at the end of the last token's stream, to the sites."""
        if not layers:
            return Gradients({}, {}, metric)
        ids = self._checked(tokens)
        taps = GradientTaps(layers, sites, self.config.n_layers, self.sites, should_stop)
        self._decoder.forward(self._ids(ids[None]), list(taps.hooks()), with_graph=True)
        with enough_memory("a backward pass", CURE):
            return taps.gradients(self._tensor(at_end), metric)

    def after_attention(self, layer: int, pre: Array, attn_out: Array) -> Array:
        """Rows of the stream after a block (…, d_model): the block itself, on tokens that see no others."""
        pre, attn_out = np.broadcast_arrays(pre, attn_out)
        return self._on_rows(layer, pre, Site.ATTN_OUT, attn_out).reshape(pre.shape)

    def attention_output(self, layer: int, z: Array) -> Array:
        """What attention writes for z (…, n_heads, d_head): (…, d_model)."""
        flat = z.reshape(-1, *z.shape[-2:])
        out = self._on_rows(layer, self._zeros(len(flat)), Site.Z, flat, wanted=Site.ATTN_OUT)
        return out.reshape(*z.shape[:-2], -1)

    def mlp_output(self, layer: int, neurons: Array) -> Array:
        """What the MLP writes for its neurons (…, d_mlp): (…, d_model)."""
        flat = neurons.reshape(-1, neurons.shape[-1])
        out = self._on_rows(layer, self._zeros(len(flat)), Site.NEURONS, flat, wanted=Site.MLP_OUT)
        return out.reshape(*neurons.shape[:-1], -1)

    def each_neuron_moved(
        self, layer: int, neurons: Array, which: Sequence[int] | Ids, change: Array
    ) -> Array:
        """What the MLP writes when one neuron of `which` (m,) at a time moves by `change` (m, n)."""
        index = np.asarray(which, np.int64)
        at_once = max(1, NEURON_VALUES // max(1, neurons.size))
        parts: list[Array] = []
        for begin in range(0, len(index), at_once):
            some = index[begin : begin + at_once]
            moved = np.repeat(neurons[None], len(some), axis=0)
            moved[np.arange(len(some)), :, some] += change[begin : begin + at_once]
            parts.append(self.mlp_output(layer, moved))
        return (
            np.concatenate(parts) if parts else np.empty((0, len(neurons), self.config.d_model), np.float32)
        )

    def neuron_directions(self, layer: int, which: Sequence[int]) -> Array:
        """Where in the stream neurons write: what the MLP writes with each on alone, less what it writes
        with none."""
        name = hooks.name(layer, Site.NEURONS)
        run = self.run(resid=self._zeros(1), start_layer=layer, stop_layer=layer + 1, capture={name})
        alone = np.zeros((len(which) + 1, run.values[name].shape[-1]), np.float32)
        alone[np.arange(len(which)), list(which)] = _LOUD
        written = self.mlp_output(layer, alone)
        return written[:-1] - written[-1]

    def _on_rows(
        self, layer: int, pre: Array, site: Site, values: Array, *, wanted: Site = Site.RESID_POST
    ) -> Array:
        """Block `layer` on rows (n, d_model), each a text of one token, with `values` in the site's place.

        What stands behind attention works row by row, so the row is that of any text it stands in.
        """
        rows = np.ascontiguousarray(pre, np.float32).reshape(-1, 1, self.config.d_model)
        new = values.reshape(len(rows), 1, *values.shape[values.ndim - (2 if site is Site.Z else 1) :])
        name, asked = hooks.name(layer, site), hooks.name(layer, wanted)
        run = self.run(
            resid=rows, start_layer=layer, stop_layer=layer + 1, capture={asked},
            edit=lambda at, _: new if at == name else None,
        )  # fmt: skip
        return run.values[asked][:, 0]

    def _checked(self, tokens: npt.ArrayLike) -> Ids:
        ids: Ids = np.asarray(tokens, np.int64)
        if ids.size and not 0 <= ids.min() <= ids.max() < self.config.d_vocab:
            raise PatchTargetError("tokens", "a token id lies outside the vocabulary")
        return ids

    def _check_names(self, capture: Collection[str]) -> None:
        for name in capture:
            if name != hooks.EMBED and hooks.parse(name)[0] >= self.config.n_layers:
                raise PatchTargetError("hook", f"the model has no value {name[:80]}")

    def _ids(self, ids: Ids) -> torch.Tensor:
        return torch.from_numpy(np.ascontiguousarray(ids)).to(self.device)

    def _tensor(self, values: Array) -> torch.Tensor:
        return torch.from_numpy(np.ascontiguousarray(values, np.float32)).to(self.device, self.dtype)

    def _zeros(self, n: int) -> Array:
        return np.zeros((n, self.config.d_model), np.float32)


_LOUD = np.float32(100.0)
