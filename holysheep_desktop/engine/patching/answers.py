"""The two answer tokens r and r′ whose logit difference is the metric: logit(r) − logit(r′)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from holysheep_desktop.core.requests import AnswerTokenIds
from holysheep_desktop.core.results import AnswerToken, PatchAnswers
from holysheep_desktop.engine.decoding.sampling import log_probabilities, top_k
from holysheep_desktop.engine.patching.params import ANSWER_TOKENS
from holysheep_desktop.engine.patching.runs import Array, CapturedRun
from holysheep_desktop.engine.transformer.network import Network
from holysheep_desktop.engine.weights.text_tokens import TextTokenizer
from holysheep_desktop.errors import PatchTargetError

Values: TypeAlias = npt.NDArray[np.float64]

CANDIDATES = 20
"""Most likely tokens of each run among which the largest change is sought."""


@dataclass(frozen=True, slots=True)
class AnswerPair:
    """r (of the original run), r′ (of the comparison run), and how they were chosen."""

    original: int
    comparison: int
    chosen_by: str

    def logit_difference(self, model: Network, last: Array) -> Values:
        """The metric of streams after the last block (n, d_model): (n,). Needs two rows of the head."""
        logits = model.logits(last, rows=[self.original, self.comparison]).astype(np.float64)
        return logits[..., 0] - logits[..., 1]

    @property
    def ids(self) -> tuple[int, int]:
        """r and r′."""
        return self.original, self.comparison

    @property
    def cotangent(self) -> Mapping[int, float]:
        """The metric as weights of logits, for gradients."""
        return {self.original: 1.0, self.comparison: -1.0}


def choose_answers(
    original: CapturedRun, comparison: CapturedRun, wished: AnswerTokenIds | None
) -> AnswerPair:
    """The user's two tokens; else each run's most likely token; where that is the same one, the two tokens
    whose logit difference changes most between the runs; where nothing changes, the two most likely.

    The change is sought among the `CANDIDATES` most likely tokens of either run: over the whole vocabulary it
    is largest between tokens that neither run would ever say. Raises `PatchTargetError` for wished tokens
    outside the vocabulary or twice the same.
    """
    if wished is not None:
        return _wished(wished, len(original.logits))
    r, r_prime = int(original.logits.argmax()), int(comparison.logits.argmax())
    if r != r_prime:
        return AnswerPair(r, r_prime, "argmax")
    likely = np.union1d(top_k(original.logits, CANDIDATES), top_k(comparison.logits, CANDIDATES))
    change = original.logits[likely] - comparison.logits[likely]
    r, r_prime = int(likely[change.argmax()]), int(likely[change.argmin()])
    if r != r_prime:
        return AnswerPair(r, r_prime, "largest_change")
    first, second = top_k(original.logits, 2).tolist()
    return AnswerPair(first, second, "top_two")


def _wished(wished: AnswerTokenIds, d_vocab: int) -> AnswerPair:
    for name, token in (("original", wished.original), ("comparison", wished.comparison)):
        if not 0 <= token < d_vocab:
            raise PatchTargetError(f"{ANSWER_TOKENS}.{name}", f"token ids go from 0 to {d_vocab - 1}")
    if wished.original == wished.comparison:
        raise PatchTargetError(ANSWER_TOKENS, "the two answer tokens must differ")
    return AnswerPair(wished.original, wished.comparison, "user")


def describe_answers(
    pair: AnswerPair, original: CapturedRun, comparison: CapturedRun, tokenizer: TextTokenizer
) -> PatchAnswers:
    """Both tokens with their texts and log-probabilities in both runs."""
    in_original, in_comparison = log_probabilities(original.logits), log_probabilities(comparison.logits)

    def token(id_: int) -> AnswerToken:
        return AnswerToken(id_, tokenizer.text_of(id_), float(in_original[id_]), float(in_comparison[id_]))

    return PatchAnswers(token(pair.original), token(pair.comparison), pair.chosen_by)
