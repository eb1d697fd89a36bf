"""Measuring SAEs by running the model in float32: on held-out text of every kind, and on other texts."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch.nn import functional

from training.corpus import Corpus
from training.metrics import CrossEntropy, Reconstruction
from training.model import BOS, Gemma
from training.sae import Sae

OUTSIDE = Path(__file__).with_name("outside")
SHUFFLE_SEED = 3
CHOICE_SEED = 23
DENSE = 0.1
CONTROL_TOKENS, CONTROL_LOSS_TOKENS = 200, 700


@dataclass
class Measured:
    """What was added up over one kind of text."""

    reconstruction: Reconstruction
    loss: CrossEntropy

    def summary(self) -> dict[str, float]:
        return self.reconstruction.summary() | self.loss.summary()


def losses(model: Gemma, residual: torch.Tensor, tokens: torch.Tensor) -> float:
    """Summed loss of all predictions of a token from one after BOS; residual (position, d_model)."""
    logits = model.logits(residual[1:-1]).float()
    return float(functional.cross_entropy(logits, tokens[2:], reduction="sum"))


def spliced(model: Gemma, layer: int, stream: torch.Tensor, replacement: torch.Tensor) -> torch.Tensor:
    """Final residual stream (position, d_model) with `replacement` after block `layer` at all but BOS."""
    return model.final_residual(torch.cat((stream[:, :1], replacement[None]), dim=1), layer)[0]


class Evaluator:
    """Measures SAEs of several layers on token sequences that begin with BOS."""

    def __init__(self, model: Gemma, saes: dict[int, Sae], means: dict[int, NDArray[np.float64]]) -> None:
        self.model = model
        self.saes = saes
        self.means = means
        self.fired = {layer: np.zeros(len(sae.b_enc), np.int64) for layer, sae in saes.items()}

    def measure(self, sequences: Iterable[NDArray[np.int32]], loss_tokens: int) -> dict[int, Measured]:
        """Sums over the sequences, per layer; losses over the first `loss_tokens` tokens or a little more."""
        found = {layer: Measured(Reconstruction(self.means[layer]), CrossEntropy()) for layer in self.saes}
        total = 0
        for sequence in sequences:
            self._add(torch.from_numpy(sequence.astype(np.int64)), found, total < loss_tokens)
            total += len(sequence) - 1
        return found

    @torch.inference_mode()
    def _add(self, tokens: torch.Tensor, found: dict[int, Measured], with_loss: bool) -> None:
        streams = self.model.residuals(tokens[None])
        clean = losses(self.model, streams[-1][0], tokens) if with_loss else 0.0
        for layer, sae in self.saes.items():
            x = streams[layer][0, 1:].numpy()
            features = sae.encode(x)
            decoded = sae.decode(features)
            active = features > 0
            self.fired[layer] += active.sum(axis=0)
            found[layer].reconstruction.add(x, decoded, active.sum(axis=1))
            if with_loss:
                with_sae, with_zero = (
                    losses(self.model, spliced(self.model, layer, streams[layer], value), tokens)
                    for value in (torch.from_numpy(decoded), torch.zeros(decoded.shape))
                )
                found[layer].loss.add(clean, with_sae, with_zero, len(tokens) - 2)


def held_out(corpus: Corpus, per_kind: int) -> dict[str, list[NDArray[np.int32]]]:
    """At most `per_kind` tokens of held-out sequences of every kind, chosen by a fixed seed."""
    chosen: dict[str, list[NDArray[np.int32]]] = {}
    totals: dict[str, int] = {}
    for index in np.random.default_rng(CHOICE_SEED).permutation(np.flatnonzero(corpus.held_out)):
        kind = corpus.kinds[corpus.source[index]]
        sequence = corpus.sequence(int(index))
        if totals.get(kind, 0) < per_kind:
            chosen.setdefault(kind, []).append(sequence)
            totals[kind] = totals.get(kind, 0) + len(sequence) - 1
    return dict(sorted(chosen.items()))


def outside(tokenizer: Path) -> dict[str, list[NDArray[np.int32]]]:
    """The texts of `outside/`, one sequence each, by file name."""
    encoder = Tokenizer.from_file(str(tokenizer))
    paths = sorted(OUTSIDE.glob("*.txt"))
    ids = {path.stem: encoder.encode(path.read_text("utf-8"), add_special_tokens=False).ids for path in paths}
    return {name: [np.array([BOS, *tokens[:500]], np.int32)] for name, tokens in ids.items()}


def join(parts: list[Measured]) -> Measured:
    """The sums of several kinds together."""
    whole = Measured(Reconstruction(parts[0].reconstruction.mean), CrossEntropy())
    for part in parts:
        whole.reconstruction.error += part.reconstruction.error
        whole.reconstruction.variance += part.reconstruction.variance
        whole.reconstruction.l0 += part.reconstruction.l0
        whole.loss.add(part.loss.model, part.loss.sae, part.loss.zero, part.loss.predictions)
    return whole


def evaluate(
    model: Gemma,
    saes: dict[int, Sae],
    unrounded: dict[int, Sae],
    means: dict[int, NDArray[np.float64]],
    corpus: Corpus,
    tokenizer: Path,
    per_kind: int,
    loss_tokens: int,
) -> dict[int, dict[str, object]]:
    """`evaluation.json` of every layer."""
    evaluator = Evaluator(model, saes, means)
    kinds = {
        name: evaluator.measure(sequences, loss_tokens)
        for name, sequences in held_out(corpus, per_kind).items()
    }
    fired = {layer: counts.copy() for layer, counts in evaluator.fired.items()}
    others = {
        name: evaluator.measure(sequences, loss_tokens) for name, sequences in outside(tokenizer).items()
    }
    some = [sequence for sequences in held_out(corpus, CONTROL_TOKENS).values() for sequence in sequences]
    controls = {
        "float32_weights": Evaluator(model, unrounded, means).measure(some, CONTROL_LOSS_TOKENS),
        "float16_weights": Evaluator(model, saes, means).measure(some, CONTROL_LOSS_TOKENS),
        "shuffled_decoder": Evaluator(
            model, {layer: sae.shuffled(SHUFFLE_SEED) for layer, sae in saes.items()}, means
        ).measure(some, CONTROL_LOSS_TOKENS),
    }
    results: dict[int, dict[str, object]] = {}
    for layer in saes:
        whole = join([measured[layer] for measured in kinds.values()])
        results[layer] = {
            **whole.summary(),
            "dead_fraction_held_out": float((fired[layer] == 0).mean()),
            "dense_fraction": float((fired[layer] > DENSE * whole.reconstruction.tokens).mean()),
            "ablation": "zero",
            "date": datetime.now(UTC).date().isoformat(),
            "seeds": {"choice": CHOICE_SEED, "shuffle": SHUFFLE_SEED},
            "kinds": {name: measured[layer].summary() for name, measured in kinds.items()},
            "outside": {name: measured[layer].summary() for name, measured in others.items()},
            "controls": {name: measured[layer].summary() for name, measured in controls.items()},
        }
    return results


def write(result: dict[str, object], path: Path) -> None:
    path.write_text(json.dumps(_short(result), indent=1, ensure_ascii=False) + "\n", "utf-8")


def _short(value: object) -> object:
    if isinstance(value, float):
        return float(f"{value:.6g}")
    if isinstance(value, dict):
        return {key: _short(item) for key, item in value.items()}
    return value
