"""What an SAE reads in the bundled sample of text: its sparse activations, and how much they explain.

One run of the model per document, up to the SAE's layer; the activations of the model are dropped as soon as
they are encoded, so that memory holds the features that fired and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from holysheep_desktop.engine.analysis.cross_entropy import losses_with_sae
from holysheep_desktop.engine.dictionaries.corpus_sample import CorpusSample, Ids
from holysheep_desktop.engine.dictionaries.sae import FloatArray, Sae
from holysheep_desktop.engine.transformer import hooks
from holysheep_desktop.engine.transformer.hooks import Site
from holysheep_desktop.engine.transformer.network import Network
from holysheep_desktop.errors import DictionaryError

MAX_TOKENS = 120_000
"""Of a larger sample, documents spread evenly over it are read: a dashboard is a matter of minutes."""
MAX_ACTIVATIONS = 25_000_000
"""Activations kept: 200 per token, which take 600 MB while they are sorted."""
LOSS_DOCUMENTS = 12
"""Documents on which the losses are measured too; each costs three passes over the whole vocabulary."""

Indices: TypeAlias = npt.NDArray[np.int32]
Tell: TypeAlias = Callable[[int], None]
"""Hears how many units of work are done; raises CancelledWorkError where they should stop."""


@dataclass(frozen=True, slots=True, eq=False)
class SampleReading:
    """Activations over the n tokens of the sample that are not special, token after token.

    `positions` (n,): where each token stands in the sample. `starts` (n + 1,): where each token's activations
    begin in `features` and `values`. `mean` (d_in,): of the model's activations over the n tokens. `losses`
    (3,): mean over `n_predicted` tokens, of the model, with the SAE and with zeros in its place.
    """

    d_sae: int
    positions: Ids
    starts: Ids
    features: Indices
    values: FloatArray
    mean: FloatArray
    explained_variance: float | None
    losses: npt.NDArray[np.float64]
    n_predicted: int

    @property
    def l0(self) -> Ids:
        """Active features of each token (n,)."""
        return np.diff(self.starts)


class _Sums:
    """Sums from which explained variance and losses come, in float64 and divided once."""

    def __init__(self, d_in: int) -> None:
        self.n = 0
        self.x = np.zeros(d_in)
        self.squares = 0.0
        self.errors = 0.0
        self.losses = np.zeros(3)
        self.n_predicted = 0

    def add(self, x: FloatArray, reconstruction: FloatArray) -> None:
        exact = x.astype(np.float64)
        self.n += len(x)
        self.x += exact.sum(axis=0)
        self.squares += float(np.square(exact).sum())
        self.errors += float(np.square(exact - reconstruction).sum())

    @property
    def mean(self) -> npt.NDArray[np.float64]:
        return self.x / max(1, self.n)

    @property
    def explained_variance(self) -> float | None:
        """1 − Σ‖x−x̂‖² / Σ‖x−μ‖², with Σ‖x−μ‖² = Σ‖x‖² − n‖μ‖²."""
        variance = self.squares - self.n * float(np.square(self.mean).sum())
        return 1.0 - self.errors / variance if variance > 0 else None


def documents_read(sample: CorpusSample) -> list[int]:
    """The documents of a sample that are read: all of them, or so many as have about 120,000 tokens."""
    n_documents = len(sample.starts) - 1
    share = min(1.0, MAX_TOKENS / max(1, sample.n_tokens))
    return _spread(n_documents, max(1, int(n_documents * share)))


def _spread(n: int, wanted: int) -> list[int]:
    """At most `wanted` of the numbers below n, evenly spread and without repeats."""
    return sorted({i * n // wanted for i in range(wanted)}) if n else []


def read_sample(
    model: Network, sae: Sae, sample: CorpusSample, is_special: Callable[[int], bool], tell: Tell
) -> SampleReading:
    """Read every document; `tell` hears the number of documents that are done.

    Raises DictionaryError where the SAE fires too densely to be kept, and what `tell` raises.
    """
    ids, bounds = sample.ids(), sample.starts
    chosen = documents_read(sample)
    with_loss = set(_spread(len(chosen), LOSS_DOCUMENTS))
    special = np.array([token for token in np.unique(ids).tolist() if is_special(token)], np.int64)
    sums = _Sums(sae.d_in)
    rows: list[tuple[Ids, Ids, Indices, FloatArray]] = []
    n_kept = 0
    for number, document in enumerate(chosen):
        first, last = int(bounds[document]), int(bounds[document + 1])
        tokens = ids[first : min(last, first + model.config.n_context)]
        mask = np.isin(tokens, special)
        features = _read(model, sae, tokens, mask, sums, tell, number, number in with_loss)
        at, index = np.nonzero(features)
        rows.append((
            first + np.flatnonzero(~mask), np.count_nonzero(features, axis=1),
            index.astype(np.int32), features[at, index],
        ))  # fmt: skip
        n_kept += len(index)
        if n_kept > MAX_ACTIVATIONS:
            per_token = n_kept / max(1, sums.n)
            raise DictionaryError(sample.path, f"the SAE fires {per_token:.0f} features per token: too dense")
        tell(number + 1)
    if not sums.n:
        raise DictionaryError(sample.path, "the sample holds no text")
    return _joined(sae, sums, rows)


def _read(
    model: Network, sae: Sae, tokens: Ids, is_special: npt.NDArray[np.bool_], sums: _Sums,
    tell: Tell, document: int, with_loss: bool,
) -> FloatArray:  # fmt: skip
    """Features (n, d_sae) of one document's tokens that are not special, added to the sums."""

    def should_stop() -> bool:
        tell(document)
        return False

    site, before = (
        hooks.name(sae.layer, Site(f"hook_{sae.hook_point.value}")),
        hooks.name(sae.layer, Site.RESID_PRE),
    )
    run = model.run(
        tokens, capture={site, before}, should_stop=should_stop,
        stop_layer=None if with_loss else sae.layer + 1,
    )  # fmt: skip
    values = run.values[site]
    x = values[~is_special]
    features = np.concatenate([sae.encode(x[part]) for part in sae.chunks(len(x))] or [_nothing(sae)])
    spliced = values.copy()
    spliced[~is_special] = reconstruction = sae.decode(features)
    sums.add(x, reconstruction)
    if with_loss:
        losses = losses_with_sae(
            model, sae, tokens, is_special,
            resid_pre=run.values[before], spliced=spliced, final=run.resid, should_stop=should_stop,
        )  # fmt: skip
        sums.losses += losses.sum(axis=1)
        sums.n_predicted += losses.shape[1]
    return features


def _nothing(sae: Sae) -> FloatArray:
    return np.empty((0, sae.d_sae), np.float32)


def _joined(sae: Sae, sums: _Sums, rows: list[tuple[Ids, Ids, Indices, FloatArray]]) -> SampleReading:
    positions, counts, features, values = (np.concatenate(part) for part in zip(*rows, strict=True))
    return SampleReading(
        d_sae=sae.d_sae,
        positions=positions.astype(np.int64),
        starts=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        features=features.astype(np.int32),
        values=values.astype(np.float32),
        mean=sums.mean.astype(np.float32),
        explained_variance=sums.explained_variance,
        losses=sums.losses / max(1, sums.n_predicted),
        n_predicted=sums.n_predicted,
    )
