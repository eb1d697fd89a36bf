"""The logit lens of both runs at the answer position: where in depth their answers part."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from holysheep_desktop.core.results import LensReading, RunsLensRow, TokenLogprob
from holysheep_desktop.engine.decoding.sampling import log_probabilities, top_k
from holysheep_desktop.engine.patching.runs import Array, CapturedRun
from holysheep_desktop.engine.patching.study import Study
from holysheep_desktop.engine.transformer.hooks import Site
from holysheep_desktop.engine.weights.text_tokens import TextTokenizer

N_TOP = 5


def read_both_runs(study: Study, tokenizer: TextTokenizer) -> tuple[RunsLensRow, ...]:
    """Every layer's stream of both runs through the final norm and the unembedding."""
    n_layers = study.model.config.n_layers
    original, comparison = (_log_probabilities(study, run) for run in (study.original, study.comparison))
    return tuple(
        RunsLensRow(
            layer, _reading(study, original[layer], tokenizer), _reading(study, comparison[layer], tokenizer)
        )
        for layer in range(n_layers)
    )


def _log_probabilities(study: Study, run: CapturedRun) -> Array:
    layers = range(study.model.config.n_layers)
    streams = np.stack([run.at(layer, Site.RESID_POST)[-1] for layer in layers])
    return log_probabilities(study.model.logits(streams))


def _reading(study: Study, log_p: Array, tokenizer: TextTokenizer) -> LensReading:
    r, r_prime = study.answers.ids
    return LensReading(likeliest(log_p, tokenizer, N_TOP), float(log_p[r]), float(log_p[r_prime]))


def likeliest(log_p: Array, tokenizer: TextTokenizer, count: int) -> tuple[TokenLogprob, ...]:
    """The `count` most likely tokens of log-probabilities (d_vocab,)."""
    best: Sequence[int] = top_k(log_p, count).tolist()
    return tuple(TokenLogprob(tokenizer.text_of(i), float(log_p[i]), i) for i in best)
