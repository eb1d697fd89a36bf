"""What the analyses need of a model, whatever computes it; `model.Model` is the one that comes along.

Values cross this border as numpy arrays in float32, under the names of `hooks`, in the shapes given there.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

from holysheep_desktop.engine.transformer.gradients import Gradients
from holysheep_desktop.engine.transformer.hooks import Edit, Site

Array: TypeAlias = npt.NDArray[np.float32]
Doubles: TypeAlias = npt.NDArray[np.float64]
ShouldStop: TypeAlias = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Run:
    """What a run leaves: the stream after its last block, (T, d_model) or (B, T, d_model), and captures."""

    resid: Array
    values: dict[str, Array] = field(default_factory=dict[str, Array])


class Shape(Protocol):
    """The numbers that an analysis asks of a model."""

    @property
    def n_layers(self) -> int:
        """Blocks."""
        ...

    @property
    def n_heads(self) -> int:
        """Query heads of a block."""
        ...

    @property
    def d_model(self) -> int:
        """Width of the residual stream."""
        ...

    @property
    def d_vocab(self) -> int:
        """Logits."""
        ...

    @property
    def n_context(self) -> int:
        """Tokens that are taken at once."""
        ...


class Cache(Protocol):
    """Keys and values of the tokens that have been run, in whatever form the model keeps them."""

    @property
    def length(self) -> int:
        """Tokens in it."""
        ...

    @property
    def capacity(self) -> int:
        """Tokens that fit."""
        ...


class Unembedding(Protocol):
    """From the stream after the last block to logits, and back."""

    def gradient(self, resid: Array, cotangent: dict[int, float]) -> Array:
        """∂(Σ cᵢ · logitᵢ)/∂resid for a few tokens i, at (…, d_model)."""
        ...

    def pullback(self, resid: Array, cotangent: Array) -> Array:
        """∂(cotangent · logits)/∂resid for a cotangent (d_vocab,), at (…, d_model)."""
        ...

    def expectation(self, probabilities: Array) -> Callable[[Array], Doubles]:
        """Σ pᵢ · logitᵢ of streams (n, d_model), as a function to (n,)."""
        ...

    def visit(self, resid: Array, see: Callable[[int, Array], None]) -> None:
        """see(first, logits (n, stretch)) for every stretch of the vocabulary."""
        ...

    def losses(self, resid: Array, targets: npt.NDArray[np.int64], should_stop: ShouldStop) -> Doubles:
        """−log p(target) in nats (n,) of streams (n, d_model); raises `CancelledWorkError`."""
        ...


class Network(Protocol):
    """A decoder-only transformer, open between its parts."""

    @property
    def config(self) -> Shape:
        """Its shape."""
        ...

    @property
    def head(self) -> Unembedding:
        """Its last part."""
        ...

    @property
    def rounding(self) -> float:
        """Distance from 1 to the next number in which it computes: 2⁻²³ for float32."""
        ...

    def embed(self, tokens: npt.ArrayLike, /) -> Array:
        """`hook_embed` of token ids (…, T); raises `PatchTargetError` outside the vocabulary."""
        ...

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
        """Blocks `start_layer` … `stop_layer` − 1 on tokens (T,) or (B, T), or on `resid` (…, T, d_model).

        Raises `PatchTargetError` for what does not fit the model, and `CancelledWorkError`.
        """
        ...

    def logits(self, resid: Array, rows: npt.ArrayLike | None = None) -> Array:
        """Logits of the stream after the last block, (…, d_vocab) or only those of `rows`."""
        ...

    def new_cache(self, capacity: int | None = None) -> Cache:
        """An empty cache for one sequence."""
        ...

    def gradients(
        self,
        tokens: npt.NDArray[np.int64],
        at_end: Array,
        metric: float,
        *,
        sites: Collection[Site],
        layers: Collection[int],
        should_stop: ShouldStop,
    ) -> Gradients:
        """Carry `at_end` (1, d_model), the gradient at the end of the last token's stream, to the sites."""
        ...

    def after_attention(self, layer: int, pre: Array, attn_out: Array) -> Array:
        """Rows of the stream after a block (…, d_model) from those before it and what attention writes."""
        ...

    def attention_output(self, layer: int, z: Array) -> Array:
        """What attention writes for z (…, n_heads, d_head): (…, d_model)."""
        ...

    def mlp_output(self, layer: int, neurons: Array) -> Array:
        """What the MLP writes for its neurons (…, d_mlp): (…, d_model)."""
        ...

    def each_neuron_moved(
        self, layer: int, neurons: Array, which: Sequence[int] | npt.NDArray[np.int64], change: Array
    ) -> Array:
        """What the MLP writes when one neuron of `which` (m,) at a time moves by `change` (m, n) in `neurons`
        (n, d_mlp): (m, n, d_model)."""
        ...

    def neuron_directions(self, layer: int, which: Sequence[int]) -> Array:
        """Where in the stream neurons write, (m, d_model); only the direction counts."""
        ...
